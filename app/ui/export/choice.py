"""What the export dialog was set to, as plain data that the settings keep."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from app.explorer.recipes import PARTS
from app.model.words import LANGUAGES, Language
from app.ui.charts.frame import FrameParts
from app.ui.export.exporter import FORMS
from app.ui.export.target import ExportTarget

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.ui.theme import ThemeName


@dataclass(frozen=True)
class ExportChoice:
    """A form of file, the picture's form, and the language of both."""

    form: str = "png"
    language: Language = "en"
    target: ExportTarget = field(default_factory=ExportTarget)
    bom: bool = False
    """Whether a CSV begins with a byte order mark, by which spreadsheets know UTF-8."""

    def plain(self) -> dict[str, Any]:
        """Plain data for the settings."""
        return {"form": self.form, "language": self.language, "bom": self.bom, **plain_target(self.target)}

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any], language: Language, theme: ThemeName) -> ExportChoice:
        """Read plain data; what is missing or has the wrong form stays at its default.

        Args:
            plain: What was remembered.
            language: Of the window, for where none was remembered.
            theme: Of the window, likewise.
        """
        form = str(plain.get("form", "png"))
        spoken = next((name for name in LANGUAGES if name == plain.get("language")), language)
        target = target_from(plain, theme)
        return cls(form if form in FORMS else "png", spoken, target, bool(plain.get("bom", False)))


def plain_target(target: ExportTarget) -> dict[str, Any]:
    """A picture's form as plain data."""
    return {
        "theme": target.theme,
        "width": target.width,
        "height": target.height,
        "unit": target.unit,
        "dpi": target.dpi,
        "transparent": target.transparent,
        "font_factor": target.font_factor,
        "parts": [name for name in PARTS if getattr(target.parts, name)],
    }


def target_from(plain: Mapping[str, Any], theme: ThemeName) -> ExportTarget:
    """A picture's form from plain data; the usual one where the data make no picture.

    Args:
        plain: See `plain_target`.
        theme: For where none is said.
    """
    usual = ExportTarget(theme="dark" if plain.get("theme", theme) == "dark" else "light")
    try:
        shown = plain.get("parts", list(PARTS))
        target = replace(
            usual,
            width=float(plain.get("width", usual.width)),
            height=float(plain.get("height", usual.height)),
            unit="mm" if plain.get("unit") == "mm" else "px",
            dpi=float(plain.get("dpi", usual.dpi)),
            transparent=bool(plain.get("transparent", False)),
            font_factor=float(plain.get("font_factor", 1.0)),
            parts=FrameParts(**{name: name in shown for name in PARTS}),
        )
        target.pixels()
    except (TypeError, ValueError, OverflowError):
        return usual
    return target
