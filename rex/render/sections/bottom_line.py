"""Section 1: the result, one thing to keep, one to change, how sure, and the headline measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.message import say
from rex.render.blocks import Block, Fact, Facts, Headline, Headlines, Section
from rex.render.reading import slug
from rex.render.sections.measures import bar, doubt
from rex.render.words import verdict_mark

if TYPE_CHECKING:
    from rex.model.measure import Measure
    from rex.render.reading import Reading

NOTHING = say("The record supports nothing here.")


def bottom_line(reading: Reading) -> Section:
    """Say it in three sentences and five numbers."""
    tell, line = reading.tell, reading.record.bottom_line
    lines = Facts(
        (
            Fact(tell(say("Result")), tell(line.result)),
            Fact(tell(say("Keep")), tell(line.keep or NOTHING)),
            Fact(tell(say("Change")), tell(line.change or NOTHING)),
        ),
        layout="lines",
    )
    sure = Facts((Fact(tell(say("How sure?")), tell(line.sure)),), layout="sure")
    blocks: list[Block] = [lines, sure]
    chosen = tuple(m for m in reading.record.measures if m.headline)[:5]
    if chosen:
        blocks.append(_headlines(reading, chosen))
    return Section(
        1,
        tell(say("Bottom line")),
        tell(say("You decide: act, watch, or do nothing")),
        line.sentence or tell(line.headline),
        tuple(blocks),
    )


def _headlines(reading: Reading, chosen: tuple[Measure, ...]) -> Headlines:
    items = tuple(
        Headline(
            reading.speaker.t(m.title),
            reading.number(m.value, m.unit) if m.value is not None else reading.tell(say("not shown")),
            doubt(reading, m),
            verdict_mark(reading, m),
            f"k-{slug(m.id)}",
            bar(reading, m),
        )
        for m in chosen
    )
    key = say("Band: usual range. Ticks: earlier sessions. Line: what the true value could be. Dotted: goal.")
    return Headlines(
        reading.tell(say("The headline measures, chosen before the session")),
        items,
        reading.tell(key) if any(i.bar for i in items) else "",
    )
