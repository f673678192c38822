"""Every benchmark in turn, each in a process of its own: ``python -m tests.benchmarks``.

On a screen where there is one, such as that of Xvfb, otherwise without.
"""

from __future__ import annotations

import subprocess
import sys

NAMES = ("start", "click", "charts", "render", "import_speed")


def main() -> int:
    """Run all; the number of those that failed."""
    failed = 0
    for name in NAMES:
        sys.stdout.write(f"\n{name}\n")
        sys.stdout.flush()
        failed += (
            subprocess.run([sys.executable, "-m", f"tests.benchmarks.{name}"], check=False).returncode != 0
        )
    return failed


if __name__ == "__main__":
    sys.exit(main())
