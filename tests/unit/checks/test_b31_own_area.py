"""B31: one's own work, placed higher or lower than by everybody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.checks.parts import Rating
from rex.checks.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rex.model.finding import Checks
    from rex.model.message import Message


def told(own: Sequence[float], others: Sequence[float], area: str = "host") -> Subject:
    placed = [Rating("hosting", f"h{i}", "host", step) for i, step in enumerate(own)]
    placed += [Rating("hosting", f"p{i}", "csm", step) for i, step in enumerate(others)]
    return Subject(ratings=tuple(placed), own_area={"hosting": area})


@pytest.mark.parametrize(
    ("own", "others", "fires"),
    [
        ((5,), (3, 3, 3, 3, 4), True),  # 1.8; scatter 0.8/4, error sqrt(0.2 * 1.2) = 0.49: t(4) = 3.67, 0.021
        ((5,), (3, 3, 3, 4), False),  # near miss: 1.75, error sqrt(0.25 * 1.25) = 0.559: t(3) = 3.13, 0.052
        ((5,), (2, 5, 3, 4), False),  # 1.5; error sqrt(5/3 * 1.25) = 1.44: t(3) = 1.04
        ((4,), (3, 3, 3), True),  # one step, and the others all agree
        ((3.75,), (3, 3, 3), False),  # near miss: under one step
        ((5,), (3, 3), False),  # two others are too few
        ((), (3, 3, 3), False),
    ],
)
def test_higher_and_lower_are_one(
    look: Callable[[str, Subject], Checks], own: Sequence[float], others: Sequence[float], fires: bool
) -> None:
    one = look("B31", told(own, others))
    mirror = look("B31", told([6 - s for s in own], [6 - s for s in others]))
    assert bool(one.findings) is bool(mirror.findings) is fires


def test_it_says_how_far_and_names_no_role(
    look: Callable[[str, Subject], Checks], read: Callable[[Message], str]
) -> None:
    finding = look("B31", told((5,), (3, 3, 3, 3))).findings[0]
    assert read(finding.says) == (
        "Those whose work it is place it 2 score steps higher than 4 count others. Items like it: 1 count of 1 count."
    )
    assert (finding.level, finding.strength, finding.evidence) == ("info", 0.5, ("view:hosting",))
    lower = look("B31", told((1,), (3, 3, 3, 3))).findings[0]
    assert "2 score steps lower" in read(lower.says)


def test_passing_and_not_applying(look: Callable[[str, Subject], Checks], read: Callable[[Message], str]) -> None:
    passed = look("B31", told((3.5,), (3, 3, 3))).passed[0]
    assert read(passed.says) == (
        "Things placed by those whose work they are and by others: 1 count; at most 0.5 score steps apart."
    )
    assert look("B31", told((5,), (3, 3, 3), area="moderator")).not_applicable


def test_it_can_be_hidden_with_a_reason(look: Callable[[str, Subject], Checks]) -> None:
    from dataclasses import replace

    subject = replace(told((5,), (3, 3, 3)), suppressions={"B31": "the others did not see the rehearsal"})
    assert look("B31", subject).findings[0].suppressed == "the others did not see the rehearsal"
