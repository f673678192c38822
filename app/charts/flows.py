"""Flows as nouns within a sentence."""

from __future__ import annotations

from app.model.words import Words


def flow_text(flow: str, words: Words) -> str:
    """A flow as a noun within a sentence."""
    match flow:
        case "export":
            return words.text("exports")
        case "import":
            return words.text("imports")
        case "balance":
            return words.text("trade balance")
        case "re-export":
            return words.text("re-exports")
        case "re-import":
            return words.text("re-imports")
    return words.text("trade")
