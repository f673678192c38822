"""The data sets that the user imported: adding, replacing, renaming, removing, each whole or not at all.

One DuckDB file a data set. What is taken away goes to a folder beside, from where it can come back.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import time
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb

from app.data.imported import NAMES, names_given
from app.data.imports import bulk, careful, own_package
from app.data.imports.examine import read_plan, with_plan
from app.data.imports.findings import Findings
from app.data.imports.head import Head
from app.data.imports.messages import ImportFailedError, Message, say
from app.data.imports.plan import Importer, Options
from app.data.imports.registry import recognise
from app.data.imports.source_rows import ASKED
from app.data.imports.store_file import OUT, Identity, write_provenance
from app.data.imports.unpacking import unpacked
from app.data.imports.vintages import Revision, compare
from app.data.imports.watch import Watch
from app.data.imports.workspace import Workspace, workspace
from app.data.reference.units import cleaned
from app.data.sql import literal

SUFFIX = ".duckdb"
_TRASH = "removed"
_WORK = "work"
_FULL = ("No space left on device", "not enough space", "failed to offload", "requested and")
"""What systems, DuckDB and NumPy ('8 requested and 3 written') say of a disk without room."""
_TAKEN = frozenset({"bundled", "main", "memory", "system", "temp", "information_schema", "pg_catalog"})
"""Names that the bundled data or the store itself go by."""
DAYS_KEPT = 30
"""Days after which what was removed or replaced is deleted for good."""
_DAY = 86_400  # s


class MissingAnswerError(ImportFailedError):
    """The file leaves open what only the user can say: its flow or its period."""


@dataclass(frozen=True)
class Request:
    """What is to be imported, and what the user says about it."""

    path: Path
    name: str = ""
    importer: str = ""
    options: Options = field(default_factory=Options)


@dataclass(frozen=True)
class Written:
    """A data set that was just made."""

    dataset: str
    name: str
    path: Path
    findings: Findings
    facts: int
    revision: Revision | None = None
    """What changed, where it replaced an earlier one."""

    def to_plain(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {
            "dataset": self.dataset,
            "name": self.name,
            "facts": self.facts,
            "bytes": self.path.stat().st_size,
            "revision": self.revision.to_plain() if self.revision else None,
            **self.findings.to_plain(),
        }


@dataclass(frozen=True, slots=True)
class DatasetInfo:
    """A data set as the list of data sets shows it."""

    id: str
    name: str
    path: Path
    bytes: int
    file: str
    source_path: str
    imported: str
    importer: str
    rows_kept: int
    sha256: str
    encoding: str
    flow: str
    """The only flow of its figures; '' where it has several."""


class ImportLibrary:
    """The folder of imported data sets."""

    def __init__(self, folder: Path, importers: Mapping[str, Importer], today: date | None = None) -> None:
        """Take a folder, which need not exist yet.

        Args:
            folder: Where the files of the data sets lie.
            importers: Those that may read files, by id.
            today: The date that imports carry; that of the clock where None.
        """
        self.folder = folder
        self._importers = importers
        self._today = today

    def path(self, dataset: str) -> Path:
        """The file of a data set."""
        return self.folder / f"{dataset}{SUFFIX}"

    def datasets(self) -> tuple[DatasetInfo, ...]:
        """All data sets that can be opened, by id."""
        found = []
        for path in sorted(self.folder.glob(f"*{SUFFIX}")):
            with suppress(duckdb.Error):
                found.append(self.info(path.stem))
        return tuple(found)

    def info(self, dataset: str) -> DatasetInfo:
        """What is known of a data set.

        Raises:
            duckdb.Error: The file is damaged or not one of this program.
        """
        path = self.path(dataset)
        with duckdb.connect(str(path), read_only=True) as connection:
            row = connection.execute(
                "SELECT name, file, path, imported, importer, rows_kept, sha256, encoding FROM provenance"
            ).fetchone()
            flow = _only_flow(connection)
        if row is None:
            raise duckdb.DataError(f"{path.name} has no provenance")
        name, file, source, imported, importer, kept, sha256, encoding = row
        return DatasetInfo(
            dataset,
            names_given(self.folder).get(dataset, name),
            path,
            path.stat().st_size,
            file,
            source,
            imported,
            importer,
            kept,
            sha256,
            encoding,
            flow,
        )

    def add(self, request: Request, watch: Watch, replaces: str = "") -> Written:
        """Import a file as a new data set, or in place of an earlier one.

        Args:
            request: The file and what the user says about it.
            watch: Progress and cancelling.
            replaces: The data set whose place it takes; a name that is given and known means the same.

        Raises:
            ImportFailedError: It cannot be done; nothing was changed.
            MissingAnswerError: The file does not say its flow or period.
            ImportCancelledError: The user stopped it; nothing was changed.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        self._sweep()
        identity = self._identity(request, replaces)
        try:
            with (
                workspace(self.folder / _WORK, watch) as desk,
                unpacked(request.path, desk.folder, watch) as whole,
            ):
                finished, findings, facts = self._write(request, identity, desk, whole)
                return self._publish(identity, finished, findings, facts)
        except (OSError, duckdb.IOException, duckdb.OutOfMemoryException) as error:
            raise ImportFailedError(_not_written(error, self.folder)) from None

    def rename(self, dataset: str, name: str) -> None:
        """Give a data set another name; its id and file stay."""
        self._keep_names({**names_given(self.folder), dataset: cleaned(name, 120)})

    def remove(self, dataset: str) -> Path:
        """Take a data set away; gives where it lies, for `restore`."""
        trash = self.folder / _TRASH
        trash.mkdir(parents=True, exist_ok=True)
        target = trash / f"{dataset}{SUFFIX}"
        self.path(dataset).replace(target)
        target.touch()
        return target

    def restore(self, dataset: str) -> None:
        """Bring back what was removed or replaced last under that id."""
        (self.folder / _TRASH / f"{dataset}{SUFFIX}").replace(self.path(dataset))

    def empty_trash(self, older_than: float = 0) -> None:
        """Delete for good what was removed or replaced.

        Args:
            older_than: Only what lies there for so many days; everything where 0.
        """
        until = time.time() - older_than * _DAY
        for path in (self.folder / _TRASH).glob(f"*{SUFFIX}"):
            with suppress(OSError):
                if not older_than or path.stat().st_mtime < until:
                    path.unlink()

    def _write(
        self, request: Request, identity: Identity, desk: Workspace, whole: Head
    ) -> tuple[Path, Findings, int]:
        finished = desk.folder / f"finished{SUFFIX}"
        attach = f"ATTACH {literal(str(finished))} AS {OUT}"
        importer, head = recognise(whole, self._importers, request.importer)
        plan = read_plan(importer, head, desk, request.options)
        if plan.table and not request.name and not self.path(identity.id).exists():
            self._refuse_twin(request.path.name, plan.table.survey.sha256)
        written: tuple[Findings, int] | None
        if plan.package:
            written = own_package.write(importer, plan, finished, identity, request.path.name)
            desk.connection.execute(attach)
        else:
            desk.connection.execute(attach)
            written = bulk.try_write(importer, plan, desk, identity, request.path.name, bulk.LEAST_BYTES)
        if written is None:
            desk.allow_more_memory()
            found = with_plan(importer, plan, desk, request.path.name)
            _refuse_unanswered(found.findings)
            written = found.findings, careful.write(found, identity)
        findings, facts = written
        asked = {ASKED: dict(request.options.mapping)} if request.options.mapping else {}
        plain = findings.to_plain() | asked
        write_provenance(desk.connection, identity, importer.id, plain, str(request.path.resolve()))
        desk.watch.query(desk.connection, f"CHECKPOINT {OUT}")
        desk.connection.execute(f"DETACH {OUT}")
        return finished, findings, facts

    def _refuse_twin(self, file: str, sha256: str) -> None:
        """Refuse what is a data set already, where no name says whether to replace it."""
        same = next((known for known in self.datasets() if known.sha256 == sha256), None)
        if same:
            raise MissingAnswerError(
                say(
                    "{file} is open already, as data set '{id}': nothing was imported. Give --name {id} to "
                    "import it again in its place, or another name for a second data set.",
                    file=file,
                    id=same.id,
                )
            )

    def _publish(self, identity: Identity, finished: Path, findings: Findings, facts: int) -> Written:
        with finished.open("rb") as file:
            os.fsync(file.fileno())
        target = self.path(identity.id)
        revision = None
        if target.exists():
            revision = compare(target, finished, identity.id)
            self.remove(identity.id)
        try:
            finished.replace(target)
        except OSError:
            if revision:
                self.restore(identity.id)
            raise
        return Written(identity.id, identity.name, target, findings, facts, revision)

    def _identity(self, request: Request, replaces: str) -> Identity:
        name = cleaned(
            request.name or request.path.name.removesuffix(".gz").rpartition(".")[0] or request.path.name, 120
        )
        chosen = replaces or slug(name)
        if not replaces and not request.name:
            taken, number = chosen, 2
            while self.path(chosen).exists():
                chosen, number = f"{taken}-{number}", number + 1
        return Identity(chosen, name, (self._today or datetime.now().astimezone().date()).isoformat())

    def _sweep(self) -> None:
        """Remove what a killed import left behind; a running one holds its work file locked."""
        self.empty_trash(DAYS_KEPT)
        for folder in (self.folder / _WORK).glob("import-*"):
            if folder.name.startswith(f"import-{os.getpid()}-"):
                continue
            try:
                duckdb.connect(str(folder / "work.duckdb")).close()
            except duckdb.Error:
                continue
            shutil.rmtree(folder, ignore_errors=True)

    def _keep_names(self, names: dict[str, str]) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        beside = self.folder / f"{NAMES}.part"
        beside.write_text(json.dumps(names, ensure_ascii=False, indent=1), encoding="utf-8")
        beside.replace(self.folder / NAMES)


def slug(name: str) -> str:
    """A name as an id: letters, digits and hyphens, safe in paths and in SQL."""
    plain = unicodedata.normalize("NFKC", name).lower()
    text = re.sub(r"[^\w]+", "-", plain.replace("_", "-")).strip("-")
    short = text[:50].strip("-") or "dataset"
    return f"{short}-data" if short in _TAKEN else short


def _refuse_unanswered(findings: Findings) -> None:
    if findings.flow_missing:
        raise MissingAnswerError(
            say(
                "The file does not say whether these are exports or imports: "
                "give --flow export or --flow import."
            )
        )
    if findings.period_missing:
        raise MissingAnswerError(
            say("The file does not say of which period it is: give --period, such as --period 2024.")
        )
    if findings.doubtful:
        raise MissingAnswerError(
            say(
                "The file does not tell whether {number} has decimals or parted thousands: give --decimal . "
                "or --decimal ,",
                number=findings.doubtful,
            )
        )
    if not (findings.figures_kept or findings.wholes):
        raise ImportFailedError(say("No row of the file has a figure that can be used; --dry-run says why."))


def _not_written(error: Exception, folder: Path) -> Message:
    """Why a data set could not be written, and what helps where the disk is full."""
    if any(sign in str(error) for sign in _FULL):
        return say(
            "The disk is full: the import needs more than the {free} MB that are free for {folder}. "
            "Nothing was changed. Make room, then import the file again.",
            free=f"{shutil.disk_usage(folder).free / 1e6:,.0f}",
            folder=folder,
        )
    return say("The data set could not be written: {reason}", reason=str(error).partition("\n")[0])


def _only_flow(connection: duckdb.DuckDBPyConnection) -> str:
    try:
        row = connection.execute("SELECT enum_range(NULL::e_flow)").fetchone()
    except duckdb.CatalogException:  # a data package, whose flows are texts
        return ""
    flows = row[0] if row else []
    return str(flows[0]) if len(flows) == 1 else ""
