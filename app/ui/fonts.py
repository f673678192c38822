"""The one typeface, from a package rather than from the machine, so that pictures look alike everywhere.

Source Sans has tabular figures by default; Chinese comes from the system. Source Sans is drawn small
on its body: at 14 pixels its letters are as tall as those of most faces at 13, so the sizes here are
one step above what they look like.
"""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase

TITLE_SIZE: Final = 22
TEXT_SIZE: Final = 14
TABLE_SIZE: Final = 13
SOURCE_SIZE: Final = 12
CAPS_SIZE: Final = 11
REGULAR: Final = 400
SEMIBOLD: Final = 600
CHINESE_STRONG: Final = 700
"""Chinese faces seldom have a semibold, and only from this weight on is one made up."""

_LATIN: Final = "Source Sans Pro"
_FILES: Final = ("SourceSansPro-Regular.ttf", "SourceSansPro-Semibold.ttf", "SourceSansPro-Bold.ttf")
_CHINESE: Final = (
    "Source Han Sans SC", "Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Hiragino Sans GB",
    "Microsoft YaHei UI", "Microsoft YaHei", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Typeface:
    """The families that text is set in: the packaged one first, then Chinese from the system."""

    families: tuple[str, ...]
    has_chinese: bool

    def font(self, size: int, weight: int = REGULAR, spacing: float = 0.0) -> QFont:
        """A font of that size in pixels; `spacing` is extra room between letters in pixels."""
        font = QFont()
        font.setFamilies(list(self.families))
        font.setStyleHint(QFont.StyleHint.SansSerif)
        font.setPixelSize(size)
        font.setWeight(QFont.Weight(weight))
        # Widths that scale: a chart laid out at 96 dpi must fit at 300.
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        font.setFeature(QFont.Tag("tnum"), 1)
        if spacing:
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing)
        return font


def load_typeface() -> Typeface:
    """Register the packaged font files and find what writes Chinese; needs a running QGuiApplication."""
    latin = _LATIN if all(_register(name) for name in _FILES) else ""
    present = set(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese))
    chinese = tuple(family for family in _CHINESE if family in present) or tuple(sorted(present))[:1]
    families = tuple(family for family in (latin, *chinese[:2]) if family) or (QFont().family(),)
    return Typeface(families, has_chinese=bool(chinese))


def _register(file_name: str) -> bool:
    folder = package_folder("font_source_sans_pro")
    path = folder / "files" / file_name if folder else None
    return path is not None and path.is_file() and QFontDatabase.addApplicationFont(str(path)) >= 0


def package_folder(package: str) -> Path | None:
    """Where an installed package lies, found without importing it; None where it is missing."""
    spec = importlib.util.find_spec(package)
    return Path(spec.origin).parent if spec is not None and spec.origin else None
