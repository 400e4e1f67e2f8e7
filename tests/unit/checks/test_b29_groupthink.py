"""B29: everybody agrees, and another source does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from rex.checks.parts import Rating
from rex.checks.subject import Subject
from rex.model.answer import Answer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rex.model.answer import Respondent
    from rex.model.finding import Checks
    from rex.model.message import Message


def ratings(group: Sequence[float], other: Sequence[float] = (), items: int = 5) -> tuple[Rating, ...]:
    return tuple(
        Rating(f"i{item}", f"{role}{i}", role, step)
        for item in range(items)
        for role, steps in (("csm", group), ("host", other))
        for i, step in enumerate(steps)
    )


def mirrored(placed: tuple[Rating, ...]) -> tuple[Rating, ...]:
    return tuple(Rating(r.item, r.respondent, r.role, 6 - r.step) for r in placed)


@pytest.mark.parametrize(
    ("group", "other", "items", "fires"),
    [
        ((4, 4, 4, 5), (2,), 5, True),  # mean 4.25, deviation 0.5, and 2.25 away
        ((4, 4, 4, 5), (2.75,), 5, True),  # 1.5 away
        ((4, 4, 4, 5), (3,), 5, False),  # near miss: 1.25 away
        ((4, 4, 5, 5), (2,), 5, False),  # near miss: deviation 0.577
        ((4, 4, 5), (2,), 5, False),  # three people
        ((4, 4, 4, 5), (2,), 4, False),  # four items
        ((4, 4, 4, 5), (), 5, False),  # nobody else, nothing else
    ],
)
def test_another_role_far_away(
    look: Callable[[str, Subject], Checks], group: Sequence[float], other: Sequence[float], items: int, fires: bool
) -> None:
    placed = ratings(group, other, items)
    one, mirror = look("B29", Subject(ratings=placed)), look("B29", Subject(ratings=mirrored(placed)))
    assert bool(one.findings) is bool(mirror.findings) is fires
    assert [f.strength for f in one.findings] == [f.strength for f in mirror.findings]


@pytest.mark.parametrize(
    ("data", "fires"),
    [
        ({"i0": 2.0, "i1": 2.0}, True),
        ({"i0": 2.0}, False),  # near miss: one KPI may be luck
        ({"i0": 4.0, "i1": 4.0}, False),  # the data agree
    ],
)
def test_the_data_far_away(look: Callable[[str, Subject], Checks], data: dict[str, float], fires: bool) -> None:
    subject = Subject(ratings=ratings((4, 4, 4, 5)), data_steps=data)
    assert bool(look("B29", subject).findings) is fires


def test_it_names_no_role(look: Callable[[str, Subject], Checks], read: Callable[[Message], str]) -> None:
    finding = look("B29", Subject(ratings=ratings((4, 4, 4, 5), (2,)))).findings[0]
    assert read(finding.says) == (
        "4 count people placed 5 count things nearly alike (0.5 score steps apart); "
        "another role lies 2.2 score steps away."
    )
    assert finding.strength == pytest.approx(1 - 1 / 2.25, abs=1e-4)
    assert finding.evidence == ("view:i0", "view:i1", "view:i2", "view:i3", "view:i4")


TEXT = "The sound was lost when the second product came on"


@pytest.mark.parametrize(
    ("texts", "phase", "fires"),
    [
        ((TEXT, TEXT + ".", TEXT.upper()), "reveal", True),
        ((TEXT, TEXT), "reveal", False),  # near miss: two
        ((TEXT, TEXT, "We began late and nobody had told the viewers"), "commit", False),
        ((TEXT, TEXT, TEXT), "blind", False),  # before the numbers nobody could copy
        (("yes", "yes", "yes"), "reveal", False),  # a choice, not a text
    ],
)
def test_copied_words_after_the_numbers(
    look: Callable[[str, Subject], Checks],
    person: Callable[..., Respondent],
    texts: Sequence[str],
    phase: Any,
    fires: bool,
) -> None:
    people = tuple(
        person(f"p{i}", answers=(Answer(question="why", phase=phase, value=text),)) for i, text in enumerate(texts)
    )
    finding = look("B29", Subject(respondents=people)).findings
    assert bool(finding) is fires
    if fires:
        assert finding[0].evidence == ("answer:p0", "answer:p1", "answer:p2")


def test_passing_and_not_applying(look: Callable[[str, Subject], Checks], read: Callable[[Message], str]) -> None:
    passed = look("B29", Subject(ratings=ratings((3, 4, 4, 5)))).passed[0]
    assert read(passed.says) == "4 count people placed the same things, 0.8 score steps apart on average."
    assert look("B29", Subject()).not_applicable


def test_it_can_be_hidden_with_a_reason(look: Callable[[str, Subject], Checks]) -> None:
    subject = Subject(ratings=ratings((4, 4, 4, 5), (2,)), suppressions={"B29": "the host joined by phone"})
    assert look("B29", subject).findings[0].suppressed == "the host joined by phone"
