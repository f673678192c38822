"""The export dialog: a form beside a preview, below them where the file goes and what to do with it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QLayout, QLineEdit, QScrollArea, QWidget

from app.explorer.file_names import safe_part
from app.ui import parts
from app.ui.export.exporter import PICTURES
from app.ui.export.target import TargetError
from app.ui.export_form import ExportForm
from app.ui.export_preview import ExportPreview

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.charts.origin import Origin
    from app.charts.spec import ChartSpec
    from app.model.words import Language
    from app.ui.export.choice import ExportChoice
    from app.ui.export.target import ExportTarget
    from app.ui.look import Look

_SIZE: Final = (1120, 660)
_SHARE: Final = 0.72
"""Of the window behind it."""
_FOLDER_WIDTH: Final = 320


@dataclass(frozen=True)
class Exportable:
    """A chart in one language, what its files say of themselves, and the name proposed for them."""

    spec: ChartSpec | None
    origin: Origin
    name: str


class ExportDialog(QDialog):
    """Asks for the form and place of a file; the window writes it."""

    language_asked = Signal(str)
    """A language in which the chart is not known yet: `show_chart` is to bring it."""
    folder_asked = Signal()
    save_asked = Signal()
    copy_asked = Signal()
    """To do the one or the other with `chart` as `choice` says."""
    preset_kept = Signal(str, object)
    """A name and the `ExportTarget` to be kept under it: `show_presets` is to follow."""
    preset_dropped = Signal(str)

    def __init__(
        self,
        choice: ExportChoice,
        presets: Mapping[str, ExportTarget],
        folder: Path,
        look: Look,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        words = look.words
        self._look = look
        self._choice = choice
        self._presets = presets
        self._folder = folder
        self._charts: dict[Language, Exportable] = {}
        self.setWindowTitle(words.text("Export"))
        self.resize(_room(look, parent))
        self.form = ExportForm(look)
        self.preview = ExportPreview(look)
        self.size_text = parts.label("", "caption")
        self.name = QLineEdit()
        self.name.setAccessibleName(words.text("File name"))
        self.ending = parts.label("", "muted")
        self.folder = parts.button("", "quiet", words.text("Folder"))
        self.copy = parts.button(words.text("Copy"), "chip")
        self.save = parts.button(words.text("Save"), "primary")
        self._lay_out()
        self._connect()
        self.show_folder(folder)
        self.save.setFocus()

    @property
    def choice(self) -> ExportChoice:
        """What is set now."""
        return self._choice

    @property
    def chart(self) -> Exportable | None:
        """The chart in the language that is set; None while it is being read."""
        return self._charts.get(self._choice.language)

    @property
    def path(self) -> Path:
        """Where the file will go: into the folder, unless a path is typed that leads elsewhere."""
        ending = f".{self._choice.form}"
        typed = self.name.text().strip()
        stem = typed[: -len(ending)] if typed.lower().endswith(ending) else typed
        wanted = Path(stem).expanduser() if stem.startswith("~/") else Path(stem)
        return self._folder / wanted.parent / f"{safe_part(wanted.name)}{ending}"

    # What it is told

    def show_chart(self, language: Language, chart: Exportable) -> None:
        """Take the chart in a language."""
        self._charts[language] = chart
        self._show()

    def show_failure(self, message: str) -> None:
        """Say why the chart is not known in the language that is set."""
        self._show_message(message)

    def show_folder(self, folder: Path) -> None:
        """Take the folder that the file goes to."""
        self._folder = folder
        said = self.fontMetrics().elidedText(
            str(folder), Qt.TextElideMode.ElideMiddle, self._look.pixels(_FOLDER_WIDTH)
        )
        self.folder.setText(parts.escaped(self._look.words.text("in {folder}", folder=said)))
        self.folder.setToolTip(str(folder))

    def show_presets(self, presets: Mapping[str, ExportTarget]) -> None:
        """Take the user's own presets."""
        self._presets = presets
        self.form.show_choice(self._choice, presets)

    # Where things stand

    def _lay_out(self) -> None:
        holder = QScrollArea()
        holder.setWidget(self.form)
        holder.setWidgetResizable(True)
        holder.setFrameShape(QFrame.Shape.NoFrame)
        holder.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        holder.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder.setFixedWidth(self.form.width() + self._look.pixels(16))
        shown = parts.column(gap=8)
        shown.addWidget(self.preview, 1)
        shown.addWidget(self.size_text, 0, Qt.AlignmentFlag.AlignHCenter)
        upper = parts.row(margins=(20, 20, 20, 16), gap=16)
        upper.addWidget(holder)
        upper.addLayout(shown, 1)
        foot = QWidget()
        foot.setProperty("role", "panel")
        foot.setLayout(self._foot())
        whole = parts.column(self)
        whole.addLayout(upper, 1)
        whole.addWidget(parts.frame("rule"))
        whole.addWidget(foot)

    def _foot(self) -> QLayout:
        cancel = parts.button(self._look.words.text("Cancel"), "chip")
        cancel.clicked.connect(self.reject)
        line = parts.row(margins=(20, 12, 20, 12), gap=8)
        line.addWidget(self.name, 1)
        line.addWidget(self.ending)
        line.addWidget(self.folder)
        line.addSpacing(16)
        for button in (self.copy, cancel, self.save):
            line.addWidget(button)
        return line

    def _connect(self) -> None:
        self.form.changed.connect(self._change)
        self.form.preset_kept.connect(lambda name: self.preset_kept.emit(name, self._choice.target))
        self.form.preset_dropped.connect(self.preset_dropped)
        self.folder.clicked.connect(self.folder_asked)
        self.copy.clicked.connect(self.copy_asked)
        self.save.clicked.connect(self._ask_save)
        self.name.returnPressed.connect(self._ask_save)

    # What the person does

    def _ask_save(self) -> None:
        if self.save.isEnabled():
            self.save_asked.emit()

    def _change(self, choice: ExportChoice) -> None:
        if choice != self._choice:
            self._choice = choice
            self._show()

    def _show(self) -> None:
        choice = self._choice
        self.form.show_choice(choice, self._presets)
        self.ending.setText(f".{choice.form}")
        self.copy.setVisible(choice.form in PICTURES)
        chart = self.chart
        if chart is None:
            self._show_message(self._look.words.text("The figures are being read …"))
            self.language_asked.emit(choice.language)
            return
        if not self.name.isModified():  # what the person typed stays
            self.name.setText(chart.name)
        if chart.spec is None:
            self._show_message(self._look.words.text("This view has no chart in that language."))
            return
        try:
            self.size_text.setText(self.preview.show_chart(chart.spec, chart.origin, choice))
        except TargetError as error:
            self._show_message(error.message.in_words(self._look.words))
            return
        self.save.setEnabled(True)
        self.copy.setEnabled(True)

    def _show_message(self, message: str) -> None:
        self.preview.show_message(message)
        self.size_text.setText("")
        self.save.setEnabled(False)
        self.copy.setEnabled(False)


def _room(look: Look, parent: QWidget | None) -> QSize:
    """Large enough for the form, and in a large window large enough to judge a picture."""
    least = QSize(*map(look.pixels, _SIZE))
    return least if parent is None else least.expandedTo(parent.size() * _SHARE)
