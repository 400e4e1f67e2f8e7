"""Which orders belong to a session: one explicit rule, and what other rules would have given."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from rex.model.message import Message, quantity, say
from rex.model.noun import Noun

Rule = Literal["window", "tag", "discount_code", "utm", "products"]


class Attribution(Noun):
    """Which orders count: placed from the start until `after_hours` after the end, and fitting the rule.

    `window` takes all of them. `tag`, `discount_code` and `utm` take those that carry one of the marks in `match`
    (a utm mark is a value, or `utm_campaign=value`); `products` takes those with a product of `match` (SKU or name)
    in them, or, without `match`, one of the run of show.
    """

    rule: Rule = "window"
    match: tuple[str, ...] = ()
    after_hours: float = Field(default=0, ge=0, le=24 * 30)

    @model_validator(mode="after")
    def _marks_fit_the_rule(self) -> Attribution:
        if self.rule in {"tag", "discount_code", "utm"} and not self.match:
            raise ValueError(f'the rule "{self.rule}" needs match, a list such as [LIVE20]')
        if self.rule == "window" and self.match:
            raise ValueError("match needs a rule: tag, discount_code, utm or products")
        return self


class Alternative(Noun):
    """What a rule gives in this session: orders, and their totals in minor units where all have one currency."""

    attribution: Attribution
    orders: int
    revenue_minor: int | None = None
    currency: str | None = None
    used: bool = False


def which_orders(attribution: Attribution) -> Message:
    """Say the rule as a sentence."""
    hours = attribution.after_hours
    time = quantity(int(hours) if float(hours).is_integer() else hours, "hours")
    text = "placed during the show or within {time} after it"
    when = say(text, time=time) if hours else say("placed during the show")
    marks = ", ".join(attribution.match)
    match attribution.rule:
        case "tag":
            return say("{when}, with the tag {marks}", when=when, marks=marks)
        case "discount_code":
            return say("{when}, with the discount code {marks}", when=when, marks=marks)
        case "utm":
            return say("{when}, come by the link {marks}", when=when, marks=marks)
        case "products" if attribution.match:
            return say("{when}, with {marks} among the products", when=when, marks=marks)
        case "products":
            return say("{when}, with a product of the run of show", when=when)
        case _:
            return when
