"""The program's typeface inside an HTML file, so that a report looks the same on every machine."""

from __future__ import annotations

import struct
import zlib
from base64 import b64encode
from typing import TYPE_CHECKING, Final

from app.ui.fonts import package_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

_FACES: Final = ((400, "SourceSansPro-Regular.ttf"), (600, "SourceSansPro-Semibold.ttf"))
_WOFF_HEADER: Final = 44
_WOFF_ENTRY: Final = 20


def font_faces() -> str:
    """Style rules with the packaged faces in them; '' where they are missing."""
    folder = package_folder("font_source_sans_pro")
    if folder is None:
        return ""
    rules = []
    for weight, name in _FACES:
        path = folder / "files" / name
        if path.is_file():
            data = b64encode(woff(path.read_bytes())).decode()
            rules.append(
                f'@font-face {{ font-family: "Source Sans Pro"; font-weight: {weight}; '
                f"src: url(data:font/woff;base64,{data}) format('woff'); }}\n"
            )
    return "".join(rules)


def woff(font: bytes) -> bytes:
    """A TrueType file as WOFF 1.0 (W3C recommendation of 2012): the same tables, each compressed."""
    flavour, count = struct.unpack_from(">4sH", font)
    entries, body = [], b""
    start = _WOFF_HEADER + _WOFF_ENTRY * count
    whole = 12 + 16 * count
    for tag, checksum, offset, length in _tables(font, count):
        table = font[offset : offset + length]
        packed = zlib.compress(table, 9)
        stored = packed if len(packed) < length else table
        entries.append(struct.pack(">4s4I", tag, start + len(body), len(stored), length, checksum))
        body += stored + bytes(-len(stored) % 4)
        whole += length + -length % 4
    header = struct.pack(
        ">4s4sIHHIHHIIIII", b"wOFF", flavour, start + len(body), count, 0, whole, 1, 0, *(0,) * 5
    )
    return header + b"".join(entries) + body


def _tables(font: bytes, count: int) -> Iterator[tuple[bytes, int, int, int]]:
    for place in range(count):
        tag, checksum, offset, length = struct.unpack_from(">4sIII", font, 12 + 16 * place)
        yield tag, checksum, offset, length
