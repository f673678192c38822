"""Many views into a folder: one after the other, whole or not at all, going on where a run stopped."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final, Literal

from app.charts.saving import ExportError, reason_of, save_bytes
from app.explorer.each import unknown_part
from app.explorer.file_names import FileNames, expanded, name_values
from app.model.message import say
from app.ui.charts.frame import FrameParts
from app.ui.export.manifest import hashed
from app.ui.export.target import ExportTarget, sized

if TYPE_CHECKING:
    from app.data.store import Cursor
    from app.explorer.explorer import Explorer
    from app.explorer.recipes import Entry, ExportSettings
    from app.model.words import Language, Words
    from app.ui.export.exporter import Exporter
    from app.ui.export.manifest import Manifest

State = Literal["made", "kept", "failed"]
_FOR_ALL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO})
"""Errors that every further file would meet as well."""


@dataclass(frozen=True, slots=True)
class Task:
    """One view of a run; `label` says which, for messages."""

    number: int
    label: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a task."""

    task: Task
    state: State
    files: tuple[str, ...] = ()
    message: str = ""


def target_of(settings: ExportSettings) -> ExportTarget:
    """The picture that settings ask for.

    Raises:
        TargetError: The size or resolution makes no picture.
    """
    gone = dict.fromkeys(settings.leave_out, False)
    target = sized(settings.size, ExportTarget(dpi=settings.dpi))
    target.pixels()
    return replace(
        target,
        theme="dark" if settings.theme == "dark" else "light",
        transparent=settings.transparent,
        parts=FrameParts(**gone),
        font_factor=settings.font_scale,
    )


class Batch:
    """Makes the files of tasks in a folder."""

    def __init__(
        self,
        explorer: Explorer,
        exporter: Exporter,
        words: Callable[[Language], Words],
        folder: Path,
        manifest: Manifest,
        edition: str = "",
    ) -> None:
        """Set up a run.

        Args:
            explorer: Answers the selections.
            exporter: Draws.
            words: Gives the translator of a language.
            folder: Where the files go; it is there.
            manifest: What earlier runs made in it.
            edition: Changes whenever the figures do, so that what was made of older ones is made again.
        """
        self._explorer = explorer
        self._exporter = exporter
        self._words = words
        self._folder = folder
        self._manifest = manifest
        self._edition = edition
        self._names = FileNames()

    def run(self, tasks: Iterable[Task], stopped: Callable[[], bool] = bool) -> Iterable[Result]:
        """Make one task after the other and give what became of each.

        Args:
            tasks: In their order, which numbers files of the same name.
            stopped: Asked between two files; what is begun is finished first.

        Raises:
            ExportError: The disk is full or failing: no further file could be written.
        """
        cursor = self._explorer.open_cursor()
        try:
            for task in tasks:
                if stopped():
                    return
                yield self._result(cursor, task)
        finally:
            cursor.close()

    def _result(self, cursor: Cursor, task: Task) -> Result:
        try:
            return self._made(cursor, task)
        except ExportError as error:
            if isinstance(error.__cause__, OSError) and error.__cause__.errno in _FOR_ALL:
                raise
            return Result(task, "failed", message=str(error))
        except (ValueError, LookupError, ArithmeticError) as error:
            # A single word, such as a missing key, says nothing without its kind.
            said = str(error) if " " in str(error) else f"{type(error).__name__}: {error}"
            return Result(task, "failed", message=said)

    def _made(self, cursor: Cursor, task: Task) -> Result:
        key, entry = self._key(task.entry), task.entry
        if (kept := self._kept(key, entry)) is not None:
            return Result(task, "kept", kept)
        target = target_of(entry.export)
        if unknown := unknown_part(self._explorer, entry.selection):
            return Result(task, "failed", message=unknown)
        words = self._words(entry.export.language)
        view = self._explorer.view(cursor, entry.selection, words, strict=True)
        if view.spec is None:
            return Result(task, "failed", message=view.empty)
        values = name_values(self._explorer.catalog(view.selection), view.selection, words)
        stem = expanded(entry.file_name, {**values, "entry": f"{task.number:02}"})
        name = self._names.free(stem)
        files = {}
        origin = self._explorer.origin(view, words)
        for form in entry.export.formats:
            content = self._exporter.content(view.spec, form, target, origin)
            files[f"{name}.{form}"] = content
        for path, content in files.items():
            self._save(path, content)
        self._manifest.note(key, files)
        return Result(task, "made", tuple(files))

    def _kept(self, key: str, entry: Entry) -> tuple[str, ...] | None:
        """The files that an earlier run made of the same entry; None where it has to be made."""
        stem = self._manifest.stem(key)
        if stem is None:
            return None
        names = tuple(f"{stem}.{form}" for form in entry.export.formats)
        if not self._manifest.is_whole(key, names):
            return None
        self._names.take(stem)
        return names

    def _save(self, name: str, content: bytes) -> None:
        path = self._folder / PurePosixPath(name)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ExportError(
                say("cannot make the folder {folder}: {reason}", folder=path.parent, reason=reason_of(error))
            ) from error
        if not path.parent.resolve().is_relative_to(self._folder.resolve()):
            raise ExportError(say("cannot write {name}: a link leads out of the output folder", name=name))
        save_bytes(path, content)

    def _key(self, entry: Entry) -> str:
        """The hash of everything that the files of an entry depend on."""
        return hashed([entry.selection.to_plain(), entry.export.to_plain(), entry.file_name, self._edition])
