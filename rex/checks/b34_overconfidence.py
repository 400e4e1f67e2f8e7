"""B34: ranges that hold the value too seldom, or nearly always."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.checks.base import Answer, Cannot, Clear, Fires, check, unlikely
from rex.checks.wording import count, together
from rex.model.message import Message, quantity, say
from rex.stats.distributions import binomial_share_up_to

if TYPE_CHECKING:
    from rex.checks.parts import TrackRecord
    from rex.checks.subject import Subject

TOLD = 0.80
"""How often a range should hold: people are asked for one that would hold in eight of ten cases."""
RANGES, SESSIONS = 10, 3
"""Ranges, and sessions that they come from, from which it is judged; those of one evening move together. [heur]"""
TOO_SELDOM, TOO_OFTEN = 0.60, 0.95
"""Share that held under which ranges are too narrow, and over which they are too wide. [heur]"""
RARE = 0.05
"""How rarely ranges that are told well should do so. [stat]"""


@check(
    id="B34",
    title="Ranges too narrow or too wide",
    level="warn",
    needs=("track_record",),
    source="S20 (calibration training)",
)
def overconfidence(subject: Subject) -> Answer:
    """Find forecasts whose ranges hold the value far more seldom than they say, or more often.

    A range that is asked to hold in eight of ten cases is mostly told so narrow that it holds in four or five. The
    other way is rarer and no better: a range that always holds tells nothing.

    It speaks when, of ten ranges or more from three sessions or more, under 60 % held (5 of 10), or over 95 % (14 of
    14), and ranges told well would do so in 5 % of cases or fewer. All people's ranges together are judged.

    Too little: under ten ranges, or under three sessions, and it does not apply. Source: S20; the tails are exact and
    take ranges as independent.
    """
    record = subject.track_record
    if record is None or record.ranges < RANGES or record.sessions < SESSIONS:
        return Cannot(
            say(
                "Needs {ranges} ranges from {sessions} sessions; there are {n} from {s}.",
                ranges=count(RANGES),
                sessions=count(SESSIONS),
                n=count(record.ranges if record else 0),
                s=count(record.sessions if record else 0),
            )
        )
    narrow = record.held < TOO_SELDOM * record.ranges
    wide = record.held > TOO_OFTEN * record.ranges
    chance = _chance(record, narrow=narrow)
    if not (narrow or wide) or chance > RARE:
        return Clear(_counts(record))
    rare = say("Ranges told well would do so in {share} of cases.", share=quantity(chance, "share"))
    return Fires(
        says=together(_counts(record), rare),
        instead=_instead(narrow=narrow),
        strength=unlikely(chance, RARE),
    )


def _chance(record: TrackRecord, *, narrow: bool) -> float:
    """Chance that so few (else: so many) hold when each does in eight of ten cases."""
    if narrow:
        return binomial_share_up_to(record.held, record.ranges, TOLD)
    return 1 - binomial_share_up_to(record.held - 1, record.ranges, TOLD)


def _counts(record: TrackRecord) -> Message:
    return say(
        "Ranges that should hold in {told} of cases: {held} of {all} held ({share}).",
        told=quantity(TOLD, "share"),
        held=count(record.held),
        all=count(record.ranges),
        share=quantity(record.held / record.ranges, "share"),
    )


def _instead(*, narrow: bool) -> Message:
    if narrow:
        return say(
            "Start from the usual range and widen it: ask what would have to happen for the value to lie outside."
        )
    return say("Start from the usual range and narrow it, until two of ten would be missed.")
