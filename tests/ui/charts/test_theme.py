"""Colours that can be told apart and read: also without red and green, also in grey print."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFontMetricsF
from PySide6.QtWidgets import QApplication

from app.charts.spec import Tone
from app.ui.fonts import TABLE_SIZE, Typeface
from app.ui.icons import Icons
from app.ui.style_sheet import style_sheet
from app.ui.theme import DARK, LIGHT, Theme, contrast, palette

THEMES = (LIGHT, DARK)
Triple = tuple[float, float, float]

DEUTERANOPIA = ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969))
"""Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB."""
PROTANOPIA = ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052))


def linear(colour: QColor) -> Triple:
    def one(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return (one(colour.redF()), one(colour.greenF()), one(colour.blueF()))


def seen(rgb: Triple, matrix: tuple[Triple, Triple, Triple]) -> Triple:
    parts = [max(0.0, min(1.0, sum(m * c for m, c in zip(row, rgb, strict=True)))) for row in matrix]
    return (parts[0], parts[1], parts[2])


def lab(rgb: Triple) -> Triple:
    r, g, b = rgb
    xyz = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089,
    )
    x, y, z = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in xyz)
    return (116 * y - 16, 500 * (x - y), 200 * (y - z))


def distance(first: Triple, second: Triple) -> float:
    return float(sum((a - b) ** 2 for a, b in zip(lab(first), lab(second), strict=True)) ** 0.5)


@pytest.mark.parametrize("matrix", [DEUTERANOPIA, PROTANOPIA], ids=["deuteranopia", "protanopia"])
@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_series_are_told_apart_without_red_and_green(
    theme: Theme, matrix: tuple[Triple, Triple, Triple]
) -> None:
    colours = [seen(linear(QColor(code)), matrix) for code in theme.series]
    for a, b in itertools.combinations(range(8), 2):
        assert distance(colours[a], colours[b]) > 15, (theme.series[a], theme.series[b])


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_growth_and_decline_differ_in_grey_print(theme: Theme) -> None:
    first, second = (lab(linear(QColor(code)))[0] for code in (theme.series[0], theme.series[1]))
    assert abs(first - second) > 8


@pytest.mark.parametrize("matrix", [DEUTERANOPIA, PROTANOPIA], ids=["deuteranopia", "protanopia"])
@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_growth_decline_and_context_are_told_apart_without_red_and_green(
    theme: Theme, matrix: tuple[Triple, Triple, Triple]
) -> None:
    tones: tuple[Tone, ...] = ("accent", "negative", "context")
    for one, other in itertools.combinations(tones, 2):
        first, second = (seen(linear(theme.colour(tone)), matrix) for tone in (one, other))
        assert distance(first, second) > 35, (one, other)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_what_is_selected_stands_out_in_grey_print(theme: Theme) -> None:
    context, *others = (lab(linear(theme.colour(tone)))[0] for tone in ("context", "accent", "negative"))
    assert all(abs(context - other) > 20 for other in others)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_words_are_readable(theme: Theme) -> None:
    for ground in (theme.ground, theme.panel):
        assert contrast(QColor(theme.text), QColor(ground)) > 7
        assert contrast(QColor(theme.muted), QColor(ground)) > 4.5
        assert contrast(QColor(theme.accent), QColor(ground)) > 4
        assert contrast(QColor(theme.negative), QColor(ground)) > 4
    assert contrast(QColor(theme.accent_text), QColor(theme.accent)) > 4.5


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_words_on_every_heat_are_readable(theme: Theme) -> None:
    for step in range(-20, 21):
        for diverging in (False, True):
            ground = theme.heat(step / 20 if diverging else abs(step) / 20, diverging=diverging)
            assert contrast(theme.words_on(ground), ground) >= 4.5


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_more_is_stronger_on_the_ramp(theme: Theme) -> None:
    lightness = [theme.heat(step / 10).lightness() for step in range(11)]
    assert lightness == sorted(lightness, reverse=not theme.is_dark)


def test_figures_are_tabular_in_every_weight(typeface: Typeface) -> None:
    for weight in (400, 600, 700):
        measure = QFontMetricsF(typeface.font(TABLE_SIZE, weight))
        assert len({measure.horizontalAdvance(digit) for digit in "0123456789"}) == 1


def test_chinese_is_written(typeface: Typeface) -> None:
    if not typeface.has_chinese:
        pytest.skip("no face with Chinese on this machine")
    assert QFontMetricsF(typeface.font(14)).inFont("中") or typeface.families[1]


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_the_style_sheet_is_whole(theme: Theme) -> None:
    sheet = style_sheet(theme)
    assert "$" not in sheet
    assert sheet.count("{") == sheet.count("}")
    assert palette(theme).window().color() == QColor(theme.ground)


def test_icons_are_drawn_in_the_colour_asked_for(qapp: QApplication) -> None:
    icons = Icons()
    assert "chart-bar-horizontal" in icons
    image = icons.pixmap("chart-bar-horizontal", "#0B6E99", 16, 2.0).toImage()
    assert image.size() == QSize(32, 32)
    inks = {
        image.pixelColor(x, y).name()
        for x in range(32)
        for y in range(32)
        if image.pixelColor(x, y).alpha() > 250
    }
    assert "#0b6e99" in inks
    assert icons.icon("no such icon", "#000000").isNull()
