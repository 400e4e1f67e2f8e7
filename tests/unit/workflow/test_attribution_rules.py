"""One explicit rule says which orders count, and the record shows what others would have given."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from rex.model.attribution import Attribution
from rex.model.session import Cue, Session
from rex.workflow.attributing import alternatives_of, mark_products
from tests.builders import FactsInMemory, flat, measured, order, window

if TYPE_CHECKING:
    from rex.model.attribution import Rule
    from rex.model.tables import Row

# Five orders during the show, one an hour after it. Sums: 10 + 20 + 40 + 80 + 160 = 310, with the late one 630.
ORDERS: list[Row] = flat(
    order("1", 1000, discount_code="LIVE20"),
    order("2", 2000, discount_code="summer, live20", tags="vip, live show"),
    order("3", 4000, tags="Live Show, utm_source=mail, utm_campaign=glow"),
    order("4", 8000, tags="utm_campaign=glow-2", sku="VS-30"),
    order("5", 16000, sku=None, product="Clay mask"),
    order("6", 32000, at_s=7000, discount_code="LIVE20"),
)


@pytest.mark.parametrize(
    ("rule", "match", "hours", "orders", "revenue"),
    [
        ("window", (), 0, 5, 31000),
        ("window", (), 1, 6, 63000),
        ("discount_code", ("live20",), 0, 2, 3000),  # 1 and 2
        ("discount_code", ("LIVE20",), 1, 3, 35000),  # and 6
        ("tag", ("live show",), 0, 2, 6000),  # 2 and 3; "live" alone would be another tag
        ("tag", ("live",), 0, 0, 0),
        ("utm", ("glow",), 0, 1, 4000),  # 3; glow-2 is another campaign
        ("utm", ("utm_campaign=glow",), 0, 1, 4000),
        ("products", ("vs-30", "Clay mask"), 0, 2, 24000),  # 4 and 5
    ],
)
def test_a_rule_takes_the_orders_with_its_mark_inside_the_window(
    rule: Rule, match: tuple[str, ...], hours: float, orders: int, revenue: int
) -> None:
    frame = replace(window(after_hours=hours), rule=rule, marks=match)
    found = measured(*ORDERS, frame=frame)
    assert (found["orders"].value or 0, found["revenue"].value or 0) == (orders, revenue)


def test_an_order_counts_whole_when_one_of_its_lines_fits() -> None:
    two = order("1", 5000, lines=2)
    two[1].sku = "VS-30"
    frame = replace(window(), rule="products", marks=("VS-30",))
    assert measured(two, order("2", 700), frame=frame)["units"].value == 2


def test_the_alternatives_name_what_every_other_rule_would_have_counted() -> None:
    cues = (Cue(id="cue:1", start_s=0, title="Serum", products=("VS-30",)),)
    used = Attribution(rule="discount_code", match=("LIVE20",), after_hours=1)
    session = Session(id="s", title="s", attribution=used)
    with FactsInMemory(ORDERS, replace(window(after_hours=1), rule=used.rule, marks=used.match)) as facts:
        found = alternatives_of(facts, session, cues)
    told = {(one.attribution.rule, one.attribution.match, one.attribution.after_hours): one for one in found}
    counted = {key: (one.orders, one.revenue_minor) for key, one in told.items()}
    assert counted == {
        ("discount_code", ("LIVE20",), 1): (3, 35000),
        ("window", (), 0): (5, 31000),
        ("window", (), 1): (6, 63000),
        ("window", (), 24): (6, 63000),
        ("products", (), 1): (1, 8000),  # the run of show's product
        ("tag", ("Live Show",), 1): (2, 6000),  # however it is spelled; no campaign has two orders
    }
    assert [one.attribution for one in found if one.used] == [used]


def test_the_products_of_the_run_of_show_stand_in_where_none_are_named() -> None:
    cues = (Cue(id="cue:1", start_s=0, title="Mask", products=("Clay mask",)),)
    session = Session(id="s", title="s", attribution=Attribution(rule="products"))
    with FactsInMemory(ORDERS, replace(window(), rule="products")) as facts:
        assert facts.rows("SELECT count(*) FROM counted_sales") == [(0,)]
        mark_products(facts, session, cues)
        assert facts.rows("SELECT order_id FROM counted_sales") == [("5",)]


def test_money_of_two_currencies_is_never_added_up() -> None:
    rows = flat(order("1", 1000), order("2", 2000, currency="USD"))
    with FactsInMemory(rows, window()) as facts:
        found = alternatives_of(facts, Session(id="s", title="s"), ())
    assert [(one.orders, one.revenue_minor, one.currency) for one in found if one.used] == [(2, None, None)]


@pytest.mark.parametrize(
    ("written", "says"),
    [({"rule": "tag"}, "needs match"), ({"match": ["x"]}, "needs a rule"), ({"rule": "tags", "match": ["x"]}, "tag")],
)
def test_a_rule_that_can_find_nothing_is_a_mistake(written: dict[str, object], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        Attribution.model_validate(written)
