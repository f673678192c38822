"""A line above the chart that says what would answer better, with a button that goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from app.ui import parts

if TYPE_CHECKING:
    from app.explorer.views import WayOut
    from app.model.selection import Selection


class HintStrip(QFrame):
    """Renders one way to go; hidden while there is none."""

    taken = Signal(object)
    """The selection of the way, as a `Selection`."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "ground")
        self._selection: Selection | None = None
        self.why = parts.label("", "caption")
        self.button = parts.button("", "chip", name)
        self.button.clicked.connect(lambda: self.taken.emit(self._selection))
        line = parts.row(self, (16, 2, 16, 2), gap=10)
        line.addWidget(self.why)
        line.addWidget(self.button)
        line.addStretch(1)
        self.hide()

    def show_way(self, way: WayOut | None) -> None:
        """Offer a way, or nothing."""
        self._selection = way.selection if way is not None else None
        if way is not None:
            self.button.setText(parts.escaped(way.label))
            self.button.setAccessibleName(way.label)
            self.button.setToolTip(way.why)
            self.why.setText(way.why)
        self.setVisible(way is not None)
