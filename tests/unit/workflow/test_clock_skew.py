"""Orders an hour away from the chat are a clock that is wrong; orders a few minutes behind it are people who buy."""

from __future__ import annotations

import numpy as np
import pytest

from rex.workflow.assembling import skew_said
from rex.workflow.clock_skew import skew_of
from tests.builders import FactsInMemory, flat, message, order, said, window


def evening(moved_s: int, orders: int = 90) -> list[object]:
    """Make an hour in which people write and buy a minute later, the orders' clock moved by so much."""
    random = np.random.default_rng(11)
    writes = np.sort(random.uniform(0, 3600, 400))
    buys = random.choice(writes, orders) + 60 + moved_s
    rows: list[object] = [message(float(at), author=f"v{n}") for n, at in enumerate(writes)]
    for n, at in enumerate(buys):
        rows += order(f"o{n}", 1000, at_s=float(at))
    return rows


@pytest.mark.parametrize(("moved_min", "fits"), [(0, True), (60, False), (-60, False), (-300, False)])
def test_a_clock_that_is_an_hour_off_is_seen(moved_min: int, fits: bool) -> None:
    with FactsInMemory(flat(*evening(moved_min * 60)), window()) as facts:  # type: ignore[arg-type]
        found = skew_of(facts, 3600)
    assert found is not None
    assert found.fits is fits
    assert found.low - 3 <= moved_min + 1 <= found.high + 3
    told = said(skew_said(found))
    assert ("may be wrong" in told) is not fits
    assert ("ahead of" in told) is (moved_min < 0)


def test_a_handful_of_orders_says_nothing_about_clocks() -> None:
    with FactsInMemory(flat(*evening(3600, orders=10)), window()) as facts:  # type: ignore[arg-type]
        assert skew_of(facts, 3600) is None
