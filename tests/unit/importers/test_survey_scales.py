from __future__ import annotations

import pytest

from rex.importers.survey_questions import known_id
from rex.importers.survey_scales import Scale, fitted, number_on, scale_of, told_or_worded

FIVE = {
    "en": ["Very dissatisfied", "Dissatisfied", "Neither satisfied nor dissatisfied", "Satisfied", "Very satisfied"],
    "es": ["Muy insatisfecho/a", "Insatisfecha", "Ni satisfecho ni insatisfecho", "Satisfecho", "Muy satisfecha"],
    "fr": ["Très insatisfait(e)", "Insatisfaite", "Ni satisfait ni insatisfait", "Satisfait", "Très satisfait(e)"],
    "pt": ["Muito insatisfeito", "Insatisfeita", "Nem satisfeito nem insatisfeito", "Satisfeito", "Muito satisfeita"],
    "en agree": ["Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"],
    "es agree": [
        "Totalmente en desacuerdo", "En desacuerdo", "Ni de acuerdo ni en desacuerdo", "De acuerdo",
        "Totalmente de acuerdo",
    ],
    "fr agree": [
        "Pas du tout d'accord", "Pas d'accord", "Ni d'accord ni pas d'accord", "D'accord", "Tout à fait d'accord",
    ],
    "pt agree": [
        "Discordo totalmente", "Discordo", "Não concordo nem discordo", "Concordo", "Concordo totalmente",
    ],
    "en easy": ["Very difficult", "Difficult", "Neither easy nor difficult", "Easy", "Very easy"],
    "es easy": ["Muy difícil", "Difícil", "Ni fácil ni difícil", "Fácil", "Muy fácil"],
    "fr easy": ["Très difficile", "Difficile", "Ni facile ni difficile", "Facile", "Très facile"],
    "pt easy": ["Muito difícil", "Difícil", "Nem fácil nem difícil", "Fácil", "Muito fácil"],
    "numbered": ["1 - Very dissatisfied", "2 - Dissatisfied", "3 - Neutral", "4 - Satisfied", "5 - Very satisfied"],
    "one-sided": [
        "Not at all satisfied", "Not so satisfied", "Somewhat satisfied", "Very satisfied", "Extremely satisfied",
    ],
    "one-sided es": ["Nada útil", "Poco útil", "Algo útil", "Muy útil", "Extremadamente útil"],
}  # fmt: skip
SEVEN = [
    "Extremely dissatisfied", "Moderately dissatisfied", "Slightly dissatisfied", "Neither satisfied nor dissatisfied",
    "Slightly satisfied", "Moderately satisfied", "Extremely satisfied",
]  # fmt: skip


@pytest.mark.parametrize("name", FIVE)
def test_five_steps_in_words(name: str) -> None:
    scale = scale_of("likert", "", FIVE[name])
    assert scale is not None
    assert (scale.low, scale.high) == (1, 5)
    assert [number_on(scale, answer) for answer in FIVE[name]] == [1, 2, 3, 4, 5]


def test_seven_steps_in_words() -> None:
    scale = scale_of("csat", "", SEVEN)
    assert scale is not None
    assert [number_on(scale, answer) for answer in SEVEN] == [1, 2, 3, 4, 5, 6, 7]


def test_very_is_the_end_of_a_scale_with_two_sides() -> None:
    answers = ["Very satisfied", "Somewhat satisfied", "Very dissatisfied"]
    scale = scale_of("csat", "", answers)
    assert scale is not None
    # 3, 1 and -3 from the middle, of five
    assert [number_on(scale, answer) for answer in answers] == [5, 4, 1]


@pytest.mark.parametrize(
    ("kind", "header", "answers", "expected"),
    [
        ("nps", "NPS", ["0", "7", "10"], Scale(0, 10, sure=True)),
        ("nps", "NPS (1-10)", ["1", "7", "10"], Scale(1, 10, sure=True)),
        ("nps", "NPS", ["3", "4", "5"] * 7, Scale(1, 5, sure=False)),  # 21 answers and none above 5
        ("csat", "CSAT", ["1", "5"], Scale(1, 5, sure=True)),
        ("csat", "CSAT", ["1", "9", "10"], Scale(0, 10, sure=False)),
        ("ces", "CES", ["1", "6", "7"], Scale(1, 7, sure=True)),
    ],
)
def test_which_scale_it_is(kind: str, header: str, answers: list[str], expected: Scale) -> None:
    assert scale_of(kind, header, answers) == expected


def test_numbers_of_an_unknown_question_are_no_scale_unless_its_header_says_so() -> None:
    assert told_or_worded("How many people live with you?", ["1", "4", "2"]) is None
    assert told_or_worded("Rate the host (1-5)", ["1", "4", "2"]) == Scale(1, 5, sure=True)


def test_statements_that_reach_both_ends_share_a_scale() -> None:
    assert fitted(["1", "3", "5"]) == Scale(1, 5, sure=True)
    assert fitted(["2", "3", "5"]) is None
    assert fitted(["1", "3", "fair"]) is None


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("No geral, qual é o seu grau de satisfação com esta live?", "csat"),
        ("Qual a probabilidade de você recomendar a loja a um amigo ou colega?", "nps"),
        ("A Maison facilitou a minha compra.", "ces"),
        ("Qual é o principal motivo da sua nota?", "reason"),
        ("Você comprou durante ou depois da live?", "purchase"),
        ("O que te impediu?", "barriers"),
        ("Responderam à sua pergunta a tempo?", "answered"),
        ("Por quanto tempo você assistiu?", "watched"),
        ("Como soube desta live?", "heard"),
        ("Gostei de assistir a esta live.", "enjoyed"),
        ("Podemos entrar em contato com você?", "consent"),
    ],
)
def test_the_core_questions_in_portuguese(question: str, name: str) -> None:
    assert known_id(question) == name
