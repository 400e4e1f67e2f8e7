"""Files of rules: own ones beside the shipped, mistakes shown in their line, patterns that could run away refused."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from rex.checks.prose.find import hits
from rex.checks.prose.pattern import UnsafePatternError, compiled
from rex.checks.prose.rule import load, shipped, with_own
from rex.errors import FileError

if TYPE_CHECKING:
    from pathlib import Path

OWN = """family: jargon
check: jargon
level: warn
message: A word of the house {{x}}.
remedy: Say it plainly.
lists:
  es:
    thing: [sinergia, "sinergias"]
rules:
  - id: synergy
    lang: es
    match:
      - <thing> de .. canal
    exceptions:
      - sinergia de nuevo canal
"""


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "own.yaml"
    file.write_text(text, "utf-8")
    return file


def test_own_rules_stand_beside_the_shipped(tmp_path: Path) -> None:
    written(tmp_path, OWN)
    rules = with_own(tmp_path)
    assert len(rules) == len(shipped()) + 1
    assert [hit.words for hit in hits("Ayer:\nsinergia de todo el canal.", "es", rules)] == [
        "sinergia de todo el canal"
    ]
    assert hits("Una sinergia de nuevo canal.", "es", rules) == []


def test_an_own_rule_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    first = shipped()[0]
    written(tmp_path, f"family: {first.family}\nrules:\n- {{id: {first.id}, lang: {first.lang}, match: [xyzzy]}}\n")
    rules = with_own(tmp_path)
    assert len(rules) == len(shipped())
    assert hits("xyzzy", first.lang, rules)


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("level: warn", "level: loud", 3, "level"),
        ("remedy", "remdy", 5, "remdy"),
        ("lang: es", "lang: de", 11, "lang"),
        ("<thing> de .. canal", "<things> canal", 13, "<things>"),
        ("<thing> de .. canal", "(canal", 13, "cannot be used"),
        ("<thing> de .. canal", r"(\w+ )+canal", 13, "endless"),
        ("message: A word of the house {{x}}.\n", "", 1, "message"),
    ],
)
def test_a_mistake_is_shown_in_its_line(tmp_path: Path, old: str, new: str, line: int, says: str) -> None:
    with pytest.raises(FileError, match=r"own\.yaml, line|own\.yaml") as raised:
        load(written(tmp_path, OWN.replace(old, new)))
    assert says in raised.value.what
    assert raised.value.place is not None
    assert line in {raised.value.place.line, 1 if not raised.value.place.line else -1}


def test_one_id_stands_once(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"line 16: .*twice"):
        load(written(tmp_path, OWN + "  - {id: synergy, lang: es, match: [canal]}\n"))


@pytest.mark.parametrize("pattern", [r"(a+)+", r"(\w+ )*x", r".*x", r"(?:a|b)*", r"\w+\w+x", r"(a)\1", "<no>"])
def test_patterns_that_can_run_away_are_refused(pattern: str) -> None:
    with pytest.raises(UnsafePatternError):
        compiled(pattern, {})


def test_a_hit_tells_line_column_and_words() -> None:
    (hit,) = hits("Buenas.\n\n  Todo bien, pero\nse veía\n venir.", "es", shipped())
    assert (hit.line, hit.column, hit.words) == (4, 1, "se veía\n venir")


@pytest.mark.parametrize("text", ["we " * 20_000, "a" * 60_000, "the \"'«“" * 8_000, "si hubiera " * 6_000])
def test_no_text_takes_long(text: str) -> None:
    before = time.perf_counter()
    hits(text, None, shipped())
    assert time.perf_counter() - before < 20
