"""The list of messages to look at: the word that was met, in four languages and disguises; innocent words stay out."""

from __future__ import annotations

import dataclasses

import pytest

from rex.voice.harm import Flag, abusive, please_look
from rex.voice.line import Line


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("you are an idiot", "idiot"),
        ("eres una GILIPOLLAS", "gilipollas"),
        ("quel connard", "connard"),
        ("cala a boca", "cala a boca"),
        ("espèce d'abrutie", "abruti"),
    ],
)
def test_an_abusive_word_is_met_and_named(text: str, word: str) -> None:
    met = abusive(text)
    assert met is not None
    assert met[0] == word


@pytest.mark.parametrize(
    "text",
    ["idiooooota", "1d1ota", "i d i o t a", "i.d.i.o.t.a", "IDIÓTA", "id!ota".replace("!", "1"), "m13rd4", "pu7a"],
)
def test_disguises_are_seen_through(text: str) -> None:
    assert abusive(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "con bolsillos?",  # "with" in Spanish
        "un bite de chocolat",  # no French word there
        "queso de vaca u oveja",
        "tarte au thon",
        "o puto não dorme",  # a child, in Portugal
        "le prix baisse ?",
        "o site pede-me a idade",
        "el negro en la M",
        "class action",
        "1080p please",
        "rond corners",
        "on me rappelle quand",
        "tapis à poil long",
        "mi perra lo ha mordido",
        "",
    ],
)
def test_innocent_words_are_not_taken_for_abuse(text: str) -> None:
    assert abusive(text) is None


def test_of_several_words_the_gravest_is_told() -> None:
    assert abusive("idiot, go die") == ("go die", "threat")


def test_the_list_keeps_the_order_of_the_chat_and_names_no_person() -> None:
    chat = [Line("r1", "hola", "ana"), Line("r2", "idiota", "leo"), Line("r3", "go die", "leo"), Line("r4", "idiota")]
    assert please_look(chat) == [
        Flag("r2", "idiota", "insult"),
        Flag("r3", "go die", "threat"),
        Flag("r4", "idiota", "insult"),
    ]
    assert {field.name for field in dataclasses.fields(Flag)} == {"row", "word", "kind"}


def test_machines_are_not_looked_at() -> None:
    assert please_look([Line("r1", "idiota", role="bot"), Line("r2", "idiota", role="system")]) == []
