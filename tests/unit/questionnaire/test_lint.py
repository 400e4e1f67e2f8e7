from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from rex.model.question import QuestionSet
from rex.questionnaire.lint import lint
from rex.questionnaire.load import load_set

if TYPE_CHECKING:
    from pathlib import Path


def a_set(question: dict[str, Any], **more: Any) -> QuestionSet:
    words = {"en": "What did you see in the show?", "es": "¿Qué vio en el directo?", "fr": "Qu'avez-vous vu ?"}
    base = {"id": "made.one", "type": "text", "phase": "blind", "label": words, "short": words, "feeds": ["B01"]}
    head = {"set": "made", "version": 1, "role": "csm", "title": words}
    return QuestionSet.model_validate(head | {"questions": [base | question]} | more)


def said(
    en: str, es: str = "¿Qué vio en este directo?", fr: str = "Qu'avez-vous vu pendant ce live ?"
) -> dict[str, Any]:
    return {"label": {"en": en, "es": es, "fr": fr}}


MOST_ONE = {"validate": [{"holds": "value == 'yes'", "message": said("yes")["label"]}]}
"""Takes one text alone: nobody can guess it."""

CASES: list[tuple[str, dict[str, Any], dict[str, Any], dict[str, Any]]] = [
    ("blaming-wording", said("Why did you stop?"), said("What led to the stop?"), {}),
    ("blaming-wording", said("Who was late?"), said("What was late?"), {}),
    ("blaming-wording", said("What?", es="¿Por qué hizo esto en el directo?"), said("What led to it?"), {}),
    ("blaming-wording", said("What?", fr="Pourquoi avez-vous arrêté le live ?"), said("What led to it?"), {}),
    ("leading-wording", said("How great was the show?"), said("How was the show?"), {}),
    ("leading-wording", said("How?", es="¿Cómo valora este éxito?"), said("How was it, the successive show?"), {}),
    ("never-asked", {"when": "depth == 'quick' and depth == 'full'"}, {"when": "depth == 'quick'"}, {}),
    ("breaks", MOST_ONE, {"limits": {"longest": 20}}, {}),
    ("two-questions", said("What held? What failed?"), said("What held, and how?"), {}),
    ("missing-translation", said("What did you see?", es="What did you see?"), said("What did you see?"), {}),
    ("missing-translation", said("What did you see in the show today?", fr="Vu ?"), said("What did you see?"), {}),
    ("over-budget", {"points": 5}, {"points": 4}, {"budget": 4}),
    ("feeds-nothing", {"feeds": []}, {"feeds": [], "makes": "sentence"}, {}),
]


@pytest.mark.parametrize(("rule", "bad", "good", "more"), CASES)
def test_a_rule_speaks_of_its_fault_and_is_quiet_on_the_twin(
    rule: str, bad: dict[str, Any], good: dict[str, Any], more: dict[str, Any]
) -> None:
    assert [doubt.rule for doubt in lint(a_set(bad, **more))] == [rule]
    assert lint(a_set(good, **more)) == ()


def test_a_deprecated_question_is_not_judged() -> None:
    assert lint(a_set({"deprecated": True, "feeds": []} | said("Why did you stop?"))) == ()


def scale(*worths: float) -> dict[str, Any]:
    words = {"en": "step", "es": "paso", "fr": "degré"}
    choices = [{"id": str(n), "label": words, "worth": w} for n, w in enumerate(worths, 1)]
    return {"type": "likert", "scale_source": "Made, 2026", "choices": choices}


def test_steps_of_a_scale_go_one_way() -> None:
    assert [doubt.rule for doubt in lint(a_set(scale(1, 3, 2)))] == ["uneven-scale"]
    assert lint(a_set(scale(3, 2, 1))) == ()


@pytest.mark.parametrize(("steps", "rules"), [((1, 2), ["mixed-scale"]), ((1, 2, 3), [])])
def test_one_scale_has_one_number_of_steps(steps: tuple[float, ...], rules: list[str]) -> None:
    one = a_set(scale(1, 2, 3))
    two = a_set(scale(*steps) | {"id": "made.two"})
    both = one.model_copy(update={"questions": one.questions + two.questions})
    assert [doubt.rule for doubt in lint(both)] == rules


@pytest.mark.parametrize(
    ("two", "rules"),
    [
        (scale(1, 2, 3) | {"feeds": ["ces", "B18"]}, []),
        (scale(1, 2, 3, 4) | {"feeds": ["ces"], "scale_source": "Other, 2026"}, ["two-scales"]),
        (scale(1, 2, 3) | {"feeds": ["ces"], "scale_source": "Other, 2026"}, ["two-scales"]),
        ({"type": "nps", "feeds": ["ces"], "scale_source": "Other, 2026"}, ["two-scales"]),
        (scale(1, 2, 3, 4) | {"feeds": ["nps"], "scale_source": "Other, 2026"}, []),  # another figure
        (scale(1, 2, 3, 4) | {"feeds": ["B18", "report:10"], "scale_source": "Other, 2026"}, []),  # no figure
        ({"type": "text", "feeds": ["ces"]}, []),  # no scale
    ],
)
def test_one_figure_is_fed_by_one_scale(two: dict[str, Any], rules: list[str]) -> None:
    one = a_set(scale(1, 2, 3) | {"feeds": ["ces", "B18", "report:10"]})
    other = a_set({"id": "made.two"} | two)
    both = one.model_copy(update={"questions": one.questions + other.questions})
    assert [doubt.rule for doubt in lint(both)] == rules
    assert all((doubt.question, doubt.what) == ("made.two", "made.one, made.two") for doubt in lint(both))


def test_ease_beside_the_agreement_form_of_effort_is_reported(tmp_path: Path) -> None:
    own = tmp_path / "shopper.yaml"
    own.write_text("extends: shopper\ninclude: [ces_ease]\nbudget: 10\nfull_budget: 33\n", encoding="utf-8")
    assert [(doubt.rule, doubt.question) for doubt in lint(load_set("shopper", [tmp_path]))] == [
        ("two-scales", "ces_ease.ease")
    ]
    own.write_text(own.read_text(encoding="utf-8") + "drop: [shopper.ces]\n", encoding="utf-8")
    assert lint(load_set("shopper", [tmp_path])) == ()
