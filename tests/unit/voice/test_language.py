from __future__ import annotations

import pytest

from rex.voice.language import UNDETERMINED, languages
from rex.voice.line import Line

pytest.importorskip("eldc")


def said(*texts: str, person: str | None = "ana") -> list[Line]:
    return [Line(str(number), text, person) for number, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("the grey one looks really nice with those boots", "en"),
        ("esa mochila gris me gusta mucho para el trabajo", "es"),
        ("j'aime beaucoup ce sac gris avec les bottes", "fr"),
        ("gostei muito dessa mochila cinza para o trabalho", "pt"),
        ("questa borsa grigia mi piace molto per il lavoro", "it"),
        ("diese graue Tasche gefällt mir sehr gut", "de"),
    ],
)
def test_a_whole_sentence_is_told_by_itself(text: str, lang: str) -> None:
    assert languages(said(text)) == [lang]


@pytest.mark.parametrize(
    "text",
    ["", "\U0001f602\U0001f602", "38", "gg", "jajajaja", "kkkkk", "LOL", "María", "Lucía Pérez", "@ana_88", "12?!"],
)
def test_what_is_no_language_is_not_guessed(text: str) -> None:
    assert languages(said("me gusta mucho la mochila gris", text))[1] == UNDETERMINED


def test_a_word_of_two_languages_is_read_as_its_person_writes() -> None:
    portuguese = said("gostei muito dessa mochila cinza", "você é uma fofa, adorei a cor", "para", person="rui")
    spanish = said("me gustó mucho esa mochila gris", "qué simpática eres, me encantó", "para", person="eva")
    told = languages(portuguese + spanish)
    assert (told[2], told[5]) == ("pt", "es")


def test_a_short_line_of_nobody_is_read_as_the_session_writes() -> None:
    portuguese = [f"você gostou da mochila número {word}" for word in ("um", "dois", "três", "quatro", "cinco", "seis")]
    spanish = [f"qué bonita es la mochila número {word}" for word in ("uno", "dos", "tres", "cuatro", "cinco", "seis")]
    open_word = Line("x", "para", None)
    assert languages([*said(*portuguese, person=None), open_word])[-1] == "pt"
    assert languages([*said(*spanish, person=None), open_word])[-1] == "es"


def test_a_guest_keeps_their_language_among_others() -> None:
    many = said(*(["me gusta mucho la mochila gris"] * 30), person="eva")
    guest = Line("x", "do you ship the grey bag to Norway as well", "kari")
    assert languages([*many, guest])[-1] == "en"


def test_known_languages_tip_an_open_word() -> None:
    assert languages(said("para", person=None), known=["pt"]) == ["pt"]
    assert languages(said("para", person=None), known=["es"]) == ["es"]


def test_no_lines_no_languages() -> None:
    assert languages([]) == []
