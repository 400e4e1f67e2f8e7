"""B19: normal variation told as a change, and a change told as none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from rex.checks.subject import Subject
from rex.model.comparison import Change
from rex.model.message import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from rex.model.answer import Claim
    from rex.model.finding import Checks
    from rex.model.measure import Measure
    from rex.model.message import Message


def change(verdict: str, **parts: Any) -> Change:
    given = {
        "id": "conversion_rate",
        "title": "Conversion",
        "unit": "share",
        "better": "higher",
        "before": 0.045,
        "after": 0.05,
        "low": -0.01,
        "high": 0.02,
        "why": say("So it is."),
    }
    return Change.model_validate({**given, "verdict": verdict, **parts})


@pytest.mark.parametrize("polarity", ["worked", "did_not"])
@pytest.mark.parametrize(
    ("said", "verdict", "answer"),
    [
        ("up", "usual", "fires"),
        ("down", "usual", "fires"),
        ("same", "usual", "passes"),
        ("same", "better", "fires"),
        ("same", "worse", "fires"),
        ("same", "up", "fires"),
        ("same", "down", "fires"),
        ("same", "differs", "fires"),
        ("up", "better", "passes"),
        ("down", "worse", "passes"),
        ("up", "differs", "passes"),
        ("up", "too_little_history", "cannot"),
        ("same", "too_little_data", "cannot"),
        ("up", "not_comparable", "cannot"),
    ],
)
def test_what_is_said_against_what_is(
    look: Callable[[str, Subject], Checks],
    claim: Callable[..., Claim],
    said: str,
    verdict: str,
    answer: str,
    polarity: str,
) -> None:
    subject = Subject(claims=(claim(polarity, topic="conversion_rate", direction=said),), changes=(change(verdict),))
    checks = look("B19", subject)
    assert (len(checks.findings), len(checks.passed), len(checks.not_applicable)) == {
        "fires": (1, 0, 0),
        "passes": (0, 1, 0),
        "cannot": (0, 0, 1),
    }[answer]


def test_it_shows_both_values_and_the_range_of_the_difference(
    look: Callable[[str, Subject], Checks], claim: Callable[..., Claim], read: Callable[[Message], str]
) -> None:
    claims = (claim(id="1", text="Conversion rose", topic="conversion_rate", direction="up"),)
    finding = look("B19", Subject(claims=claims, changes=(change("usual"),))).findings[0]
    assert read(finding.says) == (
        "“Conversion rose” reads it as a change. Conversion: 0.045 share, then 0.05 share; "
        "the difference could be -0.01 points to 0.02 points. It lies within normal variation."
    )
    assert read(finding.instead) == "Say “as usual”; there is nothing to explain, to praise or to blame."
    assert finding.evidence == ("claim:1", "metric:conversion_rate")


def test_the_other_direction_asks_to_look_closer(
    look: Callable[[str, Subject], Checks], claim: Callable[..., Claim], read: Callable[[Message], str]
) -> None:
    claims = (claim(text="As always", evidence=("metric:conversion_rate",), direction="same"),)
    finding = look("B19", Subject(claims=claims, changes=(change("worse", low=None, high=None),))).findings[0]
    assert read(finding.says) == (
        "“As always” reads it as no change. Conversion: 0.045 share, then 0.05 share. It lies outside normal variation."
    )
    assert read(finding.instead) == "Say that it changed, and look for what was different."


def test_the_usual_range_decides_where_nothing_is_compared(
    look: Callable[[str, Subject], Checks],
    claim: Callable[..., Claim],
    measure: Callable[..., Measure],
    read: Callable[[Message], str],
) -> None:
    claims = (claim(topic="conversion_rate", direction="up"),)
    alone = Subject(claims=claims, measures=(measure(value=0.05),))
    assert "Conversion rate: 0.05 share, usually 0.04 share to 0.06 share." in read(look("B19", alone).findings[0].says)
    with_poor_comparison = Subject(
        claims=claims, measures=(measure(value=0.05),), changes=(change("too_little_history"),)
    )
    assert look("B19", with_poor_comparison).findings
    with_comparison = Subject(claims=claims, measures=(measure(value=0.05),), changes=(change("better"),))
    assert look("B19", with_comparison).passed


@pytest.mark.parametrize(
    ("said", "beside", "in_range", "fires"),
    [
        ("up", "usual", "better", False),  # unusual of all evenings, though not beside the last
        ("up", "better", "usual", False),
        ("up", "usual", "usual", True),
        ("same", "usual", "worse", False),
        ("same", "worse", "usual", False),
        ("same", "worse", "worse", True),
    ],
)
def test_a_conclusion_that_agrees_with_one_honest_reading_is_left_in_peace(
    look: Callable[[str, Subject], Checks],
    claim: Callable[..., Claim],
    measure: Callable[..., Measure],
    said: str,
    beside: str,
    in_range: str,
    fires: bool,
) -> None:
    subject = Subject(
        claims=(claim(topic="conversion_rate", direction=said),),
        measures=(measure(value=0.05, verdict=in_range),),
        changes=(change(beside),),
    )
    assert bool(look("B19", subject).findings) is fires


def test_strength_is_the_share_of_such_conclusions_and_the_others_are_counted(
    look: Callable[[str, Subject], Checks], claim: Callable[..., Claim], read: Callable[[Message], str]
) -> None:
    claims = tuple(claim(topic="conversion_rate", direction=said) for said in ("up", "down", "same", "same"))
    finding = look("B19", Subject(claims=claims, changes=(change("usual"),))).findings[0]
    assert finding.strength == 0.5
    assert read(finding.says).endswith("One more conclusion is like it.")


@pytest.mark.parametrize(("topic", "direction"), [("conversion_rate", None), ("sound", "up")])
def test_without_a_conclusion_on_a_change_it_does_not_apply(
    look: Callable[[str, Subject], Checks], claim: Callable[..., Claim], topic: str, direction: str | None
) -> None:
    subject = Subject(claims=(claim(topic=topic, direction=direction),), changes=(change("usual"),))
    assert look("B19", subject).not_applicable


def test_it_can_be_hidden_with_a_reason(look: Callable[[str, Subject], Checks], claim: Callable[..., Claim]) -> None:
    claims = (claim(topic="conversion_rate", direction="up"),)
    hidden = look(
        "B19", Subject(claims=claims, changes=(change("usual"),), suppressions={"B19": "a longer series says so"})
    )
    assert hidden.findings[0].suppressed == "a longer series says so"
