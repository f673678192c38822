"""Taking a chart away from a window: the dialog, the file, the clipboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from app.charts.saving import ExportError
from app.explorer.file_names import usual_name
from app.ui.export.clipboard import chart_mime
from app.ui.export.exporter import Exporter
from app.ui.export.memory import ExportMemory
from app.ui.export.target import ExportTarget, TargetError
from app.ui.export_dialog import Exportable, ExportDialog
from app.ui.panels.asking import Asking
from app.ui.panels.asking_places import Places, may_replace

if TYPE_CHECKING:
    from pathlib import Path

    from app.data.store import Cursor
    from app.explorer.loop import Outcome
    from app.explorer.views import View
    from app.model.message import Message
    from app.model.words import Language, Words
    from app.ui.export.choice import ExportChoice
    from app.ui.look import Look
    from app.ui.means import Means
    from app.ui.shell import Shell

_SHARP: Final = 2
"""Pixels of a copied picture to 1/96 inch: documents print what is pasted into them."""


class Exported(Protocol):
    """What a window gives of itself to be taken away."""

    @property
    def shell(self) -> Shell: ...
    @property
    def look(self) -> Look: ...
    @property
    def view(self) -> View | None: ...
    def say(self, message: str) -> None: ...


class Exporting(QObject):
    """Exports the view of one window."""

    def __init__(self, window: Exported, means: Means, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._explorer = means.explorer
        self._words_for = means.words_for
        self._reading = Asking(means.explorer, means.executor, self)
        self._memory = ExportMemory(means.settings)
        self._places = Places(means.settings)

    def open_dialog(self) -> ExportDialog | None:
        """Ask for the form of the file; None where there is no chart."""
        window, look, view = self._window, self._window.look, self._window.view
        if view is None or view.spec is None:
            window.say(look.words.text("There is no chart to export"))
            return None
        choice = self._memory.choice(view.selection.chart, look)
        dialog = ExportDialog(choice, self._memory.presets(), self._places.last, look, window.shell)
        dialog.finished.connect(self._reading.close)
        dialog.finished.connect(dialog.deleteLater)
        dialog.language_asked.connect(lambda language: self._read(view, language, dialog))
        dialog.folder_asked.connect(lambda: self._ask_folder(dialog))
        dialog.save_asked.connect(lambda: self._save_from(dialog))
        dialog.copy_asked.connect(lambda: self._copy(dialog.chart, dialog.choice.target))
        dialog.preset_kept.connect(lambda name, target: self._keep_preset(dialog, name, target))
        dialog.preset_dropped.connect(lambda name: self._drop_preset(dialog, name))
        dialog.show_chart(look.words.language, self._exportable(view, look.words))
        dialog.open()
        return dialog

    def save(self, path: Path, choice: ExportChoice, chart: Exportable | None) -> bool:
        """Write the file and remember the choice; whether it worked."""
        window = self._window
        words, view = window.look.words, window.view
        if view is None or chart is None or chart.spec is None:
            return False
        try:
            exporter = Exporter(window.look.typeface)
            exporter.save(chart.spec, path, choice.target, chart.origin, bom=choice.bom)
        except (ExportError, TargetError) as error:
            self._warn(error.message)
            return False
        self._places.keep(path.parent)
        self._memory.keep_choice(view.selection.chart, choice, window.look)
        window.say(words.text("Saved as {name}", name=str(path)))
        return True

    def copy_image(self) -> None:
        """Put the chart on the clipboard as it is on the screen."""
        view, look = self._window.view, self._window.look
        if view is None or view.spec is None:
            return
        target = ExportTarget(1600 * _SHARP, 900 * _SHARP, dpi=96 * _SHARP, theme=look.theme.name)
        self._copy(self._exportable(view, look.words), target)

    def close(self) -> None:
        """Drop what is under way."""
        self._reading.close()

    def _exportable(self, view: View, words: Words) -> Exportable:
        name = usual_name(self._explorer.catalog(view.selection), view.selection, words)
        return Exportable(view.spec, self._explorer.origin(view, words), name)

    def _read(self, view: View, language: Language, dialog: ExportDialog) -> None:
        """Bring the chart in another language than the window's."""
        words = self._words_for(language)

        def read(cursor: Cursor) -> Exportable:
            return self._exportable(self._explorer.view(cursor, view.selection, words), words)

        def take(outcome: Outcome[Exportable]) -> None:
            if outcome.value is None:
                dialog.show_failure(outcome.message)
            else:
                dialog.show_chart(language, outcome.value)

        self._reading.ask(read, take)

    def _save_from(self, dialog: ExportDialog) -> None:
        path, words = dialog.path, self._window.look.words
        if path.exists() and not may_replace(dialog, words.text("Export"), path, words):
            return
        if self.save(path, dialog.choice, dialog.chart):
            dialog.accept()

    def _copy(self, chart: Exportable | None, target: ExportTarget) -> None:
        if chart is None or chart.spec is None:
            return
        try:
            mime = chart_mime(chart.spec, target, self._window.look.typeface, chart.origin.selection)
        except TargetError as error:
            self._warn(error.message)
            return
        QGuiApplication.clipboard().setMimeData(mime)
        self._window.say(self._window.look.words.text("The chart is on the clipboard"))

    def _ask_folder(self, dialog: ExportDialog) -> None:
        folder = self._places.folder(dialog, self._window.look.words.text("Folder of the file"))
        if folder is not None:
            dialog.show_folder(folder)

    def _keep_preset(self, dialog: ExportDialog, name: str, target: ExportTarget) -> None:
        self._memory.keep_preset(name, target)
        dialog.show_presets(self._memory.presets())

    def _drop_preset(self, dialog: ExportDialog, name: str) -> None:
        self._memory.drop_preset(name)
        dialog.show_presets(self._memory.presets())

    def _warn(self, message: Message) -> None:
        words = self._window.look.words
        QMessageBox.warning(self._window.shell, words.text("Export"), message.in_words(words))
