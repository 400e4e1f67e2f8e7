"""The flash edition fits a chat; the JSON file is the same every time."""

from __future__ import annotations

import json

import pytest

from rex.model.message import say
from rex.model.retrospective import Retrospective
from rex.render.flash import Line, fitted, render_flash
from rex.render.jsonfile import to_json
from rex.render.markdown import render_markdown


@pytest.mark.parametrize("lang", ["en", "es", "fr"])
def test_flash_stays_under_900_signs(full: Retrospective, bare: Retrospective, lang: str) -> None:
    for record in (full, bare):
        text = render_flash(record, lang=lang)
        assert len(text) < 900
        assert text.endswith("\n")


def test_flash_keeps_the_bottom_line_and_the_bets(full: Retrospective) -> None:
    text = render_flash(full, lang="en")
    assert text.splitlines()[0] == "Autumn Glow · Provisional: settles on Sat 5 Dec 2026"
    assert "The kit made the evening. It also ran out." in text
    assert "A-018 French-speaking moderator on the roster, by name" in text


def test_the_most_spare_line_goes_first() -> None:
    lines = [Line("a" * 250), Line("b" * 250, 2), Line("c" * 250, 1), Line("d" * 250, 2)]
    assert [line[0] for line in fitted(lines).splitlines()] == ["a", "b", "c"]


def test_flash_of_a_very_long_sentence_is_shortened(full: Retrospective) -> None:
    line = full.bottom_line.model_copy(update={"sure": say("word " * 400)})
    assert len(render_flash(full.model_copy(update={"bottom_line": line}), lang="en")) < 900


def test_flash_is_what_markdown_gives_for_that_edition(full: Retrospective) -> None:
    assert render_markdown(full, lang="en", edition="flash") == render_flash(full, lang="en")


def test_json_comes_back_as_the_same_record(full: Retrospective) -> None:
    text = to_json(full)
    assert Retrospective.model_validate(json.loads(text)) == full
    assert to_json(Retrospective.model_validate(json.loads(text))) == text


def test_json_begins_with_its_schema_ends_with_a_newline_and_keeps_letters(full: Retrospective) -> None:
    text = to_json(full)
    assert text.startswith('{\n "schema": "rex.retrospective/1"')
    assert text.endswith("}\n")
    assert "Inès" in text
    assert "NaN" not in text
