"""Makes Qt's SVG fit for other programs: fonts to fall back on, anchors, exact widths, no empty groups."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, unescape

if TYPE_CHECKING:
    from app.ui.charts.placed import PlacedText

_TEXT = re.compile(
    r'<text ([^>]*?)x="([^"]*)" y="([^"]*)" font-family="[^"]*" '
    r'(font-size="[^"]*" font-weight="[^"]*")[^>]*>([^<]*)</text>'
)
_EMPTY = re.compile(r"<g [^>]*>\s*</g>\s*")
_NOISE = re.compile(
    r' vector-effect="none"| (?:fill|stroke)-opacity="1"| transform="matrix\(1,0,0,1,0,0\)"'
    r'|\nfont-family="[^"]*" font-size="[^"]*" font-weight="[^"]*" font-style="normal" (?=\n>)'
)
_SIZE = re.compile(r'<svg width="[^"]*" height="[^"]*"')
_FALLBACKS = (
    "Source Sans Pro", "Source Sans 3", "Segoe UI", "Helvetica Neue", "Arial", "Noto Sans CJK SC",
    "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "WenQuanYi Micro Hei", "sans-serif",
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
    return _TEXT.sub(_Anchors(texts), svg)


class _Anchors:
    """Puts each text back together: Qt writes one element for every change of font within it."""

    def __init__(self, texts: Sequence[PlacedText]) -> None:
        self._waiting = list(reversed(texts))
        self._rest = ""

    def __call__(self, match: re.Match[str]) -> str:
        """The whole text for its first element, nothing for the others."""
        words = unescape(match[5])
        if self._rest:
            self._rest = self._rest.removeprefix(words)
            return ""
        if not self._waiting or not self._waiting[-1].text.startswith(words):
            return match[0]
        text = self._waiting.pop()
        self._rest = text.text.removeprefix(words)
        return _element(match, text)


def _element(match: re.Match[str], text: PlacedText) -> str:
    width = text.box.width
    place = text.x + {"start": 0.0, "middle": width / 2, "end": width}[text.anchor]
    families = ", ".join(f"'{family}'" if " " in family else family for family in _FALLBACKS)
    length = f'textLength="{width:.2f}" lengthAdjust="spacingAndGlyphs"'
    return (
        f'<text {match[1]}x="{place:.2f}" y="{match[3]}" text-anchor="{text.anchor}" {length} '
        f'font-family="{families}" {match[4]}>{escape(text.text)}</text>'
    )
