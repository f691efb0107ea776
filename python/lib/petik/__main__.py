"""The command line: `petik` and `python -m petik`."""

from __future__ import annotations

import signal
import sys

from ._petik import run


def main() -> None:
    """Runs the command line with the arguments of the process, and ends it with the exit code."""
    # The program watches for Ctrl-C itself: it tells what remains, and leaves no half-written file.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.exit(run(["petik", *sys.argv[1:]]))


if __name__ == "__main__":
    main()
