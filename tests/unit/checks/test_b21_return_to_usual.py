"""B21: a cause given to what came back by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from rex.checks.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Callable

    from rex.model.answer import Claim
    from rex.model.finding import Checks
    from rex.model.measure import Measure
    from rex.model.message import Message

EARLIER = (0.04, 0.05, 0.06, 0.05, 0.045, 0.055, 0.05)
# Ranked: 0.04 0.045 0.05 0.05 0.05 0.055 0.06; place 0.1 * 6 = 0.6: 0.04 + 0.6 * 0.005 = 0.043; upper 0.057; mean 0.05.


def history(*last: float) -> dict[str, tuple[tuple[str, float], ...]]:
    return {"conversion_rate": tuple((f"s{i}", value) for i, value in enumerate((*EARLIER, *last)))}


@pytest.fixture
def told(claim: Callable[..., Claim], measure: Callable[..., Measure]) -> Callable[..., Subject]:
    def one(last: float, now: float, polarity: str = "worked", **parts: Any) -> Subject:
        given = {"id": "1", "topic": "conversion_rate", "states_cause": True, "text": "The new host", **parts}
        return Subject(
            claims=(claim(polarity, **given),), measures=(measure(value=now, better="higher"),), history=history(last)
        )

    return one


@pytest.mark.parametrize(
    ("last", "now", "polarity", "fires"),
    [
        (0.02, 0.05, "worked", True),  # up after the lowest, credited
        (0.08, 0.05, "did_not", True),  # down after the highest, blamed: the mirror image
        (0.02, 0.05, "did_not", False),  # a failure is not explained by a return upwards
        (0.08, 0.05, "worked", False),
        (0.0435, 0.05, "worked", False),  # near miss: inside the middle 80 %
        (0.02, 0.0425, "worked", False),  # near miss: not back inside
        (0.02, 0.09, "worked", False),  # went far beyond: a return is not enough
    ],
)
def test_it_speaks_in_both_directions(
    look: Callable[[str, Subject], Checks],
    told: Callable[..., Subject],
    last: float,
    now: float,
    polarity: str,
    fires: bool,
) -> None:
    assert bool(look("B21", told(last, now, polarity)).findings) is fires


def test_a_direction_that_was_told_goes_before_good_and_bad(
    look: Callable[[str, Subject], Checks], told: Callable[..., Subject]
) -> None:
    assert look("B21", told(0.02, 0.05, "did_not", direction="up")).findings
    assert not look("B21", told(0.02, 0.05, "worked", direction="down")).findings


def test_the_chance_is_the_order_of_the_values(
    look: Callable[[str, Subject], Checks], told: Callable[..., Subject], read: Callable[[Message], str]
) -> None:
    finding = look("B21", told(0.02, 0.05)).findings[0]
    # eight sessions with the last one the lowest: the next is higher in 8 of 9 cases
    assert read(finding.says) == (
        "“The new host” gives a cause. Conversion rate: 0.02 share the session before, an extreme among 8 count, "
        "and 0.05 share now. The chance of coming back with no cause at all is 0.8889 share."
    )
    assert finding.strength == 0.4375  # 1 - 0.5 / (8/9)
    assert finding.evidence == ("claim:1", "metric:conversion_rate")
    tied = look("B21", told(0.04, 0.05)).findings[0]  # two of eight at 0.04 or under: 1 - 2/9
    assert "0.7778 share" in read(tied.says)
    high = look("B21", told(0.06, 0.05, "did_not")).findings[0]  # two of eight at 0.06 or over
    assert "0.7778 share" in read(high.says)
    assert (finding.level, tied.level) == ("warn", "info")


def test_without_a_cause_or_enough_sessions_it_does_not_apply(
    look: Callable[[str, Subject], Checks],
    told: Callable[..., Subject],
    claim: Callable[..., Claim],
    measure: Callable[..., Measure],
) -> None:
    assert look("B21", told(0.02, 0.05, states_cause=False)).not_applicable
    for earlier, fires in ((5, False), (6, True)):
        short = {"conversion_rate": tuple((f"s{i}", v) for i, v in enumerate((*EARLIER[:earlier], 0.02)))}
        claims = (claim(topic="conversion_rate", states_cause=True),)
        checks = look("B21", Subject(claims=claims, measures=(measure(value=0.05),), history=short))
        assert bool(checks.findings) is fires
        assert bool(checks.not_applicable) is not fires


def test_it_can_be_hidden_with_a_reason(look: Callable[[str, Subject], Checks], told: Callable[..., Subject]) -> None:
    from dataclasses import replace

    subject = replace(told(0.02, 0.05), suppressions={"B21": "tried twice, on and off"})
    assert look("B21", subject).findings[0].suppressed == "tried twice, on and off"
