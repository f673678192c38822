"""One pass over the bytes of a file: its hash, its encoding, its lines, and whether it is text at all.

Encodings cannot be told from a file's beginning: the first accented name may stand in the last line.
"""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import BinaryIO

import numpy as np

from app.data.imports.messages import ImportFailedError, say

CHUNK = 4 << 20
"""Bytes read at a time; a line longer than this is not a row of a table."""

_SAMPLES = 8
_FIRST_HIGH, _LAST_CONTROL = 0x80, 0x9F
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FOREIGN = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"SQLite format 3", "SQLite"),
    (b"<!DOCTYPE html", "HTML"),
    (b"<html", "HTML"),
    (b"<?xml", "XML"),
    (b'{"', "JSON"),
    (b"[{", "JSON"),
)


_PACKED = (
    (b"7z\xbc\xaf", "7-Zip"),
    (b"Rar!", "RAR"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ", "xz"),
    (b"(\xb5/\xfd", "zstd"),
)


@dataclass
class Survey:
    """What the bytes of a file say about it."""

    size: int = 0
    newlines: int = 0
    ends_with_newline: bool = True
    encoding: str = "utf-8"
    sha256: str = ""
    nul_bytes: int = 0


@dataclass
class _EncodingGuess:
    """Gathers evidence while the bytes pass by."""

    valid_utf8: bool = True
    latin1_controls: bool = False
    high: int = 0
    paired: int = 0
    _decoder: codecs.IncrementalDecoder = field(default_factory=codecs.getincrementaldecoder("utf-8"))
    _samples: list[bytes] = field(default_factory=list)

    def feed(self, chunk: bytes, last: bool) -> None:
        if chunk.isascii() and not (self.high):
            if self.valid_utf8:
                self._decode(chunk[-4:], last)
            return
        if self.valid_utf8:
            self._decode(chunk, last)
        if self.high < 200_000:
            self._count(chunk)

    def _decode(self, chunk: bytes, last: bool) -> None:
        try:
            self._decoder.decode(chunk, last)
        except UnicodeDecodeError:
            self.valid_utf8 = False

    def _count(self, chunk: bytes) -> None:
        """Chinese text comes in runs of high bytes; accented letters stand alone among ASCII."""
        signs = np.frombuffer(chunk, np.uint8)
        high = signs >= _FIRST_HIGH
        beside = np.zeros_like(high)
        beside[1:] |= high[:-1]
        beside[:-1] |= high[1:]
        self.high += int(np.count_nonzero(high))
        self.paired += int(np.count_nonzero(high & beside))
        self.latin1_controls |= bool((high & (signs <= _LAST_CONTROL)).any())
        if high.any() and len(self._samples) < _SAMPLES:
            start = chunk.rfind(b"\n", 0, int(high.argmax())) + 1
            self._samples.append(chunk[start : start + (1 << 20)])

    def name(self) -> str:
        if self.valid_utf8:
            return "utf-8"
        if self.high and self.paired >= 0.6 * self.high and self._reads_as_gb18030():
            return "gb18030"
        return "cp1252" if self.latin1_controls and self._reads_as("cp1252") else "latin-1"

    def _reads_as(self, encoding: str) -> bool:
        try:
            for sample in self._samples:
                sample.decode(encoding)
        except UnicodeDecodeError:
            return False
        return True

    def _reads_as_gb18030(self) -> bool:
        for sample in self._samples:
            text = sample.decode("gb18030", errors="replace")
            if text.count("\ufffd") > 2 + len(text) // 1000:
                return False
        return True


def refuse_foreign(beginning: bytes) -> None:
    """Refuse what is plainly not a table, whatever its name ends in.

    Raises:
        ImportFailedError: The bytes are those of another kind of file.
    """
    for magic, kind in _PACKED:
        if beginning.startswith(magic):
            raise ImportFailedError(
                say("This is a {kind} archive: unpack it, and import what is inside.", kind=kind)
            )
    stripped = beginning.lstrip()
    for magic, kind in _FOREIGN:
        if stripped[: len(magic)].lower() == magic.lower():
            raise ImportFailedError(
                say("This is a {kind} file, not a table: save it as CSV or XLSX first.", kind=kind)
            )


def bom_encoding(beginning: bytes) -> str:
    """The encoding that a byte order mark names, or an empty text."""
    return next((name for bom, name in _BOMS if beginning.startswith(bom)), "")


def survey_bytes(stream: BinaryIO, check: Callable[[int], None]) -> Survey:
    """Read a stream to its end once.

    Args:
        stream: The bytes, decompressed.
        check: Called after every chunk with the bytes read so far; may raise to stop.

    Raises:
        ImportFailedError: The bytes are not lines of text.
    """
    survey, guess, digest = Survey(), _EncodingGuess(), hashlib.sha256()
    named = ""
    chunk = stream.read(CHUNK)
    if chunk:
        named = bom_encoding(chunk)
    while chunk:
        following = stream.read(CHUNK)
        digest.update(chunk)
        _measure(survey, chunk)
        if named != "utf-16":
            survey.nul_bytes += chunk.count(0) if b"\0" in chunk else 0  # to look is faster than to count
            guess.feed(chunk, last=not following)
        check(survey.size)
        chunk = following
    survey.sha256 = digest.hexdigest()
    survey.encoding = named or guess.name()
    if survey.nul_bytes:
        raise ImportFailedError(
            say(
                "The file holds {count} NUL bytes: it is damaged or not text. Download or export it again.",
                count=survey.nul_bytes,
            )
        )
    return survey


def _count(chunk: bytes, sign: bytes) -> int:
    """A third of the time of `bytes.count`, which looks for each one anew."""
    return int(np.count_nonzero(np.frombuffer(chunk, np.uint8) == sign[0]))


def _measure(survey: Survey, chunk: bytes) -> None:
    lines = _count(chunk, b"\n") or _count(chunk, b"\r")
    if not lines and len(chunk) == CHUNK:
        raise ImportFailedError(
            say(
                "Line {line} is longer than {size} MB: this is not a table of rows.",
                line=survey.newlines + 1,
                size=CHUNK >> 20,
            )
        )
    survey.newlines += lines
    survey.size += len(chunk)
    survey.ends_with_newline = chunk.endswith((b"\n", b"\r"))
