"""What changed: dates are asked for where there are some, changes are listed by kind, lead to their view."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QToolButton

from app.explorer.editions import ChangeRow
from app.model.figure import Figure
from app.model.selection import Selection
from app.ui.panels.changes_page import ChangesPage

if TYPE_CHECKING:
    from app.ui.look import Look

ROWS = (
    ChangeRow("revised", "Zhejiang", Figure(5.5e12, "CNY"), Figure(5.6e12, "CNY")),
    ChangeRow("revised", "Anhui", Figure(1.0e12, "CNY"), Figure(1.01e12, "CNY"), within_rounding=True),
    ChangeRow("added", "Fujian", None, Figure(4.0, "percent"), selection=Selection(region="350000")),
    ChangeRow("moved", "Hubei, place among 31", Figure(9, "rank"), Figure(8, "rank")),
)


@pytest.fixture
def page(look: Look, qtbot: Any) -> ChangesPage:
    made = ChangesPage("Compare two editions", "Customs figures by year", look)
    qtbot.addWidget(made)
    made.show()
    return made


def cells(page: ChangesPage, row: int) -> list[str]:
    model = page.table.model()
    return [str(model.index(row, column).data()) for column in range(4)]


def test_the_last_edition_but_one_is_asked_for_first(page: ChangesPage, qtbot: Any) -> None:
    with qtbot.waitSignal(page.asked) as asked:
        page.show_dates(("2025-01", "2026-01", "2026-03"))
    assert asked.args == ["2026-01", ""]
    with qtbot.waitSignal(page.asked) as asked:
        page.second.chosen.emit("2026-03")
    assert asked.args == ["2026-01", "2026-03"]


def test_changes_are_listed_by_kind(page: ChangesPage) -> None:
    page.show_changes(ROWS)
    assert cells(page, 0) == ["revised", "Zhejiang", "5.5 tn yuan", "5.6 tn yuan"]
    assert cells(page, 1)[0] == "other precision"
    assert cells(page, 2) == ["added", "Fujian", "—", "4%"]
    page.show_kind("moved")
    assert page.table.model().rowCount() == 1
    assert cells(page, 0)[2:] == ["9th", "8th"]


def test_a_change_leads_to_its_view(page: ChangesPage, qtbot: Any) -> None:
    page.show_changes(ROWS)
    page.table.setCurrentIndex(page.table.model().index(2, 1))
    with qtbot.waitSignal(page.place_chosen) as asked:
        page.show_button.click()
    assert asked.args == [ROWS[2].selection]


def test_one_edition_alone_and_no_change_are_said(page: ChangesPage) -> None:
    page.show_dates(("2026-01",))
    assert "at one time" in page.frame.message
    page.show_changes(())
    assert "Nothing changed" in page.frame.message


def test_a_list_of_some_says_how_many_there_are(page: ChangesPage) -> None:
    page.show_changes(ROWS[:2], {"revised": 1200, "added": 3}, "5,000 figures are unchanged.")
    labels = [button.text() for button in page.kinds.findChildren(QToolButton)]
    assert labels[:3] == ["All 1,203", "revised 1,200", "added 3"]
    assert page.note.text() == "5,000 figures are unchanged."
    assert not page.first.isVisible()
