"""B33: actions carried on while their number stays."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

import pytest

from rex.checks.subject import Subject
from rex.model.action import Action, Settled
from rex.model.message import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from rex.model.finding import Checks
    from rex.model.message import Message

Verdict = Literal["moved", "no_clear_change", "wrong_way", "too_early", "never_tried", "not_measured"]


def settled(
    carried: int,
    verdict: Verdict = "no_clear_change",
    status: Literal["open", "done", "dropped"] = "open",
    name: str = "a1",
    direction: Literal["up", "down"] = "up",
) -> Settled:
    action = Action(
        id=name,
        what="Begin earlier",
        owner="maria",
        due=date(2026, 12, 1),
        kpi="orders",
        direction=direction,
        smallest_effect=2,
        decided=date(2026, 11, 20),
        session="s1",
        carried=carried,
        status=status,
    )
    return Settled(action=action, verdict=verdict, says=say("It is."))


@pytest.mark.parametrize("direction", ["up", "down"])
@pytest.mark.parametrize(
    ("carried", "verdict", "status", "fires"),
    [
        (3, "no_clear_change", "open", True),
        (3, "wrong_way", "open", True),
        (3, "never_tried", "open", True),
        (2, "no_clear_change", "open", False),  # near miss
        (5, "moved", "open", False),
        (5, "too_early", "open", False),
        (5, "not_measured", "open", False),
        (5, "no_clear_change", "dropped", False),
    ],
)
def test_carried_three_times_without_a_movement(
    look: Callable[[str, Subject], Checks],
    carried: int,
    verdict: Verdict,
    status: Literal["open", "done", "dropped"],
    fires: bool,
    direction: Literal["up", "down"],
) -> None:
    subject = Subject(settled=(settled(carried, verdict, status, direction=direction),))
    assert bool(look("B33", subject).findings) is fires


def test_the_longest_carried_is_told_first(
    look: Callable[[str, Subject], Checks], read: Callable[[Message], str]
) -> None:
    subject = Subject(settled=(settled(3, name="a1"), settled(4, "never_tried", name="a2")))
    finding = look("B33", subject).findings[0]
    assert read(finding.says) == "“Begin earlier” was carried 4 count times and never tried. One more is like it."
    assert finding.evidence == ("action:a2", "action:a1")
    assert finding.strength == 0.5  # 1 - 2/4


def test_each_verdict_has_its_words(look: Callable[[str, Subject], Checks], read: Callable[[Message], str]) -> None:
    wrong = look("B33", Subject(settled=(settled(3, "wrong_way"),))).findings[0]
    assert read(wrong.says) == "“Begin earlier” was carried 3 count times; its number went the wrong way."
    still = look("B33", Subject(settled=(settled(3),))).findings[0]
    assert read(still.says) == "“Begin earlier” was carried 3 count times; its number shows no clear change."


def test_passing_counts(look: Callable[[str, Subject], Checks], read: Callable[[Message], str]) -> None:
    passed = look("B33", Subject(settled=(settled(1), settled(4, "moved")))).passed[0]
    assert read(passed.says) == (
        "Earlier actions: 2 count; 1 count carried 3 count times or more, none of them without a movement."
    )


def test_it_can_be_hidden_with_a_reason(look: Callable[[str, Subject], Checks]) -> None:
    subject = Subject(settled=(settled(6),), suppressions={"B33": "the platform ships it in spring"})
    assert look("B33", subject).findings[0].suppressed == "the platform ships it in spring"
