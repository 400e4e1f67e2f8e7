"""B30: the report follows one voice against the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.checks.parts import Rating
from rex.checks.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rex.model.finding import Checks
    from rex.model.message import Message


def told(own: Sequence[float], others: Sequence[float], report: Sequence[float], people: int = 3) -> Subject:
    placed = [Rating(f"i{n}", "lead", "lead", step) for n, step in enumerate(own)]
    placed += [Rating(f"i{n}", f"p{i}", "csm", step) for n, step in enumerate(others) for i in range(people)]
    concluded = {f"i{n}": step for n, step in enumerate(report)}
    return Subject(ratings=tuple(placed), concluded=concluded, senior="lead")


FIVES, TWOS = (5, 5, 5, 5, 5), (2, 2, 2, 2, 2)


@pytest.mark.parametrize(
    ("own", "others", "report", "people", "fires"),
    [
        (FIVES, (2, 2, 2, 5, 5), FIVES, 3, True),  # follows on 5 of 5, three of them against the others
        (FIVES, (2, 2, 5, 5, 5), FIVES, 3, False),  # near miss: two of them
        (FIVES, (2, 2, 2, 2, 5), (5, 5, 5, 5, 2), 3, True),  # 4 of 5 are 80 %
        (FIVES, TWOS, (5, 5, 5, 2, 2), 3, False),  # near miss: 3 of 5
        (FIVES, TWOS, TWOS, 3, False),  # the report follows the others
        (FIVES, (2, 2, 2, 5, 5), FIVES, 2, False),  # two others are too few
        (FIVES[:4], TWOS[:4], FIVES[:4], 3, False),  # four points are too few
    ],
)
def test_it_speaks_for_praise_as_for_complaint(
    *,
    look: Callable[[str, Subject], Checks],
    own: Sequence[float],
    others: Sequence[float],
    report: Sequence[float],
    people: int,
    fires: bool,
) -> None:
    def turned(steps: Sequence[float]) -> list[float]:
        return [6 - step for step in steps]

    one = look("B30", told(own, others, report, people))
    mirror = look("B30", told(turned(own), turned(others), turned(report), people))
    assert bool(one.findings) is bool(mirror.findings) is fires


def test_it_counts_points_and_names_nobody(
    look: Callable[[str, Subject], Checks], read: Callable[[Message], str]
) -> None:
    finding = look("B30", told(FIVES, (2, 2, 2, 2, 5), FIVES)).findings[0]
    assert read(finding.says) == (
        "On 5 count of 5 count points the report says what one voice said; on 4 count the others' middle differs."
    )
    assert finding.evidence == ("view:i0", "view:i1", "view:i2", "view:i3")
    assert finding.strength == 0.5  # 1 - 2/4
    assert "lead" not in finding.model_dump_json()


def test_without_somebody_who_decides_it_does_not_apply(look: Callable[[str, Subject], Checks]) -> None:
    subject = told(FIVES, TWOS, FIVES)
    assert look("B30", Subject(ratings=subject.ratings, concluded=subject.concluded)).not_applicable


def test_it_can_be_hidden_with_a_reason(look: Callable[[str, Subject], Checks]) -> None:
    from dataclasses import replace

    subject = replace(told(FIVES, TWOS, FIVES), suppressions={"B30": "only one of us was there"})
    assert look("B30", subject).findings[0].suppressed == "only one of us was there"
