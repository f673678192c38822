"""A chart and its table as what other programs take from the clipboard."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QMimeData

from app.charts.figure_files import figure_rows, safe_text
from app.ui.export.pictures import Pictures

if TYPE_CHECKING:
    from app.charts.spec import ChartSpec
    from app.ui.export.target import ExportTarget
    from app.ui.fonts import Typeface


def chart_mime(spec: ChartSpec, target: ExportTarget, typeface: Typeface, selection: str = "") -> QMimeData:
    """The chart as an image, as PNG bytes (which Wayland wants) and as SVG."""
    pictures = Pictures(typeface)
    mime = QMimeData()
    mime.setImageData(pictures.image(spec, target))
    mime.setData("image/png", QByteArray(pictures.png(spec, target, selection)))
    mime.setData("image/svg+xml", QByteArray(pictures.svg(spec, target)))
    mime.setText(f"{spec.title}\n{spec.subtitle}\n{spec.source}".strip())
    return mime


def table_mime(spec: ChartSpec) -> QMimeData:
    """The table as HTML and as text with tabs, with qualifier, unit, status and source of each figure."""
    rows = [["" if cell is None else str(cell) for cell in row] for row in figure_rows(spec)]
    mime = QMimeData()
    mime.setText("\n".join("\t".join(_one_line(cell) for cell in row) for row in rows) + "\n")
    head, *body = rows
    lines = [_row(head, "th"), *(_row(row, "td") for row in body)]
    caption = f"<caption>{escape(spec.title)}</caption>" if spec.title else ""
    mime.setHtml(f"<table>{caption}\n" + "\n".join(lines) + "\n</table>")
    return mime


def _one_line(cell: str) -> str:
    is_number = cell.lstrip("-").replace(".", "", 1).isdigit()
    text = cell if is_number else safe_text(cell)
    return " ".join(text.split())


def _row(cells: list[str], tag: str) -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells) + "</tr>"
