from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from rex.compare.period import Frame, period
from rex.metrics.base import Setting
from rex.metrics.compute import over
from rex.model.action import Action, Settled
from rex.model.answer import Claim
from rex.model.comparison import Period, PeriodMeasure, Problem
from rex.model.measure import Measure, UsualRange
from rex.model.message import say
from tests.builders import flat, measure, measured, message, metrics, order, record, said, unique, watching

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rex.model.retrospective import Retrospective

FRAME = Frame("November", date(2026, 11, 1), date(2026, 11, 30), datetime(2026, 12, 1, tzinfo=UTC), "en")
RANGE = UsualRange(low=1, high=9, centre=5, sessions=5, kind="trial")


def across(
    kpi: str, sums: Sequence[Mapping[str, int | dict[str, int]]], seconds: float, currency: str | None
) -> Measure | None:
    return over(metrics()[kpi], sums, Setting(seconds, currency)) if kpi in metrics() else None


def read(*records: Retrospective, problems: Sequence[Problem] = ()) -> Period:
    return period(records, FRAME, across, problems)


def row(found: Period, kpi: str) -> PeriodMeasure:
    return next(m for m in found.measures if m.total.id == kpi)


def session(day: int, orders: int, viewers: int | None, **more: Any) -> Retrospective:
    """A show with so many orders of 10.00, some messages, an audience."""
    people = [] if viewers is None else [unique(viewers)]
    rows = flat(
        [r for n in range(orders) for r in order(str(n), 1_000, lines=2)],
        people,
        watching(0, 10 * day + 10),
        [message(60 * n, f"p{n % 7}") for n in range(30)],
    )
    return record(*measured(rows).values(), day=day, **more)


def test_totals_are_the_sums_of_the_sessions() -> None:
    found = read(session(0, 30, 100), session(7, 12, 500))
    assert found.totals.model_dump() == {"sessions": 2, "orders": 42, "units": 84, "revenue": {"EUR": 42_000}}
    assert row(found, "orders").total.value == 42
    assert row(found, "orders").points == (30, 12)
    rate = row(found, "conversion_rate").total
    assert (rate.value, rate.k, rate.n) == (42 / 600, 42, 600)


def test_a_peak_goes_across_as_the_largest() -> None:
    found = read(session(7, 1, 100), session(3, 1, 100))
    assert row(found, "peak_concurrent").total.value == 80
    assert row(found, "average_concurrent").total.value == 60


def test_one_session_is_its_own_period() -> None:
    alone = session(0, 30, 100)
    found = read(alone)
    for part in found.measures:
        its_own = alone.measure(part.total.id)
        assert its_own is not None
        assert part.total.value == its_own.value


def test_half_a_ratio_is_left_out_and_told() -> None:
    # 30 of 100; the second session's 300 orders have no viewers to be divided by
    found = row(read(session(0, 30, 100), session(7, 300, None)), "conversion_rate")
    assert (found.total.value, found.total.k, found.total.n) == (0.3, 30, 100)
    assert said(found.total.warnings[-1]) == "From 1 of 2 sessions; the others have no value for it."
    assert found.points == (0.3, None)


def test_sessions_with_too_few_each_may_be_enough_together() -> None:
    found = row(read(session(0, 2, 20), session(7, 3, 20)), "conversion_rate")
    assert (found.total.status, found.total.k, found.total.n) == ("measured", 5, 40)


def test_two_currencies_in_a_period_are_two_sums() -> None:
    dollars = record(*measured(order("1", 700, currency="USD")).values(), day=7, session={"currency": "USD"})
    found = read(session(0, 1, 100), dollars)
    assert found.totals.revenue == {"EUR": 1_000, "USD": 700}
    assert (row(found, "revenue").total.status, row(found, "revenue").total.value) == ("not_applicable", None)


def test_a_session_in_two_currencies_is_not_dropped_unseen() -> None:
    mixed = record(*measured(order("1", 700, currency="USD"), order("2", 100)).values(), day=7)
    found = read(session(0, 1, 100), mixed)
    assert row(found, "revenue").total.sums["revenue"] == {"EUR": 1_100, "USD": 700}
    assert row(found, "revenue").total.status == "not_applicable"


def test_a_definition_that_changed_inside_the_period_has_no_total() -> None:
    changed = record(measure("orders", 9, definition="orders@2", sums={"orders": 9}, n=9), day=7)
    found = row(read(session(0, 30, 100), changed), "orders")
    assert (found.total.status, found.total.value, found.total.n, found.total.sums) == (
        "not_applicable",
        None,
        None,
        {},
    )
    assert "definition changed" in said(found.total.why)
    assert found.points == (30, 9)


def test_a_kpi_nobody_can_add_up_any_more_says_so() -> None:
    private = [record(measure("private", 3, sums={"a": 3}), day=n) for n in (0, 7)]
    found = row(read(*private), "private").total
    assert (found.status, found.value) == ("not_applicable", None)
    assert found.why is not None


def test_ranked_lists_have_no_total() -> None:
    rows = flat([r for n in range(9) for r in order(str(n), 1_000)])
    found = read(*(record(*measured(rows).values(), day=day) for day in (0, 7)))
    assert "best_sellers" not in {m.total.id for m in found.measures}


def verdicts(*words: str) -> Period:
    usual = {"usual": RANGE}
    return read(
        *(
            record(
                measure(
                    "orders", 5, verdict=word, headline=True, sums={"orders": 5}, **(usual if "too" not in word else {})
                ),
                day=day,
            )
            for day, word in enumerate(words)
        )
    )


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["too_little_history"] * 2, "Not judged: a usual range needs 5 earlier sessions."),
        (["worse", "usual", "worse"], "Outside its usual range: Show 0 (2026-11-20), Show 2 (2026-11-22)."),
        (
            ["up"] * 5,
            "Outside its usual range: Show 2 (2026-11-22), Show 3 (2026-11-23), Show 4 (2026-11-24) and 2 earlier.",
        ),
        (["usual"], "Inside its usual range in the one session."),
        (["usual"] * 3, "Inside its usual range in all 3 sessions."),
        (
            ["better", "usual", "worse", "worse", "too_little_history"],
            (
                "Outside its usual range, 1 above or better and 2 below or worse: "
                "Show 0 (2026-11-20), Show 2 (2026-11-22), Show 3 (2026-11-23)."
            ),
        ),
    ],
)
def test_a_sentence_says_what_the_verdicts_add_up_to(words: list[str], sentence: str) -> None:
    assert said(verdicts(*words).measures[0].says) == sentence


def test_the_bottom_line_sets_luck_beside_what_left_its_range() -> None:
    assert said(verdicts("too_little_history").bottom_line[0]).startswith("Too few sessions")
    assert said(verdicts("usual", "usual").bottom_line[0]) == (
        "A usual period: none of 2 headline numbers left its range, where luck alone would flag fewer than one. "
        "Nothing needs an explanation."
    )
    # two judged of three sessions, each with limits from five: 2 x 5.69 % = 0.1
    told = said(verdicts("too_little_history", "better", "usual").bottom_line[0])
    assert told == "1 of 2 headline numbers left their usual range; by luck alone it would be fewer than one."


def test_exactly_one_sentence_changes_with_exactly_one_verdict() -> None:
    def two(word: str) -> Period:
        rows = [
            measure("orders", 5, verdict=word, usual=RANGE, sums={"orders": 5}),
            measure("units", 5, verdict="usual", usual=RANGE, sums={"units": 5}),
        ]
        return read(record(*rows))

    one, other = two("usual"), two("worse")
    assert [a.total.id for a, b in zip(one.measures, other.measures, strict=True) if a.says != b.says] == ["orders"]
    assert one.bottom_line == other.bottom_line  # neither is a headline


def test_an_action_is_told_as_the_last_session_left_it() -> None:
    def settled(verdict: str) -> Settled:
        day = date(2026, 11, 1)
        action = Action(
            id="a1",
            what="x",
            owner="m",
            due=day,
            kpi="orders",
            direction="up",
            smallest_effect=1,
            decided=day,
            session="s",
        )
        return Settled.model_validate({"action": action, "verdict": verdict, "says": say("It did.")})

    found = read(record(settled=(settled("too_early"),)), record(day=7, settled=(settled("moved"),)))
    assert [entry.verdict for entry in found.actions] == ["moved"]
    assert said(found.bottom_line[1]) == "Of 1 actions that were promised, 1 moved their number as hoped."


def test_lessons_rest_on_evidence_and_opinions_stay_at_home() -> None:
    def claim(name: str, polarity: str, *evidence: str) -> Claim:
        given = {"id": name, "text": name, "respondent": "m", "role": "csm", "phase": "commit"}
        return Claim.model_validate({**given, "polarity": polarity, "evidence": evidence})

    found = read(
        record(claims=(claim("a", "worked", "moment:1"), claim("b", "worked"), claim("c", "did_not", "quote:1")))
    )
    assert ([c.id for c in found.worked], [c.id for c in found.did_not]) == (["a"], ["c"])


def test_open_returns_and_unusable_records_are_named() -> None:
    problem = Problem(session="s", why=say("Damaged."))
    found = read(record(), record(day=7, edition="provisional"), problems=[problem])
    assert "Show 7" in said(found.data_notes[0])
    assert any("count once a session" in said(note) for note in found.data_notes)
    assert found.problems == (problem,)


def test_a_month_without_a_file_of_orders_has_no_orders_and_not_none_sold() -> None:
    rows = flat([unique(50)], watching(0, 20), [message(60, "ana")])
    totals = read(record(*(m for m in measured(rows).values() if m.id != "orders"))).totals
    assert (totals.orders, totals.units) == (None, None)
    assert read(session(1, 2, 50)).totals.orders == 2


def test_sessions_of_one_day_are_told_apart_by_their_hour() -> None:
    usual = {"usual": RANGE, "sums": {"orders": 5}}
    starts = ("2026-11-20T09:00:00+00:00", "2026-11-20T18:30:00+00:00")
    shows = [
        record(
            measure("orders", 5, verdict="worse", **usual),
            session={"id": f"s{n}", "start": start, "end": start.replace(":00+", ":59+"), "title": "Show"},
        )
        for n, start in enumerate(starts)
    ]
    assert said(row(read(*shows), "orders").says) == (
        "Outside its usual range: Show (2026-11-20 10:00), Show (2026-11-20 19:30)."
    )


def test_a_number_that_no_session_has_is_no_young_number() -> None:
    why = say("The session's chat is needed.")
    empty = [record(measure("talk", None, headline=True, status="not_applicable", why=why), day=n) for n in (0, 7)]
    found = read(*empty)
    assert said(row(found, "talk").says) == "The session's chat is needed."
    assert said(found.bottom_line[0]).startswith("None of the headline numbers has a value")
    assert said(found.data_notes[-1]) == (
        "talk, a headline number, has no value in any session of the period. The session's chat is needed."
    )
    told = read(*empty, record(measure("talk", 3, headline=True), day=14))
    assert said(row(told, "talk").says) == "Not judged: a usual range needs 5 earlier sessions."
    assert said(told.bottom_line[0]).startswith("Too few sessions so far")
    assert not [note for note in told.data_notes if "talk" in said(note)]


def test_what_grows_with_the_history_alone_is_not_said_to_wait_for_sessions() -> None:
    found = read(*(record(measure("held", 3, drifts=True), day=n) for n in (0, 7)))
    assert said(row(found, "held").says) == "Not judged: it grows with the length of the history alone."


def test_a_highest_one_is_not_called_a_sum() -> None:
    shows = (session(0, 1, 100), session(7, 1, 100))
    across_them = {kpi: metric.across for kpi, metric in metrics().items()}
    found = period(shows, FRAME, across, across=across_them)
    assert {kpi: row(found, kpi).across for kpi in ("orders", "peak_concurrent")} == {
        "orders": "add",
        "peak_concurrent": "max",
    }
    assert (across_them["clv_historic"], across_them["platform_peak_viewers"]) == ("last", "max")
