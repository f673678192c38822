"""The only part of the command line that loads Qt to draw charts into files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from app.charts.origin import Origin
from app.charts.spec import ChartSpec
from app.cli.arguments import CallError
from app.ui.export.exporter import Exporter
from app.ui.export.target import ExportTarget, TargetError, sized
from app.ui.offscreen import OffscreenQt
from app.ui.theme import ThemeName


def target(size: str, dpi: int, theme: ThemeName) -> ExportTarget:
    """The picture that a call asks for.

    Raises:
        CallError: The size or resolution makes no picture.
    """
    try:
        return replace(sized(size, ExportTarget(dpi=dpi)), theme=theme)
    except TargetError as error:
        raise CallError(str(error)) from None


def write_chart(spec: ChartSpec, origin: Origin, path: Path, picture: ExportTarget) -> None:
    """Draw a chart into a file whose name says its form.

    Raises:
        ExportError: The file cannot be written.
    """
    qt = OffscreenQt()
    Exporter(qt.typeface).save(spec, path, picture, origin)
