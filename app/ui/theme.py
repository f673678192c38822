"""What colours mean: the light and the dark theme, for the window's widgets and for every chart.

Charts name tones ('accent', 'context', 'series-3'); only this file knows which colour a tone is. The
series colours and the ramps keep apart for people who see red and green alike, and in grey print.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette

if TYPE_CHECKING:
    from app.charts.spec import Tone

ThemeName = Literal["light", "dark"]
ThemeChoice = Literal["system", "light", "dark"]
STEP = 4
"""Distances in the window and in charts are multiples of this many pixels."""
READABLE = 4.5
"""The contrast of words with their ground that everybody can read (WCAG 2.2, 1.4.3)."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as '#RRGGBB', under the names of what they are for."""

    name: ThemeName
    ground: str
    panel: str
    text: str
    muted: str
    hair: str
    chip: str
    accent: str
    accent_ground: str
    accent_text: str
    """Words on a ground of the accent colour."""
    context: str
    negative: str
    gap: str
    """The ground of a map tile or matrix cell without a figure."""
    series: tuple[str, ...]
    sequential: tuple[str, ...]
    """From little to much, evenly spaced."""
    diverging: tuple[str, ...]
    """From -1 over 0 to 1, evenly spaced."""

    @property
    def is_dark(self) -> bool:
        """Whether light words stand on a dark ground."""
        return self.name == "dark"

    def hex(self, tone: Tone) -> str:
        """The colour of a tone as '#RRGGBB'."""
        if tone.startswith("series-"):
            return self.series[int(tone[7:]) - 1]
        colours: dict[str, str] = {
            "accent": self.accent,
            "context": self.context,
            "negative": self.negative,
            "muted": self.muted,
            "text": self.text,
        }
        return colours[tone]

    def colour(self, tone: Tone) -> QColor:
        """The colour of a tone."""
        return QColor(self.hex(tone))

    def heat(self, share: float, *, diverging: bool = False) -> QColor:
        """A colour of a ramp.

        Args:
            share: 0 to 1, or -1 to 1 on the diverging ramp; beyond that the ends are used.
            diverging: Which of the two ramps.
        """
        stops = self.diverging if diverging else self.sequential
        place = (share + 1) / 2 if diverging else share
        place = min(1.0, max(0.0, place)) * (len(stops) - 1)
        index = min(int(place), len(stops) - 2)
        return mixed(QColor(stops[index]), QColor(stops[index + 1]), place - index)

    def words_on(self, ground: QColor) -> QColor:
        """The colour of words on a ground: white or the text's dark where they read well, else black."""
        return QColor(_words_on(ground.rgb()))


LIGHT = Theme(
    name="light",
    ground="#F6F7F8",
    panel="#FFFFFF",
    text="#16202A",
    muted="#66727F",
    hair="#E4E8EB",
    chip="#EEF1F3",
    accent="#0B6E99",
    accent_ground="#E3F1F7",
    accent_text="#FFFFFF",
    context="#C4D0D8",
    negative="#C2570C",
    gap="#EEF1F3",
    series=("#0B6E99", "#D2852C", "#483587", "#2C9E8E", "#A32F49", "#78B2E8", "#5D6822", "#E5A7CB"),
    sequential=("#E6F0F5", "#A9CFE0", "#5AA3C4", "#0B6E99", "#063F5C"),
    diverging=("#A84600", "#E59A5C", "#EEF1F3", "#6FB1CE", "#075A80"),
)
DARK = Theme(
    name="dark",
    ground="#14171B",
    panel="#1B1F25",
    text="#E8ECF0",
    muted="#93A0AD",
    hair="#2A3038",
    chip="#252B32",
    accent="#4CB3DD",
    accent_ground="#15384A",
    accent_text="#0C1014",
    context="#46525E",
    negative="#F2994A",
    gap="#20252B",
    series=("#4CB3DD", "#BE7822", "#8677D4", "#4AC4B1", "#E16F86", "#306E9D", "#A8B35B", "#FACDE7"),
    sequential=("#1E3340", "#1F5873", "#2F86AB", "#4CB3DD", "#B4E3F7"),
    diverging=("#FFB066", "#B06A2C", "#2A3038", "#2F86AB", "#7CD0F2"),
)


def mixed(first: QColor, second: QColor, share: float) -> QColor:
    """A colour between two, `share` (0 to 1) of the way to the second."""
    parts = (
        round(a + (b - a) * share)
        for a, b in (
            (first.red(), second.red()),
            (first.green(), second.green()),
            (first.blue(), second.blue()),
        )
    )
    return QColor(*parts)


def contrast(first: QColor, second: QColor) -> float:
    """The contrast ratio of WCAG 2, 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@lru_cache(maxsize=1024)
def _words_on(ground: int) -> str:
    colour = QColor(ground)
    best = max(("#FFFFFF", "#16202A"), key=lambda ink: contrast(QColor(ink), colour))
    return best if contrast(QColor(best), colour) >= READABLE else "#000000"


def theme_named(choice: ThemeChoice) -> Theme:
    """The theme of a choice; 'system' follows the desktop, light where it says nothing."""
    if choice == "system":
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return DARK if dark else LIGHT
    return DARK if choice == "dark" else LIGHT


def palette(theme: Theme) -> QPalette:
    """The theme as Qt's palette, for what a style sheet does not reach."""
    roles = {
        QPalette.ColorRole.Window: theme.ground,
        QPalette.ColorRole.WindowText: theme.text,
        QPalette.ColorRole.Base: theme.panel,
        QPalette.ColorRole.AlternateBase: theme.ground,
        QPalette.ColorRole.Text: theme.text,
        QPalette.ColorRole.Button: theme.chip,
        QPalette.ColorRole.ButtonText: theme.text,
        QPalette.ColorRole.BrightText: theme.negative,
        QPalette.ColorRole.ToolTipBase: theme.panel,
        QPalette.ColorRole.ToolTipText: theme.text,
        QPalette.ColorRole.PlaceholderText: theme.muted,
        QPalette.ColorRole.Highlight: theme.accent_ground,
        QPalette.ColorRole.HighlightedText: theme.text,
        QPalette.ColorRole.Accent: theme.accent,
        QPalette.ColorRole.Link: theme.accent,
        QPalette.ColorRole.LinkVisited: theme.accent,
        QPalette.ColorRole.Light: theme.panel,
        QPalette.ColorRole.Midlight: theme.chip,
        QPalette.ColorRole.Mid: theme.hair,
        QPalette.ColorRole.Dark: theme.hair,
        QPalette.ColorRole.Shadow: theme.hair,
    }
    built = QPalette()
    for role, colour in roles.items():
        built.setColor(role, QColor(colour))
    faint = mixed(QColor(theme.muted), QColor(theme.ground), 0.45)
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        built.setColor(QPalette.ColorGroup.Disabled, role, faint)
    return built
