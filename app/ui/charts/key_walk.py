"""Which mark an arrow key leads to: every mark can be reached, and directions mean what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.ui.charts.placed import ChartLayout
    from app.ui.charts.spots import Spot

Step = Literal["left", "right", "up", "down", "first", "last"]


def next_spot(spots: Sequence[Spot], current: Spot | None, step: Step, *, rows: bool) -> Spot | None:
    """The mark to go to; None where there are none at all.

    Args:
        spots: All marks in reading order.
        current: Where the walk is.
        step: The key.
        rows: Whether marks stand below each other, so that up and down go through them in order.
    """
    if not spots:
        return None
    if step == "first" or (current is None and step in ("right", "down")):
        return spots[0]
    if step == "last" or current is None:
        return spots[-1]
    at = _index(spots, current)
    forward = step in ("right", "down")
    along = step in ("up", "down") if rows else step in ("left", "right")
    if not along:
        beside = _beside(spots, current, step)
        if beside is not None:
            return beside
        if rows:
            return current
    return spots[min(len(spots) - 1, max(0, at + (1 if forward else -1)))]


def _index(spots: Sequence[Spot], current: Spot) -> int:
    """The place of the mark that is meant, even if the chart was laid out anew since."""
    key = _key(current)
    for index, spot in enumerate(spots):
        if _key(spot) == key:
            return index
    return 0


def _key(spot: Spot) -> tuple[int, str, str, int, int]:
    return (spot.panel, spot.kind, spot.member, spot.index if spot.kind == "tile" else 0, spot.place)


def _beside(spots: Sequence[Spot], current: Spot, step: Step) -> Spot | None:
    """The nearest mark in a direction; for lines the same place on the next line."""
    sign_x = {"left": -1, "right": 1}.get(step, 0)
    sign_y = {"up": -1, "down": 1}.get(step, 0)
    best: tuple[float, Spot] | None = None
    for spot in spots:
        ahead = (spot.x - current.x) * sign_x + (spot.y - current.y) * sign_y
        aside = abs(spot.y - current.y) if sign_x else abs(spot.x - current.x)
        if ahead <= 0.5 or aside > ahead * 2 + 0.5:
            continue
        score = ahead + 4 * aside
        if best is None or score < best[0]:
            best = (score, spot)
    return best[1] if best else None


def stands_in_rows(layout: ChartLayout) -> bool:
    """Whether the marks of a chart follow one another downwards, as level bars do."""
    return any(
        panel.y.scale == "category" and not panel.tiles.ids and not panel.lines for panel in layout.panels
    )
