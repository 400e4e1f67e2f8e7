"""B19: normal variation told as a change, or a change told as none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from rex.checks.base import Answer, Cannot, Clear, Fires, check
from rex.checks.direction import kpis_of
from rex.checks.wording import and_more, change_of, claim_address, together
from rex.model.comparison import Change
from rex.model.message import Message, quantity, say, say_n

if TYPE_CHECKING:
    from rex.checks.subject import Subject
    from rex.model.answer import Claim
    from rex.model.measure import Measure, Verdict

CHANGED: frozenset[Verdict] = frozenset({"better", "worse", "up", "down", "differs"})


@dataclass(frozen=True, slots=True)
class _Mixed:
    """A conclusion that says one thing of a KPI, and the KPI that says another."""

    claim: Claim
    kpi: str
    says: Message


@check(
    id="B19",
    title="Noise read as change, or change as noise",
    level="warn",
    needs=("claims",),
    uses=("measures", "changes"),
    source="S26; measured for this catalogue",
)
def noise(subject: Subject) -> Answer:
    """Find conclusions that call normal variation a change, or a change normal, in both directions.

    Two sessions always differ. Two sessions alone would be called a change in 24 to 48 of 100 weeks without one.

    It speaks when a conclusion says that a KPI went up or down and the KPI lies within normal variation; and when one
    says that it stayed and the KPI lies outside. Beside the previous session and in the usual range of all earlier
    ones a KPI may read differently: a conclusion that agrees with either is left in peace. Whether the direction is
    right is for the reader: this check is about change or none.

    Too little: where no conclusion says up, down or the same of a KPI that can be judged, it does not apply.
    Source: S26; the rates were measured for this catalogue.
    """
    told = [(claim, kpi) for claim in subject.claims if claim.direction for kpi in kpis_of(claim)]
    verdicts = [(claim, kpi, found) for claim, kpi in told if (found := _readings(kpi, subject))]
    if not verdicts:
        return Cannot(say("No conclusion says that a KPI which can be judged went up, went down or stayed."))
    mixed = [
        _Mixed(claim, kpi, _says(claim, found[0]))
        for claim, kpi, found in verdicts
        if all((claim.direction == "same") == (one.verdict in CHANGED) for one in found)
    ]
    if not mixed:
        return Clear(
            say_n(
                "{n} conclusion says that a KPI changed or stayed, and the KPI agrees.",
                "{n} conclusions say that a KPI changed or stayed, and the KPIs agree.",
                len({claim.id for claim, _, _ in verdicts}),
            )
        )
    first = mixed[0]
    return Fires(
        says=and_more(first.says, len({m.claim.id for m in mixed}) - 1),
        instead=_instead(first.claim.direction),
        evidence=tuple(address for m in mixed for address in (claim_address(m.claim), f"metric:{m.kpi}")),
        strength=len({m.claim.id for m in mixed}) / len({claim.id for claim, _, _ in verdicts}),
    )


def _readings(kpi: str, subject: Subject) -> list[Change | Measure]:
    """Find what can be said of a KPI: beside the previous session, and in its usual range; nothing where none can."""
    change = next((change for change in subject.changes if change.id == kpi), None)
    both = (change, subject.measure(kpi))
    return [one for one in both if one is not None and (one.verdict == "usual" or one.verdict in CHANGED)]


def _says(claim: Claim, found: Change | Measure) -> Message:
    values = _values(found)
    if claim.direction == "same":
        judged = say("It lies outside normal variation.")
        return together(say("“{claim}” reads it as no change. {values}", claim=claim.text, values=values), judged)
    judged = say("It lies within normal variation.")
    return together(say("“{claim}” reads it as a change. {values}", claim=claim.text, values=values), judged)


def _values(found: Change | Measure) -> Message:
    if isinstance(found, Change) and found.before is not None and found.after is not None:
        return _pair(found, found.before, found.after)
    value = found.after if isinstance(found, Change) else found.value
    usual = found.usual
    if value is None or usual is None:
        return say("{kpi}: compared with its own earlier sessions.", kpi=found.title)
    return say(
        "{kpi}: {value}, usually {low} to {high}.",
        kpi=found.title,
        value=quantity(value, found.unit),
        low=quantity(usual.low, found.unit),
        high=quantity(usual.high, found.unit),
    )


def _pair(change: Change, before: float, after: float) -> Message:
    a, b = quantity(before, change.unit), quantity(after, change.unit)
    if change.low is None or change.high is None:
        return say("{kpi}: {before}, then {after}.", kpi=change.title, before=a, after=b)
    low, high = change_of(change.low, change.unit), change_of(change.high, change.unit)
    return say(
        "{kpi}: {before}, then {after}; the difference could be {low} to {high}.",
        kpi=change.title,
        before=a,
        after=b,
        low=low,
        high=high,
    )


def _instead(direction: Literal["up", "down", "same"] | None) -> Message:
    if direction == "same":
        return say("Say that it changed, and look for what was different.")
    return say("Say “as usual”; there is nothing to explain, to praise or to blame.")
