from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from rex.model.session import Cue
from rex.workflow.cue_effects import cue_effects
from tests.builders import FactsInMemory, flat, order, record, said, watching, window

if TYPE_CHECKING:
    from rex.model.effect import CueEffects
    from rex.model.tables import Row

CURVE = [watching(at, 400) for at in range(0, 3601, 60)]
CUES = tuple(
    Cue(id=f"cue:{n}", start_s=at, end_s=at + 400, kind=kind, title=kind, products=products)
    for n, (at, kind, products) in enumerate([
        (0, "intro", ()), (400, "product", ("A",)), (850, "product", ("B",)), (1300, "giveaway", ()),
        (1750, "product", ("KIT",)), (2300, "other", ()), (2800, "product", ("C",)), (3300, "outro", ()),
    ], start=1)
)  # fmt: skip


SHOWN = {"A": 400, "B": 850, "KIT": 1750, "C": 2800}


def sales(planted: int, products: tuple[str, ...] = ("A", "KIT", "C")) -> list[Row]:
    """Sixty orders spread evenly, and so many 60 to 200 s after each of the products was shown."""
    rng = np.random.default_rng(4)
    even = [order(f"e{n}", 1000, at_s=float(at)) for n, at in enumerate(rng.uniform(0, 3599, 60))]
    after = [
        order(f"{product}{n}", 1000, at_s=float(at), lines=2)
        for product in products
        for n, at in enumerate(SHOWN[product] + rng.uniform(60, 200, planted))
    ]
    return flat(*even, *after)


def found(rows: list[Row], cues: tuple[Cue, ...] = CUES) -> CueEffects | None:
    with FactsInMemory([*rows, *CURVE], window()) as facts:
        return cue_effects(facts, record().session, cues)


def test_orders_after_products_stand_with_them_and_with_no_other_part() -> None:
    effects = found(sales(30))
    assert effects is not None
    standing = [one for one in effects.effects if one.stands_out]
    assert [one.cue for one in standing] == ["cue:2", "cue:5", "cue:7"]
    assert all(one.low <= 30 <= one.high for one in standing)
    assert effects.orders == 150  # an order of two lines is one order


def test_one_burst_beside_one_of_eight_parts_is_estimated_and_stands_with_none() -> None:
    effects = found(sales(30, ("KIT",)))
    assert effects is not None
    kit = effects.effects[4]
    assert kit.low <= 30 <= kit.high
    assert effects.shifts_p > 0.1  # turned round the clock, one part or another lies as near to it
    assert not kit.stands_out


def test_orders_that_nothing_moved_stand_with_no_part() -> None:
    effects = found(sales(0))
    assert effects is not None
    assert not any(one.stands_out for one in effects.effects)


def test_the_same_facts_give_the_same_effects() -> None:
    assert found(sales(30)) == found(sales(30))


def test_too_few_orders_are_refused_with_the_reason() -> None:
    effects = found(flat(*(order(f"o{n}", 1000, at_s=100.0 + n) for n in range(12))))
    assert effects is not None
    assert "too few orders" in said(effects.refused)
    assert effects.effects == ()


def test_without_cues_or_orders_nobody_asked() -> None:
    assert found(sales(5), ()) is None
    assert found([]) is None
