"""What the desktop's accessibility is told of a chart: that it is one, rather than an area that scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAccessibleWidget

from app.ui.charts.chart_widget import ChartWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QAccessibleInterface


def tell_charts() -> None:
    """Let every chart be announced as a chart; once in a process is enough, and more does no harm."""
    QAccessible.installFactory(_interface)


def _interface(class_name: str, thing: QObject) -> QAccessibleInterface | None:
    """A chart's own interface, which says its name and description; None leaves others to Qt."""
    if class_name != ChartWidget.__name__ or not isinstance(thing, ChartWidget):
        return None
    return QAccessibleWidget(thing, QAccessible.Role.Chart)
