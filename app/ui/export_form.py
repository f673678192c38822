"""What an export can be set to: form, size, look and parts of the picture, as controls that say so.

The form keeps nothing: it shows a choice, and whatever a person does to it makes another choice.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from app.explorer.recipes import PARTS
from app.explorer.views import Choice
from app.ui import parts
from app.ui.choice_button import ChoiceButton
from app.ui.export.choice import ExportChoice
from app.ui.export.exporter import FORMS, PICTURES
from app.ui.export.target import PRESETS, preset_of, resized, with_unit
from app.ui.segments import Segments

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.model.words import Words
    from app.ui.export.target import ExportTarget, Unit
    from app.ui.look import Look

_OWN: Final = "own:"
"""Before the names of the user's own presets: theirs may be called as one of the program's."""
_OTHER: Final = "other"
_WIDTH: Final = 344
_LABEL_WIDTH: Final = 96
_NUMBER_WIDTH: Final = 72


class ExportForm(QWidget):
    """Shows a choice and asks for others."""

    changed = Signal(object)
    """The `ExportChoice` that is asked for."""
    preset_kept = Signal(str)
    """The name under which the present form of the picture is to be kept."""
    preset_dropped = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = look.words
        self._look = look
        self._choice = ExportChoice()
        self._presets: Mapping[str, ExportTarget] = {}
        self.form = Segments(words.text("Format"))
        self.about = parts.label("", "caption", wrap=True)
        self.preset = ChoiceButton(words.text("Size"), look, _WIDTH)
        self.width_field = _Number(10, 20_000, words.text("Width"), look)
        self.height_field = _Number(10, 20_000, words.text("Height"), look)
        self.unit = Segments(words.text("Unit of length"))
        self.dpi = _Number(36, 1200, words.text("Resolution, dpi"), look)
        self.theme = Segments(words.text("Theme"))
        self.language = Segments(words.text("Language"))
        self.font_size = _Number(60, 250, words.text("Size of text"), look, step=10, suffix="%")
        self.transparent = _Check(words.text("Transparent ground"), look)
        self.parts = {name: _Check(title, look) for name, title in _part_titles(words).items()}
        self.bom = _Check(words.text("Byte order mark, by which spreadsheets know UTF-8"), look)
        self.preset_name = QLineEdit()
        self.preset_name.setPlaceholderText(words.text("Name of the preset"))
        self.preset_name.setAccessibleName(words.text("Name of the preset"))
        self.preset_name.setMaxLength(40)
        self.keep = parts.button(words.text("Keep as preset…"), "quiet")
        self.drop = parts.button(words.text("Remove preset"), "quiet")
        self._of_pictures = QWidget()
        self._lay_out()
        self._connect()

    def show_choice(self, choice: ExportChoice, presets: Mapping[str, ExportTarget]) -> None:
        """Show what is chosen, and the user's own presets beside those of the program."""
        self._choice, self._presets = choice, presets
        words, target = self._look.words, choice.target
        self.form.show_choices([Choice(form, form.upper()) for form in FORMS], choice.form)
        self.about.setText(_about(choice.form, words))
        languages = (Choice("en", "English"), Choice("zh", "中文"))
        self.language.show_choices(languages, choice.language)
        self._of_pictures.setVisible(choice.form in PICTURES)
        self._show_size(target)
        themes = (Choice("light", words.text("Light")), Choice("dark", words.text("Dark")))
        self.theme.show_choices(themes, target.theme)
        self.font_size.show_number(100 * target.font_factor)
        _check(self.transparent, target.transparent)
        for name, box in self.parts.items():
            _check(box, bool(getattr(target.parts, name)))
        _check(self.bom, choice.bom)
        self.bom.setVisible(choice.form == "csv")

    def _show_size(self, target: ExportTarget) -> None:
        words = self._look.words
        units = (Choice("px", words.text("pixels")), Choice("mm", words.text("mm")))
        self.unit.show_choices(units, target.unit)
        for field, length in ((self.width_field, target.width), (self.height_field, target.height)):
            field.setDecimals(1 if target.unit == "mm" else 0)
            field.show_number(length)
        self.dpi.show_number(target.dpi)
        self.dpi.setEnabled(self._choice.form == "png")
        own = next((name for name, kept in self._presets.items() if kept == target), "")
        current = f"{_OWN}{own}" if own else preset_of(target) or _OTHER
        self.preset.show_choices(self._preset_choices(), current)
        self.drop.setVisible(bool(own))
        self.keep.setVisible(not own and self.preset_name.isHidden())

    def _preset_choices(self) -> list[Choice]:
        words = self._look.words
        usual, mine = words.text("Presets"), words.text("My presets")
        return [
            *(Choice(key, words.text(preset.title), group=usual) for key, preset in PRESETS.items()),
            *(Choice(f"{_OWN}{name}", name, group=mine) for name in self._presets),
            Choice(_OTHER, words.text("Own size"), group=mine if self._presets else usual),
        ]

    # Where things stand

    def _lay_out(self) -> None:
        words, look = self._look.words, self._look
        self.setFixedWidth(look.pixels(_WIDTH))
        size = parts.row(gap=6)
        for widget in (self.width_field, parts.label("×"), self.height_field, self.unit):
            size.addWidget(widget)
        size.addStretch(1)
        dots = self._line(words.text("Resolution"), self.dpi, parts.label("dpi", "muted"))
        dots.addWidget(self.keep)
        dots.addWidget(self.drop)
        self.preset_name.hide()
        inside = QGridLayout()
        inside.setVerticalSpacing(6)
        for place, box in enumerate(self.parts.values()):
            inside.addWidget(box, place // 2, place % 2)
        picture = parts.column(self._of_pictures, gap=8)
        picture.addWidget(parts.label(words.text("Size"), "section"))
        picture.addWidget(self.preset, 0, Qt.AlignmentFlag.AlignLeft)
        picture.addLayout(size)
        picture.addLayout(dots)
        picture.addWidget(self.preset_name)
        picture.addSpacing(6)
        picture.addWidget(parts.label(words.text("Look"), "section"))
        picture.addLayout(self._line(words.text("Theme"), self.theme))
        picture.addLayout(self._line(words.text("Size of text"), self.font_size))
        picture.addWidget(self.transparent)
        picture.addSpacing(6)
        picture.addWidget(parts.label(words.text("Inside the picture"), "section"))
        picture.addLayout(inside)
        whole = parts.column(self, gap=8)
        whole.addWidget(parts.label(words.text("Format"), "section"))
        whole.addWidget(self.form)
        whole.addWidget(self.about)
        whole.addLayout(self._line(words.text("Language"), self.language))
        whole.addWidget(self.bom)
        whole.addSpacing(6)
        whole.addWidget(self._of_pictures)
        whole.addStretch(1)

    def _line(self, title: str, *widgets: QWidget) -> QHBoxLayout:
        made = parts.row(gap=8)
        head = parts.label(title)
        head.setFixedWidth(self._look.pixels(_LABEL_WIDTH))
        for widget in (head, *widgets):
            made.addWidget(widget)
        made.addStretch(1)
        return made

    # What the person does

    def _connect(self) -> None:
        self.form.chosen.connect(lambda form: self._ask(form=form))
        self.language.chosen.connect(lambda language: self._ask(language=language))
        self.bom.toggled.connect(lambda on: self._ask(bom=on))
        self.preset.chosen.connect(self._take_preset)
        self.unit.chosen.connect(self._take_unit)
        self.width_field.valueChanged.connect(lambda length: self._set(width=length))
        self.height_field.valueChanged.connect(lambda length: self._set(height=length))
        self.dpi.valueChanged.connect(lambda dpi: self._set(dpi=dpi))
        self.theme.chosen.connect(lambda theme: self._set(theme=theme))
        self.font_size.valueChanged.connect(lambda percent: self._set(font_factor=percent / 100))
        self.transparent.toggled.connect(lambda on: self._set(transparent=on))
        for name, box in self.parts.items():
            box.toggled.connect(lambda on, name=name: self._set_part(name, shown=on))
        self.keep.clicked.connect(self._begin_preset)
        self.preset_name.returnPressed.connect(self._keep_preset)
        self.preset_name.editingFinished.connect(self._end_preset)
        self.drop.clicked.connect(lambda: self.preset_dropped.emit(self._own_preset()))

    def _ask(self, **changes: Any) -> None:
        self.changed.emit(replace(self._choice, **changes))

    def _set(self, **changes: Any) -> None:
        self._picture(replace(self._choice.target, **changes))

    def _set_part(self, name: str, *, shown: bool) -> None:
        self._set(parts=replace(self._choice.target.parts, **{name: shown}))

    def _picture(self, target: ExportTarget) -> None:
        self._ask(target=target)

    def _take_preset(self, key: str) -> None:
        if key.startswith(_OWN):
            self._picture(self._presets[key.removeprefix(_OWN)])
        elif key in PRESETS:
            self._picture(resized(self._choice.target, PRESETS[key]))
        else:
            self.width_field.setFocus()

    def _take_unit(self, unit: Unit) -> None:
        self._picture(with_unit(self._choice.target, unit, raster=self._choice.form == "png"))

    def _own_preset(self) -> str:
        return next((name for name, kept in self._presets.items() if kept == self._choice.target), "")

    def _begin_preset(self) -> None:
        self.keep.hide()
        self.preset_name.clear()
        self.preset_name.show()
        self.preset_name.setFocus()

    def _keep_preset(self) -> None:
        if name := self.preset_name.text().strip():
            self.preset_name.hide()
            self.preset_kept.emit(name)

    def _end_preset(self) -> None:
        self.preset_name.hide()
        self.keep.setVisible(not self._own_preset())


def _part_titles(words: Words) -> dict[str, str]:
    titles = (
        words.text("Title"),
        words.text("Subtitle"),
        words.text("Legend"),
        words.text("Remark"),
        words.text("Source line"),
        words.text("Name of the program"),
    )
    return dict(zip(PARTS, titles, strict=True))


def _about(form: str, words: Words) -> str:
    """What a form of file is good for."""
    match form:
        case "png":
            return words.text("Pixels, for documents and slides")
        case "svg":
            return words.text("Vector with real text, for the web and for drawing programs")
        case "pdf":
            return words.text("Vector with embedded fonts, for print")
        case "csv":
            return words.text("The figures as text, for any program")
        case "xlsx":
            return words.text("A workbook: the figures, their sources, and what they are")
    return words.text("The chart, its figures and their sources, for other programs")


def _check(box: QCheckBox, on: bool) -> None:
    with QSignalBlocker(box):
        box.setChecked(on)


class _Number(QDoubleSpinBox):
    """A number without needless zeros, which says nothing until it is typed in full."""

    def __init__(
        self, low: float, high: float, name: str, look: Look, *, step: float = 1, suffix: str = ""
    ) -> None:
        super().__init__()
        self.setRange(low, high)
        self.setDecimals(0)
        self.setSingleStep(step)
        self.setSuffix(suffix)
        self.setKeyboardTracking(False)
        self.setAccessibleName(name)
        self.setFixedWidth(look.pixels(_NUMBER_WIDTH))

    def show_number(self, value: float) -> None:
        """Show a value without a word to anybody."""
        with QSignalBlocker(self):
            self.setValue(value)

    def textFromValue(self, value: float) -> str:
        return f"{round(value, self.decimals()):g}"


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
