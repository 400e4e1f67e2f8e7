"""Questions nobody answered, by made chats."""

from __future__ import annotations

import pytest

from rex.voice.answers import Answered
from rex.voice.line import Line, Read
from rex.voice.unanswered import unanswered

NONE: Answered | None = None


def asking(*texts: str, person: str = "") -> list[Line]:
    return [Line(f"r{n}", text, person or f"p{n}", "viewer", 10.0 * n) for n, text in enumerate(texts)]


def reads(lines: list[Line], label: str = "other") -> list[Read]:
    return [Read(label)] * len(lines)


def test_questions_of_one_meaning_are_one_entry_with_people_rows_and_products() -> None:
    lines = asking("cuánto cuesta el bolso", "no se oye nada?", "how much is the bag", "quel est le prix du sac")
    products = [["BAG-1"], [], ["BAG-2", "BAG-1"], []]
    found = unanswered(lines, [True] * 4, [NONE] * 4, reads(lines), products)
    assert [one.people for one in found] == [3, 1]
    assert found[0].row_ids == ("r0", "r2", "r3")
    assert found[0].products == ("BAG-1", "BAG-2")
    assert found[0].text in {lines[0].text, lines[2].text, lines[3].text}
    assert (found[0].key, found[0].first_s) == ("price", 0.0)
    assert found[1].text == "no se oye nada?"


def test_those_of_most_people_come_first() -> None:
    lines = asking("hacéis envíos a Canarias?", "cuánto cuesta", "qué precio tiene")
    assert [one.people for one in unanswered(lines, [True] * 3, [NONE] * 3, reads(lines))] == [2, 1]


def test_answered_questions_and_statements_are_left_out() -> None:
    lines = asking("cuánto cuesta", "hacéis envíos a Canarias?", "qué bonito")
    answered = [Answered(2, "r2", 20.0, "team"), NONE, NONE]
    found = unanswered(lines, [True, True, False], answered, reads(lines))
    assert [one.text for one in found] == ["hacéis envíos a Canarias?"]


def test_who_asks_until_an_answer_comes_is_answered_but_others_are_not() -> None:
    lines = [
        Line("1", "cuánto cuesta el bolso", "ana", "viewer", 0.0),
        Line("2", "cuánto cuesta el bolso", "leo", "viewer", 1.0),
        Line("3", "¿CUÁNTO cuesta el bolso?", "ana", "viewer", 50.0),
    ]
    found = unanswered(lines, [True] * 3, [NONE, NONE, Answered(3, "4", 5.0, "team")], reads(lines))
    assert [(one.people, one.row_ids) for one in found] == [(1, ("2",))]


@pytest.mark.parametrize("label", ["greeting", "praise", "spam"])
def test_an_intent_that_expects_no_answer_is_no_question(label: str) -> None:
    lines = asking("cuánto arte tienes tú?")
    assert unanswered(lines, [True], [NONE], [Read(label)]) == []
    assert len(unanswered(lines, [True], [NONE], [Read("other")])) == 1


@pytest.mark.parametrize("text", ["hola qué tal?", "ça va ?", "tudo bem?", "how are you?", "???", "hello how are you"])
def test_a_greeting_or_an_empty_question_is_none_whatever_its_intent(text: str) -> None:
    assert unanswered(asking(text), [True], [NONE], [Read("other")]) == []


def test_a_greeting_before_a_question_does_not_hide_it() -> None:
    assert len(unanswered(asking("hola qué tal, cuánto cuesta?"), [True], [NONE], [Read("price")])) == 1


def test_hosts_questions_are_none_of_them() -> None:
    assert unanswered([Line("h", "qué talla lleváis?", "shop", "host")], [True], [NONE], [Read("size")]) == []


def test_a_flood_of_500_by_one_author_is_one_person_with_all_its_rows() -> None:
    flood = asking(*["cuándo reponéis"] * 500, person="pesada")
    others = [Line(f"o{n}", "cuánto cuesta", f"p{n}") for n in range(2)]
    lines = [*flood, *others]
    found = unanswered(lines, [True] * 502, [NONE] * 502, reads(lines))
    assert [(one.people, len(one.row_ids)) for one in found] == [(2, 2), (1, 500)]


def test_what_is_never_quoted_has_no_text() -> None:
    lines = asking("estoy embarazada, lo puedo tomar?")
    (one,) = unanswered(lines, [True], [NONE], reads(lines))
    assert (one.text, one.row_ids) == ("", ("r0",))


def test_lists_of_unlike_length_are_refused() -> None:
    with pytest.raises(ValueError, match="one entry a line"):
        unanswered(asking("precio?"), [True], [NONE], [])
