"""Recall and precision of redaction on invented chat lines, and the ways it must not go wrong."""

from __future__ import annotations

import csv
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rex.text.check_digits import luhn
from rex.text.redact import personal_data, redact
from rex.text.street_words import WORDS

HERE = Path(__file__).parent
MARK = re.compile(r"\[\[([^|\]]+)\|(.+?)\]\](?!\])")


def _lines(name: str) -> list[str]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return [row["text"] for row in csv.DictReader(file)]


def _plain_and_truth(line: str) -> tuple[str, list[tuple[int, int, str]]]:
    """Turn "call [[phone|600]]" into its plain text and the spans that should be found in it."""
    text, truth, end = "", [], 0
    for mark in MARK.finditer(line):
        text += line[end : mark.start()]
        truth.append((len(text), len(text) + len(mark[2]), mark[1]))
        text += mark[2]
        end = mark.end()
    return text + line[end:], truth


Line = tuple[str, list[tuple[int, int, str]]]
# The lines kept apart were written before anybody looked at the patterns: the first time 70 of 100 pieces were found in
# them, and 87 of 100 finds were right. The patterns have learnt from them since, so now they guard, and prove less.
SEEN = [_plain_and_truth(line) for line in (*_lines("personal_data.csv"), *_lines("look_alikes.csv"))]
KEPT_APART = [
    _plain_and_truth(line) for name in ("personal_data", "look_alikes") for line in _lines(f"{name}_held_out.csv")
]


def _missed_and_wrong(lines: list[Line]) -> tuple[float, float, list[object]]:
    """Give recall, precision, and what was missed or wrong; a piece counts only with its kind and to the letter."""
    true, wanted = 0, 0
    odd: list[object] = []
    for text, truth in lines:
        found = personal_data(text)
        true += len(set(found) & set(truth))
        wanted += len(truth)
        odd += [(text, span) for span in set(found) ^ set(truth)]
    wrong = sum(len(set(personal_data(text)) - set(truth)) for text, truth in lines)
    return true / wanted, true / (true + wrong), odd


def test_the_sets_are_large_enough_to_mean_something() -> None:
    everything = SEEN + KEPT_APART
    assert sum(bool(truth) for _, truth in everything) >= 300
    assert sum(not truth for _, truth in everything) >= 300
    assert len({text for text, _ in everything}) > 0.98 * len(everything)


@pytest.mark.parametrize("lines", [SEEN, KEPT_APART, SEEN + KEPT_APART], ids=["seen", "kept apart", "together"])
def test_recall_is_at_least_98_percent_and_precision_95(lines: list[Line]) -> None:
    recall, precision, odd = _missed_and_wrong(lines)
    assert recall >= 0.98, odd
    assert precision >= 0.95, odd


@pytest.mark.parametrize("kind", ["mail", "phone", "card", "iban", "id", "address", "link", "@"])
def test_no_kind_is_left_behind(kind: str) -> None:
    spans = [(text, span) for text, truth in SEEN + KEPT_APART for span in truth if span[2] == kind]
    missed = [(text, span) for text, span in spans if span not in personal_data(text)]
    assert len(spans) >= 20
    assert len(missed) <= 0.04 * len(spans), missed


def test_the_quick_look_lets_through_whatever_can_be_found() -> None:
    for text, _ in SEEN + KEPT_APART:
        found = personal_data(text)
        redacted = redact(text)
        assert (redacted != text) == bool(found), text
        assert not personal_data(redacted), text


@pytest.mark.parametrize("word", sorted(WORDS - {"r", "lg", "dit", "gran", "postal"}))
def test_every_word_of_an_address_is_known_to_the_quick_look(word: str) -> None:
    lines = (f"{word} Prueba 3", f"{word} de la Prueba 3", f"3 {word} des Tests", f"I live at 3 Test {word}")
    more = (f"{word} 3 # 4-5", f"po {word} 12", f"{word} 12", f"{word} 3 {word} 4 {word} 5")
    found = [line for line in (*lines, *more) if personal_data(line)]
    assert found
    assert all("[address]" in redact(line) for line in found)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("escríbeme a lucia@example.com o al 600 000 000", "escríbeme a [mail] o al [phone]"),
        ("pedido 612345678, talla 38, 39,90 €", "pedido 612345678, talla 38, 39,90 €"),
        ("gracias @lucia_prueba, vivo en calle Mayor 12", "gracias [@], vivo en [address]"),
        ("@ana_test@leo_test", "[@][@]"),
        ("@ana.prueba-5q3z8 gracias, @leo-test- no", "[@] gracias, [@]- no"),
        ("6️⃣0️⃣0️⃣0️⃣0️⃣0️⃣0️⃣0️⃣1️⃣ 😀️ llamad", "[phone] 😀️ llamad"),
        ("600\u2011000\u2011001", "[phone]"),
        ("R. Prueba 3, gran vía 4, c/Prueba 5, Lg. Prueba 6", "[address], [address], [address], [address]"),
        ("calle Prueba s/n", "[address]"),
        ("c/ Prueba nº 3-2ºB y mi clabe 032180000118359719", "[address] y mi clabe [iban]"),
        ("ana.prueba@example, o ana punto prueba arroba example punto com", "[mail], o [mail]"),
        ("look at example dot com", "look at example dot com"),
        ("@34600000001 hola, 3 @ 15000000", "[@] hola, 3 @ 15000000"),
        ("7777777777, 01 02 03 04 05, 07 08 09 10 11", "7777777777, 01 02 03 04 05, 07 08 09 10 11"),
        ("tel:600000001 o 600/000/002 o 0460/00.00.03", "tel:[phone] o [phone] o [phone]"),
        ("mi pedido 57 300 000 0024, mi cel 57 300 000 0025", "mi pedido 57 300 000 0024, mi cel [phone]"),
        ("", ""),
    ],
)
def test_placeholders_take_the_place_of_personal_data_alone(text: str, kept: str) -> None:
    assert redact(text) == kept


def test_the_country_decides_about_a_bare_block_of_digits() -> None:
    assert redact("2025550143") == "2025550143"
    assert redact("2025550143", "US") == "[phone]"


def test_a_wrong_check_digit_is_no_card_no_account_and_no_id() -> None:
    # 4111 1111 1111 1111 sums to 30 by Luhn (8 doubled to 2+2+..): divisible by ten; the last digit 2 makes it 31.
    assert luhn("4111111111111111")
    for text in ("4111 1111 1111 1112", "ES91 2100 0418 4502 0005 1333", "12345678A", "111.444.777-36"):
        assert "[" not in redact(text)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ab @.+-()/:#0123456789cCalerue,ºat\n[]", max_size=80))
def test_redacting_twice_changes_nothing_more(text: str) -> None:
    once = redact(text)
    assert redact(once) == once


@pytest.mark.parametrize(
    "piece",
    [
        "1 ",
        "a.",
        "a@",
        "ES91 ",
        "(1",
        "12 rue ",
        "calle a ",
        "1 a ",
        "http://a?",
        "a at ",
        "+",
        "4111-",
        "av a ",
        "dni 1 ",
        "1 rue a ",
        "calle 1 # 1",
        "col a 1",
        "a punto ",
        "6\u20e3",
        "flat 1 ",
        "quadra 3 ",
        "urb los a ",
        "nif es n ",
        "1 a st, A ",
        "clabe 1 ",
        "a@example",
        "rue a 1 ",
        "ABCD",
        "07/000",
        "calle a 1 piso 1 ",
    ],
)
def test_time_grows_with_the_length_and_no_faster(piece: str) -> None:
    def cost(times: int) -> float:
        text = piece * times
        started = time.perf_counter()
        redact(text)
        return time.perf_counter() - started

    cost(10)
    short, long = min(cost(1_000) for _ in range(3)), min(cost(8_000) for _ in range(2))
    assert long < max(0.2, 24 * short)  # eight times the text: 8 when linear, 64 when quadratic
