"""The publishers that most figures come from, by the names that they have in each language."""

from __future__ import annotations

from app.model.words import Words


def publisher_text(name: str, words: Words) -> str:
    """A publisher in the language of the reader; one that is not well known keeps its own name."""
    known = {
        "China Customs": words.text("China Customs"),
        "General Administration of Customs": words.text("General Administration of Customs"),
        "National Bureau of Statistics of China": words.text("National Bureau of Statistics of China"),
        "State Council Information Office": words.text("State Council Information Office"),
        "China National Radio": words.text("China National Radio"),
        "21st Century Business Herald": words.text("21st Century Business Herald"),
        "China Daily": words.text("China Daily"),
        "People's Daily Online": words.text("People's Daily Online"),
        "World Bank": words.text("World Bank"),
        "United Nations": words.text("United Nations"),
        "Shanghai Customs": words.text("Shanghai Customs"),
        "Nanjing Customs": words.text("Nanjing Customs"),
        "Zhejiang statistics office": words.text("Zhejiang statistics office"),
    }
    return known.get(name, name)
