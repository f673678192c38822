"""The command line: without a command it opens the window, otherwise it answers and ends.

Only `chart`, `render` and the window load Qt.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from app import places
from app.cli.arguments import CallError, OneLineParser, WorkError, add_language
from app.cli.chart_command import add_chart_arguments, run_chart
from app.cli.datasets_command import add_datasets_arguments, run_datasets
from app.cli.figures_command import add_figures_arguments, run_figures
from app.composition import Folders, open_explorer, words_for
from app.model.naming import UnknownNameError
from app.model.period import PeriodError
from app.model.selection import SelectionError

OK, FAILED, WRONG_CALL = 0, 1, 2


def main(argv: Sequence[str]) -> int:
    """Run one call and give its exit code: 0, 1 (could not be done) or 2 (the call was wrong)."""
    arguments = _parser().parse_args(argv)
    try:
        return _run(arguments)
    except (CallError, UnknownNameError, PeriodError, SelectionError) as error:
        return _say(error, WRONG_CALL)
    except BrokenPipeError:
        return OK
    except (WorkError, OSError) as error:
        return _say(error, FAILED)


def _say(error: Exception, code: int) -> int:
    print(f"third-pole: {error}", file=sys.stderr)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = OneLineParser(prog="third-pole", description="An explorer for China's foreign trade.")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=OneLineParser)
    add_figures_arguments(commands.add_parser("figures", help="list figures with their sources"))
    add_chart_arguments(commands.add_parser("chart", help="draw a chart into a file"))
    add_datasets_arguments(commands.add_parser("datasets", help="list what is open"))
    add_language(parser)
    return parser


def _run(arguments: argparse.Namespace) -> int:
    folders = standard_folders()
    if arguments.command is None:
        return _open_window(arguments, folders)
    explorer = open_explorer(folders)
    for problem in explorer.library.problems:
        print(f"third-pole: left out: {problem}", file=sys.stderr)
    match arguments.command:
        case "figures":
            return run_figures(arguments, explorer.library, sys.stdout)
        case "chart":
            return run_chart(arguments, explorer, words_for(arguments.language, folders))
        case _:
            return run_datasets(arguments, explorer.library, sys.stdout)


def standard_folders() -> Folders:
    """The folders of this machine and user."""
    return Folders(
        data=places.bundled_data(),
        resources=places.resources(),
        user_data=places.user_data_folder(),
        settings=places.user_config_folder(),
    )


def _open_window(arguments: argparse.Namespace, folders: Folders) -> int:
    from app.cli.window_command import run_window_command

    return run_window_command(arguments, folders)
