"""Numbers that name a person and prove themselves by a check digit: bank accounts, cards, national ids."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Lengths from the SWIFT IBAN registry, for the countries whose viewers a European or American show meets.
_IBAN_LENGTHS = (
    "NO15 BE16 DK18 FI18 NL18 SI19 AT20 EE20 LT20 LU20 CH21 HR21 LV21 LI21 BG22 DE22 GB22 IE22 GE22 RS22 AE23 GI23 IL23"
    " AD24 CZ24 ES24 RO24 SA24 SE24 SK24 TN24 PT25 IS26 TR26 FR27 GR27 IT27 MC27 SM27 MA28 PL28 HU28 CY28 DO28 UA29"
    " BR29 MT31"
)
_IBAN_LENGTH = {entry[:2]: int(entry[2:]) for entry in _IBAN_LENGTHS.split()}
_IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}[0-9]{2}(?:[ -]?[A-Za-z0-9]){11,30}")
_CARD = re.compile(r"(?<![\w.,+-])[2-6][0-9]{3}(?:[ -]?[0-9]){10,15}(?![\w])")
_CARD_BEGINS = re.compile(
    r"(?:4[0-9]{15}(?:[0-9]{3})?|5[1-5][0-9]{14}|2(?:2[2-9][0-9]|[3-6][0-9]{2}|7[01][0-9]|720)[0-9]{12}|3[47][0-9]{13}"
    r"|3(?:0[0-5]|[68][0-9])[0-9]{11}|6(?:011|5[0-9]{2}|4[4-9][0-9])[0-9]{12}|35[2-8][0-9]{13}|(?:5[06]|6[0-9])[0-9]{14})\Z"
)
_DNI = re.compile(r"(?<![\w.,/-])(?:([0-9]{8})|([0-9]{2}\.[0-9]{3}\.[0-9]{3}))([ -]?)([A-Za-z])(?!\w)")
_NIE = re.compile(r"(?<![\w.-])([XYZxyz])([ -]?)([0-9]{7})[ -]?([A-Za-z])(?!\w)")
_NIR = re.compile(
    r"(?<![\w.,-])[12][ .-]?[0-9]{2}[ .-]?(?:0[1-9]|[1-9][0-9])[ .-]?(?:[0-9]{2}|2[ABab])"  # sex, year, month, place
    r"[ .-]?[0-9]{3}[ .-]?[0-9]{3}[ .-]?[0-9]{2}(?!\w)"  # commune, order, key
)
_CPF = re.compile(r"(?<![\w.,-])[0-9]{3}[. ]?[0-9]{3}[. ]?[0-9]{3}[- ]?[0-9]{2}(?!\w)")
_SSN = re.compile(r"(?<![\w.,/-])(?!000|666|9)[0-9]{3}-(?!00)[0-9]{2}-(?!0000)[0-9]{4}(?![\w-])")
_NIF_PT = re.compile(r"(?i:\b(?:nif|contribuinte)\b\D{0,12})([0-9]{3} ?[0-9]{3} ?[0-9]{3})(?!\w)")
_ID_WORD = re.compile(r"(?i:\b(?:dni|nif|nie|documento)\b\W{0,3}(?:es|n[ºo°])?\W{0,3})\Z")
_DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"  # the letter at the number's remainder by 23
_REACH = 24


def find_accounts(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield IBANs: the country's length and the check digits of ISO 13616 (mod 97 = 1)."""
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
        digits = _digits(found[0])
        if _CARD_BEGINS.match(digits) and luhn(digits):
            yield found.start(), found.end(), "card"


def luhn(digits: str) -> bool:
    """Say whether the last digit checks the others: every second one from the right doubled, sum divisible by ten."""
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (doubled + sum(int(digit) for digit in digits[::-2])) % 10 == 0


def find_ids(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield national ids: Spanish DNI and NIE, French NIR, Brazilian CPF, Portuguese NIF, formatted US SSN."""
    yield from _spanish(text)
    for pattern, proves in ((_NIR, _nir_proves), (_CPF, _cpf_proves), (_SSN, bool)):
        for found in pattern.finditer(text):
            if proves(found[0]):
                yield found.start(), found.end(), "id"
    for found in _NIF_PT.finditer(text):
        if _nif_proves(_digits(found[1])):
            yield found.start(1), found.end(1), "id"


def _spanish(text: str) -> Iterator[tuple[int, int, str]]:
    for found in _DNI.finditer(text):
        number = int(_digits(found[1] or found[2]))
        named = found[3] != " " or _ID_WORD.search(text[max(0, found.start() - _REACH) : found.start()])
        if named and _DNI_LETTERS[number % 23] == found[4].upper():
            yield found.start(), found.end(), "id"
    for found in _NIE.finditer(text):
        number = int(str("XYZ".index(found[1].upper())) + found[3])
        if _DNI_LETTERS[number % 23] == found[4].upper():
            yield found.start(), found.end(), "id"


def _nir_proves(found: str) -> bool:
    """Check the two last digits of a French NIR: 97 minus the others' remainder by 97 (Corsica: 2A is 19, 2B is 18)."""
    plain = "".join(char for char in found if char.isalnum()).upper().replace("2A", "19").replace("2B", "18")
    return 97 - int(plain[:-2]) % 97 == int(plain[-2:])


def _cpf_proves(found: str) -> bool:
    """Check both last digits of a CPF: weights 10 to 2, then 11 to 2, the sum times ten by 11; equal digits fail."""
    digits = _digits(found)
    if len(set(digits)) == 1:
        return False
    for length in (9, 10):
        total = sum(int(digit) * (length + 1 - place) for place, digit in enumerate(digits[:length]))
        if total * 10 % 11 % 10 != int(digits[length]):
            return False
    return True


def _nif_proves(digits: str) -> bool:
    """Check the last digit of a Portuguese NIF: weights 9 to 2, 11 minus the remainder, 10 and 11 count as 0."""
    rest = 11 - sum(int(digit) * (9 - place) for place, digit in enumerate(digits[:8])) % 11
    return int(digits[8]) == (rest if rest < 10 else 0)


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())
