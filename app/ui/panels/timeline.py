"""The timeline below the chart: steps through the periods of the dataflow and plays them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSlider, QStyle, QStyleOptionSlider, QWidget

from app.ui import parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.explorer.views import Choice
    from app.ui.look import Look

STEP_MS: Final = 900
_FEWEST: Final = 2
_LABEL_WIDTH: Final = 92
_TICK_HEIGHT: Final = 4
_TICK_ROOM: Final = 5
"""Pixels that a period must have for a mark of its own."""


class Timeline(QFrame):
    """Shows a place among periods; hidden where there is only one."""

    period_chosen = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = look.words
        self._words = words
        self._look = look
        self._periods: tuple[Choice, ...] = ()
        self._rendering = False
        self._waiting = False
        self.setProperty("role", "ground")
        self.play = parts.button("", "quiet", words.text("Play the periods"))
        self.play.setCheckable(True)
        self.play.toggled.connect(self._toggle)
        self.slider = PeriodSlider(look)
        self.slider.setAccessibleName(words.text("Period"))
        self.slider.setTracking(True)
        self.slider.valueChanged.connect(self._slide)
        self.slider.play_asked.connect(self.play.toggle)
        self.first, self.last = parts.label("", "caption"), parts.label("", "caption")
        self.now = parts.label("", "strong")
        self.now.setMinimumWidth(look.pixels(_LABEL_WIDTH))
        self._timer = QTimer(self, interval=STEP_MS)
        self._timer.timeout.connect(self.step)
        line = parts.row(self, (16, 2, 16, 4), gap=10)
        line.addWidget(self.play)
        line.addWidget(self.now)
        line.addWidget(self.first)
        line.addWidget(self.slider, 1)
        line.addWidget(self.last)
        self._show_play(playing=False)
        self.hide()

    @property
    def is_playing(self) -> bool:
        """Whether periods follow one another by themselves."""
        return self._timer.isActive()

    def show_periods(self, latest_first: Sequence[Choice], current: str) -> None:
        """Show the periods that there are and the one on the screen."""
        self._rendering = True
        self._waiting = False
        self._periods = tuple(reversed(latest_first))
        keys = [choice.key for choice in self._periods]
        place = keys.index(current) if current in keys else len(keys) - 1
        self.slider.setRange(0, max(0, len(keys) - 1))
        self.slider.show_sparse(tuple(choice.sparse for choice in self._periods))
        self.slider.setPageStep(12 if any("-" in key for key in keys) else 5)
        self.slider.setValue(max(0, place))
        if keys:
            self.first.setText(self._periods[0].label)
            self.last.setText(self._periods[-1].label)
            self._say(max(0, place))
        self.setVisible(len(keys) >= _FEWEST)
        self._rendering = False

    def step(self) -> None:
        """Go on to the next period with figures of most members; where there is none playing stops.

        What is not drawn yet is waited for.
        """
        if self._waiting:
            return
        following = self._following()
        if following:
            self.slider.setValue(following[0])
            self._waiting = True
        if len(following) < _FEWEST:
            self.stop()

    def _following(self) -> list[int]:
        """Places after this one that are worth showing."""
        after = range(self.slider.value() + 1, len(self._periods))
        return [place for place in after if not self._periods[place].sparse]

    def stop(self) -> None:
        """Stay at the period that is shown."""
        self.play.setChecked(False)

    def _toggle(self, playing: bool) -> None:
        self._show_play(playing=playing)
        if not playing:
            self._timer.stop()
            return
        self._waiting = False
        if not self._following():
            full = (place for place, period in enumerate(self._periods) if not period.sparse)
            self.slider.setValue(next(full, 0))
        self._timer.start()

    def _show_play(self, *, playing: bool) -> None:
        name = self._words.text("Stop") if playing else self._words.text("Play the periods")
        self.play.setText("■" if playing else "▶")
        self.play.setAccessibleName(name)
        self.play.setToolTip(name)

    def _slide(self, place: int) -> None:
        if not self._periods:
            return
        self._say(place)
        if not self._rendering:
            self.period_chosen.emit(self._periods[place].key)

    def _say(self, place: int) -> None:
        period = self._periods[place]
        self.now.setText(period.label)
        self.now.setToolTip(period.detail)
        self.slider.setToolTip(period.detail)
        self.slider.setAccessibleDescription(", ".join(filter(None, (period.label, period.detail))))


class PeriodSlider(QSlider):
    """A slider with a mark below each period, faint where few members have figures; the space bar plays."""

    play_asked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = look.theme
        self._sparse: tuple[bool, ...] = ()

    def show_sparse(self, sparse: tuple[bool, ...]) -> None:
        """Say of each place whether it has few figures."""
        self._sparse = sparse
        self.update()

    def place_of(self, value: int) -> int:
        """Where the middle of the handle stands at a value, in pixels."""
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        handle = self.style().subControlRect(
            QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle, self
        )
        room = self.width() - handle.width()
        at = QStyle.sliderPositionFromValue(self.minimum(), self.maximum(), value, room)
        return at + handle.width() // 2

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not any(self._sparse) or self.width() < len(self._sparse) * _TICK_ROOM:
            return
        painter = QPainter(self)
        for place, sparse in enumerate(self._sparse):
            height = _TICK_HEIGHT // 2 if sparse else _TICK_HEIGHT
            colour = self._theme.context if sparse else self._theme.text
            painter.fillRect(self.place_of(place) - 1, self.height() - height, 2, height, QColor(colour))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.play_asked.emit()
        else:
            super().keyPressEvent(event)
