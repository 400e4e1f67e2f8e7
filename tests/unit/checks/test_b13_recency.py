"""B13: a period's lessons that come from one end of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.checks.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rex.model.answer import Claim
    from rex.model.finding import Checks
    from rex.model.message import Message

SESSIONS = ("a", "b", "c", "d")


@pytest.fixture
def told(claim: Callable[..., Claim]) -> Callable[..., Subject]:
    def one(of: Sequence[str], sessions: tuple[str, ...] = SESSIONS, polarity: str = "worked") -> Subject:
        claims = tuple(claim(polarity, id=str(i)) for i in range(len(of)))
        return Subject(
            claims=claims, period_sessions=sessions, claim_sessions={str(i): name for i, name in enumerate(of)}
        )

    return one


@pytest.mark.parametrize("polarity", ["worked", "did_not"])
@pytest.mark.parametrize(
    ("of", "fires"),
    [
        ("ddddabc", False),  # 4 of 7 are 57 %, under 60 %
        ("ddddab", True),  # 4 of 6: 0.0376 (154/4096)
        ("dddb", False),  # near miss: 3 of 4 happen in 0.0508 (13/256)
        ("ddddddabca", True),  # 6 of 10 are 60 %: 0.0197
        ("dddab", False),  # 3 of 5: 0.1035
        ("aaaabd", True),  # the first one, in the same way
        ("bbbbad", False),  # from the middle: neither fresh nor first
        ("abcdabcd", False),
        ("dddd", True),  # 1/256
    ],
)
def test_both_ends_of_the_period_are_held_against_luck(
    look: Callable[[str, Subject], Checks], told: Callable[..., Subject], of: str, fires: bool, polarity: str
) -> None:
    assert bool(look("B13", told(of, polarity=polarity)).findings) is fires


def test_it_says_how_many_and_how_rare(
    look: Callable[[str, Subject], Checks], told: Callable[..., Subject], read: Callable[[Message], str]
) -> None:
    finding = look("B13", told("ddddab")).findings[0]
    # at least 4 of 6 at 1/4: (15 * 9 + 6 * 3 + 1) / 4096 = 154/4096
    assert read(finding.says) == (
        "4 count of 6 count conclusions come from the last of 4 count sessions. "
        "If each session gave equally many, that would happen in 0.0376 share of periods."
    )
    assert finding.evidence == ("claim:0", "claim:1", "claim:2", "claim:3")
    assert "first of 4" in read(look("B13", told("aaaabd")).findings[0].says)


def test_three_sessions_or_three_conclusions_are_too_few(
    look: Callable[[str, Subject], Checks], told: Callable[..., Subject]
) -> None:
    assert look("B13", told("ccccc", ("a", "b", "c"))).not_applicable
    assert look("B13", told("ddd")).not_applicable


def test_it_can_be_hidden_with_a_reason(look: Callable[[str, Subject], Checks], told: Callable[..., Subject]) -> None:
    from dataclasses import replace

    subject = replace(told("dddd"), suppressions={"B13": "the others were reported apart"})
    assert look("B13", subject).findings[0].suppressed == "the others were reported apart"
