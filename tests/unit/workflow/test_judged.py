"""What the checks look at, taken from records, settings and facts."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from rex.checks.parts import ActionsDue, Concentration, Rating, Target, TrackRecord
from rex.model.action import Action
from rex.model.answer import Claim
from rex.model.attribution import Attribution
from rex.model.calibration import Calibration, RoleScores, Scored
from rex.model.message import say
from rex.model.retrospective import ProductResult
from rex.model.session import Cue, Goal
from rex.model.view import View, Voice
from rex.workflow import judged
from tests.builders import facts_on_disk, flat, measure, order, record

if TYPE_CHECKING:
    from pathlib import Path


def products(*ids: str) -> tuple[ProductResult, ...]:
    return tuple(ProductResult(id=name, name=name, revenue_minor=100 * (i + 1), rank=i) for i, name in enumerate(ids))


def test_the_basis_holds_what_can_differ() -> None:
    rule = Attribution(rule="tag", match=("LIVE", "APP"), after_hours=24)
    made = record(measure("aov", 4000, unit="EUR"), measure("nps", None), session={"attribution": rule})
    basis = judged.basis_of(made.session, made.measures)
    assert basis.definitions == {"aov": "aov@1"}  # nothing of a KPI without a value
    assert (basis.units, basis.attribution) == ({"aov": "EUR"}, "tag, APP LIVE, 24 h")


def changed(session: dict[str, Any], *, day: int = 7, discount: float = 0.1, sold: str = "abcd") -> list[str]:
    before = record(
        measure("discount_share", 0.1, unit="share"), session={"hosts": ("Ana",)}, products=products(*"abcd")
    )
    after = record(measure("discount_share", discount, unit="share"), day=day, session={"hosts": ("Ana",), **session})
    found = judged.context_changes(after.session, after.measures, products(*sold), before)
    return [one.factor for one in found]


START = datetime(2026, 11, 20, 19, 0, tzinfo=UTC)


def test_nothing_changed_is_an_empty_list() -> None:
    assert changed({}) == []


@pytest.mark.parametrize(
    ("parts", "factor"),
    [
        ({"session": {"hosts": ("Eva",)}}, "host"),
        ({"day": 8, "session": {}}, "weekday"),
        ({"session": {}, "discount": 0.2}, "promotion"),
        ({"session": {}, "sold": "abxy"}, "catalogue"),  # 2 of 4 are 50 %
        ({"session": {"tags": ("black friday",)}}, "holiday"),
    ],
)
def test_each_thing_that_differs_is_named(parts: dict[str, Any], factor: str) -> None:
    assert changed(**parts) == [factor]


@pytest.mark.parametrize("parts", [{"session": {}, "discount": 0.19}, {"session": {}, "sold": "abcx"}])
def test_small_differences_are_none(parts: dict[str, Any]) -> None:
    assert changed(**parts) == []  # 9 points; 3 of 4 products are 75 %


@pytest.mark.parametrize(
    ("minutes", "later_h", "factors"),
    [(72, 0, []), (73, 0, ["duration"]), (60, 1.5, []), (60, 1.6, ["slot"]), (47, 0, ["duration"])],
)
def test_length_and_time_of_day_have_their_margins(minutes: float, later_h: float, factors: list[str]) -> None:
    start = record().session.start
    assert start is not None
    begun = start + timedelta(days=7, hours=later_h)
    assert changed({"start": begun, "end": begun + timedelta(minutes=minutes)}) == factors


def test_returns_stay_open_until_the_numbers_are_settled() -> None:
    sold = (measure("revenue", 1000, unit="EUR"), measure("refunds", 100, unit="EUR"))
    assert judged.refundable_share(sold, settled=False) == pytest.approx(0.9)
    assert judged.refundable_share(sold, settled=True) == 0
    assert judged.refundable_share(sold[1:], settled=False) is None


def test_the_largest_product_buyer_and_order(tmp_path: Path) -> None:
    assert judged.products_by_share(products("a", "b", "c")) == (Concentration("product", 0.5, 3, "c"),)  # 300 of 600
    rows = flat(
        order("1", 5000, customer="x"), order("2", 1000, customer="x", lines=2), order("3", 3000), order("4", 1000)
    )
    with facts_on_disk(tmp_path, rows) as facts:
        found = judged.buyers_and_orders(facts)
    # 100.00 in all: the buyer x 60.00 of three buyers, the order 50.00 of four orders
    assert found == (Concentration("buyer", 0.6, 3, without=4000.0), Concentration("order", 0.5, 4, without=5000.0))


def test_two_currencies_have_no_largest_order(tmp_path: Path) -> None:
    with facts_on_disk(tmp_path, flat(order("1", 5000), order("2", 900, currency="USD"))) as facts:
        assert judged.buyers_and_orders(facts) == ()
    with facts_on_disk(tmp_path, []) as facts:
        assert judged.buyers_and_orders(facts) == ()


def claim(name: str, **parts: Any) -> Claim:
    given = {"id": name, "polarity": "worked", "text": "x", "respondent": "maria", "role": "csm", "phase": "commit"}
    return Claim.model_validate({**given, **parts})


def test_a_conclusion_on_one_part_has_its_stretch() -> None:
    cues = (
        Cue(id="cue:1", title="Hello", start_s=0, end_s=600),
        Cue(id="cue:2", title="The kit", start_s=600, end_s=900),
        Cue(id="cue:3", title="Goodbye", start_s=900),
    )
    claims = (
        claim("a", topic="cue:2"),
        claim("b", evidence=("cue:1", "metric:orders")),
        claim("c", evidence=("cue:1", "cue:2")),
        claim("d", topic="cue:3"),
        claim("e"),
    )
    assert judged.windows_of(claims, cues) == {"a": (600, 900), "b": (0, 600)}


def test_scales_become_places_and_moments_do_not() -> None:
    voices = (
        Voice(respondent="maria", role="csm", address="", step=4),
        Voice(respondent="eva", role="host", address="", step=None),
    )
    scale = View(id="sales", kind="scale", title=say("Sales"), measured="metric:orders", voices=voices)
    views = (scale, View(id="m", kind="moment", title=say("A moment"), voices=voices))
    assert judged.ratings_of(views) == (Rating("sales", "maria", "csm", 4),)
    assert judged.data_steps(views, (measure("orders", 10, verdict="worse"),)) == {"sales": 2}
    assert judged.data_steps(views, (measure("orders", 10, verdict="usual"),)) == {}


def test_goals_stand_beside_the_result_before() -> None:
    earlier = [
        record(measure("orders", 100)),
        record(measure("orders", 110), day=7, session={"goals": (Goal(kpi="orders", value=101),)}),
    ]
    session = record(day=14, session={"goals": (Goal(kpi="orders", value=112), Goal(kpi="nps", value=40))}).session
    targets = judged.targets_of(session, earlier)
    assert [(t.goal, t.last_result) for t in targets] == [(101, 100), (112, 110)]
    assert targets[1] == Target(session.id, "orders", 112, 110)


def test_actions_and_ranges_are_counted() -> None:
    given = {"what": "x", "owner": "maria", "kpi": "orders", "direction": "up", "smallest_effect": 1}
    days = ((1, "open"), (2, "done"), (3, "dropped"), (9, "open"))
    actions = [
        Action.model_validate(
            {"id": str(d), **given, "due": date(2026, 12, d), "decided": date(2026, 11, 1), "session": "s", "status": s}
        )
        for d, s in days
    ]
    assert judged.due_of(actions, date(2026, 12, 9)) == ActionsDue(3, 2)
    none = Scored(needs=10)
    scores = RoleScores(
        people=2,
        sessions=4,
        forecasts=12,
        held=Scored(n=9, needs=10, k=5),
        width=none,
        width_of_value=none,
        range_score=none,
        chance=none,
        place=none,
    )
    assert judged.track_record_of(Calibration(everybody=scores)) == TrackRecord(9, 5, 4)
    assert judged.track_record_of(None) is None


def test_the_newest_record_of_the_same_client_comes_before() -> None:
    ours, theirs = record(), record(day=1, session={"client": "Casa Lino"})
    assert judged.previous_of(record(day=2).session, [ours, theirs]) == ours
    assert judged.previous_of(record(day=2).session, [theirs]) is None


def test_each_conclusion_of_a_period_has_its_session() -> None:
    assert judged.sessions_of_claims({"s1": [claim("a")], "s2": [claim("b")]}) == {"a": "s1", "b": "s2"}
