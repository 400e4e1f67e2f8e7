"""Where questions are drawn: streams, width, colour and language, as the command line decided them."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, TextIO

from rex.text.width import pad_left, width

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from prompt_toolkit.formatted_text import StyleAndTextTuples
    from prompt_toolkit.input import Input
    from prompt_toolkit.output import Output

    from rex.model.message import Message
    from rex.text.catalogue import Catalogue

MARGIN = 2
WIDEST = 100


@dataclass(frozen=True)
class Terminal:
    """A person's terminal. `stream` takes finished lines; `input` and `output` draw the open question.

    `colour` False takes colours away and leaves bold and dim, as NO_COLOR asks. `pause_s` is the pause
    in typing after which half-typed words are saved. With `brief` the keys that move are shown without words.
    `echo_s` are the seconds in which an Enter after a key that took an answer at once is habit, and no answer.
    """

    stream: TextIO
    words: Catalogue
    columns: int = 80
    colour: bool = False
    input: Input | None = None
    output: Output | None = None
    pause_s: float = 2.0
    brief: bool = False
    echo_s: float = 0.4
    _taken: list[float] = field(default_factory=list)

    @property
    def width(self) -> int:
        """Give the columns that text uses: never more than 100, however wide the window is."""
        return min(self.columns, WIDEST)

    def say(self, message: Message) -> str:
        """Say a message whose values are texts and whole numbers in the person's language."""
        return self.words.say(message.text, **{key: str(value) for key, value in message.values.items()})

    def taken_at_once(self) -> None:
        """Remember that an answer was taken by a key that some people follow with Enter."""
        self._taken[:] = [monotonic()]

    def is_echo(self) -> bool:
        """Tell whether an Enter now would be that habit."""
        return bool(self._taken) and monotonic() - self._taken[0] < self.echo_s

    def echoed(self, _event: object) -> None:
        """Take the Enter of habit, once."""
        self._taken.clear()

    def line(self, parts: Iterable[tuple[str, str]] = ()) -> None:
        """Write one finished line of (style, text) parts."""
        self.stream.write("".join(_dressed(style, text, self.colour) for style, text in parts).rstrip() + "\n")
        self.stream.flush()


def output_to(stream: TextIO) -> Output:
    """Draw on this stream and never ask the terminal where its cursor is: the answer would be read as keys."""
    import os

    from prompt_toolkit.output import create_output

    if os.name != "posix":
        return create_output(stdout=stream)
    from prompt_toolkit.output.vt100 import Vt100_Output

    output = Vt100_Output.from_pty(stream, term=os.environ.get("TERM"))
    output.enable_cpr = False
    return output


def input_from(stream: TextIO) -> Input:
    """Read keys from this stream."""
    from prompt_toolkit.input import create_input

    return create_input(stream)


def wrapped(text: str, cells: int) -> list[str]:
    """Break a text into lines of at most so many cells, between words; a longer word is cut between letters."""
    from rex.text.letters import letters

    lines = [""]
    # Not split(): a no-break space before a French question mark keeps it on its line.
    for rest in filter(None, text.split(" ")):
        if width(lines[-1]) + (1 if lines[-1] else 0) + width(rest) <= cells:
            lines[-1] += f" {rest}" if lines[-1] else rest
            continue
        lines += [""] if lines[-1] else []
        for letter in letters(rest):
            if width(lines[-1]) + width(letter) > cells > 1:
                lines.append("")
            lines[-1] += letter
    return lines


def hung(first: str, text: str, cells: int) -> list[str]:
    """Break a text into lines that hang below one another, the first behind `first`."""
    indent = width(first)
    lines = wrapped(text, max(10, cells - indent))
    return [first + lines[0], *(" " * indent + line for line in lines[1:])]


def numbered(terminal: Terminal, n: int, of: int) -> str:
    """Give the margin with a question's number, as wide for the first as for the last."""
    widest = terminal.words.say("{n} of {of}", n=str(of), of=str(of))
    return "  " + pad_left(terminal.words.say("{n} of {of}", n=str(n), of=str(of)), width(widest)) + "  "


def fragments(lines: Sequence[tuple[str, str]]) -> StyleAndTextTuples:
    """Make prompt_toolkit's fragments of styled lines, one below the other."""
    made: StyleAndTextTuples = []
    for n, (style, text) in enumerate(lines):
        made.append((style, text if n == 0 else f"\n{text}"))
    return made


CODES: dict[str, str] = {"bold": "1", "dim": "2", "reverse": "7"}


def _dressed(style: str, text: str, colour: bool) -> str:
    code = CODES.get(style)
    return f"\x1b[{code}m{text}\x1b[0m" if code and colour and text else text
