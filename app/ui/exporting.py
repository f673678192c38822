"""Taking a chart away from a window: the dialog, the file, the clipboard."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from PySide6.QtCore import QByteArray, QMimeData, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox

from app.charts.saving import ExportError
from app.ui.export.exporter import Exporter
from app.ui.export.pictures import Pictures
from app.ui.export.target import ExportTarget, TargetError
from app.ui.export_dialog import ExportChoice, ExportDialog

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.charts.spec import ChartSpec
    from app.explorer.views import View
    from app.model.words import Language
    from app.ui.look import Look
    from app.ui.settings import Settings
    from app.ui.shell import Shell

_NOT_IN_NAMES: Final = re.compile(r"[^\w\-]+")


class Exported(Protocol):
    """What a window gives of itself to be taken away."""

    @property
    def shell(self) -> Shell: ...
    @property
    def look(self) -> Look: ...
    @property
    def view(self) -> View | None: ...
    def spec_in(self, language: Language) -> ChartSpec | None: ...
    def say(self, message: str) -> None: ...


class Exporting(QObject):
    """Exports the view of one window."""

    def __init__(self, window: Exported, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._settings = settings

    def open_dialog(self) -> ExportDialog | None:
        """Ask for the form of the file; None where there is no chart."""
        window, look = self._window, self._window.look
        if window.view is None or window.view.spec is None:
            window.say(look.words.text("There is no chart to export"))
            return None
        remembered = remembered_for(self._settings, window.view.selection.chart)
        choice = ExportChoice.from_plain(remembered, look.words.language, look.theme.name)
        dialog = ExportDialog(window.spec_in, choice, look, window.shell)
        dialog.finished.connect(dialog.deleteLater)
        dialog.save_asked.connect(lambda chosen: self._ask_place(dialog, chosen))
        dialog.open()
        return dialog

    def save(self, path: Path, choice: ExportChoice) -> bool:
        """Write the file and remember the choice; whether it worked."""
        window = self._window
        words, view, spec = window.look.words, window.view, window.spec_in(choice.language)
        if view is None or spec is None:
            return False
        try:
            exporter = Exporter(window.look.typeface)
            exporter.save(spec, path, choice.target, view.selection.to_json(), bom=choice.bom)
        except (ExportError, TargetError) as error:
            QMessageBox.warning(window.shell, words.text("Export"), str(error))
            return False
        self._settings.change(export_folder=str(path.parent))
        remember(self._settings, view.selection.chart, choice, window.look)
        window.say(words.text("Saved as {name}", name=str(path)))
        return True

    def copy_image(self) -> None:
        """Put the chart on the clipboard as it is on the screen: as PNG bytes and as an image."""
        window = self._window
        view, look = window.view, window.look
        if view is None or view.spec is None:
            return
        pictures = Pictures(look.typeface)
        target = ExportTarget(theme=look.theme.name, dpi=192, width=1600 * 2, height=900 * 2)
        data = QMimeData()
        data.setImageData(pictures.image(view.spec, target))
        data.setData("image/png", QByteArray(pictures.png(view.spec, target, view.selection.to_json())))
        QGuiApplication.clipboard().setMimeData(data)
        window.say(look.words.text("The chart is on the clipboard"))

    def _ask_place(self, dialog: ExportDialog, choice: ExportChoice) -> None:
        words = self._window.look.words
        folder = Path(self._settings.remembered.export_folder or Path.home())
        proposed = folder / f"{proposed_name(self._window)}.{choice.form}"
        # Qt's own dialog asks before it gives the name of a file that is there already.
        name, _ = QFileDialog.getSaveFileName(
            dialog, words.text("Export"), str(proposed), f"{choice.form.upper()} (*.{choice.form})"
        )
        if not name:
            return
        path = Path(name)
        if path.suffix.lower() != f".{choice.form}":
            path = path.with_name(f"{path.name}.{choice.form}")
            if path.exists() and not self._may_replace(path, dialog):
                return
        if self.save(path, choice):
            dialog.accept()

    def _may_replace(self, path: Path, dialog: ExportDialog) -> bool:
        words = self._window.look.words
        question = words.text("'{name}' is there already. Replace it?", name=path.name)
        return QMessageBox.question(dialog, words.text("Export"), question) == QMessageBox.StandardButton.Yes


def remembered_for(settings: Settings, kind: str) -> Mapping[str, Any]:
    """The last choice for a kind of chart, or the last of all where there is none for it."""
    last = settings.remembered.export
    kinds = last.get("kinds")
    own = kinds.get(kind) if isinstance(kinds, dict) else None
    return own if isinstance(own, dict) else last


def remember(settings: Settings, kind: str, choice: ExportChoice, look: Look) -> None:
    """Keep a choice as the last one, and as the last one for a kind of chart.

    Language and theme follow the window again where they were those of the window.
    """
    kinds = settings.remembered.export.get("kinds")
    known = kinds if isinstance(kinds, dict) else {}
    own = {"language": look.words.language, "theme": look.theme.name}
    plain = {name: value for name, value in choice.plain().items() if own.get(name) != value}
    settings.change(export={**plain, "kinds": {**known, kind: plain}})


def proposed_name(window: Exported) -> str:
    """A file name from the view: 'Zhejiang-ranking-total-2025'."""
    view = window.view
    if view is None:
        return "chart"
    selection = view.selection
    place = next((crumb.label for crumb in reversed(view.crumbs) if crumb.dimension == "region"), "")
    words = [place, selection.chart, selection.flow, selection.period]
    return _NOT_IN_NAMES.sub("-", " ".join(filter(None, words))).strip("-") or "chart"
