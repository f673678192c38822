"""What an importer says about a file: which column is what, as SQL, and how codes become members.

An importer declares; reading, checking and storing are the same for all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from app.data.imports.decimals import DecimalSign
from app.data.imports.head import Head
from app.data.imports.messages import Message
from app.data.imports.text_table import TextTable
from app.data.imports.workspace import Workspace
from app.model.catalog import Reliability

EVERY_ROW = "row_number() OVER ()"
Indicator = Literal["value", "quantity", "growth"]
Nomenclature = Literal["hs", "names"]


@dataclass(frozen=True, slots=True)
class Draft:
    """A member as it comes out of a file: its code, names and place in the tree."""

    code: str
    name_en: str = ""
    name_zh: str = ""
    level: str = ""
    above: tuple[str, ...] = ()
    """Codes of what contains it, nearest first."""
    iso: str = ""
    overlapping: bool = False
    """A group that is never part of a sum as soon as anything else is there."""


Recode = Callable[[str, str], Draft]
"""Makes a member of a code and a name as they stand in the file; either may be empty."""


def as_is(code: str, name: str) -> Draft:
    """A code that needs no table: periods and flows."""
    return Draft(code or name)


@dataclass(frozen=True, slots=True)
class Column:
    """One dimension of the file.

    `code` and `name` are SQL over the columns of the relation; `label` is the header's own name.
    """

    code: str
    recode: Recode = as_is
    name: str = "''"
    label: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """One column of figures: SQL for its text, its unit as the file spells it, and what it is."""

    number: str
    unit: str
    indicator: str = "'value'"
    multiplier: str = "1"
    """SQL for a number that each figure is multiplied with, beyond what its unit says."""
    label: str = ""
    estimated: str = ""
    """SQL for whether the figure is an estimate of the publisher's; '' where the file does not say."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What the figures of a dataflow have in common."""

    title_en: str = ""
    title_zh: str = ""
    basis_en: str = ""
    basis_zh: str = ""
    valuation: str = ""
    attribution: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Who published the file's figures."""

    publisher: str
    title: str
    link: str = ""
    licence: str = ""
    reliability: Reliability = "official"
    publisher_zh: str = ""
    """The publisher's Chinese name, where it has one."""


@dataclass(frozen=True, slots=True)
class Bulk:
    """A file so plain that it can be read, sorted and written in one go.

    All of it is SQL over `relation`, whose columns have their final types: regions, markets, products and
    years are whole numbers. A row with a code that is not listed, or without a value, sends the file down
    the careful way.
    """

    relation: str
    region: str
    market: str
    product: str
    period: str
    value: str
    quantity: str
    value_unit: str
    quantity_unit: str
    flow: str
    places: Mapping[int, tuple[Draft, Draft]]
    """For every number of a region or market, what it is as a region and as a market."""
    products: Mapping[int, Draft]
    """For every number of a product, what it is."""


@dataclass(frozen=True)
class Plan:
    """How to read one file."""

    relation: str
    region: Column
    market: Column
    product: Column
    flow: Column
    period: Column
    measures: tuple[Measure, ...]
    origin: Origin
    regime: Column | None = None
    dataflow: str = "''"
    """SQL for a key that keeps figures on different bases apart."""
    bases: Mapping[str, Basis] = field(default_factory=dict)
    flag: str = "''"
    """SQL for the letters that the publisher writes beside a figure, such as 'e' where it is estimated."""
    cumulative: str = "false"
    """SQL for whether a row counts from January on, whatever its period."""
    row: str = EVERY_ROW
    """SQL for the number of the file's row, counted from 1, where the relation is not the file itself."""
    detail: str = "''"
    """SQL for what a row is broken down by that is no dimension here; '' in a total row."""
    detail_name: Message | None = None
    skip: tuple[tuple[str, str], ...] = ()
    """Reasons, each with SQL that is true for rows that hold no figure of trade."""
    table: TextTable | None = None
    """The text file behind it, for line numbers."""
    files: tuple[Path, ...] = ()
    """The files that the figures come from."""
    encoding: str = ""
    decimal: DecimalSign = ""
    """The decimal sign, where the user or a description of the file says it; otherwise the numbers tell."""
    remarks: tuple[Message, ...] = ()
    bulk: Bulk | None = None
    reconciled: bool = False
    """Whether a reporter without a row had no trade, since the publisher fills in what was not reported."""
    package: Path | None = None
    """The folder of a data package in this program's own form: the rest of the plan does not count."""
    extra_mapping: Mapping[str, str] = field(default_factory=dict)
    partial: frozenset[str] = frozenset()
    """Dimensions of which the file lists only some members, such as the five largest partners: their
    sum means nothing, the whole that is given beside them counts."""


@dataclass(frozen=True)
class Options:
    """What the user says about a file that the file does not say itself."""

    flow: str = ""
    period: str = ""
    mapping: Mapping[str, Any] | None = None
    decimal: DecimalSign = ""


@dataclass(frozen=True, slots=True)
class Importer:
    """A format: recognised from bytes, and read into a plan."""

    id: str
    title: str
    can_read: Callable[[Head], float]
    """From 0, not this format, to 1, certainly this one."""
    read: Callable[[Head, Workspace, Options], Plan]
    advice: Callable[[Head], Message | None] = lambda _head: None
    """What to say of a file that belongs to the format and holds no figures, such as a list of its codes."""
