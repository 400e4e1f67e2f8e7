"""Check digits of cards and national ids, after the rules the issuing authorities publish.

Each function is given an id as somebody wrote it, in the shape `national_ids` looks for, and says whether it fits.
"""

from __future__ import annotations

import re

_DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"  # the letter at the number's remainder by 23


def luhn(digits: str) -> bool:
    """Say whether the last digit checks the others: every second one from the right doubled, sum divisible by ten."""
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (doubled + sum(int(digit) for digit in digits[::-2])) % 10 == 0


def digits_of(text: str) -> str:
    """Give the digits of a text, without what stands between them."""
    return "".join(char for char in text if char.isdigit())


def _plain(text: str) -> str:
    return "".join(char for char in text if char.isalnum()).upper()


def _eleven(digits: str, weights: tuple[int, ...]) -> int:
    """Give 11 minus the weighted sum's remainder by 11: between 1 and 11."""
    return 11 - sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11


def dni(found: str) -> bool:
    """Check the letter of a Spanish DNI, or of a NIE, whose X, Y, Z stand for 0, 1, 2."""
    plain = _plain(found)
    number = plain[:-1].translate(str.maketrans("XYZ", "012"))
    return _DNI_LETTERS[int(number) % 23] == plain[-1]


def cif(found: str) -> bool:
    """Check the last sign of a Spanish firm's NIF: a digit sum as in Luhn, written as a digit or as the letter A-J."""
    plain = _plain(found)
    odd = sum(sum(divmod(2 * int(digit), 10)) for digit in plain[1:8:2])
    control = -(odd + sum(int(digit) for digit in plain[2:8:2])) % 10
    return plain[8] in (str(control), "JABCDEFGHI"[control])


def nir(found: str) -> bool:
    """Check the two last digits of a French NIR: 97 minus the others' remainder by 97 (Corsica: 2A is 19, 2B is 18)."""
    plain = _plain(found).replace("2A", "19").replace("2B", "18")
    return 97 - int(plain[:-2]) % 97 == int(plain[-2:])


def belgian(found: str) -> bool:
    """Check a Belgian national number: a day of birth, then 97 minus the remainder by 97 (since 2000: of 2 and it)."""
    digits = digits_of(found)
    if not (int(digits[2:4]) % 20 <= 12 and int(digits[4:6]) <= 31):
        return False
    return any(97 - int(century + digits[:9]) % 97 == int(digits[9:]) for century in ("", "2"))


def ahv(found: str) -> bool:
    """Check a Swiss AHV number: 756 and the check digit of EAN-13."""
    digits = digits_of(found)
    return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10 == 0


def cpf(found: str) -> bool:
    """Check both last digits of a CPF: weights 10 to 2, then 11 to 2; 10 and 11 count as 0; equal digits fail."""
    digits = digits_of(found)
    if len(set(digits)) == 1:
        return False
    return all(
        _eleven(digits[:length], tuple(range(length + 1, 1, -1))) % 11 % 10 == int(digits[length]) for length in (9, 10)
    )


def cnpj(found: str) -> bool:
    """Check both last digits of a CNPJ: weights 5 to 2 and 9 to 2, then 6 to 2 and 9 to 2; 10 and 11 count as 0."""
    digits = digits_of(found)
    return len(set(digits)) > 1 and all(
        _eleven(digits[:length], (*range(length - 7, 1, -1), *range(9, 1, -1))) % 11 % 10 == int(digits[length])
        for length in (12, 13)
    )


def nif_pt(found: str) -> bool:
    """Check the last digit of a Portuguese NIF: weights 9 to 2; 10 and 11 count as 0."""
    digits = digits_of(found)
    return _eleven(digits[:8], tuple(range(9, 1, -1))) % 11 % 10 == int(digits[8])


def citizen_card(found: str) -> bool:
    """Check a Portuguese citizen card: Luhn over signs in base 36, doubled values above nine less nine."""
    values = [int(sign, 36) * (2 - place % 2) for place, sign in enumerate(_plain(found))]
    return sum(value - 9 * (place % 2 == 0 and value > 9) for place, value in enumerate(values)) % 10 == 0


def rut(found: str) -> bool:
    """Check a Chilean RUT: weights 2 to 7 from the right, again and again; 11 is written 0, 10 is written K."""
    plain = _plain(found)
    weights = tuple(2 + place % 6 for place in range(len(plain) - 1))
    return "0123456789K0"[_eleven(plain[-2::-1], weights)] == plain[-1]


def cuit(found: str) -> bool:
    """Check an Argentine CUIT or CUIL: weights 5 to 2, then 7 to 2; 11 is written 0, 10 is not given out."""
    digits = digits_of(found)
    return _eleven(digits[:10], (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11 == int(digits[10])


def pps(found: str) -> bool:
    """Check an Irish PPS number: weights 8 to 2, and 9 for a second letter; the remainder by 23 is the letter."""
    plain = _plain(found)
    total = sum(int(digit) * weight for digit, weight in zip(plain[:7], range(8, 1, -1), strict=True))
    second = 9 * (ord(plain[8]) - ord("A") + 1) if len(plain) > 8 and plain[8] != "W" else 0
    return "WABCDEFGHIJKLMNOPQRSTUV"[(total + second) % 23] == plain[7]


def has_a_day(found: str) -> bool:
    """Say whether the six digits after the letters are a day, as in a Mexican CURP or RFC."""
    digits = re.findall(r"[0-9]{6}", _plain(found))[0]
    return 1 <= int(digits[2:4]) <= 12 and 1 <= int(digits[4:6]) <= 31


def sin(found: str) -> bool:
    """Check a Canadian social insurance number: Luhn; nine equal digits fail."""
    digits = digits_of(found)
    return luhn(digits) and len(set(digits)) > 1
