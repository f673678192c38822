"""What a gesture means: from one selection to the next, without asking the data."""

from __future__ import annotations

from dataclasses import replace

from app.explorer.members import dimension_name
from app.model.catalog import Catalog
from app.model.dimension import DIMENSIONS, DimensionName
from app.model.selection import PINNED_LIMIT, Breakdown, Selection


def select_member(
    catalog: Catalog, selection: Selection, dimension: DimensionName, code: str, branch: str = ""
) -> Selection:
    """A click in a tree: that dimension changes, the others stay.

    A place among its likes is shown among them, in accent; the root is shown by its parts. A chart of
    another dimension stays what it is and becomes that of the new member. A mark that stands for several
    members leads nowhere.
    """
    if code not in catalog.dimension(dimension):
        return selection
    chosen = replace(selection.with_member(dimension, code), focus="", pinned=())
    if dimension == "region":
        chosen = replace(chosen, branch=branch)
    return replace(chosen, breakdown=_breakdown(catalog, selection, dimension, code, branch))


def _breakdown(
    catalog: Catalog, selection: Selection, dimension: DimensionName, code: str, branch: str
) -> Breakdown | None:
    shown = selection.breakdown
    if shown is not None and shown.kind == "flow":
        return replace(shown, parent=code) if dimension == "region" else shown
    if shown is None or shown.kind != dimension:
        if dimension == "region" and shown is not None and shown.kind in DIMENSIONS:
            return shown
        return shown if shown is not None and shown.kind == "period" else None
    tree = catalog.dimension(dimension)
    if code == tree.root:
        levels = tree.levels_below(code)
        same = shown.level if shown.level in levels else (levels[0] if levels else shown.level)
        return Breakdown(shown.kind, same, code)
    level = tree[code].level if shown.level else ""
    if level == "group" and tree.children(code):
        return Breakdown(shown.kind, tree.levels_below(code)[0], code)
    return Breakdown(shown.kind, level, branch or tree.home(code))


def select_kind(selection: Selection, kind: str) -> Selection:
    """Another kind of chart. Flows give way to what tells most: they may stand for members with gaps."""
    shown = selection.breakdown
    by_flow = shown is not None and shown.kind == "flow"
    return replace(selection, chart=kind, breakdown=None if by_flow else shown)


def compare(catalog: Catalog, selection: Selection, dimension: DimensionName, code: str) -> Selection:
    """Pin a member to be compared, or let it go; the first one is set against the chosen member.

    At most `PINNED_LIMIT` are kept: another one is not added, and the selection stays as it is.
    """
    tree, shown = catalog.dimension(dimension), selection.breakdown
    if code not in tree:
        return selection
    same = shown is not None and shown.kind == dimension
    pinned = [member for member in selection.pinned if same and member in tree]
    chosen = selection.of(dimension)
    if not pinned and chosen not in (tree.root, code) and chosen in tree:
        pinned = [chosen]
    if code in pinned:
        pinned.remove(code)
    elif len(pinned) < PINNED_LIMIT:
        pinned.append(code)
    breakdown = shown if same else Breakdown(dimension, tree[code].level, tree.home(code))
    return replace(selection, breakdown=breakdown, pinned=tuple(pinned))


def drill(catalog: Catalog, selection: Selection, member: str) -> Selection:
    """A double click on a mark: the member becomes the whole and is shown by its parts, where it has any."""
    shown = selection.breakdown
    if shown is None or shown.kind not in DIMENSIONS:
        return _into_flow_or_period(selection, member)
    name = dimension_name(shown.kind)
    tree = catalog.dimension(name)
    if member not in tree:
        return selection
    chosen = replace(selection.with_member(name, member), focus="", pinned=())
    levels = tree.levels_below(member)
    if not levels:
        return chosen
    return replace(chosen, breakdown=Breakdown(shown.kind, levels[0], member), branch="")


def _into_flow_or_period(selection: Selection, member: str) -> Selection:
    if selection.breakdown and selection.breakdown.kind == "flow":
        return replace(selection, flow=member, breakdown=None)
    if selection.breakdown and selection.breakdown.kind == "period":
        return replace(selection, period=member, since="", breakdown=None)
    return selection


def open_dataflow(catalog: Catalog, selection: Selection, dataflow: str) -> Selection:
    """Another dataflow: places, markets and goods that it does not know give way to the whole."""
    chosen = replace(
        selection, dataflow=dataflow, unit="", period="", since="", focus="", pinned=(), across=None
    )
    for name in DIMENSIONS:
        tree = catalog.dimension(name)
        if chosen.of(name) not in tree:
            chosen = replace(chosen.with_member(name, tree.root), breakdown=None)
    shown = chosen.breakdown
    if (
        shown
        and shown.kind in DIMENSIONS
        and shown.parent not in catalog.dimension(dimension_name(shown.kind))
    ):
        chosen = replace(chosen, breakdown=None)
    return chosen


def up(catalog: Catalog, selection: Selection) -> Selection:
    """Esc: from a member to the whole that it is part of; the same selection at the very top."""
    shown = selection.breakdown
    first = dimension_name(shown.kind) if shown and shown.kind in DIMENSIONS else "product"
    for name in dict.fromkeys((first, *reversed(DIMENSIONS))):
        tree = catalog.dimension(name)
        code = selection.of(name)
        if code != tree.root:
            return select_member(catalog, selection, name, tree.home(code) or tree.root)
    return selection


def focused(catalog: Catalog, selection: Selection) -> str:
    """The member that is drawn in accent: the chosen one where the chart shows it among its likes."""
    if selection.focus:
        return selection.focus
    shown = selection.breakdown
    if shown is None or shown.kind not in DIMENSIONS:
        return ""
    name = dimension_name(shown.kind)
    code = selection.of(name)
    return "" if code == shown.parent or code == catalog.dimension(name).root else code
