"""The shoppers' set and its packs, and the wording of every set that people outside the team may read."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from rex.model.draft import Draft
from rex.questionnaire.asked import lay_out
from rex.questionnaire.facts import BlindFacts
from rex.questionnaire.lint import lint
from rex.questionnaire.load import library, load, load_set
from rex.questionnaire.run import Interview

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rex.model.question import Question, QuestionSet, Words

LANGUAGES = ("en", "es", "fr")
NAMES = ("shopper", "shopper_exit", "shopper_after", "client", "period", "rater", "lsc", "ces_ease")
CORE = ["csat", "ces", "nps", "reason", "purchase", "consent"]
NOT_NEUTRAL = {
    "en": r"\b(why|who|great|amazing|excellent|perfect|wonderful|problems?|fail\w*|wrong|bad|terrible|complain\w*)\b",
    "es": r"por qué|\bquién|\b(genial|excelente|increíble|perfect\w+|problemas?|fracas\w+|fall\w+|mal[oa]?|queja\w*)\b",
    "fr": r"\bpourquoi\b|(^|[.:] )qui\b|\b(génial\w*|excellent\w*|parfait\w*|problèmes?|échecs?|mauvais|plaint\w*)\b",
}
NINE = datetime(2026, 11, 20, 21, tzinfo=UTC)
FACTS = BlindFacts(session="2026-11-20-autumn-glow", title="Autumn Glow", brand="Maison Lune")


def found(name: str) -> QuestionSet:
    path = library().find(name)
    assert path is not None, name
    return load(path)


def one(question_set: QuestionSet, name: str) -> Question:
    question = question_set.question(name)
    assert question is not None, name
    return question


def texts(question_set: QuestionSet) -> Iterator[tuple[str, Words]]:
    for name in ("title", "intro", "thanks"):
        if (words := getattr(question_set, name)) is not None:
            yield name, words
    for question in question_set.questions:
        for key in ("label", "short", "help", "placeholder", "explain"):
            if (words := getattr(question, key)) is not None:
                yield f"{question.id} {key}", words
        for choice in question.choices:
            yield f"{question.id} {choice.id}", choice.label


def asked(depth: str = "full", **given: Any) -> list[str]:
    """Answer what is given, skip the rest, and name what was asked in its order."""
    draft = Draft.model_validate({"respondent": "ana", "role": "shopper", "set": "shopper", "depth": depth})
    interview = Interview(load_set("shopper"), draft, FACTS, lambda _: None, lambda: NINE)
    order: list[str] = []
    while rows := interview.open("blind"):
        name = rows[0].id.removeprefix("shopper.")
        order.append(name)
        if name in given:
            interview.answer(rows[0].id, given[name])
        else:
            interview.skip(rows[0].id)
    return order


@pytest.mark.parametrize("name", NAMES)
def test_a_set_loads_and_nothing_in_it_is_doubtful(name: str) -> None:
    assert lint(found(name)) == ()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_text_exists_in_the_language_and_is_its_own(name: str, lang: str) -> None:
    same = {"{subject}", "Satisfaction", "Empathy", "Information", "Expertise", "Contact", "Assurance", "no", "Client"}
    for where, words in texts(found(name)):
        text = words.said(lang)
        assert text.strip() == text != "", where
        assert lang == "en" or words.en in same or text != words.en, where


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_text_leads_or_looks_for_somebody_to_blame(name: str, lang: str) -> None:
    for where, words in texts(found(name)):
        assert not re.search(NOT_NEUTRAL[lang], words.said(lang), re.IGNORECASE), where
        assert "!" not in words.said(lang), where


@pytest.mark.parametrize("name", NAMES)
def test_french_and_spanish_keep_their_signs_on_the_line(name: str) -> None:
    for where, words in texts(found(name)):
        assert not re.search(r" [?:;»%]|« ", words.fr), where
        assert " %" not in words.es, where
        assert words.es.count("?") == words.es.count("¿"), where


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_chosen_beforehand_and_nothing_has_to_be_answered(name: str) -> None:
    for question in found(name).questions:
        assert question.default is None, question.id
        assert not question.required, question.id


@pytest.mark.parametrize("name", NAMES)
def test_every_question_says_what_for_and_has_a_short_name_that_fits(name: str) -> None:
    for question in found(name).questions:
        assert question.help is not None, question.id
        assert max(len(question.short.said(lang)) for lang in LANGUAGES) <= 26, question.id


@pytest.mark.parametrize("name", NAMES)
def test_every_scale_names_its_source_and_has_a_word_for_each_step_in_order(name: str) -> None:
    for question in found(name).questions:
        if question.type not in ("likert", "nps"):
            continue
        assert question.scale_source, question.id
        ids = [choice.id for choice in question.choices]
        if question.type == "nps":
            assert ids == ["0", "10"]
            assert "trademark" in question.licence
            continue
        assert len(ids) in (5, 7), question.id
        assert ids == [str(n) for n in range(1, len(ids) + 1)], question.id
        assert [choice.worth for choice in question.choices] == [float(step) for step in ids], question.id
        for lang in LANGUAGES:
            assert len({choice.label.said(lang) for choice in question.choices}) == len(ids), question.id


def test_the_core_is_six_questions_in_ninety_seconds() -> None:
    # csat 1 + ces 1 + nps 1 + reason 4 + purchase 1 + consent 1 = 9 points of ten seconds
    shopper = load_set("shopper")
    assert asked("quick") == CORE
    assert [one(shopper, f"shopper.{name}").points for name in CORE] == [1, 1, 1, 4, 1, 1]
    assert shopper.points("blind") == 9
    assert shopper.points("blind") * 10 <= 90
    assert shopper.points("blind", "full") == shopper.full_budget == 32
    assert {question.phase for question in shopper.questions} == {"blind"}
    assert shopper.about == "purchase"


@pytest.mark.parametrize("purchase", ["during", "later", "no"])
def test_no_answer_makes_the_core_longer(purchase: str) -> None:
    assert asked("quick", purchase=purchase, nps=0, consent="yes") == CORE


def test_at_full_depth_the_core_keeps_its_order_and_the_consent_stays_last() -> None:
    full = asked()
    assert [name for name in full if name in CORE] == CORE
    assert full[-1] == "consent"


@pytest.mark.parametrize(
    ("purchase", "opened"),
    [("no", {"held_back"}), ("during", {"delivery"}), ("later", {"delivery"}), (None, set[str]())],
)
def test_what_comes_after_depends_on_the_purchase(purchase: str | None, opened: set[str]) -> None:
    given = {} if purchase is None else {"purchase": purchase}
    assert set(asked(**given)) & {"held_back", "delivery"} == opened


@pytest.mark.parametrize(("answered", "opened"), [("yes", 0), ("not_asked", 0), ("partly", 1), ("no", 1)])
def test_the_question_itself_is_wanted_where_its_answer_was_not_enough(answered: str, opened: int) -> None:
    assert asked(answered=answered).count("question") == opened


@pytest.mark.parametrize(
    ("score", "consent", "opened"), [(0, "yes", 1), (6, "yes", 1), (6, "no", 0), (7, "yes", 0), (9, "yes", 0)]
)
def test_a_talk_is_offered_from_zero_to_six_and_only_with_consent(score: int, consent: str, opened: int) -> None:
    assert asked(nps=score, consent=consent).count("callback") == opened
    assert one(load_set("shopper"), "shopper.callback").pii


WORDING = {
    "csat": (
        "Overall, how satisfied are you with this live session?",
        "En general, ¿cuál es su grado de satisfacción con esta sesión en vivo?",
        "Globalement, quel est votre niveau de satisfaction à l'égard de ce live ?",
    ),
    "ces": (
        "To what extent do you agree: {brand} made it easy for me to complete my purchase.",
        "¿En qué medida está de acuerdo?: {brand} me facilitó completar mi compra.",
        "Dans quelle mesure êtes-vous d'accord : {brand} m'a permis de finaliser mon achat facilement.",
    ),
    "nps": (
        "How likely is it that you would recommend {brand}'s live shopping to a friend or colleague?",
        "¿Qué probabilidad hay de que recomiende las sesiones en vivo de {brand} a un amigo o colega?",
        "Quelle est la probabilité que vous recommandiez les lives de {brand} à un ami ou un collègue ?",
    ),
    "reason": (
        "What is the main reason for your score?",
        "¿Cuál es la razón principal de su puntuación?",
        "Quelle est la raison principale de votre note ?",
    ),
    "held_back": ("What held you back?", "¿Qué le frenó?", "Qu'est-ce qui vous a retenu(e) ?"),
    "enjoyed": (
        "I enjoyed watching this live.",
        "Disfruté viendo este directo.",
        "J'ai pris plaisir à regarder ce live.",
    ),
}


@pytest.mark.parametrize("name", sorted(WORDING))
def test_the_wording_is_the_published_one(name: str) -> None:
    label = one(load_set("shopper"), f"shopper.{name}").label
    assert (label.en, label.es, label.fr.replace("\u00a0", " ")) == WORDING[name]


def test_the_ends_of_the_scales_are_the_published_ones() -> None:
    shopper = load_set("shopper")
    ends = {
        name: (
            one(shopper, f"shopper.{name}").choices[0].label.en,
            one(shopper, f"shopper.{name}").choices[-1].label.en,
        )
        for name in ("csat", "ces", "nps")
    }
    assert ends == {
        "csat": ("very dissatisfied", "very satisfied"),
        "ces": ("strongly disagree", "strongly agree"),
        "nps": ("not at all likely", "extremely likely"),
    }
    steps = {name: len(one(shopper, f"shopper.{name}").choices) for name in ("csat", "ces", "enjoyed")}
    assert steps == {"csat": 5, "ces": 7, "enjoyed": 5}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_brand_stands_in_the_question(lang: str) -> None:
    draft = Draft(respondent="ana", role="shopper", set="shopper", depth="full")
    laid = {asked.id: asked.label for asked in lay_out(load_set("shopper"), "blind", FACTS, draft, lang)}
    assert all("Maison Lune" in laid[f"shopper.{name}"] for name in ("ces", "nps", "repeat", "consent"))
    assert not any("{" in label for label in laid.values())


def test_what_to_keep_and_what_to_change_change_places() -> None:
    groups = {q.id: q.mixed for q in load_set("shopper").questions if q.mixed}
    assert groups == {"shopper.keep": "keep_change", "shopper.change": "keep_change"}


def test_other_stays_behind_the_shuffled_answers() -> None:
    for name in ("held_back", "heard"):
        question = one(load_set("shopper"), f"shopper.{name}")
        assert question.shuffle
        assert [choice.id for choice in question.choices if choice.last] == ["other"]


def test_rater_has_its_five_dimensions_in_order_and_says_what_it_is_adapted_from() -> None:
    rater = found("rater")
    order = ["reliability", "assurance", "tangibles", "empathy", "responsiveness"]
    assert [question.id for question in rater.questions] == [f"rater.{name}" for name in order]
    assert [question.label.en for question in rater.questions] == [
        "What was announced in the live (price, stock, delivery) was kept.",
        "The presenters knew the products and I trusted what they said.",
        "Picture, sound and product views were clear.",
        "I felt my needs were understood.",
        "Questions were answered quickly.",
    ]
    assert rater.questions[0].label.es == "Lo anunciado en el directo (precio, stock, entrega) se cumplió."
    assert rater.questions[4].label.fr == "Les questions ont reçu une réponse rapide."
    for question in rater.questions:
        assert question.scale_source.startswith("Adapted from")
        assert "never to be called a SERVQUAL score" in question.licence
        assert len(question.choices) == 7


def test_the_live_commerce_pack_has_one_item_a_sub_dimension() -> None:
    lsc = found("lsc")
    assert [question.id.removeprefix("lsc.") for question in lsc.questions] == [
        "trust", "expertise", "response", "presence", "scene", "information", "system", "fulfilment", "refund",
        "privacy", "contact", "ease_of_use",
    ]  # fmt: skip
    assert all(question.scale_source.startswith("Adapted in our own words") for question in lsc.questions)


def test_ease_from_difficult_to_easy_takes_the_place_of_ces_and_feeds_no_ces(tmp_path: Path) -> None:
    assert not any("difficult" in choice.label.en for q in load_set("shopper").questions for choice in q.choices)
    assert all("ces" not in question.feeds for question in found("ces_ease").questions)
    own = tmp_path / "shopper.yaml"
    own.write_text("extends: shopper\ninclude: [ces_ease]\ndrop: [shopper.ces]\n", encoding="utf-8")
    ids = [question.id for question in load_set("shopper", [tmp_path]).questions]
    assert "ces_ease.ease" in ids
    assert "shopper.ces" not in ids


def test_the_packs_are_added_at_full_depth_so_the_core_stays_as_short(tmp_path: Path) -> None:
    own = tmp_path / "shopper.yaml"
    own.write_text("extends: shopper\ninclude: [rater, lsc]\nfull_budget: 49\n", encoding="utf-8")
    joined = load_set("shopper", [tmp_path])
    # 32 of the set + 5 of RATER + 12 of LSC = 49
    assert (joined.points("blind"), joined.points("blind", "full")) == (9, 49)
    ids = [question.id for question in joined.questions]
    assert ids[-2:] == ["shopper.consent", "shopper.callback"]
    assert [name.partition(".")[0] for name in ids[-19:-2]] == ["rater"] * 5 + ["lsc"] * 12
    assert lint(joined) == ()
