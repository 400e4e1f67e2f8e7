"""Laws that every KPI obeys, whatever the rows: halves add up, order and zone do not matter, nothing is NaN."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rex.engine.sql import Background, Window
from rex.metrics.base import Setting
from rex.metrics.compute import compute, over
from rex.model.tables import ChatRow, PresenceRow, ReactionRow, Row, SalesRow, SurveyRow, TicketRow, ViewersRow
from rex.render.jsonfile import to_json
from tests.builders import START_MS, FactsInMemory, metrics, window

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.model.measure import Measure

QUICK = settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
LENGTH_S = 600
HALF_MS = 300_000

_at = st.integers(-60, LENGTH_S + 60)
_chat = st.builds(
    lambda at, author, role, deleted: _placed(ChatRow(author=author, role=role, deleted=deleted), at),
    _at,
    st.sampled_from(["ana", "leo", "kim", None]),
    st.sampled_from(["viewer", "viewer", "viewer", "host", "bot"]),
    st.booleans(),
)
_sales = st.builds(
    lambda at, order, customer, total, refund, currency, cancelled: _placed(
        SalesRow(
            order_id=order,
            customer=customer,
            sku=f"s{total % 3}",
            qty=1 + total % 4,
            order_total_minor=total,
            order_refunded_minor=refund,
            currency=currency,
            cancelled=cancelled,
        ),
        at,
    ),
    _at,
    st.uuids(version=4).map(str),
    st.sampled_from(["c1", "c2", "c3", None]),
    st.integers(0, 90_000),
    st.sampled_from([0, 0, 500]),
    st.sampled_from(["EUR", "EUR", "EUR", "USD"]),
    st.booleans(),
)
_viewers = st.builds(
    lambda at, value, metric: _placed(ViewersRow(metric=metric, value=value), at),
    _at,
    st.integers(0, 500),
    st.sampled_from(["concurrent", "concurrent_avg", "concurrent_peak", "unique_viewers"]),
)
_survey = st.builds(
    lambda question, number, low, high: SurveyRow(
        question_id=question, answer_num=number, scale_min=low, scale_max=high
    ),
    st.sampled_from(["nps", "csat", "ces"]),
    st.one_of(st.none(), st.integers(-1, 11)),
    st.sampled_from([0, 1, None]),
    st.sampled_from([5, 7, 10]),
)
_presence = st.builds(
    lambda at, person, stays: _stay(PresenceRow(person=person), at, stays),
    _at,
    st.sampled_from(["ana", "leo", "kim", "pau", None]),
    st.integers(0, 400),
)
_reactions = st.builds(
    lambda at, kind, count, person, cumulative: _placed(
        ReactionRow(kind=kind, count=count, person=person, cumulative=cumulative), at
    ),
    _at,
    st.sampled_from(["like", "heart", "product_click", "add_to_cart", "share"]),
    st.integers(1, 9),
    st.sampled_from(["ana", "leo", "kim", None]),
    st.booleans(),
)
_tickets = st.builds(
    lambda at, ticket, waits, lasts, status: _ticket(TicketRow(ticket_id=ticket, status=status), at, waits, lasts),
    _at,
    st.uuids(version=4).map(str),
    st.one_of(st.none(), st.integers(0, 90_000)),
    st.one_of(st.none(), st.integers(0, 900_000)),
    st.sampled_from(["open", "solved", "closed", None]),
)
_service = st.builds(
    lambda person, question, number: SurveyRow(
        respondent=person, question_id=question, answer_num=number, scale_min=1, scale_max=7
    ),
    st.sampled_from(["r1", "r2", "r3", "r4"]),
    st.sampled_from(["rater.reliability", "rater.expected.reliability", "rater.empathy", "enjoyment"]),
    st.one_of(st.none(), st.integers(0, 8)),
)
ROWS = st.tuples(
    st.lists(_chat, max_size=25),
    st.lists(_sales, max_size=45),
    st.lists(_viewers, max_size=12),
    st.lists(_survey, max_size=20),
    st.lists(_presence, max_size=15),
    st.lists(_reactions, max_size=15),
    st.lists(_tickets, max_size=12),
    st.lists(_service, max_size=12),
).map(lambda parts: [row for part in parts for row in part])


def _placed(row: Any, at_s: int) -> Any:
    row.offset_ms, row.t_ms = at_s * 1_000, START_MS + at_s * 1_000
    return row


def _stay(row: PresenceRow, at_s: int, lasts_s: int) -> PresenceRow:
    row.offset_ms, row.t_ms = at_s * 1_000, START_MS + at_s * 1_000
    row.leave_ms = row.t_ms + lasts_s * 1_000
    return row


def _ticket(row: TicketRow, at_s: int, waits_s: int | None, lasts_s: int | None) -> TicketRow:
    row.offset_ms, row.t_ms = at_s * 1_000, START_MS + at_s * 1_000
    row.first_reply_ms = None if waits_s is None else row.t_ms + waits_s * 1_000
    row.solved_ms = None if lasts_s is None else row.t_ms + lasts_s * 1_000
    return row


def measure_all(
    rows: Sequence[Row], frame: Window | None = None, currency: str = "EUR", utc_offset_ms: int = 0
) -> dict[str, Measure]:
    frame = frame or window(minutes=LENGTH_S / 60)
    with FactsInMemory(rows, frame, Background(utc_offset_ms=utc_offset_ms)) as facts:
        found, failed = compute(metrics().values(), facts, Setting(frame.duration_ms / 1_000, currency))
    assert failed == []
    return {measure.id: measure for measure in found}


def _moved(row: Row, by_ms: int) -> Row:
    """The same row on another clock; rows are copied, never changed."""
    clocks = [
        name for name in ("t_ms", "leave_ms", "first_reply_ms", "solved_ms") if getattr(row, name, None) is not None
    ]
    return msgspec.structs.replace(row, **{name: getattr(row, name) + by_ms for name in clocks})


@given(ROWS, st.randoms(use_true_random=False))
@QUICK
def test_the_order_of_rows_changes_nothing(rows: list[Row], random: Any) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)
    assert measure_all(shuffled) == measure_all(rows)


@given(ROWS, st.integers(-14, 14))
@QUICK
def test_the_zone_in_which_clocks_are_told_changes_nothing(rows: list[Row], hours: int) -> None:
    # The session, the shop and every source on a clock that is so many hours off: offsets and the shop's days stay,
    # instants move together.
    by = hours * 3_600_000
    frame = window(minutes=LENGTH_S / 60)
    start, end, until = (
        None if at is None else at + by for at in (frame.start_ms, frame.end_ms, frame.orders_until_ms)
    )
    elsewhere = replace(frame, start_ms=start, end_ms=end, orders_until_ms=until)
    assert measure_all([_moved(row, by) for row in rows], elsewhere, utc_offset_ms=-by) == measure_all(rows)


@given(ROWS)
@QUICK
def test_nothing_in_the_json_is_no_number(rows: list[Row]) -> None:
    for found in measure_all(rows).values():
        read = json.loads(to_json(found), parse_constant=lambda word: (_ for _ in ()).throw(ValueError(word)))
        assert (read["value"] is None) == (read["status"] != "measured")
        assert (read["why"] is not None) == (read["status"] != "measured")
        for number in (found.value, found.low, found.high):
            assert number is None or math.isfinite(number)
        if found.low is not None and found.high is not None and found.value is not None:
            slack = 1e-9 * abs(found.value)
            assert found.low - slack <= found.high
            if found.id != "nps":  # the centre of its interval is not the score
                assert found.low - slack <= found.value <= found.high + slack
        if found.unit == "share" and found.value is not None:
            assert 0 <= found.value <= 1


ADDITIVE = ("orders", "units", "revenue", "refunds", "net_revenue", "messages", "watch_time")


@given(ROWS)
@QUICK
def test_the_sums_of_two_halves_of_a_session_are_those_of_the_whole(rows: list[Row]) -> None:
    # A curve's last sample before the half holds into it, so the second half gets one at its start.
    # A list of visits that names nobody in one half tells nothing of it, so somebody stays the whole time.
    rows = [row for row in rows if not isinstance(row, ViewersRow) or row.metric == "concurrent"]
    rows.append(_stay(PresenceRow(person="mia"), 0, LENGTH_S))
    whole = measure_all(rows)
    half = window(minutes=5)
    second = Window(START_MS + HALF_MS, START_MS + 2 * HALF_MS, HALF_MS, START_MS + 2 * HALF_MS)
    later = [msgspec.structs.replace(row, offset_ms=(row.offset_ms or 0) - HALF_MS) for row in rows]
    halves = [measure_all(rows, half), measure_all(later, second)]
    for kpi in (kpi for kpi in ADDITIVE if whole[kpi].sums):
        together = over(metrics()[kpi], [m[kpi].sums for m in halves if m[kpi].sums], Setting(LENGTH_S, "EUR"))
        assert together.sums == whole[kpi].sums, kpi
        assert together.value == whole[kpi].value, kpi


@given(ROWS)
@QUICK
def test_money_and_people_stay_within_what_they_are_part_of(rows: list[Row]) -> None:
    found = measure_all(rows)

    def value(kpi: str) -> float:
        return found[kpi].value or 0

    if found["net_revenue"].value is not None:
        assert value("net_revenue") == value("revenue") - value("refunds") <= value("revenue")
    assert value("unique_chatters") <= value("messages")
    assert value("orders") <= value("units")
    assert value("average_concurrent") <= value("peak_concurrent")
    nps = found["nps"]
    if nps.value is not None:
        assert sum(nps.sums[part] for part in ("promoters", "passives", "detractors")) == nps.n  # type: ignore[misc]  # counts


@given(ROWS)
@QUICK
def test_twice_the_people_never_widens_an_interval(rows: list[Row]) -> None:
    # The same sums a second time are as many people again who did the same: what is known of them only grows.
    for kpi, found in measure_all(rows).items():
        if found.low is None or found.high is None or metrics()[kpi].listing is not None:
            continue
        twice = over(metrics()[kpi], [found.sums, found.sums], Setting(2 * LENGTH_S, "EUR"))
        if twice.low is not None and twice.high is not None and (found.value or 0) != 0:
            width, before = twice.high - twice.low, found.high - found.low
            assert width / abs(twice.value or 1) <= before / abs(found.value or 1) * (1 + 1e-9), kpi


@given(ROWS, st.integers(1, 99))
@QUICK
def test_a_visit_that_is_told_in_two_pieces_is_one_visit(rows: list[Row], share: int) -> None:
    cut: list[Row] = []
    for row in rows:
        if (
            isinstance(row, PresenceRow)
            and row.person is not None
            and row.t_ms is not None
            and row.leave_ms is not None
        ):
            lasts = (row.leave_ms - row.t_ms) * share // 100
            first = msgspec.structs.replace(row, leave_ms=row.t_ms + lasts)
            cut += [first, msgspec.structs.replace(row, t_ms=row.t_ms + lasts, offset_ms=(row.offset_ms or 0) + lasts)]
        else:
            cut.append(row)
    assert measure_all(cut) == measure_all(rows)
