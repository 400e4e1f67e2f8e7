"""Decimals of currencies as ISO 4217 lists them."""

from __future__ import annotations

import pytest

from rex.text.currency import exponent, is_currency


@pytest.mark.parametrize(
    ("code", "decimals"), [("EUR", 2), ("USD", 2), ("JPY", 0), ("CLP", 0), ("COP", 2), ("KWD", 3), ("CLF", 4)]
)
def test_each_currency_has_its_decimals(code: str, decimals: int) -> None:
    assert exponent(code) == decimals


def test_only_three_capital_letters_are_a_currency() -> None:
    assert is_currency("EUR")
    assert not any(map(is_currency, ("share", "eur", "EURO", "", "EUR\n")))
