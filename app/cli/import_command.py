"""`import`: a downloaded file becomes a data set, or is only looked at with `--dry-run`."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any, TextIO

from app.cli.arguments import add_language
from app.cli.import_report import write_findings
from app.cli.session import Session
from app.data.imports.examine import examined
from app.data.imports.library import ImportLibrary, MissingAnswerError, Request
from app.data.imports.mapping_file import read_mapping
from app.data.imports.messages import ImportCancelledError, ImportFailedError, Message, say
from app.data.imports.plan import Options
from app.data.imports.registry import find_importers
from app.data.imports.watch import Watch
from app.model.words import Words

OK, FAILED, WRONG_CALL = 0, 1, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `import`."""
    parser.add_argument("files", metavar="FILE|FOLDER", type=Path, nargs="+", help="what was downloaded")
    parser.add_argument(
        "--name", metavar="N", default="", help="the name of the data set; that of the file if left out"
    )
    parser.add_argument(
        "--importer", metavar="ID", default="", help="read it as this format, whatever it looks like"
    )
    parser.add_argument(
        "--flow",
        choices=("export", "import", "total", "re-export", "re-import"),
        default="",
        help="what the figures are, where the file does not say",
    )
    parser.add_argument(
        "--period", metavar="PERIOD", default="", help="the period, where the file does not say"
    )
    parser.add_argument(
        "--decimal", choices=(".", ","), default="", help="the decimal sign, where the file does not tell"
    )
    parser.add_argument("--mapping", metavar="FILE", type=Path, help="JSON that says which column is what")
    parser.add_argument("--dry-run", action="store_true", help="say what would be read, and write nothing")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    add_language(parser)


def run(arguments: argparse.Namespace, session: Session) -> int:
    """Import files one after another, or print what they hold; one that fails does not stop the next.

    Returns:
        0, 1 (something could not be done) or 2 (the call was wrong).
    """
    words, err = session.words(arguments.language), session.errors
    if arguments.name and len(arguments.files) > 1:
        message = say("A name is for one file: leave it out, or import the files one by one.")
        return _complain(message, words, err, WRONG_CALL)
    return max([_run(path, arguments, session) for path in arguments.files])


def _run(path: Path, arguments: argparse.Namespace, session: Session) -> int:
    words, out, err = session.words(arguments.language), session.out, session.errors
    importers = find_importers()
    if arguments.importer and arguments.importer not in importers:
        return _complain(
            say(
                "There is no importer '{id}'; there are: {ids}.",
                id=arguments.importer,
                ids=", ".join(importers),
            ),
            words,
            err,
            WRONG_CALL,
        )
    if not path.exists():
        return _complain(say("{file} does not exist.", file=path), words, err, WRONG_CALL)
    try:
        mapping = read_mapping(arguments.mapping) if arguments.mapping else None
        options = Options(arguments.flow, arguments.period, mapping, arguments.decimal)
        if arguments.dry_run:
            with examined(path, importers, options, wanted=arguments.importer) as found:
                write_findings(found.findings, arguments.format, words, out)
            return OK
        library = ImportLibrary(session.folders.datasets, importers)
        request = Request(path, arguments.name, arguments.importer, options)
        written = library.add(request, Watch())
    except MissingAnswerError as failure:
        return _complain(failure.message, words, err, WRONG_CALL)
    except ImportFailedError as failure:
        return _complain(failure.message, words, err, FAILED)
    except ImportCancelledError:
        return _complain(say("The import was stopped; nothing was kept."), words, err, FAILED)
    _say_done(written.to_plain(), arguments.format, words, out)
    return OK


def _complain(message: Message, words: Words, err: TextIO, code: int) -> int:
    print(f"third-pole: {message.in_words(words)}", file=err)
    return code


def _say_done(written: dict[str, Any], form: str, words: Words, out: TextIO) -> None:
    if form == "json":
        json.dump(written, out, ensure_ascii=False, indent=1)
        out.write("\n")
        return
    out.write(
        words.text(
            "Imported {rows} rows of {file} as data set '{id}' ({size} MB).",
            rows=f"{written['rows_kept']:,}",
            file=written["file"],
            id=written["dataset"],
            size=f"{written['bytes'] / 1e6:,.1f}",
        )
        + "\n"
    )
