"""The line of a running import."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.ui.imports.amounts import size_text
from app.ui.imports.import_bar import ImportBar

if TYPE_CHECKING:
    from app.ui.look import Look


def test_it_says_bytes_and_rows_then_that_sums_are_made(look: Look, qtbot: Any) -> None:
    bar = ImportBar("<b>trade</b>", 30_000_000, look, 999_786)
    qtbot.addWidget(bar)
    assert bar.bar.maximum() == 0
    bar.show_progress(0, 0)
    assert bar.said.text() == "Importing <b>trade</b> …"
    bar.show_progress(12_000_000, 0)
    assert bar.said.text() == "Importing <b>trade</b> · 12.0 MB of 30.0 MB, about 400,000 of 999,786 rows"
    assert bar.bar.value() / bar.bar.maximum() == 0.4
    qtbot.waitUntil(lambda: "adding up" in bar.said.text())
    assert bar.bar.maximum() == 0


def test_it_can_be_stopped(look: Look, qtbot: Any) -> None:
    bar = ImportBar("trade", 0, look)
    qtbot.addWidget(bar)
    with qtbot.waitSignal(bar.cancel_asked):
        bar.cancel.click()
    assert bar.cancel.accessibleName() == "Stop the import of trade"


def test_sizes_read_as_people_write_them() -> None:
    assert [size_text(n) for n in (0, 999, 1200, 33_100_000, 2_500_000_000)] == [
        "0 B",
        "999 B",
        "1.2 kB",
        "33.1 MB",
        "2.5 GB",
    ]
