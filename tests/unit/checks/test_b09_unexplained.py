"""B09: one side of the conclusions is explained, the other is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.checks.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Callable

    from rex.model.answer import Claim
    from rex.model.finding import Checks
    from rex.model.message import Message
    from rex.model.moment import Moment


@pytest.fixture
def told(claim: Callable[..., Claim]) -> Callable[[int, int, int, int], tuple[Claim, ...]]:
    """Make successes and failures, each with how many of them say how."""

    def one(good: int, good_told: int, bad: int, bad_told: int) -> tuple[Claim, ...]:
        return tuple(
            claim(polarity, how="as planned" if i < with_how else " ")
            for polarity, n, with_how in (("worked", good, good_told), ("did_not", bad, bad_told))
            for i in range(n)
        )

    return one


@pytest.mark.parametrize(
    ("good", "good_told", "bad", "bad_told", "fires"),
    [
        (8, 1, 8, 6, True),  # 12 % and 75 %; luck 232 of 11,440
        (8, 1, 8, 5, False),  # near miss: 12 % and 62 %, which luck does in 476 of 8,008
        (5, 1, 4, 2, False),  # 20 % and 50 %: two of four is no habit yet
        (4, 1, 4, 2, False),  # near miss: 25 % of the successes are told
        (5, 1, 5, 2, False),  # near miss: 40 % of the failures are told
        (3, 0, 3, 3, True),
        (3, 0, 3, 0, False),  # nothing told at all is another matter
        (3, 3, 3, 3, False),
    ],
)
def test_it_speaks_for_successes_exactly_as_for_failures(
    look: Callable[[str, Subject], Checks],
    told: Callable[[int, int, int, int], tuple[Claim, ...]],
    good: int,
    good_told: int,
    bad: int,
    bad_told: int,
    fires: bool,
) -> None:
    one = look("B09", Subject(claims=told(good, good_told, bad, bad_told)))
    mirror = look("B09", Subject(claims=told(bad, bad_told, good, good_told)))
    assert bool(one.findings) is bool(mirror.findings) is fires
    assert [f.strength for f in one.findings] == [f.strength for f in mirror.findings]


def test_a_stated_cause_counts_as_an_explanation(
    look: Callable[[str, Subject], Checks], claim: Callable[..., Claim]
) -> None:
    claims = (*(claim("worked") for _ in range(3)), *(claim("did_not", states_cause=True) for _ in range(3)))
    assert look("B09", Subject(claims=claims)).findings


def test_it_counts_and_offers_the_best_moment_to_start_with(
    look: Callable[[str, Subject], Checks],
    told: Callable[[int, int, int, int], tuple[Claim, ...]],
    moment: Callable[..., Moment],
    read: Callable[[Message], str],
) -> None:
    moments = (moment(1, "drop"), moment(3, "peak", label="half-face test", rank=2), moment(4, "peak", rank=3))
    finding = look("B09", Subject(claims=told(3, 0, 4, 4), moments=moments)).findings[0]
    assert read(finding.says) == "Explained: 0 count of 3 count successes, 4 count of 4 count failures."
    assert read(finding.instead) == (
        "Write down how one success came about; a place to start: 1560 offset, half-face test."
    )
    assert finding.evidence[-1] == "moment:3"
    assert len(finding.evidence) == 4
    assert finding.strength == 1
    mirrored = look("B09", Subject(claims=told(4, 4, 3, 0), moments=moments)).findings[0]
    assert read(mirrored.instead) == "Write down how one failure came about; a place to start: 1560 offset, sound lost."


def test_passing_shows_the_same_counts(
    look: Callable[[str, Subject], Checks],
    told: Callable[[int, int, int, int], tuple[Claim, ...]],
    read: Callable[[Message], str],
) -> None:
    says = look("B09", Subject(claims=told(3, 2, 3, 2))).passed[0].says
    assert read(says) == "Explained: 2 count of 3 count successes, 2 count of 3 count failures."


@pytest.mark.parametrize(("good", "bad"), [(2, 3), (3, 2), (0, 9)])
def test_too_few_of_either_kind_and_it_does_not_apply(
    look: Callable[[str, Subject], Checks],
    told: Callable[[int, int, int, int], tuple[Claim, ...]],
    read: Callable[[Message], str],
    good: int,
    bad: int,
) -> None:
    why = look("B09", Subject(claims=told(good, 0, bad, bad))).not_applicable[0].why
    assert read(why) == (
        "Needs 3 count conclusions of each kind; "
        f"there are {good} count of what worked and {bad} count of what did not."
    )


def test_it_can_be_hidden_with_a_reason(
    look: Callable[[str, Subject], Checks], told: Callable[[int, int, int, int], tuple[Claim, ...]]
) -> None:
    found = look("B09", Subject(claims=told(3, 0, 3, 3), suppressions={"B09": "see the wiki"})).findings[0]
    assert found.suppressed == "see the wiki"
