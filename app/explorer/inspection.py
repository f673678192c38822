"""Looking at a file before it becomes a data set: what it is, what it holds, what is still to be said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from app.data.importers.tidy_columns import usual_mapping
from app.data.imports.any_table import open_table
from app.data.imports.examine import examined
from app.data.imports.findings import Findings
from app.data.imports.head import Head, open_head
from app.data.imports.mapping_file import MappingMemory
from app.data.imports.messages import ImportFailedError, Message
from app.data.imports.plan import Importer, Options
from app.data.imports.registry import SeveralFilesError
from app.data.imports.watch import Watch
from app.data.imports.workspace import workspace

TABLE = "tidy"
"""The importer whose columns the user may map."""
_ROWS_SHOWN = 5


@dataclass(frozen=True)
class Question:
    """A file, and what the user has said about it so far."""

    path: Path
    importer: str = ""
    options: Options = field(default_factory=Options)


@dataclass(frozen=True)
class Inspection:
    """What a look at a file gave; without findings, `message` says why it cannot be read."""

    importer: str
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    mapping: Mapping[str, Any] | None = None
    """The mapping of columns in use, where they can be mapped."""
    findings: Findings | None = None
    message: Message | None = None
    choices: tuple[Path, ...] = ()
    """Files of a folder that have to be read one by one."""


@dataclass(frozen=True)
class Inspector:
    """Looks at files; a mapping that was made before for the same header is used again."""

    importers: Mapping[str, Importer]
    memory: MappingMemory
    folder: Path
    """Where it works; what it writes there is gone when it has answered."""

    def look(self, question: Question, watch: Watch) -> Inspection:
        """Read and judge a file.

        Raises:
            ImportCancelledError: The user stopped it.
        """
        try:
            head = open_head(question.path)
        except ImportFailedError as failure:
            return Inspection(question.importer, message=failure.message)
        question = self._remembered(question, head.dialect.header if head.dialect else ())
        try:
            return self._examined(question, watch)
        except SeveralFilesError as failure:
            return Inspection(question.importer, message=failure.message, choices=failure.paths)
        except ImportFailedError as failure:
            return self._unread(question, head, failure.message, watch)

    def _remembered(self, question: Question, header: tuple[str, ...]) -> Question:
        if question.options.mapping is not None or question.importer not in ("", TABLE) or not header:
            return question
        known = self.memory.recall(header)
        if known is None:
            return question
        options = replace(question.options, mapping=known)
        return Question(question.path, TABLE, options)

    def _examined(self, question: Question, watch: Watch) -> Inspection:
        with examined(
            question.path,
            self.importers,
            question.options,
            wanted=question.importer,
            watch=watch,
            parent=self.folder,
        ) as found:
            findings = found.findings
        given = question.options.mapping
        if findings.importer == TABLE and given is None:
            again = self._remembered(question, findings.header)
            if again is not question:
                return self._examined(again, watch)
        mapping = (given or usual_mapping(findings.header)) if findings.importer == TABLE else None
        return Inspection(findings.importer, findings.header, findings.first_rows, mapping, findings)

    def _unread(self, question: Question, head: Head, message: Message, watch: Watch) -> Inspection:
        """A table that nobody knows can still be mapped by hand."""
        try:
            with workspace(self.folder, watch) as desk:
                dialect = open_table(head, desk).dialect
        except ImportFailedError:
            return Inspection(question.importer, message=message)
        mapping = question.options.mapping or usual_mapping(dialect.header)
        rows = dialect.samples[:_ROWS_SHOWN]
        return Inspection(question.importer or TABLE, dialect.header, rows, mapping, message=message)
