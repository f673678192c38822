"""The checks panel: filtered by verdict and text, explained, and leading to the figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.data.checks.result import Check, Verdict
from app.data.observations import Observation
from app.model.selection import Selection
from app.model.words import Words
from app.ui.panels.check_text import computed_text, published_text, summary_text
from app.ui.panels.checks_page import ChecksPage

if TYPE_CHECKING:
    from app.ui.look import Look

ENGLISH = Words("en")


def seen(
    value: float = 5.55e12, unit: str = "CNY", qualifier: str = "=", rounding: float = 1e10
) -> Observation:
    return Observation(
        "cny-a", "330000", "WORLD", "ALL", "all", "all", "export", "2025", "value", "", "", "", "", "", "",
        None, "", qualifier, value, unit, rounding, "5.55 trillion", "bulletin", "2026-01-20", "",
    )  # fmt: skip


def check(verdict: Verdict, claim: str, *, subject: Observation | None = None, **parts: Any) -> Check:
    amounts: dict[str, Any] = {"published": None, "computed": None, "low": None, "high": None, "unit": "CNY"}
    return Check(id=f"flows:{claim}", family="flows", claim=claim, verdict=verdict, subject=subject,
                 **(amounts | parts))  # fmt: skip


CHECKS = (
    check("agrees", "Zhejiang: exports came to 5.55 trillion", subject=seen(), published=5.55e12,
          low=5.54e12, high=5.56e12, inputs=tuple(f"input {n}" for n in range(14))),
    check("differs", "Jinhua: imports came to 8,788", subject=seen(), remark="differs by +1"),
    check("cannot be checked", "Sums of the <b>parts</b>", missing="the level of Ningbo"),
)  # fmt: skip


@pytest.fixture
def page(look: Look, qtbot: Any) -> ChecksPage:
    made = ChecksPage(look)
    qtbot.addWidget(made)
    made.show_checks(CHECKS)
    made.show()
    return made


def claims(page: ChecksPage) -> list[str]:
    model = page.table.model()
    return [str(model.index(row, 1).data()) for row in range(model.rowCount())]


def labels(page: ChecksPage) -> list[QLabel]:
    widget = page.about.widget()
    return list(widget.findChildren(QLabel)) if widget is not None else []


def said(page: ChecksPage) -> str:
    return "\n".join(label.text() for label in labels(page))


def test_all_are_listed_first_and_the_first_is_explained(page: ChecksPage) -> None:
    assert len(claims(page)) == 3
    assert "5.54 – 5.56 tn yuan" in said(page)
    assert "and 2 more" in said(page)


def test_a_verdict_and_a_text_narrow_the_list(page: ChecksPage, qtbot: Any) -> None:
    page.show_verdict("differs")
    assert claims(page) == ["Jinhua: imports came to 8,788"]
    assert "differs by +1" in said(page)
    page.show_verdict("")
    page.filter.setText("ZHEJIANG")
    qtbot.waitUntil(lambda: len(claims(page)) == 1)
    page.filter.setText("nothing like it")
    qtbot.waitUntil(lambda: not claims(page))
    assert said(page) == "No check is chosen."
    assert not page.show_button.isEnabled()


def test_enter_leads_to_the_figure(page: ChecksPage, qtbot: Any) -> None:
    with qtbot.waitSignal(page.place_chosen) as asked:
        page.show_button.click()
    assert asked.args == [Selection("cny-a", "330000", flow="export", period="2025")]


def test_a_check_about_many_figures_leads_nowhere_and_says_what_is_missing(page: ChecksPage) -> None:
    page.show_verdict("cannot be checked")
    assert not page.show_button.isEnabled()
    page.lead()
    assert "the level of Ningbo" in said(page)


def test_words_of_the_data_are_never_markup(page: ChecksPage) -> None:
    page.show_verdict("cannot be checked")
    for label in labels(page):
        assert label.textFormat() is Qt.TextFormat.PlainText


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ({"low": 1e12, "high": None}, "> 1 tn yuan"),
        ({"low": None, "high": 1e12}, "< 1 tn yuan"),
        ({"computed": 12.25, "unit": "percent"}, "12.25%"),
        ({"low": 12.0, "high": 12.5, "unit": "percent"}, "12% – 12.5%"),
        ({}, ""),
    ],
)
def test_ranges_are_written_with_open_ends(parts: dict[str, Any], text: str) -> None:
    assert computed_text(check("agrees", "x", **parts), ENGLISH) == text


def test_the_published_figure_keeps_its_digits_and_sign() -> None:
    assert published_text(check("agrees", "x", subject=seen(qualifier=">")), ENGLISH) == "> 5.55 tn yuan"
    assert published_text(check("agrees", "x"), ENGLISH) == ""
    assert summary_text(1329, 155, ENGLISH) == "Checks of the bundled data: 1,329 agree, 155 differ"


def test_checks_of_one_kind_stand_under_a_heading_that_cannot_be_chosen(look: Look, qtbot: Any) -> None:
    page = ChecksPage(look)
    qtbot.addWidget(page)
    page.show_checks(
        [
            check("differs", "The first", group="Yuan · sums"),
            check("differs", "The second", group="Yuan · sums"),
            check("agrees", "The third", group="Yuan · sums"),
        ]
    )
    model = page.table.model()
    heads = [str(model.index(row, 0).data()) for row in range(model.rowCount())]
    assert heads == ["Yuan · sums · 2", "differs", "differs", "Yuan · sums · 1", "agrees"]
    assert page.table.columnSpan(0, 0) == model.columnCount()
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsSelectable
    assert page.table.currentIndex().row() == 1
    assert "The first" in said(page)
