"""Groups drawn towards the mean of all: how much of what parts them is luck."""

from __future__ import annotations

import random

import pytest

from rex.stats.distributions import f_above
from rex.stats.shrink import shrunk


def test_three_groups_by_hand() -> None:
    # Means 2, 5, 8 of three values each, spread 1 in every group: within 1; F = 3 * ((3^2 + 0 + 3^2) / 2) / 1 = 27;
    # between = (27 - 1) / 3 = 26/3; each keeps (26/3) / (26/3 + 1/3) = 26/27 of its distance from 5.
    found = shrunk([(1, 2, 3), (4, 5, 6), (7, 8, 9)])
    assert found is not None
    assert (found.within, found.between, found.centre) == (1, pytest.approx(26 / 3), pytest.approx(5))
    assert [g.mean for g in found.groups] == [2, 5, 8]
    assert [g.value for g in found.groups] == pytest.approx([5 - 26 / 9, 5, 5 + 26 / 9])
    # The range: t(6, .975) = 2.4469; variance 26/27 * 1/3 + (1/27)^2 * (26/3 + 1/3) / 3.
    room = 2.4469 * (26 / 81 + 3 / 27**2) ** 0.5
    assert found.groups[0].high - found.groups[0].value == pytest.approx(room, rel=1e-4)


def test_the_chance_is_that_of_a_published_table() -> None:
    # F(2, 6): 5.143 is exceeded once in twenty times, 10.925 once in a hundred (NIST/SEMATECH e-Handbook 1.3.6.7.3).
    assert f_above(5.143, 2, 6) == pytest.approx(0.05, abs=1e-4)
    assert f_above(10.925, 2, 6) == pytest.approx(0.01, abs=1e-4)
    found = shrunk([(1, 2, 3), (4, 5, 6), (7, 8, 9)])
    assert found is not None
    assert found.p == pytest.approx(f_above(27, 2, 6))


def test_groups_that_differ_less_than_their_values_all_lie_in_the_middle() -> None:
    found = shrunk([(1, 5, 9), (2, 5, 8), (1, 6, 9)])
    assert found is not None
    assert found.between == 0
    assert {round(g.value, 12) for g in found.groups} == {round(found.centre, 12)}


def test_few_values_are_drawn_further_than_many() -> None:
    found = shrunk([(1, 3) * 8, (6, 8), (4, 6) * 8])
    assert found is not None
    many, few, _ = found.groups
    assert abs(few.mean - few.value) / abs(few.mean - found.centre) > abs(many.mean - many.value) / abs(
        many.mean - found.centre
    )


def test_nothing_honest_without_groups_spare_values_or_spread() -> None:
    assert shrunk([]) is None
    assert shrunk([(1, 2, 3)]) is None
    assert shrunk([(1,), (2,)]) is None
    assert shrunk([(4, 4, 4), (7, 7, 7)]) is None


@pytest.mark.parametrize(("groups", "values"), [(3, 3), (8, 6)])
def test_alike_groups_are_parted_no_oftener_than_said(groups: int, values: int) -> None:
    draw = random.Random(1)  # noqa: S311  numbers for a test, no secret
    found = [shrunk([[draw.gauss(0, 1) for _ in range(values)] for _ in range(groups)]) for _ in range(1_000)]
    assert sum(one is not None and one.p < 0.05 for one in found) <= 65
