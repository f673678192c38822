"""`render`: all views of a recipe into files, without a screen."""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.arguments import CallError, WorkError
from app.cli.progress import Progress
from app.cli.session import Session
from app.cli.stopping import Stopping
from app.explorer.each import EACH, Each, Spreading
from app.explorer.recipes import FORMATS, Entry, ExportSettings, Recipe, RecipeError
from app.model.words import LANGUAGES

if TYPE_CHECKING:
    from app.places import Folders


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `render`."""
    parser.add_argument("recipe", type=Path, metavar="RECIPE.json", help="views with their file names")
    parser.add_argument("--output-dir", type=Path, required=True, metavar="DIR", help="made where missing")
    parser.add_argument("--each", choices=EACH, help="the recipe once for each of them")
    parser.add_argument("--format", type=_formats, metavar="png,pdf,...", help=f"any of {', '.join(FORMATS)}")
    parser.add_argument("--language", choices=LANGUAGES)
    parser.add_argument("--theme", choices=("light", "dark"))
    parser.add_argument("--size", metavar="WxH", help="pixels, 85x60mm or a preset")
    parser.add_argument("--dpi", type=float)


def run(arguments: argparse.Namespace, session: Session) -> int:
    """Make the files of a recipe; what an earlier run made whole is kept.

    Raises:
        CallError: The recipe or an option is wrong.
        WorkError: The folder cannot be written to.
    """
    recipe = read_recipe(arguments.recipe).with_settings(
        formats=arguments.format,
        language=arguments.language,
        theme=arguments.theme,
        size=arguments.size,
        dpi=arguments.dpi,
    )
    from app.ui.export.batch import Batch, Task, target_of
    from app.ui.export.exporter import Exporter
    from app.ui.export.manifest import Manifest
    from app.ui.export.target import TargetError
    from app.ui.offscreen import OffscreenQt

    try:
        target_of(ExportSettings(size=arguments.size or "1600x900", dpi=arguments.dpi or 96))
    except TargetError as error:
        raise CallError(str(error)) from None
    folder = made_folder(arguments.output_dir)
    tasks = [Task(number, label, entry) for number, label, entry in _spread(recipe, arguments.each, session)]
    qt = OffscreenQt()
    manifest = Manifest(folder)
    manifest.tidy()
    translators = {language: session.words(language) for language in LANGUAGES}
    batch = Batch(
        session.explorer,
        Exporter(qt.typeface),
        translators.__getitem__,
        folder,
        manifest,
        edition(session.folders),
    )
    progress = Progress(session.errors, len(tasks), translators[arguments.language or "en"])
    with Stopping() as stopping:
        for result in batch.run(tasks, stopping):
            progress.show(result.state, ", ".join(result.files) or result.task.label, result.message)
    return progress.end(interrupted=stopping.asked and progress.done < len(tasks))


def read_recipe(path: Path) -> Recipe:
    """The recipe in a file.

    Raises:
        CallError: It cannot be read.
    """
    try:
        return Recipe.from_json(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise CallError(f"cannot read the recipe {path}: {error}") from None
    except RecipeError as error:
        raise CallError(f"{path}: {error}") from None


def made_folder(path: Path) -> Path:
    """The output folder, made where it is missing.

    Raises:
        WorkError: It cannot be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WorkError(f"cannot make the folder {path}: {error.strerror or error}") from None
    return path


def edition(folders: Folders) -> str:
    """A hash of all open figures: pictures of other figures are made again."""
    digest = hashlib.sha256()
    for path in sorted(folders.data.rglob("*.*")):
        if path.suffix in (".csv", ".json"):
            digest.update(path.read_bytes())
    if folders.datasets.is_dir():
        for path in sorted(folders.datasets.iterdir()):
            known = path.stat()
            digest.update(f"{path.name} {known.st_size} {known.st_mtime_ns}".encode())
    return digest.hexdigest()[:16]


def _formats(text: str) -> tuple[str, ...]:
    asked = tuple(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
    unknown = [form for form in asked if form not in FORMATS]
    if unknown or not asked:
        raise argparse.ArgumentTypeError(f"'{text}' is not a list of {', '.join(FORMATS)}")
    return asked


def _spread(recipe: Recipe, each: Each | None, session: Session) -> Iterator[tuple[int, str, Entry]]:
    """Every view to be made, with its number in the recipe and what it is called in messages."""
    if each is None:
        for number, entry in enumerate(recipe.entries, start=1):
            yield number, f"entry {number} ({entry.selection.chart})", entry
        return
    spreading = Spreading(session.explorer)
    cursor = session.explorer.open_cursor()
    dataflows = {entry.selection.dataflow for entry in recipe.entries}
    codes = {dataflow: spreading.codes(cursor, each, dataflow) for dataflow in dataflows}
    cursor.close()
    for code in dict.fromkeys(code for found in codes.values() for code in found):
        for number, entry in enumerate(recipe.entries, start=1):
            if code in codes[entry.selection.dataflow]:
                name = spreading.name(entry.selection, each, code)
                label = f"entry {number} ({entry.selection.chart}) of {name}"
                yield number, label, _of_member(entry, each, code, spreading)


def _of_member(entry: Entry, each: Each, code: str, spreading: Spreading) -> Entry:
    """An entry for one member, whose name is in the names of its files."""
    place = "{market}" if each == "market" else "{region}"
    says = place in entry.file_name or "{place}" in entry.file_name
    named = entry.file_name if says else f"{place}-{entry.file_name}"
    return replace(entry, selection=spreading.of(entry.selection, each, code), file_name=named)
