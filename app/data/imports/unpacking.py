"""Archives of what is read only outside of them: one workbook, a packed file, a data package."""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from app.data.imports.head import Head, open_head
from app.data.imports.messages import ImportFailedError, say
from app.data.imports.survey import CHUNK
from app.data.imports.watch import Watch
from app.data.imports.workbooks import OLD_FORM, UNREADABLE
from app.data.imports.workspace import room_for
from app.data.package_descriptor import DESCRIPTOR, is_inside

_UNREADABLE_INSIDE = (b"PK\x03\x04", b"\x1f\x8b", b"PAR1", OLD_FORM)


def has_to_be_unpacked(child: Head) -> bool:
    """Whether a file in an archive is read only outside of it."""
    return child.raw.startswith(_UNREADABLE_INSIDE) or child.name == DESCRIPTOR


@contextmanager
def unpacked(path: Path, parent: Path | None, watch: Watch) -> Iterator[Head]:
    """The head of what is to be read: a file or folder itself, or what an archive holds.

    Args:
        path: The file or folder.
        parent: Where an archive is unpacked, into a folder that vanishes with the block; the system's
            folder for temporary files where None.
        watch: Cancelling.

    Raises:
        ImportFailedError: It cannot be read, or unpacks to too much.
        ImportCancelledError: The user stopped it.
    """
    head = open_head(path)
    if not _is_one_thing(head):
        yield head
        return
    if parent:
        parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f"import-{os.getpid()}-", dir=parent))
    try:
        yield open_head(_extracted(head, folder, watch))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _is_one_thing(head: Head) -> bool:
    """Whether an archive is a data package, or holds nothing beside one file that it hides."""
    if head.kind != "zip":
        return False
    with zipfile.ZipFile(head.path) as archive:
        if any(PurePosixPath(name).name == DESCRIPTOR for name in _writable(archive)):
            return True
    filled = [child for child in head.children if is_inside(child.inside) and child.kind != "empty"]
    return len(filled) == 1 and has_to_be_unpacked(filled[0])


def _writable(archive: zipfile.ZipFile) -> list[str]:
    """The files of an archive whose names stay in a folder and can be names on any system."""
    files = (info.filename for info in archive.infolist() if not info.is_dir())
    return [name for name in files if is_inside(name) and not name.startswith("__MACOSX")]


def _extracted(head: Head, folder: Path, watch: Watch) -> Path:
    """The only file of an archive, or the folder of its data package."""
    most = room_for(head.path, folder)
    read, written = 0, []
    with zipfile.ZipFile(head.path) as archive:
        for name in _writable(archive):
            target = folder.joinpath(*PurePosixPath(name).parts)
            try:
                target.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(name) as packed, target.open("wb") as file:
                    while part := packed.read(CHUNK):
                        watch.check()
                        read += len(part)
                        most.check(read)
                        file.write(part)
            except UNREADABLE as error:
                raise ImportFailedError(
                    say("{file} is damaged: {reason}. Download it again.", file=head.name, reason=error)
                ) from None
            written.append(target)
    descriptors = [path for path in written if path.name == DESCRIPTOR]
    if descriptors:
        return min(descriptors, key=lambda path: len(path.parts)).parent
    return next(path for path in written if path.stat().st_size)
