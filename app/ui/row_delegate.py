"""Paints the cells of the navigator: names, spark lines, values and growth, and the heads of sections."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from app.ui import fonts
from app.ui.models.roles import AnyIndex, Role, beside
from app.ui.models.tree_model import NAME, SPARK, VALUE, RowFace

if TYPE_CHECKING:
    from app.ui.look import Look

ROW_HEIGHT: Final = 26
_FEWEST_POINTS: Final = 3
_PAD: Final = 6
_VALUE_PAD: Final = 4
_MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter


class RowDelegate(QStyledItemDelegate):
    """Draws what the tree model says; grounds are the tree's own. A name has room before all else."""

    def __init__(self, look: Look, tree: QTreeView) -> None:
        super().__init__(tree)
        self._tree = tree
        theme = look.theme
        self._text, self._muted = QColor(theme.text), QColor(theme.muted)
        self._accent, self._negative = QColor(theme.accent), QColor(theme.negative)
        self._regular = look.font()
        self._bold = look.font(weight=fonts.SEMIBOLD)
        self._small = look.font(fonts.SOURCE_SIZE)
        self._head = look.font(fonts.CAPS_SIZE, fonts.SEMIBOLD, 1.0)
        self._height = look.pixels(ROW_HEIGHT)

    def _draw_head(self, painter: QPainter, rect: QRect, face: RowFace) -> None:
        whole = QRect(rect.left(), rect.top(), self._tree.viewport().width() - rect.left(), rect.height())
        area = whole.adjusted(2 * _PAD, 0, -2 * _PAD, -4)
        self._write(painter, area, face.name.upper(), self._head, self._muted, Qt.AlignmentFlag.AlignBottom)

    def _draw_name(self, painter: QPainter, rect: QRect, face: RowFace) -> None:
        """A name takes the room of a spark line that is not drawn; one without any figure steps back."""
        width = rect.width() - 2 * _PAD
        spark_drawn = self._fits(face, rect) and face.level_known and face.spark
        if not spark_drawn:
            width += self._tree.columnWidth(SPARK)
        area = QRect(rect.left() + _PAD, rect.top(), width, rect.height())
        ink = self._text if face.level_known or face.growth_known or face.chosen else self._muted
        self._write(painter, area, face.name, self._font_of(face), ink, _MIDDLE)

    def _draw_spark(self, painter: QPainter, rect: QRect, face: RowFace) -> None:
        if not face.spark or not face.level_known:
            return
        ink = self._accent if face.chosen else self._muted
        area = QRectF(rect).adjusted(2, 7, -4, -7)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(ink, 1.2))
        last = None
        for run in spark_runs(face.spark, area):
            painter.drawPolyline(run)
            last = run.last()
        if last is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawEllipse(last, 1.8, 1.8)

    def _draw_value(self, painter: QPainter, rect: QRect, face: RowFace) -> None:
        area = rect.adjusted(0, 0, -_VALUE_PAD, 0)
        if face.level_known:
            ink = self._muted if face.derived else self._text
            self._write(painter, area, face.level, self._font_of(face), ink, _right())
        else:
            self._write(painter, area, face.level, self._small, self._muted, _right())

    def _fits(self, face: RowFace, cell: QRect) -> bool:
        """Whether the name can be written in its cell."""
        return _width(face.name, self._font_of(face)) < cell.width() - 2 * _PAD

    def _draw_growth(self, painter: QPainter, rect: QRect, face: RowFace) -> None:
        ink = self._negative if face.declining else self._accent
        area = rect.adjusted(0, 0, -2 * _PAD, 0)
        self._write(painter, area, face.growth, self._font_of(face), ink, _right())

    def _font_of(self, face: RowFace) -> QFont:
        return self._bold if face.chosen else self._regular

    @staticmethod
    def _write(
        painter: QPainter, area: QRect, text: str, font: QFont, ink: QColor, flags: Qt.AlignmentFlag
    ) -> None:
        if not text:
            return
        painter.setFont(font)
        painter.setPen(ink)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, flags, shown)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        rect = _rect(option)
        face = index.data(Role.FACE)
        if not isinstance(face, RowFace):
            return
        column = index.column()
        painter.save()
        if face.is_head:
            if column == NAME:
                self._draw_head(painter, rect, face)
        elif column == NAME:
            self._draw_name(painter, rect, face)
        elif column == SPARK:
            if self._fits(face, self._tree.visualRect(beside(index, NAME))):
                self._draw_spark(painter, rect, face)
        elif column == VALUE:
            self._draw_value(painter, rect, face)
        else:
            self._draw_growth(painter, rect, face)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(80, self._height)


def spark_runs(values: tuple[float, ...], area: QRectF) -> list[QPolygonF]:
    """Lines through the known values, fitted into an area; a gap ends one line and begins the next.

    A value between two gaps makes no line, and a few of them no picture of a course: there is none then.
    """
    runs: list[QPolygonF] = [QPolygonF()]
    known = [value for value in values if math.isfinite(value)]
    low, high = min(known, default=0.0), max(known, default=0.0)
    step = area.width() / max(1, len(values) - 1)
    for place, value in enumerate(values):
        if math.isfinite(value):
            height = (value - low) / (high - low) if high > low else 0.5
            runs[-1].append(QPointF(area.left() + place * step, area.bottom() - height * area.height()))
        elif runs[-1].count():
            runs.append(QPolygonF())
    if max(run.count() for run in runs) < _FEWEST_POINTS:
        return []
    return [run for run in runs if run.count() > 1]


def _width(text: str, font: QFont) -> int:
    return QFontMetrics(font).horizontalAdvance(text)


def _right() -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


def _rect(option: QStyleOptionViewItem) -> QRect:
    found: QRect = option.rect
    return found
