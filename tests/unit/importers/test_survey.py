from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.importers.survey_questions import known_id
from rex.importers.survey_scales import Scale, number_on, scale_of

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Reads


def test_questions_are_known_by_their_wording_and_the_rest_keeps_a_name_of_its_own(reads: Reads, fixture: Path) -> None:
    outcome = reads((fixture / "google_forms.csv").read_bytes())
    assert outcome.counts == (5, 4, 1)
    assert outcome.source.reasons == {"blank": 1}
    assert {row.question_id for row in outcome.the("survey")} == {"csat", "nps", "ces", "reason", "favourite_colour"}


def test_a_number_off_the_scale_keeps_its_words_and_counts_nowhere(reads: Reads, fixture: Path) -> None:
    outcome = reads((fixture / "google_forms.csv").read_bytes())
    csat = [(row.answer_raw, row.answer_num) for row in outcome.the("survey") if row.question_id == "csat"]
    assert csat == [("5", 5), ("4", 4), ("9", None)]
    (issue,) = outcome.issues
    assert issue.line == 4


def test_who_answered_is_not_kept_and_words_are_redacted(reads: Reads, fixture: Path) -> None:
    outcome = reads((fixture / "google_forms.csv").read_bytes())
    written = repr(outcome.tables)
    assert "example.com" not in written
    assert "600 000" not in written
    assert len({row.respondent for row in outcome.the("survey")}) == 4
    assert "Ana" not in repr(reads((fixture / "forms_es.csv").read_bytes()).tables)


def test_worded_answers_become_steps_of_their_scale(reads: Reads, fixture: Path) -> None:
    rows = reads((fixture / "forms_es.csv").read_bytes()).the("survey")
    csat = [(row.answer_num, row.scale_max) for row in rows if row.question_id == "csat"]
    assert csat == [(5, 5), (3, 5), (2, 5)]
    # "algo de acuerdo" beside "en desacuerdo": seven steps. Totalmente 7, algo 5, en desacuerdo 2.
    assert [(row.answer_num, row.scale_max) for row in rows if row.question_id == "ces"] == [(7, 7), (5, 7), (2, 7)]
    assert [row.answer_raw for row in rows if row.question_id == "barriers"] == ["El envío"]


def test_the_order_of_day_and_month_is_the_columns_own(reads: Reads, fixture: Path) -> None:
    american = reads((fixture / "google_forms.csv").read_bytes()).the("survey")[0]
    spanish = reads((fixture / "forms_es.csv").read_bytes()).the("survey")[0]
    assert american.t_ms == spanish.t_ms


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Overall, how satisfied are you with this live session?", "csat"),
        ("Globalement, quel est votre niveau de satisfaction à l'égard de ce live ?", "csat"),
        ("¿Qué probabilidad hay de que recomiende las sesiones en vivo a un amigo o colega?", "nps"),
        ("Quelle est la probabilité que vous recommandiez les lives à un ami ?", "nps"),
        ("Qual a probabilidade de recomendar a loja?", "nps"),
        ("To what extent do you agree: Maison made it easy for me to complete my purchase.", "ces"),
        ("À quel point a-t-il été facile de finaliser votre achat ?", "ces"),
        ("How much effort did you personally have to put forth?", "effort"),
        ("What is the main reason for your score?", "reason"),
        ("¿Cuál es la razón principal de su puntuación?", "reason"),
        ("Quelle est la raison principale de votre note ?", "reason"),
        ("Did you buy during or after the live?", "purchase"),
        ("¿Compró durante o después del directo?", "purchase"),
        ("Avez-vous acheté pendant ou après le live ?", "purchase"),
        ("What held you back?", "barriers"),
        ("¿Qué le frenó?", "barriers"),
        ("Qu'est-ce qui vous a retenu(e) ?", "barriers"),
        ("Have you bought from Maison before?", "repeat"),
        ("¿Había comprado antes en la tienda?", "repeat"),
        ("Aviez-vous déjà acheté chez nous ?", "repeat"),
        ("I enjoyed watching this live.", "enjoyed"),
        ("Disfruté viendo este directo.", "enjoyed"),
        ("J'ai pris plaisir à regarder ce live.", "enjoyed"),
        ("How did you hear of this live?", "heard"),
        ("¿Cómo supo de este directo?", "heard"),
        ("Comment avez-vous entendu parler de ce live ?", "heard"),
        ("Favourite colour", None),
    ],
)
def test_wordings_in_four_languages(question: str, name: str | None) -> None:
    assert known_id(question) == name


def test_the_header_tells_the_scale_before_the_answers_do() -> None:
    assert scale_of("nps", "Recommend us? (1-10)", ["7", "9"]) == Scale(1, 10, sure=True)
    assert scale_of("csat", "1 = muy insatisfecho … 5 = muy satisfecho", ["4"]) == Scale(1, 5, sure=True)
    assert scale_of("csat", "3. Satisfied? 0 to 10", ["4"]) == Scale(0, 10, sure=True)


def test_answers_suggest_a_scale_and_one_stray_among_many_does_not_change_it() -> None:
    assert scale_of("csat", "Satisfied?", ["5", "7", "6"]) == Scale(1, 7, sure=False)
    assert scale_of("csat", "Satisfied?", ["4"] * 7 + ["7"] * 3) == Scale(1, 7, sure=False)
    many = scale_of("csat", "Satisfied?", ["4"] * 40 + ["7"])  # 1 of 41 is under one in twenty
    assert many == Scale(1, 5, sure=True)
    assert number_on(Scale(1, 5, sure=True), "7") is None


def test_a_question_that_is_answered_in_words_is_no_scale() -> None:
    assert scale_of("nps", "Why would you recommend us?", ["great host", "nice"]) is None
    assert number_on(Scale(0, 10, sure=True), "10 - extremely likely") == 10
    assert number_on(Scale(0, 10, sure=True), "7.5") is None
