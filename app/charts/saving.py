"""Writing a file whole or not at all: beside its place first, then renamed onto it."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class ExportError(OSError):
    """A file could not be written; the message is one clear sentence."""


_REASONS: Mapping[int, str] = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "there is no permission to write there",
    errno.EPERM: "there is no permission to write there",
    errno.ENAMETOOLONG: "the file name is too long",
    errno.EIO: "the disk reports an error",
}


def save_bytes(path: Path, content: bytes) -> None:
    """Put a file in its place; whatever goes wrong, the old one or none is there.

    Raises:
        ExportError: The folder is missing, read-only or full, or the place is a folder.
    """
    folder = path.parent
    if not folder.is_dir():
        raise ExportError(f"cannot write {path.name}: the folder {folder} does not exist")
    if path.is_dir():
        raise ExportError(f"cannot write {path}: there is a folder of that name")
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
        reason = _REASONS.get(error.errno or 0, (error.strerror or str(error)).lower())
        raise ExportError(f"cannot write {path}: {reason}") from error
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
