"""What a picture is to be: size, resolution, colours and which parts are inside."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from app.model.message import Message, say
from app.ui.charts.frame import FrameParts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.ui.theme import ThemeName

Unit = Literal["px", "mm"]
UNITS_PER_INCH = 96.0
MM_PER_INCH = 25.4
PRINT_DPI = 300.0
_LARGEST = 20_000
_SMALLEST_INCHES = 1.0
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*[x×*]\s*(\d+(?:\.\d+)?)\s*(px|mm)?", re.IGNORECASE)


class TargetError(ValueError):
    """The size or resolution makes no picture."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


@dataclass(frozen=True, slots=True)
class Preset:
    """A size that is often asked for."""

    id: str
    title: str
    """English source for the translator."""
    width: float
    height: float
    unit: Unit


PRESETS: Mapping[str, Preset] = {
    preset.id: preset
    for preset in (
        Preset("1600x900", "1600 × 900 pixels", 1600, 900, "px"),
        Preset("column-1", "One column, 85 mm", 85, 130, "mm"),
        Preset("column-2", "Two columns, 174 mm", 174, 110, "mm"),
        Preset("slide", "Slide 16:9", 1280, 720, "px"),
        Preset("square", "Square", 1080, 1080, "px"),
        Preset("a4", "A4 landscape", 297, 210, "mm"),
    )
}


@dataclass(frozen=True, slots=True)
class ExportTarget:
    """A picture's form, apart from what it shows."""

    width: float = 1600
    height: float = 900
    unit: Unit = "px"
    """Pixels for a PNG and 1/96 inch for SVG and PDF, or millimetres for all of them."""
    dpi: float = UNITS_PER_INCH
    """Pixels of a PNG to the inch. SVG and PDF have none."""
    theme: ThemeName = "light"
    transparent: bool = False
    parts: FrameParts = field(default_factory=FrameParts)
    font_factor: float = 1.0

    def pixels(self) -> tuple[int, int]:
        """Width and height of a PNG.

        Raises:
            TargetError: There would be none, or more than any picture has.
        """
        factor = self.dpi / MM_PER_INCH if self.unit == "mm" else 1.0
        width, height = round(self.width * factor), round(self.height * factor)
        if not (1 <= width <= _LARGEST and 1 <= height <= _LARGEST and 10 <= self.dpi <= 2400):
            raise TargetError(
                say(
                    "a picture of {width} x {height} pixels at {dpi} dpi cannot be made",
                    width=width, height=height, dpi=f"{self.dpi:g}",
                )
            )  # fmt: skip
        if min(width, height) / self.dpi < _SMALLEST_INCHES:
            raise TargetError(
                say(
                    "{width} x {height} pixels at {dpi} dpi leave no room for a chart: "
                    "take more pixels or less dpi",
                    width=width, height=height, dpi=f"{self.dpi:g}",
                )
            )  # fmt: skip
        return width, height

    def inches_96(self, *, raster: bool) -> tuple[float, float]:
        """The size that the layout is made for, in 1/96 inch.

        Args:
            raster: Whether it is for a PNG, whose pixels are as wide as the resolution says.

        Raises:
            TargetError: See `pixels`.
        """
        wide, tall = self.pixels()
        if raster:
            return wide * UNITS_PER_INCH / self.dpi, tall * UNITS_PER_INCH / self.dpi
        factor = UNITS_PER_INCH / MM_PER_INCH if self.unit == "mm" else 1.0
        return self.width * factor, self.height * factor


def sized(size: str, target: ExportTarget | None = None) -> ExportTarget:
    """A target with the size that a text gives: '1600x900', '85x60mm' or the name of a preset.

    Raises:
        TargetError: The text is no size.
    """
    target = target or ExportTarget()
    preset = PRESETS.get(size.strip().lower())
    if preset is not None:
        return replace(target, width=preset.width, height=preset.height, unit=preset.unit)
    match = _SIZE.fullmatch(size.strip())
    if match is None:
        raise TargetError(
            say(
                "'{size}' is no size; give WIDTHxHEIGHT in pixels or millimetres (85x60mm), "
                "or one of: {presets}",
                size=size, presets=", ".join(PRESETS),
            )
        )  # fmt: skip
    unit: Unit = "mm" if (match[3] or "px").lower() == "mm" else "px"
    found = replace(target, width=float(match[1]), height=float(match[2]), unit=unit)
    found.pixels()
    return found


def preset_of(target: ExportTarget) -> str:
    """The preset whose size a target has; '' for a size of its own."""
    size = (target.width, target.height, target.unit)
    same = (name for name, preset in PRESETS.items() if (preset.width, preset.height, preset.unit) == size)
    return next(same, "")


def resized(target: ExportTarget, preset: Preset) -> ExportTarget:
    """A target of a preset's size; millimetres are for print, which a screen's resolution does not serve."""
    dpi = max(target.dpi, PRINT_DPI) if preset.unit == "mm" else UNITS_PER_INCH
    return replace(target, width=preset.width, height=preset.height, unit=preset.unit, dpi=dpi)


def with_unit(target: ExportTarget, unit: Unit, *, raster: bool) -> ExportTarget:
    """The same picture, its size said in another unit.

    Args:
        target: The picture.
        unit: The other unit.
        raster: Whether it is for a PNG, whose pixels are as wide as the resolution says.
    """
    if unit == target.unit:
        return target
    dots = (target.dpi if raster else UNITS_PER_INCH) / MM_PER_INCH
    digits, factor = (1, 1 / dots) if unit == "mm" else (0, dots)
    width, height = (round(length * factor, digits) for length in (target.width, target.height))
    return replace(target, width=width, height=height, unit=unit)
