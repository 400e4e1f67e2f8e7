"""A survey as an XLSForm: what a form reader makes of it, and which sets are no survey."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from pyxform.xls2xform import convert

from rex.errors import UsageError
from rex.questionnaire.load import load, load_set
from rex.questionnaire.xlsform import sheets
from rex.store.workbook import write_workbook

if TYPE_CHECKING:
    from pathlib import Path

MADE = datetime(2026, 11, 20, tzinfo=UTC)
SURVEY = """\
set: after
version: 3
role: shopper
about: purchase
title: {en: After the live, es: Después del directo, fr: Après le live}
questions:
  - id: after.nps
    type: nps
    phase: blind
    label: {en: "Would you recommend {brand}?", es: "¿Recomendaría {brand}?", fr: "Recommanderiez-vous {brand} ?"}
    short: {en: NPS, es: NPS de la marca, fr: NPS de marque}
    choices:
      - {id: "0", label: {en: not at all, es: en absoluto, fr: pas du tout}}
      - {id: "10", label: {en: extremely, es: seguro, fr: certainement}}
  - id: after.bought
    type: select
    phase: blind
    shuffle: true
    label: {en: Did you buy?, es: ¿Compró?, fr: Avez-vous acheté ?}
    short: {en: Bought, es: Compra, fr: Achat}
    choices:
      - {id: "yes", label: {en: "yes", es: sí, fr: oui}}
      - {id: "no", label: {en: "no, not this time", es: esta vez no, fr: pas cette fois}}
  - id: after.why
    type: text
    phase: blind
    when: after.bought == 'no' and not (after.nps >= 9)
    label: {en: What held you back?, es: ¿Qué le frenó?, fr: Qu'est-ce qui vous a retenu ?}
    short: {en: Reason, es: Razón, fr: Raison}
  - id: after.seen
    type: multiselect
    phase: blind
    label: {en: Where?, es: ¿Dónde?, fr: Où ?}
    short: {en: Where, es: Dónde, fr: Où}
    choices:
      - {id: none, alone: true, label: {en: nowhere, es: en ninguna parte, fr: nulle part}}
      - {id: mail, label: {en: mail, es: correo, fr: courriel}}
  - id: after.age
    type: int
    phase: blind
    limits: {low: 0, high: 120}
    when: "'mail' in after.seen"
    label: {en: How many lives?, es: ¿Cuántos directos?, fr: Combien de lives ?}
    short: {en: Lives, es: Directos, fr: Nombre}
"""


@pytest.fixture
def laid(tmp_path: Path) -> dict[str, list[list[str]]]:
    path = tmp_path / "after.yaml"
    path.write_text(SURVEY, encoding="utf-8")
    return sheets(load(path), {"brand": "Maison Verbena"}, "es")


def column(rows: list[list[str]], name: str) -> dict[str, str]:
    at = rows[0].index(name)
    return {row[1]: row[at] for row in rows[1:]}


def test_questions_choices_and_branches_stand_in_their_sheets(laid: dict[str, list[list[str]]]) -> None:
    survey = laid["survey"]
    assert column(survey, "type") == {
        "after_nps": "select_one after_nps",
        "after_bought": "select_one after_bought",
        "after_why": "text",
        "after_seen": "select_multiple after_seen",
        "after_age": "integer",
    }
    assert column(survey, "relevant")["after_why"] == "((${after_bought} = 'no') and not((${after_nps} >= 9)))"
    assert column(survey, "relevant")["after_age"] == "selected(${after_seen}, 'mail')"
    assert column(survey, "constraint")["after_age"] == ". >= 0 and . <= 120"
    assert column(survey, "constraint")["after_seen"] == "not(selected(., 'none') and count-selected(.) > 1)"
    assert column(survey, "label::Español (es)")["after_nps"] == "¿Recomendaría Maison Verbena?"
    steps = [row[1:3] for row in laid["choices"] if row[0] == "after_nps"]
    assert (len(steps), steps[0], steps[10]) == (11, ["0", "0 not at all"], ["10", "10 extremely"])
    assert laid["settings"][1] == ["Después del directo", "rex_after", "3", "Español (es)"]


def test_a_reader_of_xlsforms_takes_it_without_a_warning(laid: dict[str, list[list[str]]], tmp_path: Path) -> None:
    path = tmp_path / "after.xlsx"
    write_workbook(path, laid, MADE)
    made: Any = convert(xlsform=path, validate=False)
    assert [warning for warning in made.warnings if "google" not in warning.lower()] == []
    for said in ("¿Recomendaría Maison Verbena?", "Recommanderiez-vous Maison Verbena", "/rex_after/after_bought"):
        assert said in made.xform or said.replace("rex_after", "data") in made.xform
    assert "relevant=" in made.xform


def test_the_same_survey_is_the_same_bytes(laid: dict[str, list[list[str]]], tmp_path: Path) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        write_workbook(tmp_path / name, laid, MADE)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_a_set_about_a_sessions_own_facts_is_refused() -> None:
    with pytest.raises(UsageError, match=r"csm\.forecast"):
        sheets(load_set("csm"), {})
