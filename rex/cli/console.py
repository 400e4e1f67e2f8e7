"""The two streams a person sees: results on stdout, talk on stderr; width, colour and language decided once."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from rex.errors import Interrupted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rex.errors import RexError
    from rex.model.message import Message
    from rex.render.terminal.lines import Span
    from rex.text.speaker import Speaker
    from rex.workflow.runtime import Progress

Line = "Sequence[tuple[str, str]]"

STYLES = {
    "bold": "bold",
    "dim": "dim",
    "changed": "bold",
    "path": "underline",
    "better": "bold cyan",
    "worse": "bold yellow",
    "unknown": "magenta",
    "key": "bold",
    "link": "underline",
    "stop": "bold red",
}
"""What a style means in colours; sixteen-colour names only, so that the user's own palette rules."""

_NARROWEST, _WIDEST = 40, 100


@dataclass(frozen=True)
class Console:
    """Where to write, how wide, and whether colours, drawings and talk are wanted."""

    out: TextIO
    err: TextIO
    width: int = 80
    colour: bool = False
    err_colour: bool = False
    plain: bool = False
    quiet: bool = False

    @classmethod
    def of_process(cls, arguments: Sequence[str]) -> Console:
        """Decide from the terminal, the environment and the options that every command has."""
        options = list(arguments)
        no_colour = "--no-color" in options or "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
        forced = "FORCE_COLOR" in os.environ and not no_colour
        plain = "--plain" in options or bool(os.environ.get("REX_PLAIN")) or os.environ.get("TERM") == "dumb"
        return cls(
            out=sys.stdout,
            err=sys.stderr,
            width=_width(options),
            colour=forced or (sys.stdout.isatty() and not no_colour),
            err_colour=forced or (sys.stderr.isatty() and not no_colour),
            plain=plain,
            quiet="--quiet" in options,
        )

    @property
    def interactive(self) -> bool:
        """Tell whether somebody is there to be asked: both ends are a terminal."""
        return sys.stdin is not None and sys.stdin.isatty() and self.err.isatty()

    def show(self, lines: Iterable[Sequence[tuple[str, str]]]) -> None:
        """Print a result: lines of (text, style) on stdout. Line ends carry no spaces."""
        for line in lines:
            self.out.write(self._styled(line, colour=self.colour).rstrip() + "\n")

    def screen(self, lines: Iterable[Sequence[Span]]) -> None:
        """Print a result that another room drew: lines of spans."""
        self.show([(span.text, span.style) for span in line] for line in lines)

    def text(self, text: str) -> None:
        """Print a result that is already a document."""
        self.out.write(text if text.endswith("\n") else text + "\n")

    def talk(self, *parts: tuple[str, str]) -> None:
        """Say something on stderr that is no result; `--quiet` drops it."""
        if not self.quiet:
            self.err.write(self._styled(parts, colour=self.err_colour).rstrip() + "\n")
            self.err.flush()

    def progress(self, speaker: Speaker) -> Progress:
        """Give a `Progress` that says each step in one line, its word first."""

        def tell(step: str, says: Message) -> None:
            self.talk((f"{speaker.t(step):<11}", "dim"), (speaker.say(says), ""))

        return tell

    def stopped(self, error: RexError) -> None:
        """Lay out a stop: what, where with the line itself, why, what to do, what was kept."""
        place = error.place
        head = "" if isinstance(error, Interrupted) else "Stopped: "  # who stopped it knows that it stopped
        first, *rest = self._wrapped(head + error.what)
        self._err([(head, "stop"), (first.removeprefix(head), "")], *[[(line, "")] for line in rest])
        if place is not None and place.excerpt:
            gutter = f"{place.line:>5} | "
            caret = " " * (len(gutter) - 2) + "| " + " " * max(0, place.column - 1) + "^" * place.width
            self._err([("", "")], [(gutter + place.excerpt.rstrip(), "")], [(caret, "stop")])
        if error.why:
            self._err([("", "")], *[[("  " + line, "")] for line in error.why.splitlines()])
        tail = [line for text in (error.todo, error.kept) for line in self._wrapped(text)]
        if tail:
            self._err([("", "")], *[[(line, "")] for line in tail])

    def _wrapped(self, text: str) -> list[str]:
        """Break a sentence at the screen's edge; a command after two spaces goes whole to its own line."""
        from textwrap import wrap

        lines: list[str] = []
        for line in text.splitlines():
            says, gap, command = line.rpartition("  ")
            if len(line) > self.width and gap:
                lines += [*wrap(says, self.width, break_long_words=False, break_on_hyphens=False), "  " + command]
            else:
                lines += wrap(line, self.width, break_long_words=False, break_on_hyphens=False)
        return lines

    def interrupted(self) -> None:
        """Say that the run was interrupted and nothing is half written."""
        self._err([("Interrupted. Nothing is half written; run the same command again to go on.", "")])

    def _err(self, *lines: Sequence[tuple[str, str]]) -> None:
        for line in lines:
            self.err.write(self._styled(line, colour=self.err_colour).rstrip() + "\n")

    def _styled(self, line: Sequence[tuple[str, str]], *, colour: bool) -> str:
        """Turn one line into characters; viewers' words are plain text here, never markup."""
        if not colour or not any(style for _, style in line):
            return "".join(text for text, _ in line)
        from io import StringIO

        from rich.console import Console as RichConsole
        from rich.text import Text

        text = Text(no_wrap=True, overflow="ignore", end="")
        for part, style in line:
            text.append(part, STYLES.get(style, ""))
        buffer = StringIO()
        RichConsole(file=buffer, force_terminal=True, color_system="standard", width=10_000, highlight=False).print(
            text, soft_wrap=True, end=""
        )
        return buffer.getvalue()


def _width(options: Sequence[str]) -> int:
    for position, option in enumerate(options):
        value = option.partition("=")[2] if option.startswith("--width=") else ""
        if option == "--width" and position + 1 < len(options):
            value = options[position + 1]
        if value.isdigit():
            return max(_NARROWEST, int(value))
    if not sys.stdout.isatty():
        return 80
    return min(_WIDEST, max(_NARROWEST, shutil.get_terminal_size((80, 24)).columns))
