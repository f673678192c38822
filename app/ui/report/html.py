"""A report as one HTML file that needs nothing else: charts as vector, figures as real tables."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Final

from app.charts.origin import PROGRAM_NAME
from app.ui.charts.frame import FrameParts
from app.ui.export.pictures import Pictures
from app.ui.export.target import ExportTarget
from app.ui.report.document import Cards, Grid, Heading, Listing, Paragraph, Picture
from app.ui.report.fonts_inside import font_faces
from app.ui.report.picture_height import usual_height
from app.ui.report.sheet import CONTENT_WIDTH
from app.ui.report.style import STYLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.ui.fonts import Typeface
    from app.ui.report.document import Block, Card, Entry, GridCell, GridColumn, Report

_WIDTH: Final = 880.0
_PARTS: Final = FrameParts(program=False, margin=0)
_PROLOGUE: Final = re.compile(r"^.*?(?=<svg)", re.DOTALL)
_NAMED: Final = re.compile(r'(id="|url\(#|href="#)([\w-]+)')
_SIZE: Final = re.compile(r'<svg width="[^"]*" height="[^"]*"')


def report_html(report: Report, typeface: Typeface) -> bytes:
    """A report as one HTML document in UTF-8."""
    return _Writer(Pictures(typeface)).document(report).encode()


class _Writer:
    def __init__(self, pictures: Pictures) -> None:
        self._pictures = pictures
        self._count = 0

    def document(self, report: Report) -> str:
        language = "zh-Hans" if report.language == "zh" else "en"
        title = escape(report.title)
        under = " · ".join(filter(None, (report.other_title, report.caption)))
        body = "\n".join(part for block in report.blocks for part in self._block(block))
        return (
            f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f'<meta name="generator" content="{PROGRAM_NAME}">\n<title>{title}</title>\n'
            f"<style>{font_faces()}{STYLE}</style>\n</head>\n<body>\n<main>\n<header>\n<h1>{title}</h1>\n"
            + (f'<p class="under">{escape(under)}</p>\n' if under else "")
            + f"</header>\n{body}\n<footer>{PROGRAM_NAME} · {escape(report.foot)}</footer>\n"
            "</main>\n</body>\n</html>\n"
        )

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Heading():
                yield f"<h2>{escape(block.text)}</h2>"
            case Paragraph():
                kind = ' class="muted"' if block.muted else ' class="lead"' if block.lead else ""
                yield f"<p{kind}>{escape(block.text)}</p>"
            case Cards():
                yield f'<dl class="cards">{"".join(map(_card, block.cards))}</dl>'
            case Picture():
                yield f"<figure>{self._svg(block)}</figure>"
            case Grid():
                yield _grid(block)
            case Listing():
                yield f'<ul class="list">{"".join(map(_entry, block.entries))}</ul>'

    def _svg(self, block: Picture) -> str:
        """The chart within the page: names of its own, as wide as the page allows, and a description."""
        self._count += 1
        height = usual_height(block.spec) * _WIDTH / CONTENT_WIDTH * 0.92
        target = ExportTarget(width=_WIDTH, height=round(height), transparent=True, parts=_PARTS)
        svg = _PROLOGUE.sub("", self._pictures.svg(block.spec, target).decode(), count=1)
        svg = _NAMED.sub(rf"\1chart{self._count}-\2", svg)
        return _SIZE.sub('<svg role="img" width="100%"', svg, count=1).strip()


def _card(card: Card) -> str:
    growth = ""
    if card.growth:
        growth = f'<span class="{"falls" if card.declines else "grows"}">{escape(card.growth)}</span>'
    kind = ' class="derived"' if card.derived else ""
    return (
        f"<div><dt>{escape(card.label)}</dt><dd{kind}>{escape(card.value)}</dd>"
        f"<dd><small>{escape(card.unit)}</small>{growth}</dd></div>"
    )


def _grid(grid: Grid) -> str:
    head = "".join(
        f'<th scope="col"{_numeric(column)}>{escape(column.title)}</th>' for column in grid.columns
    )
    body = "\n".join("<tr>" + "".join(map(_cell, grid.columns, row)) + "</tr>" for row in grid.rows)
    caption = f"<caption>{escape(grid.caption)}</caption>" if grid.caption else ""
    table = f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>\n{body}\n</tbody></table>"
    if not grid.folded:
        return f'<div class="wide">{table}</div>'
    return f'<details><summary>{escape(grid.summary)}</summary><div class="wide">{table}</div></details>'


def _cell(column: GridColumn, cell: GridCell) -> str:
    kinds = [kind for kind, holds in (("n", column.numeric), ("muted", cell.muted)) if holds]
    text = f"<b>{escape(cell.text)}</b>" if cell.strong else escape(cell.text)
    return f'<td class="{" ".join(kinds)}">{text}</td>' if kinds else f"<td>{text}</td>"


def _numeric(column: GridColumn) -> str:
    return ' class="n"' if column.numeric else ""


def _entry(entry: Entry) -> str:
    head = f"<b>{escape(entry.head)}</b> " if entry.head else ""
    mark = f'<span class="mark">{escape(entry.mark)}</span> ' if entry.mark else ""
    link = ""
    if entry.link:
        address = escape(entry.link, quote=True)
        link = f' <a href="{address}" rel="noopener noreferrer">{address}</a>'
    return f"<li>{mark}{head}{escape(entry.text)}{link}</li>\n"
