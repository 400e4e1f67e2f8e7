"""Numbers of money that prove themselves by a check digit: bank accounts and payment cards."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rex.text.check_digits import digits_of, luhn

if TYPE_CHECKING:
    from collections.abc import Iterator

# Lengths from the SWIFT IBAN registry, for the countries whose viewers a European or American show meets.
_IBAN_LENGTHS = (
    "NO15 BE16 DK18 FI18 NL18 SI19 AT20 EE20 LT20 LU20 CH21 HR21 LV21 LI21 BG22 DE22 GB22 IE22 GE22 RS22 AE23 GI23 IL23"
    " AD24 CZ24 ES24 RO24 SA24 SE24 SK24 TN24 PT25 IS26 TR26 FR27 GR27 IT27 MC27 SM27 MA28 PL28 HU28 CY28 DO28 UA29"
    " BR29 MT31"
)
_IBAN_LENGTH = {entry[:2]: int(entry[2:]) for entry in _IBAN_LENGTHS.split()}
_IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}[ -]?[0-9]{2}(?:[ .-]?[A-Za-z0-9]){11,30}")
_NATIONAL_ACCOUNT = re.compile(  # Mexico's CLABE, Argentina's CBU and CVU, where IBANs are not in use
    r"(?<!\w)(?i:clabe|cbu|cvu)\W{1,3}(?:(?i:es|interbancaria)\W{1,3}){0,2}"
    r"([0-9](?:[ -]?[0-9]){17}(?:(?:[ -]?[0-9]){4})?)(?!\w)"
)
_CARD = re.compile(r"(?<![\w.,+-])[2-6][0-9]{3}(?:[ -]?[0-9]){10,15}(?![\w])")
_CARD_BEGINS = re.compile(
    r"(?:4[0-9]{15}(?:[0-9]{3})?|5[1-5][0-9]{14}|2(?:2[2-9][0-9]|[3-6][0-9]{2}|7[01][0-9]|720)[0-9]{12}|3[47][0-9]{13}"
    r"|3(?:0[0-5]|[68][0-9])[0-9]{11}|6(?:011|5[0-9]{2}|4[4-9][0-9])[0-9]{12}|35[2-8][0-9]{13}|(?:5[06]|6[0-9])[0-9]{14})\Z"
)


def find_accounts(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield IBANs (the country's length, the check digits of ISO 13616: mod 97 = 1), and what is named CLABE or CBU."""
    for found in _NATIONAL_ACCOUNT.finditer(text):
        yield found.start(1), found.end(1), "iban"
    for found in _IBAN.finditer(text):
        length = _IBAN_LENGTH.get(found[0][:2].upper(), 0)
        end, taken = found.start(), 0
        while end < found.end() and taken < length:
            taken += text[end].isalnum()
            end += 1
        plain = "".join(char for char in text[found.start() : end] if char.isalnum()).upper()
        if length and taken == length and not text[end : end + 1].isalnum() and _mod_97(plain[4:] + plain[:4]) == 1:
            yield found.start(), end, "iban"


def _mod_97(plain: str) -> int:
    return int("".join(str(int(char, 36)) for char in plain)) % 97


def find_cards(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield payment cards: a known beginning and length, and the check digit of ISO/IEC 7812 (Luhn)."""
    for found in _CARD.finditer(text):
        digits = digits_of(found[0])
        if _CARD_BEGINS.match(digits) and luhn(digits):
            yield found.start(), found.end(), "card"
