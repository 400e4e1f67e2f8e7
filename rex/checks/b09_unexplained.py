"""B09: one side of the conclusions says how it came about, the other does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.checks.base import Answer, Cannot, Clear, Fires, check
from rex.checks.wording import claim_address, count
from rex.model.message import Message, quantity, say
from rex.stats.distributions import drawn_at_most

if TYPE_CHECKING:
    from rex.checks.subject import Subject
    from rex.model.answer import Claim
    from rex.model.moment import Moment

EACH = 3
"""Conclusions of each kind from which the two can be compared. [heur]"""
LUCK = 0.05
"""Chance of so uneven a split, were "how" written by luck alone, from which it stays silent. [stat]"""
OFTEN, SELDOM = 0.50, 0.25
"""Share explained on the one side from which, and on the other under which, it speaks. [heur]"""


@check(
    id="B09",
    title="Success or failure left unexplained",
    level="warn",
    needs=("claims",),
    uses=("moments",),
    source="S29; S28 (what to sustain)",
)
def unexplained(subject: Subject) -> Answer:
    """Find conclusions of which one kind is explained and the other is not, in both directions.

    Failures get a cause and successes get applause, or the reverse; only what has a "how" can be repeated or mended.

    It speaks when, with three or more conclusions of each kind, at least half of the one kind say how it came about
    and under a quarter of the other do, and luck alone would leave that side so silent at most once in twenty times
    (Fisher's exact test, one side). A written "how" or a stated cause counts.

    Too little: under three of either kind it does not apply. Source: S29, S28; the shares are starting values.
    """
    good = [claim for claim in subject.claims if claim.polarity == "worked"]
    bad = [claim for claim in subject.claims if claim.polarity == "did_not"]
    if min(len(good), len(bad)) < EACH:
        return Cannot(
            say(
                "Needs {each} conclusions of each kind; there are {good} of what worked and {bad} of what did not.",
                each=count(EACH),
                good=count(len(good)),
                bad=count(len(bad)),
            )
        )
    told_good, told_bad = _explained(good), _explained(bad)
    says = say(
        "Explained: {good} of {all_good} successes, {bad} of {all_bad} failures.",
        good=count(told_good),
        all_good=count(len(good)),
        bad=count(told_bad),
        all_bad=count(len(bad)),
    )
    share_good, share_bad = told_good / len(good), told_bad / len(bad)
    silent = _silent(share_good, share_bad)
    kinds = ((told_good, len(good)), (told_bad, len(bad)))
    if silent is None or _luck(*(kinds if silent == "peak" else kinds[::-1])) > LUCK:
        return Clear(says)
    left = [claim for claim in (good if silent == "peak" else bad) if not _told(claim)]
    start = min((m for m in subject.moments if m.kind == silent), key=lambda m: m.rank, default=None)
    return Fires(
        says=says,
        instead=_instead(silent == "peak", start),
        evidence=(*(claim_address(claim) for claim in left), *((f"moment:{start.id}",) if start else ())),
        strength=abs(share_good - share_bad),
    )


def _told(claim: Claim) -> bool:
    return claim.states_cause or bool(claim.how.strip())


def _explained(claims: list[Claim]) -> int:
    return sum(1 for claim in claims if _told(claim))


def _silent(good: float, bad: float) -> str | None:
    """Name the kind of moment that belongs to the side without a "how"; None when neither is left out."""
    if bad >= OFTEN and good < SELDOM:
        return "peak"
    return "drop" if good >= OFTEN and bad < SELDOM else None


def _luck(silent: tuple[int, int], other: tuple[int, int]) -> float:
    """Give the chance that luck alone leaves so few explained on the silent side; each is (explained, all)."""
    return drawn_at_most(silent[0], silent[1], silent[0] + other[0], silent[1] + other[1])


def _instead(successes: bool, start: Moment | None) -> Message:
    if start is None and successes:
        return say("Write down how one success came about.")
    if start is None:
        return say("Write down how one failure came about.")
    at, label = quantity(start.start_s, "offset"), start.label
    if successes:
        return say("Write down how one success came about; a place to start: {at}, {label}.", at=at, label=label)
    return say("Write down how one failure came about; a place to start: {at}, {label}.", at=at, label=label)
