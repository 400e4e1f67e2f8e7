"""Forms that were filled twice, changed on the way or made up: nothing given is lost, and no seal is believed."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from rex.errors import FileError
from rex.model.answer import Answer, Respondent, goal_in_words
from rex.model.draft import Draft
from rex.questionnaire.anonymous import renamed_respondent
from rex.questionnaire.form_answers import block, is_form, read_form
from rex.questionnaire.form_taken import Taken, take
from rex.questionnaire.respondents import respondent
from rex.questionnaire.seal import digest, intact

if TYPE_CHECKING:
    from pathlib import Path

    from rex.model.question import QuestionSet
    from rex.questionnaire.facts import BlindFacts

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SEALED_AT = "2026-11-20T20:31:40+01:00"
EARLY, LATE = "2026-11-20T21:00:00+01:00", "2026-11-20T23:00:00+01:00"
GIVEN: dict[str, Any] = {"csm.seen": ["none"], "csm.goal": "5 %", "csm.mood": 4}


def form(answers: dict[str, Any], **more: Any) -> dict[str, Any]:
    about = {"rex_form": 1, "session": "s", "set": "csm", "set_version": 1, "respondent": "maria", "role": "csm"}
    states = {name: "skipped" for name, value in answers.items() if value is None}
    return about | {"answers": answers, "states": states, "ended": SEALED_AT, "order": list(answers)} | more


def seal(answers: dict[str, Any], at: str = SEALED_AT, names: list[str] | None = None) -> dict[str, Any]:
    states = {name: "skipped" for name, value in answers.items() if value is None}
    own = Draft.model_validate(
        {"respondent": "maria", "role": "csm", "set": "csm", "answers": answers, "states": states}
    )
    names = list(answers) if names is None else names
    return {"at": at, "hash": digest(own, names), "questions": names}


class Desk:
    """Take forms one after the other, as the import does."""

    def __init__(self, folder: Path, csm: QuestionSet, blind: BlindFacts) -> None:
        self.folder, self.set, self.facts = folder, csm, blind

    def take(self, document: dict[str, Any], before: Draft | None = None) -> Taken:
        path = self.folder / "back.json"
        path.write_text(json.dumps(document, indent=1), encoding="utf-8")
        [found] = read_form(path)
        return take(found, self.set, self.facts, before, NOW)


@pytest.fixture
def desk(tmp_path: Path, csm: QuestionSet, blind: BlindFacts) -> Desk:
    return Desk(tmp_path, csm, blind)


def maria(answers: dict[str, Any], **more: Any) -> Draft:
    about = {"respondent": "maria", "role": "csm", "set": "csm", "answers": answers}
    return Draft.model_validate(about | more)


def test_the_form_that_ended_later_wins_whatever_comes_first(desk: Desk) -> None:
    new = form({"csm.mood": 5, "csm.goal": "new"}, ended=LATE)
    old = form({"csm.mood": 2, "csm.goal": "new", "csm.change": {"text": "the mail"}}, ended=EARLY)
    first = desk.take(new).draft
    second = desk.take(old, first)
    assert second.draft.answers == {"csm.mood": 5, "csm.goal": "new", "csm.change": {"text": "the mail"}}
    assert second.outdone == 1  # the mood; the goal is the same in both
    other = desk.take(new, desk.take(old).draft)
    assert (other.draft.given("csm.mood"), other.outdone) == (5, 0)
    assert second.draft.ended == first.ended


def test_what_was_given_beats_what_was_left_open(desk: Desk) -> None:
    first = desk.take(form({"csm.goal": "given", "csm.mood": None}, ended=EARLY)).draft
    later = desk.take(form({"csm.goal": None, "csm.mood": 3}, ended=LATE), first)
    assert (later.draft.given("csm.goal"), later.draft.given("csm.mood"), later.outdone) == ("given", 3, 1)
    assert later.draft.states == {}
    older = desk.take(form({"csm.mood": 3}, ended=EARLY), maria({"csm.mood": None}, ended=LATE))
    assert older.draft.given("csm.mood") == 3


def test_an_older_sealed_form_keeps_its_seal_beside_later_answers(desk: Desk) -> None:
    before = maria(GIVEN | {"csm.mood": 1}, ended=LATE)
    made = desk.take(form(GIVEN, seal=seal(GIVEN)), before)
    assert made.verified
    assert intact(made.draft)
    assert (made.draft.given("csm.mood"), made.draft.sealed("csm.mood"), made.outdone) == (1, ("given", 4), 1)


def test_over_a_sealed_draft_nothing_given_is_dropped_for_a_skipped_one(desk: Desk) -> None:
    words = {"text": "the mail"}
    first = desk.take(form(GIVEN | {"csm.change": words}, seal=seal(GIVEN))).draft
    again = desk.take(form(GIVEN | {"csm.change": None}, ended=LATE), first)
    assert (again.draft.given("csm.change"), again.outdone) == (words, 1)


def test_a_seal_from_the_future_does_not_count(desk: Desk) -> None:
    made = desk.take(form(GIVEN, seal=seal(GIVEN, "2099-01-01T00:00:00+00:00")))
    assert (made.verified, made.broken, made.draft.seal) == (False, True, None)
    # 23 hours ahead of the clock here: a phone on another day's date.
    assert desk.take(form(GIVEN, seal=seal(GIVEN, "2026-11-23T08:00:00+00:00"))).verified
    assert desk.take(form(GIVEN, seal=seal(GIVEN, "2026-11-23T09:00:01+00:00"))).broken


@pytest.mark.parametrize("names", [[], ["csm.context"], ["csm.never"]])
def test_a_seal_over_nothing_that_was_given_counts_as_none(desk: Desk, names: list[str]) -> None:
    answers = GIVEN | {"csm.context": None}
    made = desk.take(form(answers, seal=seal(answers, names=names)))
    assert (made.verified, made.broken, made.draft.seal) == (False, False, None)
    assert not respondent(made.draft, desk.set).blind


def test_a_seal_that_names_a_question_twice_is_broken(desk: Desk) -> None:
    made = desk.take(form(GIVEN, seal=seal(GIVEN, names=[*GIVEN, "csm.mood"])))
    assert (made.verified, made.broken) == (False, True)


def test_a_seal_made_after_the_numbers_were_shown_does_not_count(desk: Desk) -> None:
    before = maria({"csm.mood": 1}, shown="2026-11-20T20:00:00+01:00", ended="2026-11-20T19:00:00+01:00")
    made = desk.take(form(GIVEN, seal=seal(GIVEN)), before)
    assert (made.verified, made.broken, made.late, made.draft.seal) == (False, False, True, None)
    assert made.draft.given("csm.mood") == 4
    assert made.draft.shown == before.shown
    earlier = before.model_copy(update={"shown": datetime(2026, 11, 20, 20, 0, tzinfo=UTC)})  # 21:00 by the show's
    assert desk.take(form(GIVEN, seal=seal(GIVEN)), earlier).verified


@pytest.mark.parametrize("role", ["chief\nof all", "host\u202e", "boss"])
def test_a_role_that_the_set_does_not_know_is_refused_with_its_line(desk: Desk, role: str) -> None:
    with pytest.raises(FileError, match='"role" is') as caught:
        desk.take(form(GIVEN, role=role))
    assert caught.value.place is not None
    assert caught.value.place.line > 1
    assert "\u202e" not in caught.value.what


def test_a_role_that_a_question_is_asked_of_is_taken(desk: Desk) -> None:
    first, *others = desk.set.questions
    heard = first.model_copy(update={"audience": ("csm", "host")})
    desk.set = desk.set.model_copy(update={"questions": (heard, *others)})
    assert desk.take(form(GIVEN, role="host")).draft.role == "host"


def test_a_language_that_no_form_speaks_is_refused(desk: Desk) -> None:
    with pytest.raises(FileError, match='"language" is "zz"'):
        desk.take(form(GIVEN, language="zz"))


def test_an_id_with_hidden_signs_never_gets_into_the_answers(desk: Desk) -> None:
    made = desk.take(form(GIVEN | {"csm.forecast.a\u202eb": "usual", "csm.forecast.a\nb": "usual"}))
    assert made.draft.answers == GIVEN
    assert not any("\u202e" in name or "\n" in name for name in made.left)


def test_a_value_that_is_no_answer_any_more_costs_nobody_the_rest(desk: Desk) -> None:
    late = {"text": "the serum", "at": "09:59:00"}  # behind the end of a show of 62 minutes
    made = desk.take(form(GIVEN | {"csm.mood": 9, "csm.repeat": late}, set_version=99))
    assert made.draft.answers == {"csm.seen": ["none"], "csm.goal": "5 %"}
    assert [name for name, _ in made.unread] == ["csm.mood", "csm.repeat"]
    assert made.versions == (99, desk.set.version)


def test_a_sealed_value_that_does_not_read_breaks_the_seal_and_the_others_stay(desk: Desk) -> None:
    sealed = GIVEN | {"csm.mood": 9}
    made = desk.take(form(sealed, seal=seal(sealed)))
    assert (made.verified, made.broken, made.draft.seal) == (False, True, None)
    assert made.draft.answers == {"csm.seen": ["none"], "csm.goal": "5 %"}


def _one_line(text: str) -> str:
    return "Hello " + text.replace("\n", " ") + " Maria"


def _quoted(text: str) -> str:
    return "".join(f"&gt; &gt; {line}\n" for line in text.splitlines())


def _printable(text: str) -> str:
    lines = [f"{line[:30]}=\r\n{line[30:]}" if len(line) > 30 else line for line in text.splitlines()]
    return "\r\n".join(lines)


def _quoted_in_one_line(text: str) -> str:
    return " ".join(f"> {line}" for line in text.splitlines())


@pytest.mark.parametrize("way", [_one_line, _quoted, _printable, _quoted_in_one_line])
def test_a_mail_is_read_however_its_lines_came(tmp_path: Path, way: Any) -> None:
    one, two = block(json.dumps(form(GIVEN))), block(json.dumps(form(GIVEN, respondent="hugo")))
    path = tmp_path / "mail.txt"
    path.write_bytes(way(f"{one}\n{two}").encode())
    assert is_form(path)
    assert [found.returned.respondent for found in read_form(path)] == ["maria", "hugo"]


def test_the_marker_in_somebody_s_words_is_no_marker(tmp_path: Path) -> None:
    path = tmp_path / "back.json"
    path.write_text("\n" + json.dumps(form({"csm.goal": "between BEGIN REX ANSWERS and the end"})), encoding="utf-8")
    [found] = read_form(path)
    assert found.returned.answers["csm.goal"] == "between BEGIN REX ANSWERS and the end"


def test_no_name_is_left_in_an_answer_s_own_id_or_in_its_choices() -> None:
    ids = ("csm.support.claim:robin.csm.change", "csm.support.claim:robin-2.csm.change", "csm.robin")
    answers = tuple(Answer(question=name, phase="reveal", value=["claim:robin.csm.change", "m:1"]) for name in ids)
    made = renamed_respondent(Respondent(id="robin", role="csm", set="csm", answers=answers), "csm")
    assert [answer.question for answer in made.answers] == ["csm.support.claim:csm.csm.change", *ids[1:]]
    assert made.answers[0].value == ["claim:csm.csm.change", "m:1"]


def test_a_sealed_form_that_comes_once_more_takes_back_no_later_answer(desk: Desk) -> None:
    first = form(GIVEN, seal=seal(GIVEN), ended=EARLY)
    one = desk.take(first)
    two = desk.take(form(GIVEN | {"csm.mood": 2}, ended=LATE), one.draft)
    three = desk.take(first, two.draft)
    assert (two.draft.given("csm.mood"), two.draft.sealed("csm.mood")) == (2, ("given", 4))
    assert (three.draft.given("csm.mood"), three.draft.sealed("csm.mood"), three.outdone) == (2, ("given", 4), 1)
    # A form filled later than that one, though before the import, is newer: when it was read tells nothing of its age.
    four = desk.take(form(GIVEN | {"csm.mood": 1}, ended="2026-11-21T08:00:00+01:00"), two.draft)
    assert (four.draft.given("csm.mood"), four.outdone) == (1, 0)


@pytest.mark.parametrize(
    ("was", "became"),
    [
        ("-----", "\u2014\u2013"),  # dashes that a phone made prettier
        ("-----\n", "-----=20\n"),
        ("BEGIN REX ANSWERS", "*BEGIN REX ANSWERS*"),
        ("\n", "<br>\n"),
        ("\n", "<br />"),
    ],
)
def test_what_a_mail_program_hangs_on_the_marks_is_no_letter(tmp_path: Path, was: str, became: str) -> None:
    text = block(json.dumps(form(GIVEN)))
    assert was in text
    path = tmp_path / "mail.txt"
    path.write_text(text.replace(was, became), encoding="utf-8")
    [found] = read_form(path)
    assert found.returned.answers["csm.mood"] == 4


def test_letters_of_no_alphabet_are_damage_and_no_traceback(tmp_path: Path) -> None:
    path = tmp_path / "mail.txt"
    path.write_text(block(json.dumps(form(GIVEN))).replace("\n", "\n\u00e9", 2), encoding="utf-8")
    with pytest.raises(FileError, match="damaged on the way"):
        read_form(path)


def test_a_form_cut_off_before_another_is_told(tmp_path: Path) -> None:
    whole = block(json.dumps(form(GIVEN)))
    path = tmp_path / "mail.txt"
    path.write_text(whole[: len(whole) // 2] + "\n" + whole, encoding="utf-8")
    with pytest.raises(FileError, match="line 1: the end of the answers is missing"):
        read_form(path)
    path.write_text("Below is BEGIN REX ANSWERS and what follows:\n" + whole, encoding="utf-8")
    assert len(read_form(path)) == 1


def test_only_a_sealed_goal_is_said_to_be_from_before_the_numbers() -> None:
    def told(*, unsealed: bool) -> str | None:
        answer = Answer(question="csm.goal", phase="blind", value="5 % conversion", unsealed=unsealed)
        return goal_in_words([Respondent(id="maria", role="csm", set="csm", answers=(answer,))])

    assert told(unsealed=False) == "5 % conversion"
    assert told(unsealed=True) is None
