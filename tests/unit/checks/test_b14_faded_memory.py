"""B14: blind answers begun long after the end."""

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


@pytest.mark.parametrize(
    ("hours", "strength"),
    [(24, None), (24.1, 0.0041), (48, 0.5), (72, 0.6667), (96, 0.75)],  # 1 - 24 / hours
)
def test_it_speaks_from_a_day_on_and_louder_the_later(
    look: Callable[[str, Subject], Checks], person: Callable[..., Respondent], hours: float, strength: float | None
) -> None:
    found = look("B14", Subject(respondents=(person(hours_after_end=hours),))).findings
    assert [f.strength for f in found] == ([] if strength is None else [strength])


@pytest.mark.parametrize(
    ("hours", "then"),
    [(72, "By then details fade."), (73, "By then a memory without a time in the show is weak evidence.")],
)
def test_it_counts_the_late_ones_and_says_what_that_means(
    look: Callable[[str, Subject], Checks],
    person: Callable[..., Respondent],
    read: Callable[[Message], str],
    hours: float,
    then: str,
) -> None:
    people = (person("maria"), person("ines", hours_after_end=hours))
    finding = look("B14", Subject(respondents=people)).findings[0]
    assert read(finding.says) == (
        "First impressions begun more than 24 hours after the end: 1 count of 2 count, "
        f"the latest after {hours} hours. {then}"
    )
    assert finding.evidence == ("answer:ines",)
    assert read(finding.instead).startswith("Check what they recall against the replay")


def test_passing_says_how_late_the_last_was(
    look: Callable[[str, Subject], Checks], person: Callable[..., Respondent], read: Callable[[Message], str]
) -> None:
    people = (person("maria"), person("ines", hours_after_end=20))
    says = look("B14", Subject(respondents=people)).passed[0].says
    assert read(says) == "2 count people wrote first impressions, the last 20 hours after the end."


def test_an_unknown_time_or_no_blind_answer_is_not_judged(
    look: Callable[[str, Subject], Checks], person: Callable[..., Respondent]
) -> None:
    assert look("B14", Subject(respondents=(person(hours_after_end=None),))).not_applicable
    later = (Answer(question="lesson", phase="commit", value="x"),)
    assert look("B14", Subject(respondents=(person(hours_after_end=90, answers=later),))).not_applicable
    skipped = (Answer(question="mood", phase="blind", state="skipped"),)
    assert look("B14", Subject(respondents=(person(hours_after_end=90, answers=skipped),))).not_applicable


def test_it_can_be_hidden_with_a_reason(
    look: Callable[[str, Subject], Checks], person: Callable[..., Respondent]
) -> None:
    subject = Subject(respondents=(person(hours_after_end=50),), suppressions={"B14": "bank holiday"})
    assert look("B14", subject).findings[0].suppressed == "bank holiday"
