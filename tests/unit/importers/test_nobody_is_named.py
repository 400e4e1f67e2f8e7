"""Nobody's name reaches a sentence, an answer or a quote by a side door."""

from __future__ import annotations

import pytest

from rex.importers.survey_questions import is_personal
from rex.importers.whatsapp_lines import unmarked


@pytest.mark.parametrize(
    "header",
    [
        "Nombre y teléfono para cambiar tu pedido",
        "Your name (so we can change the label)",
        "¿Cómo te llamas?",
        "Comment t'appelles-tu ?",
        "Datos de contacto",
        "Contact details",
        "Coordonnées",
        "Dirección de envío para el premio",
    ],
)
def test_a_question_that_wants_to_know_who_answers_is_personal_whatever_reason_it_gives(header: str) -> None:
    assert is_personal(header)


@pytest.mark.parametrize(
    "header",
    [
        "Name one thing to keep",
        "Would you recommend us to a friend by e-mail?",
        "¿Qué cambiarías?",
        "How easy was it to order?",
    ],
)
def test_a_question_about_the_show_is_not(header: str) -> None:
    assert not is_personal(header)


def test_a_mention_s_whole_name_is_gone_before_the_marks_around_it_are() -> None:
    assert unmarked("hola @\u2068Lola Prueba\u2069 y\u202f@\u2068Leo\u2069") == "hola [@] y [@]"
