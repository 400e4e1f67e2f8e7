"""B35: more actions than can be carried, or none that was ever closed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from rex.checks.parts import ActionsDue
from rex.checks.subject import Subject
from rex.model.action import Action

if TYPE_CHECKING:
    from collections.abc import Callable

    from rex.model.finding import Checks
    from rex.model.message import Message


def actions(number: int) -> tuple[Action, ...]:
    return tuple(
        Action(
            id=f"a{i}",
            what="Show the kit first",
            owner="maria",
            due=date(2026, 12, 1),
            kpi="orders",
            direction="up",
            smallest_effect=2,
            decided=date(2026, 11, 20),
            session="s1",
        )
        for i in range(number)
    )


@pytest.mark.parametrize(
    ("new", "due", "closed", "fires"),
    [
        (4, 0, 0, True),
        (3, 0, 0, False),  # near miss: three
        (0, 3, 0, True),
        (0, 2, 0, False),  # near miss: two may be late
        (0, 9, 1, False),  # something was closed
        (0, 0, 0, False),  # nothing new is an honourable end
    ],
)
def test_it_speaks_of_long_lists_and_of_lists_without_an_end(
    look: Callable[[str, Subject], Checks], new: int, due: int, closed: int, fires: bool
) -> None:
    subject = Subject(actions=actions(new), due=ActionsDue(due, closed))
    checks = look("B35", subject)
    assert bool(checks.findings) is fires
    assert bool(checks.passed) is not fires


def test_it_counts_both(look: Callable[[str, Subject], Checks], read: Callable[[Message], str]) -> None:
    finding = look("B35", Subject(actions=actions(4), due=ActionsDue(5, 2))).findings[0]
    assert read(finding.says) == (
        "4 count new actions from this session. 5 count have passed their day so far; closed: 2 count."
    )
    assert finding.evidence == ("action:a0", "action:a1", "action:a2", "action:a3")
    assert finding.strength == 0.25  # 1 - 3/4
    stuck = look("B35", Subject(actions=(), due=ActionsDue(4, 0))).findings[0]
    assert stuck.strength == 0.5  # 1 - 2/4
    assert "Close one of the old ones first" in read(stuck.instead)


def test_without_any_action_known_it_does_not_apply(look: Callable[[str, Subject], Checks]) -> None:
    assert look("B35", Subject()).not_applicable
    assert look("B35", Subject(due=ActionsDue(0, 0))).not_applicable


def test_it_can_be_hidden_with_a_reason(look: Callable[[str, Subject], Checks]) -> None:
    subject = Subject(actions=actions(5), suppressions={"B35": "a team of nine"})
    assert look("B35", subject).findings[0].suppressed == "a team of nine"
