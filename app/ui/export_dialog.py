"""The export dialog: form, size, resolution, colours, language and parts of the picture, with a preview."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QFormLayout,
    QSpinBox,
    QStyle,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)

from app.model.words import LANGUAGES, Language
from app.ui import parts
from app.ui.charts.frame import FrameParts
from app.ui.export.exporter import FORMS, PICTURES
from app.ui.export.target import PRESETS, ExportTarget, TargetError, Unit
from app.ui.export_preview import ExportPreview
from app.ui.theme import ThemeName

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.charts.spec import ChartSpec
    from app.ui.look import Look

_CUSTOM: Final = "custom"
_FORM_WIDTH: Final = 360
_PARTS: Final = ("title", "subtitle", "legend", "remark", "source", "program")


@dataclass(frozen=True)
class ExportChoice:
    """What the dialog was set to."""

    form: str = "png"
    language: Language = "en"
    target: ExportTarget = field(default_factory=ExportTarget)
    bom: bool = False
    """Whether a CSV begins with a byte order mark, by which spreadsheets know UTF-8."""

    def plain(self) -> dict[str, Any]:
        """Plain data for the settings."""
        target = self.target
        return {
            "form": self.form,
            "language": self.language,
            "theme": target.theme,
            "bom": self.bom,
            "width": target.width,
            "height": target.height,
            "unit": target.unit,
            "dpi": target.dpi,
            "transparent": target.transparent,
            "font_factor": target.font_factor,
            "parts": [name for name in _PARTS if getattr(target.parts, name)],
        }

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any], language: Language, theme: ThemeName) -> ExportChoice:
        """Read plain data; what is missing or has the wrong form stays at its default.

        Args:
            plain: What was remembered.
            language: Of the window, for where none was remembered.
            theme: Of the window, likewise.
        """
        start = ExportTarget(theme="dark" if plain.get("theme", theme) == "dark" else "light")
        try:
            shown = plain.get("parts", list(_PARTS))
            target = replace(
                start,
                width=float(plain.get("width", start.width)),
                height=float(plain.get("height", start.height)),
                unit="mm" if plain.get("unit") == "mm" else "px",
                dpi=float(plain.get("dpi", start.dpi)),
                transparent=bool(plain.get("transparent", False)),
                font_factor=float(plain.get("font_factor", 1.0)),
                parts=FrameParts(**{name: name in shown for name in _PARTS}),
            )
            target.pixels()
        except (TypeError, ValueError):
            target = start
        form = str(plain.get("form", "png"))
        spoken = next((name for name in LANGUAGES if name == plain.get("language")), language)
        return cls(form if form in FORMS else "png", spoken, target, bool(plain.get("bom", False)))


class ExportDialog(QDialog):
    """Asks for the form of a file; the window writes it."""

    save_asked = Signal(object)
    """An `ExportChoice`."""

    def __init__(
        self,
        spec_in: Callable[[Language], ChartSpec | None],
        choice: ExportChoice,
        look: Look,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        words = look.words
        self._look = look
        self._spec_in = spec_in
        self._filling = True
        self.setWindowTitle(words.text("Export"))
        self.resize(look.pixels(1080), look.pixels(640))
        self.form = _combo([(form, form.upper()) for form in FORMS])
        names = [(preset.id, words.text(preset.title)) for preset in PRESETS.values()]
        self.preset = _combo([*names, (_CUSTOM, words.text("Own size"))])
        self.width_field, self.height_field = _length(), _length()
        for length in (self.width_field, self.height_field):
            length.setFixedWidth(look.pixels(64))
        self.unit = _combo([("px", words.text("pixels")), ("mm", words.text("millimetres"))])
        self.dpi = QSpinBox()
        self.dpi.setRange(36, 1200)
        self.theme = _combo([("light", words.text("Light")), ("dark", words.text("Dark"))])
        self.language = _combo([("en", "English"), ("zh", "中文")])
        self.font_factor = QDoubleSpinBox()
        self.font_factor.setRange(0.6, 2.5)
        self.font_factor.setSingleStep(0.1)
        self.transparent = _Check(words.text("Transparent ground"), look)
        self.bom = _Check(words.text("Byte order mark, for spreadsheets"), look)
        self.parts = {name: _Check(title, look) for name, title in self._part_titles().items()}
        self.preview = ExportPreview(look)
        self._lay_out()
        self._fill(choice)
        self._connect()
        self._filling = False
        self._refresh()

    def choice(self) -> ExportChoice:
        """What is set now."""
        unit: Unit = "mm" if self.unit.currentData() == "mm" else "px"
        theme: ThemeName = "dark" if self.theme.currentData() == "dark" else "light"
        shown = {name: box.isChecked() for name, box in self.parts.items()}
        target = ExportTarget(
            width=self.width_field.value(),
            height=self.height_field.value(),
            unit=unit,
            dpi=float(self.dpi.value()),
            theme=theme,
            transparent=self.transparent.isChecked(),
            parts=FrameParts(**shown),
            font_factor=self.font_factor.value(),
        )
        language = next(name for name in LANGUAGES if name == self.language.currentData())
        return ExportChoice(str(self.form.currentData()), language, target, self.bom.isChecked())

    def _part_titles(self) -> dict[str, str]:
        words = self._look.words
        titles = (
            words.text("Title"),
            words.text("Subtitle"),
            words.text("Legend"),
            words.text("Remark"),
            words.text("Source line"),
            words.text("Name of the program"),
        )
        return dict(zip(_PARTS, titles, strict=True))

    def _lay_out(self) -> None:
        words = self._look.words
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        sizes = parts.row(gap=6)
        for widget in (self.width_field, parts.label("×"), self.height_field, self.unit):
            sizes.addWidget(widget)
        for title, control in (
            (words.text("Format"), self.form),
            (words.text("Size"), self.preset),
            (words.text("Resolution, dpi"), self.dpi),
            (words.text("Theme"), self.theme),
            (words.text("Language"), self.language),
            (words.text("Size of text"), self.font_factor),
        ):
            control.setAccessibleName(title)
            form.addRow(title, control)
            if control is self.preset:
                form.addRow("", sizes)
        self.width_field.setAccessibleName(words.text("Width"))
        self.height_field.setAccessibleName(words.text("Height"))
        self.unit.setAccessibleName(words.text("Unit of length"))
        left = parts.column(gap=8)
        left.addLayout(form)
        left.addSpacing(8)
        left.addWidget(self.transparent)
        for box in self.parts.values():
            left.addWidget(box)
        left.addWidget(self.bom)
        left.addStretch(1)
        left.addLayout(self._buttons())
        side = QWidget()
        side.setLayout(left)
        side.setFixedWidth(self._look.pixels(_FORM_WIDTH))
        whole = parts.row(self, (20, 20, 20, 20), gap=20)
        whole.addWidget(side)
        whole.addWidget(self.preview, 1)

    def _buttons(self) -> QVBoxLayout:
        words = self._look.words
        self.save = parts.button(words.text("Save…"), "primary")
        self.save.clicked.connect(lambda: self.save_asked.emit(self.choice()))
        cancel = parts.button(words.text("Cancel"), "chip")
        cancel.clicked.connect(self.reject)
        line = parts.row(gap=8)
        line.addWidget(self.save)
        line.addWidget(cancel)
        line.addStretch(1)
        holder = parts.column()
        holder.addLayout(line)
        return holder

    def _fill(self, choice: ExportChoice) -> None:
        target = choice.target
        self.form.setCurrentIndex(self.form.findData(choice.form))
        self.width_field.setValue(target.width)
        self.height_field.setValue(target.height)
        self.unit.setCurrentIndex(self.unit.findData(target.unit))
        self.dpi.setValue(round(target.dpi))
        self.theme.setCurrentIndex(self.theme.findData(target.theme))
        self.language.setCurrentIndex(self.language.findData(choice.language))
        self.font_factor.setValue(target.font_factor)
        self.transparent.setChecked(target.transparent)
        self.bom.setChecked(choice.bom)
        for name, box in self.parts.items():
            box.setChecked(bool(getattr(target.parts, name)))
        self._name_preset()

    def _connect(self) -> None:
        self.preset.currentIndexChanged.connect(self._take_preset)
        for combo in (self.form, self.unit, self.theme, self.language):
            combo.currentIndexChanged.connect(self._refresh)
        for number in (self.width_field, self.height_field, self.font_factor):
            number.valueChanged.connect(self._refresh)
        self.dpi.valueChanged.connect(self._refresh)
        for box in (self.transparent, *self.parts.values()):
            box.toggled.connect(self._refresh)

    def _take_preset(self) -> None:
        preset = PRESETS.get(str(self.preset.currentData()))
        if preset is None:
            return
        self._filling = True
        self.unit.setCurrentIndex(self.unit.findData(preset.unit))
        self.width_field.setValue(preset.width)
        self.height_field.setValue(preset.height)
        if preset.unit == "mm" and self.dpi.value() < 150:
            self.dpi.setValue(300)
        self._filling = False
        self._refresh()

    def _name_preset(self) -> None:
        size = (self.width_field.value(), self.height_field.value(), self.unit.currentData())
        known = next(
            (preset.id for preset in PRESETS.values() if (preset.width, preset.height, preset.unit) == size),
            _CUSTOM,
        )
        filling, self._filling = self._filling, True
        self.preset.setCurrentIndex(self.preset.findData(known))
        self._filling = filling

    def _refresh(self) -> None:
        if self._filling:
            return
        self._name_preset()
        choice = self.choice()
        picture = choice.form in PICTURES
        for control in (
            self.preset, self.width_field, self.height_field, self.unit, self.theme, self.font_factor,
            *self.parts.values(),
        ):  # fmt: skip
            control.setEnabled(picture)
        self.dpi.setEnabled(choice.form == "png" or choice.target.unit == "mm")
        self.transparent.setEnabled(picture)
        self.bom.setEnabled(choice.form == "csv")
        spec = self._spec_in(choice.language)
        try:
            self.preview.show_chart(spec, choice.form, choice.target)
        except TargetError as error:
            self.preview.show_message(str(error))
        self.save.setEnabled(spec is not None and not self.preview.message)


class _Combo(QComboBox):
    """A box that shows by an arrow that it opens: the style sheet leaves Qt's own out."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        area = self.rect().adjusted(0, 0, -8, 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, "▾")
        painter.end()


def _combo(entries: list[tuple[str, str]]) -> QComboBox:
    made = _Combo()
    for key, title in entries:
        made.addItem(title, key)
    return made


class _Check(QCheckBox):
    """A box whose edge can be seen where it is empty: the palette's own is as light as the ground."""

    def __init__(self, title: str, look: Look) -> None:
        super().__init__(title)
        self._edge = QColor(look.theme.context)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        box = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        painter = QPainter(self)
        painter.setPen(self._edge)
        painter.drawRect(box.adjusted(0, 0, -1, -1))
        painter.end()


def _length() -> QDoubleSpinBox:
    made = QDoubleSpinBox()
    made.setRange(10, 20_000)
    made.setDecimals(0)
    return made
