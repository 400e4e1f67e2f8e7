"""What the sessions' own verdicts of one KPI add up to, in a sentence; never more than they do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.compare.naming import listed
from rex.model.measure import OUTSIDE
from rex.model.message import Message, quantity, say, say_n

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rex.model.measure import Measure, Verdict
    from rex.model.retrospective import Retrospective


def says(
    verdicts: Sequence[Verdict],
    measures: Sequence[Measure | None],
    records: Sequence[Retrospective],
    called: Mapping[str, str],
) -> Message:
    """Say in how many sessions a KPI left its usual range and which they were, or why nothing can be said of it.

    `called` names the sessions by their ids.
    """
    judged = sum(v in OUTSIDE or v == "usual" for v in verdicts)
    if not judged:
        return _unjudged([m for m in measures if m is not None])
    outside = [(v, r) for v, r in zip(verdicts, records, strict=True) if v in OUTSIDE]
    if not outside:
        return say_n(
            "Inside its usual range in the one session.", "Inside its usual range in all {n} sessions.", judged
        )
    up = sum(1 for v, _ in outside if v in {"better", "up"})
    which = listed([record for _, record in outside], called)
    if up in {0, len(outside)}:
        return say("Outside its usual range: {names}.", names=which)
    return say(
        "Outside its usual range, {up} above or better and {down} below or worse: {names}.",
        up=quantity(up, "count"),
        down=quantity(len(outside) - up, "count"),
        names=which,
    )


def _unjudged(measures: Sequence[Measure]) -> Message:
    """Tell a number that nobody gave from one that has too few sessions before it."""
    if all(m.value is None for m in measures):
        return measures[-1].why or say("No session of the period has a value for it.")
    drifting = any(m.drifts for m in measures)
    if drifting:
        return say("Not judged: it grows with the length of the history alone.")
    return say("Not judged: a usual range needs 5 earlier sessions.")
