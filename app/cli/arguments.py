"""What the commands have in common: how a call is read, and which figures it asks for."""

from __future__ import annotations

import argparse
import sys
from collections import deque
from collections.abc import Mapping
from dataclasses import replace
from typing import NoReturn

from app.data.library import Library
from app.model.catalog import Catalog
from app.model.dimension import DIMENSIONS, Dimension
from app.model.naming import NameIndex, UnknownNameError
from app.model.period import PeriodRange
from app.model.selection import FLOWS, Breakdown, MemberKind, Selection
from app.model.words import LANGUAGES


class CallError(ValueError):
    """The call was wrong; the message says what would be right. Exit code 2."""


class WorkError(RuntimeError):
    """The work could not be done; the message says why. Exit code 1."""


class OneLineParser(argparse.ArgumentParser):
    """Says what is wrong with a call in one line."""

    def error(self, message: str) -> NoReturn:
        """Print one line and exit with 2."""
        print(f"{self.prog}: {message} (see {self.prog} --help)", file=sys.stderr)
        raise SystemExit(2)


def add_filters(parser: argparse.ArgumentParser) -> None:
    """The options that say which figures are meant."""
    parser.add_argument("--region", metavar="NAME", help="a place: name in English or Chinese, or code")
    parser.add_argument("--market", metavar="NAME", help="a market: a country or a group such as ASEAN")
    parser.add_argument("--product", metavar="NAME", help="a good or a group of goods")
    parser.add_argument("--flow", choices=FLOWS)
    parser.add_argument("--period", metavar="PERIOD", help="2025, 2016/2024, 2025-03 or 2025-01/2025-11")
    parser.add_argument("--indicator", metavar="NAME", help="value, growth, share, rank, quantity ...")
    parser.add_argument("--dataflow", metavar="ID", help="a table on one basis; `datasets` lists them")


def add_language(parser: argparse.ArgumentParser) -> None:
    """The language of texts that are written out."""
    parser.add_argument("--language", choices=LANGUAGES, default="en")


def codes(arguments: argparse.Namespace, catalog: Catalog) -> dict[str, str]:
    """The codes of the named region, market and product.

    Raises:
        UnknownNameError: One of them is not known; carries the nearest names.
    """
    found: dict[str, str] = {}
    for name in DIMENSIONS:
        if (text := getattr(arguments, name)) is not None:
            found[name] = NameIndex(catalog.dimension(name)).resolve(text)
    return found


def known_names(arguments: argparse.Namespace, library: Library) -> None:
    """Make sure that at least one open data set knows all names of a call.

    Raises:
        UnknownNameError: None does; says what the bundled one lacks.
    """
    errors = []
    for catalog in library.catalogs.values():
        try:
            codes(arguments, catalog)
        except UnknownNameError as error:
            errors.append(error)
        else:
            return
    raise errors[0]


def known_dataflow(arguments: argparse.Namespace, library: Library) -> str:
    """The dataflow asked for, '' for none.

    Raises:
        CallError: There is no dataflow of that id.
    """
    asked: str = arguments.dataflow or ""
    known = [name for catalog in library.catalogs.values() for name in catalog.dataflows]
    if asked and asked not in known:
        raise CallError(f"no dataflow is called '{asked}'; there are: {', '.join(known)}")
    return asked


BREAKDOWNS: Mapping[str, tuple[MemberKind, str]] = {
    "provinces": ("region", "province"),
    "cities": ("region", "city"),
    "counties": ("region", "county"),
    "region-groups": ("region", "group"),
    "markets": ("market", ""),
    "countries": ("market", "country"),
    "market-groups": ("market", "group"),
    "products": ("product", ""),
    "goods": ("product", "good"),
    "product-groups": ("product", "group"),
    "sectors": ("product", "sector"),
    "stages": ("product", "stage"),
    "sections": ("product", "section"),
    "chapters": ("product", "chapter"),
    "headings": ("product", "heading"),
    "subheadings": ("product", "subheading"),
    "flows": ("flow", "flow"),
    "periods": ("period", "period"),
}
"""What `--by` can name."""


def selection(arguments: argparse.Namespace, library: Library, start: Selection) -> Selection:
    """The selection that a call describes, starting from another.

    Raises:
        UnknownNameError: A name is not known.
        CallError: The dataflow is not known.
        PeriodError: The period is not one.
    """
    chosen = start
    if dataflow := known_dataflow(arguments, library):
        chosen = replace(chosen, dataflow=dataflow)
    catalog = library.catalog_of(chosen.dataflow)
    named = codes(arguments, catalog)
    for name in DIMENSIONS:
        tree = catalog.dimension(name)
        if name in named or chosen.of(name) not in tree:
            chosen = chosen.with_member(name, named.get(name, tree.root))
    if arguments.flow:
        chosen = replace(chosen, flow=arguments.flow)
    if arguments.indicator:
        chosen = replace(chosen, indicator=arguments.indicator)
    if arguments.period:
        chosen = _with_period(chosen, arguments.period)
    if arguments.by:
        chosen = replace(chosen, breakdown=_breakdown(arguments.by, chosen, catalog))
    elif named:
        chosen = replace(chosen, breakdown=None)
    if arguments.across:
        chosen = replace(chosen, across=_breakdown(arguments.across, chosen, catalog))
    return chosen


def _with_period(chosen: Selection, text: str) -> Selection:
    asked = PeriodRange.parse(text)
    if asked.single or asked.first.frequency == "M":
        return replace(chosen, period=text.strip(), since="")
    return replace(chosen, period=str(asked.last), since=str(asked.first))


def _breakdown(text: str, chosen: Selection, catalog: Catalog) -> Breakdown:
    kind, level = BREAKDOWNS[text]
    if kind in ("flow", "period"):
        return Breakdown(kind, level, chosen.region)
    name = next(name for name in DIMENSIONS if name == kind)
    tree = catalog.dimension(name)
    code = chosen.of(name)
    for start in reversed(tree.lineage(code) if code in tree else (tree.root,)):
        if parents := _parents_of(tree, start, level):
            return Breakdown(kind, level, parents[0] if len(parents) == 1 else start)
    raise CallError(
        f"there are no {text} below {tree[code].name_en}" if code in tree else f"there are no {text}"
    )


def _parents_of(tree: Dimension, start: str, level: str) -> list[str]:
    """Members at or below a start, nearest first, whose children have that level."""
    waiting = deque([start])
    seen: dict[str, bool] = {}
    while waiting:
        code = waiting.popleft()
        if code not in seen:
            below = tree.levels_below(code)
            seen[code] = level in below or (not level and bool(below))
            waiting += tree.children(code)
    return [code for code, has_level in seen.items() if has_level]
