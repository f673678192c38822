"""From a figure back to the print that it was read from: its cell, its basis, its other prints, its inputs.

A figure carries what was printed, not where it stands. Its cell is found by the print itself, or by its
place in the chart on the screen; where several cells have the very same print, none is claimed.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from app.charts.periods import period_text
from app.data.columns import CELL_KEY
from app.data.group_sums import SUM_OF_MEMBERS
from app.data.library import Library
from app.data.observations import Observation, also_published, observations
from app.data.slice import Slice
from app.data.store import BUNDLED, Cursor
from app.data.tree_values import RowValues
from app.explorer.describe import described, name
from app.explorer.formulas import formula_text, is_of_a_cell
from app.explorer.members import FLOW_MEMBERS, dimension_name
from app.explorer.place import Place
from app.explorer.views import View
from app.model.catalog import Catalog, Dataflow
from app.model.dimension import DIMENSIONS
from app.model.figure import Figure
from app.model.flows import FORMULAS, FlowFormula, derived_flow, with_inputs
from app.model.period import Period, PeriodError
from app.model.units import is_relative
from app.model.words import Words

_CANDIDATES = 60
_NEARLY = 1e-9
_FIXED = ("market", "product", "regime", "operator")
"""What stands still where figures of regions are looked at."""


@dataclass(frozen=True, slots=True)
class Trace:
    """What is known of a figure beyond the figure itself."""

    what: str = ""
    """What it is, in words: place, period, flow, market and goods."""
    dataflow: Dataflow | None = None
    others: tuple[Observation, ...] = ()
    """The other prints of the same cell."""
    inputs: tuple[Figure, ...] = ()
    """Those of a derived figure, each with what it is as its label."""


@dataclass(frozen=True)
class Tracer:
    """Traces figures of one view."""

    library: Library
    view: View
    words: Words

    def trace(self, cursor: Cursor, figure: Figure) -> Trace:
        """Find out about a figure what it does not carry itself."""
        place = self.place(figure)
        if figure.status == "derived":
            return self._derived(cursor, figure, place)
        cells = self._cells(cursor, figure, place) or self._cells(cursor, figure, None)
        if len(cells) != 1:
            return self._uncertain(cells, figure, place)
        seen = cells[0]
        return Trace(
            what=self.what(seen),
            dataflow=self._dataflow(seen.dataflow),
            others=tuple(also_published(cursor, seen)) if self._is_bundled else (),
        )

    def what(self, seen: Observation) -> str:
        """Place, period and description of an observation: 'Zhejiang, 2025: exports to ASEAN'."""
        where = name(self._catalog, "region", seen.region, self.words)
        what = described(seen, self._catalog, self.words)
        return self.words.text(
            "{place}, {period}: {what}", place=where, period=period_text(seen.period, self.words), what=what
        )

    @property
    def _is_bundled(self) -> bool:
        return self.library.dataset_of(self.view.selection.dataflow) == BUNDLED

    @property
    def _catalog(self) -> Catalog:
        return self.library.catalog_of(self.view.selection.dataflow)

    def _dataflow(self, dataflow: str) -> Dataflow | None:
        return self._catalog.dataflows.get(dataflow)

    def place(self, figure: Figure) -> Place | None:
        """Where the chart on the screen has this very figure."""
        spec = self.view.spec
        if spec is None:
            return None
        key = next((key for key, found in spec.figures.items() if found is figure), None)
        if key is None:
            return None
        is_growth = key.startswith("growth|") or figure.formula.startswith("growth")
        return self._cell_of("growth" if is_growth else self.view.selection.indicator, key.split("|"))

    def _cell_of(self, indicator: str, parts: list[str]) -> Place:
        """The cell of the view that differs from it by what the parts of a key name."""
        selection = self.view.selection
        columns = {
            "dataflow": selection.dataflow, "region": selection.region, "market": selection.market,
            "product": selection.product, "regime": selection.regime, "operator": selection.operator,
            "flow": selection.flow, "period": selection.period, "indicator": indicator,
        }  # fmt: skip
        found_period = False
        for part in reversed(parts):  # members stand first: a heading of goods may look like a year
            if part in FLOW_MEMBERS:
                columns["flow"] = part
            elif not found_period and _is_period(part):
                columns["period"], found_period = part, True
        for breakdown in (selection.breakdown, selection.across):
            if breakdown is not None and breakdown.kind in DIMENSIONS:
                tree = self._catalog.dimension(dimension_name(breakdown.kind))
                code = next((part for part in parts if part in tree), "")
                columns |= {breakdown.kind: code} if code else {}
        return Place(tuple(columns.items()))

    def _cells(self, cursor: Cursor, figure: Figure, place: Place | None) -> list[Observation]:
        """One observation for every cell that has this print."""
        if figure.value is None or not self._is_bundled:
            return []
        printed = {
            "value": figure.value, "unit": figure.unit, "qualifier": figure.qualifier,
            "published": figure.published, "source": figure.source,
        }  # fmt: skip
        asked = {column: str(value) for column, value in printed.items()}
        asked |= dict(place.columns) if place is not None else {}
        cells: dict[tuple[object, ...], Observation] = {}
        for seen in observations(cursor, BUNDLED, asked, limit=_CANDIDATES):
            cells.setdefault(tuple(getattr(seen, column) for column in CELL_KEY), seen)
        labelled = [
            seen for seen in cells.values() if described(seen, self._catalog, self.words) == figure.label
        ]
        return labelled if len(labelled) == 1 else list(cells.values())

    def _uncertain(self, cells: list[Observation], figure: Figure, place: Place | None) -> Trace:
        """Several cells, or none: what they all share is said, and what the chart says of its own figure."""
        return Trace(self._told(figure, place), self._basis_of(cells, place))

    def _basis_of(self, cells: Iterable[Observation], place: Place | None) -> Dataflow | None:
        """The basis that cells share; where there is none, that of the place, or of a user's own data."""
        bases = {seen.dataflow for seen in cells}
        if not bases and place is not None:
            bases = {place.of("dataflow")}
        if not bases and not self._is_bundled:
            bases = {self.view.selection.dataflow}
        return self._dataflow(bases.pop()) if len(bases) == 1 else None

    def _told(self, figure: Figure, place: Place | None) -> str:
        """What a figure of the data is by its place in the chart; '' where it has none there."""
        if place is None or not (figure.status == "reported" or is_of_a_cell(figure.formula)):
            return ""
        is_growth = place.of("indicator") == "growth"
        if is_relative(figure.unit) is not is_growth:
            return ""
        return self.what(place.observation())

    # Derived figures

    def _derived(self, cursor: Cursor, figure: Figure, place: Place | None) -> Trace:
        inputs = figure.inputs or tuple(self._found_inputs(cursor, figure, place))
        known = [self._cells(cursor, given, None) for given in inputs]
        at = place or self._cell_of(self.view.selection.indicator, [])
        labelled = (
            replace(given, label=self.what(cells[0]) if len(cells) == 1 else self._named(cursor, given, at))
            for given, cells in zip(inputs, known, strict=True)
        )
        basis = self._basis_of(chain.from_iterable(known), place)
        return Trace(self._told(figure, place), basis, inputs=tuple(labelled))

    def _named(self, cursor: Cursor, given: Figure, at: Place) -> str:
        """What an input is that no single print tells: the level or growth of a place near its figure."""
        if given.label:
            return given.label
        level = self.view.selection.level
        for near in at.near(self.view.selection):
            dataflow, fixed = near.of("dataflow"), {column: near.of(column) for column in _FIXED}
            part = Slice(self.library.dataset_of(dataflow), "region", fixed, level)
            rows = self.library.tree_values(cursor, part, dataflow, near.of("flow"), near.of("period"))
            row = rows.get(near.of("region"), RowValues())
            for indicator, found in ((level, row.value), ("growth", row.growth)):
                if found is not None and _is_same(found, given):
                    return self.what(replace(near.observation(), indicator=indicator))
        return formula_text(given.formula, self.words)

    def _found_inputs(self, cursor: Cursor, figure: Figure, place: Place | None) -> Iterator[Figure]:
        """The inputs of a figure that was derived by the query: kept only where they give the very value."""
        rule = next((rule for rule in FORMULAS if rule.text == figure.formula), None)
        selection = self.view.selection
        at = place or self._cell_of(selection.indicator, [])
        found: list[Figure] = []
        if figure.formula == SUM_OF_MEMBERS:
            yield from self._members(cursor, figure, at)
        elif rule is not None:
            found = self._two(cursor, at, ("flow", rule.first), ("flow", rule.second))
        elif figure.unit == "percent" and figure.formula.startswith("growth"):
            level = Place((*at.columns, ("indicator", selection.indicator)))
            prior = str(Period.parse(at.of("period")).year_before()) if at.of("period") else ""
            found = self._two(cursor, level, ("period", at.of("period")), ("period", prior))
        if len(found) == 2 and _gives(found, rule, figure):
            yield from found

    def _members(self, cursor: Cursor, figure: Figure, at: Place) -> Iterator[Figure]:
        """The levels of a group's members, where they give the very value."""
        members = self._catalog.regions.children(at.of("region"))
        cells = (dict(at.columns) | {"region": member} for member in members)
        shown = [
            self._figure(seen)
            for asked in cells
            for seen in observations(cursor, BUNDLED, asked, shown_only=True, limit=1)
        ]
        if math.isclose(sum(given.value or 0.0 for given in shown), figure.value or 0.0, rel_tol=_NEARLY):
            yield from shown

    def _two(
        self, cursor: Cursor, at: Place, first: tuple[str, str], second: tuple[str, str]
    ) -> list[Figure]:
        dataset = self.library.dataset_of(self.view.selection.dataflow)
        found: list[Figure] = []
        for column, value in (first, second):
            asked = dict(at.columns) | {column: value}
            seen = observations(cursor, dataset, asked, shown_only=True, limit=1)
            level = self._figure(seen[0]) if seen else self._from_flows(cursor, dataset, asked)
            found += [level] if level else []
        return found

    def _from_flows(self, cursor: Cursor, dataset: str, asked: Mapping[str, str]) -> Figure | None:
        """A level that is not printed, from the two flows that give it."""
        wanted = asked.get("flow", "")
        prints = [
            seen
            for flow in with_inputs(wanted)[1:]
            for seen in observations(cursor, dataset, {**asked, "flow": flow}, shown_only=True, limit=1)
        ]
        level = derived_flow(wanted, {seen.flow: self._figure(seen) for seen in prints})
        return replace(level, label=self.what(replace(prints[0], flow=wanted))) if level else None

    def _figure(self, seen: Observation) -> Figure:
        return Figure(
            seen.value, seen.unit, seen.qualifier, rounding=seen.rounding, published=seen.published,
            source=seen.source, vintage=seen.vintage, note=seen.note, label=self.what(seen),
        )  # fmt: skip


def _is_same(found: Figure, given: Figure) -> bool:
    """Whether two figures say the same amount in the same unit; growth may be read in points."""
    alike = found.unit == given.unit or (is_relative(found.unit) and is_relative(given.unit))
    if found.value is None or given.value is None or not alike:
        return False
    return math.isclose(found.value, given.value, rel_tol=_NEARLY)


def _gives(inputs: list[Figure], rule: FlowFormula | None, figure: Figure) -> bool:
    """Whether two inputs give a derived figure by its formula."""
    first, second = (given.value or 0.0 for given in inputs)
    if rule is None and second == 0:
        return False
    value = rule.of(first, second) if rule is not None else 100 * (first / second - 1)
    wanted = figure.value or 0.0
    return abs(value - wanted) <= _NEARLY * max(abs(value), abs(wanted), 1.0)


def _is_period(text: str) -> bool:
    try:
        Period.parse(text)
    except PeriodError:
        return False
    return True
