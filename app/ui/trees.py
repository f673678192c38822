"""The trees of a data set with the indexes of their filters, made once and off the window's thread."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.model.dimension import DIMENSIONS
from app.model.glossary import meanings
from app.ui.models.filter_index import FilterIndex
from app.ui.models.tree_model import TreeModel

if TYPE_CHECKING:
    from app.model.catalog import Catalog
    from app.model.dimension import DimensionName
    from app.model.words import Words


@dataclass
class Trees:
    """Indexes of the catalogues that were shown."""

    _indexes: dict[int, tuple[Catalog, dict[DimensionName, FilterIndex]]] = field(default_factory=dict)
    """By the identity of the catalogue, which is kept so that no other takes its place in memory."""

    def prepare(self, catalog: Catalog) -> None:
        """Index a catalogue unless that was done before."""
        if id(catalog) not in self._indexes:
            indexes = {name: FilterIndex(catalog.dimension(name)) for name in DIMENSIONS}
            self._indexes[id(catalog)] = (catalog, indexes)

    def model(self, catalog: Catalog, words: Words) -> TreeModel:
        """The navigator's model of a catalogue."""
        self.prepare(catalog)
        dimensions = {name: catalog.dimension(name) for name in DIMENSIONS}
        made = TreeModel(dimensions, self._indexes[id(catalog)][1], words)
        made.explain(meanings(catalog.terms, words))
        return made
