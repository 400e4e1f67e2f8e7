from __future__ import annotations

import pytest

from rex.voice.questions import own_words, questions

ASKS = [
    "how much is the grey rucksack",
    "do you ship to Norway",
    "cuánto cuesta la mochila",
    "hay envíos a Uruguay",
    "c'est combien le sac",
    "vous livrez en Suisse",
    "quanto custa a mochila",
    "tem em azul",
    "is it waterproof?",
    "¿se puede lavar?",
    "ça passe au four ?",
    "serve em criança de 8 anos?",
]
SAYS_SO = [
    "love the grey one",
    "just ordered mine",
    "me encanta la mochila",
    "ya la pedí, gracias",
    "bonsoir à tous de Nantes",
    "commande passée, merci",
    "boa noite gente",
    "adorei a mochila, linda",
]


@pytest.mark.parametrize("text", ASKS)
def test_who_asks_is_heard_with_and_without_a_mark(text: str) -> None:
    assert questions([text])[0].label == "question"


@pytest.mark.parametrize("text", SAYS_SO)
def test_who_tells_is_no_question(text: str) -> None:
    assert questions([text])[0].label == ""


def test_what_somebody_quotes_is_not_asked() -> None:
    told = questions(
        ['my mum wrote "how much is it?" and then she bought three', "mi jefe dice «¿cuánto es?» y se ríe"]
    )
    assert [one.label for one in told] == ["", ""]


def test_a_mark_in_a_link_is_no_question() -> None:
    assert own_words("https://example.com/?a=1 wow").strip() == "wow"
    assert questions(["https://example.com/?a=1"])[0].label == ""


def test_marks_without_words_ask_nothing() -> None:
    assert [one.label for one in questions(["???", "", "\U0001f602?"])] == ["", "", ""]


def test_the_reason_is_what_asks_as_written() -> None:
    assert questions(["CUÁNTO Cuesta la mochila"])[0].reason == "matched 'CUÁNTO'"


def test_order_and_repeats_are_kept() -> None:
    labels = [one.label for one in questions(["bonsoir", 'x "y" how much is it?', "bonsoir"])]
    assert labels == ["", "question", ""]
