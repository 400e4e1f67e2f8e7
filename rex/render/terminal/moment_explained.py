"""`rex moments --explain RANK`: how a moment was found, number by number, and what would have been too little."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.message import Message, quantity, say, say_n
from rex.render.terminal.head import begin, head
from rex.render.terminal.lines import Line, Span
from rex.render.terminal.moments import sign

if TYPE_CHECKING:
    from rex.model.moment import Moment, Moments
    from rex.model.retrospective import Retrospective

SIGNALS: dict[str, Message] = {
    "chat": say("People writing"),
    "viewers": say("Viewers"),
    "sales": say("Orders"),
    "reactions": say("Reactions"),
}
RARE = 1e-6
"""Smaller chances are written as less than this: no model of a chat is right to more digits."""


def explained_lines(record: Retrospective, *, lang: str, width: int, rank: int, plain: bool = False) -> list[Line]:
    """Write how the moment of this rank was found; says which ranks there are where there is none."""
    screen, reading = begin(record, lang=lang, width=width, plain=plain)
    found = record.moments
    moment = next((one for one in found.moments if one.rank == rank), None)
    screen.add(Span(head(reading), "bold"))
    if moment is None:
        screen.say(reading.tell(found.said))
        if found.moments:
            ranks = quantity(max(one.rank for one in found.moments), "count")
            screen.say(
                reading.tell(
                    say("There is no moment of rank {rank}; they go from 1 to {ranks}.", rank=rank, ranks=ranks)
                )
            )
        return screen.lines
    span = say("{start} to {end}", start=quantity(moment.start_s, "offset"), end=quantity(moment.end_s, "offset"))
    screen.add(sign(screen, moment), "  ", Span(reading.tell(span), "bold"), "   ", moment.label)
    screen.blank()
    for label, text in _facts(found, moment):
        screen.labelled(reading.tell(label), reading.tell(text), 22, 2, "dim")
    return screen.lines


def _facts(found: Moments, moment: Moment) -> list[tuple[Message, Message]]:
    facts = [(say("How far"), _far(moment))]
    facts += [
        (
            SIGNALS[name],
            say("{score} standard units beyond what was expected", score=quantity(round(value, 1), "score")),
        )
        for name, value in moment.signals.items()
        if name in SIGNALS
    ]
    facts += [
        (say("By luck"), _luck(moment)),
        (say("All looked at"), _tested(found)),
        (say("When"), _when(found, moment)),
        (say("Rank"), say("{rank}, by the excess in its busiest ten seconds in standard units", rank=moment.rank)),
    ]
    if found.smallest_lift is not None:
        text = say(
            "less than {times} times the expected would not have been seen",
            times=quantity(found.smallest_lift, "score"),
        )
        facts.append((say("Too little"), text))
    return facts


def _far(moment: Moment) -> Message:
    low, high = quantity(moment.lift_low, "score"), quantity(moment.lift_high, "score")
    return say(
        "{lift} times what the audience present lets expect, {low} to {high}; shrunk, since it was picked for that",
        lift=quantity(moment.lift, "score"),
        low=low,
        high=high,
    )


def _luck(moment: Moment) -> Message:
    if moment.p < RARE:
        return say("so much in one stretch: less than once in a million")
    return say("so much in one stretch: {p}", p=quantity(moment.p, "share"))


def _tested(found: Moments) -> Message:
    return say_n(
        "{n} stretch was tested; of those shown about {luck} would be luck",
        "{n} stretches were tested; of those shown about {luck} would be luck",
        found.tested,
        luck=quantity(round(found.expected_false, 2), "score"),
    )


def _when(found: Moments, moment: Moment) -> Message:
    delay = quantity(found.delay_s, "seconds")
    cause = quantity(moment.cause_s, "offset")
    if found.delay_low is None or found.delay_high is None:
        return say(
            "on stage about {cause}: {delay} earlier, the usual delay, since none could be measured",
            cause=cause,
            delay=delay,
        )
    low, high = quantity(found.delay_low, "seconds"), quantity(found.delay_high, "seconds")
    return say(
        "on stage about {cause}: {delay} earlier, measured on the cues ({low} to {high})",
        cause=cause,
        delay=delay,
        low=low,
        high=high,
    )
