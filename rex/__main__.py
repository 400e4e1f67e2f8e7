"""Start REX: the front page without loading anything, else the one command that was asked for."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from typing import TextIO


def _readable(stream: TextIO) -> None:
    """Let no character stop a command: UTF-8 into files and pipes, "?" for what a terminal cannot show."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


def main() -> None:
    """Run the command line and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        _readable(stream)
    arguments = sys.argv[1:]
    if arguments in ([], ["--help"], ["-h"]):
        from rex.cli.front_page import show

        sys.exit(show(sys.stdout))
    from rex.cli.app import run

    sys.exit(run(arguments))


if __name__ == "__main__":
    main()
