"""Cells on a terminal, and texts cut and padded by them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rex.text.letters import boundary, letters
from rex.text.width import centre, fit, pad_left, pad_right, width


@pytest.mark.parametrize(
    ("text", "cells"), [("", 0), ("abc", 3), ("é", 1), ("e\u0301", 1), ("日本", 4), ("👩‍💻", 2), ("▁▂█", 3), ("🇪🇸", 2)]
)
def test_a_text_takes_the_cells_that_a_terminal_gives_it(text: str, cells: int) -> None:
    assert width(text) == cells


@pytest.mark.parametrize(
    ("text", "cells", "fitted"),
    [
        ("Autumn Glow", 11, "Autumn Glow"),
        ("Autumn Glow", 8, "Autumn…"),
        ("日本語です", 5, "日本…"),
        ("日本語です", 4, "日…"),
        ("a👩‍💻b", 2, "a…"),
        ("abc", 0, ""),
        ("abc", 1, "…"),
    ],
)
def test_a_text_is_cut_between_two_letters(text: str, cells: int, fitted: str) -> None:
    assert fit(text, cells) == fitted


def test_an_ascii_ellipsis_can_be_asked_for() -> None:
    assert fit("Autumn Glow", 9, ellipsis="...") == "Autumn..."


def test_padding_counts_cells_not_characters() -> None:
    assert pad_right("日本", 6) == "日本  "
    assert pad_left("6.2%", 6) == "  6.2%"
    assert pad_left("too long", 3) == "too long"
    assert centre("ab", 5) == " ab  "


@given(st.text(max_size=60), st.integers(0, 30))
def test_a_fitted_text_never_takes_more_than_its_cells(text: str, cells: int) -> None:
    text = "".join(char for char in text if char.isprintable())
    assert width(fit(text, cells)) <= cells


@settings(max_examples=500)
@given(st.text(alphabet="ae\u0301👩💻\u200d🏽🇪🇸🏴\U000e0067\ufe0f日", max_size=30), st.integers(0, 31))
def test_letters_make_the_text_again_and_every_cut_falls_between_two(text: str, at: int) -> None:
    pieces = list(letters(text))
    assert "".join(pieces) == text
    ends = {0}
    for piece in pieces:
        ends.add(max(ends) + len(piece))
    assert boundary(text, at) in ends
