"""The kinds that shares are told apart by: what the exports tell, and what is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rex.metrics.base import Sum
from rex.metrics.compute import compute
from rex.metrics.strata import Split
from rex.model.tables import PresenceRow
from tests.builders import START_MS, facts_on_disk, flat, measured, message, order
from tests.unit.metrics.test_compute import SETTING, kpi

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rex.model.measure import Measure
    from rex.model.tables import Row

DAY_S = 86_400


def buys(customer: str, *, days_ago: float = 0, total: int = 1_000, **more: Any) -> list[Row]:
    return list(order(f"{customer}/{days_ago:g}", total, at_s=600 - days_ago * DAY_S, customer=customer, **more))


def kinds(found: Measure, by: str) -> dict[str, tuple[int, int]]:
    return {name: (part.k, part.n) for name, part in found.strata.get(by, {}).items()}


def evening(known: int = 20, new: int = 20, cancelled: Iterable[str] = (), **more: Any) -> list[Row]:
    names = [*(f"k{i}" for i in range(known)), *(f"n{i}" for i in range(new))]
    return flat(*(buys(name, cancelled=name in set(cancelled), **more) for name in names))


PAST = [row for i in range(20) for row in buys(f"k{i}", days_ago=40)]
OLDEST = buys("z", days_ago=91)


def test_cancelled_orders_are_told_apart_by_new_and_returning_buyers() -> None:
    found = measured(evening(cancelled=("k0", "k1", "n0")), earlier=[[*PAST, *OLDEST]])["cancelled_share"]
    assert (found.k, found.n) == (3, 40)
    assert kinds(found, "buyer") == {"known": (2, 20), "new": (1, 20)}


def test_who_bought_more_than_ninety_days_ago_is_new() -> None:
    # The fixed stretch keeps a longer history from turning new buyers into known ones.
    past = [row for i in range(20) for row in buys(f"k{i}", days_ago=91)]
    found = measured(evening(), earlier=[past])["cancelled_share"]
    assert kinds(found, "buyer") == {}  # one kind alone tells nothing
    found = measured(evening(), earlier=[[*past[5:], *PAST[:5]]])["cancelled_share"]
    assert kinds(found, "buyer") == {"known": (0, 5), "new": (0, 35)}


def test_a_history_of_less_than_ninety_days_tells_nobody_apart() -> None:
    assert "buyer" not in measured(evening(), earlier=[PAST])["cancelled_share"].strata


def test_a_kind_of_fewer_than_five_is_left_out() -> None:
    many = evening(known=60, new=0)
    found = measured(many, flat(*(buys(f"n{i}") for i in range(4))), earlier=[[*PAST, *OLDEST]])["cancelled_share"]
    assert kinds(found, "buyer") == {"known": (0, 20), "new": (0, 44)}
    few = evening(known=40, new=0, channel="app") + flat(*(buys(f"w{i}", channel="web") for i in range(4)))
    assert "channel" not in measured(few)["cancelled_share"].strata
    five = evening(known=40, new=0, channel="app") + flat(*(buys(f"w{i}", channel="web") for i in range(5)))
    assert kinds(measured(five)["cancelled_share"], "channel") == {"app": (0, 40), "web": (0, 5)}


def test_orders_without_a_channel_are_a_kind_of_their_own() -> None:
    found = measured(evening(known=20, new=0, channel="app"), evening(known=0, new=20))["cancelled_share"]
    assert kinds(found, "channel") == {"?": (0, 20), "app": (0, 20)}


def test_kinds_that_cover_less_than_nine_tenths_are_left_out() -> None:
    nameless = flat(*(order(f"g{i}", 1_000, customer=None) for i in range(4)))
    found = measured(evening(), nameless, earlier=[[*PAST, *OLDEST]])["cancelled_share"]
    assert kinds(found, "buyer") == {"known": (0, 20), "new": (0, 20)}  # 40 of 44 are 91 %
    more = flat(*(order(f"g{i}", 1_000, customer=None) for i in range(5)))
    assert "buyer" not in measured(evening(), more, earlier=[[*PAST, *OLDEST]])["cancelled_share"].strata  # 40 of 45


def test_refunds_are_told_apart_in_money_with_their_orders() -> None:
    rows = evening(refunded=100)
    found = measured(rows, earlier=[[*PAST, *OLDEST]])["refund_rate"]
    part = found.strata["buyer"]["new"]
    assert (part.k, part.n, part.people, part.squares) == (2_000, 20_000, 20, 20 * 1_000**2)


def test_cancelled_orders_are_in_no_kind_of_the_refunds() -> None:
    # The rate is of 39 orders that count, and so are its kinds: 20 known and 19 new.
    found = measured(evening(refunded=100, cancelled=("n0",)), earlier=[[*PAST, *OLDEST]])["refund_rate"]
    assert {kind: part.people for kind, part in found.strata["buyer"].items()} == {"known": 20, "new": 19}
    assert found.strata["buyer"]["new"].n == 19_000


def test_returning_buyers_are_told_apart_by_their_source() -> None:
    rows = evening(known=20, new=0, tags="utm_source=mail") + evening(known=0, new=20, tags="utm_source=ads")
    found = measured(rows, earlier=[PAST])["returning_buyers"]
    assert kinds(found, "source") == {"ads": (0, 20), "mail": (20, 20)}


def stay(person: str, start_ms: int = START_MS) -> PresenceRow:
    return PresenceRow(
        person=person, t_ms=start_ms, offset_ms=0, leave_ms=start_ms + 1_800_000, row_id=f"{person}/{start_ms}"
    )


def test_viewers_of_a_list_are_told_apart_by_the_three_shows_before() -> None:
    people = [stay(f"p{i}") for i in range(60)]
    writers = [message(60, f"p{i}") for i in range(10, 40)]
    buyers = flat(*(buys(f"p{i}") for i in range(12)))
    earlier = [[stay(f"p{i}", START_MS - week * 7 * DAY_S * 1000) for i in range(30)] for week in (1, 2, 3)]
    found = measured(people, writers, buyers, earlier=earlier)
    assert kinds(found["participation"], "viewer") == {"known": (20, 30), "new": (10, 30)}
    assert kinds(found["conversion_rate"], "viewer") == {"known": (12, 30), "new": (0, 30)}
    two = measured(people, writers, buyers, earlier=earlier[:2])
    assert two["participation"].strata == {}


def test_buyers_who_are_not_on_the_list_keep_the_conversion_whole() -> None:
    # Two of twelve buyers came under another name: 10 of 12 are under nine tenths, so the kinds would bend the share.
    people = [stay(f"p{i}") for i in range(60)]
    buyers = flat(*(buys(f"p{i}") for i in range(10)), buys("mail1"), buys("mail2"))
    earlier = [[stay(f"p{i}", START_MS - week * 7 * DAY_S * 1000) for i in range(30)] for week in (1, 2, 3)]
    assert measured(people, buyers, earlier=earlier)["conversion_rate"].strata == {}


def test_kinds_whose_sql_is_wrong_are_named_and_cost_nothing_else(tmp_path: Any) -> None:
    sums = {"n": Sum("chat", "count(*)")}
    broken = kpi("broken", sums, strata={"kind": Split("chat", "kind", "sum(nothing)")})
    good = kpi("good", sums, strata={"kind": Split("chat", "kind", "count(*)")})
    rows = [message(n, f"p{n}", kind="gift" if n % 2 else "message") for n in range(20)]
    with facts_on_disk(tmp_path, rows) as facts:
        found, failed = compute([broken, good], facts, SETTING)
    assert [m.value for m in found] == [20, 20]
    assert [f.id for f in failed] == ["broken"]
    assert kinds(found[1], "kind") == {"gift": (10, 10), "message": (10, 10)}
