"""What the project uses of pyqtgraph 0.14, which carries no types of its own."""

from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsObject, QGraphicsView, QWidget

class GraphicsObject(QGraphicsObject):
    def __init__(self, parent: QGraphicsItem | None = ...) -> None: ...

class GraphicsView(QGraphicsView):
    def __init__(
        self,
        parent: QWidget | None = ...,
        useOpenGL: bool | None = ...,
        background: object = ...,
    ) -> None: ...
    def enableMouse(self, b: bool = ...) -> None: ...
    def setRange(
        self,
        newRect: QRectF | None = ...,
        padding: float = ...,
        lockAspect: float | None = ...,
        propagate: bool = ...,
        disableAutoPixel: bool = ...,
    ) -> None: ...
    def close(self) -> bool: ...

class PlotDataItem(GraphicsObject):
    def setData(self, *args: Any, **kwargs: Any) -> None: ...

class PlotItem(QGraphicsObject):
    def plot(self, *args: Any, **kwargs: Any) -> PlotDataItem: ...

class PlotWidget(GraphicsView):
    def plot(self, *args: Any, **kwargs: Any) -> PlotDataItem: ...
    def addItem(self, item: QGraphicsItem) -> None: ...

class BarGraphItem(GraphicsObject):
    def __init__(self, **opts: Any) -> None: ...
    def setOpts(self, **opts: Any) -> None: ...

def arrayToQPath(
    x: npt.NDArray[np.float64],
    y: npt.NDArray[np.float64],
    connect: str | npt.NDArray[np.bool_] = ...,
    finiteCheck: bool = ...,
) -> QPainterPath: ...
def mkPen(*args: Any, **kwargs: Any) -> QPen: ...
def setConfigOptions(**opts: Any) -> None: ...
