"""The command line: without a command it opens the window, otherwise it answers and ends.

The window starts without loading what only the commands need, and the commands without Qt.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

OK, FAILED, WRONG_CALL = 0, 1, 2
INTERRUPTED = 130


def main(argv: Sequence[str]) -> int:
    """Run one call and give its exit code: 0, 1 (could not be done) or 2 (the call was wrong)."""
    if not argv:
        from app.cli.window_command import run_window_command

        return run_window_command()
    from app.cli.commands import run_command

    try:
        return run_command(argv)
    except KeyboardInterrupt:
        print("third-pole: interrupted", file=sys.stderr)
        return INTERRUPTED
