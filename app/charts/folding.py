"""The last lines of a list: many members in a few words instead of rows that say nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from app.charts.labels import amount_text
from app.charts.observations import Observation
from app.charts.order import Cut
from app.charts.reading import OTHERS, SILENT, Reading
from app.charts.spec import Text

_FEWEST = 2
_NAMED = 40


@dataclass(frozen=True, slots=True)
class Fold:
    """A line that stands for several members."""

    member: str
    name: str
    """'28 others'."""
    text: str
    """'no figure in this source for 2025'."""
    names: str
    """Who they are, as far as they are known one by one."""
    short: str = ""
    """The text where there is little room."""
    figure: str = ""
    """The key of the figure that the text gives."""

    @property
    def sentence(self) -> str:
        """All of it, for those who listen."""
        return " ".join(filter(None, (f"{self.name}: {self.text}.", self.names and f"{self.names}.")))


def apart_from_silent(
    reading: Reading, rows: Sequence[Observation], is_silent: Callable[[Observation], bool]
) -> tuple[list[Observation], list[Observation]]:
    """Rows that say something, and those that say nothing and can be folded; the focus and the pinned stay.

    Args:
        reading: The data of the chart.
        rows: In the order of the chart.
        is_silent: Whether nothing is known in a row.
    """
    kept = {reading.focus, *reading.data.selection.pinned}
    silent = [row for row in rows if row.member not in kept and is_silent(row)]
    if not _FEWEST <= len(silent) < len(rows):
        return list(rows), []
    members = {row.member for row in silent}
    return [row for row in rows if row.member not in members], silent


def says_nothing(reading: Reading, row: Observation) -> bool:
    """Whether neither a level nor a growth rate nor a part of the year is known."""
    nothing = ("", reading.words.text("not in the sources"))
    return row.value is None and row.percent is None and row.figure.why in nothing


def silent_fold(reading: Reading, members: Sequence[str], text: str) -> list[Fold]:
    """The line of members without a figure; none where there are none."""
    if not members:
        return []
    name = reading.words.text("{count} others", count=len(members))
    return [Fold(SILENT, name, text, _listed(reading, members), reading.words.text("no figure"))]


def without_figure(reading: Reading) -> str:
    """What such a line says of a period."""
    return reading.words.text("no figure in this source for {period}", period=reading.period_text)


def others_fold(reading: Reading, selected: Cut) -> list[Fold]:
    """The line of the members beyond those shown, with what they come to together."""
    if selected.others is None:
        return []
    words = reading.words
    text = words.text("together {amount}", amount=amount_text(reading, selected.others.figure))
    name = words.text("{count} others", count=selected.left_out)
    return [Fold(OTHERS, name, text, "", figure=selected.others.key)]


def fold_marks(folds: Iterable[Fold], first: int) -> list[Text]:
    """The words of lines that follow the row before `first`."""
    return [
        Text(fold.member, 0.0, place, fold.text, short=fold.short, priority=1, figure=fold.figure)
        for place, fold in enumerate(folds, first)
    ]


def _listed(reading: Reading, members: Sequence[str]) -> str:
    names = [reading.name(code) for code in members]
    if len(names) <= _NAMED:
        return reading.words.listing(names)
    shown = reading.words.listing(names[:_NAMED])
    return reading.words.text("{names} and {count} further ones", names=shown, count=len(names) - _NAMED)
