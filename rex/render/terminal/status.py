"""What waits, on one screen: the most urgent first, each line with the command that does the next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.message import Message, quantity, say, say_n
from rex.model.status import Unreviewed
from rex.render.terminal.lines import Line, Screen, Span
from rex.text.catalogue import N_
from rex.text.width import width as cells

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.model.status import Status, Waiting
    from rex.text.speaker import Speaker

FEW = 4
"""Lines of a section on the screen; the rest is counted, and shown when it is asked for."""
_INDENT, _GAP = 4, 2
_KINDS = {"chat": N_("chat"), "sales": N_("orders"), "viewers": N_("viewer curve")}
FADES_AFTER_HOURS = 24
"""As in the check of faded memory, which says it again in the report."""
_NEWER = say("Add newer order exports first: late orders and returns are in them by now.")


def status_lines(
    status: Status, speaker: Speaker, width: int, *, plain: bool = False, all_: bool = False
) -> list[Line]:
    """Draw a status; `all_` shows every line of every section, else the first few and how many more there are."""
    screen = Screen(width, plain)
    day = speaker.f.date(status.now)
    screen.add(*([Span(status.client, "bold"), Span(" · ")] if status.client else []), Span(day, "dim"))
    screen.say(speaker.say(status.says))
    sections: tuple[tuple[Message, Sequence[Waiting], Message | None], ...] = (
        (say("Not reviewed yet"), status.unreviewed, _fading(status)),
        (say("Records to make again"), status.outdated, None),
        (say("Not answered yet"), status.unanswered, None),
        (say("Actions due"), status.actions, None),
        (say("Provisional, and ready to be settled"), status.unsettled, _NEWER),
        (say("Files that cannot be used"), status.broken, None),
    )
    for title, things, note in sections:
        if things:
            screen.blank()
            screen.add(Span(speaker.say(title), "bold"))
            _section(screen, things if all_ else things[:FEW], speaker)
            _more(screen, 0 if all_ else len(things) - FEW, speaker)
            if note is not None:
                screen.say(speaker.say(note), _INDENT, "dim")
    if not status.sessions:
        screen.blank()
        screen.add(" " * _INDENT, Span("rex add FILE...", "bold"))
    return screen.lines


def _fading(status: Status) -> Message | None:
    """Say once that memory fades, where somebody can still write down what they recall."""
    if not any(one.hours is not None and not one.sealed for one in status.unreviewed):
        return None
    return say(
        "Memory fades: more than {limit} after the end, answers count for less.",
        limit=quantity(FADES_AFTER_HOURS, "hours"),
    )


def _section(screen: Screen, things: Sequence[Waiting], speaker: Speaker) -> None:
    """Put a command beside its sentence where there is room, else below; one that serves all stands once."""
    told = [_told(one, speaker) for one in things]
    shared = len(things) > 1 and len({one.todo for one in things}) == 1
    short = [says for one, says in zip(things, told, strict=True) if _fits(says, one.todo, screen.width)]
    at = _INDENT + max(map(cells, short), default=0) + _GAP
    for one, says in zip(things, told, strict=True):
        mark = Span("  ! " if one.urgent else " " * _INDENT, "worse")
        if not shared and says in short and at + cells(one.todo) <= screen.width:
            screen.add(mark, says + " " * (at - _INDENT - cells(says)), Span(one.todo, "bold"))
            continue
        before = len(screen.lines)
        screen.say(says, _INDENT)
        if one.urgent:
            screen.lines[before] = (mark, *screen.lines[before][1:])
        if not shared:
            screen.add(" " * (_INDENT + _GAP), Span(one.todo, "bold"))
    if shared:
        screen.add(" " * (_INDENT + _GAP), Span(things[0].todo, "bold"))


def _fits(says: str, todo: str, width: int) -> bool:
    return _INDENT + cells(says) + _GAP + cells(todo) <= width


def _told(one: Waiting, speaker: Speaker) -> str:
    """Say one thing, and of a show which exports are not there yet."""
    if not isinstance(one, Unreviewed) or not one.missing:
        return speaker.say(one.says)
    missing = speaker.f.listing([speaker.t(_KINDS[kind]) for kind in one.missing])
    return speaker.say(say("{says} Not there yet: {missing}.", says=one.says, missing=missing))


def _more(screen: Screen, left: int, speaker: Speaker) -> None:
    if left > 0:
        text = say_n("{n} more: {command}", "{n} more: {command}", left, command="rex status --all")
        screen.say(speaker.say(text), _INDENT, "dim")
