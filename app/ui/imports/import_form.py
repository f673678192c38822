"""The fields of the form before an import: name, format, and what the file leaves open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from app.explorer.inspection import TABLE
from app.model.period import Period
from app.ui import parts
from app.ui.imports.findings_panel import flow_title

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.data.imports.decimals import DecimalSign
    from app.data.imports.plan import Importer
    from app.explorer.inspection import Inspection
    from app.ui.look import Look

FLOWS: Final = ("export", "import", "total", "re-export", "re-import")
UNITS: Final = ("USD", "thousand USD", "million USD", "CNY", "万元", "亿元", "EUR")


class ImportForm(QWidget):
    """One line of fields; those that the file answers itself are hidden."""

    format_changed = Signal()
    content_changed = Signal()
    """An answer that the file has to be read again for."""
    answer_changed = Signal()
    """An answer that only stands beside the figures."""

    def __init__(self, importers: Mapping[str, Importer], look: Look) -> None:
        super().__init__()
        words = look.words
        self.name = QLineEdit()
        self.name.setMaxLength(120)
        self.format = QComboBox()
        for importer in sorted(importers.values(), key=lambda importer: importer.title):
            self.format.addItem(words.text(importer.title), importer.id)
        self.format.setPlaceholderText(words.text("choose …"))
        self.format.setCurrentIndex(-1)
        self.flow = QComboBox()
        self.flow.addItem(words.text("choose …"), "")
        for flow in FLOWS:
            self.flow.addItem(flow_title(flow, words), flow)
        self.period = QLineEdit()
        self.period.setPlaceholderText("2024, 2024-05, 2024-Q2")
        self.unit = QComboBox()
        self.unit.setEditable(True)
        self.unit.addItems(["", *UNITS])
        edit = self.unit.lineEdit()
        if edit is not None:
            edit.setPlaceholderText(words.text("as in the file"))
        self.decimal = QComboBox()
        self.decimal.addItem(words.text("choose …"), "")
        self.decimal.addItem(words.text("the point"), ".")
        self.decimal.addItem(words.text("the comma"), ",")
        line = parts.row(self, gap=12)
        self._fields = {
            "name": self._field(words.text("Name of the data set"), self.name),
            "format": self._field(words.text("Format"), self.format),
            "flow": self._field(words.text("Exports or imports?"), self.flow),
            "period": self._field(words.text("Which period?"), self.period),
            "decimal": self._field(words.text("Which sign is decimal?"), self.decimal),
            "unit": self._field(words.text("Unit of the values"), self.unit),
        }
        for name, stretch in (
            ("name", 4),
            ("format", 4),
            ("flow", 2),
            ("period", 2),
            ("decimal", 2),
            ("unit", 2),
        ):
            line.addWidget(self._fields[name], stretch)
        self.format.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for hidden in ("flow", "period", "decimal", "unit"):
            self._fields[hidden].hide()
        self._connect()

    def _field(self, title: str, widget: QWidget) -> QWidget:
        field = QWidget()
        layout: QVBoxLayout = parts.column(field, gap=4)
        layout.addWidget(parts.label(title, "caption"))
        layout.addWidget(widget)
        widget.setAccessibleName(title)
        return field

    def _connect(self) -> None:
        self.name.textChanged.connect(self.answer_changed)
        self.flow.currentIndexChanged.connect(self.answer_changed)
        self.format.activated.connect(lambda _: self.format_changed.emit())
        self.period.textEdited.connect(lambda _: self.content_changed.emit())
        self.decimal.activated.connect(lambda _: self.content_changed.emit())
        self.unit.activated.connect(lambda _: self.content_changed.emit())
        edit = self.unit.lineEdit()
        if edit is not None:
            edit.textEdited.connect(lambda _: self.content_changed.emit())

    # What is answered

    def answer(self, name: str, flow: str = "") -> None:
        """Answer ahead what is known: the name, and the flow of an earlier import of the same."""
        self.name.setText(name)
        self.flow.setCurrentIndex(max(self.flow.findData(flow), 0))

    def chosen_flow(self) -> str:
        """The flow that the user says, where the file does not."""
        return "" if self._fields["flow"].isHidden() else str(self.flow.currentData() or "")

    def chosen_period(self) -> str:
        """The period that the user says, where the file does not."""
        return "" if self._fields["period"].isHidden() else self.period.text().strip()

    def chosen_decimal(self) -> DecimalSign:
        """The decimal sign that the user says, where the file does not tell."""
        sign = "" if self._fields["decimal"].isHidden() else self.decimal.currentData()
        return "," if sign == "," else "." if sign == "." else ""

    def chosen_format(self) -> str:
        """The id of the importer."""
        return str(self.format.currentData() or "")

    def constants(self) -> dict[str, str]:
        """What the user says for every row of a table."""
        unit = self.unit.currentText().strip()
        return {"unit": unit} if unit and not self._fields["unit"].isHidden() else {}

    def is_period_right(self) -> bool:
        """Whether the period that was typed is one."""
        try:
            Period.parse(self.chosen_period())
        except ValueError:
            return False
        return True

    def show_inspection(self, inspection: Inspection, roles: Sequence[str]) -> None:
        """Ask for what is missing."""
        found = inspection.findings
        place = self.format.findData(inspection.importer)
        if place >= 0:
            self.format.setCurrentIndex(place)
        is_table = inspection.importer == TABLE
        asks_flow = found is not None and found.flow_missing
        asks_period = found is not None and found.period_missing
        self._fields["flow"].setVisible(asks_flow or (is_table and bool(self.chosen_flow())))
        self._fields["period"].setVisible(asks_period or bool(self.chosen_period()))
        doubtful = found is not None and bool(found.doubtful)
        self._fields["decimal"].setVisible(doubtful or bool(self.chosen_decimal()))
        self._fields["unit"].setVisible(is_table and "value" in roles and "unit" not in roles)
        unit = str((inspection.mapping or {}).get("constants", {}).get("unit", ""))
        if unit and not self.unit.currentText():
            self.unit.setCurrentText(unit)
