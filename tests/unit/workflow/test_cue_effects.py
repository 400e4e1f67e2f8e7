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


def sales(planted: int) -> list[Row]:
    """Sixty orders spread evenly, and so many 60 to 200 s after the kit was shown."""
    rng = np.random.default_rng(4)
    even = [order(f"e{n}", 1000, at_s=float(at)) for n, at in enumerate(rng.uniform(0, 3599, 60))]
    kit = [order(f"k{n}", 1000, at_s=float(at), lines=2) for n, at in enumerate(1750 + rng.uniform(60, 200, planted))]
    return flat(*even, *kit)


def found(rows: list[Row], cues: tuple[Cue, ...] = CUES) -> CueEffects | None:
    with FactsInMemory([*rows, *CURVE], window()) as facts:
        return cue_effects(facts, record().session, cues)


def test_orders_after_a_product_stand_with_it_and_with_no_other_part() -> None:
    effects = found(sales(30))
    assert effects is not None
    standing = [one for one in effects.effects if one.stands_out]
    assert [one.cue for one in standing] == ["cue:5"]
    assert standing[0].low <= 30 <= standing[0].high
    assert effects.orders == 90  # an order of two lines is one order


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
