"""Answers without a name: from three on, in an order that tells nothing; and answers under a role alone."""

from __future__ import annotations

import itertools
import json
from typing import TYPE_CHECKING, Any

import pytest

from rex.errors import FileError
from rex.model.answer import Answer, Claim, Forecast, Respondent
from rex.model.draft import Draft
from rex.model.question import QuestionSet
from rex.questionnaire.anonymous import (
    Slip,
    aliases,
    nameless,
    read_slip,
    renamed_claim,
    renamed_forecast,
    renamed_respondent,
    slip_of,
    without_slip,
)

if TYPE_CHECKING:
    from pathlib import Path


def words(text: str) -> dict[str, str]:
    return {"en": text, "es": f"{text} es", "fr": f"{text} fr"}


def question(name: str, kind: str = "text", **more: Any) -> dict[str, Any]:
    return {"id": name, "type": kind, "phase": "commit", "label": words("?"), "short": words("Unsaid")} | more


HOST = QuestionSet.model_validate(
    {
        "set": "host",
        "version": 1,
        "role": "host",
        "title": words("Host"),
        "questions": [
            question("host.unsaid", anonymity="anonymous"),
            question("host.feel", "likert", choices=[{"id": str(n), "label": words(f"step {n}")} for n in range(1, 6)]),
            question("host.mail", pii=True),
            question("host.team", anonymity="role"),
        ],
    }
)
SETS = {"host": HOST}


def slips(*texts: str) -> list[Slip]:
    return [Slip("host", {"host.unsaid": text}) for text in texts]


@pytest.mark.parametrize("people", [1, 2])
def test_below_three_only_their_number_is_told(people: int) -> None:
    found = nameless(slips("too loud", "too long")[:people], SETS, "s")
    assert found is not None
    assert (found.questions, found.waiting) == ((), people)
    assert "too" not in found.model_dump_json()


def test_from_three_on_they_are_shown() -> None:
    found = nameless(slips("a", "b", "c"), SETS, "s")
    assert found is not None
    assert sorted(str(answer) for answer in found.questions[0].answers) == ["a", "b", "c"]
    assert found.waiting == 0


def test_three_people_must_have_answered_the_same_question() -> None:
    mixed = [*slips("a", "b"), Slip("host", {"host.feel": 2}), Slip("host", {"host.feel": 5})]
    found = nameless(mixed, SETS, "s")
    assert found is not None
    assert (found.questions, found.waiting) == ((), 4)


def test_the_order_depends_on_what_was_written_and_not_on_how_it_came() -> None:
    texts = ("first", "second", "third", "fourth")
    orders = {
        json.dumps(found.questions[0].model_dump()["answers"])
        for order in itertools.permutations(texts)
        if (found := nameless(slips(*order), SETS, "s")) is not None
    }
    assert len(orders) == 1
    # Nor is it the alphabet, nor the same in each session: 24 orders, so 30 sessions show several.
    drawn = {str(nameless(slips(*texts), SETS, f"s{n}")) for n in range(30)}
    assert len(drawn) > 5


def test_a_late_answer_does_not_stand_at_the_end_for_being_late() -> None:
    places = set()
    for n in range(20):
        found = nameless([*slips("a", "b", "c"), *slips(f"late {n}")], SETS, "s")
        assert found is not None
        places.add(found.questions[0].answers.index(f"late {n}"))
    assert places == {0, 1, 2, 3}


def test_choices_are_shown_in_words_and_personal_data_never() -> None:
    found = nameless([Slip("host", {"host.feel": 4, "host.mail": "ana@example.com"})] * 3, SETS, "s")
    assert found is not None
    assert [q.question for q in found.questions] == ["host.feel"]
    assert found.questions[0].answers[0] == HOST.questions[1].choices[3].label
    assert "example.com" not in found.model_dump_json()


def test_unknown_sets_and_questions_are_passed_over() -> None:
    assert nameless([Slip("other", {"other.x": "a"}), Slip("host", {"host.gone": "a"})], SETS, "s") is None


def test_a_file_gives_its_answers_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "9f3c.yaml"
    file.write_text("set: host\nrole: host\nrespondent: ines\nanswers: {host.unsaid: too loud}\n", encoding="utf-8")
    assert read_slip(file) == Slip("host", {"host.unsaid": "too loud"})
    file.write_text("answers: {host.unsaid: too loud}\n", encoding="utf-8")
    assert read_slip(file).set == "host"
    for empty in ("", "[1, 2]", "answers: 4"):
        file.write_text(empty, encoding="utf-8")
        assert read_slip(file).answers == {}


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "9f3c.yaml"
    file.write_text("answers: {", encoding="utf-8")
    with pytest.raises(FileError, match=r"9f3c\.yaml"):
        read_slip(file)


def test_anonymous_answers_leave_a_named_file() -> None:
    draft = Draft(respondent="ines", role="host", set="host", answers={"host.unsaid": "too loud", "host.feel": 4})
    assert slip_of(draft, HOST) == Slip("host", {"host.unsaid": "too loud"})
    whole = draft.model_copy(update={"anonymity": "anonymous"})
    assert slip_of(whole, HOST) == Slip("host", {"host.unsaid": "too loud", "host.feel": 4})
    assert slip_of(draft.model_copy(update={"answers": {"host.feel": 4}}), HOST) is None


def test_a_respondent_keeps_no_answer_that_may_not_stand_under_a_name() -> None:
    given = tuple(
        Answer(question=f"host.{name}", phase="commit", value="x") for name in ("unsaid", "feel", "mail", "team")
    )
    kept = without_slip(Respondent(id="ines", role="host", set="host", answers=given), HOST)
    assert [answer.question for answer in kept.answers] == ["host.feel"]


def behind(name: str, role: str = "host", value: int = 1, anonymity: Any = "role") -> Draft:
    return Draft(respondent=name, role=role, set="host", anonymity=anonymity, answers={"host.feel": value})


def test_who_answers_under_the_role_has_its_name_and_no_other_ones() -> None:
    assert aliases([behind("ines")]) == {"ines": "host"}
    assert aliases([behind("maria", anonymity="named")]) == {}
    # Somebody is called as the role is: the role's second name is taken.
    assert aliases([behind("host", anonymity="named"), behind("ines")]) == {"ines": "host-2"}


def test_the_number_behind_a_role_does_not_follow_the_files_names() -> None:
    one, other = behind("ana", value=1), behind("zoe", value=2)
    swapped = aliases([behind("zoe", value=1), behind("ana", value=2)])
    straight = aliases([one, other])
    assert straight["ana"] == swapped["zoe"]
    assert straight["zoe"] == swapped["ana"]


def test_no_name_is_left_in_what_a_role_says() -> None:
    answer = Answer(question="host.x", phase="reveal", value={"text": "t", "about": "claim:ines.host.repeat"})
    person = renamed_respondent(Respondent(id="ines", role="host", set="host", answers=(answer,)), "host")
    claim = renamed_claim(
        Claim(
            id="ines.host.repeat",
            polarity="worked",
            text="t",
            respondent="ines",
            role="host",
            phase="blind",
            evidence=("moment:1",),
            against=("answer:ines.host.against", "answer:ines-2.x"),
        ),
        "host",
    )
    forecast = renamed_forecast(
        Forecast(id="ines.orders", respondent="ines", role="host", kpi="orders", said="above"), "host"
    )
    assert claim.against == ("answer:host.host.against", "answer:ines-2.x")
    assert (claim.id, claim.evidence, forecast.id) == ("host.host.repeat", ("moment:1",), "host.orders")
    made = person.model_dump_json() + forecast.model_dump_json() + claim.model_dump_json().replace("ines-2", "")
    assert "ines" not in made
