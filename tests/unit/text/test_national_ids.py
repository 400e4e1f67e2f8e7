"""National ids: a right number and its wrong neighbour for each kind, and the words that stand in for a check."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rex.text.national_ids import find_ids
from rex.text.redact import redact


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        # Y is 1: 11234567 = 23 * 488459 + 10, and letter 10 (from 0) of TRWAGMYFPDXBNJZSQVHLCKE is X
        ("Y1234567X", "Y1234567Z"),
        # 1, 3, 5, 7 doubled: 2 + 6 + (1+0) + (1+4) = 14, the others 2 + 4 + 6 = 12: from 26 to 30 it is 4
        ("cif B12345674", "cif B12345673"),
        ("cif B-1234567-D", "cif B-1234567-E"),  # the same 4 as a letter: J is 0, D is 4
        # 850730033 = 97 * 8770412 + 69, and 97 - 69 = 28
        ("85.07.30-033.28", "85.07.30-033.29"),
        # born since 2000, a 2 before: 2050101002 = 97 * 21135061 + 85, and 97 - 85 = 12
        ("05.01.01-002.12", "05.01.01-002.13"),
        # 7+3*5+6+3*1+2+3*3+4+3*5+6+3*7+8+3*9 = 123, and 123 + 7 = 130
        ("756.1234.5678.97", "756.1234.5678.98"),
        # 1*5+1*4+2*3+2*2+2*9+3*8+3*7+3*6+0+0+0+1*2 = 102 = 11*9 + 3: 8; then with 6 5 4 ..: 120 = 11*10 + 10: 1
        ("11.222.333/0001-81", "11.222.333/0001-82"),
        # from the right 8*2+7*3+6*4+5*5+4*6+3*7+2*2+1*3 = 138 = 11*12 + 6, and 11 - 6 = 5
        ("12.345.678-5", "12.345.678-6"),
        # 2*2+3*3+4*4+5*5+6*6+7*7+8*2 = 155 = 11*14 + 1: ten is written K
        ("8765432-k", "8765432-9"),
        # 2*5+0+1*3+2*2+3*7+4*6+5*5+6*4+7*3+8*2 = 148 = 11*13 + 5, and 11 - 5 = 6
        ("20-12345678-6", "20-12345678-5"),
        ("cuil 20123456786", "cuil 20123456785"),
        # every second digit doubled, 16 as 1 + 6: 0+8+6+8+5+8+2+7+6 = 50
        ("nas 046 454 286", "nas 046 454 287"),
        # 1*8+2*7+3*6+4*5+5*4+6*3+7*2 = 112 = 23*4 + 20, and letter 20 of WABCDEFGHIJKLMNOPQRSTUV is T
        ("pps 1234567T", "pps 1234567U"),
        # with the second letter A: 112 + 9*1 = 121 = 23*5 + 6, letter F
        ("ppsn 1234567FA", "ppsn 1234567TA"),
        # Z is 35: once plain, once doubled less nine (61), and the 4: 35 + 61 + 4 = 100
        ("00000000 0 ZZ4", "00000000 0 ZZ5"),
        ("HEGG560427MVZRRL04", "HEGG561327MVZRRL04"),  # there is no month 13
        ("GODE561231GR8", "GODE561232GR8"),  # nor a 32nd
        ("123-45-6789", "123-00-6789"),  # no group 00 was ever given out
    ],
)
def test_only_an_id_that_fits_its_own_rule_is_taken(right: str, wrong: str) -> None:
    assert redact(right).endswith("[id]")
    assert "[id]" not in redact(wrong)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("dni 12.345.678", "dni [id]"),
        ("mi cédula de ciudadanía es 1.234.567.890", "mi cédula de ciudadanía es [id]"),
        ("NIT 900.123.456-8", "NIT [id]"),
        ("12.345.678 es mi dni", "[id] es mi dni"),
        ("passport no X1234567", "passport no [id]"),
        ("my ni number is QQ 12 34 56 C", "my ni number is [id]"),
        ("quedan 12.345.678", "quedan 12.345.678"),
        ("QQ 12 34 56 C", "QQ 12 34 56 C"),
        ("cc 50 ml", "cc 50 ml"),
        ("sin nif no hay factura 12345", "sin nif no hay factura 12345"),
        ("pedido 20-12345678-6", "pedido 20-12345678-6"),
    ],
)
def test_an_id_without_a_check_digit_needs_the_word_for_it(text: str, kept: str) -> None:
    assert redact(text) == kept


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="0123456789012345678901234567890 .-/XYZxkKABCQdniſıK\u212arutcf", max_size=60))
def test_no_text_makes_it_fail(text: str) -> None:
    assert all(0 <= start < end <= len(text) for start, end, _ in find_ids(text))
