"""The bars: kinds, choices, flows, crumbs, search, table."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QToolButton

from app.charts.spec import Column, Row, Table
from app.explorer.views import Choice, Crumb
from app.model.figure import Figure
from app.model.selection import Selection
from app.ui.breadcrumb import Breadcrumb
from app.ui.choice_button import ChoiceButton
from app.ui.elided_label import ElidedLabel
from app.ui.figure_table import FigureTable
from app.ui.kinds_bar import KindsBar
from app.ui.search_box import SearchBox
from app.ui.segments import Segments
from tests.ui import fakes

if TYPE_CHECKING:
    from app.ui.look import Look
    from app.ui.source_book import SourceBook


def buttons(widget: Any) -> list[QToolButton]:
    return [button for button in widget.findChildren(QToolButton) if button.isVisibleTo(widget)]


class TestKinds:
    @pytest.fixture
    def bar(self, qtbot: Any, look: Look) -> KindsBar:
        made = KindsBar(look)
        qtbot.addWidget(made)
        made.resize(700, 30)
        made.show()
        made.show_advice(fakes.ADVICE, "ranking")
        return made

    def test_a_kind_that_does_not_fit_is_off_and_says_why(self, bar: KindsBar) -> None:
        off = next(button for button in buttons(bar) if button.text() == "Tile map")
        assert not off.isEnabled()
        assert "needs provinces" in off.toolTip()
        assert off.accessibleDescription() == "needs provinces"

    def test_a_kind_is_chosen_and_shown_as_pressed_only_by_the_view(self, bar: KindsBar, qtbot: Any) -> None:
        trend = next(button for button in buttons(bar) if button.text() == "Trend")
        with qtbot.waitSignal(bar.chosen) as heard:
            qtbot.mouseClick(trend, Qt.MouseButton.LeftButton)
        assert heard.args == ["trend"]
        assert not trend.isChecked()
        bar.show_advice(fakes.ADVICE, "trend")
        assert [button.text() for button in buttons(bar) if button.isChecked()] == ["Trend"]

    def test_the_kind_on_the_screen_is_pressed_before_it_is_known_which_others_fit(
        self, bar: KindsBar
    ) -> None:
        bar.show_current("trend")
        assert [button.text() for button in buttons(bar) if button.isChecked()] == ["Trend"]
        assert [action.data() for action in bar.menu.actions() if action.isChecked()] == ["trend"]
        bar.forget_reasons()
        assert [button.text() for button in buttons(bar) if button.isChecked()] == ["Trend"]
        assert all(action.isEnabled() for action in bar.menu.actions())

    def test_without_room_the_pressed_one_stays_and_the_menu_has_them_all(self, bar: KindsBar) -> None:
        more = tuple(
            replace(fakes.ADVICE[0], kind=f"k{n}", title=f"Kind {n}", place=10 + n) for n in range(8)
        )
        bar.show_advice((*fakes.ADVICE, *more), "k5")
        bar.resize(bar.minimumWidth(), 30)
        shown = [button.text() for button in buttons(bar)]
        assert "Kind 5" in shown
        assert "All kinds" in shown
        assert "Kind 7" not in shown
        listed = [action.data() for action in bar.menu.actions()]
        assert listed == [kind.kind for kind in (*fakes.ADVICE, *more)]

    def test_whatever_fits_best_each_kind_keeps_its_place_and_the_best_is_marked(self, bar: KindsBar) -> None:
        bar.resize(900, 30)
        places = {button.text(): button.x() for button in buttons(bar)}
        best = {button.text() for button in buttons(bar) if button.accessibleDescription().endswith("view")}
        assert best == {"Ranking"}
        ranking, trend, tiles = fakes.ADVICE
        bar.show_advice((trend, replace(tiles, reason=""), ranking), "tile-map")
        assert {button.text(): button.x() for button in buttons(bar)} == places
        marked = [button for button in buttons(bar) if button.accessibleDescription().endswith("view")]
        assert [button.text() for button in marked] == ["Trend"]
        assert marked[0].toolTip() == "Trend: How did it develop? The best for this view"

    def test_the_menu_says_what_each_kind_answers_or_why_it_is_off(self, bar: KindsBar) -> None:
        entries = bar.menu.actions()
        assert [action.text() for action in entries] == [
            "Ranking\tWho is first? The best for this view", "Trend\tHow did it develop?",
            "Tile map\tneeds provinces",
        ]  # fmt: skip
        assert [action.isEnabled() for action in entries] == [True, True, False]

    def test_a_reason_is_cut_only_where_the_screen_has_no_room(self, bar: KindsBar) -> None:
        room = bar.screen().availableGeometry().width()
        trend, tiles, ranking = fakes.ADVICE
        metrics = bar.menu.fontMetrics()
        reasons = [
            "no figure " * (share * room // metrics.horizontalAdvance("no figure ") // 10) for share in (5, 9)
        ]
        for reason, is_whole in zip(reasons, (True, False), strict=True):
            bar.show_advice((trend, replace(tiles, reason=reason), ranking), "trend")
            told = next(action for action in bar.menu.actions() if not action.isEnabled())
            assert told.text().endswith(reason) is is_whole
            assert told.toolTip() == reason

    def test_nothing_is_drawn_over_something_else(self, bar: KindsBar) -> None:
        for width in (bar.minimumWidth(), 150, 250, 400, 900):
            bar.resize(width, 30)
            shown = sorted(buttons(bar), key=QToolButton.x)
            assert shown[-1].geometry().right() < width
            for left, right in pairwise(shown):
                assert left.geometry().right() < right.x()


class TestChoices:
    def test_a_choice_that_is_off_stays_with_its_reason(self, qtbot: Any, look: Look) -> None:
        button = ChoiceButton("Basis", look)
        qtbot.addWidget(button)
        button.show_choices(fakes.CHOICES.dataflows, "bulletins")
        assert button.text() == "CNY, bulletins ▾"
        assert button.accessibleName() == "Basis: CNY, bulletins"
        entries = [action for action in button.menu().actions() if action.isCheckable()]
        assert [action.isEnabled() for action in entries] == [True, False]
        assert entries[1].toolTip() == "no figures for 2025"
        with qtbot.waitSignal(button.chosen) as heard:
            entries[0].trigger()
        assert heard.args == ["bulletins"]

    def test_months_of_many_years_have_a_menu_for_each_year(self, qtbot: Any, look: Look) -> None:
        button = ChoiceButton("Period", look)
        qtbot.addWidget(button)
        years = range(2023, 2013, -1)
        months = [Choice(f"{y}-{m:02d}", f"{y}-{m:02d}") for y in years for m in range(12, 0, -1)]
        button.show_choices(months, "2023-11")
        assert [action.text() for action in button.menu().actions()] == [str(year) for year in years]
        assert button.text() == "2023-11 ▾"

    def test_an_ampersand_is_no_shortcut(self, qtbot: Any, look: Look) -> None:
        button = ChoiceButton("Basis", look)
        qtbot.addWidget(button)
        button.show_choices((Choice("a", "R&D"),), "a")
        assert button.text() == "R&&D ▾"


class TestFlows:
    def test_the_flow_is_pressed_and_missing_ones_are_off(self, qtbot: Any) -> None:
        flows = Segments("Flow")
        qtbot.addWidget(flows)
        flows.show()
        flows.show_choices(fakes.CHOICES.flows, "total")
        qtbot.waitUntil(lambda: len(buttons(flows)) == 4)
        shown = {button.text(): button for button in buttons(flows)}
        assert shown["Total"].isChecked()
        assert not shown["Imports"].isEnabled()
        with qtbot.waitSignal(flows.chosen) as heard:
            qtbot.mouseClick(shown["Exports"], Qt.MouseButton.LeftButton)
        assert heard.args == ["export"]
        assert not shown["Exports"].isChecked()


class TestCrumbs:
    CRUMBS = (
        Crumb("region", "100000", "China"),
        Crumb("region", "330000", "Zhejiang"),
        Crumb("market", "WORLD", "all markets", whole=True),
        Crumb("product", "ALL", "all goods", whole=True),
    )

    def test_each_crumb_is_a_way_back(self, qtbot: Any, look: Look) -> None:
        bar = Breadcrumb(look)
        qtbot.addWidget(bar)
        bar.resize(500, 28)
        bar.show()
        bar.show_crumbs(self.CRUMBS)
        assert [button.text() for button in buttons(bar)] == ["China", "Zhejiang", "all markets", "all goods"]
        with qtbot.waitSignal(bar.member_chosen) as heard:
            qtbot.mouseClick(buttons(bar)[0], Qt.MouseButton.LeftButton)
        assert heard.args == ["region", "100000", ""]

    def test_with_little_room_the_first_give_way_to_a_menu(self, qtbot: Any, look: Look) -> None:
        bar = Breadcrumb(look)
        qtbot.addWidget(bar)
        bar.resize(240, 28)
        bar.show()
        bar.show_crumbs(self.CRUMBS)
        assert [button.text() for button in buttons(bar)] == ["…", "Zhejiang", "all markets"]
        assert all(button.geometry().right() <= 240 for button in buttons(bar))
        entries = buttons(bar)[0].menu().actions()
        assert [entry.text() for entry in entries] == ["China", "all goods"]
        with qtbot.waitSignal(bar.member_chosen) as heard:
            entries[0].trigger()
        assert heard.args == ["region", "100000", ""]

    def test_what_is_chosen_keeps_its_place(self, qtbot: Any, look: Look) -> None:
        bar = Breadcrumb(look)
        qtbot.addWidget(bar)
        bar.resize(150, 28)
        bar.show()
        market = Crumb("market", "ASEAN", "Association of Southeast Asian Nations")
        bar.show_crumbs((*self.CRUMBS[:2], market, self.CRUMBS[-1]))
        dots, region, chosen = buttons(bar)
        assert [entry.text() for entry in dots.menu().actions()] == ["China", "all goods"]
        assert region.text().startswith("Zh")
        assert chosen.toolTip() == market.label
        assert chosen.text().endswith("…")
        assert chosen.geometry().right() <= 150

    def test_with_room_again_all_are_there(self, qtbot: Any, look: Look) -> None:
        bar = Breadcrumb(look)
        qtbot.addWidget(bar)
        bar.resize(120, 28)
        bar.show()
        bar.show_crumbs(self.CRUMBS)
        bar.resize(500, 28)
        assert [button.text() for button in buttons(bar)] == ["China", "Zhejiang", "all markets", "all goods"]


@pytest.mark.qt_log_ignore("does not support raise", "does not support grabbing")
class TestSearch:
    @pytest.fixture
    def box(self, qtbot: Any, look: Look) -> SearchBox:
        explorer = fakes.FakeExplorer()
        made = SearchBox(look)
        made.asked.connect(
            lambda text: made.show_findings(text, explorer.search(text, Selection(), fakes.ENGLISH))
        )
        qtbot.addWidget(made)
        made.show()
        return made

    def test_findings_are_offered_while_typing(self, box: SearchBox, qtbot: Any) -> None:
        qtbot.keyClicks(box, "zhe")
        assert [finding.label for finding in box.findings()] == ["Zhejiang"]

    def test_enter_takes_the_first(self, box: SearchBox, qtbot: Any) -> None:
        box.setText("hang")
        with qtbot.waitSignal(box.found) as heard:
            qtbot.keyClick(box, Qt.Key.Key_Return)
        assert heard.args[0].region in ("310000", "330100")
        assert box.text() == ""

    def test_a_finding_is_taken_from_the_list(self, box: SearchBox, qtbot: Any) -> None:
        qtbot.keyClicks(box, "ning")
        with qtbot.waitSignal(box.found) as heard:
            qtbot.keyClick(box._popup, Qt.Key.Key_Return)
        assert heard.args[0].region == "330200"

    def test_enter_waits_for_the_answer_to_what_is_typed(self, look: Look, qtbot: Any) -> None:
        box, asked, found = SearchBox(look), list[str](), list[Selection]()
        qtbot.addWidget(box)
        box.asked.connect(asked.append)
        box.found.connect(found.append)
        qtbot.keyClicks(box, "zhe")
        qtbot.keyClick(box, Qt.Key.Key_Return)
        explorer = fakes.FakeExplorer()
        box.show_findings("zh", explorer.search("hang", Selection(), fakes.ENGLISH))
        assert (asked, found) == (["z", "zh", "zhe", "zhe"], [])
        box.show_findings("zhe", explorer.search("zhe", Selection(), fakes.ENGLISH))
        assert [selection.region for selection in found] == ["330000"]

    def test_nothing_found_offers_nothing(self, box: SearchBox, qtbot: Any) -> None:
        qtbot.keyClicks(box, "zzz")
        assert box.findings() == ()
        qtbot.keyClick(box, Qt.Key.Key_Return)
        assert box.text() == "zzz"


class TestTable:
    @pytest.fixture
    def table(self, qtbot: Any, look: Look, book: SourceBook) -> FigureTable:
        made = FigureTable(book, look)
        qtbot.addWidget(made)
        made.resize(700, 200)
        made.show()
        made.show_table(fakes.table(), "330000")
        return made

    def names(self, table: FigureTable) -> list[object]:
        model = table.model()
        return [model.index(row, 1).data() for row in range(model.rowCount())]

    def test_a_head_sorts_largest_first_then_back(self, table: FigureTable, qtbot: Any) -> None:
        header = table.horizontalHeader()
        place = header.sectionViewportPosition(2) + 10
        orders = []
        for _ in range(3):
            middle = header.rect().center()
            middle.setX(place)
            qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=middle)
            orders.append(self.names(table)[0])
        assert orders == ["Guangdong", "Zhejiang", "Guangdong"]

    def test_rows_are_copied_as_text_and_table(self, table: FigureTable, qtbot: Any) -> None:
        table.selectRow(1)
        table.setFocus()
        qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        data = QGuiApplication.clipboard().mimeData()
        assert "Zhejiang\t>\t5.55" in data.text()
        assert "Guangdong" not in data.text()
        assert "<td>Zhejiang</td>" in data.html()

    def test_f2_asks_for_the_source_and_enter_picks(self, table: FigureTable, qtbot: Any) -> None:
        table.setCurrentIndex(table.model().index(1, 2))
        with qtbot.waitSignal(table.figure_asked):
            qtbot.keyClick(table, Qt.Key.Key_F2)
        with qtbot.waitSignal(table.member_picked) as heard:
            qtbot.keyClick(table, Qt.Key.Key_Return)
        assert heard.args == ["330000"]

    def test_the_menu_of_a_cell_copies_it_or_its_row_and_asks_for_its_source(
        self, table: FigureTable, qtbot: Any
    ) -> None:
        copy_cell, copy_row, copy_table, _, details = table.menu_at(table.model().index(0, 2)).actions()
        copy_cell.trigger()
        assert QGuiApplication.clipboard().text() == "9.49"
        copy_row.trigger()
        assert "Guangdong" in QGuiApplication.clipboard().text()
        assert "Zhejiang" not in QGuiApplication.clipboard().text()
        copy_table.trigger()
        assert len(QGuiApplication.clipboard().text().splitlines()) == 1 + table.model().rowCount()
        with qtbot.waitSignal(table.figure_asked):
            details.trigger()
        table.selectAll()
        names, _, _, _, no_figure = table.menu_at(table.model().index(0, 1)).actions()
        assert not no_figure.isEnabled()
        names.trigger()
        assert QGuiApplication.clipboard().text() == "Guangdong"

    def test_all_columns_fit(self, table: FigureTable) -> None:
        for width in (470, 700, 1400):
            table.resize(width, 200)
            assert table.horizontalHeader().length() <= table.viewport().width()

    def test_where_room_is_short_every_gap_says_so_in_short_words(self, table: FigureTable) -> None:
        years = tuple(Column(str(year), str(year), "%", numeric=True) for year in range(2015, 2024))
        gap = Figure(None, "percent")
        rows = tuple(Row(name, (name, *[gap] * 8, Figure(0.5, "percent"))) for name in ("Shanghai", "Fujian"))
        table.resize(700, 200)
        table.show_table(Table((Column("name", "Province"), *years), rows), "")
        head = table.horizontalHeader()
        assert len({head.sectionSize(place) for place in range(1, 9)}) == 1
        assert head.length() <= table.viewport().width()

    def test_units_stand_below_titles_where_the_room_is_short(self, table: FigureTable) -> None:
        head = table.horizontalHeader()
        table.resize(1400, 200)
        on_one_line = head.sizeHint().height()
        table.resize(300, 200)
        assert head.sizeHint().height() > on_one_line


def test_a_steady_button_keeps_its_width_whatever_is_chosen(qtbot: Any, look: Look) -> None:
    button = ChoiceButton("Basis", look, 170, steady=True)
    qtbot.addWidget(button)
    short, long = Choice("a", "CNY"), Choice("b", "CNY · operating unit")
    button.show_choices((short, long), "a")
    width = button.minimumWidth()
    assert button.minimumSizeHint().width() < width <= 170
    button.show_choices((short, long), "b")
    assert button.sizeHint().width() <= width
    button.show_choices((short,), "a")
    assert button.minimumWidth() == width


def test_a_line_without_room_ends_in_dots_and_is_whole_in_its_tip(qtbot: Any) -> None:
    label = ElidedLabel("caption")
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.show_text("Bundled data · Customs figures by year (yuan)")
    label.show()
    assert label.text().startswith("Bundled")
    assert label.text().endswith("…")
    assert label.toolTip() == "Bundled data · Customs figures by year (yuan)"
    label.resize(800, 20)
    assert label.text() == label.toolTip()
