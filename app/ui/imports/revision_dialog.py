"""What changed when a data set was imported again: counts, then the figures that changed most."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from app.charts.periods import period_text
from app.model.units import ONE, unit_name
from app.ui import parts
from app.ui.imports.amounts import count
from app.ui.imports.findings_panel import flow_title
from app.ui.imports.sheet import Sheet

if TYPE_CHECKING:
    from app.data.imports.vintages import Change, Revision
    from app.model.catalog import Catalog
    from app.model.dimension import DimensionName
    from app.model.words import Words
    from app.ui.look import Look

_SIZE: Final = (920, 560)


class RevisionDialog(QDialog):
    """Counts in a sentence, then the figures that changed most."""

    def __init__(self, name: str, revision: Revision, catalog: Catalog, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        words = look.words
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(words.text("What changed"))
        self.resize(look.pixels(_SIZE[0]), look.pixels(_SIZE[1]))
        self.summary = parts.label(
            words.text(
                "{added} added, {revised} revised, {withdrawn} withdrawn, {unchanged} unchanged figures",
                added=count(revision.added),
                revised=count(revision.revised),
                withdrawn=count(revision.withdrawn),
                unchanged=count(revision.unchanged),
            ),
            "subtitle",
            wrap=True,
        )
        heads = (
            words.text("Region"),
            words.text("Market"),
            words.text("Product"),
            words.text("Flow"),
            words.text("Period"),
            words.text("Unit"),
            words.text("Before"),
            words.text("Now"),
        )
        self.changes = Sheet(words.text("Largest changes"), heads, look, right=(6, 7))
        self.changes.show_rows(_row(change, catalog, words) for change in revision.largest)
        self.changes.fit(look.pixels(190))
        body = QWidget()
        body.setProperty("role", "panel")
        inner = parts.column(body, (20, 16, 20, 12), gap=8)
        inner.addWidget(parts.label(name, "title"))
        inner.addWidget(self.summary)
        inner.addWidget(self.changes, 1)
        close = parts.button(words.text("Close"), "chip")
        close.clicked.connect(self.accept)
        foot = parts.row(margins=(20, 8, 20, 12))
        foot.addStretch(1)
        foot.addWidget(close)
        layout = parts.column(self)
        layout.addWidget(body, 1)
        layout.addLayout(foot)


def _row(change: Change, catalog: Catalog, words: Words) -> tuple[str, ...]:
    def value(number: float | None) -> str:
        if number is None:
            return words.text("not there")
        return f"{number:,.2f}".rstrip("0").rstrip(".")

    return (
        _member(catalog, "region", change.region, words),
        _member(catalog, "market", change.market, words),
        _member(catalog, "product", change.product, words),
        flow_title(change.flow, words),
        period_text(change.period, words),
        unit_name(change.unit, ONE, words),
        value(change.before),
        value(change.after),
    )


def _member(catalog: Catalog, dimension: DimensionName, code: str, words: Words) -> str:
    """The name of a member; its code where the new data set has it no more."""
    found = catalog.dimension(dimension).get(code)
    return words.name(found) or code if found is not None else code
