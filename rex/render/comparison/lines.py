"""The screen of `rex diff`: comparability first, then the table, then moments, claims, actions and checks."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rex.model.message import Message, quantity, say, say_n
from rex.render.comparison.grid import add_heads, add_row, grid
from rex.render.comparison.sections import STATES
from rex.render.comparison.telling import Telling
from rex.render.comparison.view import comparing
from rex.render.terminal.head import NARROWEST
from rex.render.terminal.lines import Line, Screen, Span
from rex.text.width import width as cells

if TYPE_CHECKING:
    from rex.model.comparison import Comparison
    from rex.render.blocks import Mark
    from rex.render.comparison.pieces import ChangeRow, Comparing, SideWords, Trio
    from rex.text.speaker import Speaker


MOST_DASHES = 6
"""So many measures that neither session has are shown one by one with their reason; more are folded."""


def diff_lines(
    comparison: Comparison,
    speaker: Speaker,
    width: int,
    *,
    all_rows: bool = False,
    plain: bool = False,
    stat: bool = False,
) -> list[Line]:
    """Write two sessions side by side in at most `width` columns, as lines of texts with a style.

    `all_rows` unfolds the rows without a clear change; `stat` stops after the counts; `plain` writes
    sentences instead of columns and uses no drawn character.
    """
    telling = Telling(speaker)
    read = comparing(comparison, speaker)
    screen = Screen(max(width, NARROWEST), plain)
    _head(screen, telling, read, full=not stat)
    screen.blank()
    if stat:
        screen.say(read.counts)
        if read.comparable:
            _luck(screen, read)
        return screen.lines
    if read.comparable:
        _table(screen, telling, read, all_rows=all_rows)
        screen.blank()
        _legend(screen, telling, read)
        screen.blank()
    _rest(screen, telling, read)
    return screen.lines


def _head(screen: Screen, telling: Telling, read: Comparing, *, full: bool) -> None:
    before, after = (telling.tell(_side(side)) for side in (read.before, read.after))
    whole = telling.tell(say("{before} -> {after}", before=before, after=after))
    screen.say(whole, style="bold", hang=2)
    verdict = read.comparability.headline
    screen.say(verdict, style="bold" if read.comparable else "unknown")
    for says, blocked in read.comparability.differs if full else ():
        screen.say(says, 2, hang=2)
        if blocked:
            screen.say(telling.tell(say("Cannot be compared for that reason: {what}.", what=blocked)), 4, hang=2)


def _side(side: SideWords) -> Message:
    return say("{title} ({day}, {length})", title=side.title, day=side.weekday, length=side.length)


def _table(screen: Screen, telling: Telling, read: Comparing, *, all_rows: bool) -> None:
    """Show what changed, then headline rows that did not, the rest folded with its count, then what cannot be told."""
    shown = [row for row in read.usual if all_rows or row.headline]
    folded = len(read.usual) - len(shown)
    nothing = telling.number(None, "count")
    absent = [row for row in read.unknown if row.before == row.after == nothing and not (all_rows or row.headline)]
    absent = absent if len(absent) > MOST_DASHES else []
    unknown = [row for row in read.unknown if row not in absent]
    every = [*read.changed, *shown, *unknown]
    sizes = grid(screen, telling, every)
    if sizes is not None:
        add_heads(screen, telling, sizes)
    for row in (*read.changed, *shown):
        add_row(screen, telling, row, sizes)
        for note in row.notes if row.mark.sign in "+-*" or all_rows else ():
            screen.say(note, 4, "dim")
    if folded:
        _folded(screen, telling, folded, others=bool(shown))
    for why, rows in groupby(sorted(unknown, key=lambda row: row.why), key=lambda row: row.why):
        for row in rows:
            add_row(screen, telling, row, sizes)
        screen.say(why, 4, "dim")
    if absent:
        _absent(screen, telling, absent)


def _folded(screen: Screen, telling: Telling, number: int, *, others: bool) -> None:
    if others:
        text = say_n(
            "{n} other: inside the usual range; --all shows it",
            "{n} others: inside the usual range; --all shows them",
            number,
        )
    else:
        text = say_n(
            "{n} measure: inside the usual range; --all shows it",
            "{n} measures: inside the usual range; --all shows them",
            number,
        )
    start = len(screen.lines)
    screen.say(telling.tell(text), 4, "dim")
    screen.lines[start] = (Span("  ~ ", "dim"), *screen.lines[start][1:])


def _absent(screen: Screen, telling: Telling, rows: list[ChangeRow]) -> None:
    """Fold what neither session measured: a session of few files would drown its numbers in dashes."""
    names = telling.speaker.f.listing([row.title for row in rows])
    text = say_n(
        "{n} measure in neither session: {names}.", "{n} measures in neither session: {names}.", len(rows), names=names
    )
    screen.say(telling.tell(text), 4, "dim", hang=0)
    screen.say(telling.tell(say("--all shows why.")), 4, "dim")


def _legend(screen: Screen, telling: Telling, read: Comparing) -> None:
    add_legend(screen, read.legend if any(row.mark.sign == "*" for row in read.changed) else _without_star(read))
    if any(row.headline for row in (*read.changed, *read.usual, *read.unknown)):
        screen.say(telling.tell(say("A star after a name: a headline measure, chosen beforehand.")), 2, "dim")
    _luck(screen, read)


def _without_star(read: Comparing) -> tuple[Mark, ...]:
    return tuple(mark for mark in read.legend if mark.sign != "*")


def add_legend(screen: Screen, marks: tuple[Mark, ...]) -> None:
    """Write the marks with their words, as many on a line as fit, no mark parted from its word."""
    line = ""
    for mark in marks:
        words = f"  {mark.sign} {mark.word}"
        if line and cells(line) + cells(words) + 1 > screen.width:
            screen.add(Span(line, "dim"))
            line = ""
        line += f" {words}" if line else words
    screen.add(Span(line, "dim"))


def _luck(screen: Screen, read: Comparing) -> None:
    for sentence in read.luck:
        screen.say(sentence, 2, "dim")


def _rest(screen: Screen, telling: Telling, read: Comparing) -> None:
    tell = telling.tell
    blocks: list[tuple[str, list[str]]] = [
        (tell(say("Moments")), _moments(telling, read)),
        (tell(say("Claims")), _trio(telling, read.claims)),
        (tell(say("Actions")), _actions(telling, read)),
        (tell(say("Checks")), _trio(telling, read.findings)),
    ]
    at = max(cells(label) for label, _ in blocks) + 4
    for label, texts in blocks:
        for i, text in enumerate(texts):
            screen.labelled(label if i == 0 else "", text, at)


def _moments(telling: Telling, read: Comparing) -> list[str]:
    counts = say(
        "peaks {peaks} -> {peaks_after}, drops {drops} -> {drops_after}",
        peaks=quantity(read.peaks[0], "count"),
        peaks_after=quantity(read.peaks[1], "count"),
        drops=quantity(read.drops[0], "count"),
        drops_after=quantity(read.drops[1], "count"),
    )
    found = [telling.tell(counts)]
    for state, word in STATES.items():
        labels = [pair.label for pair in read.pairs if pair.state == state]
        if labels:
            found.append(telling.tell(say("{state}: {what}", state=word, what=" · ".join(labels))))
    return found


def _trio(telling: Telling, trio: Trio) -> list[str]:
    if trio.nothing:
        return [trio.nothing]
    return [
        telling.tell(say("{state}: {what}", state=one.title, what=" · ".join(one.items)))
        for one in trio.lists
        if one.items
    ]


def _actions(telling: Telling, read: Comparing) -> list[str]:
    """Count the verdicts, then name each action with its own."""
    if not read.actions:
        return [telling.tell(say("No earlier action was waiting for the second session."))]
    marked = [(row.cells[0].text, cell.mark) for row in read.actions for cell in row.cells if cell.mark]
    return [f"{mark.sign} {mark.word}: {what}" for what, mark in marked]
