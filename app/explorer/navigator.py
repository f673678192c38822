"""Values beside the names in the three trees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.charts.captions import dotted
from app.charts.flows import flow_text
from app.charts.periods import period_text
from app.data.library import Library
from app.data.slice import Slice
from app.data.store import BUNDLED, Cursor
from app.data.tree_values import RowValues
from app.explorer.members import slice_of
from app.explorer.surroundings import NavigatorValues
from app.model.dimension import DIMENSIONS, DimensionName
from app.model.selection import Selection
from app.model.units import Scale, unit_name
from app.model.words import Words


@dataclass(frozen=True)
class Navigator:
    """Fills the trees for a completed selection."""

    library: Library

    def values(self, cursor: Cursor, selection: Selection, words: Words) -> NavigatorValues:
        """Level, growth and history of every row; markets and goods are those of the selected region."""
        dataset = self.library.dataset_of(selection.dataflow)
        rows: dict[DimensionName, Mapping[str, RowValues]] = {}
        sparks: dict[DimensionName, Mapping[str, tuple[float, ...]]] = {}
        notes: dict[DimensionName, str] = {}
        present: dict[DimensionName, frozenset[str]] = {}
        flows: dict[DimensionName, str] = {}
        for name in DIMENSIONS:
            part = slice_of(dataset, self._whole(selection), name, selection.level)
            flows[name], rows[name] = self._rows(cursor, selection, part)
            sparks[name], notes[name] = self._history(cursor, selection, part, words)
            present[name] = self._listed(cursor, dataset, name)
        return NavigatorValues(rows, sparks, notes, self._headings(selection, flows, rows, words), present)

    def _listed(self, cursor: Cursor, dataset: str, name: DimensionName) -> frozenset[str]:
        """Codes that a tree lists: those with figures, and of places the others of the same whole.

        Ten of eleven cities would pass for all of them; that one is not in the sources is told beside it.
        """
        having = self.library.codes_with_figures(cursor, dataset, name)
        if name != "region" or dataset != BUNDLED:
            return having
        regions = self.library.catalogs[dataset].regions
        kinds = {(regions.home(code), regions[code].level) for code in having if code in regions}
        likes = (regions.siblings_at(home, level) for home, level in kinds)
        return having.union(*likes)

    def _rows(self, cursor: Cursor, selection: Selection, part: Slice) -> tuple[str, Mapping[str, RowValues]]:
        """Values of a tree and the flow they are of: bulletins give most goods as exports alone."""
        if not selection.period:
            return selection.flow, {}
        flows = dict.fromkeys((selection.flow, "export"))
        found = {
            flow: self.library.tree_values(cursor, part, selection.dataflow, flow, selection.period)
            for flow in flows
        }
        fullest = max(found, key=lambda flow: len(found[flow]))
        return fullest, found[fullest]

    def _whole(self, selection: Selection) -> Selection:
        """The region tree shows all trade; the others show that of the region, each free of the other."""
        catalog = self.library.catalog_of(selection.dataflow)
        return Selection(
            region=selection.region,
            market=catalog.markets.root,
            product=catalog.products.root,
            regime=selection.regime,
            operator=selection.operator,
        )

    def _history(
        self, cursor: Cursor, selection: Selection, part: Slice, words: Words
    ) -> tuple[Mapping[str, tuple[float, ...]], str]:
        catalog = self.library.catalogs[part.dataset]
        annual = [flow.id for flow in catalog.dataflows.values() if flow.frequency == "A"]
        history = self.library.yearly_history(cursor, part, annual, selection.flow)
        if not history.dataflow:
            return {}, ""
        flow = catalog.dataflows[history.dataflow]
        years = f"{history.periods[0]}–{history.periods[-1]}"
        note = dotted([years, flow.currency, words.name(flow)])
        return history.values, note

    def _headings(
        self,
        selection: Selection,
        flows: Mapping[DimensionName, str],
        rows: Mapping[DimensionName, Mapping[str, RowValues]],
        words: Words,
    ) -> dict[DimensionName, str]:
        """What each tree is of; the first says of which period and in which unit all their figures are."""
        region = self.library.catalog_of(selection.dataflow).regions.get(selection.region)
        place = words.name(region) if region else selection.region
        headings: dict[DimensionName, str] = {
            "region": words.text("Regions"),
            "market": words.text("Markets of {region}", region=place),
            "product": words.text("Goods of {region}", region=place),
        }
        when = period_text(selection.period, words) if selection.period else ""
        said = {"region": (when, _unit(rows["region"], words))}
        return {
            name: dotted(
                [
                    heading,
                    "" if flows[name] == selection.flow else flow_text(flows[name], words),
                    *said.get(name, ()),
                ]
            )
            for name, heading in headings.items()
        }


def _unit(rows: Mapping[str, RowValues], words: Words) -> str:
    """The unit of the first row that has a level; '' where none has."""
    levels = (found.value for found in rows.values() if found.value is not None)
    first = next(levels, None)
    return unit_name(first.unit, Scale(1.0, ""), words) if first is not None else ""
