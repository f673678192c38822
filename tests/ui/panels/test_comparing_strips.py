"""The chips of a comparison, and the timeline with its slider and its play button."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt

from app.explorer.views import Choice
from app.ui.panels.compare_tray import CompareTray
from app.ui.panels.timeline import Timeline

if TYPE_CHECKING:
    from app.ui.look import Look

PAIR = (Choice("330000", "Zhejiang"), Choice("440000", "Guang & dong"))
YEARS = tuple(Choice(str(year), str(year)) for year in (2025, 2024, 2023))


@pytest.fixture
def tray(look: Look, qtbot: Any) -> CompareTray:
    made = CompareTray(look)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def timeline(look: Look, qtbot: Any) -> Timeline:
    made = Timeline(look)
    qtbot.addWidget(made)
    made.show_periods(YEARS, "2023")
    return made


def test_without_pinned_members_the_tray_is_hidden(tray: CompareTray) -> None:
    tray.show_members(PAIR, ())
    assert not tray.isHidden()
    tray.show_members((), ())
    assert tray.isHidden()


def test_a_chip_takes_its_member_out(tray: CompareTray, qtbot: Any) -> None:
    tray.show_members(PAIR, ())
    with qtbot.waitSignal(tray.removed) as asked:
        tray.chips[1].click()
    assert asked.args == ["440000"]
    assert tray.chips[1].text() == "Guang && dong  ×"
    assert "Guang & dong" in tray.chips[1].accessibleName()


def test_one_alone_says_what_is_missing_and_six_are_enough(tray: CompareTray) -> None:
    tray.show_members(PAIR[:1], PAIR[1:])
    assert tray.hint.text() == "Add one more to compare"
    tray.show_members([Choice(str(n), str(n)) for n in range(6)], PAIR)
    assert tray.hint.text() == "At most 6 can be compared"
    assert tray.add.isHidden()


def test_the_slider_chooses_a_period_by_keys(timeline: Timeline, qtbot: Any) -> None:
    with qtbot.waitSignal(timeline.period_chosen) as asked:
        qtbot.keyClick(timeline.slider, Qt.Key.Key_Right)
    assert asked.args == ["2024"]
    assert timeline.now.text() == "2024"


def test_showing_a_period_asks_for_nothing(timeline: Timeline, qtbot: Any) -> None:
    with qtbot.assertNotEmitted(timeline.period_chosen):
        timeline.show_periods(YEARS, "2025")
    assert timeline.slider.value() == 2


def test_playing_waits_for_each_picture_and_stops_at_the_end(timeline: Timeline) -> None:
    asked: list[str] = []
    timeline.period_chosen.connect(asked.append)
    timeline.play.click()
    timeline.step()
    timeline.step()  # the picture of 2024 has not come yet
    assert asked == ["2024"]
    timeline.show_periods(YEARS, "2024")
    timeline.step()
    assert asked == ["2024", "2025"]
    assert not timeline.is_playing


def test_played_from_the_end_it_begins_again(timeline: Timeline, qtbot: Any) -> None:
    timeline.show_periods(YEARS, "2025")
    with qtbot.waitSignal(timeline.period_chosen) as asked:
        qtbot.keyClick(timeline.slider, Qt.Key.Key_Space)
    assert asked.args == ["2023"]
    assert timeline.is_playing
    timeline.stop()
    assert not timeline.is_playing


def test_playing_leaves_out_periods_with_few_figures(timeline: Timeline) -> None:
    few = replace(YEARS[1], sparse=True, detail="figures for 3 of 31")
    years = (YEARS[0], few, YEARS[2])
    timeline.show_periods(years, "2023")
    asked: list[str] = []
    timeline.period_chosen.connect(asked.append)
    timeline.play.click()
    timeline.step()
    assert asked == ["2025"]
    assert not timeline.is_playing
    timeline.show_periods(years, "2024")
    assert timeline.slider.accessibleDescription() == "2024, figures for 3 of 31"
    assert timeline.now.toolTip() == "figures for 3 of 31"


def test_a_period_with_few_figures_has_a_fainter_mark(timeline: Timeline, look: Look) -> None:
    years = (YEARS[0], replace(YEARS[1], sparse=True), YEARS[2])
    timeline.show_periods(years, "2025")
    timeline.resize(500, 30)
    timeline.show()
    picture = timeline.slider.grab().toImage()
    foot = picture.height() - 1
    marks = [picture.pixelColor(timeline.slider.place_of(place), foot).name() for place in range(3)]
    assert marks == [look.theme.text.lower(), look.theme.context.lower(), look.theme.text.lower()]


def test_one_period_needs_no_timeline(timeline: Timeline) -> None:
    timeline.show_periods(YEARS[:1], "2025")
    assert timeline.isHidden()
    timeline.show_periods((), "")
    assert timeline.isHidden()
