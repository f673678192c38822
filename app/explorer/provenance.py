"""Where one figure comes from, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from math import ceil, floor, isfinite, log10
from typing import Final

from app.charts.spec import SEPARATOR
from app.data.observations import Observation
from app.explorer.formulas import formula_text
from app.explorer.surroundings import Provenance
from app.explorer.tracing import Trace
from app.model.catalog import Source
from app.model.figure import Figure
from app.model.numbers import growth_text, qualifier_sign, quantity_text
from app.model.terms import short_reliability, term
from app.model.units import ONE, PLACES, is_relative, scale_for, unit_name
from app.model.words import Words

_ROW: Final = re.compile(r"Row (\d+) of the file")
_READ_FROM: Final = "Read from "
_FINEST: Final = 1e-6
"""Of the scale: what is written has no finer digit."""


def provenance(
    figure: Figure, sources: Mapping[str, Source], words: Words, trace: Trace | None = None
) -> Provenance:
    """As published, status, sources, vintage, formula and note of a figure; of a gap, what is known.

    Args:
        figure: Any figure of the window.
        sources: By their ids.
        words: The language.
        trace: What the figure does not carry itself: what it is, its basis, its other prints.
    """
    cited = [sources[key] for key in figure.source.split(";") if key in sources]
    known = trace or Trace()
    return Provenance(
        headline=value_text(figure, words),
        lines=(*_place(known, words), *_lines(figure, cited, words), *_others(known, sources, words)),
        inputs=known.inputs or figure.inputs,
        citation=citation(figure, cited, words, known.what),
        status=_status(figure, words) if figure.value is not None else "",
        printed_by=_printed_by(cited, words),
    )


def _printed_by(cited: list[Source], words: Words) -> str:
    """The first of those who print a figure: 'China Customs, 2026-01 · official'."""
    if not cited:
        return ""
    first, more = cited[0], len(cited) - 1
    dated = ", ".join(filter(None, (first.publisher_in(words.language), first.date)))
    names = words.text("{names} and {count} more", names=dated, count=more) if more else dated
    return SEPARATOR.join(filter(None, (names, short_reliability(first.reliability, words))))


def _status(figure: Figure, words: Words) -> str:
    return words.text("derived") if figure.status == "derived" else words.text("reported")


def _place(known: Trace, words: Words) -> Iterator[tuple[str, str]]:
    if known.what:
        yield words.text("What"), known.what
    if known.dataflow is not None:
        yield words.text("Basis"), known.dataflow.basis(words.language)


def _others(known: Trace, sources: Mapping[str, Source], words: Words) -> Iterator[tuple[str, str]]:
    for seen in known.others:
        cited = (sources[key].citation(words.language) for key in seen.source.split(";") if key in sources)
        yield words.text("Also published"), f"{_print(seen, words)} ({'; '.join(cited) or seen.source})"


def _print(seen: Observation, words: Words) -> str:
    """An observation as it was printed, with its qualifier."""
    figure = Figure(seen.value, seen.unit, seen.qualifier, rounding=seen.rounding, published=seen.published)
    return f"{_sign(figure)}{seen.published}" if seen.published else value_text(figure, words)


def value_text(figure: Figure, words: Words) -> str:
    """A figure with all its published digits and its unit; the reason where it is a gap."""
    if figure.value is None:
        return figure.why or words.text("not in the sources")
    rounding = figure.rounding or None
    if figure.unit == "percent" and figure.label == "growth":
        return growth_text(figure.value, figure.qualifier, rounding)
    digits = 4 if figure.status == "derived" else None
    text = quantity_text(
        figure.value,
        figure.unit,
        words.language,
        qualifier=figure.qualifier,
        digits=digits,
        rounding=rounding,
    )
    if figure.unit == "percent of increment":
        return words.text("{figure} of the increment", figure=text)
    if is_relative(figure.unit) or figure.unit in PLACES:
        return text
    unit = unit_name(figure.unit, ONE, words)
    return f"{text}{unit}" if words.language == "zh" else f"{text} {unit}"


def citation(figure: Figure, cited: list[Source], words: Words, what: str = "") -> str:
    """The figure with its sources, as it is put into a text; `what` says what it is."""
    names = "; ".join(source.citation(words.language) for source in cited)
    text = value_text(figure, words)
    if what:
        text = words.text("{name}: {figure}", name=what, figure=text)
    return f"{text} ({names})" if names else text


def _lines(figure: Figure, cited: list[Source], words: Words) -> Iterator[tuple[str, str]]:
    if figure.published:
        yield words.text("As published"), f"{_sign(figure)}{figure.published}"
    if figure.value is not None:
        yield words.text("Status"), _status(figure, words)
    if figure.span is not None and (span := _range(figure, figure.span, words)):
        yield words.text("Range"), span
    if figure.formula:
        yield words.text("Formula"), formula_text(figure.formula, words)
    for source in cited:
        yield words.text("Source"), f"{source.citation(words.language)} ({term(source.reliability, words)})"
    if figure.vintage:
        yield words.text("Vintage"), figure.vintage
    if figure.note and figure.note != figure.formula:
        yield words.text("Note"), _note(figure.note, cited, words)


def _range(figure: Figure, span: tuple[float, float], words: Words) -> str:
    """What the rounding of the inputs leaves open: '5.26 – 5.28 tn yuan'; '' where that is nothing or no end.

    The low edge is rounded down and the high one up, so that what is written holds the whole range.
    """
    width = span[1] - span[0]
    scale = scale_for(max(map(abs, span)), figure.unit, words.language)
    if not isfinite(width) or width < _FINEST * scale.factor:
        return ""
    step = max(10.0 ** (floor(log10(width)) - 1), _FINEST * scale.factor)
    outer = (floor(_steps(span[0], step)) * step, ceil(_steps(span[1], step)) * step)
    low, high = (quantity_text(edge, figure.unit, words.language, digits=None, scale=scale) for edge in outer)
    low = low.removesuffix(scale.suffix).strip() if scale.suffix else low
    if is_relative(figure.unit) or figure.unit in PLACES:
        return f"{low} – {high}"
    unit = unit_name(figure.unit, ONE, words)
    return f"{low} – {high}{unit}" if words.language == "zh" else f"{low} – {high} {unit}"


def _steps(edge: float, step: float) -> float:
    """How many steps an edge is from 0, without what binary fractions add."""
    return round(edge / step, 6)


def _note(note: str, cited: list[Source], words: Words) -> str:
    """A note; those that imports write name the file and are said in this language."""
    read = next((source for source in cited if source.note.startswith(_READ_FROM)), None)
    if (row := _ROW.fullmatch(note)) is not None and read is not None:
        return words.text(
            "Row {row} of {file}, imported {date}",
            row=f"{int(row[1]):,}",
            file=read.note.removeprefix(_READ_FROM).rpartition(", imported ")[0],
            date=read.date,
        )
    return formula_text(note, words)


def _sign(figure: Figure) -> str:
    sign = qualifier_sign(figure.qualifier)
    return "" if sign and figure.published.startswith(sign.strip()) else sign
