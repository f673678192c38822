"""The data sets that are open, and which of them a dataflow belongs to."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from app.data.catalog_files import read_catalog
from app.data.coverage import Offer, Pairs, codes_with_figures, has_indicator, offers, pairs, units_of
from app.data.csv_files import Problems
from app.data.frame_request import FrameRequest
from app.data.group_sums import add_group_sums
from app.data.memory import Memory
from app.data.package_descriptor import read_descriptor
from app.data.slice import Slice
from app.data.store import BUNDLED, Cursor, Store
from app.data.tree_values import History, RowValues, longest_history, tree_values
from app.model.catalog import Catalog, Dataflow
from app.model.message import Message

T = TypeVar("T")


@dataclass
class Library:
    """Open data sets, each with its catalogue; all their figures are in one store."""

    store: Store
    catalogs: dict[str, Catalog] = field(default_factory=dict)
    unopened: list[Message] = field(default_factory=list)
    """Why an imported data set could not be opened, one message each."""
    _memory: Memory = field(default_factory=Memory)

    def offers(self, cursor: Cursor, part: Slice, members: Sequence[str]) -> list[Offer]:
        """What every dataflow and period has for a question, see `app.data.coverage.offers`."""
        question = ("offers", part.key(), tuple(members))
        return self._memory.recall(part.dataset, question, lambda: offers(cursor, part, members))

    def pairs(self, cursor: Cursor, request: FrameRequest) -> Pairs:
        """How much of a table of two dimensions has figures, see `app.data.coverage.pairs`."""
        question = ("pairs", request.key())
        return self._memory.recall(request.dataset, question, lambda: pairs(cursor, request))

    def codes_with_figures(
        self,
        cursor: Cursor,
        dataset: str,
        dimension: str,
        fixed: Mapping[str, str] | None = None,
        flows: Sequence[str] = (),
    ) -> frozenset[str]:
        """Codes that have figures, see `app.data.coverage.codes_with_figures`."""
        question = ("codes", dimension, _frozen(fixed or {}), tuple(flows))
        return self._memory.recall(
            dataset, question, lambda: codes_with_figures(cursor, dataset, dimension, fixed, flows)
        )

    def has_indicator(self, cursor: Cursor, dataset: str, dataflow: str, indicator: str) -> bool:
        """Whether a dataflow has any figure of an indicator."""
        question = ("indicator", dataflow, indicator)
        return self._memory.recall(
            dataset, question, lambda: has_indicator(cursor, dataset, dataflow, indicator)
        )

    def units_of(self, cursor: Cursor, part: Slice, members: Sequence[str], dataflow: str) -> frozenset[str]:
        """The units that the figures of members are in, see `app.data.coverage.units_of`."""
        question = ("units", part.key(), tuple(members), dataflow)
        return self._memory.recall(part.dataset, question, lambda: units_of(cursor, part, members, dataflow))

    def recall(self, dataset: str, question: Hashable, ask: Callable[[], T]) -> T:
        """The answer to any other question about a data set, asked once; it must not be changed."""
        return self._memory.recall(dataset, question, ask)

    def tree_values(
        self, cursor: Cursor, part: Slice, dataflow: str, flow: str, period: str
    ) -> Mapping[str, RowValues]:
        """Level and growth of every member, see `app.data.tree_values.tree_values`."""
        question = ("tree", part.key(), dataflow, flow, period)
        return self._memory.recall(
            part.dataset, question, lambda: tree_values(cursor, part, dataflow, flow, period)
        )

    def yearly_history(self, cursor: Cursor, part: Slice, dataflows: Sequence[str], flow: str) -> History:
        """The longest history of every member, see `app.data.tree_values.longest_history`."""
        question = ("history", part.key(), tuple(dataflows), flow)
        return self._memory.recall(
            part.dataset, question, lambda: longest_history(cursor, part, dataflows, flow)
        )

    def forget(self, dataset: str) -> None:
        """Drop what is remembered of a data set that is opened, replaced or closed."""
        self._memory.forget(dataset)

    def dataset_of(self, dataflow: str) -> str:
        """The data set that holds a dataflow; the bundled one where no other does."""
        return next(
            (name for name, catalog in self.catalogs.items() if dataflow in catalog.dataflows), BUNDLED
        )

    def catalog_of(self, dataflow: str) -> Catalog:
        """The catalogue of the data set that holds a dataflow."""
        return self.catalogs[self.dataset_of(dataflow)]

    def dataflow(self, dataflow: str) -> Dataflow:
        """A dataflow by its id.

        Raises:
            KeyError: No open data set has it.
        """
        return self.catalog_of(dataflow).dataflows[dataflow]

    @property
    def problems(self) -> tuple[Message, ...]:
        """What was damaged and left out of all open data sets."""
        damaged = (message for catalog in self.catalogs.values() for message in catalog.problems)
        return (*damaged, *self.unopened)


def _frozen(codes: Mapping[str, str]) -> Hashable:
    return tuple(sorted(codes.items()))


def open_bundled(folder: Path) -> Library:
    """Read the bundled data set; damaged rows and files are left out and noted as problems."""
    problems = Problems()
    package = read_descriptor(folder, problems)
    catalog = read_catalog(package, problems)
    store = Store()
    store.load(package.observations(), catalog, problems)
    add_group_sums(store.cursor(), catalog.regions)
    return Library(store, {BUNDLED: replace(catalog, problems=tuple(problems.messages))})
