"""What stands around the panels: title sentence, subtitle, legend, remark, source and the program's name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.charts.origin import PROGRAM_NAME
from app.charts.spec import brief_source
from app.ui.charts.placed import PlacedRamp, PlacedText, Rect, Stroke, Swatch, text_at
from app.ui.charts.text import balanced, elided, wrapped

if TYPE_CHECKING:
    from app.charts.spec import ChartSpec
    from app.ui.charts.text import TextMetrics, TextStyle, TypeScale

_MOST_SOURCE = 8
"""Lines: a source is never cut to save room."""


@dataclass(frozen=True, slots=True)
class FrameParts:
    """Which parts of the frame are inside the picture, and how wide its margin is in pixels."""

    title: bool = True
    subtitle: bool = True
    legend: bool = True
    remark: bool = True
    source: bool = True
    program: bool = True
    margin: float | None = None
    """None for one that suits the size."""


@dataclass(frozen=True)
class Frame:
    """The placed frame, and the room that it leaves for the panels."""

    texts: tuple[PlacedText, ...]
    strokes: tuple[Stroke, ...]
    swatches: tuple[Swatch, ...]
    ramp: PlacedRamp | None
    room: Rect
    types: TypeScale
    """The styles in which the panels are to be set as well."""
    brief: bool
    """Whether the source line left the basis to the subtitle."""


class _Writer:
    """Collects a frame from the top down and from the bottom up."""

    def __init__(self, room: Rect, types: TypeScale, metrics: TextMetrics) -> None:
        self.types = types
        self.metrics = metrics
        self.room = room
        self.texts: list[PlacedText] = []
        self.strokes: list[Stroke] = []
        self.swatches: list[Swatch] = []
        self.ramp: PlacedRamp | None = None

    def cut_top(self, by: float) -> None:
        self.room = Rect(self.room.x, self.room.y + by, self.room.width, max(0.0, self.room.height - by))

    def cut_bottom(self, by: float) -> None:
        self.room = Rect(self.room.x, self.room.y, self.room.width, max(0.0, self.room.height - by))

    def lines_on_top(self, lines: tuple[str, ...], style: TextStyle, muted: bool) -> None:
        for line in lines:
            self._write(line, self.room.x, self.room.y + style.line / 2, style, muted=muted)
            self.cut_top(style.line)

    def lines_at_foot(self, lines: tuple[str, ...], style: TextStyle) -> None:
        for line in reversed(lines):
            self._write(line, self.room.x, self.room.bottom - style.line / 2, style, muted=True)
            self.cut_bottom(style.line)

    def _write(self, line: str, x: float, y: float, style: TextStyle, *, muted: bool) -> None:
        width = self.metrics.width(line, style)
        self.texts.append(text_at(line, x, y, width, style, tone="muted" if muted else "text"))

    def legend(self, spec: ChartSpec) -> None:
        """Entries from the left, the ramp at the right of the same line, further lines where needed."""
        style, line = self.types.axis, round(self.types.label.line * 1.25)
        ramp_width = self._ramp(spec, line) if spec.ramp else 0.0
        if spec.legend:
            self._entries(spec, style, line, self.room.width - ramp_width)
        if spec.legend or spec.ramp:
            self.cut_top(line + round(line * 0.2))

    def _entries(self, spec: ChartSpec, style: TextStyle, line: float, room: float) -> None:
        sample, x = round(style.size * 0.8), self.room.x
        for entry in spec.legend:
            label = elided(entry.label, style, room - sample - 6, self.metrics)
            width = sample + 6 + self.metrics.width(label, style)
            if x > self.room.x and x + width > self.room.x + room:
                self.cut_top(line)
                x = self.room.x
            middle = self.room.y + line / 2
            rect = Rect(x, middle - sample / 2, sample, sample)
            self.swatches.append(
                Swatch(entry.id, label, rect, Rect(x, middle - line / 2, width, line), entry.tone)
            )
            words = self.metrics.width(label, style)
            self.texts.append(text_at(label, x + sample + 6, middle, words, style, member=entry.id))
            x += width + 18

    def _ramp(self, spec: ChartSpec, line: float) -> float:
        ramp, style = spec.ramp, self.types.axis
        if ramp is None:
            return 0.0
        low, high = self.metrics.width(ramp.low, style), self.metrics.width(ramp.high, style)
        room = self.room.width - low - high - 16
        width = max(24.0, min(160.0, room))
        left = self.room.right - width - low - high - 16 if spec.legend else self.room.x
        middle = self.room.y + line / 2
        self.texts.append(text_at(ramp.low, left, middle, low, style, tone="muted"))
        self.ramp = PlacedRamp(Rect(left + low + 8, middle - 4, width, 8), ramp.diverging)
        self.texts.append(text_at(ramp.high, left + low + width + 16, middle, high, style, tone="muted"))
        if ramp.middle:
            words = self.metrics.width(ramp.middle, style)
            if words < width:
                centre = left + low + 8 + width / 2
                y = middle + 6 + style.height / 2
                self.texts.append(
                    text_at(ramp.middle, centre, y, words, style, anchor="middle", tone="muted")
                )
                self.cut_top(style.line - 2)
        return low + high + width + 40 if spec.legend else 0.0

    def foot(self, spec: ChartSpec, parts: FrameParts, *, brief: bool) -> None:
        style = self.types.source
        name = self.metrics.width(PROGRAM_NAME, style) if parts.program else 0.0
        has_source = parts.source and bool(spec.source)
        if has_source or parts.program:
            y = self.room.bottom - style.line / 2
            if name:
                self.texts.append(
                    text_at(PROGRAM_NAME, self.room.right, y, name, style, anchor="end", tone="muted")
                )
            source = brief_source(spec.source) if brief else spec.source
            lines = self._beside_name(source, style, name) if has_source else ()
            self.lines_at_foot(lines or ("",), style)
            self.texts = [text for text in self.texts if text.text]
            rule = round(self.room.bottom - 5) + 0.5
            self.strokes.append(Stroke(self.room.x, rule, self.room.right, rule))
            self.cut_bottom(8 if brief else 12)
        if parts.remark and spec.remark:
            self.lines_at_foot(
                wrapped(spec.remark, style, self.room.width, self.metrics, _MOST_SOURCE), style
            )
            self.cut_bottom(5 if brief else 8)

    def _beside_name(self, source: str, style: TextStyle, name: float) -> tuple[str, ...]:
        """Lines of the whole width, where the last one leaves room for the program's name."""
        whole, narrow = self.room.width, self.room.width - (name + 20 if name else 0.0)
        lines = wrapped(source, style, whole, self.metrics, _MOST_SOURCE)
        if self.metrics.width(lines[-1], style) <= narrow:
            return lines
        return wrapped(source, style, narrow, self.metrics, _MOST_SOURCE)


def margin_for(width: float) -> float:
    """A margin that suits a picture of that width."""
    return 8.0 if width < 400 else 12.0 if width < 560 else 20.0 if width < 1200 else 28.0


def place_frame(
    spec: ChartSpec,
    size: tuple[float, float],
    types: TypeScale,
    parts: FrameParts,
    metrics: TextMetrics,
    *,
    brief: bool = False,
) -> Frame:
    """Place everything around the panels.

    Args:
        spec: The chart.
        size: The whole picture's, in 1/96 inch.
        types: The styles of the texts.
        parts: What is inside.
        metrics: Measures.
        brief: Whether the source line leaves the basis to the subtitle, where that is inside.
    """
    margin = margin_for(size[0]) if parts.margin is None else parts.margin
    whole = Rect(margin, margin, max(1.0, size[0] - 2 * margin), max(1.0, size[1] - 2 * margin))
    writer = _Writer(whole, types, metrics)
    if parts.title and spec.title:
        writer.lines_on_top(balanced(spec.title, types.title, whole.width, metrics), types.title, muted=False)
        writer.cut_top(2)
    if parts.subtitle and spec.subtitle:
        lines = wrapped(spec.subtitle, types.subtitle, whole.width, metrics)
        writer.lines_on_top(lines, types.subtitle, muted=True)
    if writer.texts:
        writer.cut_top(6 if brief else 10)
    if parts.legend:
        writer.legend(spec)
    writer.foot(spec, parts, brief=brief and parts.subtitle)
    return Frame(
        texts=tuple(writer.texts),
        strokes=tuple(writer.strokes),
        swatches=tuple(writer.swatches),
        ramp=writer.ramp,
        room=writer.room,
        types=types,
        brief=brief,
    )
