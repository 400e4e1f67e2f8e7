"""Sections 14 and 15: the plan for the next session, and what this one cannot answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.message import say, say_n
from rex.render.blocks import Block, Bullets, Prose, Section

if TYPE_CHECKING:
    from rex.render.reading import Reading


def next_session(reading: Reading) -> Section:
    """Show what was planned for next time."""
    tell, plan = reading.tell, reading.record.next_session
    if plan:
        blocks: tuple[Block, ...] = (Bullets(reading.all(plan)),)
        headline = say_n(
            "{n} thing to bring to the next session.", "{n} things to bring to the next session.", len(plan)
        )
    else:
        blocks = (
            Prose(tell(say("Seal a forecast, name a risk, and choose one experiment before it begins.")), "empty"),
        )
        headline = say("Nothing is planned for the next session yet.")
    return Section(14, tell(say("Next session")), tell(say("You decide: the plan")), tell(headline), blocks)


def not_concluded(reading: Reading) -> Section:
    """Show the open questions and what would settle them."""
    tell, asked = reading.tell, reading.record.not_concluded
    if asked:
        blocks: tuple[Block, ...] = (Bullets(reading.all(asked)),)
        headline = say_n("{n} question stays open.", "{n} questions stay open.", len(asked))
    else:
        blocks = (Prose(tell(say("The record names no open question.")), "empty"),)
        headline = say("No open question was written down.")
    return Section(
        15, tell(say("What we did not conclude")), tell(say("You decide: what to collect")), tell(headline), blocks
    )
