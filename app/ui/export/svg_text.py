"""Makes Qt's SVG fit for other programs: fonts to fall back on, anchors, exact widths, no empty groups."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.ui.charts.placed import PlacedText

_TEXT = re.compile(r'<text ([^>]*?)x="([^"]*)" y="([^"]*)" font-family="[^"]*" ([^>]*?)>', re.DOTALL)
_EMPTY = re.compile(r"<g [^>]*>\s*</g>\s*")
_NOISE = re.compile(
    r' vector-effect="none"| (?:fill|stroke)-opacity="1"| transform="matrix\(1,0,0,1,0,0\)"'
    r'|\nfont-family="[^"]*" font-size="[^"]*" font-weight="[^"]*" font-style="normal" (?=\n>)'
)
_SIZE = re.compile(r'<svg width="[^"]*" height="[^"]*"')
_FALLBACKS = (
    "Source Sans Pro", "Source Sans 3", "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC",
    "Microsoft YaHei", "WenQuanYi Micro Hei", "sans-serif",
)  # fmt: skip


def tidied(svg: str, texts: Sequence[PlacedText], size: tuple[float, float]) -> str:
    """The same picture in fewer words, whose texts stay in place where another font is used.

    Args:
        svg: What QSvgGenerator wrote.
        texts: Every text in the order in which it was drawn.
        size: Width and height in 1/96 inch.
    """
    svg = _SIZE.sub(f'<svg width="{size[0]:g}" height="{size[1]:g}"', svg, count=1)
    svg = _NOISE.sub("", svg)
    shorter = _EMPTY.sub("", svg)
    while shorter != svg:
        svg, shorter = shorter, _EMPTY.sub("", shorter)
    waiting = iter(texts)

    def anchored(match: re.Match[str]) -> str:
        text = next(waiting, None)
        if text is None:
            return match[0]
        width = text.box.width
        place = text.x + {"start": 0.0, "middle": width / 2, "end": width}[text.anchor]
        families = ", ".join(_quoted(family) for family in _FALLBACKS)
        style = " ".join(match[4].split()).replace('font-style="normal"', "").strip()
        length = f'textLength="{width:.2f}" lengthAdjust="spacingAndGlyphs"'
        return (
            f'<text {match[1]}x="{place:.2f}" y="{match[3]}" text-anchor="{text.anchor}" {length} '
            f'font-family="{families}" {style}>'
        )

    return _TEXT.sub(anchored, svg)


def _quoted(family: str) -> str:
    return f"'{family}'" if " " in family else family
