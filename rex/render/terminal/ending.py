"""The end of a review, and the summary after `rex demo`: the bottom line in a few lines, and where the report is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.message import Message, quantity, say, say_n
from rex.render.sections.who import not_yet
from rex.render.terminal.head import begin, head, title
from rex.render.terminal.lines import Line, Screen, Span, Style

if TYPE_CHECKING:
    from rex.model.retrospective import Retrospective
    from rex.render.reading import Reading


def summary_lines(record: Retrospective, *, lang: str, width: int, plain: bool = False) -> list[Line]:
    """Write a finished review in a few lines: the sentence, result, keep, change, how sure."""
    screen, reading = begin(record, lang=lang, width=width, plain=plain)
    title(screen, reading)
    _bottom_line(screen, reading, marked=True)
    _waiting(screen, reading)
    return screen.lines


def ending_lines(
    record: Retrospective, *, lang: str, width: int, plain: bool = False, path: str = "", minutes: float | None = None
) -> list[Line]:
    """Write the last screen of a review: bottom line, path of the report, what is open, what comes next."""
    screen, reading = begin(record, lang=lang, width=width, plain=plain)
    screen.add(Span(head(reading), "bold"))
    screen.blank()
    _bottom_line(screen, reading, marked=False)
    if path:
        screen.blank()
        screen.lines.append((Span(path, "path"),))
    screen.blank()
    screen.say(reading.tell(_count(reading, minutes)), 2)
    if record.edition == "provisional" and record.settles_on and record.has_orders:
        day = reading.speaker.f.date(record.settles_on)
        text = "Returns are known after {day}: export the orders again, then rex refresh {id}"
        screen.say(reading.tell(say(text, day=day, id=record.session.id)), 2)
    _waiting(screen, reading)
    return screen.lines


def _waiting(screen: Screen, reading: Reading) -> None:
    """Say quietly who has not answered yet; the review stands without them."""
    waiting = not_yet(reading)
    if waiting is not None:
        screen.blank()
        screen.say(reading.tell(waiting), 2, "dim")


def _bottom_line(screen: Screen, reading: Reading, *, marked: bool) -> None:
    line, tell = reading.record.bottom_line, reading.tell
    screen.say(line.sentence or tell(line.headline), 0 if marked else 2, "bold")
    if marked:
        screen.blank()
    parts: list[tuple[str, Style, Message, Message | None]] = [
        ("+", "better", say("Result"), line.result),
        ("+", "better", say("Keep"), line.keep),
        ("-", "worse", say("Change"), line.change),
        ("?", "unknown", say("Sure?"), line.sure),
    ]
    for sign, style, label, text in parts:
        if text is None:
            continue
        if marked and label.text != "Result":
            _marked(screen, Span(sign, style), tell(label), tell(text))
        elif marked:
            _marked(screen, Span(" "), tell(label), tell(text))
        else:
            screen.labelled(tell(label), tell(text), 10)


def _marked(screen: Screen, sign: Span, label: str, text: str) -> None:
    before = len(screen.lines)
    screen.labelled(label, text, 12, 4)
    screen.lines[before] = (Span("  "), sign, Span(" "), *screen.lines[before][1:])


def _count(reading: Reading, minutes: float | None) -> Message:
    record = reading.record
    opened = say_n("{n} check open", "{n} checks open", sum(f.response == "open" for f in record.checks.findings))
    bets = say_n("{n} bet made", "{n} bets made", len(record.actions))
    if minutes is None:
        return say("{checks} · {bets}", checks=opened, bets=bets)
    return say("{time} · {checks} · {bets}", time=quantity(round(minutes), "minutes"), checks=opened, bets=bets)
