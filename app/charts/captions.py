"""The small print of a chart: subtitle, remark on what is missing, and the source line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.charts.flows import flow_text
from app.charts.observations import Observation
from app.charts.periods import period_text, span_text
from app.charts.reading import Reading
from app.charts.spec import SEPARATOR
from app.model.catalog import RELIABILITIES, Dataflow, Source
from app.model.figure import Figure
from app.model.units import ONE, unit_name
from app.model.words import Words

SHOWN_PUBLISHERS = 3
_SHOWN_SITES = 2
"""Places where secondary sources were read that are named beside the publishers."""


def dotted(parts: Iterable[str]) -> str:
    """Parts of a line of small print."""
    return SEPARATOR.join(part for part in parts if part)


def indicator_text(reading: Reading) -> str:
    """The indicator and flow as the start of a subtitle: 'Total goods trade', 'Goods exports'."""
    words = reading.words
    if reading.relative or reading.data.selection.indicator not in ("value", "growth", ""):
        flow = flow_text(reading.flow, words)
        is_growth = reading.data.selection.indicator == "growth"
        indicator = words.text("Growth") if is_growth else level_name(reading)
        return words.text("{indicator} of {flow}", indicator=indicator, flow=flow)
    if reading.breakdown.kind == "flow":
        return words.text("Goods trade by flow")
    match reading.flow:
        case "export":
            return words.text("Goods exports")
        case "import":
            return words.text("Goods imports")
        case "balance":
            return words.text("Balance of goods trade")
        case "re-export":
            return words.text("Re-exports of goods")
        case "re-import":
            return words.text("Re-imports of goods")
    return words.text("Total goods trade")


def level_name(reading: Reading) -> str:
    """What the levels are, as the head of their column."""
    words = reading.words
    match reading.data.selection.indicator:
        case "share":
            return words.text("Share")
        case "contribution":
            return words.text("Contribution to growth")
        case "rank":
            return words.text("Rank")
        case "quantity":
            return words.text("Quantity")
    return words.text("Value")


def scope(reading: Reading) -> list[str]:
    """Names of the region that the members are of, and of the market and product where not everything."""
    selection, kind = reading.data.selection, reading.breakdown.kind
    across = selection.across.kind if selection.across else ""
    place = reading.breakdown.parent if kind == "region" else selection.region
    parts = [reading.name(place)]
    for dimension, code in (("market", selection.market), ("product", selection.product)):
        member = reading.data.members.get(code)
        everything = member is not None and member.code == code and not member.parent
        if dimension not in (kind, across) and not everything:
            parts.append(reading.name(code))
    return parts


def subtitle(reading: Reading, title: str, period: str, unit: str, *more: str, indicator: str = "") -> str:
    """Indicator, period and unit, then what the title does not name and further parts, then the basis.

    Args:
        reading: The data of the chart.
        title: The title above it.
        period: The period or span in words.
        unit: The unit with its scale, '' where the further parts name it.
        more: Further parts such as 'dashed: China +3.8%'.
        indicator: What is shown, where the selection does not say it.
    """
    words = reading.words
    indicator = indicator or indicator_text(reading)
    if period:
        indicator = words.text("{indicator}, {period}", indicator=indicator, period=period)
    head = words.text("{head}, {unit}", head=indicator, unit=unit) if unit else indicator
    return dotted([head, *_unnamed(reading, title), *more, short_basis(reading)])


def subtitle_now(reading: Reading, title: str, unit: str, *more: str, indicator: str = "") -> str:
    """The subtitle of a chart of the current period, see `subtitle`."""
    return subtitle(reading, title, reading.period_text, unit, *more, indicator=indicator)


def _unnamed(reading: Reading, title: str) -> list[str]:
    """The place, and the market and goods where not all of them, as far as a title does not name them."""
    return [name for name in scope(reading) if name.casefold() not in title.casefold()]


def says_unit(said: str, unit: str, words: Words) -> bool:
    """Whether a subtitle was made with that unit, and not with one that merely contains its letters."""
    return said.split(SEPARATOR, maxsplit=1)[0].endswith(words.text("{head}, {unit}", head="", unit=unit))


def short_basis(reading: Reading) -> str:
    """The name of the dataflow, which says its basis in a few words; of a joined history the currencies."""
    words, parts = reading.words, stretches(reading)
    if len(parts) < 2:
        return words.name(reading.data.dataflow)
    return dotted(
        words.text(
            "{span}: {basis}",
            span=part.span(words),
            basis=unit_name(part.dataflow.currency, ONE, words),
        )
        for part in parts
    )


@dataclass(frozen=True, slots=True)
class Stretch:
    """Periods that follow upon each other and are read from one dataflow."""

    dataflow: Dataflow
    first: str
    last: str

    def span(self, words: Words) -> str:
        """The periods in words."""
        return span_text(self.first, self.last, words)


def stretches(reading: Reading) -> list[Stretch]:
    """The parts of a joined history, in the order of time; one where nothing is joined."""
    found: list[Stretch] = []
    shown = {row.period for row in reading.rows}
    for period in (period for period in reading.periods if period in shown or not shown):
        dataflow = reading.data.joined.get(period, reading.data.dataflow)
        if found and found[-1].dataflow.id == dataflow.id:
            found[-1] = replace(found[-1], last=period)
        else:
            found.append(Stretch(dataflow, period, period))
    return found


def _basis_text(reading: Reading) -> str:
    """The full basis; of a joined history each one with its periods."""
    words, parts = reading.words, stretches(reading)
    if len(parts) < 2:
        return reading.data.dataflow.basis(words.language).rstrip(".。 ")
    return dotted(
        words.text(
            "{span}: {basis}",
            span=part.span(words),
            basis=part.dataflow.basis(words.language).rstrip(".。 "),
        )
        for part in parts
    )


def apart_note(reading: Reading) -> str:
    """Which members stand behind the others without a rank, because they overlap with them."""
    apart = [row.member for row in reading.now if row.member in reading.data.apart and row.value is not None]
    if not apart:
        return ""
    names = reading.words.listing([reading.name(code) for code in dict.fromkeys(apart)])
    return reading.words.text("listed last without a rank, as they overlap with others: {names}", names=names)


def source_line(reading: Reading, figures: Iterable[Figure]) -> str:
    """Publishers, reliability, basis and the date of the data.

    The publishers of most figures come first; the date is the latest vintage among the figures.
    """
    words, shown = reading.words, [figure for figure in figures if figure.value is not None]
    counted: Counter[str] = Counter(key for figure in shown for key in figure.source.split(";") if key)
    cited = [reading.data.sources[key] for key, _ in counted.most_common() if key in reading.data.sources]
    return dotted(
        [
            words.text("Source: {publishers}", publishers=_publishers(cited, words)),
            reliability_text(cited, words),
            _basis_text(reading),
            _date_text(reading, shown, cited),
        ]
    )


def _date_text(reading: Reading, shown: Sequence[Figure], cited: Sequence[Source]) -> str:
    """The date of the data: the latest vintage, else the release, else the sources' own dates."""
    words, dataflow = reading.words, reading.data.dataflow
    vintage = max((figure.vintage for figure in shown), default="") or dataflow.released
    if date := vintage or max((source.date for source in cited), default=""):
        return words.text("data of {date}", date=date)
    return _up_to(dataflow.last_period, words)


def _up_to(period: str, words: Words) -> str:
    return words.text("figures up to {period}", period=period_text(period, words)) if period else ""


def _publishers(cited: Iterable[Source], words: Words) -> str:
    names = (source.publisher_in(words.language) for source in cited)
    return _first_of(names, words, SHOWN_PUBLISHERS) or words.text("not named in the data set")


def _first_of(names: Iterable[str], words: Words, most: int) -> str:
    """Names in their order, each once; of more than `most` the first ones and how many there are besides."""
    named = list(dict.fromkeys(filter(None, names)))
    if len(named) <= most:
        return words.listing(named)
    shown = words.listing(named[: most - 1])
    return words.text("{names} and {count} more", names=shown, count=len(named) - most + 1)


def reliability_text(cited: Sequence[Source], words: Words) -> str:
    """The reliabilities that occur, the strongest first; of secondary sources where they were read."""
    found = {source.reliability for source in cited}
    read_at = (
        source.site or source.publisher_in(words.language)
        for source in cited
        if source.reliability == "secondary"
    )
    names = {
        "official": words.text("official"),
        "press quoting official": words.text("press quoting official figures"),
        "secondary": words.text(
            "secondary source ({places})", places=_first_of(read_at, words, _SHOWN_SITES)
        ),
    }
    return words.listing([names[reliability] for reliability in RELIABILITIES if reliability in found])


def derived_note(reading: Reading, rows: Iterable[Observation]) -> str:
    """What is derived among the rows shown, for charts that cannot hatch their marks."""
    words = reading.words
    if any(row.figure.status == "reported" and row.value is not None for row in rows):
        return words.text("some levels are derived from other figures")
    return words.text("all levels are derived from other figures")


def growth_remark(reading: Reading, rows: Sequence[Observation], *more: str) -> str:
    """The same for a chart of growth rates alone."""
    words, parts = reading.words, [*more]
    if gaps := sum(row.percent is None for row in rows):
        parts.append(words.text("{gaps} of {count} without a growth figure", gaps=gaps, count=len(rows)))
    if any(row.growth.status == "derived" and row.percent is not None for row in rows):
        parts.append(words.text("hatched: growth derived from two levels"))
    return dotted(parts)


def remark(
    reading: Reading, rows: Sequence[Observation], *more: str, growth: bool = False, derived: str = ""
) -> str:
    """What is missing, bounded, approximate or derived among the rows shown, after further remarks.

    Args:
        reading: The data of the chart.
        rows: The rows shown.
        more: Remarks that come first.
        growth: Whether growth is shown beside the levels.
        derived: How derived levels are told from reported ones, where they are not hatched.
    """
    words, count = reading.words, len(rows)
    figures = [row.figure for row in rows] + ([row.growth for row in rows] if growth else [])
    known = [figure for figure in figures if figure.value is not None]
    parts = [*more]
    if gaps := sum(row.value is None for row in rows):
        parts.append(words.text("{gaps} of {count} without a level", gaps=gaps, count=count))
    if growth and (gaps := sum(row.percent is None for row in rows)):
        parts.append(words.text("{gaps} of {count} without a growth figure", gaps=gaps, count=count))
    qualifiers = {figure.qualifier for figure in known}
    if ">" in qualifiers:
        parts.append(words.text("> is a lower bound, as published"))
    if qualifiers & {"<", "<~"}:
        parts.append(words.text("< is an upper bound, as published"))
    if "~" in qualifiers:
        parts.append(words.text("~ is an approximate figure"))
    if any(row.figure.status == "derived" and row.value is not None for row in rows):
        parts.append(derived or words.text("hatched: derived from other figures"))
    if growth and any(row.growth.status == "derived" and row.percent is not None for row in rows):
        parts.append(words.text("hollow: growth derived from two levels"))
    return dotted(parts)
