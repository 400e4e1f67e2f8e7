from __future__ import annotations

import pytest

from rex.questionnaire.causes import cause


@pytest.mark.parametrize(
    ("text", "lang", "named"),
    [
        ("it sold because the price fell", "en", "the price fell"),
        ("Thanks to Inès, everybody stayed", "en", "Inès, everybody stayed"),
        ("sold out due to the kit", "en", "the kit"),
        ("the push led to a peak", "en", "the push led to a peak"),
        ("Se vendió porque bajó el precio", "es", "bajó el precio"),
        ("subió gracias al aviso", "es", "aviso"),
        ("DEBIDO A la caída del sonido", "es", "la caída del sonido"),
        ("vendu grâce à la démo", "fr", "la démo"),
        ("parti parce qu’il n’y avait plus de stock", "fr", "il n’y avait plus de stock"),
        ("perdus à cause du son", "fr", "son"),
        ("ils restent car le prix baisse", "fr", "le prix baisse"),
        ("vendu gracias a la demo", "fr", "la demo"),
    ],
)
def test_a_named_cause_is_found_in_three_languages(text: str, lang: str, named: str) -> None:
    assert cause(text, lang) == named


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("the car raffle was at 20:00", "en"),
        ("half-face test, then many orders", "en"),
        ("people wrote “because of the price”", "en"),
        ("escribían «porque sí»", "es"),
        ("becauses", "en"),
        ("", "en"),
    ],
)
def test_words_without_a_cause_name_none(text: str, lang: str) -> None:
    assert cause(text, lang) is None
