"""`rex questionnaire lint`: what ships is clean, a workspace's own set is told by file and line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.e2e.driving import rex

if TYPE_CHECKING:
    from pathlib import Path

OWN = """\
set: own
version: 1
role: host
title: {en: Own, es: Propio, fr: À nous}
questions:
  - id: own.why
    type: text
    phase: blind
    label: {en: Why did you stop?, es: ¿Qué llevó a parar?, fr: Qu'est-ce qui a mené à l'arrêt ?}
    short: {en: Stop, es: Parada, fr: Arrêt}
    feeds: [B28]
"""


def test_what_ships_is_clean(tmp_path: Path) -> None:
    ended = rex("questionnaire", "lint", "--exit-code", cwd=tmp_path)
    assert ended.ended(0).out.startswith("c")
    assert "Nothing is doubtful; every path was walked." in ended.err


def test_a_doubt_is_told_with_its_place_why_and_what_helps(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(OWN, encoding="utf-8")
    ended = rex("questionnaire", "lint", "own.yaml", cwd=tmp_path).ended(0)
    assert "own.yaml:6  own.why  blaming-wording" in ended.out
    assert "Ask what happened, or how." in " ".join(ended.out.split())
    assert max(map(len, ended.out.splitlines())) <= 80
    rex("questionnaire", "lint", "own.yaml", "--exit-code", cwd=tmp_path).ended(1)
    (only,) = rex("questionnaire", "lint", "own.yaml", "--json", cwd=tmp_path).ended(0).json["sets"]
    assert [(d["rule"], d["question"], d["file"], d["line"]) for d in only["doubts"]] == [
        ("blaming-wording", "own.why", "own.yaml", 6)
    ]


def test_a_set_that_does_not_load_stops_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(OWN.replace("type: text", "type: txt"), encoding="utf-8")
    ended = rex("questionnaire", "lint", "own.yaml", cwd=tmp_path).ended(3)
    assert "own.yaml, line 7" in ended.err
    assert '"text"' in ended.err
