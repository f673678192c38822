"""Where an import works: a folder of its own that vanishes with it, and a DuckDB with bounded memory."""

from __future__ import annotations

import codecs
import gzip
import os
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import BinaryIO, cast

import duckdb

from app.data.imports.head import Head
from app.data.imports.messages import ImportFailedError, say
from app.data.imports.survey import CHUNK, Survey, bom_encoding, refuse_foreign, survey_bytes
from app.data.imports.watch import Watch

MEMORY_LIMIT = "500MB"
CAREFUL_MEMORY = "1500MB"
_KEPT_FREE = 256 << 20
"""Bytes of disk that an import never takes."""
_MOST_UNPACKED = 200
"""Times that an archive may grow; tables of figures shrink to a tenth, bombs to a thousandth."""
_ALWAYS_UNPACKED = 64 << 20


@dataclass(frozen=True)
class Workspace:
    """A folder for what lies between the file and the data set, and the connection that works there."""

    folder: Path
    connection: duckdb.DuckDBPyConnection
    watch: Watch
    _numbers: Iterator[int] = field(default_factory=count)

    def allow_more_memory(self) -> None:
        """Judging row by row needs more room than reading plain rows."""
        self.connection.execute(f"SET memory_limit = '{CAREFUL_MEMORY}'")

    def new_file(self, ending: str) -> Path:
        """A path in this folder that no other file has."""
        return self.folder / f"table-{next(self._numbers)}.{ending}"

    def survey(self, head: Head) -> Survey:
        """Hash, encoding and lines of a file.

        Raises:
            ImportFailedError: It is not lines of text.
        """
        if head.kind == "text":
            refuse_foreign(head.raw[:1024])
        with opened(head) as stream:
            packed = head.kind == "gzip" or bool(head.inside)
            limit = room_for(head.path, self.folder) if packed else None

            def check(read: int) -> None:
                self.watch.check()
                if limit:
                    limit.check(read)

            return survey_bytes(stream, check)

    def as_utf8(self, head: Head, survey: Survey) -> Path:
        """A plain UTF-8 file of the same text: the file itself, or a copy in this folder."""
        plain = survey.encoding in ("utf-8", "utf-8-sig") and head.kind == "text" and not head.inside
        if plain:
            return head.path
        target = self.new_file("csv")
        with opened(head) as stream, target.open("w", encoding="utf-8", newline="") as copy:
            beginning = stream.read(CHUNK)
            encoding = bom_encoding(beginning) or survey.encoding
            decoder = _decoder(encoding)
            while beginning:
                self.watch.check()
                following = stream.read(CHUNK)
                copy.write(decoder.decode(beginning, not following))
                beginning = following
        return target


def _decoder(encoding: str) -> codecs.IncrementalDecoder:
    return codecs.getincrementaldecoder(encoding)(errors="replace")


@dataclass(frozen=True, slots=True)
class Limit:
    """Stops an archive that would fill the disk."""

    name: str
    most: int
    """Bytes."""

    def check(self, read: int) -> None:
        """Refuse what is more.

        Args:
            read: Bytes unpacked so far.

        Raises:
            ImportFailedError: They are too many.
        """
        if read > self.most:
            raise ImportFailedError(
                say(
                    "{file} unpacks to more than {size} MB: too much for its size or for this disk. "
                    "Unpack it yourself if it is what you expect.",
                    file=self.name,
                    size=self.most >> 20,
                )
            )


def room_for(packed: Path, folder: Path) -> Limit:
    """How much a packed file may become in a folder."""
    room = shutil.disk_usage(folder).free - _KEPT_FREE
    return Limit(packed.name, min(max(_ALWAYS_UNPACKED, packed.stat().st_size * _MOST_UNPACKED), room))


@contextmanager
def opened(head: Head) -> Iterator[BinaryIO]:
    """The bytes of a file, unpacked.

    Raises:
        ImportFailedError: The archive is damaged or ends early.
    """
    try:
        if head.inside:
            with zipfile.ZipFile(head.path) as archive, archive.open(head.inside) as member:
                yield cast(BinaryIO, member)
        elif head.kind == "gzip":
            with gzip.open(head.path) as unpacked:
                yield cast(BinaryIO, unpacked)
        else:
            with head.path.open("rb") as file:
                yield file
    except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile) as error:
        raise ImportFailedError(
            say(
                "{file} is damaged or not complete ({reason}): download it again.",
                file=head.name,
                reason=str(error) or type(error).__name__,
            )
        ) from None
    except OSError as error:
        raise ImportFailedError(
            say("{file} cannot be read: {reason}.", file=head.name, reason=error.strerror or str(error))
        ) from None


@contextmanager
def workspace(parent: Path | None, watch: Watch, memory: str = MEMORY_LIMIT) -> Iterator[Workspace]:
    """A workspace in a folder of its own, removed at the end whatever happens.

    Args:
        parent: Where the folder is made; the system's folder for temporary files where None.
        watch: Progress and cancelling.
        memory: What DuckDB may hold in memory before it writes to the folder.
    """
    if parent:
        parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f"import-{os.getpid()}-", dir=parent))
    try:
        connection = duckdb.connect(str(folder / "work.duckdb"))
        try:
            connection.execute(f"SET memory_limit = '{memory}'")
            spill = str(folder / "spill").replace("'", "''")
            connection.execute(f"SET temp_directory = '{spill}'")
            connection.execute("SET enable_progress_bar = true")  # or no share of a query is known
            connection.execute("SET enable_progress_bar_print = false; SET enable_progress_bar = true")
            yield Workspace(folder, connection, watch)
        finally:
            connection.close()
    finally:
        with suppress(OSError):
            shutil.rmtree(folder)
