from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.importers.survey_questions import is_personal

if TYPE_CHECKING:
    from conftest import Reads

ASKING = (
    "Where do you live?", "Where do you currently live?", "What city do you live in?", "Country of residence",
    "How can we reach you?", "Who are you?", "What number to call?", "What is your name?",
    "¿Dónde vives?", "¿En qué ciudad vive usted?", "¿Dónde reside?", "Lugar de residencia", "Domicilio", "¿Quién eres?",
    "Où habitez-vous ?", "Où vivez-vous ?", "Dans quelle ville habites-tu ?", "Lieu de résidence", "Qui êtes-vous ?",
    "Onde você mora?", "Onde vives?", "Em que cidade você mora?", "Local de residência", "Quem é você?",
)  # fmt: skip
KEPT = (
    "Where do you watch from?", "Did you watch live?", "Where do you live stream?", "How do you live shop?",
    "Who are your favourite hosts?", "¿Desde dónde nos ves?", "¿Viste el directo en vivo?", "¿Dónde viste el directo?",
    "D'où nous regardez-vous ?", "Avez-vous acheté en direct ou en boutique ?", "Comment avez-vous vécu ce live ?",
    "De onde nos assiste?", "Viu a live ao vivo?", "Onde viu o anúncio?",
)  # fmt: skip


@pytest.mark.parametrize("question", ASKING)
def test_a_question_that_asks_who_or_where_somebody_is_is_personal(question: str) -> None:
    assert is_personal(question)


@pytest.mark.parametrize("question", KEPT)
def test_a_question_about_the_show_is_not(question: str) -> None:
    assert not is_personal(question)


def test_a_residence_is_never_kept_and_where_one_watches_from_stays_redacted(reads: Reads) -> None:
    outcome = reads(
        "Timestamp,How likely are you to recommend us?,Where do you live?,Where do you watch from?\n"
        "2026/11/20 7:05:00 PM GMT+1,9,4 Turnip road,The sofa; ring +34 600 000 000\n"
        "2026/11/20 7:06:00 PM GMT+1,8,5 Turnip road,A train\n"
    )
    told = str(outcome.the("survey"))
    assert "Turnip" not in told
    assert "sofa" in told
    assert "600 000 000" not in told
