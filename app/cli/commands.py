"""Every command: what it is called, how its call is read, and what runs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.cli import (
    chart_command,
    check_command,
    datasets_command,
    figures_command,
    import_command,
    profile_command,
    render_command,
    report_command,
)
from app.cli.arguments import CallError, OneLineParser, WorkError
from app.cli.session import Session
from app.model.naming import UnknownNameError
from app.model.period import PeriodError
from app.model.selection import SelectionError

OK, FAILED, WRONG_CALL = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Command:
    """One command of the command line."""

    name: str
    help: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace, Session], int]


COMMANDS: Sequence[Command] = (
    Command("figures", "list figures with their sources", figures_command.add_arguments, figures_command.run),
    Command("chart", "draw a chart into a file", chart_command.add_arguments, chart_command.run),
    Command("render", "make all pictures of a recipe", render_command.add_arguments, render_command.run),
    Command("report", "write the views of a story", report_command.add_arguments, report_command.run),
    Command("profile", "report on a place or market", profile_command.add_arguments, profile_command.run),
    Command("check", "check figures against each other", check_command.add_arguments, check_command.run),
    Command("import", "open a file of your own", import_command.add_arguments, import_command.run),
    Command("datasets", "list what is open", datasets_command.add_arguments, datasets_command.run),
)


def run_command(argv: Sequence[str], session: Session | None = None) -> int:
    """Run one command and give its exit code."""
    parser = _parser()
    arguments = parser.parse_args(argv)
    command = next((known for known in COMMANDS if known.name == arguments.command), None)
    if command is None:
        parser.error("name a command")
    try:
        return command.run(arguments, session or Session())
    except (CallError, UnknownNameError, PeriodError, SelectionError) as error:
        return _say(error, WRONG_CALL)
    except BrokenPipeError:
        return OK
    except (WorkError, OSError) as error:
        return _say(error, FAILED)


def _say(error: Exception, code: int) -> int:
    print(f"third-pole: {error}", file=sys.stderr)
    return code


def _parser() -> OneLineParser:
    parser = OneLineParser(prog="third-pole", description="An explorer for China's foreign trade.")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=OneLineParser)
    for command in COMMANDS:
        command.add_arguments(commands.add_parser(command.name, help=command.help, description=command.help))
    return parser
