"""The user's own data sets in the running program: added, replaced and removed while windows look on."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.data.imported import close_dataset, open_dataset, show_names
from app.data.imports.library import DAYS_KEPT, DatasetInfo, ImportLibrary, Request, Written, slug
from app.data.imports.mapping_file import MappingMemory
from app.data.imports.messages import Message, say
from app.data.imports.plan import Importer
from app.data.imports.registry import find_importers
from app.data.imports.source_rows import KEY, find_row
from app.data.imports.watch import Watch
from app.data.library import Library
from app.data.store import identifier
from app.explorer.inspection import Inspector
from app.explorer.tracing import Tracer
from app.explorer.views import View
from app.model.catalog import Catalog
from app.model.dimension import DimensionName
from app.model.figure import Figure
from app.model.selection import Breakdown, Selection
from app.model.words import Words

_FLOWS: Final = ("total", "export", "import", "re-export", "re-import")
_MANY_REGIONS: Final = 5
_LOOKS = "looks"
_LEFT_BEHIND = 86_400  # s


@dataclass(frozen=True)
class Imports:
    """What lies on the disk and what is open, kept in step."""

    library: Library
    shelf: ImportLibrary
    importers: Mapping[str, Importer]
    memory: MappingMemory

    @property
    def inspector(self) -> Inspector:
        """Looks at files."""
        return Inspector(self.importers, self.memory, self.shelf.folder / _LOOKS)

    def add(self, request: Request, watch: Watch, replaces: str = "") -> Written:
        """Import a file and open it.

        Raises:
            ImportFailedError: It cannot be done; nothing was changed.
            ImportCancelledError: The user stopped it; nothing was changed.
        """
        written = self.shelf.add(request, watch, replaces)
        self._close(written.dataset)
        open_dataset(self.library, written.path)
        return written

    def remove(self, dataset: str) -> None:
        """Close a data set and take it away; `restore` brings it back."""
        self._close(dataset)
        self.shelf.remove(dataset)

    def restore(self, dataset: str) -> None:
        """Bring back what was removed last under that id, and open it."""
        self.shelf.restore(dataset)
        open_dataset(self.library, self.shelf.path(dataset))

    def rename(self, dataset: str, name: str) -> None:
        """Give a data set another name, in the lists and in what is open."""
        self.shelf.rename(dataset, name)
        show_names(self.library, self.shelf.path(dataset))

    def datasets(self) -> tuple[DatasetInfo, ...]:
        """All imported data sets."""
        return self.shelf.datasets()

    def opening(self, dataset: str) -> Selection:
        """The view that a data set opens with: its first dataflow by regions, markets or goods."""
        catalog = self.library.catalogs[dataset]
        flows, breakdown = self._flows(dataset), _broadest(catalog)
        has_history = any(flow.first_period != flow.last_period for flow in catalog.dataflows.values())
        return Selection(
            dataflow=next(iter(catalog.dataflows), ""),
            region=catalog.regions.root,
            market=catalog.markets.root,
            product=catalog.products.root,
            flow=next((flow for flow in _FLOWS if flow in flows), _FLOWS[0]),
            breakdown=breakdown,
            chart="trend" if breakdown is None and has_history else Selection().chart,
        )

    def _flows(self, dataset: str) -> frozenset[str]:
        """The flows that the file had figures of, as its findings say."""
        cursor = self.library.store.cursor()
        try:
            row = cursor.execute(f"SELECT findings FROM {identifier(dataset)}.main.provenance").fetchone()
        finally:
            cursor.close()
        findings = json.loads(row[0]) if row else {}
        return frozenset(str(total["flow"]) for total in findings.get("totals", ()))

    def row_of(self, figure: Figure, view: View, words: Words, watch: Watch) -> Message:
        """Where in its file an imported figure stands, found by reading the file again where need be.

        Raises:
            ImportFailedError: The file is needed but is no longer there, or no longer the same.
            ImportCancelledError: The user stopped it.
        """
        place = Tracer(self.library, view, words).place(figure)
        dataset = self.library.dataset_of(view.selection.dataflow)
        found = None
        if place is not None:
            cell = {name: place.of(name) for name in KEY} | {"unit": figure.unit}
            found = find_row(self.shelf.path(dataset), cell, self.importers, watch)
        return found.sentence() if found else say("No single row of the file has this figure.")

    def known(self, name: str) -> str:
        """The id of the data set that a name stands for already; empty where it is free."""
        dataset = slug(name)
        return dataset if self.shelf.path(dataset).exists() else ""

    def free_name(self, path: Path) -> str:
        """A name for the data set of a file that no other has."""
        base = path.name.removesuffix(".gz").rpartition(".")[0] or path.name
        name, number = base, 2
        while self.known(name):
            name, number = f"{base} {number}", number + 1
        return name

    def _close(self, dataset: str) -> None:
        if dataset in self.library.catalogs:
            close_dataset(self.library, dataset)


def _broadest(catalog: Catalog) -> Breakdown | None:
    """By provinces where there are many, otherwise by markets, or by goods."""
    sought: tuple[tuple[DimensionName, int], ...] = (("region", _MANY_REGIONS), ("market", 2), ("product", 2))
    for name, least in sought:
        tree = catalog.dimension(name)
        for level in tree.levels_below(tree.root):
            if sum(member.level == level for member in tree.members.values()) >= least:
                return Breakdown(name, level, tree.root)
    return None


def open_imports(library: Library, datasets: Path, settings: Path) -> Imports:
    """The imports of this user.

    Args:
        library: What is open.
        datasets: The folder of the data sets.
        settings: The folder of the settings, where mappings of columns are kept.
    """
    importers = find_importers()
    _sweep(datasets / _LOOKS)
    shelf = ImportLibrary(datasets, importers)
    shelf.empty_trash(DAYS_KEPT)
    return Imports(library, shelf, importers, MappingMemory(settings / "mappings"))


def _sweep(looks: Path) -> None:
    """Remove what a killed program left behind."""
    for folder in looks.glob("import-*"):
        if time.time() - folder.stat().st_mtime > _LEFT_BEHIND:
            shutil.rmtree(folder, ignore_errors=True)
