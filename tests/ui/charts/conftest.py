"""The typeface and a chart widget, closed again after each test."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from app.model.words import Words
from app.ui.charts.chart_widget import ChartWidget
from app.ui.fonts import Typeface, load_typeface
from app.ui.theme import LIGHT


@pytest.fixture(scope="session")
def typeface(qapp: QApplication) -> Typeface:
    """The packaged typeface."""
    return load_typeface()


@pytest.fixture
def chart(typeface: Typeface) -> Iterator[ChartWidget]:
    """An empty chart of 900 x 640 pixels."""
    widget = ChartWidget(typeface, LIGHT, Words("en"))
    widget.resize(900, 640)
    yield widget
    widget.close()
    widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
