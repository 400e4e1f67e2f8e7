"""The table of changes on the terminal: columns where they fit, else the interval below its row, or paragraphs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rex.model.message import say
from rex.render.terminal.lines import SIGN_STYLES, Screen, Span, Style, cell, wrapped
from rex.text.width import width as cells

if TYPE_CHECKING:
    from rex.render.comparison.pieces import ChangeRow
    from rex.render.comparison.telling import Telling

INDENT, GAP = 4, 2
NAME_LEAST, NAME_MOST = 15, 34
PARAGRAPH = 60
"""Under so many columns every measure is a small paragraph."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The widths of the columns; `could` 0 puts the interval under its row."""

    name: int
    before: int
    after: int
    change: int
    could: int
    place: int


def weight(row: ChangeRow) -> Style:
    """Make what changed stand out and what did not step back."""
    return "bold" if row.mark.sign in "+-" else "dim" if row.mark.sign == "~" else "plain"


def named(row: ChangeRow) -> str:
    """Give a measure's name, with a star when it was chosen beforehand."""
    return f"{row.title}\u00a0*" if row.headline else row.title


def grid(screen: Screen, telling: Telling, rows: list[ChangeRow]) -> Grid | None:
    """Choose the widths for all rows of a screen; None when each measure is to be a paragraph."""
    if screen.plain or screen.width < PARAGRAPH or not rows:
        return None
    heads = heads_of(telling)
    before = max(cells(text) for text in (heads[0], *(r.before for r in rows)))
    after = max(cells(text) for text in (heads[1], *(r.after for r in rows)))
    change = max(cells(text) for text in (heads[2], *(r.change for r in rows)))
    could = max(cells(text) for text in (heads[3], *(r.could_be for r in rows)))
    place = max(cells(text) for text in (heads[4], *(r.place for r in rows)))
    longest = min(NAME_MOST, max(cells(named(r)) for r in rows))
    for interval in (could, 0):
        taken = INDENT + before + after + change + interval + place + GAP * (5 if interval else 4)
        name = min(longest, screen.width - taken)
        if name >= min(NAME_LEAST, longest):
            return Grid(name, before, after, change, interval, place)
    return None


def heads_of(telling: Telling) -> tuple[str, str, str, str, str]:
    """Name the columns after the measure's."""
    heads = (say("before"), say("after"), say("change"), say("could be"), say("usual"))
    first, second, third, fourth, fifth = (telling.tell(head) for head in heads)
    return first, second, third, fourth, fifth


def add_heads(screen: Screen, telling: Telling, sizes: Grid) -> None:
    """Write the heads over their columns."""
    before, after, change, could, place = heads_of(telling)
    _line(screen, [" " * (INDENT + sizes.name)], (before, after, change, could, place), sizes, "dim")


def add_row(screen: Screen, telling: Telling, row: ChangeRow, sizes: Grid | None) -> None:
    """Write one measure; a name that is too long goes on under itself."""
    mark = Span(row.mark.sign, SIGN_STYLES[row.mark.sign])
    if sizes is None:
        _paragraph(screen, telling, row, mark)
        return
    name, *rest = wrapped(named(row), sizes.name)
    start: list[Span | str] = ["  ", mark, " ", Span(cell(name, sizes.name), weight(row))]
    _line(screen, start, (row.before, row.after, row.change, row.could_be, row.place), sizes, weight(row))
    for line in rest:
        screen.add(" " * INDENT, Span(line, weight(row)))
    if not sizes.could and row.could_be:
        screen.say(_could(telling, row), INDENT, "dim")


def _line(screen: Screen, start: list[Span | str], texts: tuple[str, ...], sizes: Grid, style: Style) -> None:
    before, after, change, could, place = texts
    gap = " " * GAP
    numbers = f"{gap}{cell(before, sizes.before, right=True)}{gap}{cell(after, sizes.after, right=True)}"
    ranges = f"{gap}{cell(change, sizes.change)}" + (f"{gap}{cell(could, sizes.could)}" if sizes.could else "")
    screen.add(*start, Span(f"{numbers}{ranges}{gap}{place}", style))


def _paragraph(screen: Screen, telling: Telling, row: ChangeRow, mark: Span) -> None:
    before = len(screen.lines)
    text = say("{name}: {before}, then {after}", name=named(row), before=row.before, after=row.after)
    screen.say(telling.tell(text), INDENT, weight(row))
    first = screen.lines[before]
    screen.lines[before] = (Span("  "), mark, Span(" "), *first[1:])
    parts = [row.mark.word]
    if row.could_be:
        parts.append(telling.tell(say("change {change}", change=row.change)))
        parts.append(_could(telling, row))
    screen.say("; ".join(parts), INDENT + 2)


def _could(telling: Telling, row: ChangeRow) -> str:
    """Write the interval by its name; the word for a number without one stands alone."""
    return telling.tell(say("could be {range}", range=row.could_be)) if row.interval else row.could_be
