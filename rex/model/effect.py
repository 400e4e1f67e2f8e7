"""How many orders more came with each cue, as far as one show can tell."""

from __future__ import annotations

from rex.model.message import Message
from rex.model.noun import Noun

SHIFTS_CHANCE = 0.10
"""No cue is flagged where the cues, moved round the clock, fit the orders this often: a burst that came from elsewhere
lies beside one cue of a dozen by luck, and beside another wherever the clock is turned."""


class CueEffect(Noun):
    """Extra orders that came with one cue within the session, between `low` and `high` at 90 %.

    `p` is the chance of so much if cues of its kind did nothing, `q` allows for how many cues were looked at.
    `stands_out` where luck would hardly do it; `together` names cues begun at once, which share the answer.
    """

    cue: str
    value: float
    low: float
    high: float
    p: float
    q: float
    stands_out: bool
    together: tuple[str, ...] = ()


class CueEffects(Noun):
    """The effects in order of time, or the reason why there are none: `refused` is None where there are.

    `usual_per_minute` are the orders a minute that the mean audience places anyway; `delay_s` how long after a cue they
    come on average; `shifts_p` how often the cues, moved round the clock, fit the orders as well.
    """

    effects: tuple[CueEffect, ...] = ()
    refused: Message | None = None
    orders: int = 0
    usual_per_minute: float | None = None
    delay_s: float | None = None
    shifts_p: float | None = None
    confidence: float = 0.9
