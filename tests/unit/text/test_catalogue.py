"""Sentences are whole, translated where a translation is finished, and English where it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.errors import UsageError
from rex.text.catalogue import N_, Catalogue, fill, languages, places

if TYPE_CHECKING:
    from pathlib import Path

HEADER = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=({rule});\\n"
"""
FRENCH = """
msgid "{low} to {high}"
msgstr "{low} à {high}"

#, fuzzy
msgid "Saved."
msgstr "Sauvage."

msgid "Stopped."
msgstr ""

msgid "{n} session"
msgid_plural "{n} sessions"
msgstr[0] "{n} séance"
msgstr[1] "{n} séances"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "fr.po").write_text(HEADER.format(rule="n > 1") + FRENCH, encoding="utf-8")
    return tmp_path


def test_english_is_said_as_it_stands_in_the_code() -> None:
    assert Catalogue("en").say("{low} to {high}", low="5.2", high="7.4%") == "5.2 to 7.4%"


def test_a_translated_sentence_keeps_its_places(folder: Path) -> None:
    assert Catalogue("fr", folder).say("{low} to {high}", low="5,2", high="7,4 %") == "5,2 à 7,4 %"


@pytest.mark.parametrize("sentence", ["Saved.", "Stopped.", "Nobody translated this."])
def test_unfinished_and_unknown_sentences_are_said_in_english(folder: Path, sentence: str) -> None:
    assert Catalogue("fr", folder).say(sentence) == sentence


@pytest.mark.parametrize(
    ("n", "said"), [(0, "0 séance"), (1, "1 séance"), (2, "2 séances"), (1.7, "1.7 séance"), (2.5, "2.5 séances")]
)
def test_french_has_one_form_below_two_fractions_included(folder: Path, n: float, said: str) -> None:
    assert Catalogue("fr", folder).say_n("{n} session", "{n} sessions", n) == said


@pytest.mark.parametrize(("n", "said"), [(0, "0 sessions"), (1, "1 session"), (2, "2 sessions"), (1.7, "1.7 sessions")])
def test_english_has_one_form_for_exactly_one(n: float, said: str) -> None:
    assert Catalogue("en").say_n("{n} session", "{n} sessions", n) == said


def test_a_formatted_number_takes_the_place_of_the_bare_one() -> None:
    assert Catalogue("en").say_n("{n} row", "{n} rows", 1842, n="1,842") == "1,842 rows"


def test_a_value_with_braces_stays_a_value() -> None:
    assert Catalogue("en").say("They wrote {text}", text="{0.__class__}") == "They wrote {0.__class__}"
    assert fill("{{braces}} and {name}", {"name": "x"}) == "{braces} and x"


def test_a_missing_value_is_a_mistake_of_the_code() -> None:
    with pytest.raises(KeyError, match="high"):
        Catalogue("en").say("{low} to {high}", low="1")


def test_a_language_with_a_region_reads_its_language(folder: Path) -> None:
    assert Catalogue("fr-CA", folder).lang == "fr"


def test_an_unknown_language_names_those_there_are(folder: Path) -> None:
    with pytest.raises(UsageError, match="does not speak 'de'") as stopped:
        Catalogue("de", folder)
    assert stopped.value.todo == "Choose one of: en, fr."


def test_the_shipped_languages_are_english_spanish_and_french() -> None:
    assert languages() == ("en", "es", "fr")
    assert Catalogue("es").lang == "es"
    assert Catalogue("fr").lang == "fr"


def test_a_marked_sentence_is_itself() -> None:
    assert N_("Later.") == "Later."


def test_places_are_named_and_doubled_braces_are_none() -> None:
    assert places("{n} of {total}, {{not}}") == {"n", "total"}
