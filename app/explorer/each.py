"""One view for each province, city or market: what `--each` and the report of a region stand on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal

from app.data.store import Cursor
from app.explorer.explorer import Explorer
from app.explorer.members import dimension_name
from app.model.dimension import DIMENSIONS, DimensionName
from app.model.selection import Breakdown, Selection

Each = Literal["province", "city", "market"]
EACH: Final = ("province", "city", "market")


@dataclass(frozen=True)
class Spreading:
    """Turns a view into the same view of other members."""

    explorer: Explorer

    def codes(self, cursor: Cursor, each: Each, dataflow: str = "") -> tuple[str, ...]:
        """Every province, city or market that has a figure, in the order of its tree."""
        library = self.explorer.library
        tree = library.catalog_of(dataflow).dimension(_dimension(each))
        present = library.codes_with_figures(cursor, library.dataset_of(dataflow), tree.name)
        levels = ("country", "group") if each == "market" else (each,)
        found = [member for member in tree if member.code in present and member.level in levels]
        found.sort(key=lambda member: (member.level == "group", member.order, member.code))
        return tuple(member.code for member in found if member.code != tree.root)

    def name(self, selection: Selection, each: Each, code: str) -> str:
        """What a member is called in messages."""
        return self.explorer.catalog(selection).dimension(_dimension(each))[code].name_en

    def of(self, selection: Selection, each: Each, code: str) -> Selection:
        """The view of another member; where it showed the parts of its own place, those of the new one."""
        name = _dimension(each)
        shown = selection.breakdown
        tree = self.explorer.catalog(selection).dimension(name)
        parts_of_own = (
            shown is not None
            and shown.kind in DIMENSIONS
            and dimension_name(shown.kind) == name
            and shown.parent == selection.of(name) != tree.root
        )
        if shown is not None and parts_of_own and shown.level in tree.levels_below(code):
            within = Breakdown(shown.kind, shown.level, code)
            return replace(selection.with_member(name, code), breakdown=within, focus="", branch="")
        return self.explorer.select_member(selection, name, code)


def _dimension(each: Each) -> DimensionName:
    return "market" if each == "market" else "region"


def unknown_part(explorer: Explorer, selection: Selection) -> str:
    """What a selection names that no open data set has, in a few words; '' where all of it is known."""
    if selection.chart not in explorer.kinds:
        return f"no kind of chart is called '{selection.chart}'"
    library = explorer.library
    if selection.dataflow and all(selection.dataflow not in c.dataflows for c in library.catalogs.values()):
        return f"no dataflow is called '{selection.dataflow}'"
    catalog = explorer.catalog(selection)
    for name in DIMENSIONS:
        if selection.of(name) not in catalog.dimension(name):
            return f"no {name} has the code '{selection.of(name)}'"
    for shown in (selection.breakdown, selection.across):
        name = dimension_name(shown.kind) if shown else "region"
        if shown and shown.kind in DIMENSIONS and shown.parent not in catalog.dimension(name):
            return f"no {name} has the code '{shown.parent}'"
    return ""
