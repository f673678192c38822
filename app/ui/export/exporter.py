"""A chart into a file of the form that its name ends in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.charts.figure_files import csv_bytes, json_bytes
from app.charts.saving import ExportError, save_bytes
from app.charts.workbook import xlsx_bytes
from app.model.message import say
from app.ui.export.pictures import Pictures

if TYPE_CHECKING:
    from pathlib import Path

    from app.charts.origin import Origin
    from app.charts.spec import ChartSpec
    from app.ui.export.target import ExportTarget
    from app.ui.fonts import Typeface

PICTURES: Final = ("png", "svg", "pdf")
TABLES: Final = ("csv", "xlsx", "json")
FORMS: Final = (*PICTURES, *TABLES)


class Exporter:
    """Writes charts; every file is whole or not there at all."""

    def __init__(self, typeface: Typeface) -> None:
        self._pictures = Pictures(typeface)

    def content(
        self, spec: ChartSpec, form: str, target: ExportTarget, origin: Origin, *, bom: bool = False
    ) -> bytes:
        """The content of a file.

        Args:
            spec: The chart.
            form: One of `FORMS`.
            target: Size, resolution, theme and parts of a picture.
            origin: Where the figures come from, which the file says where its form can.
            bom: Whether a CSV begins with a byte order mark.

        Raises:
            ExportError: There is no such form.
            TargetError: The size makes no picture.
        """
        match form:
            case "png":
                return self._pictures.png(spec, target, origin.selection)
            case "svg":
                return self._pictures.svg(spec, target)
            case "pdf":
                return self._pictures.pdf(spec, target)
            case "csv":
                return csv_bytes(spec, origin, bom=bom)
            case "xlsx":
                return xlsx_bytes(spec, origin)
            case "json":
                return json_bytes(spec, origin)
            case _:
                raise ExportError(
                    say("'{form}' is no form of file; there are: {forms}", form=form, forms=", ".join(FORMS))
                )

    def save(
        self, spec: ChartSpec, path: Path, target: ExportTarget, origin: Origin, *, bom: bool = False
    ) -> None:
        """Write a chart to a file whose name says its form.

        Raises:
            ExportError: The form is unknown, or the file cannot be written.
            TargetError: The size makes no picture.
        """
        form = path.suffix.removeprefix(".").lower()
        save_bytes(path, self.content(spec, form, target, origin, bom=bom))
