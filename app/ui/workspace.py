"""What stands around the chart of a window: the panels, their signals tied to the one controller.

Another language, theme or size of text is another workspace over the same controller.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint, SignalInstance

from app.charts.spec import Table
from app.explorer.loop import Outcome
from app.model.dimension import DIMENSIONS
from app.model.glossary import meanings
from app.ui.details import Details
from app.ui.figure_table import FigureTable
from app.ui.navigator import Navigator
from app.ui.panel_frame import PanelFrame
from app.ui.source_book import SourceBook
from app.ui.status_line import StatusLine
from app.ui.top_bar import TopBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMenu

    from app.explorer.explorer import Explorer
    from app.explorer.surroundings import Detail, NavigatorValues
    from app.explorer.views import Advice, BreakdownChoice, View
    from app.model.figure import Figure
    from app.model.selection import Breakdown, Selection
    from app.ui.controller import Controller
    from app.ui.panels.asking import Asking
    from app.ui.stage import Stage
    from app.ui.trees import Trees

_NO_TABLE: Final = Table((), ())
MOST_PINNED: Final = 6


class Workspace(QObject):
    """Puts the panels together. Each renders what the controller says and emits what the person does.

    The panels are made by the `steps`, between which the window can answer; nothing else may be
    called before all were taken.
    """

    top: TopBar
    navigator: Navigator
    navigator_frame: PanelFrame
    table: FigureTable
    table_frame: PanelFrame
    details: Details
    details_frame: PanelFrame
    status: StatusLine

    def __init__(
        self, stage: Stage, controller: Controller, explorer: Explorer, asking: Asking, trees: Trees
    ) -> None:
        super().__init__(stage)
        self._stage = stage
        self._controller = controller
        self._explorer = explorer
        self._trees = trees
        self.look = stage.look
        self.chart_view = stage.chart_view
        self._turns = controller.turns
        self.book = SourceBook(explorer, self.look, asking, self)
        self.catalog = explorer.catalog(controller.selection)

    def steps(self, back: QAction, forward: QAction, menu: QMenu) -> tuple[Callable[[], None], ...]:
        """What makes the panels and ties them to the controller, in this order."""
        return (
            lambda: self._make_top(back, forward, menu),
            self._make_navigator,
            self._make_table,
            self._make_details,
            self._connect_panels,
            self._connect_controller,
        )

    def _make_top(self, back: QAction, forward: QAction, menu: QMenu) -> None:
        self.top = TopBar((back, forward), menu, self.look)
        self._stage.fill("top", self.top)

    def _make_navigator(self) -> None:
        self.navigator = Navigator(self._trees.model(self.catalog, self.look.words), self.look)
        self.navigator_frame = PanelFrame(self.navigator, self.look)
        self._stage.fill("navigator", self.navigator_frame)

    def _make_table(self) -> None:
        self.table = FigureTable(self.book, self.look)
        self.table.explain(meanings(self.catalog.terms, self.look.words))
        self.table_frame = PanelFrame(self.table, self.look)
        self._stage.fill("table", self.table_frame)

    def _make_details(self) -> None:
        self.details = Details(self.book, self.look)
        self.details_frame = PanelFrame(self.details, self.look)
        self._stage.fill("details", self.details_frame)
        self.status = StatusLine(self.look)
        self._stage.fill("status", self.status)

    def show_source(self, figure: Figure, place: QPoint) -> None:
        """Open the page that says where a figure comes from."""
        self.book.show(figure, place, self._stage)

    def _show_asked(self, figure: Figure, place: QPoint) -> None:
        """The figure that the keyboard is at, unless the pointer is at a mark, whose card promises F2."""
        if not self.chart_view.chart.ask_under_pointer():
            self.show_source(figure, place)

    def _connect_panels(self) -> None:
        controller = self._controller
        for panel in (self.navigator, self.top, self.details):
            panel.member_chosen.connect(self._choose_member)
        for source in (self.navigator, self.details, self.table):
            source.figure_asked.connect(self._show_asked)
        self.book.copied.connect(
            lambda: self.status.say(self.look.words.text("The figure is on the clipboard with its source"))
        )
        self.details.place_chosen.connect(controller.select)
        self.top.flow_chosen.connect(lambda flow: controller.change(flow=flow))
        self.top.period_chosen.connect(lambda period: controller.change(period=period))
        self.top.basis_chosen.connect(self._choose_basis)
        self.top.search.asked.connect(controller.search)
        self.top.search.found.connect(controller.move)
        chart = self.chart_view
        chart.chart.set_provenance(self.book.line)
        chart.kind_chosen.connect(controller.select_kind)
        chart.breakdown_chosen.connect(self._break_down)
        chart.indicator_chosen.connect(lambda indicator: controller.change(indicator=indicator))
        chart.option_chosen.connect(self._choose_option)
        chart.way_out_chosen.connect(controller.select)
        chart.retry_asked.connect(controller.retry)
        chart.member_drilled.connect(controller.drill)
        chart.member_picked.connect(self._pick)
        chart.members_banded.connect(self._pin)
        chart.figure_asked.connect(self.show_source)
        for frame in (self.navigator_frame, self.details_frame):
            frame.retry_asked.connect(controller.show_again)
        self.table_frame.retry_asked.connect(controller.retry)
        self.table.member_picked.connect(lambda member: self._pick(member, additive=False))
        for pointed in (chart.member_hovered, self.table.member_hovered):
            pointed.connect(self.navigator.tree.show_highlight)
        chart.member_hovered.connect(self.table.show_highlight)
        self.table.member_hovered.connect(chart.show_highlight)
        self.navigator.member_hovered.connect(chart.show_highlight)
        self.navigator.member_hovered.connect(self.table.show_highlight)

    def _connect_controller(self) -> None:
        for signal, slot in self._listening():
            signal.connect(slot)

    def detach(self) -> None:
        """Hear nothing more, because another workspace takes over."""
        for signal, slot in self._listening():
            signal.disconnect(slot)
        for drawing in (self, self.details_frame):
            self._turns.give_up(drawing)

    def _listening(self) -> tuple[tuple[SignalInstance, Callable[..., None]], ...]:
        controller = self._controller
        return (
            (controller.view_asked, self.table_frame.show_loading),
            (controller.view_followed, self._show_view),
            (controller.advice_settled, self._show_advice),
            (controller.selection_changed, self._show_selection),
            (controller.navigator_asked, self.navigator_frame.show_loading),
            (controller.navigator_settled, self._show_navigator),
            (controller.breakdowns_settled, self._show_breakdowns),
            (controller.detail_asked, self._expect_detail),
            (controller.detail_settled, self._show_detail),
            (controller.search_settled, self.top.search.show_findings),
        )

    # What the controller says

    def _show_view(self, outcome: Outcome[View]) -> None:
        """The chart is there: the kind and the way to it change with it, then the table, then controls.

        Where there is none, there is no table either.
        """
        view = outcome.value
        if view is None:
            self.table_frame.show_idle()
        else:
            self.chart_view.kinds.show_current(view.selection.chart)
            self.top.crumbs.show_crumbs(view.crumbs)
            self._turns.begin(
                lambda: self._show_figures(view),
                lambda: self.chart_view.show_controls(view),
                lambda: self.top.show_view(view),
                of=self,
            )

    def _show_figures(self, view: View) -> None:
        table = view.spec.table if view.spec is not None else _NO_TABLE
        self.table_frame.show_ready(lambda: self.table.show_table(table, view.selection.focus))
        catalog = self._explorer.catalog(view.selection)
        dataflow = catalog.dataflows.get(view.selection.dataflow)
        if dataflow is not None:
            rows = len(view.spec.table.rows) if view.spec is not None else 0
            self.status.show_dataflow(dataflow, dataflow.dataset, rows)

    def _show_advice(self, outcome: Outcome[tuple[Advice, ...]]) -> None:
        self.chart_view.show_advice(outcome.value or (), self._controller.selection.chart)

    def _show_selection(self, selection: Selection) -> None:
        catalog = self._explorer.catalog(selection)
        if catalog is not self.catalog:
            self.catalog = catalog
            self.navigator.show_model(self._trees.model(catalog, self.look.words))
        self.navigator.show_selection(selection)

    def _show_navigator(self, outcome: Outcome[NavigatorValues]) -> None:
        values = outcome.value
        if values is None:
            self.navigator_frame.show_failed(outcome.message)
        else:
            self.navigator_frame.show_ready(lambda: self._render_navigator(values))

    def _render_navigator(self, values: NavigatorValues) -> None:
        self.navigator.show_values(values)
        self.navigator.show_selection(self._controller.selection)

    def _show_breakdowns(self, outcome: Outcome[tuple[BreakdownChoice, ...]]) -> None:
        """After the controls of the view, which are on their way when this comes at once."""
        ways, selection = outcome.value, self._controller.selection
        if ways is not None:
            self._turns.add(lambda: self.chart_view.show_breakdowns(ways, selection), of=self)

    def _expect_detail(self) -> None:
        self._turns.give_up(self.details_frame)
        self.details_frame.show_loading()

    def _show_detail(self, outcome: Outcome[Detail]) -> None:
        detail = outcome.value
        if detail is None:
            self.details_frame.show_failed(outcome.message)
        else:
            self.details_frame.show_in_turns(self.details.steps(detail, self._scope()), self._turns)

    def _scope(self) -> str:
        """The market and the goods that the figures are limited to."""
        view = self._stage.view
        crumbs = view.crumbs if view is not None else ()
        roots = {self.catalog.markets.root, self.catalog.products.root}
        limits = [c.label for c in crumbs if c.dimension != "region" and c.code not in roots]
        return " · ".join(limits)

    # What the person does

    def _choose_member(self, dimension: str, code: str, branch: str) -> None:
        for name in DIMENSIONS:
            if name == dimension:
                self._controller.select_member(name, code, branch)

    def _choose_basis(self, dataflow: str) -> None:
        selection = self._controller.selection
        self._controller.select(self._explorer.open_dataflow(selection, dataflow), lenient=True)

    def _choose_option(self, name: str, value: str) -> None:
        self._controller.select(self._explorer.with_option(self._controller.selection, name, value))

    def _break_down(self, breakdown: Breakdown) -> None:
        self._controller.change(breakdown=breakdown, focus="", pinned=())

    def _pick(self, member: str, additive: bool) -> None:
        """A click on a mark chooses its member, or adds it; a mark of a flow or period goes into it."""
        selection = self._controller.selection
        kind = selection.breakdown.kind if selection.breakdown is not None else ""
        dimension = next((name for name in DIMENSIONS if name == kind), None)
        if additive and dimension is not None:
            self._controller.select(self._explorer.compare(selection, dimension, member))
        elif dimension is not None:
            self._choose_member(dimension, member, "")
        else:
            self._controller.drill(member)

    def _pin(self, members: list[str]) -> None:
        """Set members apart from the others, as many as can be compared."""
        self._controller.change(pinned=tuple(members)[-MOST_PINNED:])
