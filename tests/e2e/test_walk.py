"""Every row of every tree with every kind: shown, or refused in words, never an error or a warning of Qt."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from app.model.dimension import DIMENSIONS, DimensionName
from app.ui.charts.ink import Ink
from app.ui.charts.layout import layout
from app.ui.charts.paint import paint_chart
from app.ui.charts.qt_metrics import QtTextMetrics
from app.ui.fonts import load_typeface
from app.ui.theme import LIGHT
from tests.e2e.conftest import words_for

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from app.charts.spec import ChartSpec
    from app.explorer.explorer import Explorer
    from app.model.selection import Selection

SIZE = (760, 460)
EVERYTHING = bool(os.environ.get("THIRD_POLE_WHOLE_WALK"))
"""Whether all pairs are walked, which takes many minutes; otherwise each row meets one kind in turn."""


class Drawing:
    """Lays charts out and paints them, one over the other, each different one once."""

    def __init__(self) -> None:
        self.metrics = QtTextMetrics(load_typeface())
        self.image = QImage(*SIZE, QImage.Format.Format_RGB32)
        self.ink = Ink(LIGHT, self.metrics, QColor(LIGHT.panel))

    def draw(self, spec: ChartSpec) -> None:
        placed = layout(spec, SIZE, self.metrics)
        painter = QPainter(self.image)
        paint_chart(painter, placed, self.ink)
        painter.end()
        assert placed.texts


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_every_row_with_every_kind(qapp: QApplication, explorer: Explorer, dimension: DimensionName) -> None:
    words, drawing = words_for("zh"), Drawing()
    cursor, start = explorer.open_cursor(), explorer.start()
    seen: set[Selection] = set()
    drawn = 0
    for row, member in enumerate(explorer.catalog(start).dimension(dimension)):
        chosen = explorer.select_member(start, dimension, member.code)
        for place, kind in enumerate(explorer.kinds):
            if row % len(explorer.kinds) != place and not EVERYTHING:
                continue
            completed = explorer.complete(cursor, replace(chosen, chart=kind), words)
            if completed in seen:
                continue
            seen.add(completed)
            view = explorer.view(cursor, completed, words)
            if view.spec is None:
                assert view.empty
                continue
            assert view.spec.title
            drawing.draw(view.spec)
            drawn += 1
    assert drawn
