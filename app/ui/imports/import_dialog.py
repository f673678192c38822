"""The validation form: nothing is written before what a file holds was seen and what is missing was said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QProgressBar, QVBoxLayout, QWidget

from app.data.imports.library import Request
from app.data.imports.plan import Options
from app.explorer.inspection import TABLE, Inspection, Question
from app.ui import parts
from app.ui.imports.amounts import count, size_on_disk, size_text
from app.ui.imports.column_table import ColumnTable
from app.ui.imports.file_choice import FileChoice
from app.ui.imports.findings_panel import FindingsPanel
from app.ui.imports.import_bar import QUIET_MS
from app.ui.imports.import_form import ImportForm
from app.ui.imports.roles import mapping_of
from app.ui.imports.task import failed

if TYPE_CHECKING:
    from pathlib import Path

    from app.data.imports.messages import Message
    from app.explorer.imports import Imports
    from app.explorer.loop import Outcome
    from app.ui.imports.task import Task
    from app.ui.look import Look

_SIZE: Final = (1080, 640)
_TABLE_HEIGHT: Final = 214
_TYPING_MS: Final = 350
_STEPS: Final = 1000
LARGE: Final = 150 << 20
"""Bytes from which a file takes minutes to be judged row by row."""


class ImportDialog(QDialog):
    """Looks at a file in a worker, shows what was found, and asks for the import."""

    import_asked = Signal(object, str)
    """A `Request`, and the id of the data set that it replaces or nothing."""

    def __init__(
        self,
        path: Path,
        imports: Imports,
        task: Task,
        look: Look,
        parent: QWidget,
        replaces: str = "",
        importer: str = "",
    ) -> None:
        super().__init__(parent)
        words = look.words
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(words.text("Import"))
        self.resize(look.pixels(_SIZE[0]), look.pixels(_SIZE[1]))
        self._path, self._imports, self._task, self._look = path, imports, task, look
        self._replaces = replaces
        self._size = size_on_disk(path)
        self._question = Question(path, importer)
        self._inspection: Inspection | None = None
        self._mapping_changed = False
        self._flow = ""
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self._look_again)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self._show_judging)
        self.heading = parts.label(path.name, "title")
        self.summary = parts.label("", "subtitle", wrap=True)
        self.form = ImportForm(imports.importers, look)
        self.columns = ColumnTable(look)
        self.columns_note = parts.label("", "caption", wrap=True)
        self.findings = FindingsPanel(look)
        self.files = FileChoice(look)
        self._rest = QWidget()
        self.bar = QProgressBar()
        self.reason = parts.label("", "muted", wrap=True)
        self.close_button = parts.button(words.text("Cancel"), "chip")
        self.import_button = parts.button(words.text("Import"), "primary")
        self._lay_out()
        self._connect()
        if replaces:
            known = imports.shelf.info(replaces)
            self.form.answer(known.name, known.flow)
        else:
            self.form.answer(imports.free_name(path))
        self._start()

    def show_place(self, place: int, count: int) -> None:
        """Say which of several files this is."""
        if count > 1:
            words = self._look.words
            self.setWindowTitle(words.text("Import: file {place} of {count}", place=place, count=count))
            self.close_button.setText(words.text("Skip") if place < count else words.text("Cancel"))

    def _lay_out(self) -> None:
        look = self._look
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(look.words.text("Reading the file"))
        self.columns.setFixedHeight(look.pixels(_TABLE_HEIGHT))
        body = QWidget()
        body.setProperty("role", "panel")
        inner: QVBoxLayout = parts.column(body, (20, 16, 20, 12), gap=10)
        head = parts.column(gap=2)
        head.addWidget(self.heading)
        head.addWidget(self.summary)
        inner.addLayout(head)
        inner.addWidget(self.form)
        inner.addWidget(self.columns)
        inner.addWidget(self.columns_note)
        inner.addWidget(self.findings, 1)
        inner.addWidget(self.files, 1)
        inner.addWidget(self._rest, 1)
        foot = parts.row(margins=(20, 8, 20, 12), gap=8)
        foot.addWidget(self.bar, 1)
        foot.addWidget(self.reason, 3)
        foot.addWidget(self.close_button)
        foot.addWidget(self.import_button)
        layout = parts.column(self)
        layout.addWidget(body, 1)
        layout.addWidget(parts.frame("rule"))
        layout.addLayout(foot)
        self.files.hide()
        self._rest.hide()

    def _connect(self) -> None:
        self.close_button.clicked.connect(self.reject)
        self.import_button.clicked.connect(self._import)
        self.form.name.returnPressed.connect(self.import_button.click)
        self.form.format_changed.connect(self._change_format)
        self.form.content_changed.connect(self._typing.start)
        self.form.answer_changed.connect(self._show_answers)
        self.columns.changed.connect(self._change_mapping)
        self.files.chosen.connect(self._change_file)
        self._task.settled.connect(self._settle)
        self._task.progressed.connect(self._show_progress)
        self.finished.connect(lambda _: self._leave())

    @property
    def inspection(self) -> Inspection | None:
        """What was found; None while the file is read."""
        return self._inspection

    def rows_read(self) -> int:
        """How many rows the file has; 0 where that is not known."""
        found = self._inspection.findings if self._inspection is not None else None
        return found.rows_read if found is not None else 0

    # Looking at the file

    def _start(self) -> None:
        question, inspector = self._question, self._imports.inspector
        self._inspection = None
        self.bar.setRange(0, 0)
        self.bar.show()
        self.summary.setText(self._look.words.text("Reading {size} …", size=size_text(self._size)))
        self._task.start(lambda watch: inspector.look(question, watch))
        self._show_answers()

    def _change_file(self, path: Path) -> None:
        """Go on with one of the files of a folder."""
        self._path, self._size = path, size_on_disk(path)
        self.heading.setText(path.name)
        self.form.answer(self._imports.free_name(path))
        self._question = Question(path)
        self._start()

    def _change_format(self) -> None:
        """Another format begins without what was said for the one before."""
        self._mapping_changed = False
        self._question = Question(self._path, self.form.chosen_format())
        self._start()

    def _change_mapping(self) -> None:
        self._mapping_changed = True
        self._typing.start()

    def _look_again(self) -> None:
        is_table = self.form.chosen_format() == TABLE and bool(self.columns.header)
        mapping = self._mapping() if is_table else None
        self._mapping_changed = self._mapping_changed or is_table
        period = self.form.chosen_period() if self.form.is_period_right() else ""
        options = Options("", period, mapping, self.form.chosen_decimal())
        self._question = Question(self._path, self.form.chosen_format(), options)
        self._start()

    def _mapping(self) -> dict[str, Any]:
        before = self._question.options.mapping
        return mapping_of(self.columns.header, self.columns.roles(), self.form.constants(), before)

    def _show_progress(self, read: int, _rows: int) -> None:
        if read and self._size and self._inspection is None:
            self._quiet.start()
            self.bar.setRange(0, _STEPS)
            self.bar.setValue(min(_STEPS, round(read / self._size * _STEPS)))
            shown = self._look.words.text(
                "Reading {done} of {size} …",
                done=size_text(min(read, self._size)),
                size=size_text(self._size),
            )
            self.summary.setText(shown)

    def _show_judging(self) -> None:
        if self._inspection is None:
            self.bar.setRange(0, 0)
            self.summary.setText(self._look.words.text("Judging the rows …"))

    def _settle(self, outcome: Outcome[Inspection]) -> None:
        self.bar.hide()
        found = outcome.value
        if found is None:
            self._inspection = Inspection(self._question.importer)
            self.summary.setText(
                self._look.words.text("The file could not be read: {reason}", reason=outcome.message)
            )
            self._show_answers(outcome.message if failed(outcome) else "")
            return
        self._inspection = found
        if found.mapping is not None and self._question.options.mapping is None:
            options = replace(self._question.options, mapping=found.mapping)
            self._question = replace(self._question, importer=found.importer, options=options)
        self._show_inspection(found)

    def _show_inspection(self, found: Inspection) -> None:
        words, findings = self._look.words, found.findings
        self.columns.setVisible(bool(found.header))
        if found.header:
            self.columns.show_inspection(found)
        self.form.show_inspection(found, self.columns.roles())
        self.columns_note.setText(self._note(found))
        self.columns_note.setVisible(bool(found.header))
        self.findings.show_findings(findings, self.form.chosen_flow())
        self.findings.setVisible(findings is not None)
        self.files.show_files(found.choices)
        self.form.setVisible(not found.choices)
        self._rest.setVisible(findings is None and not found.choices)
        if findings is not None:
            self.summary.setText(
                words.text(
                    "{size} · {encoding} · {read} rows read, {kept} kept · {span}",
                    size=size_text(findings.size or self._size),
                    encoding=findings.encoding,
                    read=count(findings.rows_read),
                    kept=count(findings.rows_kept),
                    span=_span(findings.periods),
                )
            )
        elif found.message is not None:
            self.summary.setText(self._complaint(found, found.message))
        self._show_answers()

    def _complaint(self, found: Inspection, message: Message) -> str:
        """Why a file cannot be read; advice that names options of the command line is said for the form."""
        words = self._look.words
        if "--" not in message.template:
            return message.in_words(words)
        if found.header:
            return words.text("The format is not known: say below what each column is, at least the value.")
        return words.text("{file} is in no format that is known here.", file=self._path.name)

    def _note(self, found: Inspection) -> str:
        words = self._look.words
        if found.mapping is not None:
            return words.text(
                "Say above what each column is; it is remembered for files with the same columns."
            )
        return words.text("The columns of this format are known. To choose them yourself, change the format.")

    # What is still missing

    def missing(self) -> str:
        """Why the file cannot be imported yet; empty where it can."""
        words, found = self._look.words, self._inspection
        if found is None:
            return "" if self._may_skip() else words.text("The file is being read.")
        if found.choices:
            return words.text("Choose one of the files.")
        if found.findings is None:
            return (
                words.text("Choose the columns, or another format.")
                if found.header
                else words.text("This file cannot be imported.")
            )
        if not self.form.name.text().strip():
            return words.text("Give the data set a name.")
        if found.findings.flow_missing and not self.form.chosen_flow():
            return words.text("Say whether these are exports or imports: the file does not.")
        if found.findings.period_missing:
            return words.text("Say of which period the figures are: the file does not.")
        if found.findings.doubtful:
            return words.text(
                "Say which sign is decimal: {number} can be read both ways.", number=found.findings.doubtful
            )
        if not (found.findings.figures_kept or found.findings.wholes):
            return words.text("No row of the file has a figure that can be used.")
        return ""

    def _may_skip(self) -> bool:
        """Whether a file is so large that one may not want to wait for what a first reading says."""
        return self._size >= LARGE and self._inspection is None

    def _show_answers(self, _text: str = "") -> None:
        missing, words = self.missing(), self._look.words
        replaced = self._replaced()
        self.import_button.setEnabled(not missing)
        self.import_button.setToolTip("")
        self.import_button.setText(words.text("Replace") if replaced else words.text("Import"))
        note = words.text("Takes the place of the data set of that name; what changed is shown.")
        skip = words.text("A large file: it can be imported without waiting for its totals.")
        said = note if replaced else skip if self._may_skip() else ""
        self.reason.setText(missing or said)
        flow = self.form.chosen_flow()
        if flow != self._flow and self._inspection is not None:
            self._flow = flow
            self.findings.show_findings(self._inspection.findings, flow)

    def _replaced(self) -> str:
        return self._replaces or self._imports.known(self.form.name.text().strip() or "?")

    def _import(self) -> None:
        found, name = self._inspection, self.form.name.text().strip()
        if self.missing():
            return
        importer = found.importer if found is not None else self._question.importer
        mapping = self._question.options.mapping if importer == TABLE else None
        if mapping is not None and self._mapping_changed:
            self._imports.memory.keep(self.columns.header, mapping)
        options = Options(
            self.form.chosen_flow(), self.form.chosen_period(), mapping, self.form.chosen_decimal()
        )
        self.import_asked.emit(Request(self._path, name, importer, options), self._replaced())
        self.accept()

    def _leave(self) -> None:
        self._typing.stop()
        self._task.cancel()


def _span(periods: tuple[str, ...]) -> str:
    if not periods:
        return "–"
    return periods[0] if periods[0] == periods[-1] else f"{periods[0]} – {periods[-1]}"
