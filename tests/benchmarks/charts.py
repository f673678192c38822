"""How fast charts are drawn, as ratios in one run: `python3 -m tests.benchmarks.charts`.

Against bare pyqtgraph given the same data, against one graphics item a mark, and against the time that
a screen gives a frame.
"""

from __future__ import annotations

import gc
import os
import statistics
import time
from typing import TYPE_CHECKING, TypeVar

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QColor, QPen
from PySide6.QtWidgets import QApplication, QGraphicsRectItem, QGraphicsSimpleTextItem, QWidget

from app.charts.spec import Axis, Bar, ChartSpec, Leaf, Line, Panel, Point, Table, Tree
from app.model.words import Words
from app.ui.charts.chart_widget import ChartWidget
from app.ui.charts.placed import Rect
from app.ui.charts.squarify import squarified
from app.ui.export.exporter import Exporter
from app.ui.export.target import ExportTarget
from app.ui.fonts import Typeface, load_typeface
from app.ui.theme import LIGHT
from tests.ui.charts import specs

if TYPE_CHECKING:
    from collections.abc import Callable

W = TypeVar("W", bound=QWidget)
SIZE = (900, 640)
MARKS = 1000
ROUNDS = 25
FRAME_MS = 33.0


def median_ms(step: Callable[[int], None], rounds: int = ROUNDS) -> tuple[float, float]:
    """Median and worst time of a step in milliseconds of the processor, after three that do not count.

    All of it happens in one thread, so that what else the machine does makes no difference.
    """
    times = []
    for number in range(rounds + 3):
        start = time.thread_time()
        step(number)
        times.append((time.thread_time() - start) * 1000)
    return statistics.median(times[3:]), max(times[3:])


def painted(widget: QWidget) -> None:
    """Have everything drawn that waits for it."""
    viewport = getattr(widget, "viewport", None)
    (viewport() if viewport else widget).update()
    QApplication.processEvents()


def opened(widget: W) -> W:
    """Show a widget at the size of the benchmark."""
    widget.resize(*SIZE)
    widget.show()
    QApplication.processEvents()
    return widget


def spec_of(panel: Panel) -> ChartSpec:
    return ChartSpec(
        kind="benchmark",
        title="A thousand marks",
        subtitle="Numbers made by a rule",
        panels=(panel,),
        table=Table((), ()),
        source="Source: none",
    )


def line_spec(number: int) -> ChartSpec:
    x = np.arange(MARKS, dtype=float)
    y = np.sin(x / 40 + number) * 5 + 10
    line = Line("a", tuple(x.tolist()), tuple(y.tolist()), "accent")
    return spec_of(Panel(Axis(), Axis(), (line,)))


def bar_spec(number: int) -> ChartSpec:
    names = tuple(f"n{place}" for place in range(MARKS))
    values = np.abs(np.sin(np.arange(MARKS) / 40 + number)) * 10
    bars = tuple(Bar(name, place, 0.0, float(values[place])) for place, name in enumerate(names))
    return spec_of(Panel(Axis(zero=True), Axis("category", categories=names, keys=names), bars))


def point_spec(number: int) -> ChartSpec:
    angle = np.arange(MARKS) / 7 + number
    points = tuple(
        Point(f"p{place}", float(np.cos(a) * place), float(np.sin(a) * place))
        for place, a in enumerate(angle)
    )
    return spec_of(Panel(Axis(), Axis(), points))


def updates(typeface: Typeface) -> None:
    """Another 1,000 marks in a chart that is drawn already."""
    bare: dict[str, Callable[[int], None]] = {}
    plot = opened(pg.PlotWidget())
    pen = pg.mkPen(LIGHT.accent, width=1.5)
    curve = plot.plot(np.arange(MARKS), np.zeros(MARKS), pen=pen, antialias=True)

    def bare_line(number: int) -> None:
        x = np.arange(MARKS, dtype=float)
        curve.setData(x, np.sin(x / 40 + number) * 5 + 10)
        painted(plot)

    bar_plot = opened(pg.PlotWidget())
    bars = pg.BarGraphItem(x0=np.zeros(MARKS), y=np.arange(MARKS), height=0.72, width=np.ones(MARKS))
    bar_plot.addItem(bars)

    def bare_bars(number: int) -> None:
        bars.setOpts(width=np.abs(np.sin(np.arange(MARKS) / 40 + number)) * 10)
        painted(bar_plot)

    dot_plot = opened(pg.PlotWidget())
    dots = dot_plot.plot(np.zeros(MARKS), np.zeros(MARKS), pen=None, symbol="o", symbolSize=8, antialias=True)

    def bare_points(number: int) -> None:
        angle = np.arange(MARKS) / 7 + number
        dots.setData(np.cos(angle) * np.arange(MARKS), np.sin(angle) * np.arange(MARKS))
        painted(dot_plot)

    bare = {"line": bare_line, "bars": bare_bars, "points": bare_points}
    makers = {"line": line_spec, "bars": bar_spec, "points": point_spec}
    chart = opened(ChartWidget(typeface, LIGHT, Words("en")))
    for name, maker in makers.items():
        ready = [maker(number) for number in range(8)]

        def update(number: int, ready: list[ChartSpec] = ready) -> None:
            chart.set_spec(ready[number % 8])
            painted(chart)

        ours, worst = median_ms(update)
        theirs, _ = median_ms(bare[name])
        print(
            f"update, {MARKS} {name}: {ours:.1f} ms (worst {worst:.1f}), bare pyqtgraph {theirs:.1f} ms, "
            f"ratio {ours / theirs:.2f} (<= 1.5), frame {'ok' if worst < FRAME_MS else 'SLOW'}"
        )
    for widget in (plot, bar_plot, dot_plot, chart):
        widget.close()


def treemap(typeface: Typeface) -> None:
    """200 tiles at once against 200 items with their names."""
    weights = [1 / (place + 1) for place in range(200)]
    chart = opened(ChartWidget(typeface, LIGHT, Words("en")))

    def tiles(number: int) -> None:
        leaves = tuple(
            Leaf(f"m{i}", f"Member {i}", f"{w:.2f}", w * (1 + 0.1 * ((i + number) % 5)))
            for i, w in enumerate(weights)
        )
        chart.set_spec(spec_of(Panel(Axis("none"), Axis("none"), (Tree(leaves),))))
        painted(chart)

    view = opened(pg.GraphicsView())

    def single(number: int) -> None:
        scene = view.scene()
        for old in list(scene.items()):
            if isinstance(old, QGraphicsRectItem):
                scene.removeItem(old)
        values = [w * (1 + 0.1 * ((i + number) % 5)) for i, w in enumerate(weights)]
        for i, rect in enumerate(squarified(values, Rect(0, 0, *SIZE))):
            tile = QGraphicsRectItem(QRectF(rect.x, rect.y, rect.width, rect.height))
            tile.setBrush(QBrush(QColor(LIGHT.context)))
            tile.setPen(QPen(QColor(LIGHT.panel)))
            for line, text in enumerate((f"Member {i}", f"{values[i]:.2f}")):
                words = QGraphicsSimpleTextItem(text, tile)
                words.setPos(QPointF(rect.x + 6, rect.y + 4 + 16 * line))
                words.setVisible(
                    words.boundingRect().width() + 12 < rect.width and 16 * (line + 1) < rect.height
                )
            scene.addItem(tile)
        painted(view)

    ours, _ = median_ms(tiles)
    theirs, _ = median_ms(single)
    print(f"treemap of 200: {ours:.1f} ms, 200 items {theirs:.1f} ms, ratio {ours / theirs:.2f} (<= 0.7)")
    chart.close()
    view.close()


def matrix(typeface: Typeface) -> None:
    """Panning and zooming 69,000 cells."""
    chart = opened(ChartWidget(typeface, LIGHT, Words("en")))
    chart.set_spec(specs.matrix(300, 230))
    painted(chart)

    def move(number: int) -> None:
        panel = chart.placed.panels[0] if chart.placed else None
        if panel is not None:
            middle = (panel.plot.x + panel.plot.width / 2, panel.plot.y + panel.plot.height / 2)
            if number % 20 < 10:
                chart.ranges.zoom(panel, "x", middle[0], 0.85)
                chart.ranges.zoom(panel, "y", middle[1], 0.85)
            else:
                chart.ranges.pan(panel, "x", 12.0)
                chart.ranges.pan(panel, "y", 9.0)
            if number % 20 == 19:
                chart.ranges.reset()
        chart.relayout()
        painted(chart)

    typical, worst = median_ms(move, 80)
    print(f"matrix of 300 x 230: {typical:.1f} ms a frame, worst {worst:.1f} ms (<= {FRAME_MS:.0f})")
    chart.close()


def exports(typeface: Typeface) -> None:
    """A picture of 1600 x 900."""
    exporter = Exporter(typeface)
    target = ExportTarget()
    spec = specs.ranking()
    times = {}
    for form in ("png", "svg", "pdf"):

        def export(_: int, form: str = form) -> None:
            exporter.content(spec, form, target, specs.ORIGIN)

        times[form] = median_ms(export, 9)[0]
    png, svg, pdf = times["png"], times["svg"], times["pdf"]
    print(f"1600 x 900: PNG {png:.0f} ms (<= 150), SVG {svg:.0f} ms (<= PNG), PDF {pdf:.0f} ms")


def main() -> None:
    """Print every number."""
    application = QApplication([])
    application.setQuitOnLastWindowClosed(False)
    typeface = load_typeface()
    gc.collect()
    gc.freeze()  # as the program does once it is filled
    updates(typeface)
    treemap(typeface)
    matrix(typeface)
    exports(typeface)


if __name__ == "__main__":
    main()
