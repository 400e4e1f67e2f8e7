"""B26: one thing credited while others changed too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.checks.parts import ContextChange, Factor
from rex.checks.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Callable

    from rex.model.answer import Claim
    from rex.model.finding import Checks
    from rex.model.message import Message


def changed(*factors: Factor) -> tuple[ContextChange, ...]:
    return tuple(ContextChange(factor) for factor in factors)


@pytest.mark.parametrize(("polarity", "direction"), [("worked", "up"), ("did_not", "down")])
@pytest.mark.parametrize(
    ("topic", "factors", "fires"),
    [
        ("host", ("host", "weekday", "promotion"), True),
        ("host", ("host", "weekday"), False),  # near miss: one other
        ("orders", ("host", "weekday", "promotion"), True),  # one of the three is the credited one
        ("orders", ("host", "weekday"), False),
        ("host", (), False),
    ],
)
def test_two_others_are_too_many(
    *,
    look: Callable[[str, Subject], Checks],
    claim: Callable[..., Claim],
    topic: str,
    factors: tuple[Factor, ...],
    fires: bool,
    polarity: str,
    direction: str,
) -> None:
    subject = Subject(
        claims=(claim(polarity, topic=topic, direction=direction, states_cause=True),),
        context_changes=changed(*factors),
    )
    assert bool(look("B26", subject).findings) is fires


def test_it_lists_what_else_changed(
    look: Callable[[str, Subject], Checks], claim: Callable[..., Claim], read: Callable[[Message], str]
) -> None:
    told = claim(id="1", text="The new host sold more", topic="host", direction="up", states_cause=True)
    subject = Subject(claims=(told,), context_changes=changed("host", "weekday", "promotion", "duration"))
    finding = look("B26", subject).findings[0]
    assert read(finding.says) == (
        "“The new host sold more” names one cause; 3 count things differ from the session before: "
        "the weekday, the discount, the length."
    )
    assert finding.evidence == ("claim:1",)
    assert finding.strength == pytest.approx(2 / 3, abs=1e-4)  # 1 - 1/3


@pytest.mark.parametrize("parts", [{"states_cause": False}, {"direction": None}, {"direction": "same"}])
def test_a_conclusion_without_a_cause_or_a_change_is_no_matter(
    look: Callable[[str, Subject], Checks], claim: Callable[..., Claim], parts: dict[str, object]
) -> None:
    told = claim(**{"topic": "host", "direction": "up", "states_cause": True, **parts})
    subject = Subject(claims=(told,), context_changes=changed("host", "weekday", "promotion"))
    assert look("B26", subject).not_applicable


def test_nothing_changed_passes_and_nothing_known_does_not_apply(
    look: Callable[[str, Subject], Checks], claim: Callable[..., Claim]
) -> None:
    told = (claim(topic="host", direction="up", states_cause=True),)
    assert look("B26", Subject(claims=told, context_changes=())).passed
    assert look("B26", Subject(claims=told)).not_applicable


def test_it_can_be_hidden_with_a_reason(look: Callable[[str, Subject], Checks], claim: Callable[..., Claim]) -> None:
    subject = Subject(
        claims=(claim(direction="up", states_cause=True),),
        context_changes=changed("host", "weekday", "promotion"),
        suppressions={"B26": "the discount was for another list"},
    )
    assert look("B26", subject).findings[0].suppressed == "the discount was for another list"
