"""The middle of the window: kinds of chart, what the chart is of, the chart itself in its five states."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QFrame, QWidget

from app.explorer.loop import Outcome, State
from app.explorer.views import Advice, BreakdownChoice, Choice, View, WayOut
from app.ui import parts
from app.ui.choice_button import ChoiceButton
from app.ui.hint_strip import HintStrip
from app.ui.kinds_bar import KindsBar
from app.ui.options_button import OptionsButton
from app.ui.panel_frame import PanelFrame

if TYPE_CHECKING:
    from app.model.selection import Selection
    from app.ui.charts.chart_widget import ChartWidget
    from app.ui.look import Look

_MARGIN: Final = 16
_TIMELINE_HEIGHT: Final = 38


class ChartView(QFrame):
    """Renders a `View`, its breakdown, indicator and chart, and the kinds that are advised."""

    kind_chosen = Signal(str)
    breakdown_chosen = Signal(object)
    indicator_chosen = Signal(str)
    option_chosen = Signal(str, str)
    """The name of an option of the kind, and its answer."""
    way_out_chosen = Signal(object)
    """The `Selection` of a view that has a chart."""
    member_hovered = Signal(str)
    member_picked = Signal(str, bool)
    members_banded = Signal(list)
    member_drilled = Signal(str)
    menu_asked = Signal(QPoint)
    figure_asked = Signal(object, QPoint)
    retry_asked = Signal()

    def __init__(self, chart: ChartWidget, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "ground")
        words = look.words
        self._words = words
        self._look = look
        self._breakdowns: tuple[BreakdownChoice, ...] = ()
        self.chart = chart
        chart.viewport().setAccessibleName(words.text("Chart"))
        self.kinds = KindsBar(look)
        self.breakdowns = ChoiceButton(words.text("Broken down by"), look, 240)
        self.indicators = ChoiceButton(words.text("Indicator"), look, 130)
        self.options = OptionsButton(look)
        self._ways_out: tuple[WayOut, ...] = ()
        self.frame = PanelFrame(chart, look, "ground")
        self.hint = HintStrip(words.text("Where more is known"))
        bar = parts.row(margins=(_MARGIN, 8, _MARGIN, 4), gap=8)
        bar.addWidget(self.kinds, 1)
        bar.addWidget(self.breakdowns)
        bar.addWidget(self.indicators)
        bar.addWidget(self.options)
        self._column = parts.column(self)
        self._column.addLayout(bar)
        self._column.addWidget(self.hint)
        self._column.addWidget(self.frame, 1)
        self._below = parts.frame("ground")
        self._below.setFixedHeight(0)
        self._strip = parts.column(self._below)
        self._column.addWidget(self._below)
        self._connect()

    def add_above(self, widget: QWidget) -> None:
        """Put a strip between the controls and the chart."""
        self._column.insertWidget(1, widget)

    def set_timeline(self, timeline: QWidget) -> None:
        """Put the timeline below the chart, into the room that is kept for it."""
        self._strip.addWidget(timeline)

    def _connect(self) -> None:
        self.kinds.chosen.connect(self.kind_chosen)
        self.breakdowns.chosen.connect(self._choose_breakdown)
        self.indicators.chosen.connect(self.indicator_chosen)
        self.options.chosen.connect(self.option_chosen)
        self.hint.taken.connect(self.way_out_chosen)
        self.frame.offer_taken.connect(self._take_way_out)
        self.frame.retry_asked.connect(self.retry_asked)
        self.chart.member_hovered.connect(self.member_hovered)
        self.chart.member_picked.connect(self.member_picked)
        self.chart.members_banded.connect(self.members_banded)
        self.chart.member_drilled.connect(self.member_drilled)
        self.chart.figure_asked.connect(self.figure_asked)
        self.chart.menu_requested.connect(self.menu_asked)

    def show_outcome(self, outcome: Outcome[View]) -> None:
        """Show the chart, or why there is none."""
        spec = outcome.value.spec if outcome.value is not None else None
        self.hint.show_way(outcome.value.fuller if outcome.value is not None else None)
        if outcome.value is not None:
            self._keep_room(timeline=len(outcome.value.choices.periods) > 1)
        self._column.activate()
        if outcome.state is State.READY and spec is not None:
            self.frame.show_ready(lambda: self.chart.set_spec(spec))
            self.chart.viewport().repaint()  # before the window does anything else
        elif outcome.state is State.EMPTY:
            self._ways_out = outcome.value.ways_out if outcome.value is not None else ()
            self.frame.show_empty(outcome.message, [way.label for way in self._ways_out])
        else:
            self.frame.show_failed(outcome.message)

    def _keep_room(self, *, timeline: bool) -> None:
        """Keep room for the timeline before it is there: it must not push the chart up when it comes."""
        self._below.setFixedHeight(self._look.pixels(_TIMELINE_HEIGHT) if timeline else 0)

    def show_highlight(self, member: str) -> None:
        """Mark the member that is pointed at elsewhere."""
        self.chart.set_highlight([member] if member else [])

    def show_advice(self, advice: tuple[Advice, ...], kind: str) -> None:
        """Show which kinds fit, and which is shown; all of them, where that could not be found out."""
        if advice:
            self.kinds.show_advice(advice, kind)
        else:
            self.kinds.forget_reasons()

    def show_controls(self, view: View) -> None:
        """Show what the chart is broken down by, and what else could be shown of it."""
        selection, choices = view.selection, view.choices
        self.show_breakdowns(choices.breakdowns, selection)
        shown = [choice.key for choice in choices.indicators if not choice.reason]
        measured = selection.indicator if selection.indicator in shown else "".join(shown[:1])
        self.indicators.show_choices(choices.indicators, measured)
        self.options.show_options(choices.options)

    def show_breakdowns(self, choices: tuple[BreakdownChoice, ...], selection: Selection) -> None:
        """Show the ways to break a selection down; those with a reason are off."""
        self._breakdowns = choices
        listed = tuple(
            Choice(str(place), choice.label, reason=choice.reason)
            for place, choice in enumerate(self._breakdowns)
        )
        shown = [choice.breakdown for choice in self._breakdowns]
        breakdown = selection.breakdown
        current = str(shown.index(breakdown)) if breakdown in shown else ""
        self.breakdowns.show_choices(listed, current)

    def _choose_breakdown(self, key: str) -> None:
        self.breakdown_chosen.emit(self._breakdowns[int(key)].breakdown)

    def _take_way_out(self, place: int) -> None:
        self.way_out_chosen.emit(self._ways_out[place].selection)
