"""The codes that occur in the figures and notes of a data set, in words."""

from __future__ import annotations

from app.model.words import Words


def term(code: str, words: Words) -> str:
    """A regime, operator, indicator, unit, reliability or kind of note in words; others as they are."""
    known = {**_of_figures(words), **_of_notes(words)}
    return known.get(code, code)


def short_reliability(code: str, words: Words) -> str:
    """How near the text that was read stands to the publisher, in a word."""
    match code:
        case "official":
            return words.text("official")
        case "press quoting official":
            return words.text("press")
    return words.text("secondary")


def _of_figures(words: Words) -> dict[str, str]:
    return {
        "ordinary": words.text("ordinary trade"),
        "processing": words.text("processing trade"),
        "cross-border e-commerce": words.text("cross-border e-commerce"),
        "bonded": words.text("bonded logistics"),
        "private": words.text("private enterprises"),
        "foreign": words.text("foreign-invested enterprises"),
        "state": words.text("state-owned enterprises"),
        "provinces": words.text("provinces"),
        "cities": words.text("cities"),
        "balance": words.text("balance"),
    }


def _of_notes(words: Words) -> dict[str, str]:
    return {
        "official": words.text("official"),
        "press quoting official": words.text("press quoting official"),
        "secondary": words.text("secondary"),
        "definition": words.text("definition"),
        "driver": words.text("driver"),
        "speciality": words.text("speciality"),
        "hub": words.text("hub"),
        "risk": words.text("risk"),
        "opportunity": words.text("opportunity"),
        "trade mode": words.text("trade mode"),
        "milestone": words.text("milestone"),
    }
