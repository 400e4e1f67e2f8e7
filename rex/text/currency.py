"""How many decimals a currency has (ISO 4217), so that money can be kept as whole minor units."""

from __future__ import annotations

import re

# Not Babel's digits: CLDR gives 0 to currencies whose cents are out of use (RSD, COP in cash), while shops and
# payment platforms write them, and a sum kept in minor units must not depend on that habit.
_NONE = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
_THREE = "BHD IQD JOD KWD LYD OMR TND"
_FOUR = "CLF UYW"
_DECIMALS = {code: digits for digits, codes in ((0, _NONE), (3, _THREE), (4, _FOUR)) for code in codes.split()}
_CODE = re.compile(r"[A-Z]{3}\Z")


def is_currency(unit: str) -> bool:
    """Say whether a unit is written as an ISO 4217 code: three capital letters."""
    return _CODE.match(unit) is not None


def exponent(currency: str) -> int:
    """Give the number of decimals of a currency: 2 for EUR, 0 for JPY, 3 for KWD (ISO 4217); 2 when unknown."""
    return _DECIMALS.get(currency, 2)
