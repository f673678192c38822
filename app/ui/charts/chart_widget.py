"""The chart in the window: shows a spec, and tells what is pointed at, picked, drilled into and asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyqtgraph import GraphicsView
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from app.ui.charts.frame import FrameParts
from app.ui.charts.gestures import Gestures
from app.ui.charts.hover_card import HoverCard
from app.ui.charts.ink import Ink
from app.ui.charts.key_walk import Step, next_spot, stands_in_rows
from app.ui.charts.layout import LayoutOptions, layout
from app.ui.charts.legend import Emphasis, entry_of, hint, swatch_at
from app.ui.charts.overlay import Pointing
from app.ui.charts.prepared import PreparedChart, prepared
from app.ui.charts.qt_metrics import QtTextMetrics
from app.ui.charts.ranges import Ranges
from app.ui.charts.renderer import ChartRenderer
from app.ui.charts.sentences import spot_lines, spot_sentence
from app.ui.charts.spots import Spot, members_within, spot_at, walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from app.charts.spec import ChartSpec
    from app.model.figure import Figure
    from app.model.words import Words
    from app.ui.charts.placed import ChartLayout, Rect
    from app.ui.fonts import Typeface
    from app.ui.theme import Theme

_STEPS: Mapping[int, Step] = {
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Home: "first",
    Qt.Key.Key_End: "last",
}
_HAND, _ARROW = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
WINDOW_PARTS = FrameParts(program=False, margin=12.0)
_WINDOW_SHARE = 0.62
"""Of its height: a low window sets its captions smaller before its rows grow too narrow to be named."""


class ChartWidget(GraphicsView):
    """One chart. It writes no state but its own: what is in view, focused or muted."""

    member_hovered = Signal(str)
    """The member under the pointer or reached by keys; '' where there is none."""
    member_picked = Signal(str, bool)
    """A member was clicked; the flag says that it is to be added to those picked before."""
    members_banded = Signal(list)
    """Members inside a rubber band."""
    member_drilled = Signal(str)
    """A member that has members of its own was double-clicked."""
    figure_asked = Signal(object, QPoint)
    """F2: the page of the figure behind the mark is wanted at a place of the screen."""
    menu_requested = Signal(QPoint)
    """The context menu is wanted at a place of the screen."""

    # The view is resized once before its own making has ended.
    _chart: PreparedChart | None = None

    def __init__(
        self,
        typeface: Typeface,
        theme: Theme,
        words: Words,
        parent: QWidget | None = None,
        parts: FrameParts = WINDOW_PARTS,
        zoom: float = 1.0,
    ) -> None:
        """Make the view, empty at first; `zoom` is what its sizes of type are multiplied by."""
        super().__init__(parent, useOpenGL=False, background=None)
        self._metrics = QtTextMetrics(typeface)
        self._theme = theme
        self._words = words
        self._parts = parts
        self._zoom = zoom
        self._placed: ChartLayout | None = None
        self._spots: list[Spot] | None = None
        self._spot: Spot | None = None
        self._by_keys = False
        self._highlight: frozenset[str] = frozenset()
        self._emphasis = Emphasis()
        self._provenance: Callable[[Figure], str] = lambda _: ""
        self.ranges = Ranges()
        self._renderer = ChartRenderer(self.scene())
        self._card = HoverCard(typeface, theme, self.viewport(), zoom)
        self._gestures = Gestures(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(160, 120)
        self.viewport().setAcceptDrops(False)  # files that are dropped here are for the window

    # What is shown

    def set_spec(self, spec: ChartSpec) -> None:
        """Show a chart; one of the same shape keeps the zoom, what is focused and what is muted."""
        old = self._chart.spec if self._chart else None
        self._chart = prepared(spec)
        if old is None or _shape(old) != _shape(spec):
            self.ranges.reset()
            self._emphasis = Emphasis()
        self._spot = None
        self._card.hide()
        self.setAccessibleName(spec.title)
        self.setAccessibleDescription(spec.description)
        self.relayout()

    @property
    def spec(self) -> ChartSpec | None:
        """The chart that is shown."""
        return self._chart.spec if self._chart else None

    @property
    def placed(self) -> ChartLayout | None:
        """The chart as it is laid out now."""
        return self._placed

    @property
    def pointed_member(self) -> str:
        """The member under the pointer or reached by keys; '' where there is none."""
        return self._spot.member if self._spot is not None else ""

    def set_theme(self, theme: Theme) -> None:
        """Show the same in other colours."""
        self._theme = theme
        self._card.set_theme(theme)
        self._redraw()

    def set_highlight(self, members: Iterable[str]) -> None:
        """Mark members that are pointed at or picked in another view."""
        chosen = frozenset(members)
        if chosen != self._highlight:
            self._highlight = chosen
            self._point()

    def set_provenance(self, tell: Callable[[Figure], str]) -> None:
        """Add to the card at the pointer what this says of the figure there."""
        self._provenance = tell

    def card_texts(self) -> tuple[str, str]:
        """What the card at the pointer says, ('', '') where it is hidden."""
        return self._card.texts() if self._card.isVisibleTo(self) else ("", "")

    def relayout(self) -> None:
        """Lay the chart out for the size and ranges of now."""
        if self._chart is None:
            return
        size = self.viewport().size()
        options = LayoutOptions(self._parts, self._zoom, _WINDOW_SHARE, self.ranges.views)
        self._placed = layout(self._chart, (size.width(), size.height()), self._metrics, options)
        self._spots = None
        self.ranges.learn(self._placed)
        self._redraw()

    def _redraw(self) -> None:
        if self._placed is not None:
            self.setBackgroundBrush(QColor(self._theme.ground))
            self._renderer.show(self._placed, self._ink())
            self._point()

    def _ink(self) -> Ink:
        ground, emphasis = QColor(self._theme.ground), self._emphasis
        panels = self._placed.panels if self._placed is not None else ()
        by_series = any(any(panel.bars.series) for panel in panels)
        return Ink(self._theme, self._metrics, ground, emphasis.muted, emphasis.focus, by_series)

    def _point(self, band: Rect | None = None) -> None:
        hovered = frozenset({self._spot.member}) if self._spot and self._spot.member else frozenset()
        self._renderer.point(
            Pointing(self._highlight | hovered, self._spot, band, keyboard=self._by_keys and self.hasFocus())
        )

    # What is pointed at

    def point_at(self, place: QPointF) -> None:
        """The pointer is at a place of the viewport."""
        if self._placed is None:
            return
        swatch = swatch_at(self._placed, place)
        self.viewport().setCursor(_HAND if swatch is not None else _ARROW)
        spot = None if swatch is not None else spot_at(self._placed, place.x(), place.y())
        self._by_keys = False
        self._go_to(spot)
        if swatch is not None:
            self._card.show_lines(hint(swatch, self._emphasis, self._words), place.toPoint())
        elif spot is None:
            self._card.hide()
        else:
            self._tell(spot, place.toPoint())

    def show_band(self, band: Rect | None, *, done: bool = False) -> None:
        """Draw the rubber band; at its end tell what is inside."""
        self._point(None if done else band)
        if done and band is not None and self._placed is not None:
            self.members_banded.emit(list(members_within(self._placed, band)))

    def pick_at(self, place: QPointF, *, additive: bool) -> None:
        """A click: on a legend entry focus it, with a key held mute it; on a mark pick its member."""
        if self._placed is None:
            return
        if (swatch := swatch_at(self._placed, place)) is not None:
            self.toggle_legend(swatch.id, mute=additive)
            self._card.show_lines(hint(swatch, self._emphasis, self._words), place.toPoint())
            return
        spot = spot_at(self._placed, place.x(), place.y())
        if spot is not None and spot.member:
            self.member_picked.emit(spot.member, additive)

    def drill_at(self, place: QPointF) -> None:
        """A double click: into a member that has members, or back to the whole range."""
        spot = spot_at(self._placed, place.x(), place.y()) if self._placed else None
        if spot is not None and self.spec is not None and spot.member in self.spec.drill:
            self.member_drilled.emit(spot.member)
        elif self.ranges.is_zoomed:
            self.ranges.reset()
            self.relayout()

    def toggle_legend(self, entry: str, *, mute: bool) -> None:
        """Focus a legend entry or let it go; with `mute`, draw it faintly or fully."""
        if self.spec is None:
            return
        self._emphasis = self._emphasis.muting(entry) if mute else self._emphasis.focused(entry)
        self._redraw()
        self._announce(self._emphasis.told(self.spec, entry, self._words))

    def _tell(self, spot: Spot, place: QPoint) -> None:
        """Say on the card what a mark is, and where its figure comes from."""
        if self._placed is None:
            return
        figure = self._placed.spec.figures.get(spot.figure)
        source = self._provenance(figure) if figure is not None else ""
        self._card.show_lines(spot_lines(self._placed, spot, self._words), place, source)

    def _go_to(self, spot: Spot | None) -> None:
        before = self._spot.member if self._spot else ""
        if spot == self._spot:
            return
        self._spot = spot
        self._point()
        member = spot.member if spot else ""
        if member != before:
            self.member_hovered.emit(member)

    def _walk(self, step: Step) -> None:
        if self._placed is None:
            return
        if self._spots is None:
            self._spots = walk(self._placed)
        spot = next_spot(self._spots, self._spot, step, rows=stands_in_rows(self._placed))
        if spot is None:
            return
        self._by_keys = True
        self._go_to(spot)
        self._tell(spot, QPoint(round(spot.x), round(spot.y)))
        self._announce(spot_sentence(self._placed, spot, self._words))

    def _announce(self, sentence: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def _act(self, event: QKeyEvent) -> bool:
        """Enter picks, drills with Control, adds with Shift; F focuses, M mutes; F2 asks; Esc lets go."""
        spot, modifiers = self._spot, event.modifiers()
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space if spot and spot.member:
                if modifiers & Qt.KeyboardModifier.ControlModifier:
                    self.drill_at(QPointF(spot.x, spot.y))
                else:
                    self.member_picked.emit(spot.member, bool(modifiers & Qt.KeyboardModifier.ShiftModifier))
            case Qt.Key.Key_F2:
                return self._ask()
            case Qt.Key.Key_F | Qt.Key.Key_M if spot and spot.member and self._placed and not modifiers:
                self.toggle_legend(entry_of(self._placed, spot), mute=event.key() == Qt.Key.Key_M)
            case Qt.Key.Key_Escape:
                return self.let_go()
            case _:
                return False
        return True

    def ask_under_pointer(self) -> bool:
        """Ask for the figure of the mark under the pointer; whether there is one."""
        return self.viewport().underMouse() and self._ask()

    def _ask(self) -> bool:
        spot = self._spot
        if spot is None or self.spec is None or spot.figure not in self.spec.figures:
            return False
        place = self.viewport().mapToGlobal(QPoint(round(spot.x), round(spot.y)))
        self.figure_asked.emit(self.spec.figures[spot.figure], place)
        return True

    def let_go(self) -> bool:
        """Show all of the chart again, with no legend entry in focus or muted; whether anything was."""
        if not (self._emphasis or self.ranges.is_zoomed):
            return False
        self._emphasis = Emphasis()
        self.ranges.reset()
        self.relayout()
        return True

    # Qt's events

    def close(self) -> bool:
        # pyqtgraph would delete the viewport here, and with it what is still being drawn.
        return QWidget.close(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(event.key())
        if step is not None:
            self._walk(step)
            event.accept()
        elif self._act(event) or self._gestures.key(event):
            event.accept()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._gestures.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._gestures.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._gestures.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.drill_at(event.position())
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._gestures.wheel(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_requested.emit(event.globalPos())
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        self._card.hide()
        self._go_to(None)
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        by_tab = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if by_tab and self._placed is not None:
            self._walk("first")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self._by_keys:
            self._card.hide()
            self._by_keys = False
            self._point()
        super().focusOutEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.relayout()


def _shape(spec: ChartSpec) -> tuple[object, ...]:
    """What two charts must share for the zoom of one to mean something in the other."""
    axes = tuple((panel.x.scale, panel.y.scale, panel.x.keys, panel.y.keys) for panel in spec.panels)
    return (spec.kind, axes, tuple(entry.id for entry in spec.legend))
