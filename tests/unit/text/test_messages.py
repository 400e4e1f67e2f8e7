from __future__ import annotations

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rex.text.clean import LONGEST, clean
from rex.text.messages import PLAIN, Messages, folded
from rex.text.redact import personal_data, redact

QUICK = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)

_PIECES = [
    "hola", "precio?", " ", "  ", "😍", "👩\u200d🦰", "🇪🇸", "é", "e\u0301", "\u200b", "\t", "\n", "\r\n", "\x1b[31m",
    "\ud83d", "İ", "ﬁ", "ß", "Σ", "_", "+1", "24 €", "ana@example.com", "ana arroba example punto com", "www.",
    "@leo", "+34 600 000 001", "600000002", "calle Mayor 3", "12 Oak Street", "1️⃣", "٣", "X1234567L", "…", ".",
    "https://instagram.com/ana", "'", "Ω", "\u2011", "¡Qué bonito!", "AT)", "x" * 700,
]  # fmt: skip
_texts = st.lists(st.sampled_from(_PIECES) | st.text(max_size=6), max_size=8).map("".join)


@QUICK
@given(st.lists(_texts, max_size=12))
def test_many_messages_together_become_what_each_becomes_alone(raws: list[str]) -> None:
    said = Messages().many(raws)
    alone = [redact(clean(raw)) for raw in raws]
    assert said.texts == alone
    assert said.keys == [folded(text) for text in alone]


@pytest.mark.parametrize(
    "raw", ["", " ", "\n", "a\nb", "😍😍", "_", "x" * (LONGEST + 1), "ana@example.com", " at example punto com"]
)
def test_a_message_among_plain_ones_is_made_as_alone(raw: str) -> None:
    said = Messages().many(["hola", raw, "¡qué bonito!", raw, "bye"])
    text = redact(clean(raw))
    assert said.texts == ["hola", text, "¡qué bonito!", text, "bye"]
    assert said.keys == ["hola", folded(text), "qué bonito", folded(text), "bye"]


def test_the_same_messages_again_are_the_same() -> None:
    messages = Messages()
    raws = ["call +34 600 000 003", "hi", "call +34 600 000 003"]
    assert messages.many(raws) == messages.many(raws)
    assert messages.one(raws[0]) == (messages.many(raws).texts[0], messages.many(raws).keys[0])
    assert messages.key("call [phone]") == "call phone"


def plain_letters() -> list[str]:
    """Spell out the ranges of the character class that PLAIN is."""
    letters: list[str] = []
    at = 0
    while at < len(PLAIN):
        is_range = PLAIN[at + 1 : at + 2] == "-"
        last = PLAIN[at + 2] if is_range else PLAIN[at]
        letters += map(chr, range(ord(PLAIN[at]), ord(last) + 1))
        at += 3 if is_range else 1
    return letters


def test_plain_letters_are_left_alone_by_cleaning_whatever_stands_beside_them() -> None:
    letters = plain_letters()
    assert len(letters) > 1_000
    for letter in letters:
        if letter != " ":
            assert clean(letter) == letter, f"{ord(letter):x}"
            assert unicodedata.combining(letter) == 0
    bases = [letter for letter in letters if letter.isalpha()]
    for letter in letters:  # none of them joins the letter before it into one
        together = "".join(base + letter for base in bases)
        assert unicodedata.normalize("NFC", together) == together, f"{ord(letter):x}"


def test_no_plain_letter_alone_is_worth_a_look_for_personal_data() -> None:
    for letter in plain_letters():
        assert personal_data(f"a{letter}b {letter}") == []


def test_emoji_and_punctuation_alone_keep_their_characters() -> None:
    assert folded(" 😍!! ") == "😍!!"
    assert folded("¿Precio?") == folded("precio") == "precio"
    assert folded("Straße, 3") == "strasse 3"
