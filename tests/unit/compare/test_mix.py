"""A share that moves against its own kinds, or only because more of one kind came."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.compare.against_past import judged_by_past
from rex.compare.diff import compare
from rex.compare.mix import mix_note, mixed_by, strata
from rex.model.measure import Part
from rex.workflow.mixing import strata_between
from tests.builders import measure, record, said, share

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rex.model.measure import Measure

Kinds = dict[str, tuple[int, int]]

# Charig et al. 1986, BMJ 292: 879 (kidney stones), the textbook case: 289 of 350 against 273 of 350, yet each size of
# stone went the other way, 234 of 270 and 55 of 80 against 81 of 87 and 192 of 263.
BEFORE: Kinds = {"small": (234, 270), "large": (55, 80)}
AFTER: Kinds = {"small": (81, 87), "large": (192, 263)}


def told(kinds: Mapping[str, tuple[int, int]], by: str = "source", **more: object) -> Measure:
    k, n = (sum(pair[place] for pair in kinds.values()) for place in (0, 1))
    parts = {name: Part(k=k, n=n) for name, (k, n) in kinds.items()}
    return share("conversion_rate", k, n, strata={by: parts}, **more)


def test_the_note_has_both_differences_the_interval_and_the_kind_that_grew() -> None:
    # Weights 357 and 343 of 700: 0.51 (81/87 - 234/270) + 0.49 (192/263 - 55/80) = 0.03292 + 0.02084 = 0.0537.
    note = said(mix_note(told(BEFORE), told(AFTER)))
    assert "told apart by source: the pooled difference is -0.0457143, with an equal mix it is 0.0536712 (" in note
    assert "buyers from large went from 80 of 350 to 263 of 350." in note


def test_the_other_way_round_it_reads_the_same_with_the_signs_changed() -> None:
    note = said(mix_note(told(AFTER), told(BEFORE)))
    assert "pooled difference is 0.0457143, with an equal mix it is -0.0536712" in note
    assert "buyers from small went from 87 of 350 to 270 of 350." in note


def test_the_kind_that_grew_is_named_and_not_the_largest() -> None:
    before, after = {"big": (90, 900), "small": (0, 100)}, {"big": (84, 700), "small": (2, 300)}
    assert "buyers from small went from 100 of 1000 to 300 of 1000." in said(mix_note(told(before), told(after)))


def test_luck_is_in_who_comes_and_in_the_kinds_own_shares() -> None:
    # Shares 315/357 and 247/343, .1623 apart; small stones were 87 of 350 and 270 of 350. Who comes: .1623^2 / 350
    # times (.1868 + .1763) = .0000273. The shares: .5229^2 = .2734 times (.1038/357 + .2016/343) = .0002401.
    mix = mixed_by(told(BEFORE), told(AFTER))[0].mix
    assert mix.mix_error == pytest.approx((0.0000273 + 0.0002401) ** 0.5, rel=1e-3)
    assert mix.by_mix == pytest.approx(-0.0457 - 0.0537, abs=1e-4)


def test_a_diff_adds_the_note_and_leaves_the_verdict_alone() -> None:
    bare = [told(BEFORE).model_copy(update={"strata": {}}), told(AFTER).model_copy(update={"strata": {}})]
    rows = [compare(record(a), record(b, day=7)).changes[0] for a, b in ((told(BEFORE), told(AFTER)), bare)]
    assert [len(row.notes) for row in rows] == [1, 0]
    assert "Mix effect" in said(rows[0].notes[0])
    assert rows[0].model_copy(update={"notes": ()}) == rows[1]


def test_no_note_where_the_kinds_and_the_whole_agree() -> None:
    assert mix_note(told({"a": (10, 100), "b": (30, 100)}), told({"a": (20, 300), "b": (25, 100)})) is None


def test_no_note_where_luck_alone_moves_the_mix_so_far() -> None:
    # 20 of 1,000 more are new, which moves 0.4 points; luck moves 0.45 (a spread of .1 in 1,000 people, on both sides).
    before, after = {"new": (50, 500), "known": (150, 500)}, {"new": (53, 520), "known": (146, 480)}
    mixed = mixed_by(told(before), told(after))[0].mix
    assert mixed.mix_effect
    assert mix_note(told(before), told(after)) is None


def test_a_kind_on_one_side_alone_silences_where_it_holds_a_tenth() -> None:
    small = {**AFTER, "new one": (1, 38)}  # 38 of 388 are 9.8 %
    large = {**AFTER, "new one": (1, 39)}  # 39 of 389 are 10.03 %
    assert mix_note(told(BEFORE), told(small)) is not None
    assert mix_note(told(BEFORE), told(large)) is None


def test_kinds_of_another_definition_are_not_compared() -> None:
    assert mix_note(told(BEFORE), told(AFTER, definition="conversion_rate@2")) is None
    assert strata_between(record(told(BEFORE)), record(told(AFTER, definition="conversion_rate@2"), day=7)) == {}


def test_of_two_ways_to_tell_apart_the_stronger_one_is_told() -> None:
    # The viewers alone: 0.1 and 0.3 stay, 250 of 500 new become 300 of 500; the source's mix moves far more.
    both = [
        told(kinds).model_copy(
            update={"strata": {**told(kinds).strata, "viewer": told(viewers, by="viewer").strata["viewer"]}}
        )
        for kinds, viewers in (
            (BEFORE, {"new": (250, 500), "known": (400, 500)}),
            (AFTER, {"new": (372, 720), "known": (228, 280)}),
        )
    ]
    assert len([m for m in mixed_by(*both) if m.mix.mix_effect]) == 2
    assert "by source" in said(mix_note(*both))


def test_money_counts_for_as_many_orders_as_it_rests_on() -> None:
    # One order of 90 and ten of 1: 100 in squares 8110, so the money rests on 100 * 100 / 8110 = 1.233 orders.
    big, small = Part(k=9, n=90, people=1, squares=8_100), Part(k=1, n=10, people=10, squares=10)
    (row, other) = strata({"big": big, "small": small}, {"big": big, "small": small})
    assert (row.n_after + other.n_after, row.n_before) == (pytest.approx(100**2 / 8_110), row.n_after)
    assert row.k_after / row.n_after == pytest.approx(0.1)
    assert row.n_after / other.n_after == pytest.approx(9)


def test_a_kind_of_money_tells_its_orders() -> None:
    def money(kinds: Kinds) -> Measure:
        parts = {name: Part(k=100 * k, n=100 * n, people=n, squares=10_000 * n) for name, (k, n) in kinds.items()}
        return measure("refund_rate", 0.1, unit="share", n=350, strata={"channel": parts})

    assert "orders by large went from 80 of 350 to 263 of 350." in said(mix_note(money(BEFORE), money(AFTER)))


def test_a_review_says_it_against_the_session_before() -> None:
    earlier = [record(told(AFTER)), record(told(BEFORE), day=7)]
    after = record(told(AFTER), day=14)
    (found,) = judged_by_past(after.measures, after.session, earlier)
    assert found.verdict == "too_little_history"
    assert said(found.warnings[0]).startswith("Against the session before. Mix effect")
    (alone,) = judged_by_past(after.measures, after.session, [])
    assert alone.warnings == ()


def test_the_checks_get_each_kind_with_its_share_and_size() -> None:
    found = strata_between(record(told(BEFORE)), record(told(AFTER), day=7))["conversion_rate"]
    assert [(s.by, s.name, s.n_before, s.n_after) for s in found] == [
        ("source", "large", 80, 263),
        ("source", "small", 270, 87),
    ]
    assert (found[0].before, found[0].after) == (55 / 80, 192 / 263)
