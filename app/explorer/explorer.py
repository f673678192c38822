"""The explorer: every question of the window and the command line, answered from the open data sets.

A question that the first chart does without imports what answers it when it is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from app.charts.kind import Kind
from app.charts.origin import Origin, figures_of, sources_of
from app.data.library import Library
from app.data.store import Cursor
from app.explorer import moves
from app.explorer.adviser import Adviser
from app.explorer.chart_options import indicator_choices, option_choices
from app.explorer.charting import Charting
from app.explorer.controls import Controls
from app.explorer.views import Advice, BreakdownChoice, View
from app.explorer.ways_out import WaysOut
from app.model.catalog import Catalog
from app.model.dimension import DIMENSIONS, DimensionName
from app.model.figure import Figure
from app.model.selection import Breakdown, Selection
from app.model.words import Words

if TYPE_CHECKING:
    from app.explorer.finder import Finding
    from app.explorer.surroundings import Detail, NavigatorValues, Provenance


@dataclass(frozen=True)
class Explorer:
    """Answers selections. Every method that reads takes the cursor of the task that calls it."""

    library: Library
    kinds: Mapping[str, Kind]

    @cached_property
    def adviser(self) -> Adviser:
        """Fills in selections."""
        return Adviser(self.library, self.kinds)

    def open_cursor(self) -> Cursor:
        """A cursor for one task."""
        return self.library.store.cursor()

    def catalog(self, selection: Selection) -> Catalog:
        """The catalogue that the selection's codes belong to."""
        return self.library.catalog_of(selection.dataflow)

    def start(self) -> Selection:
        """The view that the window opens with: Zhejiang among the provinces."""
        regions = self.library.catalog_of("").regions
        home = "330000" if "330000" in regions else regions.root
        return Selection(region=home, breakdown=Breakdown("region", "province", regions.root))

    def open_dataflow(self, selection: Selection, dataflow: str) -> Selection:
        """The selection on another basis, or in another data set with what that has of it."""
        return moves.open_dataflow(self.library.catalog_of(dataflow), selection, dataflow)

    def complete(self, cursor: Cursor, selection: Selection, words: Words) -> Selection:
        """The selection with everything filled in that it leaves open, see `Adviser.complete`."""
        return self._focused(self.adviser.complete(cursor, selection, words))

    def _focused(self, completed: Selection) -> Selection:
        return replace(completed, focus=moves.focused(self.catalog(completed), completed))

    def view(
        self,
        cursor: Cursor,
        selection: Selection,
        words: Words,
        *,
        strict: bool = False,
        lenient: bool = False,
        steady: bool = False,
    ) -> View:
        """The chart of a selection, and what the controls offer.

        Args:
            cursor: Of the task.
            selection: What is asked for.
            words: The language of the texts.
            strict: Whether what the selection names is kept, see `Adviser.complete`.
            lenient: Whether its breakdown was not chosen for this chart, see `Adviser.complete`.
            steady: Whether scale and axes are those of all periods, for one of many that are gone through.
        """
        found = self.adviser.complete(cursor, selection, words, strict=strict, lenient=lenient)
        completed = self._focused(found)
        controls = Controls(self.library)
        shape = self.adviser.shape(cursor, completed)
        kind = self.kinds[completed.chart]
        empty = (
            kind.reason(shape, words) if completed.dataflow else words.text("No figures for this selection")
        )
        if empty and not (shape.members or shape.members_with_growth):
            empty = self._not_together(completed, words) or empty
        spec = None
        if not empty:
            data = Charting(self.library).data(cursor, completed, kind, words, steady=steady)
            spec = kind.chart(data, words)
        choices, ways = controls.choices(cursor, completed, words), WaysOut(self.adviser)
        return View(
            selection=completed,
            spec=spec,
            empty=empty,
            ways_out=ways.of(cursor, completed, words) if empty else (),
            fuller=None if empty else ways.fuller(cursor, completed, choices.periods, words),
            choices=replace(
                choices,
                options=option_choices(kind, shape, completed, words),
                indicators=indicator_choices(kind, choices.indicators, words),
            ),
            crumbs=controls.crumbs(completed, words),
        )

    def advice(self, cursor: Cursor, selection: Selection, words: Words) -> tuple[Advice, ...]:
        """Which kinds of chart can show a completed selection, the best answer first."""
        return self.adviser.advice(self.adviser.shape(cursor, selection), words)

    def _not_together(self, selection: Selection, words: Words) -> str:
        """That several chosen members have no figure together, and the way out; '' of fewer than two."""
        catalog = self.catalog(selection)
        chosen = [(catalog.dimension(name), selection.of(name)) for name in DIMENSIONS]
        named = [words.name(tree[code]) for tree, code in chosen if code in tree and code != tree.root]
        if len(named) < 2:
            return ""
        breakdown = selection.breakdown
        if breakdown is not None and breakdown.parent in [code for tree, code in chosen if code != tree.root]:
            return words.text(
                "The sources do not break {names} down this way: choose another breakdown.",
                names=words.listing(named),
            )
        return words.text(
            "The sources have no figure of {names} together: choose all markets or all goods.",
            names=words.listing(named),
        )

    def breakdowns(self, cursor: Cursor, selection: Selection, words: Words) -> tuple[BreakdownChoice, ...]:
        """The ways to break a completed selection down, with the reason of those that have no figures."""
        return Controls(self.library).breakdowns(cursor, selection, words)

    def navigator(self, cursor: Cursor, selection: Selection, words: Words) -> NavigatorValues:
        """Values beside the names in the trees, for a completed selection."""
        from app.explorer.navigator import Navigator

        return Navigator(self.library).values(cursor, selection, words)

    def detail(self, cursor: Cursor, selection: Selection, words: Words) -> Detail:
        """The detail panel, for a completed selection."""
        from app.explorer.details import Details

        return Details(self.library).detail(cursor, selection, words)

    def provenance(self, figure: Figure, words: Words) -> Provenance:
        """Everything known about one figure."""
        from app.explorer.provenance import provenance

        sources = {key: source for c in self.library.catalogs.values() for key, source in c.sources.items()}
        return provenance(figure, sources, words)

    def trace(self, cursor: Cursor, figure: Figure, view: View, words: Words) -> Provenance:
        """The same with what it is, its basis, its other prints and the inputs of its formula."""
        from app.explorer.provenance import provenance
        from app.explorer.tracing import Tracer

        catalog = self.catalog(view.selection)
        found = Tracer(self.library, view, words).trace(cursor, figure)
        return provenance(figure, catalog.sources, words, found)

    def origin(self, view: View, words: Words) -> Origin:
        """What a file of the view's chart says of where its figures come from."""
        catalog = self.catalog(view.selection)
        dataflow = catalog.dataflows.get(view.selection.dataflow)
        figures = figures_of(view.spec) if view.spec is not None else ()
        return Origin(
            words,
            view.selection.to_json(),
            dataflow.basis(words.language) if dataflow is not None else "",
            sources_of(figures, catalog.sources),
        )

    def search(self, text: str, selection: Selection, words: Words, limit: int = 12) -> tuple[Finding, ...]:
        """What a text in the search box may mean."""
        from app.explorer.finder import Finder

        return Finder(self.catalog(selection)).find(text, selection, words, limit)

    def select_member(
        self, selection: Selection, dimension: DimensionName, code: str, branch: str = ""
    ) -> Selection:
        """What a click in a tree leads to."""
        return moves.select_member(self.catalog(selection), selection, dimension, code, branch)

    def compare(self, selection: Selection, dimension: DimensionName, code: str) -> Selection:
        """What 'Compare' on a member leads to, see `moves.compare`."""
        return moves.compare(self.catalog(selection), selection, dimension, code)

    def with_option(self, selection: Selection, name: str, value: str) -> Selection:
        """Another answer to an option of the kind shown; one that the kind does not have changes nothing."""
        options = {option.name: option for option in self.kinds[selection.chart].options}
        return options[name].chosen(selection, value) if name in options else selection

    def drill(self, selection: Selection, member: str) -> Selection:
        """What a double click on a mark leads to."""
        return moves.drill(self.catalog(selection), selection, member)

    def up(self, selection: Selection) -> Selection:
        """What Esc leads to."""
        return moves.up(self.catalog(selection), selection)
