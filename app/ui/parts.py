"""The small widgets that panels are made of, each saying to the style sheet what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

LabelRole = Literal[
    "", "title", "subtitle", "caption", "section", "figure", "figure-derived", "muted", "strong",
    "positive", "negative",
]  # fmt: skip
Button = TypeVar("Button", bound=QToolButton)
ButtonRole = Literal["primary", "chip", "segment", "quiet", "kind"]


def label(text: str, role: LabelRole = "", *, wrap: bool = False) -> QLabel:
    """Words that are never taken for markup."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    return made


def escaped(text: str) -> str:
    """An ampersand in the text of a button is no shortcut."""
    return text.replace("&", "&&")


def button(text: str, role: ButtonRole, name: str = "", icon: QIcon | None = None) -> QToolButton:
    """A button; `name` is what a screen reader says where the button shows an icon alone."""
    return dressed(QToolButton(), text, role, name, icon)


def dressed(made: Button, text: str, role: ButtonRole, name: str = "", icon: QIcon | None = None) -> Button:
    """The same of a button of another class."""
    made.setText(escaped(text))
    made.setProperty("role", role)
    made.setAccessibleName(name or text)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if icon is not None:
        made.setIcon(icon)
        made.setIconSize(QSize(16, 16))
        both = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        made.setToolButtonStyle(both if text else Qt.ToolButtonStyle.ToolButtonIconOnly)
    if name and not text:
        made.setToolTip(name)
    return made


def frame(role: str) -> QFrame:
    """A ground to put things on: 'panel', 'ground', 'segments', or a 'rule' between things."""
    made = QFrame()
    made.setProperty("role", role)
    return made


def column(
    owner: QWidget | None = None, margins: tuple[int, int, int, int] = (0, 0, 0, 0), gap: int = 0
) -> QVBoxLayout:
    """A layout from top to bottom."""
    made = QVBoxLayout(owner) if owner is not None else QVBoxLayout()
    made.setContentsMargins(*margins)
    made.setSpacing(gap)
    return made


def row(
    owner: QWidget | None = None, margins: tuple[int, int, int, int] = (0, 0, 0, 0), gap: int = 0
) -> QHBoxLayout:
    """A layout from left to right."""
    made = QHBoxLayout(owner) if owner is not None else QHBoxLayout()
    made.setContentsMargins(*margins)
    made.setSpacing(gap)
    return made


def clear(layout: QBoxLayout) -> None:
    """Take everything out of a layout, with the layouts inside it."""
    while (taken := layout.takeAt(0)) is not None:
        inner, widget = taken.layout(), taken.widget()
        if isinstance(inner, QBoxLayout):
            clear(inner)
            inner.deleteLater()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
