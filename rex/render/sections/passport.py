"""Section 0: which session this is, and whether it is final."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.attribution import which_orders
from rex.model.message import say
from rex.render.blocks import Fact, Facts, Section

if TYPE_CHECKING:
    from rex.render.reading import Reading

UNKNOWN = say("not known")
LANGUAGES = {"en": say("English"), "es": say("Spanish"), "fr": say("French")}


def passport(reading: Reading) -> Section:
    """Say which session, when and in which zone, where, for how long, in which state."""
    record, tell = reading.record, reading.tell
    session = record.session
    items = [
        Fact(tell(say("Live")), _when(reading)),
        Fact(tell(say("Length")), reading.written(round(record.duration_s / 60, 1), "minutes")),
        Fact(tell(say("Host")), reading.speaker.f.listing(session.hosts) or tell(UNKNOWN)),
        Fact(tell(say("Where")), session.platform or tell(UNKNOWN)),
        Fact(tell(say("Orders count")), tell(which_orders(session.attribution))),
        Fact(tell(say("Language")), tell(LANGUAGES[session.language])),
        _state(reading),
    ]
    if reading.edition == "client":
        items = [item for item in items if item.label != tell(say("Host"))]
    headline = say("{title}, {client}.", title=session.title, client=session.client or tell(UNKNOWN))
    return Section(
        0,
        tell(say("Passport")),
        tell(say("You decide: is this the right session, and is it final?")),
        tell(headline),
        (Facts(tuple(items)),),
    )


def state(reading: Reading) -> str:
    """Say whether figures can still move, and until when."""
    record = reading.record
    if not record.has_orders:
        return reading.tell(say("No orders in these files: nothing waits for returns"))
    if record.edition == "settled":
        return reading.tell(say("Settled: returns are known"))
    if record.settles_on is None:
        return reading.tell(say("Provisional: returns are still open"))
    day = reading.speaker.f.date(record.settles_on)
    if record.waits_for_orders:
        return reading.tell(say("Provisional: waits for orders exported after {day}", day=day))
    return reading.tell(say("Provisional: settles on {day}", day=day))


def _state(reading: Reading) -> Fact:
    record, tell = reading.record, reading.tell
    if not record.has_orders:
        return Fact(tell(say("State")), tell(say("no orders in these files: nothing waits for returns")))
    if record.edition == "settled":
        return Fact(tell(say("State")), tell(say("returns are known")), tag=tell(say("Settled")))
    if record.settles_on is None:
        return Fact(tell(say("State")), tell(say("returns are still open")), tag=tell(say("Provisional")), open=True)
    day = reading.speaker.f.date(record.settles_on)
    if record.waits_for_orders:
        says = tell(say("waits for orders exported after {day}", day=day))
        return Fact(tell(say("State")), says, tag=tell(say("Provisional")), open=True)
    return Fact(tell(say("State")), tell(say("settles on {day}", day=day)), tag=tell(say("Provisional")), open=True)


def _when(reading: Reading) -> str:
    session, f = reading.record.session, reading.speaker.f
    if session.start is None:
        return reading.tell(say("The start is not known."))
    place = session.timezone or "UTC"
    if session.end is None:
        return reading.tell(
            say("{day}, from {start}, {zone}", day=f.date(session.start), start=f.clock(session.start), zone=place)
        )
    return reading.tell(
        say(
            "{day}, {start} to {end}, {zone}",
            day=f.date(session.start),
            start=f.clock(session.start),
            end=f.clock(session.end),
            zone=place,
        )
    )
