"""What a mark says: its name and its figure, for the card at the pointer and for those who listen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.charts.spec import Stage
from app.model.numbers import growth_text, quantity_text
from app.model.units import ONE, unit_name

if TYPE_CHECKING:
    from app.charts.spec import ChartSpec
    from app.model.figure import Figure
    from app.model.words import Words
    from app.ui.charts.placed import ChartLayout
    from app.ui.charts.spots import Spot


def figure_sentence(figure: Figure, words: Words, *, signed: bool = False) -> str:
    """A figure in its published digits with unit and status; what is known of a gap.

    Args:
        figure: The figure.
        words: The language.
        signed: Whether a percentage is a change, which is written with its sign.
    """
    if figure.value is None:
        return figure.why or words.text("not in the sources")
    if figure.unit == "percent" and signed:
        text = growth_text(figure.value, figure.qualifier, figure.rounding or None)
    else:
        digits = None if figure.rounding else 4
        text = quantity_text(
            figure.value,
            figure.unit,
            words.language,
            qualifier=figure.qualifier,
            digits=digits,
            rounding=figure.rounding or None,
        )
    unit = "" if figure.unit.startswith("percent") else unit_name(figure.unit, ONE, words)
    derived = words.text("derived") if figure.status == "derived" else ""
    number = f"{text} {unit}".strip()
    return f"{number} · {derived}" if derived else number


def spot_name(spec: ChartSpec, spot: Spot) -> str:
    """The name of what a mark stands for."""
    return spec.names.get(spot.member, spot.member)


def spot_lines(layout: ChartLayout, spot: Spot, words: Words) -> tuple[str, ...]:
    """The lines of the card at the pointer: the name, where it is along the axis, the figure."""
    spec = layout.spec
    lines = [_flow_name(layout, spot) or spot_name(spec, spot)]
    place = _place(layout, spot)
    if place:
        lines[0] = f"{lines[0]} · {place}" if lines[0] else place
    figure = spec.figures.get(spot.figure)
    if figure is not None:
        axes = spec.panels[spot.panel]
        signed = axes.x.signed or axes.y.signed or _is_change(spec, spot)
        lines.append(figure_sentence(figure, words, signed=signed))
    elif spot.words:
        lines += [spot.words, spec.asides.get(spot.member, "")]
    else:
        label = _written(layout, spot)
        lines += [label] if label else []
    return tuple(line for line in lines if line)


def _is_change(spec: ChartSpec, spot: Spot) -> bool:
    """Whether a tile's colour goes to both sides, as that of growth does."""
    return spot.kind == "tile" and spec.ramp is not None and spec.ramp.diverging


def _flow_name(layout: ChartLayout, spot: Spot) -> str:
    """Where a flow comes from and where it goes, or the name of a node."""
    stages = [mark for mark in layout.spec.panels[spot.panel].marks if isinstance(mark, Stage)]
    if spot.kind == "tile" and stages:
        return stages[spot.index].label
    if spot.kind != "ribbon":
        return ""
    labels = {stage.id: stage.label for stage in stages}
    ribbon = layout.panels[spot.panel].ribbons[spot.index]
    return f"{labels.get(ribbon.start, ribbon.start)} → {labels.get(ribbon.end, ribbon.end)}"


def _place(layout: ChartLayout, spot: Spot) -> str:
    """The period or the column that a mark belongs to, where its name alone does not say it."""
    panel = layout.panels[spot.panel]
    axes = layout.spec.panels[spot.panel]
    if spot.kind in ("line", "area") and panel.x.scale == "time":
        return _time(panel.x.value(spot.x))
    if spot.kind in ("line", "area") and axes.x.categories:
        place = round(panel.x.inner(spot.x))
        return axes.x.categories[place] if 0 <= place < len(axes.x.categories) else ""
    if spot.kind == "tile" and axes.x.categories and axes.y.categories:
        column, row = round(panel.x.inner(spot.x)), round(panel.y.inner(spot.y))
        names = (axes.y.categories[row : row + 1], axes.x.categories[column : column + 1])
        return " × ".join(name for pair in names for name in pair)
    return ""


def _time(value: float) -> str:
    year = int(value + 1e-6)
    month = round((value - year) * 12) + 1
    return str(year) if month == 1 else f"{year}-{month:02d}"


def _written(layout: ChartLayout, spot: Spot) -> str:
    """The label beside a mark that names no figure."""
    name = spot_name(layout.spec, spot)
    texts = [text.text for text in layout.panels[spot.panel].labels if text.id == spot.member]
    return " ".join(text for text in texts if text != name)


def spot_sentence(layout: ChartLayout, spot: Spot, words: Words) -> str:
    """The same in one sentence, to be heard."""
    return ", ".join(spot_lines(layout, spot, words))
