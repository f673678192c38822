"""A selection in the terms of its data set: the flow, indicator and wholes that a user's own file has."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.data.library import Library
from app.data.store import BUNDLED, Cursor
from app.explorer.counting import with_derived_flows
from app.explorer.members import dimension_name
from app.model.dimension import DIMENSIONS, LISTED_PREFIX, Dimension
from app.model.selection import Breakdown, Selection

_LEVELS = ("value", "quantity")


@dataclass(frozen=True)
class Known:
    """Puts what a data set of the user's own has in the place of what it never has."""

    library: Library
    cursor: Cursor

    def of(self, selection: Selection) -> Selection:
        """The selection as its data set can answer it; of the bundled one, as it is."""
        dataset = self.library.dataset_of(selection.dataflow)
        if dataset == BUNDLED:
            return selection
        known = replace(
            selection, flow=self._flow(dataset, selection), indicator=self._indicator(dataset, selection)
        )
        return self._with_wholes(known)

    def _flow(self, dataset: str, selection: Selection) -> str:
        found = self.library.recall(dataset, "flows", lambda: self.cursor.codes(dataset, "flow"))
        if selection.flow in with_derived_flows(found) or not found:
            return selection.flow
        return "export" if "export" in found else found[0]

    def _indicator(self, dataset: str, selection: Selection) -> str:
        """Quantity where a dataflow has no values, and the other way round."""
        if selection.indicator not in _LEVELS:
            return selection.indicator
        (other,) = set(_LEVELS) - {selection.indicator}
        has = [
            self.library.has_indicator(self.cursor, dataset, selection.dataflow, name)
            for name in (selection.indicator, other)
        ]
        return other if has == [False, True] else selection.indicator

    def _with_wholes(self, selection: Selection) -> Selection:
        """Codes that stand for all regions, markets or products of any data set become those of this one."""
        catalog = self.library.catalog_of(selection.dataflow)
        for name in DIMENSIONS:
            code = _here(catalog.dimension(name), selection.of(name))
            selection = selection.with_member(name, code)
        return replace(
            selection,
            breakdown=self._inside(selection, selection.breakdown),
            across=self._inside(selection, selection.across),
        )

    def _inside(self, selection: Selection, breakdown: Breakdown | None) -> Breakdown | None:
        if breakdown is None:
            return None
        tree = self.library.catalog_of(selection.dataflow).dimension(dimension_name(breakdown.kind))
        return replace(breakdown, parent=_here(tree, breakdown.parent))


def _here(tree: Dimension, code: str) -> str:
    """A code of the tree; the root of another data set is this one's root."""
    is_whole = code == Selection().of(tree.name) or code.startswith(LISTED_PREFIX)
    return tree.root if is_whole and code not in tree else code
