"""Orders that came with what was on: all cues weighed together, each with its interval; never a cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.effect import SHIFTS_CHANCE
from rex.model.message import Message, quantity, say, say_n
from rex.render.blocks import Block, Cell, Column, Mark, Prose, Row, Table

if TYPE_CHECKING:
    from rex.model.effect import CueEffect, CueEffects
    from rex.model.message import Value
    from rex.render.reading import Reading


def orders_with_cues(reading: Reading) -> tuple[Block, ...]:
    """Show the parts with more or fewer orders than luck explains; the others are counted, or a refusal is said."""
    found, tell = reading.record.cue_effects, reading.tell
    if found is None:
        return ()
    if found.refused is not None:
        text = say("Orders are not laid to what was on. {why}", why=found.refused)
        return (Prose(tell(text), "note"),)
    standing = [one for one in found.effects if one.stands_out]
    beside = _beside_only(reading, found)
    if beside is not None:
        return (Prose(tell(beside), "note"),)
    notes = Prose(tell(_rest(len(found.effects) - len(standing), any_stands=bool(standing))), "note")
    if not standing:
        return (notes,)
    columns = (
        Column(tell(say("What was on"))),
        Column(tell(say("Orders more or fewer")), "number"),
        Column(tell(say("Reading"))),
    )
    caption = tell(say("Orders beyond what the audience alone lets expect"))
    rows = tuple(_row(reading, one) for one in standing)
    return Table(caption, columns, rows), notes, Prose(tell(_how(found)), "note")


def _beside_only(reading: Reading, found: CueEffects) -> Message | None:
    """Tell of orders that came beside a part, where the run of show turned round the clock fits them as well."""
    clear = [one for one in found.effects if one.low > 0 or one.high < 0]
    if not clear or found.shifts_p is None or found.shifts_p <= SHIFTS_CHANCE:
        return None
    one = max(clear, key=lambda effect: abs(effect.value))
    cue = next((cue for cue in reading.record.cues if cue.id == one.cue), None)
    ends = sorted((abs(one.low), abs(one.high)))
    places: dict[str, Value] = {
        "cue": one.cue if cue is None else cue.title,
        "value": _whole(reading, abs(one.value)),
        "low": _whole(reading, ends[0]),
        "high": _whole(reading, ends[1]),
        "share": quantity(found.shifts_p, "share"),
    }
    if one.value > 0:
        return say(
            "With {cue} came {value} orders more than usual ({low} to {high}), yet the run of show, moved round the "
            "clock, fits the orders as well in {share} of its places: they may have come from elsewhere.",
            **places,
        )
    return say(
        "With {cue} came {value} orders fewer than usual ({low} to {high}), yet the run of show, moved round the "
        "clock, fits the orders as well in {share} of its places: something else may have cost them.",
        **places,
    )


def _rest(others: int, *, any_stands: bool) -> Message:
    if any_stands:
        return say_n(
            "{n} other part came with no more or fewer orders than luck explains.",
            "{n} other parts came with no more or fewer orders than luck explains.",
            others,
        )
    return say_n(
        "Orders and what was on, weighed together: {n} part, and luck explains it.",
        "Orders and what was on, weighed together: {n} parts, and luck explains each of them.",
        others,
    )


def _how(found: CueEffects) -> Message:
    return say(
        "All parts weighed together by the viewers present: {orders} orders, answers spread over about {delay} after a "
        "part began, {share} intervals. It says what came with a part, not what made it come.",
        orders=quantity(found.orders, "count"),
        delay=quantity(found.delay_s or 0, "seconds"),
        share=quantity(found.confidence, "share"),
    )


def _row(reading: Reading, one: CueEffect) -> Row:
    cue = next((cue for cue in reading.record.cues if cue.id == one.cue), None)
    name, at = (one.cue, "") if cue is None else (cue.title, reading.offset(cue.start_s))
    ends = say("{low} to {high}", low=_whole(reading, one.low), high=_whole(reading, one.high))
    more = say("more than luck explains") if one.value > 0 else say("fewer than luck explains")
    shared = reading.tell(say("shared with what began at once")) if one.together else ""
    mark = Mark("*", "changed", reading.tell(more))
    return Row((Cell(name, at), Cell(_whole(reading, one.value), reading.tell(ends)), Cell(sub=shared, mark=mark)))


def _whole(reading: Reading, value: float) -> str:
    return reading.rough(float(round(value)) + 0.0)
