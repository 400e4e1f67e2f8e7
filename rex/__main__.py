"""Start REX: the front page without loading anything, else the one command that was asked for."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    arguments = sys.argv[1:]
    if arguments in ([], ["--help"], ["-h"]):
        from rex.cli.front_page import show

        sys.exit(show(sys.stdout))
    from rex.cli.app import run

    sys.exit(run(arguments))


if __name__ == "__main__":
    main()
