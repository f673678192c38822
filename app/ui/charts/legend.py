"""Which entries of a legend are in focus or muted, where they are, and what is said of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF

    from app.charts.spec import ChartSpec
    from app.model.words import Words
    from app.ui.charts.placed import ChartLayout, Swatch
    from app.ui.charts.spots import Spot


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Members, or series such as exports, that the others step back behind, and those that step back."""

    focus: frozenset[str] = frozenset()
    muted: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.focus or self.muted)

    def focused(self, entry: str) -> Emphasis:
        """With an entry alone in focus, or with none where it was."""
        return Emphasis(frozenset() if self.focus == {entry} else frozenset({entry}), self.muted - {entry})

    def muting(self, entry: str) -> Emphasis:
        """With an entry muted, or no longer so."""
        return Emphasis(self.focus - {entry}, self.muted ^ {entry})

    def told(self, spec: ChartSpec, entry: str, words: Words) -> str:
        """What has become of an entry, in a sentence."""
        name = entry_name(spec, entry)
        if entry in self.focus:
            return words.text("{name} in focus", name=name)
        if entry in self.muted:
            return words.text("{name} muted", name=name)
        return words.text("{name} shown like the others", name=name)


def entry_name(spec: ChartSpec, entry: str) -> str:
    """The name of an entry of the legend, or of a member without one."""
    named = {known.id: known.label for known in spec.legend}
    return named.get(entry) or spec.names.get(entry, entry)


def swatch_at(layout: ChartLayout, place: QPointF) -> Swatch | None:
    """The legend entry at a place."""
    found = (swatch for swatch in layout.swatches if swatch.box.holds_point(place.x(), place.y()))
    return next(found, None)


def entry_of(layout: ChartLayout, spot: Spot) -> str:
    """What a mark belongs to: its series where it has one, else its member."""
    series = layout.panels[spot.panel].bars.series
    return (series[spot.index] if spot.kind == "bar" else "") or spot.member


def hint(swatch: Swatch, emphasis: Emphasis, words: Words) -> tuple[str, str]:
    """What a click on an entry does, below its name."""
    if swatch.id in emphasis.focus:
        return swatch.label, words.text("Click: show all again. Shift+click or Ctrl+click: mute (M)")
    if swatch.id in emphasis.muted:
        return swatch.label, words.text("Click: focus (F). Shift+click or Ctrl+click: draw in full again (M)")
    return swatch.label, words.text("Click: focus (F). Shift+click or Ctrl+click: mute (M)")
