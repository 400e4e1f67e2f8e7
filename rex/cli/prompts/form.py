"""Answers of several parts, asked one after the other: a choice with a few words, an action with its fields."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol

from rex.questionnaire.asked import Option
from rex.questionnaire.drive import Back, DontKnow, Given, Quit, Reply, Skip

if TYPE_CHECKING:
    from collections.abc import Callable

    from rex.model.message import Message
    from rex.questionnaire.drive import Screen
    from rex.text.catalogue import Catalogue


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


def explained(parts: Parts, screen: Screen) -> Reply:
    """Ask for the choice, then for the words that explain it; these may be skipped."""
    chosen = parts.part_choice(screen)
    while isinstance(chosen, Given):
        words = _relabelled(screen, screen.asked.explain, typed=screen.typed)
        said = parts.part_text(words, str, _judge(screen, {"choice": chosen.value}, "text"))
        if isinstance(said, Quit):
            return said
        if not isinstance(said, Back):
            return Given({"choice": chosen.value, "text": said.value if isinstance(said, Given) else ""})
        chosen = parts.part_choice(replace(screen, begin=str(chosen.value)))
    return chosen


def action(parts: Parts, screen: Screen, words: Catalogue) -> Reply:
    """Ask for an action part by part. No text at all means no action; a part that is skipped makes it an idea."""
    fields = _fields(screen, words)
    begin = screen.begin if isinstance(screen.begin, dict) else {}
    cells: dict[str, Any] = {key: value for key, value in begin.items() if value is not None}
    at = 0
    while at < len(fields):
        field = fields[at]
        reply = _part(parts, screen, field, cells, first=at == 0)
        if isinstance(reply, Back) and at > 0:
            at -= 1
            continue
        if isinstance(reply, Quit):
            # Only the first part's words come back as a draft: the others belong to another question.
            return Quit(reply.typed if at == 0 else str(cells.get("what", "")))
        if isinstance(reply, Back) or (at == 0 and isinstance(reply, Skip | DontKnow)):
            return reply
        if isinstance(reply, Given) and reply.value not in ("", None):
            cells[field.key] = reply.value
        else:
            cells.pop(field.key, None)
        if at == 0 and "what" not in cells:
            return Skip()
        at += 1
    return Given(cells)


def _part(parts: Parts, screen: Screen, field: Field, cells: dict[str, Any], *, first: bool) -> Reply:
    held = cells.get(field.key)
    text = screen.typed if first and held is None else str(held or "")
    asked = replace(
        screen.asked,
        label=field.label,
        placeholder=field.example,
        options=field.options,
        default=None,
        detail=screen.asked.detail if first else ", ".join(_shown(screen, cells, field.key)),
    )
    # A text that is being changed is compared with what it began with: only the words of the first part are drafts.
    part = replace(
        screen,
        asked=asked,
        begin=held if field.options else text,
        typed=text,
        proposed=False,
        can_back=screen.can_back or not first,
        can_skip=True,
        complaint=screen.complaint if first else None,
        typing=screen.typing if first else _unsaved,
    )
    if field.options:
        return parts.part_choice(part)
    others = {key: value for key, value in cells.items() if key != field.key}
    return parts.part_text(part, str, _judge(screen, {"what": "…"} | others, field.key))


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


def _unsaved(_text: str) -> None:
    """Keep nothing: these words are no draft of their own."""


def _fields(screen: Screen, words: Catalogue) -> tuple[Field, ...]:
    say = words.say
    ways = (Option("up", say("up")), Option("down", say("down")))
    kpis = screen.asked.options
    number = say("Which number should move?")
    return (
        Field("what", screen.asked.label, say("Enter alone: no action")),
        Field("owner", say("Who sees to it?")),
        Field("due", say("By when?"), say("for example {day}", day="2026-11-27")),
        Field("kpi", number, options=kpis) if kpis else Field("kpi", number, "conversion_rate"),
        Field("direction", say("Which way should it go?"), options=ways),
        Field("smallest_effect", say("By how much at least, to be worth it?"), say("for example 2, in its own unit")),
    )


def _relabelled(screen: Screen, label: str, *, typed: str) -> Screen:
    return replace(
        screen, asked=replace(screen.asked, label=label, options=()), typed=typed, begin=typed, can_back=True
    )
