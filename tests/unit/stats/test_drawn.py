"""The exact hypergeometric tail, against Fisher's own example and counts by hand."""

from __future__ import annotations

import pytest

from rex.stats.distributions import drawn_at_most


def test_the_lady_who_tastes_tea() -> None:
    # R. A. Fisher, The Design of Experiments (1935), chapter 2: 8 cups, 4 with the milk first, 4 are named.
    # All right by luck: 1 of 70; three or more: 17 of 70.
    assert 1 - drawn_at_most(3, 4, 4, 8) == pytest.approx(1 / 70)
    assert 1 - drawn_at_most(2, 4, 4, 8) == pytest.approx(17 / 70)


@pytest.mark.parametrize(
    ("found", "drawn", "marked", "population", "chance"),
    [(0, 3, 3, 6, 1 / 20), (1, 8, 7, 16, 232 / 11_440), (1, 8, 6, 16, 476 / 8_008), (3, 3, 3, 6, 1), (0, 0, 3, 6, 1)],
)
def test_counted_by_hand(found: int, drawn: int, marked: int, population: int, chance: float) -> None:
    assert drawn_at_most(found, drawn, marked, population) == pytest.approx(chance)


@pytest.mark.parametrize(("drawn", "marked"), [(7, 1), (1, 7), (-1, 1)])
def test_more_than_there_are_is_refused(drawn: int, marked: int) -> None:
    with pytest.raises(ValueError, match="do not fit"):
        drawn_at_most(0, drawn, marked, 6)
