"""B32: one impression for everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.checks.parts import Rating
from rex.checks.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rex.model.finding import Checks
    from rex.model.message import Message

MIXED = (1, 2, 3, 4, 5, 3)


def told(*people: Sequence[float]) -> Subject:
    return Subject(
        ratings=tuple(
            Rating(f"i{item}", f"p{i}", "csm", step)
            for i, steps in enumerate(people)
            for item, step in enumerate(steps)
        )
    )


@pytest.mark.parametrize(
    ("people", "fires"),
    [
        (((4, 4, 4, 4, 4, 4), MIXED, MIXED), True),
        (((4, 4, 4, 4, 4, 5), MIXED, MIXED), True),  # deviation 0.408
        (((4, 4, 4, 4, 5, 5), MIXED, MIXED), False),  # near miss: 0.516
        (((4, 4, 4, 4, 4), MIXED[:5], MIXED[:5]), False),  # five items
        (((4, 4, 4, 4, 4, 4), MIXED), False),  # one other
        (((4,) * 6, (4, 4, 4, 4, 4, 5), (4, 4, 4, 5, 4, 4)), False),  # to all of them everything was alike
    ],
)
def test_flat_answers_where_others_see_differences(
    look: Callable[[str, Subject], Checks], people: Sequence[Sequence[float]], fires: bool
) -> None:
    one = look("B32", told(*people))
    mirror = look("B32", told(*([6 - step for step in steps] for steps in people)))
    assert bool(one.findings) is bool(mirror.findings) is fires


def test_it_counts(look: Callable[[str, Subject], Checks], read: Callable[[Message], str]) -> None:
    finding = look("B32", told((4,) * 6, MIXED, MIXED, MIXED)).findings[0]
    assert read(finding.says) == (
        "Sets of answers that place 6 count things or more on nearly one step: 1 count of 4 count. "
        "To the others these things differ."
    )
    assert (finding.level, finding.strength, finding.evidence) == ("info", 0.25, ("answer:p0",))
    passed = look("B32", told(MIXED, MIXED, MIXED)).passed[0]
    assert read(passed.says) == (
        "The answers of 3 count people on 6 count things or more differ from thing to thing, or all agree."
    )


def test_it_can_be_hidden_with_a_reason(look: Callable[[str, Subject], Checks]) -> None:
    from dataclasses import replace

    subject = replace(told((4,) * 6, MIXED, MIXED), suppressions={"B32": "asked at the door"})
    assert look("B32", subject).findings[0].suppressed == "asked at the door"
