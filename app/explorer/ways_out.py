"""Where to go from a view that has nothing to show: the nearest views that have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from app.charts.captions import dotted
from app.data.store import BUNDLED, Cursor
from app.explorer.adviser import Adviser
from app.explorer.candidates import Candidate
from app.explorer.members import FLOW_MEMBERS
from app.explorer.views import Choice, WayOut
from app.model.dimension import DIMENSIONS
from app.model.period import Period
from app.model.selection import Selection
from app.model.words import Words

MOST = 3
_FULLER = 2.0
"""How many times as many figures make another basis worth going to."""


@dataclass(frozen=True)
class WaysOut:
    """Tries what a person would try next, and offers what works."""

    adviser: Adviser

    def of(self, cursor: Cursor, selection: Selection, words: Words) -> tuple[WayOut, ...]:
        """The nearest views that have a chart, at most `MOST`; the next are tried only where there is none.

        Args:
            cursor: Of the task.
            selection: A completed selection without a chart.
            words: The language of the labels.
        """
        for tries in (self._nearby, self._wider, self._flows_in_any_kind, self._elsewhere):
            if found := tuple(islice(tries(cursor, selection, words), MOST)):
                return found
        return ()

    def fuller(
        self, cursor: Cursor, selection: Selection, periods: Sequence[Choice], words: Words
    ) -> WayOut | None:
        """The same chart where more of it is known; None where this one is good enough.

        Of a history on the basis that has most of it, of one period in the nearest one that has figures of
        most members.

        Args:
            cursor: Of the task.
            selection: A completed selection with a chart.
            periods: What may be chosen instead of its period.
            words: The language of the label.
        """
        kind = self.adviser.kinds[selection.chart]
        if kind.needs.periods == "all":
            return self._fuller_basis(cursor, selection, words)
        return _fuller_period(selection, periods, words)

    def _nearby(self, cursor: Cursor, selection: Selection, words: Words) -> Iterator[WayOut]:
        """The same on a fuller basis, of another flow or in another kind; nothing where there is no basis."""
        if not selection.dataflow:
            return
        if fuller := self._fuller_basis(cursor, selection, words):
            yield fuller
        yield from self._other_flows(cursor, selection, words)
        yield from self._other_kinds(cursor, selection, words)

    def _fuller_basis(self, cursor: Cursor, selection: Selection, words: Words) -> WayOut | None:
        kind, library = self.adviser.kinds[selection.chart], self.adviser.library
        bundled = library.catalogs.get(BUNDLED)
        is_one_history = kind.needs.periods == "all" and not (kind.needs.across or kind.needs.joins_ranks)
        if not is_one_history or bundled is None or selection.dataflow not in bundled.dataflows:
            return None
        anywhere = replace(selection, dataflow="", period="", since="", unit="")
        found = list(self.adviser.candidates(cursor, anywhere, kind))
        here = [c for c in found if c.selection.dataflow == selection.dataflow]
        own = max(here, key=_history, default=None)
        by_flow = selection.breakdown is not None and selection.breakdown.kind == "flow"
        if own is None or not (_flows_with_gaps(here) if by_flow else own.shape.gappy):
            return None
        if by_flow:  # they stand for a history of members: the fuller one is that of members again
            found = list(self.adviser.candidates(cursor, replace(anywhere, breakdown=None), kind))
        best = max((c for c in found if not kind.reason(c.shape, words)), key=_history, default=None)
        if best is None or best.history < _FULLER * own.history:
            return None
        if not by_flow and best.shape.filled <= own.shape.filled:
            return None
        why = words.text("Mostly gaps on this basis. Fuller:")
        return WayOut(words.name(bundled.dataflows[best.selection.dataflow]), best.selection, why)

    def _other_flows(self, cursor: Cursor, selection: Selection, words: Words) -> Iterator[WayOut]:
        """The same chart of a flow that this basis has figures of."""
        kind = self.adviser.kinds[selection.chart]
        for flow in ("total", "export", "import"):
            if flow == selection.flow:
                continue
            other = self.adviser.complete(cursor, replace(selection, flow=flow), words)
            same = (other.dataflow, other.breakdown) == (selection.dataflow, selection.breakdown)
            if same and not kind.reason(self.adviser.shape(cursor, other), words):
                yield WayOut(words.name(FLOW_MEMBERS[flow]), other)

    def _other_kinds(self, cursor: Cursor, selection: Selection, words: Words) -> Iterator[WayOut]:
        """The same figures in the kinds that answer them best."""
        shape = self.adviser.shape(cursor, selection)
        for kind in self.adviser.advice(shape, words):
            if not kind.reason:
                yield WayOut(kind.title, replace(selection, chart=kind.kind))

    def _flows_in_any_kind(self, cursor: Cursor, selection: Selection, words: Words) -> Iterator[WayOut]:
        """Another flow of the same basis, in whatever kind answers it."""
        for flow in ("total", "export", "import"):
            if flow == selection.flow:
                continue
            other = self.adviser.complete(cursor, replace(selection, flow=flow), words)
            fitting = self._fitting(cursor, other, words) if other.dataflow == selection.dataflow else None
            if fitting is not None:
                kind = words.text(self.adviser.kinds[fitting.chart].title)
                yield WayOut(dotted([words.name(FLOW_MEMBERS[flow]), kind]), fitting)

    def _elsewhere(self, cursor: Cursor, selection: Selection, words: Words) -> Iterator[WayOut]:
        """The same on another basis of the data set, or else whatever that has."""
        catalog = self.adviser.library.catalog_of(selection.dataflow)
        others = [flow for flow in catalog.dataflows if flow != selection.dataflow]
        for breakdown in dict.fromkeys((selection.breakdown, None)):
            freed = replace(selection, period="", since="", unit="", breakdown=breakdown, across=None)
            for dataflow in (*others, selection.dataflow):
                other = self.adviser.complete(cursor, replace(freed, dataflow=dataflow), words)
                fitting = self._fitting(cursor, other, words) if other.dataflow == dataflow else None
                if fitting is not None:
                    yield WayOut(words.name(catalog.dataflows[dataflow]), fitting)

    def _wider(self, cursor: Cursor, selection: Selection, words: Words) -> Iterator[WayOut]:
        """All markets, all goods or the whole country instead of the chosen one."""
        catalog = self.adviser.library.catalog_of(selection.dataflow)
        for name in reversed(DIMENSIONS):
            tree = catalog.dimension(name)
            if selection.of(name) == tree.root:
                continue
            wider = replace(selection.with_member(name, tree.root), breakdown=None, across=None, pinned=())
            completed = self.adviser.complete(cursor, wider, words)
            if not completed.dataflow:
                continue
            fitting = self._fitting(cursor, completed, words)
            if fitting is not None:
                label = {"market": words.text("All markets"), "product": words.text("All goods")}
                yield WayOut(label.get(name) or words.name(tree[tree.root]), fitting)

    def _fitting(self, cursor: Cursor, selection: Selection, words: Words) -> Selection | None:
        """The selection in its own kind, or in the one that answers it best."""
        shape = self.adviser.shape(cursor, selection)
        fitting = [kind.kind for kind in self.adviser.advice(shape, words) if not kind.reason]
        if not fitting:
            return None
        return selection if selection.chart in fitting else replace(selection, chart=fitting[0])


def _fuller_period(selection: Selection, periods: Sequence[Choice], words: Words) -> WayOut | None:
    """The nearest period of the same length with figures of most members, the later of two."""
    here = next((period for period in periods if period.key == selection.period), None)
    if here is None or not here.sparse:
        return None
    own = Period.parse(here.key)
    full = [(Period.parse(period.key), period) for period in periods if not period.sparse]
    alike = [(period, choice) for period, choice in full if period.months == own.months]
    if not alike:
        return None
    _, nearest = min(alike, key=lambda pair: (abs(pair[0].last_month - own.last_month), -pair[0].last_month))
    why = words.text(
        "{period}: {figures}. Nearest with most of them:", period=here.label, figures=here.detail
    )
    return WayOut(nearest.label, replace(selection, period=nearest.key), why)


def _flows_with_gaps(years: Sequence[Candidate]) -> bool:
    """Whether less than half of the flows are known in the years from the first to the last."""
    known = {Period.parse(c.selection.period): c.shape.members for c in years}
    if not all(period.frequency == "A" for period in known):
        return False
    span = max(period.year for period in known) - min(period.year for period in known) + 1
    return 2 * sum(known.values()) < span * max(known.values())


def _history(candidate: Candidate) -> tuple[float, int]:
    """How much there is in one history; of one dataflow, its latest period stands for it."""
    return candidate.history, Period.parse(candidate.selection.period).last_month
