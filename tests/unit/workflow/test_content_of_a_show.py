from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.model.session import Cue
from rex.model.tables import PresenceRow, ReactionRow, Row
from rex.workflow.content import content_of
from tests.builders import START_MS, FactsInMemory, flat, message, order, watching, window

if TYPE_CHECKING:
    from rex.model.content import Content


def cue(kind: str, start_s: float, end_s: float | None) -> Cue:
    return Cue(id=kind, start_s=start_s, end_s=end_s, kind=kind, title=kind)


CUES = (cue("demo", 0, 600), cue("giveaway", 600, 900), cue("demo", 900, 1500))
TALK: list[Row] = [message(at, who) for at, who in [
    (10, "ana"), (20, "ana"), (30, "leo"), (599, "kim"), (600, "ana"), (700, "leo"), (1000, "ana"), (1499, "ana"),
]]  # fmt: skip
CURVE = [watching(0, 100), watching(600, 200), watching(900, 100)]


def found(cues: tuple[Cue, ...], *rows: Row | list[Row]) -> dict[str, Content]:
    frame = window(minutes=25)
    with FactsInMemory(flat(*rows), frame) as facts:
        return {one.kind: one for one in content_of(facts, cues, 1500)}


def test_people_count_once_a_minute_and_the_audience_s_time_is_under_them() -> None:
    # Demonstrations: 10 + 10 minutes of 100 people are 2,000 viewer-minutes; a person counts in each minute.
    # The giveaway: 5 minutes of 200 are 1,000; ana and leo.
    kinds = found(CUES, TALK, CURVE)
    assert (kinds["demo"].cues, kinds["demo"].seconds, kinds["demo"].viewer_minutes) == (2, 1200, 2000)
    assert kinds["demo"].writing == 5
    assert (kinds["giveaway"].writing, kinds["giveaway"].viewer_minutes) == (2, 1000)
    # Garwood for 2: 0.2422 to 7.2247, a thousand viewer-minutes here.
    assert kinds["giveaway"].writing_span == pytest.approx((0.2422, 7.2247), abs=1e-4)


def test_an_order_counts_once_in_the_part_it_was_placed_in() -> None:
    bought = flat(order("a", 1000, at_s=605, lines=3), order("b", 1000, at_s=1100))
    kinds = found(CUES, TALK, CURVE, bought)
    assert (kinds["giveaway"].orders, kinds["demo"].orders) == (1, 1)


def test_carts_and_exits_are_counted_where_a_file_tells_of_them() -> None:
    def at(s: float) -> int:
        return START_MS + round(s * 1000)

    carts: list[Row] = [ReactionRow(kind="add_to_cart", offset_ms=650_000, t_ms=at(650), person="ana")]
    stays: list[Row] = [
        PresenceRow(person="ana", t_ms=at(0), offset_ms=0, leave_ms=at(700)),
        PresenceRow(person="leo", t_ms=at(0), offset_ms=0, leave_ms=at(1500)),
    ]
    kinds = found(CUES, TALK, carts, stays)
    assert (kinds["giveaway"].carts, kinds["giveaway"].left) == (1, 1)
    assert (kinds["demo"].carts, kinds["demo"].left) == (0, 0)  # leo stayed to the end: that is no exit
    without = found(CUES, TALK)["demo"]
    assert (without.carts, without.left, without.orders, without.viewer_minutes) == (None, None, None, None)


def test_cues_of_one_kind_that_overlap_do_not_count_a_minute_twice() -> None:
    cues = (cue("demo", 0, 600), cue("demo", 300, 900), cue("offer", 900, None))
    kinds = found(cues, TALK, CURVE)
    assert (kinds["demo"].cues, kinds["demo"].seconds) == (1, 900)
    assert kinds["offer"].seconds == 600


def test_one_kind_alone_and_cues_outside_the_show_tell_nothing() -> None:
    assert found((cue("demo", 0, 600), cue("demo", 700, 900)), TALK, CURVE) == {}
    assert found((cue("demo", 0, 600), cue("outro", 1500, 1600)), TALK, CURVE) == {}


def test_what_happened_before_the_curve_began_is_in_no_rate_and_each_part_still_counts() -> None:
    # The curve begins at 700: of the giveaway (600 to 900) 200 seconds, in which leo alone wrote.
    kinds = found(CUES, TALK, [watching(700, 120), watching(900, 100)])
    assert (kinds["giveaway"].viewer_minutes, kinds["giveaway"].writing) == (400, 1)
    assert (kinds["giveaway"].cues, kinds["giveaway"].seconds) == (1, 300)
    assert (kinds["demo"].cues, kinds["demo"].seconds) == (2, 1200)
