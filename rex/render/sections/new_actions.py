"""Section 13: at most three bets, each with an owner, a number that should move and a day to look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.message import Message, quantity, say, say_n
from rex.render.blocks import Entries, Entry, Fact, Section
from rex.render.reading import slug

if TYPE_CHECKING:
    from rex.model.action import Action
    from rex.render.reading import Reading


def new_actions(reading: Reading) -> Section:
    """Show what was decided, as bets that a later session settles."""
    tell, actions = reading.tell, reading.record.actions
    if actions:
        headline = say_n(
            "{n} bet, with a number and a day to look.", "{n} bets, each with a number and a day to look.", len(actions)
        )
    else:
        headline = say("No action was chosen.")
    empty = say("No action was chosen. To keep watching is a choice as well; write it down as one.")
    entries = Entries(tuple(_entry(reading, a) for a in actions), empty=tell(empty), layout="actions")
    return Section(13, tell(say("New actions")), tell(say("You decide: to commit")), tell(headline), (entries,))


def _entry(reading: Reading, action: Action) -> Entry:
    tell = reading.tell
    measure = reading.record.measure(action.kpi)
    facts = [
        Fact(tell(say("Owner")), action.owner or tell(say("the team"))),
        Fact(tell(say("Due")), reading.speaker.day(action.due)),
        Fact(tell(say("Measure")), reading.title(action.kpi)),
    ]
    if measure is not None and measure.value is not None:
        facts.append(Fact(tell(say("Now")), reading.number(measure.value, measure.unit)))
    facts.append(Fact(tell(say("Bet")), tell(bet(reading, action))))
    links = reading.links((action.origin,)) if action.origin else ()
    if links:
        facts.append(Fact(tell(say("From")), "", links))
    if action.note:
        facts.append(Fact(tell(say("Note")), action.note))
    return Entry(action.what, tuple(facts), code=action.id, anchor=f"a-{slug(action.id)}")


def bet(reading: Reading, action: Action) -> Message:
    """Say direction and size: the smallest effect is in points for shares and NPS, in major units for money."""
    measure = reading.record.measure(action.kpi)
    unit = measure.unit if measure else "score"
    effect = action.smallest_effect
    if unit in {"share", "points", "nps"}:
        n = reading.rough(effect)
        if action.direction == "up":
            return say_n("up by at least {n} point", "up by at least {n} points", 1 if effect == 1 else 2, n=n)
        return say_n("down by at least {n} point", "down by at least {n} points", 1 if effect == 1 else 2, n=n)
    size = quantity(reading.own_unit(effect, unit), unit)
    if action.direction == "up":
        return say("up by at least {size}", size=size)
    return say("down by at least {size}", size=size)
