from __future__ import annotations

import pytest

from rex.stats.comparison import newcombe
from rex.stats.standardise import Stratum, standardise


def test_a_rise_among_all_kinds_of_people_beside_a_pooled_fall_is_a_mix_effect() -> None:
    # Charig 1986: 93 against 87 % and 73 against 69 %, pooled 78 against 83 %.
    # Weights 357/700 and 343/700: .51 * .064368 + .49 * .042538 = .053671
    found = standardise([Stratum("small", 81, 87, 234, 270), Stratum("large", 192, 263, 55, 80)])
    assert found is not None
    assert found.pooled == pytest.approx(273 / 350 - 289 / 350)
    assert found.standardised == pytest.approx(0.053671, abs=1e-6)
    assert found.mix_effect
    assert found.every_stratum_disagrees
    assert found.interval.low < found.standardised < found.interval.high


def test_an_equal_mix_is_no_mix_effect() -> None:
    found = standardise([Stratum("new", 30, 100, 20, 100), Stratum("returning", 60, 100, 50, 100)])
    assert found is not None
    assert found.pooled == pytest.approx(found.standardised)
    assert not found.mix_effect


def test_one_stratum_is_the_plain_difference() -> None:
    found, plain = standardise([Stratum("all", 56, 70, 48, 80)]), newcombe(56, 70, 48, 80)
    assert found is not None
    assert plain is not None
    assert found.interval[:2] == pytest.approx(plain.interval[:2])


def test_a_kind_of_people_on_one_side_only_is_left_out_and_named() -> None:
    found = standardise([Stratum("web", 10, 100, 5, 100), Stratum("app", 9, 30, 0, 0)])
    assert found is not None
    assert found.left_out == ("app",)
    assert found.pooled == pytest.approx(0.05)
    assert standardise([Stratum("app", 9, 30, 0, 0)]) is None
    assert standardise([]) is None
