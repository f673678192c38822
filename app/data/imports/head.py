"""The beginning of what is to be imported: enough to recognise the format from its bytes."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, Literal, TypeVar, cast

import duckdb

from app.data.imports.dialect import Dialect, plain_name, sniff
from app.data.imports.messages import ImportFailedError, say
from app.data.imports.rows import csv_text
from app.data.imports.survey import bom_encoding, refuse_foreign, survey_bytes
from app.data.imports.web_pages import page_rows
from app.data.imports.workbooks import OLD_FORM, UNREADABLE, first_rows
from app.data.package_descriptor import DESCRIPTOR

T = TypeVar("T")

HEAD_BYTES = 256 << 10
MOST_FILES = 200
"""Files of a folder or archive that can be one data set, unless it is a data package."""
_ROWS_SEEN = 250
"""Rows of a sheet or Parquet file that tell what it is."""
_DEEPEST = 3
"""Folders that may lie around the one with the files."""

Kind = Literal["text", "gzip", "zip", "xlsx", "sheet", "html", "parquet", "folder", "empty"]
TABLES: frozenset[Kind] = frozenset({"text", "gzip", "sheet", "html", "parquet"})


@dataclass(frozen=True)
class Head:
    """A file, a file inside an archive, or a folder, with the bytes that it begins with."""

    path: Path
    kind: Kind
    raw: bytes
    size: int
    complete: bool
    """Whether `raw` is all of it."""
    inside: str = ""
    """The name inside the archive or workbook `path`."""
    parts: tuple[Head, ...] = ()
    """Files of one form that are one table together."""
    beside: tuple[str, ...] = ()
    """The other sheets of the workbook that hold something."""

    @property
    def name(self) -> str:
        """The file's own name."""
        return (self.kind != "sheet" and self.inside.rpartition("/")[2]) or self.path.name

    @cached_property
    def encoding(self) -> str:
        """The encoding as far as the beginning tells; the whole file decides when it is read."""
        if self.kind in ("sheet", "parquet"):
            return "utf-8"
        named = bom_encoding(self.raw)
        if named:
            return named
        stream = _Bytes(self.raw if self.complete else self.raw[: self.raw.rfind(b"\n") + 1] or self.raw)
        try:
            return survey_bytes(cast(BinaryIO, stream), lambda _: None).encoding
        except ImportFailedError:
            return "latin-1"

    @cached_property
    def text(self) -> str:
        """The beginning as text; of what is no delimited text, its first rows as CSV."""
        if self.kind == "parquet":
            return _first_rows_of_parquet(self.path)
        text = self.raw.decode(self.encoding, errors="replace")
        return csv_text(page_rows([text])) if self.kind == "html" else text

    @cached_property
    def dialect(self) -> Dialect | None:
        """How the fields are separated; None where this is not a table of text."""
        if self.parts:
            return self.parts[0].dialect
        return sniff(self.text, self.complete) if self.kind in TABLES else None

    @cached_property
    def above(self) -> str:
        """The lines above the header, such as a title."""
        if self.parts:
            return self.parts[0].above
        count = self.dialect.header_lines - 1 - self.dialect.two_rows if self.dialect else 0
        return "\n".join(self.text.splitlines()[:count])

    @cached_property
    def names(self) -> frozenset[str]:
        """Names in the header, lower case."""
        return frozenset(name.lower() for name in self.dialect.header) if self.dialect else frozenset()

    @cached_property
    def plain_names(self) -> frozenset[str]:
        """Names in the header without case, blanks and punctuation."""
        return frozenset(plain_name(name) for name in self.dialect.header) if self.dialect else frozenset()

    @cached_property
    def children(self) -> tuple[Head, ...]:
        """Heads of the files in a folder or archive by their names, or of the sheets of a workbook."""
        if self.kind == "folder":
            return tuple(_readable(_folder_with_files(self.path)))
        if self.kind == "xlsx":
            return tuple(_sheets(self))
        if self.kind == "zip":
            return tuple(_archive_heads(self.path))
        return ()


def together(path: Path, kind: Kind, parts: tuple[Head, ...]) -> Head:
    """Several files of one form, in a folder or archive, as one table."""
    return replace(parts[0], path=path, kind=kind, inside="", size=sum(p.size for p in parts), parts=parts)


class _Bytes:
    """The least of a binary stream, over bytes in memory."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def read(self, size: int = -1) -> bytes:
        taken, self._data = self._data[:size], self._data[size:]
        return taken


def open_head(path: Path) -> Head:
    """Read the beginning of a file or the list of a folder.

    Raises:
        ImportFailedError: Nothing is there, it cannot be read, or it is plainly not a table.
    """
    try:
        if path.is_dir():
            return Head(path, "folder", b"", 0, complete=True)
        size = path.stat().st_size
        with path.open("rb") as file:
            raw = file.read(HEAD_BYTES)
    except OSError as error:
        raise ImportFailedError(
            say("{file} cannot be read: {reason}.", file=path.name, reason=error.strerror or str(error))
        ) from None
    return _head_of(path, raw, size)


def _folder_with_files(folder: Path) -> Path:
    """The folder itself, or the only one inside it where it holds nothing else."""
    for _ in range(_DEEPEST):
        inside = [path for path in folder.iterdir() if not path.name.startswith((".", "__MACOSX"))]
        if len(inside) != 1 or not inside[0].is_dir() or inside[0].is_symlink():
            break
        folder = inside[0]
    return folder


def _sheets(book: Head) -> Iterator[Head]:
    found = {
        name: csv_text(rows).encode() if rows else b""
        for name, rows in first_rows(book.path, _ROWS_SEEN).items()
    }
    for name, raw in found.items():
        beside = tuple(other for other, text in found.items() if text and other != name)
        kind: Kind = "sheet" if raw else "empty"
        yield replace(book, kind=kind, raw=raw, complete=True, inside=name, beside=beside)


def _first_rows_of_parquet(path: Path) -> str:
    with duckdb.connect() as connection:
        try:
            found = connection.execute(
                f"SELECT COLUMNS(*)::VARCHAR FROM read_parquet(?) LIMIT {_ROWS_SEEN}", [str(path)]
            )
            names = [str(column[0]) for column in found.description or ()]
            return csv_text([names, *([cell or "" for cell in row] for row in found.fetchall())])
        except duckdb.Error as error:
            raise no_parquet(path, error) from None


def no_parquet(path: Path, error: duckdb.Error) -> ImportFailedError:
    """What to raise for a file that begins like Parquet and cannot be read as such."""
    reason = str(error).partition("\n")[0]
    return ImportFailedError(say("{file} is damaged or not Parquet: {reason}", file=path.name, reason=reason))


def _readable(folder: Path) -> Iterator[Head]:
    """Heads of the files of a folder; what cannot be read is no part of the data."""
    files = [path for path in folder.iterdir() if path.is_file() and not path.name.startswith(".")]
    for path in _looked_at(folder, {path.name: path for path in files}):
        with suppress(ImportFailedError):
            yield open_head(path)


def _looked_at(whole: Path, files: Mapping[str, T]) -> list[T]:
    """The files that tell what a folder or archive is, by their names; of a data package the first ones.

    Raises:
        ImportFailedError: They are too many to be read together: none is left out without a word.
    """
    package = any(name.rpartition("/")[2] == DESCRIPTOR for name in files)
    if len(files) > MOST_FILES and not package:
        raise ImportFailedError(
            say(
                "{file} holds {count} files, and no more than {most} are read together: "
                "open some of them at a time, or put them into fewer files.",
                file=whole.name,
                count=len(files),
                most=MOST_FILES,
            )
        )
    ordered = sorted(files, key=lambda name: (name.rpartition("/")[2] != DESCRIPTOR, name))
    return [files[name] for name in ordered[:MOST_FILES]]


def _head_of(path: Path, raw: bytes, size: int) -> Head:
    if not raw.strip(b" \t\r\n"):
        return Head(path, "empty", b"", size, complete=True)
    if raw.startswith(b"\x1f\x8b"):
        beginning = _unpacked(path)
        return Head(path, "gzip", beginning, size, complete=0 < len(beginning) < HEAD_BYTES)
    if raw.startswith(b"PK\x03\x04"):
        return Head(path, "xlsx" if _is_workbook(path) else "zip", raw, size, complete=False)
    if raw.startswith(OLD_FORM):
        return Head(path, "xlsx", raw, size, complete=False)
    if raw.startswith(b"PAR1"):
        return Head(path, "parquet", raw, size, complete=False)
    kind: Kind = "html" if _is_web_page(raw) else "text"
    return Head(path, kind, raw, size, complete=len(raw) == size)


def _is_web_page(raw: bytes) -> bool:
    """Whether a file holds a table of a web page: what some sites call a workbook or CSV."""
    text = raw.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    return text.startswith((b"<html", b"<!doctype html", b"<table", b"<meta", b"<head")) and b"<tr" in text


def _unpacked(path: Path) -> bytes:
    try:
        with gzip.open(path) as file:
            raw = file.read(HEAD_BYTES)
    except EOFError:
        raw = b""
    except (OSError, zlib.error) as error:
        raise ImportFailedError(
            say("{file} is damaged: {reason}. Download it again.", file=path.name, reason=error)
        ) from None
    refuse_foreign(raw[:1024])
    return raw


def _is_workbook(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except (OSError, zipfile.BadZipFile):
        raise ImportFailedError(
            say("{file} is damaged or not complete: download it again.", file=path.name)
        ) from None


def _archive_heads(path: Path) -> list[Head]:
    heads = []
    with zipfile.ZipFile(path) as archive:
        files = {
            info.filename: info
            for info in archive.infolist()
            if not info.is_dir() and not info.filename.startswith("__MACOSX")
        }
        for info in _looked_at(path, files):
            try:
                with archive.open(info) as file:
                    raw = file.read(HEAD_BYTES)
            except UNREADABLE as error:
                raise ImportFailedError(
                    say("{file} is damaged: {reason}. Download it again.", file=path.name, reason=error)
                ) from None
            kind: Kind = "text" if raw.strip() else "empty"
            heads.append(Head(path, kind, raw, info.file_size, len(raw) == info.file_size, info.filename))
    return heads
