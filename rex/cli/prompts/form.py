"""Answers of several parts, asked one after the other: a choice with a few words, a name, a range, an action."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol

from rex.cli.prompts.reading import day
from rex.questionnaire.asked import Option
from rex.questionnaire.replies import Back, Edit, Given, Quit, Reply, Skip, Speak

if TYPE_CHECKING:
    from collections.abc import Callable

    from rex.model.message import Message
    from rex.questionnaire.replies import Screen
    from rex.text.catalogue import Catalogue

LEAVING = (Quit, Edit, Speak)
"""Replies that lead elsewhere; the question is asked again later."""
ANOTHER = ""
"""The id of the choice that leads to a field of its own."""


class Parts(Protocol):
    """Whoever can ask for one part on a screen: a choice, or a text read and judged in its own way."""

    def part_choice(self, screen: Screen) -> Reply:
        """Ask for one choice."""

    def part_text(self, screen: Screen, read: Callable[[str], Any], wrong: Callable[[Any], Message | None]) -> Reply:
        """Ask for a text."""


@dataclass(frozen=True, slots=True)
class Field:
    """One part of an action: its key, its question, an example, and its choices where it has some."""

    key: str
    label: str
    example: str = ""
    options: tuple[Option, ...] = ()


def explained(parts: Parts, screen: Screen, _words: Catalogue) -> Reply:
    """Ask for the choice, then for the words that explain it; these may be skipped."""
    begun = screen.parts.get("choice")
    chosen = parts.part_choice(screen if begun is None else replace(screen, begin=begun))
    while isinstance(chosen, Given):
        words = _relabelled(screen, screen.asked.explain, typed=screen.typed)
        said = parts.part_text(words, str, _judge(screen, {"choice": chosen.value}, "text"))
        if isinstance(said, LEAVING):
            screen.keep("choice", str(chosen.value))
            return said
        if not isinstance(said, Back):
            return Given({"choice": chosen.value, "text": said.value if isinstance(said, Given) else ""})
        chosen = parts.part_choice(replace(screen, begin=str(chosen.value), typed=said.typed or screen.typed))
    return chosen


def listed(parts: Parts, screen: Screen, words: Catalogue) -> Reply:
    """Ask for a name: one of the list, or another one that is typed; without a list it is typed at once."""
    options = screen.asked.options
    held = str(screen.begin or "")
    own = screen.typed if screen.asked.option(held) is None or screen.half else ""
    field = replace(screen, asked=replace(screen.asked, options=()), typed=own, begin=own if not screen.half else "")
    if not options:
        return parts.part_text(field, str, screen.wrong)
    another = Option(ANOTHER, words.say("another one, typed"))
    rows = replace(screen.asked, options=(*options, another))
    at = ANOTHER if own else screen.begin
    while True:
        chosen = parts.part_choice(replace(screen, asked=rows, begin=at))
        if not isinstance(chosen, Given) or chosen.value != ANOTHER:
            return chosen
        said = parts.part_text(replace(field, can_back=True), str, lambda text: screen.wrong(text.strip()))
        if isinstance(said, Given) and not said.value.strip():
            return Skip()
        if not isinstance(said, Back):
            return said
        at, field = ANOTHER, replace(field, typed=said.typed or field.typed)


def action(parts: Parts, screen: Screen, words: Catalogue) -> Reply:
    """Ask for an action part by part. No text at all means no action; a part that is skipped makes it an idea.

    Each part is kept as half-typed words as soon as it is there, so nothing of it is lost before its end.
    """
    fields = _fields(screen, words)
    begin = screen.begin if isinstance(screen.begin, dict) else {}
    cells: dict[str, Any] = {key: value for key, value in begin.items() if value is not None}
    halves = dict(screen.parts)
    at = 0
    while at < len(fields):
        field = fields[at]
        reply = _part(parts, screen, field, cells, halves, first=at == 0)
        if isinstance(reply, Back) and at > 0:
            at -= 1
            continue
        if at > 0 and isinstance(reply, LEAVING):
            if reply.typed:
                screen.keep(field.key, reply.typed)
            # Only the first part's words come back as a draft: the others are kept by their part.
            return replace(reply, typed=str(cells.get("what", "")))
        if isinstance(reply, LEAVING) and not reply.typed and cells.get("what") != begin.get("what"):
            return replace(reply, typed=str(cells.get("what", "")))
        if isinstance(reply, Back | Quit | Edit | Speak) or (at == 0 and not isinstance(reply, Given)):
            return reply
        _put(screen, field.key, reply.value if isinstance(reply, Given) else None, cells)
        halves.pop(field.key, None)
        if at == 0 and "what" not in cells:
            return Skip()
        at += 1
    return Given(cells)


def _put(screen: Screen, key: str, value: Any, cells: dict[str, Any]) -> None:
    """Take one part, and keep it until the whole is accepted."""
    if value in ("", None):
        cells.pop(key, None)
    else:
        cells[key] = value
    if key == "what":
        screen.typing(str(value or ""))
    else:
        screen.keep(key, "" if value is None else str(value))


def _part(
    parts: Parts, screen: Screen, field: Field, cells: dict[str, Any], halves: dict[str, str], *, first: bool
) -> Reply:
    held = cells.get(field.key)
    half = halves.get(field.key)
    text = screen.typed if first and (held is None or screen.half) else str(half or held or "")
    asked = replace(
        screen.asked,
        label=field.label,
        placeholder=field.example,
        options=field.options,
        default=None,
        detail=screen.asked.detail if first else ", ".join(_shown(screen, cells, field.key)),
    )
    # A text that is being changed is compared with what it began with: only what is new is kept as half-typed.
    part = replace(
        screen,
        asked=asked,
        begin=(half or held) if field.options else "" if half or (first and screen.half) else text,
        typed=text,
        proposed=False,
        can_back=screen.can_back or not first,
        can_skip=True,
        can_not_apply=screen.can_not_apply and first,
        complaint=screen.complaint if first else None,
        typing=screen.typing if first else lambda words: screen.keep(field.key, words),
    )
    if field.options:
        return parts.part_choice(part)
    others = {key: value for key, value in cells.items() if key != field.key}
    read = (lambda typed: day(typed, screen.today)) if field.key == "due" else str
    return parts.part_text(part, read, _judge(screen, {"what": "…"} | others, field.key))


def _shown(screen: Screen, cells: dict[str, Any], asked_now: str) -> list[str]:
    """Give the parts that are there already, a KPI by its title."""
    return [
        option.label if (option := screen.asked.option(value)) else str(value)
        for key, value in cells.items()
        if key != asked_now
    ]


def _judge(screen: Screen, cells: dict[str, Any], key: str) -> Callable[[Any], Message | None]:
    """Judge one part together with those that are there already."""
    return lambda value: screen.wrong(cells | {key: value})


def _fields(screen: Screen, words: Catalogue) -> tuple[Field, ...]:
    say = words.say
    ways = (Option("up", say("up")), Option("down", say("down")))
    kpis = screen.asked.options
    number = say("Which number should move?")
    example = say("for example {day}, or +7 for in seven days", day="2026-11-27")
    return (
        Field("what", screen.asked.label, say("Enter alone: no action")),
        Field("owner", say("Who sees to it?")),
        Field("due", say("By when?"), example),
        Field("kpi", number, options=kpis) if kpis else Field("kpi", number, "conversion_rate"),
        Field("direction", say("Which way should it go?"), options=ways),
        Field("smallest_effect", say("By how much at least, to be worth it?"), say("for example 2, in its own unit")),
    )


def _relabelled(screen: Screen, label: str, *, typed: str) -> Screen:
    return replace(
        screen,
        asked=replace(screen.asked, label=label, options=()),
        typed=typed,
        begin=typed if not screen.half else "",
        can_back=True,
        can_not_apply=False,
    )


PARTED: dict[str, Callable[[Parts, Screen, Catalogue], Reply]] = {
    "explained_choice": explained,
    "product": listed,
    "person": listed,
    "action": action,
}
"""How the kinds of question are asked whose answer has parts."""
