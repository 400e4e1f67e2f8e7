"""B20: a KPI that stands out alone, and not among all that were compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.checks.subject import Subject
from rex.model.comparison import Change
from rex.model.message import say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rex.model.answer import Claim
    from rex.model.finding import Checks
    from rex.model.message import Message


def changes(chances: Sequence[float], *, headline: int = -1) -> tuple[Change, ...]:
    return tuple(
        Change(
            id=f"k{i}",
            title=f"KPI {i}",
            unit="share",
            better="higher",
            before=0.02,
            after=0.03,
            p=p,
            verdict="usual",
            why=say("It is."),
            headline=i == headline,
        )
        for i, p in enumerate(chances)
    )


MANY = (0.03, *(0.5 for _ in range(19)))  # adjusted: 0.03 * 20 / 1 = 0.6, capped by the next, 0.5


@pytest.mark.parametrize("direction", ["up", "down"])
@pytest.mark.parametrize(
    ("chances", "fires"),
    [
        (MANY, True),
        ((0.004, *MANY[1:]), False),  # near miss: 0.004 * 20 = 0.08, under 0.10
        ((0.0055, *MANY[1:]), True),  # 0.11
        ((0.06, *MANY[1:]), False),  # does not look changed alone either
        ((0.03, 0.5, 0.5, 0.5), False),  # four KPIs are not many
        ((0.03, 0.5, 0.5, 0.5, 0.5), True),  # 0.03 * 5 = 0.15
    ],
)
def test_it_speaks_when_the_pick_is_lost_among_all(
    look: Callable[[str, Subject], Checks],
    claim: Callable[..., Claim],
    chances: Sequence[float],
    fires: bool,
    direction: str,
) -> None:
    subject = Subject(claims=(claim(topic="k0", direction=direction),), changes=changes(chances))
    assert bool(look("B20", subject).findings) is fires


@pytest.mark.parametrize(("topic", "direction"), [("k1", "up"), ("k0", None), ("k0", "same"), ("sound", "up")])
def test_only_a_conclusion_on_the_pick_counts(
    look: Callable[[str, Subject], Checks], claim: Callable[..., Claim], topic: str, direction: str | None
) -> None:
    subject = Subject(claims=(claim(topic=topic, direction=direction),), changes=changes(MANY))
    assert not look("B20", subject).findings


def test_a_headline_kpi_was_chosen_beforehand(
    look: Callable[[str, Subject], Checks], claim: Callable[..., Claim]
) -> None:
    subject = Subject(claims=(claim(topic="k0", direction="up"),), changes=changes(MANY, headline=0))
    assert not look("B20", subject).findings


def test_it_counts_what_luck_would_show(
    look: Callable[[str, Subject], Checks], claim: Callable[..., Claim], read: Callable[[Message], str]
) -> None:
    subject = Subject(claims=(claim(id="1", topic="k0", direction="up"),), changes=changes(MANY))
    finding = look("B20", subject).findings[0]
    assert read(finding.says) == (
        "KPIs compared: 20 count; 1 count look changed alone, and about 1 count would by luck. "
        "The chance that luck shows at least so many is 0.6415 share. "  # 1 - 0.95^20
        "KPI 0 does not stand when all are judged together."
    )
    assert finding.strength == 0.6415
    assert finding.evidence == ("claim:1", "metric:k0")


def test_it_can_be_hidden_with_a_reason(look: Callable[[str, Subject], Checks], claim: Callable[..., Claim]) -> None:
    subject = Subject(
        claims=(claim(topic="k0", direction="up"),), changes=changes(MANY), suppressions={"B20": "asked beforehand"}
    )
    assert look("B20", subject).findings[0].suppressed == "asked beforehand"
