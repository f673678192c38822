"""Who the members of a chart are: from a breakdown to codes, names and the request for their figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.data.reference.harmonised import LEVELS
from app.data.slice import Slice
from app.model.catalog import Catalog
from app.model.dimension import DIMENSIONS, Dimension, DimensionName, Member
from app.model.period import Period
from app.model.selection import FLOWS, Breakdown, Selection

FLOW_MEMBERS: Mapping[str, Member] = {
    "total": Member("total", "", "flow", "Total trade", "进出口", order=1),
    "export": Member("export", "", "flow", "Exports", "出口", order=2),
    "import": Member("import", "", "flow", "Imports", "进口", order=3),
    "balance": Member("balance", "", "flow", "Balance", "差额", order=4),
    "re-export": Member("re-export", "", "flow", "Re-exports", "转口", order=5),
    "re-import": Member("re-import", "", "flow", "Re-imports", "复进口", order=6),
}


FEWEST_COMPARED = 2


@dataclass(frozen=True, slots=True)
class Cast:
    """The members of a chart and the column of the data that they stand in."""

    dimension: DimensionName
    codes: tuple[str, ...]
    parent: str
    """The whole that the members are parts of."""
    summable: bool
    by_flow: bool = False


def dimension_name(kind: str) -> DimensionName:
    """The dimension that members of that kind are read from; flows and periods are read from the region's."""
    return next((name for name in DIMENSIONS if name == kind), "region")


def cast(catalog: Catalog, selection: Selection, breakdown: Breakdown) -> Cast:
    """The members that a breakdown asks for."""
    if breakdown.kind in ("flow", "period"):
        return Cast("region", (selection.region,), selection.region, summable=False, by_flow=True)
    name = dimension_name(breakdown.kind)
    dimension = catalog.dimension(name)
    if breakdown == selection.breakdown and is_comparison(dimension, selection):
        return _compared(dimension, selection, breakdown)
    children = _children(dimension, breakdown.parent, selection.period)
    codes = tuple(code for code in children if breakdown.level in ("", dimension[code].level))
    codes = codes or dimension.descendants(breakdown.parent, breakdown.level)
    return Cast(name, codes, breakdown.parent, summable=adds_up(dimension, codes, breakdown.parent))


def is_comparison(dimension: Dimension, selection: Selection) -> bool:
    """Whether members are set against each other: two or more are pinned that the dimension has."""
    return sum(code in dimension for code in selection.pinned) >= FEWEST_COMPARED


def _compared(dimension: Dimension, selection: Selection, breakdown: Breakdown) -> Cast:
    """Exactly the pinned members in their order, wherever in the tree they stand."""
    codes = tuple(dict.fromkeys(code for code in selection.pinned if code in dimension))
    together = set(codes) <= set(dimension.children(breakdown.parent))
    parent = breakdown.parent if together else dimension.root
    return Cast(dimension.name, codes, parent, summable=together and adds_up(dimension, codes, parent))


def _children(dimension: Dimension, parent: str, period: str) -> tuple[str, ...]:
    """Of a group, those that belonged to it in the period: the European Union of 2025 has no Britain."""
    return dimension.children_in(parent, Period.parse(period).year) if period else dimension.children(parent)


def adds_up(dimension: Dimension, codes: tuple[str, ...], parent: str) -> bool:
    """Whether members are parts of one whole: of one level, no overlapping groups or classifications."""
    members = [dimension[code] for code in codes]
    if any(member.level == "group" for member in members):
        return False
    if dimension.divided(parent):
        return True
    if any(member.overlaps for member in members):
        return False
    nested = {member.code for member in members}
    return not any(member.parent in nested for member in members)


def fixed_codes(selection: Selection, *broken_down: str) -> dict[str, str]:
    """The columns that a query holds still, with their codes."""
    codes = {name: selection.of(name) for name in DIMENSIONS if name not in broken_down}
    return codes | {"regime": selection.regime, "operator": selection.operator}


def slice_of(dataset: str, selection: Selection, dimension: str, indicator: str) -> Slice:
    """The members of a dimension, with the rest of a selection held still."""
    return Slice(dataset, dimension, fixed_codes(selection, dimension), indicator)


def breakdowns(catalog: Catalog, selection: Selection) -> list[Breakdown]:
    """Every way to break a selection down, the most natural first."""
    found: list[Breakdown] = []
    for name in DIMENSIONS:
        dimension = catalog.dimension(name)
        code = selection.of(name)
        if code not in dimension:
            continue
        levels = dimension.levels_below(code)
        mixed = [""] if name != "region" and len(levels) > 1 else []
        found += [Breakdown(name, level, code) for level in (*mixed, *levels)]
        if code != dimension.root:
            parent = selection.branch if name == "region" and selection.branch else dimension.home(code)
            found.append(Breakdown(name, dimension[code].level, parent))
    found.append(Breakdown("flow", "flow", selection.region))
    return list(dict.fromkeys(found))


def finer_breakdowns(catalog: Catalog, selection: Selection) -> list[Breakdown]:
    """Goods by the levels of the Harmonized System that are further down than their direct parts."""
    goods, code = catalog.products, selection.product
    direct = goods.levels_below(code)
    finer = [level for level in LEVELS.values() if level not in direct and goods.descendants(code, level)]
    return [Breakdown("product", level, code) for level in finer]


def flow_names(flow: str) -> Member:
    """The names of a flow."""
    return FLOW_MEMBERS.get(flow) or Member(flow, "", "flow", flow.capitalize(), flow, order=len(FLOWS))
