"""What Qt's PDF writer cannot say: the outline of a document, its language, and links to other places."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.ui.report.sheet import PAGE_HEIGHT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.ui.charts.placed import Rect

_POINTS: Final = 72 / 96
"""Of 1/96 inch."""
_ABOVE: Final = 12.0
"""How much of the page is shown above a place of the outline."""


@dataclass(frozen=True, slots=True)
class OutlinePlace:
    """An entry of the outline: what is there, on which page from 0, how far down in 1/96 inch."""

    title: str
    page: int
    y: float


@dataclass(frozen=True, slots=True)
class LinkPlace:
    """A rectangle of a page, in 1/96 inch from the paper's corner, that leads to a web address."""

    address: str
    page: int
    rect: Rect


def with_links(
    pdf: bytes, outline: Iterable[OutlinePlace], links: Iterable[LinkPlace], language: str
) -> bytes:
    """The same pages with an outline and links; fonts, text and properties stay as they are.

    Args:
        pdf: A whole PDF.
        outline: In the order of the pages.
        links: In any order.
        language: Of the text, for screen readers: 'en', 'zh-Hans'.
    """
    # 0.3 s, for those alone who write a report.
    from pypdf import PdfWriter
    from pypdf.annotations import Link
    from pypdf.generic import Fit, NameObject, TextStringObject

    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    writer.pdf_header = pdf[:8].decode("ascii")
    writer.root_object[NameObject("/Lang")] = TextStringObject(language)
    writer.page_mode = "/UseOutlines"
    for place in outline:
        top = (PAGE_HEIGHT - place.y + _ABOVE) * _POINTS
        writer.add_outline_item(title=place.title, page_number=place.page, fit=Fit.xyz(left=0, top=top))
    for link in links:
        rect = link.rect
        corners = (rect.x, PAGE_HEIGHT - rect.bottom, rect.right, PAGE_HEIGHT - rect.y)
        left, bottom, right, top = (length * _POINTS for length in corners)
        annotation = Link(rect=(left, bottom, right, top), url=link.address, border=[0, 0, 0])
        writer.add_annotation(page_number=link.page, annotation=annotation)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()
