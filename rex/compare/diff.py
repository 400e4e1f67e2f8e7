"""Two sessions side by side: comparability first, then what changed, then what only looks so.

Two sessions alone often differ by much through luck: with nothing changed, an interval of the
difference excludes zero in a quarter to a half of weeks. So the verdict comes from the usual range;
the interval stands beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.compare.difference import LEAST, Difference, between, too_few
from rex.compare.explored import adjusted
from rex.compare.history import DRIFTS
from rex.compare.mix import mix_note
from rex.compare.obstacles import obstacles
from rex.model.comparison import Change, Comparison, Moved, Side
from rex.model.message import Message, quantity, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rex.model.measure import Measure, Verdict
    from rex.model.retrospective import Retrospective


def compare(before: Retrospective, after: Retrospective) -> Comparison:
    """Compare two records; `delta` is always after minus before, whichever session came first."""
    found = obstacles(before, after)
    blocked = {kpi: obstacle.says for obstacle in reversed(found) for kpi in obstacle.blocks}
    changes = [_change(kpi, before.measure(kpi), after.measure(kpi), blocked.get(kpi)) for kpi in _ids(before, after)]
    if "provisional" in {before.edition, after.edition}:
        changes = [_unsettled(change, after.measure(change.id)) for change in changes]
    changes = adjusted(changes, {measure.id: measure for measure in after.measures})
    return Comparison(
        before=_side(before),
        after=_side(after),
        comparable=any(change.verdict != "not_comparable" for change in changes),
        obstacles=found,
        changes=tuple(changes),
        expected_by_luck=after.expected_by_luck,
        claims=_moved(_topics(before), _topics(after)),
        actions=after.settled,
        findings=_moved((f.check for f in before.checks.findings), (f.check for f in after.checks.findings)),
        moments={"before": before.moments.moments, "after": after.moments.moments},
    )


def _topics(record: Retrospective) -> list[str]:
    """Name what a record's claims are about: their topic, or their own words."""
    return [claim.topic or claim.text for claim in record.claims]


def _ids(before: Retrospective, after: Retrospective) -> list[str]:
    """List the KPIs of both records, headline ones first, then in the later record's own order."""
    seen = dict.fromkeys([*(m.id for m in after.measures), *(m.id for m in before.measures)])
    headline = {measure.id for measure in after.measures if measure.headline}
    return sorted(seen, key=lambda kpi: kpi not in headline)


def _side(record: Retrospective) -> Side:
    session = record.session
    if session.start is None:
        raise ValueError(f"the record {session.id} has no start")
    return Side(
        session=session.id,
        title=session.title,
        client=session.client,
        start=session.start,
        timezone=session.timezone or "UTC",
        duration_s=record.duration_s,
        tags=session.tags,
        currency=session.currency or "",
    )


def _change(kpi: str, before: Measure | None, after: Measure | None, blocked: Message | None) -> Change:
    known = after or before
    if known is None:
        raise KeyError(kpi)
    base = Change(
        id=kpi,
        title=known.title,
        unit=known.unit,
        unit_before=before.unit if before is not None and before.unit != known.unit else None,
        better=known.better,
        headline=after is not None and after.headline,
        before=None if before is None else before.value,
        after=None if after is None else after.value,
        verdict="too_little_data",
        why=say("One of the two sessions has no value here."),
    )
    if blocked is None and known.drifts:
        blocked = DRIFTS
    if blocked is not None:
        return base.model_copy(update={"verdict": "not_comparable", "why": blocked})
    if before is None or after is None or before.value is None or after.value is None:
        why = next(
            (m.why for m in (after, before) if m is not None and m.value is None and m.why is not None), base.why
        )
        return base.model_copy(update={"why": why})
    difference = between(before, after)
    verdict, why = _verdict(before, after, difference)
    return base.model_copy(
        update={
            "delta": difference.delta,
            "low": difference.low,
            "high": difference.high,
            "p": difference.p,
            "method": difference.method,
            "usual": after.usual,
            "verdict": verdict,
            "why": why,
            "notes": tuple(_notes(before, after)),
        }
    )


def _verdict(before: Measure, after: Measure, difference: Difference) -> tuple[Verdict, Message]:
    """Judge by the usual range where there is one; else say at most that the two numbers differ."""
    if after.usual is not None and after.verdict_why is not None:
        return after.verdict, after.verdict_why
    if too_few(before, after):
        least = quantity(LEAST[after.id], "count")
        return "too_little_data", say(
            "Two sessions are told apart from {least} on in each; one has fewer.", least=least
        )
    low, high = difference.low, difference.high
    if low is not None and high is not None and (low > 0 or high < 0):
        return "differs", say("The two numbers differ; whether that is unusual for you needs 5 earlier sessions.")
    return "too_little_history", after.verdict_why or say("Too few earlier sessions to tell what is unusual for you.")


def _notes(before: Measure, after: Measure) -> Iterable[Message]:
    if before.usual is not None and before.verdict in {"better", "worse", "up", "down"} and after.verdict == "usual":
        yield say("The session before was an extreme: a return towards the middle needs no cause.")
    mixed = mix_note(before, after)
    if mixed is not None:
        yield mixed


def _unsettled(change: Change, after: Measure | None) -> Change:
    if after is None or not after.settles or change.delta is None:
        return change
    return change.model_copy(update={"notes": (*change.notes, say("Late orders and refunds can still move it."))})


def _moved(before: Iterable[str], after: Iterable[str]) -> tuple[Moved, ...]:
    old, new = list(dict.fromkeys(before)), list(dict.fromkeys(after))
    kept = [Moved(what=what, state="kept") for what in new if what in old]
    fresh = [Moved(what=what, state="new") for what in new if what not in old]
    gone = [Moved(what=what, state="gone") for what in old if what not in new]
    return (*kept, *fresh, *gone)
