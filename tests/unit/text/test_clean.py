"""What cleaning takes out of a viewer's words, and what it must leave."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rex.text.clean import clean


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("", ""),
        ("hola, ¿tenéis la talla M?", "hola, ¿tenéis la talla M?"),
        ("  two   spaces\tand\ttabs ", "two spaces and tabs"),
        ("one\r\ntwo\nthree\u2028four\u0085five", "one two three four five"),
        ("no\u00a0break", "no break"),
        ("\ufeffbom", "bom"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07after", "after"),
        ("\x1b]8;;http://a.example\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x9b31mred \x9d0;title\x9cafter", "red after"),
        ("\x1b(Bplain \x1bcreset", "plain reset"),
        ("a\x00b\x07c\x08d\x7fe\x81f", "abcdef"),
        ("abc\u202egnp.exe", "abcgnp.exe"),
        ("\u2066isolated\u2069 \u200fmark", "isolated mark"),
        ("zero\u200bwidth\u200c \u2060here\u00ad", "zerowidth here"),
        ("joined\u200dletters", "joinedletters"),
        ("hidden\U000e0041\U000e0042 tags", "hidden tags"),
        ("hidden\U000e0100\U000e01ef selectors", "hidden selectors"),
        ("filler \u3164 \u2800 only", "filler only"),
        ("e\u0301t\u00e9", "été"),
        ("half \ud83d gone", "half gone"),
        ("\ud83d\ude00 whole again", "😀 whole again"),
    ],
)
def test_what_is_not_to_be_read_is_gone(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


@pytest.mark.parametrize(
    "kept",
    [
        "👩‍💻 y 👨‍👩‍👧‍👦",
        "❤️‍🔥",
        "👍🏽",
        "🇪🇸🇫🇷",
        "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
        "日本語 한국어",
        "ñandú Ærø ß",
    ],
)
def test_emoji_families_flags_and_other_scripts_stay(kept: str) -> None:
    assert clean(kept) == kept


def test_a_joiner_between_an_emoji_and_a_letter_goes() -> None:
    assert clean("👩\u200da") == "👩a"
    assert clean("👩\u200d\u200d💻") == "👩💻"


def test_accents_that_climb_out_of_the_line_are_cut_to_four() -> None:
    cleaned = clean("x" + "\u0336" * 50 + "y")
    assert cleaned == "x" + "\u0336" * 4 + "y"


def test_a_long_text_ends_in_an_ellipsis_between_two_letters() -> None:
    assert clean("a" * 3000) == "a" * 1999 + "…"
    assert clean("ab👩‍💻cd", longest=5) == "ab…"  # the woman with a computer is three characters: she goes whole
    assert clean("🇪🇸🇫🇷🇮🇹", longest=4) == "🇪🇸…"
    assert clean("abcde", longest=5) == "abcde"


@given(st.text(alphabet=[*map(chr, range(0x3100)), *"\ud800\udfff\ufeff\ufffb😀\U000e0041"], max_size=200))
def test_any_text_becomes_one_printable_line_and_cleaning_again_changes_nothing(raw: str) -> None:
    once = clean(raw)
    assert clean(once) == once
    assert once.splitlines() in ([once], [])
    assert unicodedata.is_normalized("NFC", once)
    assert not any(unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} for char in once)


@given(st.text(alphabet="a \x1b[]0;m\x07\u200d👩💻\u0301\u202e\ud83d\ude00\U000e0041🏴🇪", max_size=40))
def test_hostile_pieces_in_any_order_are_cleaned_at_once(raw: str) -> None:
    once = clean(raw, longest=12)
    assert clean(once, longest=12) == once
    assert len(once) <= 12
    assert not any(unicodedata.category(char) in {"Cc", "Cs"} or char == "\u202e" for char in once)


@pytest.mark.parametrize(
    "piece", ["\x1b]", "\x9d", "\x1b[", " ", "\u0301", "\u0301\u0323", "👩\u200d", "🇪", "\u200b", "a\n"]
)
def test_time_grows_with_the_length_and_no_faster(piece: str) -> None:
    def cost(times: int) -> float:
        text = "é" + piece * times
        started = time.perf_counter()
        clean(text)
        return time.perf_counter() - started

    short, long = min(cost(20_000) for _ in range(3)), min(cost(160_000) for _ in range(2))
    assert long < max(0.2, 24 * short)  # eight times the text: 8 when linear, 64 when quadratic
