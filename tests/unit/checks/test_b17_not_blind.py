"""B17: blind answers that were not blind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.checks.subject import Subject
from rex.model.answer import Answer

if TYPE_CHECKING:
    from collections.abc import Callable

    from rex.model.answer import Respondent
    from rex.model.finding import Checks
    from rex.model.message import Message

ADDED = (
    Answer(question="mood", phase="blind", value=4),
    Answer(question="special", phase="blind", value="", unsealed=True),
)


@pytest.fixture
def people(person: Callable[..., Respondent]) -> dict[str, Respondent]:
    return {
        "blind": person("maria"),
        "unsealed": person("ines", sealed=False),
        "added": person("hugo", answers=ADDED),
        "informed": person("lucia", blind=False, informed=("revenue",)),
    }


def test_each_way_of_not_being_blind_is_counted_once(
    look: Callable[[str, Subject], Checks], people: dict[str, Respondent], read: Callable[[Message], str]
) -> None:
    finding = look("B17", Subject(respondents=tuple(people.values()))).findings[0]
    assert read(finding.says) == (
        "People asked blind: 4 count; 1 count without a seal, 1 count with answers added after it, "
        "1 count with figures already seen. These are left out of calibration and of check B01."
    )
    assert finding.evidence == ("answer:ines", "answer:hugo", "answer:lucia")
    assert finding.strength == 0.75
    assert "seal before the first figure" in read(finding.instead)


@pytest.mark.parametrize("way", ["unsealed", "added", "informed"])
def test_it_warns_when_nobody_is_left_blind_and_informs_otherwise(
    look: Callable[[str, Subject], Checks], people: dict[str, Respondent], way: str
) -> None:
    assert look("B17", Subject(respondents=(people[way],))).findings[0].level == "warn"
    assert look("B17", Subject(respondents=(people[way], people["blind"]))).findings[0].level == "info"


def test_sealed_answers_pass_aloud_even_with_later_answers_after_the_seal(
    look: Callable[[str, Subject], Checks], person: Callable[..., Respondent], read: Callable[[Message], str]
) -> None:
    answers = (
        Answer(question="mood", phase="blind", value=4),
        Answer(question="lesson", phase="commit", value="x", unsealed=True),
    )
    passed = look("B17", Subject(respondents=(person(answers=answers),))).passed[0]
    assert read(passed.says) == "1 count person sealed the blind answers before any figure was seen."


def test_without_blind_answers_it_does_not_apply(
    look: Callable[[str, Subject], Checks], person: Callable[..., Respondent]
) -> None:
    assert look("B17", Subject(respondents=(person(sealed=False, answers=()),))).not_applicable


def test_it_can_be_hidden_with_a_reason(look: Callable[[str, Subject], Checks], people: dict[str, Respondent]) -> None:
    subject = Subject(respondents=(people["unsealed"],), suppressions={"B17": "old answers, moved here"})
    assert look("B17", subject).findings[0].suppressed == "old answers, moved here"
