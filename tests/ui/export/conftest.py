"""The typeface, a chart widget and an exporter."""

from __future__ import annotations

import pytest

from app.ui.export.exporter import Exporter
from app.ui.fonts import Typeface
from tests.ui.charts.conftest import chart, typeface

__all__ = ["chart", "typeface"]


@pytest.fixture(scope="session")
def exporter(typeface: Typeface) -> Exporter:
    """Writes charts."""
    return Exporter(typeface)
