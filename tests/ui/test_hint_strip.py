"""The line above the chart offers one way, and is gone where there is none."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from app.explorer.views import WayOut
from app.model.selection import Selection
from app.ui.hint_strip import HintStrip


def test_a_way_is_offered_taken_and_withdrawn(qtbot: Any) -> None:
    strip = HintStrip("Where more is known")
    qtbot.addWidget(strip)
    assert strip.isHidden()
    way = WayOut("Dollars & cents", Selection(dataflow="usd", chart="trend"), "Mostly gaps:")
    strip.show_way(way)
    assert not strip.isHidden()
    assert strip.button.accessibleName() == "Dollars & cents"
    assert strip.button.text() == "Dollars && cents"
    assert strip.why.text() == "Mostly gaps:"
    with qtbot.waitSignal(strip.taken) as heard:
        qtbot.mouseClick(strip.button, Qt.MouseButton.LeftButton)
    assert heard.args == [way.selection]
    strip.show_way(None)
    assert strip.isHidden()
