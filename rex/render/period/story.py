"""The story of a period in words: its best and worst session, lessons that came again, viewers' words, open bets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.measure import MARKS
from rex.model.message import Message, say, say_n
from rex.render.blocks import Entry, Fact, Mark
from rex.render.words import TONES, VERDICTS

if TYPE_CHECKING:
    from rex.model.action import Action
    from rex.model.comparison import Extreme, Heard, Lesson, Period
    from rex.render.blocks import Tone
    from rex.render.comparison.telling import Telling

KINDS: dict[str, Message] = {"best": say("Best session"), "worst": say("Worst session")}
STATES: dict[str, tuple[str, Tone, Message]] = {
    "held": ("+", "better", say("worked again")),
    "failed": ("-", "worse", say("did not work again")),
    "mixed": ("*", "changed", say("worked once, did not work once")),
}


def extreme_entries(telling: Telling, period: Period) -> tuple[Entry, ...]:
    """Put the best and the worst session into words, in one shape."""
    return tuple(_extreme(telling, one) for one in period.extremes)


def _extreme(telling: Telling, one: Extreme) -> Entry:
    tell = telling.tell
    found = say(
        "{value}, {verdict}", value=telling.number(one.value, one.unit), verdict=telling.tell(VERDICTS[one.verdict])
    )
    value = say("{name}: {value}", name=telling.title(one.name), value=telling.tell(found))
    told = [claim.how or claim.text for claim in one.how]
    how = "; ".join(told) if told else tell(say("nobody wrote down how"))
    return Entry(
        one.title,
        (Fact(tell(KINDS[one.kind]), tell(value)), Fact(tell(say("How")), how)),
        mark=Mark(MARKS[one.verdict], TONES[one.verdict], tell(KINDS[one.kind])),
    )


def lesson_entries(telling: Telling, period: Period) -> tuple[Entry, ...]:
    """Put each topic that came a second time into words, the claims beside their sessions."""
    return tuple(_lesson(telling, lesson) for lesson in period.lessons)


def _lesson(telling: Telling, lesson: Lesson) -> Entry:
    sign, tone, word = STATES[lesson.state]
    facts = tuple(Fact(session, claim.text) for session, claim in zip(lesson.sessions, lesson.claims, strict=True))
    return Entry(telling.title(lesson.name), facts, mark=Mark(sign, tone, telling.tell(word)))


def heard_entries(telling: Telling, period: Period) -> tuple[Entry, ...]:
    """Quote what several viewers of a session wrote alike, with how many they were."""
    return tuple(_heard(telling, one) for one in period.heard)


def _heard(telling: Telling, one: Heard) -> Entry:
    tell = telling.tell
    people = say_n("{n} person", "{n} people", one.quote.people)
    words = say("“{words}”", words=one.quote.text)
    return Entry(tell(words), (Fact(tell(say("Session")), one.title), Fact(tell(say("Said by")), tell(people))))


def bet_entries(telling: Telling, period: Period) -> tuple[Entry, ...]:
    """Put the open actions into words: what, who, until when, which number should move."""
    return tuple(_bet(telling, period, action) for action in period.bets)


def _bet(telling: Telling, period: Period, action: Action) -> Entry:
    tell = telling.tell
    titles = {m.total.id: telling.title(m.total.title) for m in period.measures}
    up = action.direction == "up"
    moves = say("{kpi} up", kpi=titles.get(action.kpi, action.kpi))
    if not up:
        moves = say("{kpi} down", kpi=titles.get(action.kpi, action.kpi))
    facts = [Fact(tell(say("Due")), telling.speaker.day(action.due)), Fact(tell(say("Bet")), tell(moves))]
    if action.owner:
        facts.insert(0, Fact(tell(say("Owner")), action.owner))
    if action.carried:
        carried = say_n("{n} time", "{n} times", action.carried)
        facts.append(Fact(tell(say("Carried over")), tell(carried)))
    return Entry(action.what, tuple(facts), code=action.id)
