"""Sets the blocks of a report for paper: paragraphs, key figures, charts, tables and lists as strips."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from app.ui.charts.frame import FrameParts
from app.ui.charts.layout import LayoutOptions, layout
from app.ui.charts.placed import Rect, Stroke
from app.ui.charts.prepared import prepared
from app.ui.charts.text import balanced, wrapped
from app.ui.report import sheet
from app.ui.report.document import Cards, Grid, Heading, Listing, Paragraph, Picture
from app.ui.report.grid_setter import set_grid
from app.ui.report.picture_height import usual_height
from app.ui.report.sheet import CONTENT_WIDTH, Box, Elastic, LinkArea, Strip, words_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.charts.spec import Tone
    from app.ui.charts.placed import PlacedText
    from app.ui.charts.prepared import PreparedChart
    from app.ui.charts.text import TextMetrics, TextStyle
    from app.ui.report.document import Block, Card, Entry, Report

_MANY = 200
"""Lines that a paragraph may have."""
_PARTS = FrameParts(program=False, margin=0)
_FONT_FACTOR = 0.82
_LEAST, _MOST = 0.86, 1.3
"""How much lower or taller a chart may become to fill its page."""
_CARD_HEIGHT = 84.0
_CARD_GAP = 10.0
_FEWEST_CARDS = 4
"""Fewer cards are no wider than so many."""
_MARK_WIDTH = 26.0
_COLUMN_GAP = 24.0


class Setter:
    """Makes strips of blocks with the metrics of a typeface."""

    def __init__(self, metrics: TextMetrics) -> None:
        self._metrics = metrics

    def report(self, report: Report) -> tuple[Strip, ...]:
        """All strips of a report, its title first."""
        strips = list(self._title(report))
        for block in report.blocks:
            strips += self._block(block)
        return tuple(strips)

    def _block(self, block: Block) -> Iterator[Strip]:
        match block:
            case Heading():
                first, *rest = self._lines(block.text, sheet.HEAD, gap=26, with_next=True, after=4)
                yield replace(first, outline=block.text)
                yield from rest
            case Paragraph():
                yield from self._paragraph(block)
            case Cards():
                yield self._cards(block)
            case Picture():
                yield self._picture(block)
            case Grid():
                if not block.folded:
                    yield from set_grid(block, self._metrics)
            case Listing():
                yield from self._listing(block)

    def _paragraph(self, block: Paragraph) -> Iterator[Strip]:
        tone: Tone = "muted" if block.muted else "text"
        style = sheet.LEAD if block.lead else sheet.SMALL if block.muted else sheet.BODY
        gap = 30 if block.lead and not block.continued else 6
        yield from self._lines(block.text, style, gap=gap, tone=tone, with_next=block.lead)

    def _title(self, report: Report) -> Iterator[Strip]:
        lines = balanced(report.title, sheet.TITLE, CONTENT_WIDTH, self._metrics)
        yield self._set(lines, sheet.TITLE, with_next=True)
        under = " · ".join(filter(None, (report.other_title, report.caption)))
        if under:
            yield from self._lines(under, sheet.SUBTITLE, gap=2, tone="muted", with_next=True)
        rule = Stroke(0, 10, CONTENT_WIDTH, 10, "text", width=1.2)
        yield Strip(14, strokes=(rule,), with_next=True)

    def _lines(
        self,
        text: str,
        style: TextStyle,
        *,
        gap: float = 0.0,
        tone: Tone = "text",
        with_next: bool = False,
        after: float = 0.0,
    ) -> Iterator[Strip]:
        """A paragraph, a strip for each line; its first two and last two lines stay together."""
        lines = wrapped(text, style, CONTENT_WIDTH, self._metrics, most=_MANY)
        for place, line in enumerate(lines):
            last = place == len(lines) - 1
            strip = self._set((line,), style, tone=tone)
            kept = with_next if last else place in (0, len(lines) - 2)
            yield replace(
                strip,
                gap=0.0 if place else gap,
                height=strip.height + (after if last else 0.0),
                with_next=kept,
            )

    def _set(
        self, lines: tuple[str, ...], style: TextStyle, *, tone: Tone = "text", with_next: bool = False
    ) -> Strip:
        texts = tuple(
            words_at(line, 0, place * style.line, self._metrics.width(line, style), style, tone=tone)
            for place, line in enumerate(lines)
        )
        return Strip(len(lines) * style.line, texts, with_next=with_next)

    def _cards(self, block: Cards) -> Strip:
        count = len(block.cards)
        across = max(count, _FEWEST_CARDS)
        width = (CONTENT_WIDTH - (across - 1) * _CARD_GAP) / across
        texts: list[PlacedText] = []
        boxes = []
        for place, card in enumerate(block.cards):
            x = place * (width + _CARD_GAP)
            boxes.append(Box(Rect(x, 0, width, _CARD_HEIGHT)))
            texts += self._card(card, x + 12, width - 24)
        return Strip(_CARD_HEIGHT, tuple(texts), boxes=tuple(boxes), gap=12, with_next=True)

    def _card(self, card: Card, x: float, room: float) -> Iterator[PlacedText]:
        label = wrapped(card.label, sheet.SMALL, room, self._metrics, most=1)[0]
        yield words_at(label, x, 9, self._metrics.width(label, sheet.SMALL), sheet.SMALL, tone="muted")
        style = sheet.FIGURE
        while style.size > 14 and self._metrics.width(card.value, style) > room:
            style = style.sized(style.size - 1)
        width = self._metrics.width(card.value, style)
        tone: Tone = "muted" if card.derived else "text"
        yield words_at(card.value, x, 26, width, style, tone=tone)
        unit = self._metrics.width(card.unit, sheet.SMALL)
        below = card.growth and card.unit and unit + 8 + self._metrics.width(card.growth, sheet.STRONG) > room
        if card.unit and not below:
            yield words_at(card.unit, x, 62, unit, sheet.SMALL, tone="muted")
        if card.growth:
            wide = self._metrics.width(card.growth, sheet.STRONG)
            rate: Tone = "negative" if card.declines else "accent"
            yield words_at(card.growth, x + room, 60, wide, sheet.STRONG, tone=rate, end=True)

    def _picture(self, block: Picture) -> Strip:
        ready = prepared(block.spec)
        height = usual_height(block.spec)
        at = partial(self._chart, ready)
        flex = Elastic(height * _LEAST, height * _MOST, at)
        return replace(at(height), gap=22, flex=flex, outline=block.spec.title)

    def _chart(self, ready: PreparedChart, height: float) -> Strip:
        options = LayoutOptions(parts=_PARTS, font_factor=_FONT_FACTOR)
        return Strip(height, chart=layout(ready, (CONTENT_WIDTH, height), self._metrics, options))

    def _listing(self, block: Listing) -> Iterator[Strip]:
        """Entries in two columns, row by row, so that pages break anywhere between rows."""
        width = (CONTENT_WIDTH - _COLUMN_GAP) / 2
        for place in range(0, len(block.entries), 2):
            height, texts, links = 0.0, [], []
            for column, entry in enumerate(block.entries[place : place + 2]):
                left = column * (width + _COLUMN_GAP)
                bottom, words = self._entry(entry, left, width)
                height = max(height, bottom)
                texts += words
                if entry.link:
                    links.append(LinkArea(Rect(left, 0, width, bottom), entry.link))
            yield Strip(height, tuple(texts), gap=7, links=tuple(links))

    def _entry(self, entry: Entry, left: float, width: float) -> tuple[float, list[PlacedText]]:
        """An entry of a list with its mark at the left and its head in bold above the text."""
        style = sheet.SMALL if entry.mark else sheet.TABLE
        lines = [(entry.head, sheet.TABLE_STRONG, False)] if entry.head else []
        indent = _MARK_WIDTH if entry.mark else 0.0
        room = width - indent
        lines += [
            (line, style, False) for line in wrapped(entry.text, style, room, self._metrics, most=_MANY)
        ]
        lines += [(line, style, True) for line in _address(entry.link, style, room, self._metrics)]
        texts: list[PlacedText] = []
        if entry.mark:
            texts.append(
                words_at(entry.mark, left, 0, self._metrics.width(entry.mark, style), style, tone="muted")
            )
        y = 0.0
        for line, set_in, muted in lines:
            wide = self._metrics.width(line, set_in)
            texts.append(words_at(line, left + indent, y, wide, set_in, tone="muted" if muted else "text"))
            y += set_in.line
        return y, texts


def _address(link: str, style: TextStyle, room: float, metrics: TextMetrics) -> Iterator[str]:
    """A web address over as many lines as it needs, broken anywhere."""
    rest = link.removeprefix("https://").removeprefix("http://")
    while rest:
        fits = len(rest)
        while fits > 1 and metrics.width(rest[:fits], style) > room:
            fits -= 1
        yield rest[:fits]
        rest = rest[fits:]
