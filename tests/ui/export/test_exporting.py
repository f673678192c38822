"""Taking a chart away from a window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QCoreApplication, QEvent

from app.charts.origin import Origin
from app.model.selection import Selection
from app.model.words import Words
from app.ui.exporting import Exporting
from app.ui.means import Means
from app.ui.settings import Settings
from app.ui.shell import Shell
from tests.ui.fakes import ENGLISH, FakeCatalog, FakeCursor, FakeExplorer, OnDemand

if TYPE_CHECKING:
    from app.explorer.explorer import Explorer
    from app.explorer.views import View
    from app.ui.look import Look


class ChartExplorer:
    """Has one chart, in any language."""

    def open_cursor(self) -> FakeCursor:
        return FakeCursor()

    def catalog(self, selection: Selection) -> FakeCatalog:
        return FakeCatalog()

    def view(self, cursor: FakeCursor, selection: Selection, words: Words, *, steady: bool = False) -> View:
        return FakeExplorer().view(cursor, selection, words)

    def origin(self, view: View, words: Words) -> Origin:
        return Origin(words)


@dataclass
class FakeWindow:
    """A window with a chart."""

    shell: Shell
    look: Look
    view: View | None
    said: str = ""

    def say(self, message: str) -> None:
        self.said = message


def test_a_chart_in_another_language_is_dropped_with_the_dialog(look: Look, qtbot: Any) -> None:
    explorer, worker, shell = ChartExplorer(), OnDemand(), Shell("light")
    qtbot.addWidget(shell)
    window = FakeWindow(shell, look, explorer.view(FakeCursor(), Selection(region="100000"), ENGLISH))
    means = Means(cast("Explorer", explorer), Words, worker, Settings(None))
    exporting = Exporting(window, means, shell)
    dialog = exporting.open_dialog()
    assert dialog is not None
    dialog.form.language.chosen.emit("zh")
    dialog.reject()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    with qtbot.captureExceptions() as raised:
        worker.run_all()
    assert raised == []
