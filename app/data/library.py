"""The data sets that are open, and which of them a dataflow belongs to."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.data.catalog_files import read_catalog
from app.data.coverage import Offer, offers
from app.data.csv_files import Problems
from app.data.package_descriptor import read_descriptor
from app.data.store import BUNDLED, Cursor, Store
from app.model.catalog import Catalog, Dataflow


@dataclass
class Library:
    """Open data sets, each with its catalogue; all their figures are in one store."""

    store: Store
    catalogs: dict[str, Catalog] = field(default_factory=dict)
    unopened: list[str] = field(default_factory=list)
    """Why an imported data set could not be opened, one message each."""
    _offers: dict[tuple[str, Hashable], list[Offer]] = field(default_factory=dict)
    """Counts already made: the figures of an open data set do not change."""

    def offers(
        self, cursor: Cursor, dataset: str, dimension: str, members: Sequence[str], fixed: dict[str, str],
        indicator: str,
    ) -> list[Offer]:  # fmt: skip
        """What every dataflow and period has for a question, see `app.data.coverage.offers`."""
        key = (dataset, (dimension, tuple(members), tuple(fixed.items()), indicator))
        if key not in self._offers:
            self._offers[key] = offers(cursor, dataset, dimension, members, fixed, indicator)
        return self._offers[key]

    def forget(self, dataset: str) -> None:
        """Drop what was counted of a data set that is opened, replaced or closed."""
        for key in [key for key in self._offers if key[0] == dataset]:
            del self._offers[key]

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
    def problems(self) -> tuple[str, ...]:
        """What was damaged and left out of all open data sets."""
        damaged = (message for catalog in self.catalogs.values() for message in catalog.problems)
        return (*damaged, *self.unopened)


def open_bundled(folder: Path) -> Library:
    """Read the bundled data set; damaged rows and files are left out and noted as problems."""
    problems = Problems()
    package = read_descriptor(folder, problems)
    catalog = read_catalog(package, problems)
    store = Store()
    store.load(package.observations(), catalog, problems)
    return Library(store, {BUNDLED: replace(catalog, problems=tuple(problems.messages))})
