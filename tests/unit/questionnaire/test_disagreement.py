"""Several people on the same thing: each stays listed, and what is far apart is seen differently."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from rex.model.answer import Answer, Claim, Respondent
from rex.model.message import Message
from rex.model.moment import Moment
from rex.model.question import Question, QuestionSet
from rex.questionnaire.disagreement import Beside, step_of, views
from tests.builders import measure

if TYPE_CHECKING:
    from rex.model.view import View


def words(text: str) -> dict[str, str]:
    return {"en": text, "es": text, "fr": text}


def steps(most: int) -> list[dict[str, Any]]:
    return [{"id": str(n), "label": words(f"step {n}")} for n in range(1, most + 1)]


def question(name: str, kind: str = "likert", **more: Any) -> dict[str, Any]:
    given: dict[str, Any] = {"id": name, "type": kind, "phase": "blind", "label": words("?"), "short": words("Short")}
    return given | ({"choices": steps(5)} if kind == "likert" else {}) | more


def asked(name: str, *questions: dict[str, Any]) -> QuestionSet:
    return QuestionSet.model_validate(
        {"set": name, "version": 1, "role": name, "title": words(name), "questions": questions}
    )


def person(name: str, role: str, **answers: Any) -> Respondent:
    given = tuple(Answer(question=key.replace("__", "."), phase="blind", value=value) for key, value in answers.items())
    return Respondent(id=name, role=role, set=role, answers=given)


CSM = asked("csm", question("csm.feel"), question("csm.light", feeds=["B32", "csat_mean"]))
HOST = asked("host", question("host.feel"))


def claim(who: str, polarity: str, at_s: float | None = None, **more: Any) -> Claim:
    given = {"id": f"{who}.q", "respondent": who, "role": "csm", "phase": "blind", "text": f"{who} saw it"}
    return Claim.model_validate({**given, "polarity": polarity, "at_s": at_s, **more})


def moment(n: int, start: float, kind: str = "peak") -> Moment:
    numbers = dict.fromkeys(("score", "lift", "lift_low", "lift_high", "p", "q"), 1.0)
    at = {"start_s": start, "end_s": start + 60, "peak_s": start + 30, "cause_s": start - 8}
    return Moment.model_validate({"id": n, "rank": n, "kind": kind, "label": "kit", **at, **numbers})


def only(found: tuple[View, ...]) -> View:
    (view,) = found
    return view


@pytest.mark.parametrize(("host", "apart"), [(3, True), (4, False), (5, False), (2, True)])
def test_answers_of_two_sets_to_the_same_question_are_apart_from_a_step_and_a_half_on(host: int, apart: bool) -> None:
    maria, ines = person("maria", "csm", csm__feel=5), person("ines", "host", host__feel=host)
    view = only(views([(maria, CSM), (ines, HOST)], (), Beside()))
    assert (view.id, view.steps, view.apart) == ("view:feel", 5 - host, apart)
    assert isinstance(view.title, Message)
    assert [(v.role, v.step) for v in view.voices] == [("csm", 5), ("host", host)]


@pytest.mark.parametrize(("other", "apart"), [(62.5, True), (63, False)])
def test_exactly_a_step_and_a_half_is_apart(other: float, apart: bool) -> None:
    # 37.5 of 100 is 1.5 of the 4 ways between five steps
    share = asked("csm", question("csm.a", "percent"))
    people = [(person("maria", "csm", csm__a=100), share), (person("lea", "csm", csm__a=other), share)]
    assert only(views(people, (), Beside())).apart is apart


def test_other_scales_are_laid_on_five_steps() -> None:
    seven = Question.model_validate(question("x.seven", choices=steps(7)))
    # Seven steps: the middle one is the middle of five, the sixth lies five sixths of the way up.
    assert step_of(seven, 4) == 3
    assert step_of(seven, 6) == pytest.approx(1 + 4 * 5 / 6, abs=1e-3)
    nps = Question.model_validate(question("x.nps", "nps"))
    assert [step_of(nps, n) for n in (0, 5, 10)] == [1, 3, 5]
    share = Question.model_validate(question("x.share", "percent"))
    assert step_of(share, 25) == 2


def test_a_chance_keeps_its_own_scale_and_stands_beside_the_goals_result() -> None:
    choices = [
        {"id": "likely", "label": words("likely"), "worth": 0.7},
        {"id": "no", "label": words("no"), "worth": 0.3},
    ]
    csm = asked("csm", question("csm.reached", "select", makes="probability", choices=choices))
    host = asked("host", question("host.goal_met", "percent", makes="probability"))
    people = [(person("maria", "csm", csm__reached="likely"), csm), (person("ines", "host", host__goal_met=20), host)]
    view = only(views(people, (), Beside(goal_kpi="orders", goal_reached=True)))
    # .7 is step 3.8 and 20 % step 1.8: two steps apart
    assert [v.step for v in view.voices] == [3.8, 1.8]
    assert (view.kind, view.measured, view.reached, view.apart) == ("goal", "metric:orders", True, True)


def test_a_number_that_a_question_feeds_stands_beside_it() -> None:
    people = [(person(name, "csm", csm__light=4), CSM) for name in ("maria", "lea")]
    assert only(views(people, (), Beside(measures=[measure("csat_mean", 4.2)]))).measured == "metric:csat_mean"
    assert only(views(people, (), Beside())).measured == ""


def test_no_voice_is_merged_away_by_a_majority() -> None:
    people = [(person(f"p{n}", "csm", csm__feel=value), CSM) for n, value in enumerate((5, 5, 5, 5, 1))]
    view = only(views(people, (), Beside()))
    assert [v.step for v in view.voices] == [5, 5, 5, 5, 1]
    assert view.apart


def test_one_person_alone_is_no_disagreement() -> None:
    assert views([(person("maria", "csm", csm__feel=5), CSM)], (), Beside()) == ()
    twice = [claim("maria", "worked", 600), claim("maria", "did_not", 610, id="maria.r")]
    assert views([], twice, Beside()) == ()


def test_who_skipped_has_no_voice() -> None:
    silent = Respondent(
        id="lea", role="csm", set="csm", answers=(Answer(question="csm.feel", phase="blind", state="skipped"),)
    )
    assert views([(silent, CSM), (person("maria", "csm", csm__feel=1), CSM)], (), Beside()) == ()


def test_the_same_moment_seen_as_good_and_as_bad_is_seen_differently() -> None:
    found = (
        claim("maria", "worked", 605, evidence=("moment:1",)),
        claim("ines", "did_not", 640, against=("moment:1",)),
    )
    view = only(views([], found, Beside(moments=[moment(1, 600)], sides={1: "worked"})))
    assert (view.id, view.measured, view.at_s, view.data) == ("moment:1", "moment:1", 600, "worked")
    assert [(v.respondent, v.polarity) for v in view.voices] == [("ines", "did_not"), ("maria", "worked")]
    assert view.apart


@pytest.mark.parametrize(("side", "apart"), [("worked", False), ("did_not", True), (None, False)])
def test_people_who_agree_can_differ_from_the_numbers(side: Any, apart: bool) -> None:
    found = [claim(who, "worked", 600, evidence=("moment:1",)) for who in ("maria", "ines")]
    view = only(views([], found, Beside(moments=[moment(1, 600)], sides={1: side} if side else {})))
    assert view.apart is apart


@pytest.mark.parametrize(("later", "together"), [(60, True), (61, False)])
def test_remembered_minutes_close_to_each_other_are_one_moment(later: float, together: bool) -> None:
    found = views([], [claim("maria", "worked", 600), claim("ines", "did_not", 600 + later)], Beside())
    assert bool(found) is together


def test_what_is_far_apart_comes_first() -> None:
    both = asked("csm", question("csm.a"), question("csm.b"))
    people = [
        (person("maria", "csm", csm__a=4, csm__b=5), both),
        (person("lea", "csm", csm__a=4, csm__b=1), both),
    ]
    assert [v.id for v in views(people, (), Beside())] == ["view:csm.b", "view:csm.a"]


def test_a_question_that_hides_names_gives_its_voices_to_the_role() -> None:
    hidden = asked("csm", question("csm.a", anonymity="role"))
    people = [(person("maria", "csm", csm__a=1), hidden), (person("ines", "host", csm__a=5), hidden)]
    view = only(views(people, (), Beside()))
    assert [(v.respondent, v.address) for v in view.voices] == [("csm", ""), ("host", "")]
    assert "maria" not in view.model_dump_json()
