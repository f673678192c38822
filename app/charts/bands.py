"""The bands of a flow diagram: pairs of two dimensions, or imports into and exports out of one region."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.charts.crossing import pairs_now
from app.charts.observations import Observation
from app.charts.options import members_option
from app.charts.reading import OTHERS, REST, Reading
from app.charts.titles import owner
from app.model.arithmetic import difference, surely_above, total
from app.model.figure import Figure
from app.model.words import Words

MEMBERS = members_option(12, 6, 12, 20)
"""Stages of one column; smaller ones are added up where they may be."""

Stages = tuple[Mapping[str, Figure], ...]
"""The stages of each column from the left, with the sum of their bands."""


@dataclass(frozen=True, slots=True)
class Band:
    """A figure from a stage in a column to one in the next."""

    column: int
    start: str
    end: str
    figure: Figure

    @property
    def id(self) -> str:
        """Its name among the marks."""
        return f"{self.start}|{self.end}" if self.column == 0 else f"{self.start}|{self.end}|{self.column}"


def pair_bands(reading: Reading) -> list[Band]:
    """A band for each pair with a level above zero, the largest first; groups, which overlap, have none."""
    known = [row for row in pairs_now(reading) if (row.value or 0.0) > 0 and not is_group(reading, row)]
    limit = MEMBERS.count(reading.data.selection)
    left = _largest({row.member for row in known}, known, reading.focus, limit, at_start=True)
    right = _largest({row.across for row in known}, known, "", limit, at_start=False)
    groups: dict[tuple[str, str], list[Figure]] = {}
    for row in known:
        pair = (row.member if row.member in left else OTHERS, row.across if row.across in right else OTHERS)
        if OTHERS not in pair or reading.data.summable:
            groups.setdefault(pair, []).append(row.figure)
    return _bands(reading, 0, groups)


def is_group(reading: Reading, row: Observation) -> bool:
    """Whether one side of a pair is a group, whose members may stand in others as well."""
    sides = (reading.data.members.get(code) for code in (row.member, row.across))
    return any(member is not None and member.level == "group" for member in sides)


def two_sided_bands(reading: Reading) -> list[Band]:
    """Bands of imports from each member into the region, and of exports out of it.

    Where the members are parts of a reported whole, what they leave of it is a band as well.
    """
    middle = owner(reading)
    imports = _side(reading, "import")
    exports = _side(reading, "export")
    return [
        *_bands(reading, 0, {(code, middle): figures for code, figures in imports.items()}),
        *_bands(reading, 1, {(middle, code): figures for code, figures in exports.items()}),
    ]


def _side(reading: Reading, flow: str) -> dict[str, list[Figure]]:
    rows = [row for row in reading.at(reading.period, flow) if (row.value or 0.0) > 0]
    limit = MEMBERS.count(reading.data.selection)
    kept = _largest({row.member for row in rows}, rows, reading.focus, limit, at_start=True)
    groups: dict[str, list[Figure]] = {}
    for row in rows:
        code = row.member if row.member in kept else OTHERS
        if code != OTHERS or reading.data.summable:
            groups.setdefault(code, []).append(row.figure)
    whole, together = reading.whole_at(reading.period, flow), total([row.figure for row in rows])
    if whole is None or together is None or not reading.data.summable:
        return groups
    if surely_above(whole.figure, together):
        text = reading.words.text("level of the whole − sum of its parts")
        rest = difference(whole.figure, together, text)
        groups[REST] = [rest] if rest else []
    return groups


def _largest(
    codes: set[str], rows: Sequence[Observation], focus: str, limit: int, *, at_start: bool
) -> set[str]:
    """The stages that are drawn by themselves."""
    if len(codes) <= limit + 1:
        return codes
    sizes = dict.fromkeys(codes, 0.0)
    for row in rows:
        sizes[row.member if at_start else row.across] += row.value or 0.0
    return set(sorted(sizes, key=lambda code: (code != focus, -sizes[code]))[:limit])


def _bands(reading: Reading, column: int, groups: Mapping[tuple[str, str], list[Figure]]) -> list[Band]:
    text = reading.words.text("sum of the smaller levels")
    bands = []
    for (start, end), figures in groups.items():
        figure = figures[0] if len(figures) == 1 else total(figures, text)
        if figure is not None:
            bands.append(Band(column, start, end, figure))
    return sorted(bands, key=lambda band: -(band.figure.value or 0.0))


def stages_of(bands: Sequence[Band], words: Words) -> Stages:
    """The columns of stages, the largest first and the others last.

    A stage in the middle is as high as the larger of what comes in and what goes out.
    """
    last = max((band.column for band in bands), default=-1) + 1
    columns = []
    for column in range(last + 1):
        out = _sums(words, ((band.start, band.figure) for band in bands if band.column == column))
        into = _sums(words, ((band.end, band.figure) for band in bands if band.column == column - 1))
        sums = dict(into)
        for code, figure in out.items():
            other = sums.get(code)
            if other is None or (figure.value or 0.0) > (other.value or 0.0):
                sums[code] = figure
        ordered = sorted(
            sums.items(), key=lambda pair: (pair[0] == REST, pair[0] == OTHERS, -(pair[1].value or 0.0))
        )
        columns.append(dict(ordered))
    return tuple(columns)


def _sums(words: Words, pairs: Iterable[tuple[str, Figure]]) -> dict[str, Figure]:
    """What flows through each stage: one band alone is what was published of it."""
    groups: dict[str, list[Figure]] = {}
    for code, figure in pairs:
        groups.setdefault(code, []).append(figure)
    text = words.text("sum of the flows")
    return {
        code: figures[0] if len(figures) == 1 else total(figures, text) or Figure(None, "")
        for code, figures in groups.items()
    }
