"""Section 6: the show on one axis, and the peaks and drops it was read from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.message import Message, quantity, say, say_n
from rex.render.blocks import Beside, Block, Entries, Entry, Fact, Prose, Quoted, Section
from rex.render.reading import slug
from rex.render.sections.content import content
from rex.render.sections.cue_effects import orders_with_cues
from rex.render.sections.timeline_figure import figure

if TYPE_CHECKING:
    from rex.model.moment import Moment, Quote
    from rex.render.reading import Reading


def timeline(reading: Reading) -> Section:
    """Draw what is known of the show; say which rows are missing; list peaks and drops in equal room."""
    tell, record = reading.tell, reading.record
    blocks: list[Block] = []
    drawn = figure(reading)
    if drawn is not None:
        blocks.append(drawn)
        blocks += [Prose(text, "note") for text in drawn.missing]
    else:
        blocks.append(
            Prose(
                tell(say("No viewer curve, no chat and no orders in these files: there is no curve to draw.")), "empty"
            )
        )
    if record.moments.moments:
        blocks.append(_both(reading))
        blocks.append(Prose(tell(_luck(reading)), "note"))
    blocks += content(reading)
    blocks += orders_with_cues(reading)
    return Section(
        6,
        tell(say("Timeline")),
        tell(say("You decide: which minutes to replay, cut, or repeat")),
        tell(record.moments.said),
        tuple(blocks),
    )


def _luck(reading: Reading) -> Message:
    moments = reading.record.moments
    return say_n(
        "{n} stretch was tested against the audience present then; luck alone would show about {luck}.",
        "{n} stretches were tested against the audience present then; luck alone would show about {luck}.",
        moments.tested,
        luck=reading.rough(moments.expected_false),
    )


def _both(reading: Reading) -> Beside:
    found = reading.record.moments.moments
    tell = reading.tell
    peaks = Entries(
        tuple(entry(reading, m) for m in found if m.kind == "peak"),
        tell(say("Peaks")),
        tell(say("No peak stood out of the session's own noise.")),
        "moments",
    )
    drops = Entries(
        tuple(entry(reading, m) for m in found if m.kind == "drop"),
        tell(say("Drops")),
        tell(say("No drop stood out of the session's own noise.")),
        "moments",
    )
    return Beside(drops, peaks) if reading.record.drops_first else Beside(peaks, drops)


def entry(reading: Reading, m: Moment) -> Entry:
    """Tell one moment: when, what was on screen, what came with it, what people wrote."""
    tell = reading.tell
    when = say(
        "{start} to {end}; began about {cause}",
        start=quantity(m.start_s, "offset"),
        end=quantity(m.end_s, "offset"),
        cause=quantity(m.cause_s, "offset"),
    )
    return Entry(
        m.label,
        _facts(reading, m),
        number=str(m.id),
        kind=m.kind,
        when=tell(when),
        quotes=tuple(quoted(reading, q, anchored=False) for q in m.quotes),
        anchor=f"m-{m.id}",
    )


def _facts(reading: Reading, m: Moment) -> tuple[Fact, ...]:
    tell = reading.tell
    facts = [Fact(tell(say("On screen")), on_screen(reading, m))] if m.cue or m.product else []
    if m.kind == "drop":
        facts += [Fact(tell(say("Left")), tell(_lift(reading, m)))] if m.viewers_after is None else []
        facts += (
            [Fact(tell(say("Chat")), tell(say_n("{n} person wrote", "{n} people wrote", m.people)))] if m.people else []
        )
    elif "orders" in m.about:
        facts.append(Fact(tell(say("Orders")), tell(_lift(reading, m))))
    elif m.people:
        wrote = say_n("{n} person wrote, {lift}", "{n} people wrote, {lift}", m.people, lift=_lift(reading, m))
        facts.append(Fact(tell(say("Chat")), tell(wrote)))
    else:
        facts.append(Fact(tell(say("Change")), tell(_lift(reading, m))))
    if m.viewers_before is not None and m.viewers_after is not None:
        went = say(
            "{before} watching, then {after}",
            before=quantity(m.viewers_before, "count"),
            after=quantity(m.viewers_after, "count"),
        )
        facts.append(Fact(tell(say("Audience")), tell(went)))
    if m.orders is not None:
        facts.append(Fact(tell(say("Then ordered")), reading.number(m.orders, "count")))
    if m.extra_orders and m.extra_orders.low is not None and m.extra_orders.high is not None:
        more = say(
            "{value} against what was expected, {low} to {high}; what followed is not what was caused",
            value=("+" if m.extra_orders.value > 0 else "") + reading.rough(m.extra_orders.value),
            low=reading.rough(m.extra_orders.low),
            high=reading.rough(m.extra_orders.high),
        )
        facts.append(Fact(tell(say("Orders")), tell(more)))
    return tuple(facts)


def _lift(reading: Reading, m: Moment) -> Message:
    return say(
        "{lift} times what was expected, {low} to {high}",
        lift=reading.rough(m.lift),
        low=reading.rough(m.lift_low),
        high=reading.rough(m.lift_high),
    )


def on_screen(reading: Reading, m: Moment) -> str:
    """Name the cue and the product on screen, as the run of show names them."""
    cue = next((c.title for c in reading.record.cues if c.id == m.cue), m.cue or "")
    product = next((p.name for p in reading.record.products if p.id == m.product), m.product or "")
    if cue and product and product not in cue:
        return reading.tell(say("{cue}, with {product}", cue=cue, product=product))
    return cue or product


def quoted(reading: Reading, q: Quote, *, anchored: bool) -> Quoted:
    """Give a viewer's words with how many people said the like and when."""
    note = say_n(
        "{n} person wrote something like this, about {at}",
        "{n} people wrote something like this, about {at}",
        q.people,
        at=quantity(q.at_s, "offset"),
    )
    return Quoted(q.text, reading.tell(note), f"q-{slug(q.id)}" if anchored else "")
