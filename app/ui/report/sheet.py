"""A page of paper as placed things: the form between setting a report and painting it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from app.ui.charts.placed import PlacedText, Rect, Stroke, text_at
from app.ui.charts.text import TextStyle

if TYPE_CHECKING:
    from app.charts.spec import Tone
    from app.ui.charts.placed import ChartLayout

MM: Final = 96 / 25.4
PAGE_WIDTH: Final = 210 * MM
PAGE_HEIGHT: Final = 297 * MM
SIDE: Final = 18 * MM
TOP: Final = 18 * MM
FOOT: Final = 20 * MM
CONTENT_WIDTH: Final = PAGE_WIDTH - 2 * SIDE
CONTENT_HEIGHT: Final = PAGE_HEIGHT - TOP - FOOT

TITLE: Final = TextStyle(34, 600)
SUBTITLE: Final = TextStyle(16)
HEAD: Final = TextStyle(18, 600)
BODY: Final = TextStyle(13)
LEAD: Final = TextStyle(15)
STRONG: Final = TextStyle(13, 600)
SMALL: Final = TextStyle(11)
TABLE: Final = TextStyle(12)
TABLE_STRONG: Final = TextStyle(12, 600)
TABLE_HEAD: Final = TextStyle(11, 600)
FIGURE: Final = TextStyle(26, 600)


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle."""

    rect: Rect
    fill: Literal["chip", "accent"] = "chip"


@dataclass(frozen=True, slots=True)
class LinkArea:
    """A rectangle that leads to a web address."""

    rect: Rect
    address: str


@dataclass(frozen=True)
class Strip:
    """A part of a page that is never broken; places are from its own upper left corner."""

    height: float
    texts: tuple[PlacedText, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    boxes: tuple[Box, ...] = ()
    chart: ChartLayout | None = None
    gap: float = 0.0
    """Room above it, but at the top of a page."""
    with_next: bool = False
    """Whether it must not be the last on its page."""
    head: tuple[Strip, ...] = ()
    """What is repeated where it comes first on a page: the head of its table."""
    flex: Flex | None = None
    links: tuple[LinkArea, ...] = ()
    outline: str = ""
    """Under what the outline of the document leads here; '' where it does not."""


Flex: TypeAlias = "Elastic"


@dataclass(frozen=True)
class Elastic:
    """How much lower and taller a strip can be, and how it is made at another height."""

    least: float
    most: float
    at: Callable[[float], Strip]


@dataclass(frozen=True)
class Page:
    """Strips at their heights from the top of the page's room."""

    strips: tuple[tuple[float, Strip], ...]


def words_at(
    text: str,
    x: float,
    y: float,
    width: float,
    style: TextStyle,
    *,
    tone: Tone = "text",
    end: bool = False,
) -> PlacedText:
    """A line whose top is at `y`; `x` is its left end, or its right end where `end`."""
    return text_at(text, x, y + style.line / 2, width, style, anchor="end" if end else "start", tone=tone)


def paginated(strips: tuple[Strip, ...], room: float = CONTENT_HEIGHT) -> tuple[Page, ...]:
    """Strips on pages: what belongs together stays together, charts give and take a little.

    Args:
        strips: In their order.
        room: Height of a page in 1/96 inch.
    """
    pages: list[list[Strip]] = [[]]
    for group in _groups(strips):
        page = pages[-1]
        if page and not _fits(page, group, room):
            pages.append([])
            page = pages[-1]
            page += group[0].head
        page += group
    return tuple(_settled(page, room) for page in pages)


def _fits(page: list[Strip], group: list[Strip], room: float) -> bool:
    """Whether more fits on a page; charts are made lower for another chart, never for a line more."""
    elastic = any(strip.flex for strip in group)
    return _height(page, least=elastic) + sum(strip.gap + _low(strip) for strip in group) <= room


def _groups(strips: tuple[Strip, ...]) -> list[list[Strip]]:
    """Strips with those that have to follow on the same page."""
    groups: list[list[Strip]] = []
    joined = False
    for strip in strips:
        if joined:
            groups[-1].append(strip)
        else:
            groups.append([strip])
        joined = strip.with_next
    return groups


def _low(strip: Strip) -> float:
    return strip.flex.least if strip.flex else strip.height


def _height(page: list[Strip], *, least: bool = False) -> float:
    heights = (_low(strip) if least else strip.height for strip in page)
    return sum(
        (strip.gap if place else 0.0) + height
        for place, (strip, height) in enumerate(zip(page, heights, strict=True))
    )


def _settled(page: list[Strip], room: float) -> Page:
    """The page with its charts as tall as there is room for."""
    spare = room - _height(page)
    elastic = [strip for strip in page if strip.flex]
    limits = sum(
        (strip.flex.most if spare > 0 else strip.flex.least) - strip.height for strip in elastic if strip.flex
    )
    share = 0.0 if not limits else max(0.0, min(1.0, spare / limits))
    placed: list[tuple[float, Strip]] = []
    y = 0.0
    for place, strip in enumerate(page):
        y += strip.gap if place else 0.0
        settled = _stretched(strip, share, growing=spare > 0)
        placed.append((y, settled))
        y += settled.height
    return Page(tuple(placed))


def _stretched(strip: Strip, share: float, *, growing: bool) -> Strip:
    if strip.flex is None or not share:
        return strip
    limit = strip.flex.most if growing else strip.flex.least
    made = strip.flex.at(strip.height + share * (limit - strip.height))
    return replace(made, gap=strip.gap, with_next=strip.with_next, outline=strip.outline)
