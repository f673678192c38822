"""Opens the comparison of two editions for one window, and reads what it asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.explorer.editions import Editions
from app.ui.panels.asking import Asking
from app.ui.panels.changes_page import ChangesPage

if TYPE_CHECKING:
    from app.explorer.editions import ChangeRow
    from app.explorer.loop import Outcome
    from app.ui.means import Means
    from app.ui.panels.panels import Beside


class EditionDesk(QObject):
    """The page of the dataflow on the screen; a newer question replaces the one before."""

    def __init__(self, window: Beside, means: Means, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._explorer = means.explorer
        self._reading = Asking(means.explorer, means.executor, self)
        self._page: ChangesPage | None = None

    def open_page(self) -> ChangesPage | None:
        """Compare editions of the dataflow on the screen."""
        self.close_pages()
        look, dataflow = self._window.look, self._window.controller.selection.dataflow
        known = self._explorer.catalog(self._window.controller.selection).dataflows.get(dataflow)
        if known is None:
            return None
        page = ChangesPage(
            look.words.text("Compare two editions"), look.words.name(known), look, self._window.shell
        )
        page.asked.connect(lambda first, second: self._compare(dataflow, first, second))
        page.place_chosen.connect(self._window.controller.select)
        page.finished.connect(self._forget)
        self._page = page
        editions = Editions(self._explorer.library, look.words)
        page.frame.show_loading()
        self._reading.ask(lambda cursor: editions.dates(cursor, dataflow), self._take_dates)
        page.show()
        return page

    def close_pages(self) -> None:
        """Close what is open."""
        if self._page is not None:
            self._page.close()

    def close(self) -> None:
        """Drop what is under way."""
        self._reading.close()
        self.close_pages()

    def _compare(self, dataflow: str, first: str, second: str) -> None:
        editions = Editions(self._explorer.library, self._window.look.words)
        self._reading.ask(
            lambda cursor: editions.changes(cursor, dataflow, first, second), self._take_changes
        )

    def _take_dates(self, outcome: Outcome[tuple[str, ...]]) -> None:
        if self._page is None:
            return
        if outcome.value is None:
            self._page.frame.show_failed(outcome.message)
        else:
            self._page.show_dates(outcome.value)

    def _take_changes(self, outcome: Outcome[tuple[ChangeRow, ...]]) -> None:
        if self._page is None:
            return
        if outcome.value is None:
            self._page.frame.show_failed(outcome.message)
        else:
            self._page.show_changes(outcome.value)

    def _forget(self, _: int) -> None:
        self._page = None
