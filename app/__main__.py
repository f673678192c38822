"""Where every way in ends: `python3 main.py`, `python3 -m app` and the installed `third-pole`."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING

from app.bootstrap import refuse_fatal_qt
from app.cli.main import main

if TYPE_CHECKING:
    from typing import TextIO


def run() -> int:
    """Run the command line on this process's arguments and return its exit code."""
    refuse_fatal_qt()
    _write_every_sign(sys.stdout)
    code = main(sys.argv[1:])
    _write_the_rest()
    return code


def _write_the_rest() -> None:
    """Write what is left in the buffer; a reader that has gone, such as `head`, is no error.

    Python would try again at its end, and complain.
    """
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _write_every_sign(output: TextIO) -> None:
    """Write UTF-8 into files and pipes on every system, and on a terminal whatever it can show.

    Windows would write files in a code page that lacks Chinese, or the minus sign.
    """
    if not isinstance(output, io.TextIOWrapper):
        return
    if output.isatty():
        output.reconfigure(errors="replace")
    else:
        output.reconfigure(encoding="utf-8")


if __name__ == "__main__":
    sys.exit(run())
