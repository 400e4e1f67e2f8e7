"""Quotes about health or children are held back in four languages; shopping talk is not."""

from __future__ import annotations

import pytest

from rex.text.sensitive import is_sensitive


@pytest.mark.parametrize(
    "text",
    [
        "I'm pregnant, can I use it?",
        "my SON has eczema",
        "I'm 13 can I buy it",
        "she is 9 years old",
        "estoy EMBARAZADA, ¿sirve?",
        "para mi niña de 4",
        "tengo 12 años",
        "mi medico dice que no",
        "je suis enceinte",
        "j'ai 15 ans",
        "c'est pour ma fille",
        "j’ai une dépression",
        "estou grávida",
        "meu filho adora",
        "tenho 14 anos",
        "tenho psoríase",
        "chemotherapy ruined my hair",
    ],
)
def test_health_and_minors_are_met_with_or_without_accents(text: str) -> None:
    assert is_sensitive(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "¿cuánto cuesta el sérum?",
        "quiero 12 unidades",
        "tengo 35 años y me encanta",
        "I'm 40 and love it",
        "I'm 5 minutes late",
        "la couleur est superbe",
        "adorei a cor, quanto custa?",
        "my skin loves it",
        "kidding, take my money",
        "j'ai 45 ans",
        "piel sensible",
    ],
)
def test_shopping_talk_may_be_quoted(text: str) -> None:
    assert not is_sensitive(text)
