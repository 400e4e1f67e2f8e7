"""The team's questions about a month: saved at once, sealed before the numbers, taken up again, and whose they are."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from rex.config.workspace import WorkspaceSettings
from rex.errors import FileError, UsageError
from rex.model.draft import Draft
from rex.questionnaire.seal import intact
from rex.store.answers import load_draft, save_draft
from rex.text.speaker import Speaker
from rex.workflow.period_asking import (
    after_the_numbers,
    begin_period,
    lay_out_period,
    open_questions,
    take_period_answers,
)
from rex.workflow.period_said import period_answers_file, said_in
from rex.workflow.runtime import Runtime
from rex.workflow.spans import month_span

if TYPE_CHECKING:
    from pathlib import Path

    from rex.workflow.period_asking import PeriodDesk

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
RUNTIME = Runtime(NOW, bytes)
MONTH = "2026-10"
BLIND = ("period.changed", "period.held", "period.not_held", "period.celebrate", "period.mood")


@pytest.fixture
def desk(tmp_path: Path) -> PeriodDesk:
    return lay_out_period(tmp_path, month_span(MONTH), WorkspaceSettings(client="Made Cosmetics"), Speaker("en", "UTC"))


def saved(desk: PeriodDesk, person: str = "maria") -> Draft:
    draft = load_draft(period_answers_file(desk.root, MONTH, person))
    assert draft is not None
    return draft


def sealed(desk: PeriodDesk, person: str = "maria", mood: int = 4) -> Draft:
    interview = begin_period(desk, person, RUNTIME, "en")
    for name in BLIND[:4]:
        interview.answer(name, f"{person} on {name}")
    interview.answer("period.mood", mood)
    interview.seal()
    return interview.draft


def kept(desk: PeriodDesk, person: str, answers: dict[str, Any], **more: Any) -> None:
    draft = Draft.model_validate({"respondent": person, "role": "team", "set": "period", "answers": answers} | more)
    save_draft(period_answers_file(desk.root, MONTH, person), draft)


def test_every_answer_is_on_the_disk_before_the_next_question(desk: PeriodDesk, tmp_path: Path) -> None:
    interview = begin_period(desk, "maria", RUNTIME, "en")
    for n, name in enumerate(BLIND, 1):
        interview.answer(name, 4 if name == "period.mood" else name)
        assert len(saved(desk).answers) == n
    assert (tmp_path / "reports/answers/2026-10/maria.yaml").exists()


def test_before_the_seal_only_the_blind_questions_exist_and_nothing_leads_to_the_others(desk: PeriodDesk) -> None:
    interview = begin_period(desk, "maria", RUNTIME, "en")
    assert {asked.id for asked in interview.asked("blind")} == set(BLIND)
    assert interview.asked("commit") == ()
    with pytest.raises(UsageError, match="not sealed yet"):
        after_the_numbers(desk, interview, RUNTIME, "en")


def test_what_may_be_said_before_the_seal_is_the_month_and_the_client(desk: PeriodDesk) -> None:
    facts = desk.facts
    assert (facts.session, facts.title, facts.brand) == (MONTH, "October 2026", "Made Cosmetics")
    assert not any((facts.kpis, facts.products, facts.open_actions, facts.goal, facts.people))


def test_the_seal_is_a_sessions_seal_and_the_last_question_comes_after_it(desk: PeriodDesk) -> None:
    interview = begin_period(desk, "maria", RUNTIME, "en")
    interview.answer("period.mood", 5)
    interview.seal()
    assert saved(desk).seal is not None
    assert intact(saved(desk))
    later = after_the_numbers(desk, interview, RUNTIME, "en")
    assert [asked.id for asked in later.open("commit")] == ["period.stop"]
    later.answer("period.stop", "Reading codes twice")
    assert intact(saved(desk))
    assert saved(desk).answers["period.stop"] == "Reading codes twice"


def test_taken_up_again_only_what_is_open_is_asked(desk: PeriodDesk) -> None:
    interview = begin_period(desk, "maria", RUNTIME, "en")
    interview.answer("period.changed", "Longer shows")
    interview.skip("period.held")
    again = begin_period(desk, "maria", RUNTIME, "en")
    assert {asked.id for asked in again.open("blind")} == set(BLIND) - {"period.changed", "period.held"}
    assert len(begin_period(desk, "hugo", RUNTIME, "en").open("blind")) == 5


def test_a_file_is_taken_whole_for_whom_it_names_and_counts_as_not_blind(desk: PeriodDesk, tmp_path: Path) -> None:
    file = tmp_path / "given.yaml"
    file.write_text("respondent: hugo\nperiod.mood: 2\nperiod.stop: Late starts\n", encoding="utf-8")
    assert take_period_answers(desk, file, "team", RUNTIME, "en", rehearse=True) == "hugo"
    assert not (tmp_path / "reports").exists()
    assert take_period_answers(desk, file, "team", RUNTIME, "en") == "hugo"
    assert [(a.question, a.unsealed) for a in said_in(tmp_path, MONTH)] == [
        ("period.mood", True),
        ("period.stop", False),
    ]
    file.write_text("period.changed: Much\nperiod.mood: 7\n", encoding="utf-8")
    with pytest.raises(FileError, match=r"period\.mood"):
        take_period_answers(desk, file, "ines", RUNTIME, "en")
    assert not period_answers_file(tmp_path, MONTH, "ines").exists()


def test_what_is_open_is_named_for_the_person_or_for_all_who_began(desk: PeriodDesk) -> None:
    assert [q.id for q in open_questions(desk, RUNTIME, "en")][-1] == "period.stop"
    assert len(open_questions(desk, RUNTIME, "en")) == 6
    sealed(desk)
    assert [q.id for q in open_questions(desk, RUNTIME, "en")] == ["period.stop"]
    assert len(open_questions(desk, RUNTIME, "en", "hugo")) == 6


def test_what_was_said_stands_by_question_and_person_with_its_seal(desk: PeriodDesk, tmp_path: Path) -> None:
    sealed(desk)
    kept(desk, "hugo", {"period.mood": 2, "period.held": None, "period.changed": ""}, states={"period.held": "skipped"})
    said = said_in(tmp_path, MONTH)
    assert [a.question for a in said] == [*BLIND, "period.mood"]
    moods = [(a.person, a.step, a.unsealed) for a in said if a.question == "period.mood"]
    assert moods == [("hugo", 2.0, True), ("maria", 4.0, False)]
    assert {a.person for a in said if a.question != "period.mood"} == {"maria"}


def test_an_answer_changed_after_its_seal_is_shown_as_unsealed(desk: PeriodDesk, tmp_path: Path) -> None:
    sealed(desk)
    begin_period(desk, "maria", RUNTIME, "en").answer("period.mood", 1)
    marks = {a.question: a.unsealed for a in said_in(tmp_path, MONTH)}
    assert marks == dict.fromkeys(BLIND[:4], False) | {"period.mood": True}


def test_a_seal_that_does_not_fit_its_answers_proves_nothing(desk: PeriodDesk, tmp_path: Path) -> None:
    sealed(desk)
    file = period_answers_file(tmp_path, MONTH, "maria")
    file.write_text(file.read_text("utf-8").replace("period.mood: 4", "period.mood: 5"), encoding="utf-8")
    assert all(a.unsealed for a in said_in(tmp_path, MONTH))


def test_nobody_is_named_who_did_not_want_it(desk: PeriodDesk, tmp_path: Path) -> None:
    kept(desk, "ines", {"period.mood": 3}, anonymity="role")
    kept(desk, "wences", {"period.mood": 1}, anonymity="anonymous")
    assert [(a.person, a.step) for a in said_in(tmp_path, MONTH)] == [("team", 3.0)]


def test_a_set_about_a_session_is_refused(desk: PeriodDesk, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="not about a period"):
        lay_out_period(tmp_path, month_span(MONTH), WorkspaceSettings(), Speaker("en", "UTC"), "csm")
    kept(desk, "maria", {"csm.mood": 4}, set="csm")
    with pytest.raises(FileError, match=r"2026-10/maria\.yaml.*csm"):
        said_in(tmp_path, MONTH)


def test_another_month_has_its_own_answers(desk: PeriodDesk, tmp_path: Path) -> None:
    sealed(desk)
    assert said_in(tmp_path, "2026-11") == ()
