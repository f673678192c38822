"""A report as plain data: what stands in it and in which order, for paper and for the browser alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from app.charts.spec import ChartSpec
    from app.model.selection import Selection
    from app.model.words import Language


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a section."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str
    muted: bool = False
    lead: bool = False
    """Whether it introduces what follows, and stays with it."""
    continued: bool = False
    """Whether it goes on with what the paragraph before it says."""


@dataclass(frozen=True, slots=True)
class Card:
    """A large figure: '5.55 tn', 'yuan', 'Total', '+5.4%'."""

    label: str
    value: str
    unit: str = ""
    growth: str = ""
    declines: bool = False
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Cards:
    """Key figures beside each other."""

    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart with the selection that makes it again."""

    spec: ChartSpec
    selection: Selection


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column of a table; `most` is how wide it may be on paper, in 1/96 inch."""

    title: str
    numeric: bool = False
    most: float = 300.0


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell; muted where a figure is derived or missing."""

    text: str
    muted: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a head that is repeated on every page."""

    columns: tuple[GridColumn, ...]
    rows: tuple[tuple[GridCell, ...], ...]
    caption: str = ""
    folded: bool = False
    """Whether the browser shows it only when asked, and paper leaves it out."""
    summary: str = ""
    """What the browser shows instead until it is asked."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list: a number or mark, a head in bold, and what is said."""

    text: str
    head: str = ""
    mark: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """Sources, notes or terms."""

    entries: tuple[Entry, ...]


Block: TypeAlias = Heading | Paragraph | Cards | Picture | Grid | Listing


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report."""

    title: str
    language: Language
    blocks: tuple[Block, ...]
    other_title: str = ""
    caption: str = ""
    foot: str = ""
    """At the foot of every page: what it is and the date of its figures."""
    page: str = "{page} / {pages}"
    """How pages are numbered, with these two placeholders."""
