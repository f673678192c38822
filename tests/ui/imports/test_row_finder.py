"""The row of an imported figure, found from its source page by reading the file again."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import current_thread
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QWidget

from app.charts.kind import discover
from app.data.imports import careful
from app.data.imports.library import Request
from app.data.imports.messages import ImportFailedError, say
from app.data.imports.watch import Watch
from app.explorer.explorer import Explorer
from app.explorer.file_rows import has_row
from app.explorer.views import View
from app.model.figure import Figure
from app.model.selection import Selection
from app.ui.imports.row_finder import RowFinder
from app.ui.inline import Inline
from app.ui.panels.asking import Asking
from app.ui.source_book import Entry, SourceBook, SourcePage
from tests.ui.imports.conftest import FILES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.explorer.imports import Imports
    from app.ui.look import Look


@pytest.fixture
def page_of(
    imports: Imports, look: Look, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Path], SourcePage]:
    """Import a file as one with too many rows to number them, and open the page of its first figure."""
    monkeypatch.setattr(careful, "ROWS_NUMBERED", 0)
    owner = QWidget()
    qtbot.addWidget(owner)

    def show(path: Path) -> SourcePage:
        dataset = imports.add(Request(path), Watch()).dataset
        explorer = Explorer(imports.library, discover())
        cursor = explorer.open_cursor()
        view = explorer.view(cursor, imports.opening(dataset), look.words)
        cursor.close()
        assert view.spec is not None
        book = SourceBook(explorer, look, Asking(explorer, Inline()), owner)
        book.show_view(view)
        book.rows = RowFinder(imports.library, lambda: imports, Inline(), look.words, owner)
        figures = (figure for figure in view.spec.figures.values() if has_row(imports.library, figure, view))
        figure = next(figures)
        entry = Entry(figure, explorer.provenance(figure, look.words), ())
        return SourcePage(entry, book, look, owner)

    return show


def test_the_row_is_found_in_the_file(page_of: Callable[[Path], SourcePage], tmp_path: Path) -> None:
    path = tmp_path / "nbs.csv"
    path.write_bytes((FILES / "nbs-rows.csv").read_bytes())
    page = page_of(path)
    page.find_button.click()
    assert page.row.text().startswith("row 2 of nbs.csv, imported 20")
    assert not page.find_button.isEnabled()


@pytest.mark.parametrize(
    ("change", "said"), [(b"", "no longer in its place"), (b"\n", "has changed since it was imported")]
)
def test_a_file_that_moved_or_changed_is_said(
    page_of: Callable[[Path], SourcePage], tmp_path: Path, change: bytes, said: str
) -> None:
    path = tmp_path / "nbs.csv"
    before = (FILES / "nbs-rows.csv").read_bytes()
    path.write_bytes(before)
    page = page_of(path)
    path.unlink()
    if change:
        path.write_bytes(before + change)
    page.find_button.click()
    assert said in page.row.text()


def test_a_file_of_the_same_size_with_another_figure_is_said(
    page_of: Callable[[Path], SourcePage], tmp_path: Path
) -> None:
    path = tmp_path / "nbs.csv"
    before = (FILES / "nbs-rows.csv").read_bytes()
    path.write_bytes(before)
    page = page_of(path)
    path.write_bytes(before.replace(b"1", b"2"))
    page.find_button.click()
    assert "has changed since" in page.row.text()


def test_what_is_imported_is_found_in_the_worker(imports: Imports, look: Look, qtbot: Any) -> None:
    """The importers take time to load: the click does not wait for them."""
    asked: list[str] = []

    def found() -> Imports:
        asked.append(current_thread().name)
        raise ImportFailedError(say("No single row of the file has this figure."))

    with ThreadPoolExecutor(1, thread_name_prefix="worker") as executor:
        owner = QWidget()
        qtbot.addWidget(owner)
        finder = RowFinder(imports.library, found, executor, look.words, owner)
        with qtbot.waitSignal(finder.answered):
            finder.find(Figure(1.0, "USD"), View(Selection(), None))
    assert asked == ["worker_0"]
