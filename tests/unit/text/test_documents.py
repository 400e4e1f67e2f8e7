"""Check digits decide: one right number and its wrong neighbour for each document."""

from __future__ import annotations

import pytest

from rex.text.redact import redact


@pytest.mark.parametrize(
    ("right", "wrong", "kind"),
    [
        # 12345678 = 23 * 536768 + 14, and letter 14 (from 0) of TRWAGMYFPDXBNJZSQVHLCKE is Z
        ("12345678Z", "12345678A", "id"),
        # X stands for 0: 1234567 = 23 * 53676 + 19, letter 19 is L
        ("X1234567L", "X1234567M", "id"),
        # 2550814168025 = 97 * 26297053278 + 59, and 97 - 59 = 38
        ("255081416802538", "255081416802539", "id"),
        # Corsica, 2A counts as 19: 2550819168025 = 97 * 26297104825 exactly, and 97 - 0 = 97
        ("255082A16802597", "255082A16802596", "id"),
        # 1*10+1*9+1*8+4*7+4*6+4*5+7*4+7*3+7*2 = 162, 1620 mod 11 = 3;
        # 1*11+1*10+1*9+4*8+4*7+4*6+7*5+7*4+7*3+3*2 = 204, 2040 mod 11 = 5
        ("111.444.777-35", "111.444.777-36", "id"),
        ("52998224725", "11111111111", "id"),  # eleven equal digits pass the sums and are no CPF
        # 1*9+2*8+3*7+4*6+5*5+6*4+7*3+8*2 = 156 = 11 * 14 + 2, and 11 - 2 = 9
        ("nif 123456789", "nif 123456788", "id"),
        ("078-05-1120", "000-05-1120", "id"),
        ("ES9121000418450200051332", "ES9121000418450200051333", "iban"),
        ("GB29 NWBK 6016 1331 9268 19", "GB29 NWBK 6016 1331 9268 18", "iban"),
        # every second digit from the right doubled: 8 + 7 * 2 = 22, and the other eight give 8: 30 is divisible by ten
        ("4111 1111 1111 1111", "4111 1111 1111 1112", "card"),
        ("378282246310005", "378282246310006", "card"),
    ],
)
def test_only_the_number_whose_check_digit_fits_is_taken(right: str, wrong: str, kind: str) -> None:
    assert redact(right).endswith(f"[{kind}]")
    assert redact(wrong) == wrong


def test_a_letter_apart_needs_the_word_for_it() -> None:
    assert redact("dni 12345678 z") == "dni [id]"
    assert redact("quedan 12345678 z") == "quedan 12345678 z"
