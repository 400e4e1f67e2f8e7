"""B07: nearly all conclusions say what did not work, and the data do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.checks.base import Answer, check
from rex.checks.one_sided import one_sided

if TYPE_CHECKING:
    from rex.checks.subject import Subject


@check(
    id="B07",
    title="Only negatives",
    level="warn",
    needs=("claims", "measures"),
    source="Caast 2026 (note what worked too); S14 (negativity); S40",
)
def only_negatives(subject: Subject) -> Answer:
    """Find retrospectives that see only what went wrong; the mirror image of B08.

    What hurt is remembered first. A team that only mends forgets to repeat what works.

    It speaks when three conclusions or more are negative and none is positive; when most of five or more are negative
    and their share lies 35 points or more over the share of worse KPIs among the three or more that left their usual
    range; or when so many on one side would happen in 5 % of sessions or fewer if both kinds came equally often (7 of
    8 happens in 3.5 %, 9 of 10 in 1.1 %).

    Too little: no conclusion, or no KPI, and it does not apply. Where too few KPIs left their usual range, or none
    has one yet, the conclusions are read alone. Source: Caast 2026, S14, S40; the sign test is exact, the other
    thresholds are starting values.
    """
    return one_sided(subject, "did_not")
