"""`profile`: a well-set report of a region or market, or of every province in one go."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.charts.saving import ExportError, save_bytes
from app.cli.arguments import CallError, add_language, known_dataflow
from app.cli.progress import Progress
from app.cli.render_command import edition, made_folder
from app.cli.session import Session
from app.cli.stopping import Stopping
from app.explorer.each import EACH, Spreading
from app.explorer.file_names import safe_part, safe_value
from app.model.dimension import DimensionName
from app.model.naming import NameIndex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.cli.reporting import Reporter
    from app.model.words import Words

FORMS: Final = ("pdf", "html")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `profile`."""
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--region", metavar="NAME", help="a place: name in English or Chinese, or code")
    which.add_argument("--market", metavar="NAME", help="a market: a country or a group such as ASEAN")
    which.add_argument("--each", choices=EACH, help="a report of each of them, into a folder")
    parser.add_argument(
        "--output", type=Path, required=True, metavar="FILE|DIR", help="pdf, html or a folder"
    )
    parser.add_argument("--dataflow", metavar="ID", help="a table on one basis; `datasets` lists them")
    parser.add_argument("--format", choices=FORMS, default="pdf", help="of the files in a folder")
    add_language(parser)


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a report is about, and where it goes."""

    dimension: DimensionName
    code: str
    path: Path

    @property
    def form(self) -> str:
        """The form of the file: pdf or html."""
        return self.path.suffix.removeprefix(".").lower()


def run(arguments: argparse.Namespace, session: Session) -> int:
    """Write the reports that a call asks for.

    Raises:
        CallError: The file has another ending, or a folder is needed.
        UnknownNameError: No region or market is called that.
        WorkError: The folder cannot be made.
        ExportError: A single file cannot be written.
    """
    words = session.words(arguments.language)
    subjects = list(_subjects(arguments, session, words))
    from app.cli.reporting import Reporter

    reporter = Reporter(session.explorer, words)
    if arguments.each is None:
        (subject,) = subjects
        dataflow = arguments.dataflow or ""
        save_bytes(subject.path, reporter.profile(subject.dimension, subject.code, subject.form, dataflow))
        return 0
    return _write_all(subjects, reporter, session, words)


def _write_all(subjects: list[Subject], reporter: Reporter, session: Session, words: Words) -> int:
    """Write one report after the other; what an earlier call made whole is kept."""
    from app.ui.export.manifest import Manifest, hashed

    manifest = Manifest(subjects[0].path.parent)
    manifest.tidy()
    figures = edition(session.folders)
    progress = Progress(session.errors, len(subjects), words)
    with Stopping() as stopping:
        for subject in subjects:
            if stopping.asked:
                break
            key, name = (
                hashed(["profile", subject.code, subject.form, words.language, figures]),
                subject.path.name,
            )
            if manifest.is_whole(key, (name,)):
                progress.show("kept", name)
                continue
            try:
                content = reporter.profile(subject.dimension, subject.code, subject.form)
                save_bytes(subject.path, content)
            except (ExportError, ValueError, LookupError, ArithmeticError) as error:
                progress.show("failed", name, f"{type(error).__name__}: {error}")
                continue
            manifest.note(key, {name: content})
            progress.show("made", name)
    return progress.end(interrupted=stopping.asked and progress.done < len(subjects))


def _subjects(arguments: argparse.Namespace, session: Session, words: Words) -> Iterator[Subject]:
    dataflow = known_dataflow(arguments, session.explorer.library)
    catalog = session.explorer.library.catalog_of(dataflow)
    output: Path = arguments.output
    form = output.suffix.removeprefix(".").lower()
    if arguments.each is not None:
        if dataflow:
            raise CallError("--dataflow goes with --region or --market, not with --each")
        if form in FORMS:
            raise CallError(f"--each writes into a folder, and '{output.name}' is the name of a file")
        dimension: DimensionName = "market" if arguments.each == "market" else "region"
        cursor = session.explorer.open_cursor()
        codes = Spreading(session.explorer).codes(cursor, arguments.each)
        cursor.close()
    else:
        dimension = "market" if arguments.market else "region"
        codes = (NameIndex(catalog.dimension(dimension)).resolve(arguments.market or arguments.region),)
        if form in FORMS:
            yield Subject(dimension, codes[0], output)
            return
        if form and not output.is_dir():
            raise CallError(f"'{output.name}' must end in .pdf or .html, or be a folder")
    folder = made_folder(output)
    for code in codes:
        name = safe_part(safe_value(words.name(catalog.dimension(dimension)[code])))
        yield Subject(dimension, code, folder / f"{name}.{arguments.format}")
