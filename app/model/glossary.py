"""What a term means, for the place where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.model.catalog import Term
    from app.model.words import Words


def meanings(terms: Iterable[Term], words: Words) -> Mapping[str, str]:
    """The sentence of every term, by the term itself and by its English name, both in small letters."""
    told: dict[str, str] = {}
    for term in terms:
        sentence = term.text_zh if words.language == "zh" else term.text_en
        told[term.name_en.casefold()] = told[term.term.casefold()] = sentence
    return told
