"""Opens the way to ask that fits the terminal; without a terminal nobody is ever asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from rex.errors import FileError

if TYPE_CHECKING:
    from rex.cli.prompts.asker import TerminalAsker
    from rex.cli.prompts.plain import PlainAsker
    from rex.text.catalogue import Catalogue

NARROWEST = 40


def open_asker(
    source: TextIO, stream: TextIO, words: Catalogue, *, columns: int = 80, colour: bool = True, plain: bool = False
) -> TerminalAsker | PlainAsker:
    """Open an asker that reads keys from `source` and draws on `stream` (stderr when stdout is piped).

    Raises FileError where either is no terminal. Under 40 columns it is the plain one.
    """
    if not (source.isatty() and stream.isatty()):
        raise FileError(
            "There is no terminal, and nobody is here to ask.",
            todo="Give the answers in a file: --answers FILE. Its form: rex ask SESSION --template",
        )
    if plain or columns < NARROWEST:
        from rex.cli.prompts.plain import PlainAsker

        return PlainAsker(source, stream, words)
    from rex.cli.prompts.asker import TerminalAsker
    from rex.cli.prompts.terminal import Terminal, input_from, output_to

    return TerminalAsker(Terminal(stream, words, columns, colour, input_from(source), output_to(stream)))
