"""What an import found, in the words that a terminal and the form share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, get_args

from app.data.imports.findings import REASONS, Problem, Total
from app.data.reference.units import cleaned
from app.explorer.controls import rhythm_text
from app.model.period import Frequency
from app.model.words import Words

_LINES_SHOWN: Final = 8


def role_titles(words: Words) -> dict[str, str]:
    """The roles of columns with their names; the empty one for a column that is not used."""
    return {
        "": words.text("not used"),
        "region": words.text("Region"),
        "region_name": words.text("Name of the region"),
        "market": words.text("Market"),
        "market_name": words.text("Name of the market"),
        "product": words.text("Product"),
        "product_name": words.text("Name of the product"),
        "regime": words.text("Trade mode"),
        "regime_name": words.text("Name of the trade mode"),
        "flow": words.text("Flow"),
        "period": words.text("Period"),
        "year": words.text("Year of the month"),
        "value": words.text("Value"),
        "value_export": words.text("Value of exports"),
        "value_import": words.text("Value of imports"),
        "value_total": words.text("Value of exports and imports"),
        "quantity": words.text("Quantity"),
        "unit": words.text("Unit of the value"),
        "quantity_unit": words.text("Unit of the quantity"),
    }


def read_as(header: Sequence[str], mapping: Mapping[str, str], words: Words) -> list[str]:
    """What each column was read as, in words; '' for one that is not read.

    Args:
        header: The names of the columns, which may hold commas.
        mapping: For each role a column, or several with ', ' between them.
        words: The language.
    """
    titles = role_titles(words) | {"growth": words.text("Growth"), "indicator": words.text("Indicator")}
    names = [name.strip().lower() for name in header]
    found: list[dict[str, None]] = [{} for _ in header]
    for role, columns in mapping.items():
        wanted = columns.strip().lower()
        for name, roles in zip(names, found, strict=True):
            if name == wanted or (wanted not in names and f", {name}, " in f", {wanted}, "):
                roles[titles.get(role, role)] = None
    return [", ".join(roles) for roles in found]


def reason_text(reason: str, words: Words) -> str:
    """Why rows or figures are not counted."""
    known = REASONS.get(reason)
    return known.in_words(words) if known else reason


def problem_text(problem: Problem, words: Words) -> str:
    """A problem with the lines where it stands."""
    said = {"reason": reason_text(problem.kind, words), "count": f"{problem.figures:,}"}
    if not problem.lines:
        return words.text("{reason}: {count}", **said)
    shown = problem.lines[:_LINES_SHOWN]
    lines = ", ".join(f"{line:,}" for line in shown) + (" …" if problem.figures > len(shown) else "")
    if not (example := cleaned(problem.example)):
        return words.text("{reason}: {count} · line {lines}", lines=lines, **said)
    return words.text(
        "{reason}: {count} · line {lines}, such as '{example}'", lines=lines, example=example, **said
    )


def year_text(total: Total, words: Words) -> str:
    """The year of a sum, saying of how many months it is where not of all."""
    if not 0 < total.months < 12:
        return total.year
    return words.text("{year} (months: {count})", year=total.year, count=total.months)


def dataflow_text(total: Total, words: Words) -> str:
    """What tells the sums of several dataflows of a file apart: 'by year', after its own name for them."""
    key, _, letter = total.dataflow.rpartition("-")
    frequency = next((each for each in get_args(Frequency) if each.lower() == letter), None)
    return " ".join(filter(None, (key, rhythm_text(frequency, words) if frequency else letter)))
