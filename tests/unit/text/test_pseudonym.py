"""The same person under the same key is the same pseudonym, and a stranger learns nothing."""

from __future__ import annotations

import hashlib
import hmac

import pytest

from rex.text.pseudonym import Pseudonymiser, new_key

KEY = bytes(range(32))


def test_a_pseudonym_is_the_first_64_bits_of_the_keyed_hash() -> None:
    expected = hmac.new(KEY, b"ana.prueba", hashlib.sha256).hexdigest()[:16]
    assert Pseudonymiser(KEY).of("ana.prueba") == expected


def test_capitals_and_outer_spaces_do_not_make_another_person() -> None:
    people = Pseudonymiser(KEY)
    assert people.of(" Ana.Prueba ") == people.of("ana.prueba") == people.of("ANA.PRUEBA")
    assert people.of("José") == people.of("Jose\u0301")
    assert people.of("ana") != people.of("anna")


def test_another_key_gives_other_pseudonyms() -> None:
    assert Pseudonymiser(KEY).of("ana") != Pseudonymiser(KEY[::-1]).of("ana")


def test_nobody_has_no_pseudonym() -> None:
    assert Pseudonymiser(KEY).of("") == ""
    assert Pseudonymiser(KEY).of("  ") == ""


def test_the_key_stays_out_of_what_is_printed() -> None:
    assert KEY.hex() not in repr(Pseudonymiser(KEY))
    assert repr(KEY) not in repr(Pseudonymiser(KEY))


def test_a_short_key_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 16 bytes"):
        Pseudonymiser(b"short")


def test_a_new_key_is_what_the_source_of_randomness_gave() -> None:
    assert new_key(bytes) == bytes(32)
    with pytest.raises(ValueError, match="gave 3 bytes"):
        new_key(lambda _size: b"abc")
