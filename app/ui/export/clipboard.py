"""A chart as what other programs take from the clipboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QMimeData

from app.ui.export.pictures import Pictures, encoded

if TYPE_CHECKING:
    from app.charts.spec import ChartSpec
    from app.ui.export.target import ExportTarget
    from app.ui.fonts import Typeface


def chart_mime(spec: ChartSpec, target: ExportTarget, typeface: Typeface, selection: str = "") -> QMimeData:
    """The chart as an image, as PNG bytes (which Wayland wants), as SVG, and its words as text."""
    pictures = Pictures(typeface)
    image = pictures.image(spec, target)
    mime = QMimeData()
    mime.setImageData(image)
    mime.setData("image/png", QByteArray(encoded(image, spec, selection)))
    mime.setData("image/svg+xml", QByteArray(pictures.svg(spec, target)))
    mime.setText(f"{spec.title}\n{spec.subtitle}\n{spec.source}".strip())
    return mime
