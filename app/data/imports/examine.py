"""The first half of an import: recognise, read, judge and count, without writing a data set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from app.data.imports import own_package, wholes
from app.data.imports.findings import Findings
from app.data.imports.head import Head
from app.data.imports.messages import ImportFailedError, say
from app.data.imports.plan import Importer, Options, Plan
from app.data.imports.registry import recognise
from app.data.imports.staging import Staged, stage
from app.data.imports.tally import tally
from app.data.imports.unpacking import unpacked
from app.data.imports.watch import Watch
from app.data.imports.workspace import Workspace, workspace
from app.data.sql import literal


@dataclass(frozen=True)
class Examined:
    """A file that was read and judged, still in its workspace."""

    importer: Importer
    plan: Plan
    staged: Staged
    findings: Findings
    desk: Workspace


@contextmanager
def examined(
    path: Path,
    importers: Mapping[str, Importer],
    options: Options,
    *,
    wanted: str = "",
    watch: Watch | None = None,
    parent: Path | None = None,
) -> Iterator[Examined]:
    """Read a file into a workspace that lasts as long as the block.

    Args:
        path: A file or a folder.
        importers: Those that may read it, by id.
        options: What the user adds to the file.
        wanted: The id of the importer to use; the best one where empty.
        watch: Progress and cancelling.
        parent: Where the workspace is made.

    Raises:
        ImportFailedError: It cannot be read; the message says what to do.
        ImportCancelledError: The user stopped it.
    """
    watch = watch or Watch()
    with unpacked(path, parent, watch) as whole:
        importer, head = recognise(whole, importers, wanted)
        with workspace(parent, watch) as desk:
            desk.allow_more_memory()
            yield with_plan(importer, read_plan(importer, head, desk, options), desk, path.name)


def read_plan(importer: Importer, head: Head, desk: Workspace, options: Options) -> Plan:
    """What an importer says about a file.

    Raises:
        ImportFailedError: The file is damaged.
    """
    try:
        plan = _with_its_text(importer.read(head, desk, options))
        return replace(plan, decimal=options.decimal or plan.decimal)
    except (duckdb.InvalidInputException, duckdb.ConversionException) as error:
        raise ImportFailedError(
            say("The rows cannot be read: {reason}", reason=str(error).partition("\n")[0])
        ) from None


def _with_its_text(plan: Plan) -> Plan:
    """A plan with what the text itself decides: headers that stand in it once more, and sheets beside."""
    if plan.table is None:
        return plan
    dialect = plan.table.dialect
    header = dialect.header[:2] if plan.relation == plan.table.relation else ()
    again = [f"c{place} = {literal(name)}" for place, name in enumerate(header) if name]
    skip = (*plan.skip, ("header", " AND ".join(again))) if again else plan.skip
    beside = plan.table.head.beside
    unread = (say("Other sheets of the workbook are not read: {names}.", names=", ".join(beside)),)
    return replace(
        plan,
        skip=skip,
        remarks=(*plan.remarks, *(unread if beside else ())),
    )


def with_plan(importer: Importer, plan: Plan, desk: Workspace, name: str) -> Examined:
    """Read and judge a file whose plan is known.

    Raises:
        ImportFailedError: It cannot be read.
        ImportCancelledError: The user stopped it.
    """
    if plan.package:
        return Examined(importer, plan, Staged(0, []), own_package.look(importer, plan, name), desk)
    staged = stage(plan, desk, plan.table.survey.size if plan.table else 0)
    wholes.mark(plan, desk, staged)
    findings = tally(importer, plan, staged, desk, name)
    _refuse_prose(plan, findings)
    return Examined(importer, plan, staged, findings, desk)


def _refuse_prose(plan: Plan, findings: Findings) -> None:
    """Refuse a text that names the columns of a format and has nothing in them."""
    if not findings.figures_kept and findings.left_out.keys() <= {"text", "fields", "note", "code"}:
        columns = ", ".join(dict.fromkeys(measure.label for measure in plan.measures if measure.label))
        raise ImportFailedError(
            say(
                "{file} has no row of data: below its header nothing is a number in {columns}.",
                file=findings.file,
                columns=columns,
            )
        )
