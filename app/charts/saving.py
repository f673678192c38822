"""Writing a file whole or not at all: beside its place first, then renamed onto it."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.model.message import Message, say

if TYPE_CHECKING:
    from collections.abc import Mapping


class ExportError(OSError):
    """A file could not be written; the message is one clear sentence."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


_CLOSED: Final = say("there is no permission to write there, or the file is open in another program")
_REASONS: Mapping[int, Message] = {
    errno.ENOSPC: say("the disk is full"),
    errno.EDQUOT: say("the disk quota is used up"),
    errno.EROFS: say("the disk is read-only"),
    errno.EACCES: _CLOSED,
    errno.EPERM: _CLOSED,
    errno.ENAMETOOLONG: say("the file name is too long"),
    errno.EIO: say("the disk reports an error"),
}


def save_bytes(path: Path, content: bytes) -> None:
    """Put a file in its place; whatever goes wrong, the old one or none is there.

    Raises:
        ExportError: The folder is missing, read-only or full, or the place is a folder.
    """
    folder = path.parent
    if not folder.is_dir():
        raise ExportError(
            say("cannot write {name}: the folder {folder} does not exist", name=path.name, folder=folder)
        )
    if path.is_dir():
        raise ExportError(say("cannot write {path}: there is a folder of that name", path=path))
    beside: str | None = None
    try:
        handle, beside = tempfile.mkstemp(prefix=".third-pole-", suffix=path.suffix, dir=folder)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(beside).chmod(_usual_mode())
        Path(beside).replace(path)
        beside = None
    except OSError as error:
        raise ExportError(say("cannot write {path}: {reason}", path=path, reason=reason_of(error))) from error
    finally:
        # Also on Ctrl+C: nothing half-written stays.
        if beside is not None:
            with contextlib.suppress(OSError):
                Path(beside).unlink(missing_ok=True)


def _usual_mode() -> int:
    """The mode of an ordinary new file; a temporary one is closed to others."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def reason_of(error: OSError) -> Message | str:
    """Why a file could not be written: in the system's words where there are none of our own."""
    known = _REASONS.get(error.errno or 0)
    return known if known is not None else (error.strerror or str(error)).lower()
