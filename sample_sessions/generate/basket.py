"""What goes into a basket: the thing on stage first, then what was shown before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sample_sessions.generate.catalogue import PRODUCTS, SHADE_WEIGHTS, Product

if TYPE_CHECKING:
    from sample_sessions.generate.dice import Dice
    from sample_sessions.generate.plan import Plan

ALWAYS = ("serum", "cream", "mask", "oil", "balm", "hands")
LIKED = {"serum": 1.7, "cream": 1.3, "mask": 1.1, "oil": 0.8, "balm": 1.1, "hands": 0.8, "kit": 2.4}
UNLIMITED = 1000  # kits
ONE_MORE = 0.5  # chance of another product, again and again
WITH_A_KIT = 0.16


@dataclass(frozen=True, slots=True)
class Line:
    """One order line."""

    product: Product
    quantity: int


def fill_basket(dice: Dice, plan: Plan, second: float | None, on_stage: str) -> list[Line]:
    """Fill one basket; `second` None is an ordinary day in the shop, without the show's kit."""
    shown = _shown(plan, second)
    first = on_stage if on_stage and dice.chance(0.86) else dice.weighted({key: LIKED[key] for key in shown})
    if on_stage == "kit":
        first = "kit"
    keys = [first]
    while len(keys) < 5 and dice.chance(WITH_A_KIT if first == "kit" else ONE_MORE):
        more = {key: LIKED[key] for key in shown if key != "kit" and (key not in keys or key == "balm")}
        if not more:
            break
        keys.append(dice.weighted(more))
    lines: dict[str, Line] = {}
    for key in keys:
        product = PRODUCTS[dice.weighted(SHADE_WEIGHTS) if key == "balm" else key]
        had = lines[product.sku].quantity if product.sku in lines else 0
        lines[product.sku] = Line(
            product, had + (2 if had == 0 and key in ("hands", "balm") and dice.chance(0.1) else 1)
        )
    return list(lines.values())


def _shown(plan: Plan, second: float | None) -> list[str]:
    if second is None:
        return list(ALWAYS)
    shown = [key for segment in plan.segments if segment.start <= second for key in segment.products]
    limited = plan.kits < UNLIMITED
    keys = [key for key in dict.fromkeys(shown) if key != "kit" or not limited]
    return keys or list(ALWAYS)
