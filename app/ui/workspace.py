"""The contents of a window in one look: panels side by side, their signals tied to the one controller.

Another language, theme or size of text is another workspace over the same controller.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt, SignalInstance
from PySide6.QtWidgets import QSplitter, QWidget

from app.charts.spec import Table
from app.explorer.loop import Outcome
from app.model.dimension import DIMENSIONS
from app.model.glossary import meanings
from app.ui import parts
from app.ui.chart_view import ChartView
from app.ui.charts.chart_widget import ChartWidget
from app.ui.details import Details
from app.ui.figure_table import FigureTable
from app.ui.navigator import Navigator
from app.ui.panel_frame import PanelFrame
from app.ui.source_book import SourceBook
from app.ui.status_line import StatusLine
from app.ui.top_bar import TopBar
from app.ui.turns import Turns

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMenu

    from app.explorer.explorer import Explorer
    from app.explorer.views import BreakdownChoice, Detail, NavigatorValues, View
    from app.model.figure import Figure
    from app.model.selection import Breakdown, Selection
    from app.ui.controller import Controller
    from app.ui.look import Look
    from app.ui.models.occurrences import Path
    from app.ui.panels.asking import Asking
    from app.ui.trees import Trees

_NO_TABLE: Final = Table((), ())
MOST_PINNED: Final = 6
PANELS: Final = ("navigator", "table", "details")
_NAVIGATOR_SHARE: Final = (0.22, 314, 440)
_DETAILS_SHARE: Final = (0.22, 300, 420)
_TABLE_SHARE: Final = (0.17, 104, 320)
"""Share of the window, least and most pixels."""


@dataclass
class Layout:
    """How the panels share the window; handed on from one workspace to the next."""

    splitters: dict[str, list[int]] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    open_paths: frozenset[Path] = frozenset()


class Workspace(QWidget):
    """Puts the panels together. Each renders what the controller says and emits what the person does."""

    def __init__(
        self,
        controller: Controller,
        explorer: Explorer,
        asking: Asking,
        trees: Trees,
        look: Look,
        steps: tuple[QAction, QAction],
        menu: QMenu,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("central")
        self._controller = controller
        self._explorer = explorer
        self._trees = trees
        self.look = look
        self._view: View | None = None
        self.around = Turns(self)
        self.book = SourceBook(explorer, look, asking, self)
        self.top = TopBar(steps, menu, look)
        self.catalog = explorer.catalog(controller.selection)
        self.navigator = Navigator(trees.model(self.catalog, look.words), look)
        self.navigator_frame = PanelFrame(self.navigator, look)
        chart = ChartWidget(look.typeface, look.theme, look.words, zoom=look.zoom)
        chart.set_provenance(self.book.line)
        self.chart_view = ChartView(chart, look)
        self.table = FigureTable(self.book, look)
        self.table.explain(meanings(self.catalog.terms, look.words))
        self.details = Details(self.book, look)
        self.details_frame = PanelFrame(self.details, look)
        self.status = StatusLine(look)
        self._sides, self._middle = self._splitters()
        layout = parts.column(self)
        layout.addWidget(self.top)
        layout.addWidget(parts.frame("rule"))
        layout.addWidget(self._sides, 1)
        layout.addWidget(parts.frame("rule"))
        layout.addWidget(self.status)
        self._connect_panels()
        self._connect_controller()

    @property
    def view(self) -> View | None:
        """The view on the screen."""
        return self._view

    def arrange(self, layout: Layout) -> None:
        """Share the window as it was shared before."""
        width, height = self.window().width(), self.window().height()
        left, right, below = (
            _share(width, _NAVIGATOR_SHARE),
            _share(width, _DETAILS_SHARE),
            _share(height, _TABLE_SHARE),
        )
        self._sides.setSizes(layout.splitters.get("sides") or [left, width - left - right, right])
        self._middle.setSizes(layout.splitters.get("middle") or [height - below, below])
        for name in PANELS:
            self.panel(name).setVisible(name not in layout.hidden)
        self.navigator.reopen(layout.open_paths)

    def arrangement(self) -> Layout:
        """How the window is shared now."""
        return Layout(
            {"sides": self._sides.sizes(), "middle": self._middle.sizes()},
            {name for name in PANELS if self.panel(name).isHidden()},
            self.navigator.open_paths(),
        )

    def panel(self, name: str) -> QWidget:
        """One of the panels that can be hidden."""
        return {"navigator": self.navigator_frame, "table": self.table, "details": self.details_frame}[name]

    def show_source(self, figure: Figure, place: QPoint) -> None:
        """Open the page that says where a figure comes from."""
        self.book.show(figure, place, self)

    def _splitters(self) -> tuple[QSplitter, QSplitter]:
        middle = QSplitter(Qt.Orientation.Vertical)
        middle.addWidget(self.chart_view)
        middle.addWidget(self.table)
        middle.setStretchFactor(0, 1)
        sides = QSplitter(Qt.Orientation.Horizontal)
        for panel in (self.navigator_frame, middle, self.details_frame):
            sides.addWidget(panel)
        sides.setStretchFactor(1, 1)
        for splitter in (middle, sides):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(1)
        pixels = self.look.pixels
        self.navigator_frame.setMinimumWidth(pixels(252))
        self.details_frame.setMinimumWidth(pixels(280))
        self.chart_view.setMinimumSize(pixels(360), pixels(260))
        self.table.setMinimumHeight(pixels(90))
        return sides, middle

    def _connect_panels(self) -> None:
        controller = self._controller
        for panel in (self.navigator, self.top, self.details):
            panel.member_chosen.connect(self._choose_member)
        for source in (self.navigator, self.details, self.table):
            source.figure_asked.connect(self.show_source)
        self.book.copied.connect(
            lambda: self.status.say(self.look.words.text("The figure is on the clipboard with its source"))
        )
        self.details.place_chosen.connect(controller.select)
        self.top.flow_chosen.connect(lambda flow: controller.change(flow=flow))
        self.top.period_chosen.connect(lambda period: controller.change(period=period))
        self.top.basis_chosen.connect(self._choose_basis)
        self.top.search.asked.connect(controller.search)
        self.top.search.found.connect(controller.select)
        chart = self.chart_view
        chart.kind_chosen.connect(lambda kind: controller.change(chart=kind))
        chart.breakdown_chosen.connect(
            lambda parts_: controller.change(breakdown=parts_, focus="", pinned=())
        )
        chart.indicator_chosen.connect(lambda indicator: controller.change(indicator=indicator))
        chart.option_chosen.connect(self._choose_option)
        chart.way_out_chosen.connect(controller.select)
        chart.retry_asked.connect(controller.retry)
        chart.member_drilled.connect(controller.drill)
        chart.member_picked.connect(self._pick)
        chart.members_banded.connect(self._pin)
        chart.figure_asked.connect(self.show_source)
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

    def _listening(self) -> tuple[tuple[SignalInstance, Callable[..., None]], ...]:
        controller = self._controller
        return (
            (controller.view_asked, self.chart_view.frame.show_loading),
            (controller.view_settled, self._show_view),
            (controller.selection_changed, self._show_selection),
            (controller.navigator_asked, self.navigator_frame.show_loading),
            (controller.navigator_settled, self._show_navigator),
            (controller.breakdowns_settled, self._show_breakdowns),
            (controller.detail_asked, self.details_frame.show_loading),
            (controller.detail_settled, self._show_detail),
            (controller.search_settled, self.top.search.show_findings),
        )

    # What the controller says

    def _show_view(self, outcome: Outcome[View]) -> None:
        """The chart at once; what stands around it follows step by step."""
        self.chart_view.show_outcome(outcome)
        view = outcome.value
        if view is not None:
            self._view = view
            self.around.begin(
                lambda: self.chart_view.show_controls(view),
                lambda: self.top.show_view(view),
                lambda: self._show_figures(view),
            )

    def _show_figures(self, view: View) -> None:
        self.table.show_table(view.spec.table if view.spec is not None else _NO_TABLE, view.selection.focus)
        catalog = self._explorer.catalog(view.selection)
        dataflow = catalog.dataflows.get(view.selection.dataflow)
        if dataflow is not None:
            rows = len(view.spec.table.rows) if view.spec is not None else 0
            self.status.show_dataflow(dataflow, dataflow.dataset, rows)

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
            self.around.add(lambda: self.chart_view.show_breakdowns(ways, selection))

    def _show_detail(self, outcome: Outcome[Detail]) -> None:
        detail = outcome.value
        if detail is None:
            self.details_frame.show_failed(outcome.message)
        else:
            self.details_frame.show_ready(lambda: self.details.show_detail(detail, self._scope()))

    def _scope(self) -> str:
        """The market and the goods that the figures are limited to."""
        crumbs = self._view.crumbs if self._view is not None else ()
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
        self._controller.select(self._explorer.open_dataflow(selection, dataflow))

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


def _share(length: int, wanted: tuple[float, int, int]) -> int:
    share, least, most = wanted
    return max(least, min(most, round(length * share)))
