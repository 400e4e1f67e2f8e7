from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from rex.errors import FileError
from rex.model.draft import Draft
from rex.questionnaire.expression import ExpressionError, parse
from rex.questionnaire.form_answers import block, is_form, read_form
from rex.questionnaire.form_questions import names_used, questions, standing
from rex.questionnaire.form_taken import Taken, take
from rex.questionnaire.form_tree import tree
from rex.questionnaire.respondents import respondent
from rex.questionnaire.seal import digest, intact

if TYPE_CHECKING:
    from pathlib import Path

    from rex.model.question import QuestionSet
    from rex.questionnaire.facts import BlindFacts

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ANSWERS: dict[str, Any] = {
    "csm.seen": ["none"],
    "csm.goal": "más de 5 %",
    "csm.mood": 4,
    "csm.context": None,
    "csm.repeat": {"text": "el sérum", "at": "00:12:00"},
}
SEALED = list(ANSWERS)


def form(answers: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    """Give what a form of Maria's gives back, sealed as the page seals."""
    given = ANSWERS if answers is None else answers
    states = {name: "skipped" for name, value in given.items() if value is None}
    own = Draft.model_validate({"respondent": "maria", "role": "csm", "set": "csm", "answers": given, "states": states})
    seal = {
        "at": "2026-11-20T20:31:40+01:00",
        "hash": digest(own, [name for name in SEALED if name in given]),
        "questions": [name for name in SEALED if name in given],
    }
    return {
        "rex_form": 1,
        "session": "2026-11-20-autumn-glow",
        "set": "csm",
        "set_version": 1,
        "respondent": "maria",
        "role": "csm",
        "depth": "quick",
        "language": "es",
        "anonymity": "named",
        "started": "2026-11-20T20:25:00+01:00",
        "ended": "2026-11-20T20:33:00+01:00",
        "seal": seal,
        "order": list(given),
        "answers": given,
        "states": states,
        "changed_after_seal": [],
        "apart": {},
    } | more


def written(folder: Path, document: dict[str, Any] | str, name: str = "back.json") -> Path:
    path = folder / name
    path.write_text(document if isinstance(document, str) else json.dumps(document, indent=1), encoding="utf-8")
    return path


def taken(
    folder: Path, document: dict[str, Any], csm: QuestionSet, blind: BlindFacts, before: Draft | None = None
) -> Taken:
    [found] = read_form(written(folder, document))
    return take(found, csm, blind, before, NOW)


def test_a_seal_that_fits_counts_as_blind(tmp_path: Path, csm: QuestionSet, blind: BlindFacts) -> None:
    made = taken(tmp_path, form(), csm, blind)
    assert (made.verified, made.broken, made.changes, made.left) == (True, False, 0, ())
    assert made.draft.answers == ANSWERS
    assert made.draft.states == {"csm.context": "skipped"}
    assert respondent(made.draft, csm).blind


def test_a_changed_answer_breaks_the_seal_and_the_answers_stay(
    tmp_path: Path, csm: QuestionSet, blind: BlindFacts
) -> None:
    document = form()
    document["answers"] = ANSWERS | {"csm.mood": 2}
    made = taken(tmp_path, document, csm, blind)
    assert (made.verified, made.broken) == (False, True)
    assert made.draft.seal is None
    assert made.draft.given("csm.mood") == 2
    assert not respondent(made.draft, csm).blind


@pytest.mark.parametrize("key", ["respondent", "set"])
def test_the_seal_belongs_to_one_person(tmp_path: Path, csm: QuestionSet, blind: BlindFacts, key: str) -> None:
    made = taken(tmp_path, form() | {key: "another"}, csm, blind)
    assert made.broken


def test_a_seal_over_answers_of_the_reveal_does_not_count(tmp_path: Path, csm: QuestionSet, blind: BlindFacts) -> None:
    given = {"csm.sentence": "all well"}
    own = Draft(respondent="maria", role="csm", set="csm", answers=dict(given))
    seal = {"at": "2026-11-20T20:31:40+01:00", "hash": digest(own, list(given)), "questions": list(given)}
    made = taken(tmp_path, form(dict(given), seal=seal), csm, blind)
    assert made.broken


def test_a_change_on_the_page_keeps_what_was_sealed(tmp_path: Path, csm: QuestionSet, blind: BlindFacts) -> None:
    document = form()
    document["answers"] = ANSWERS | {"csm.mood": 2}
    document["changed_after_seal"] = [
        {"question": "csm.mood", "was": 4, "state": "given", "at": "2026-11-20T20:32:00+01:00"}
    ]
    made = taken(tmp_path, document, csm, blind)
    assert made.verified
    assert (made.draft.given("csm.mood"), made.draft.sealed("csm.mood")) == (2, ("given", 4))


def test_a_sealed_draft_is_never_overwritten(tmp_path: Path, csm: QuestionSet, blind: BlindFacts) -> None:
    first = taken(tmp_path, form(), csm, blind).draft
    again = taken(tmp_path, form(), csm, blind, first)
    assert (again.changes, again.draft) == (0, first)
    other = taken(tmp_path, form(ANSWERS | {"csm.mood": 1, "csm.change": {"text": "the mail"}}), csm, blind, first)
    assert other.changes == 1
    assert other.draft.seal == first.seal
    assert intact(other.draft)
    assert (other.draft.given("csm.mood"), other.draft.sealed("csm.mood")) == (1, ("given", 4))
    assert other.draft.given("csm.change") == {"text": "the mail"}  # added, and outside the seal
    third = taken(tmp_path, form(ANSWERS | {"csm.mood": 5}), csm, blind, other.draft)
    assert third.draft.sealed("csm.mood") == ("given", 4)


def test_answers_that_nobody_sealed_are_joined(tmp_path: Path, csm: QuestionSet, blind: BlindFacts) -> None:
    before = Draft(respondent="maria", role="csm", set="csm", answers={"csm.mood": 1, "csm.sentence": "kept"})
    made = taken(tmp_path, form(), csm, blind, before)
    assert (made.draft.given("csm.mood"), made.draft.given("csm.sentence")) == (4, "kept")
    assert intact(made.draft)


def test_an_id_that_no_question_has_is_left_over(tmp_path: Path, csm: QuestionSet, blind: BlindFacts) -> None:
    made = taken(tmp_path, form(ANSWERS | {"csm.gone": "x"}), csm, blind)
    assert made.left == ("csm.gone",)
    assert made.verified


def test_not_applicable_stays_apart_from_skipped(tmp_path: Path, csm: QuestionSet, blind: BlindFacts) -> None:
    document = form({"csm.mood": None, "csm.goal": None}, seal=None)
    document["states"] = {"csm.mood": "not_applicable", "csm.goal": "dont_know"}
    made = taken(tmp_path, document, csm, blind)
    assert made.draft.states == {"csm.mood": "not_applicable", "csm.goal": "dont_know"}
    assert (made.verified, made.broken) == (False, False)


def mail(text: str) -> list[str]:
    return [f"Hello,\n\n{text}\n\nMaria\n", "".join(f"> > {line}\n" for line in text.splitlines()), wrapped(text)]


def wrapped(text: str) -> str:
    """Break lines in their middle, as a narrow mail program does, but never the marker lines."""
    lines = [line if line.startswith("-----") else f"{line[:40]}\n| {line[40:]}" for line in text.splitlines()]
    return "\r\n\r\n".join(lines)


@pytest.mark.parametrize("way", [0, 1, 2])
@pytest.mark.parametrize("code", ["utf-8", "utf-16", "cp1252"])
def test_a_mail_s_text_is_read_quoted_wrapped_and_in_any_code(tmp_path: Path, way: int, code: str) -> None:
    text = mail(block(json.dumps(form(), ensure_ascii=False)))[way]
    path = tmp_path / "mail.txt"
    path.write_bytes(("Grüße\n" + text).encode(code))
    assert is_form(path)
    [found] = read_form(path)
    assert found.returned.answers == ANSWERS


def test_two_people_in_one_mail_are_two_and_the_same_twice_is_one(tmp_path: Path) -> None:
    one, two = block(json.dumps(form())), block(json.dumps(form(respondent="hugo")))
    found = read_form(written(tmp_path, f"{one}\n> {two}\n{one}\n".replace("\n", "\n> "), "mail.txt"))
    assert [f.returned.respondent for f in found] == ["maria", "hugo"]


def test_a_damaged_or_cut_text_is_refused(tmp_path: Path) -> None:
    text = block(json.dumps(form()))
    lines = text.splitlines()
    swapped = "\n".join([lines[0], lines[2], lines[1], *lines[3:]])
    for bad in (swapped, text.replace(lines[1], lines[1][:-1]), text.replace(lines[1], "%%%%")):
        with pytest.raises(FileError, match="damaged on the way"):
            read_form(written(tmp_path, bad, "mail.txt"))
    with pytest.raises(FileError, match="the end of the answers is missing"):
        read_form(written(tmp_path, "\n".join(lines[:-1]), "mail.txt"))


def test_a_plain_file_of_answers_is_no_form(tmp_path: Path) -> None:
    assert not is_form(written(tmp_path, "respondent: maria\ncsm.mood: 4\n", "a.yaml"))


def test_another_version_and_a_broken_shape_are_told(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="version 2"):
        read_form(written(tmp_path, form(rex_form=2)))
    with pytest.raises(FileError, match="started"):
        read_form(written(tmp_path, form(started="yesterday")))
    naive = form()
    naive["seal"]["at"] = "2026-11-20T20:31:40"
    with pytest.raises(FileError, match="no UTC offset"):
        read_form(written(tmp_path, naive))
    with pytest.raises(FileError, match="surprise"):
        read_form(written(tmp_path, form(surprise=1)))


def test_no_question_of_the_form_needs_the_numbers(csm: QuestionSet, blind: BlindFacts) -> None:
    facts = dict.fromkeys(("en", "es", "fr"), blind)
    made = questions(csm, facts, Draft(respondent="maria", role="csm", set="csm", depth="full"))
    assert {q["phase"] for q in made} == {"blind", "commit"}
    ids = [q["id"] for q in made]
    assert not [name for name in ids if name.startswith(("csm.peak", "csm.drop", "csm.marked", "csm.against"))]
    assert {"csm.seen", "csm.forecast.nps", "csm.action.3", "csm.sentence"} <= set(ids)
    assert "goal" in names_used(csm)


def test_what_hangs_on_a_question_of_the_reveal_is_left_out_too(csm: QuestionSet) -> None:
    [first] = [q for q in csm.questions if q.id == "csm.sentence"]
    hanging = csm.model_copy(update={"questions": (*csm.questions, _when(first, "csm.two", "csm.one"))})
    hanging = hanging.model_copy(update={"questions": (*hanging.questions, _when(first, "csm.one", "csm.peak"))})
    left = {q.id for q in standing(hanging)}
    assert "csm.sentence" in left
    assert not {"csm.one", "csm.two"} & left


def _when(question: Any, name: str, when: str) -> Any:
    return question.model_copy(update={"id": name, "when": when})


def test_an_expression_becomes_plain_lists() -> None:
    assert tree("goal or csm.goal") == ["or", ["name", "goal"], ["name", "csm.goal"]]
    assert tree("not (a.b in ['x', 2.5] and true)") == [
        "not",
        ["and", ["in", ["name", "a.b"], ["list", ["is", "x"], ["is", 2.5]]], ["is", True]],
    ]
    with pytest.raises(ExpressionError):
        tree("a.b ==")
    assert parse("a.b == none").names == (("a.b", 1),)
