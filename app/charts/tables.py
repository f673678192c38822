"""The table behind a chart: exactly the figures that are charted, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from app.charts.captions import level_name
from app.charts.observations import Observation
from app.charts.reading import Reading
from app.charts.spec import Column, Row, Table
from app.charts.titles import head_text, whole_head
from app.model.arithmetic import contribution, ranks, share
from app.model.figure import Figure
from app.model.units import Scale

GAP = Figure(None, "")


@dataclass(frozen=True, slots=True)
class Field:
    """A column with the way to its cells; a column without a single figure or text is left out."""

    column: Column
    cell: Callable[[Observation], str | Figure]


def table(rows: Sequence[Observation], fields: Sequence[Field]) -> Table:
    """Rows in their order, columns that hold something."""
    filled = [(field.column, [field.cell(row) for row in rows]) for field in fields]
    kept = [(column, cells) for column, cells in filled if any(_holds(cell) for cell in cells)] or filled[:1]
    return Table(
        columns=tuple(column for column, _ in kept),
        rows=tuple(
            Row(member=row.member, cells=tuple(cells[place] for _, cells in kept))
            for place, row in enumerate(rows)
        ),
    )


def _holds(cell: str | Figure) -> bool:
    return bool(cell) if isinstance(cell, str) else cell.value is not None


def name_field(reading: Reading) -> Field:
    """The names of the members."""
    return Field(Column("name", head_text(reading)), lambda row: reading.name(row.member))


def period_field(reading: Reading) -> Field:
    """The periods of the rows."""
    return Field(Column("period", reading.words.text("Period")), lambda row: row.period)


def rank_field(reading: Reading, rows: Sequence[Observation]) -> Field:
    """Ranks by level, ties shared; empty for gaps and sums of others."""
    places = dict(zip((row.member for row in rows), ranks([row.value for row in rows]), strict=True))
    return Field(Column("rank", "#", numeric=True), lambda row: str(places.get(row.member) or ""))


def level_column(reading: Reading, scale: Scale | None = None) -> Column:
    """The column of the levels, read in the scaled unit."""
    used = scale or reading.scale
    return Column("value", level_name(reading), reading.unit_text(used), numeric=True, factor=used.factor)


def level_field(reading: Reading) -> Field:
    """The levels."""
    return Field(level_column(reading), lambda row: row.figure)


def growth_field(reading: Reading) -> Field:
    """Growth on the year before."""
    return Field(Column("growth", reading.words.text("Growth"), "%", numeric=True), lambda row: row.growth)


def share_field(reading: Reading) -> Field:
    """Shares of the whole, for parts of a reported whole."""
    shares = shares_of_whole(reading)
    title = reading.words.text("Share of {whole}", whole=whole_head(reading))
    return Field(Column("share", title, "%", numeric=True), shares)


def shares_of_whole(reading: Reading) -> Callable[[Observation], Figure]:
    """The share of a row in the whole of its period; a gap where there is none."""
    whole, text = reading.whole, reading.words.text("share = level / level of the whole")

    def of(row: Observation) -> Figure:
        if whole is None or not _is_part(reading, row, whole):
            return GAP
        return share(row.figure, whole.figure, text) or GAP

    return of


def contribution_field(reading: Reading) -> Field:
    """Contributions to the growth of the whole."""
    column = Column(
        "contribution", reading.words.text("Contribution"), reading.words.text("pp"), numeric=True
    )
    contributions = contributions_to_whole(reading)
    return Field(column, contributions)


def contributions_to_whole(reading: Reading) -> Callable[[Observation], Figure]:
    """The contribution of a row to the growth of the whole; a gap where there is none."""
    whole = reading.whole
    text = reading.words.text("contribution = increment / previous level of the whole")

    def of(row: Observation) -> Figure:
        if whole is None or not _is_part(reading, row, whole):
            return GAP
        return contribution(row.figure, row.growth, whole.figure, whole.growth, text) or GAP

    return of


def _is_part(reading: Reading, row: Observation, whole: Observation) -> bool:
    """Whether a row makes up some of the whole: balances have both signs and do not."""
    alike = row.figure.unit == whole.figure.unit and not reading.relative
    return alike and row.flow != "balance"


def source_field(reading: Reading) -> Field:
    """How reliable each figure is, and whether it is derived."""
    return Field(Column("source", reading.words.text("Source")), lambda row: source_short(reading, row))


def source_short(reading: Reading, row: Observation) -> str:
    """The reliability of a row's source in a word or two."""
    words, figure = reading.words, row.figure if row.value is not None else row.growth
    if figure.value is None:
        return ""
    if figure.status == "derived":
        return words.text("derived")
    names: Mapping[str, str] = {
        "official": words.text("official"),
        "press quoting official": words.text("press quoting official figures"),
        "secondary": words.text("secondary source"),
    }
    cited = (reading.data.sources.get(key) for key in figure.source.split(";"))
    return next((names[source.reliability] for source in cited if source), figure.source)


def figures_behind(rows: Sequence[Observation], *, growth: bool = False) -> dict[str, Figure]:
    """Levels (and growth) of rows under the keys that their marks name."""
    found = {row.key: row.figure for row in rows}
    if growth:
        found |= {row.growth_key: row.growth for row in rows}
    return found
