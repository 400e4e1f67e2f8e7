"""Terminal lines as plain data: texts with a style from a small closed set, never wider than asked.

The command line turns them into whatever its terminal understands. A viewer's words stay words: no
markup is read anywhere, and control characters never reach a line.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from rex.text.width import fit, pad_left, pad_right, width

Style: TypeAlias = Literal["plain", "bold", "dim", "better", "worse", "changed", "unknown", "path"]
SIGN_STYLES: dict[str, Style] = {"+": "better", "-": "worse", "*": "changed", "?": "unknown", "~": "plain"}


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line in one style."""

    text: str
    style: Style = "plain"


Line: TypeAlias = "tuple[Span, ...]"


@dataclass
class Screen:
    """Collects lines of at most `width` cells; `plain` leaves out every drawn character."""

    width: int
    plain: bool = False
    lines: list[Line] = field(default_factory=list)

    def add(self, *spans: Span | str) -> None:
        """Add one line; what does not fit is shortened at its end."""
        room, kept = self.width, []
        for span in spans:
            piece = Span(span) if isinstance(span, str) else span
            text = fit(clean(piece.text), room)
            if text:
                kept.append(Span(text, piece.style))
            room -= width(text)
        self.lines.append(strip_end(tuple(kept)))

    def blank(self) -> None:
        """Add an empty line, never two in a row and never first."""
        if self.lines and self.lines[-1]:
            self.lines.append(())

    def say(self, text: str, indent: int = 0, style: Style = "plain", hang: int = 0) -> None:
        """Add a text as wrapped lines, indented; later lines hang further in."""
        for i, line in enumerate(wrapped(clean(text), self.width - indent - hang)):
            self.add(" " * (indent + (hang if i else 0)), Span(line, style))

    def labelled(self, label: str, text: str, at: int, indent: int = 2, style: Style = "bold") -> None:
        """Add a label and, from column `at` on, its text; a narrow screen puts the text below."""
        if self.width - at < 24:
            self.add(" " * indent, Span(label, style))
            self.say(text, indent + 2)
            return
        head = pad_right(fit(label, at - indent - 1), at - indent)
        for i, line in enumerate(wrapped(clean(text), self.width - at)):
            self.add(" " * indent, Span(head if i == 0 else " " * (at - indent), style), line)


def clean(text: str) -> str:
    """Make a text one line of printable letters."""
    return "".join(c if c.isprintable() or c == "\u00a0" else " " for c in " ".join(text.split(" ")))


def wrapped(text: str, room: int) -> list[str]:
    """Break a text between words into lines of at most `room` cells; a longer word is broken itself."""
    room = max(room, 8)
    lines, line = [], ""
    for word in text.split(" "):
        rest = word
        while width(rest) > room:
            head = fit(rest, room - width(line) - bool(line), "") if room - width(line) > 1 else ""
            lines.append(f"{line} {head}".strip() if head else line)
            rest, line = rest[len(head) :], ""
        if line and width(line) + 1 + width(rest) > room:
            lines.append(line)
            line = rest
        else:
            line = f"{line} {rest}".strip()
    return [*lines, line] if line or not lines else lines


def strip_end(line: Line) -> Line:
    """Take spaces from the end of a line."""
    kept = list(line)
    while kept and not kept[-1].text.strip(" "):
        kept.pop()
    if kept:
        kept[-1] = Span(kept[-1].text.rstrip(" "), kept[-1].style)
    return tuple(kept)


def cell(text: str, cells: int, right: bool = False) -> str:
    """Fit a text into a column."""
    short = fit(clean(text), cells)
    return pad_left(short, cells) if right else pad_right(short, cells)


def text_of(lines: list[Line]) -> str:
    """Give the lines as plain text, as a pipe gets them."""
    return "".join("".join(span.text for span in line) + "\n" for line in lines)
