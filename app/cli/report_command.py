"""`report`: the views of a story as one report, without a screen."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.charts.saving import save_bytes
from app.cli.arguments import CallError, add_language
from app.cli.session import Session
from app.explorer.stories import Story, StoryError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `report`."""
    parser.add_argument("story", type=Path, metavar="STORY.json", help="views with their comments")
    parser.add_argument("--output", type=Path, required=True, metavar="FILE", help="pdf or html")
    add_language(parser)


def run(arguments: argparse.Namespace, session: Session) -> int:
    """Write the report of a story.

    Raises:
        CallError: The story or the name of the file is wrong.
        ExportError: The file cannot be written.
    """
    form = arguments.output.suffix.removeprefix(".").lower()
    if form not in ("pdf", "html"):
        raise CallError(f"'{arguments.output.name}' must end in .pdf or .html")
    story = _read(arguments.story)
    from app.cli.reporting import Reporter

    reporter = Reporter(session.explorer, session.words(arguments.language))
    save_bytes(arguments.output, reporter.story(story, form))
    return 0


def _read(path: Path) -> Story:
    try:
        story = Story.from_json(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise CallError(f"cannot read the story {path}: {error}") from None
    except StoryError as error:
        raise CallError(f"{path}: {error}") from None
    if not story.pins:
        raise CallError(f"{path}: the story has no views")
    return story
