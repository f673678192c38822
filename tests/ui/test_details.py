"""The right panel: figures with sources, strips, facts, notes."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any, cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QToolButton

from app.explorer.surroundings import Detail, Fact, KeyFigure, Provenance
from app.model.figure import Figure
from app.model.selection import Selection
from app.ui.details import Details
from app.ui.figure_label import ActiveLabel, FigureLabel
from app.ui.panels.asking import Asking
from app.ui.source_book import Entry, SourceBook, SourcePage
from tests.ui import fakes

if TYPE_CHECKING:
    from app.explorer.explorer import Explorer
    from app.ui.look import Look


@pytest.fixture
def details(qtbot: Any, look: Look, book: SourceBook) -> Details:
    made = Details(book, look)
    qtbot.addWidget(made)
    made.resize(320, 700)
    detail = fakes.FakeExplorer().detail(fakes.FakeCursor(), Selection(region="330000"), fakes.ENGLISH)
    made.show_detail(detail)
    made.show()
    return made


def texts(details: Details) -> list[str]:
    return [label.text() for label in details.findChildren(QLabel)]


def figure(details: Details, text: str) -> FigureLabel:
    return next(label for label in details.findChildren(FigureLabel) if label.text() == text)


def test_everything_known_is_there(details: Details) -> None:
    shown = texts(details)
    for text in ("Zhejiang", "浙江", "5.55 tn", "+5.4%", "Imports · derived", "12.2%", "870 bn"):
        assert text in shown
    assert "Green goods carry growth." in shown


def test_a_bound_keeps_its_sign_and_a_missing_level_is_no_zero(details: Details) -> None:
    assert "> 4.19 tn" in texts(details)
    assert "—" in texts(details)
    assert "0" not in texts(details)


def test_a_long_name_of_a_figure_is_not_cut_and_its_figure_stands_beside_the_others(details: Details) -> None:
    long = "Share of all regions in this file, whatever the file calls them"
    total, exports = Figure(5e12, "CNY"), Figure(4e12, "CNY")
    figures = (KeyFigure(long, total), KeyFigure("Exports", exports))
    details.show_detail(Detail("Zhejiang", "", "", key_figures=figures))
    details.grab()
    name = next(label for label in details.findChildren(QLabel) if label.text() == long)
    assert name.height() >= name.heightForWidth(name.width())
    first, second = details.findChildren(FigureLabel)
    assert first.mapTo(details, QPoint()).y() == second.mapTo(details, QPoint()).y()


def test_a_decline_is_orange_and_growth_is_accent(details: Details) -> None:
    assert figure(details, "−7.2%").property("role") == "negative"
    assert figure(details, "+5.4%").property("role") == "positive"


def test_derived_figures_are_lighter(details: Details) -> None:
    assert figure(details, "1.36 tn").property("role") == "figure-derived"
    assert figure(details, "5.55 tn").property("role") == "figure"


@pytest.mark.parametrize("key", [Qt.Key.Key_F2, Qt.Key.Key_Return])
def test_every_figure_tells_its_source_by_key(details: Details, qtbot: Any, key: Qt.Key) -> None:
    for label in details.findChildren(FigureLabel):
        assert label.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert label.accessibleName()
        with qtbot.waitSignal(details.figure_asked) as heard:
            qtbot.keyClick(label, key)
        assert heard.args[0] is label.figure


def test_a_market_is_chosen_by_its_name(details: Details, qtbot: Any) -> None:
    name = next(label for label in details.findChildren(ActiveLabel) if label.text() == "ASEAN")
    with qtbot.waitSignal(details.member_chosen) as heard:
        qtbot.mouseClick(name, Qt.MouseButton.LeftButton)
    assert heard.args == ["market", "ASEAN", ""]


def test_names_are_never_markup(details: Details) -> None:
    details.show_detail(Detail("<b>x</b>", "<img src='file:///etc/passwd'>", "<i>"))
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in details.findChildren(QLabel))
    assert "<b>x</b>" in texts(details)


def test_many_facts_come_in_two_steps(details: Details, qtbot: Any) -> None:
    facts = tuple(Fact(f"fact {n}", fakes.level(1e12 * (n + 1)), "customs") for n in range(20))
    details.show_detail(Detail("Zhejiang", "浙江", "", facts=facts))
    assert "fact 11" in texts(details)
    assert "fact 12" not in texts(details)
    more = next(button for button in details.findChildren(QToolButton) if button.text() == "Show 8 more")
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    assert "fact 19" in texts(details)


def test_a_fact_leads_to_its_chart(details: Details, qtbot: Any) -> None:
    place = Selection(region="330000", flow="export")
    fact = Fact("exports", fakes.level(4.19e12), "customs", selection=place)
    details.show_detail(Detail("Zhejiang", "浙江", "", facts=(fact,)))
    link = next(label for label in details.findChildren(ActiveLabel) if label.text() == "exports")
    with qtbot.waitSignal(details.place_chosen) as heard:
        qtbot.keyClick(link, Qt.Key.Key_Return)
    assert heard.args == [place]


def test_the_unit_of_a_fact_stands_below_its_number(details: Details) -> None:
    fact = Fact("exports", Figure(2.049e12, "USD"), "customs", unit="US dollars")
    details.show_detail(Detail("China", "中国", "", facts=(fact,)))
    details.grab()
    unit = next(label for label in details.findChildren(QLabel) if label.text() == "US dollars")
    number = figure(details, "2.049 tn")
    assert unit.geometry().left() == number.geometry().left()
    assert unit.geometry().top() >= number.geometry().bottom()
    assert unit.height() >= unit.heightForWidth(unit.width())


@pytest.mark.qt_log_ignore("does not support raise", "does not support grabbing")
def test_the_source_page_copies_a_citation(book: SourceBook, details: Details, qtbot: Any) -> None:
    book.show(fakes.level(5.55e12), QPoint(10, 10), details)
    (page,) = details.findChildren(SourcePage)
    shown = [label.text() for label in page.findChildren(QLabel)]
    assert "5.55 trillion yuan" in shown
    assert "As published" in shown
    qtbot.mouseClick(page.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "Customs 2026"
    qtbot.waitUntil(lambda: not details.findChildren(SourcePage), timeout=1000)


@pytest.mark.qt_log_ignore("does not support raise", "does not support grabbing")
def test_the_inputs_of_a_figure_stand_line_by_line_and_open_their_own_page(
    look: Look, book: SourceBook, qtbot: Any
) -> None:
    owner = QLabel()
    qtbot.addWidget(owner)
    given = [replace(fakes.level(n * 1e12), label=f"Beijing, {2020 + n}: trade") for n in (1, 2, 3)]
    inputs = tuple((each, Provenance("1 tn yuan", ())) for each in given)
    page = SourcePage(Entry(given[0], Provenance("+1%", ()), inputs), book, look, owner)
    qtbot.addWidget(page)
    page.grab()
    lines = page.findChildren(ActiveLabel)
    assert [line.text() for line in lines] == [f"{each.label}: 1 tn yuan" for each in given]
    for above, below in pairwise(lines):
        assert 0 <= below.geometry().top() - above.geometry().bottom() < above.height() / 2
    lines[1].activated.emit()
    assert [other for other in owner.findChildren(SourcePage) if other is not page]


def test_a_tip_escapes_what_data_say(book: SourceBook) -> None:
    tip = book.tip(Provenance("<i>5.55</i>", (), status="reported", printed_by="a < b, 2026"))
    assert "&lt;i&gt;5.55" in tip
    assert "reported · a &lt; b, 2026" in tip
    assert "F2 shows everything" in tip.replace("\u00a0", " ")


@pytest.mark.qt_log_ignore("does not support raise", "does not support grabbing")
def test_a_page_opens_when_a_worker_has_looked_the_figure_up(look: Look, details: Details) -> None:
    explorer, workers = cast("Explorer", fakes.FakeExplorer()), fakes.OnDemand()
    book = SourceBook(explorer, look, Asking(explorer, workers))
    for value in (1e12, 2e12):
        book.show(fakes.level(value), QPoint(10, 10), details)
    assert not details.findChildren(SourcePage)
    workers.run_all()
    assert len(details.findChildren(SourcePage)) == 1


def test_what_was_reached_stands_in_place_of_what_the_figure_is(details: Details) -> None:
    fact = Fact("exports", fakes.level(4.19e12), "customs", milestone="Exports pass four trillion")
    rate = Fact("exports of wind turbines, growth", fakes.rate(98.2), "customs", is_growth=True)
    details.show_detail(Detail("Zhejiang", "", "", facts=(fact, rate)))
    assert {"4.19 tn", "Exports pass four trillion", "+98.2%"} <= set(texts(details))
    assert "exports" not in texts(details)
