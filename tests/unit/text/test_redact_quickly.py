"""What is called plain at a glance holds nothing that the detectors would find."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rex.text import redact as room
from rex.text import street_words
from rex.text.redact import counts_something, personal_data, redact

QUICK = settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)

_STREETS = sorted(street_words.WORDS)
_pieces = st.lists(
    st.sampled_from(
        [
            "12",
            "3",
            "1234",
            "28001",
            ",",
            " ",
            " ",
            " ",
            ".",
            "-",
            "Mayor",
            "de",
            "la",
            "A",
            "b",
            "º",
            "#",
            "n",
            "I live at",
        ]
    )
    | st.sampled_from(_STREETS)
    | st.sampled_from(_STREETS).map(str.title)
    | st.sampled_from(
        ["ana", "example", "com", "dot", "punto", "at", "(at)", "arroba", "www.", "NI", "number", "AB", "C"]
    ),
    max_size=10,
)


@QUICK
@given(_pieces, st.booleans())
def test_a_text_that_is_plain_at_a_glance_holds_nothing(pieces: list[str], apart: bool) -> None:
    text = (" " if apart else "").join(pieces)
    if not room._is_worth_a_look(text):
        assert personal_data(text) == []
        assert redact(text) == text


def test_everything_known_to_be_personal_is_worth_a_look() -> None:
    folder = Path(__file__).parent
    for file in ("personal_data.csv", "personal_data_held_out.csv"):
        with (folder / file).open(encoding="utf-8", newline="") as table:
            texts = [cell for row in csv.reader(table) for cell in row]
        for text in texts:
            if personal_data(text):
                assert room._is_worth_a_look(text), text


def test_sizes_and_prices_are_not_worth_a_look() -> None:
    for text in ("talla 42", "24 €", "I want 2 of them", "2026", "stock: 123456"):
        assert not room._is_worth_a_look(text)
    assert counts_something("calle Mayor 3")
    assert counts_something("CALLE MAYOR 3")
    assert counts_something("600 000 0")
    assert not counts_something("no digit on calle Mayor")


def test_letters_that_a_search_without_capitals_takes_for_others_are_worth_a_look() -> None:
    """`re.IGNORECASE` takes the long s for an s; a set of words does not."""
    assert re.fullmatch("street", "\u017ftreet", re.IGNORECASE)
    assert room._is_worth_a_look("12 Oak \u017ftreet")
