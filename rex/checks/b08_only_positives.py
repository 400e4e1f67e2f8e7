"""B08: nearly all conclusions say what worked, and the data do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.checks.base import Answer, check
from rex.checks.one_sided import one_sided

if TYPE_CHECKING:
    from rex.checks.subject import Subject


@check(
    id="B08",
    title="Only positives",
    level="warn",
    needs=("claims", "measures"),
    source="mirror of B07; S36 (affect)",
)
def only_positives(subject: Subject) -> Answer:
    """Find retrospectives that see only what went well; the mirror image of B07.

    A good evening, or a client in the room, makes the rest hard to see. Nothing then gets better.

    It speaks when three conclusions or more are positive and none is negative; when most of five or more are positive
    and their share lies 35 points or more over the share of better KPIs among the three or more that left their usual
    range; or when so many on one side would happen in 5 % of sessions or fewer if both kinds came equally often (7 of
    8 happens in 3.5 %, 9 of 10 in 1.1 %).

    Too little: no conclusion, or no KPI, and it does not apply. Where too few KPIs left their usual range, or none
    has one yet, the conclusions are read alone. Source: S36; the sign test is exact, the other thresholds are
    starting values.
    """
    return one_sided(subject, "worked")
