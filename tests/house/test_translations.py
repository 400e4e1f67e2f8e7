"""Spanish and French say every sentence that REX says, with the same places, and nothing that it no longer says."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from rex.text.catalogue import languages, locales, places
from rex.text.extract import Sentence, sentences, untranslated

ROOT = Path(__file__).resolve().parents[2]
SPOKEN = [lang for lang in languages() if lang != "en"]
NARROW = 26
"""Cells that a KPI's name may fill; the English ones fill up to 28."""
NO_BREAK = "\u00a0"


@cache
def said() -> tuple[Sentence, ...]:
    """List what the code and the templates say."""
    return sentences(ROOT / "rex", ROOT / "templates")


@cache
def entries(lang: str) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Read a catalogue as (singular, plural, forms), as babel sees it."""
    with (locales() / f"{lang}.po").open("rb") as opened:
        read = read_po(opened, locale=lang, abort_invalid=True)
    found = []
    for message in read:
        if not message.id:
            continue
        ids = (message.id, "") if isinstance(message.id, str) else (message.id[0], message.id[1])
        forms = (message.string,) if isinstance(message.string, str) else tuple(message.string)
        found.append((*ids, tuple(str(form) for form in forms)))
    return tuple(found)


def translations(lang: str) -> list[str]:
    """Give every form of every sentence of a language."""
    return [form for _, _, forms in entries(lang) for form in forms]


def heads(lang: str) -> list[str]:
    """Give what names each entry of the file itself: its context and its msgid, as they are written."""
    text = (locales() / f"{lang}.po").read_text(encoding="utf-8")
    blocks = (block.split("\nmsgid_plural")[0].split("\nmsgstr")[0] for block in text.split("\n\n"))
    return ["\n".join(line for line in block.splitlines() if not line.startswith("#")) for block in blocks]


def test_both_languages_of_the_contract_are_there() -> None:
    assert SPOKEN == ["es", "fr"]


def test_the_code_says_what_plug_ins_are_called_and_what_stands_in_variables() -> None:
    known = {one.singular for one in said()}
    # A KPI's title, a check's, an importer's; an argument of Speaker.t; a word inside nested calls.
    assert {"Conversion", "Missing data", "Shopify orders export", "set aside", "There is no moment {n}."} <= known


@pytest.mark.parametrize("lang", SPOKEN)
def test_every_sentence_is_translated_with_the_same_places(lang: str) -> None:
    lacking = untranslated(lang, said())
    assert lacking == (), "\n".join(f"{one.file}:{one.line}: {one.singular}" for one in lacking)


@pytest.mark.parametrize("lang", SPOKEN)
def test_no_form_names_a_place_that_the_english_has_not(lang: str) -> None:
    for singular, plural, forms in entries(lang):
        wanted = places(singular) | places(plural)
        assert all(places(form) <= wanted for form in forms), singular
        assert places(forms[-1]) == wanted, singular


@pytest.mark.parametrize("lang", SPOKEN)
def test_nothing_is_translated_that_nothing_says(lang: str) -> None:
    known = {(one.singular, one.plural) for one in said()}
    assert [(singular, plural) for singular, plural, _ in entries(lang) if (singular, plural) not in known] == []


@pytest.mark.parametrize("lang", SPOKEN)
def test_no_sentence_stands_twice_and_none_is_a_guess(lang: str) -> None:
    names = heads(lang)
    assert sorted(name for name in set(names) if names.count(name) > 1) == []
    assert len(names) == len(entries(lang)) + 1  # and the header
    assert "fuzzy" not in (locales() / f"{lang}.po").read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", SPOKEN)
def test_no_translation_shouts_or_types_what_the_formatter_writes(lang: str) -> None:
    assert [text for text in translations(lang) if re.search(r"[!¡%€$£]", text)] == []


def test_french_keeps_its_high_signs_with_their_words() -> None:
    bare = re.compile(rf"(?<!{NO_BREAK})[;?»](?=\s|$)|(?<!{NO_BREAK}):(?=\s|$)|«(?!{NO_BREAK})")
    # "? indécidable" explains a mark, "currency: EUR" and "--all" are typed as they stand.
    left = [bare.sub(lambda found: f"[{found[0]}]", text) for text in translations("fr") if bare.search(text)]
    assert [text for text in left if "currency[:] EUR" not in text and "[?] indécidable" not in text] == []


def test_spanish_questions_open_with_their_sign() -> None:
    assert [text for text in translations("es") if text.endswith("?") and "¿" not in text] == []


@pytest.mark.parametrize("lang", SPOKEN)
def test_names_of_kpis_fit_a_narrow_column(lang: str) -> None:
    titles = {one.singular for one in said() if one.file.startswith("rex/metrics/")}
    short = {singular for singular in titles if len(singular) <= NARROW and "." not in singular}
    named = [forms[0] for singular, plural, forms in entries(lang) if singular in short and not plural]
    assert [name for name in named if len(name) > NARROW] == []
