from __future__ import annotations

from typing import Any

import pytest

from rex.compare.gates import judge_gates
from rex.compare.history import Past
from rex.model.finding import Checks, Finding, Passed
from rex.model.gate import Gate, Judged
from rex.model.measure import UsualRange
from rex.model.message import say
from rex.model.source import Source, Unrecognised
from tests.builders import measure, record, said

USUAL = UsualRange(low=8, high=12, centre=10, sessions=12, kind="locked")


def judged(gate: Gate, value: float | None = 5, past: list[Past] | None = None, **more: Any) -> list[Judged]:
    made = record(measure("kpi", value, **more))
    return list(judge_gates(made, ("kpi",), [gate], {"kpi": past or []}))


def states(found: list[Judged]) -> list[str]:
    return [one.state for one in found]


@pytest.mark.parametrize(("value", "low", "high", "state"), [
    (11, 10.5, 11.5, "held"),
    (9.6, 9, 9.9, "held"),  # beyond by less than is worth a red run
    (9, 8, 10.5, "warned"),  # beyond, and luck could have done it
    (9, 8, 9.9, "crossed"),
    (9, None, None, "crossed"),  # a census has no interval
])  # fmt: skip
def test_a_floor_needs_a_real_size_and_no_doubt(
    value: float, low: float | None, high: float | None, state: str
) -> None:
    found = judged(Gate(kpi="kpi", at_least=10, smallest_effect=0.5), value, low=low, high=high)
    assert states(found) == [state]


def test_a_ceiling_is_the_floor_s_mirror() -> None:
    gate = Gate(kpi="kpi", at_most=10, smallest_effect=0.5)
    assert states(judged(gate, 11, low=10.1, high=12)) == ["crossed"]
    assert states(judged(gate, 11, low=9, high=12)) == ["warned"]
    assert states(judged(gate, 10.4, low=10.1, high=12)) == ["held"]


def test_money_s_gates_are_in_whole_units() -> None:
    # 950.00 euros are 95,000 cents.
    assert states(judged(Gate(kpi="kpi", at_least=1000), 95_000, unit="EUR")) == ["crossed"]
    assert states(judged(Gate(kpi="kpi", at_least=1000, smallest_effect=60), 95_000, unit="EUR")) == ["held"]
    assert states(judged(Gate(kpi="kpi", at_least=1000), 1000, unit="JPY")) == ["held"]


def test_a_gate_that_warns_never_fails() -> None:
    assert states(judged(Gate(kpi="kpi", at_least=10, level="warn"), 1)) == ["warned"]


def test_the_usual_range_is_left_for_the_worse_alone() -> None:
    gate = Gate(kpi="kpi", usual=True)
    assert states(judged(gate, 5, usual=USUAL, verdict="worse")) == ["crossed"]
    assert states(judged(gate, 15, usual=USUAL, verdict="better")) == ["held"]
    assert states(judged(gate, 11, usual=USUAL, verdict="usual")) == ["held"]
    assert states(judged(gate, 5, verdict="too_little_history")) == ["unknown"]
    assert states(judged(Gate(kpi="kpi", usual=True, smallest_effect=6), 5, usual=USUAL, verdict="worse")) == ["held"]
    assert states(judged(gate, 15, better="neither", usual=USUAL, verdict="up")) == ["crossed"]


def past(*values: float) -> list[Past]:
    return [Past(f"s{n}", measure("kpi", value)) for n, value in enumerate(values)]


def test_a_slide_that_no_single_session_shows_is_seen_from_eight_on() -> None:
    gate = Gate(kpi="kpi", drift=True)
    low = past(9.9, 9.8, 9.7, 9.8, 9.6, 9.7, 9.5)
    assert states(judged(gate, 9.4, low, usual=USUAL)) == ["crossed"]
    assert states(judged(gate, 9.4, low[1:], usual=USUAL)) == ["unknown"]
    assert states(judged(gate, 10.1, low, usual=USUAL)) == ["held"]
    assert states(judged(gate, 9.4, low, usual=USUAL, better="lower")) == ["held"]
    # The eight lie 0.325 below the middle on average.
    assert states(judged(Gate(kpi="kpi", drift=True, smallest_effect=0.33), 9.4, low, usual=USUAL)) == ["held"]
    assert states(judged(Gate(kpi="kpi", drift=True, smallest_effect=0.32), 9.4, low, usual=USUAL)) == ["crossed"]


def test_a_number_that_is_not_there_fails_nothing_and_says_why() -> None:
    (found,) = judged(Gate(kpi="kpi", at_least=1), None)
    assert (found.state, said(found.says)) == ("unknown", "kpi has no value in this session: Too few.")
    assert states(list(judge_gates(record(), ("kpi",), [Gate(kpi="gone", usual=True)], {}))) == ["unknown"]


def test_without_gates_the_headline_s_usual_ranges_are_the_gates() -> None:
    made = record(measure("kpi", 5, usual=USUAL, verdict="worse"), session={"headline": ("kpi",)})
    assert [(one.name, one.state) for one in judge_gates(made, ("kpi",), [], {})] == [("kpi usual", "crossed")]


def test_checks_fail_where_they_warn_and_nobody_gave_a_reason() -> None:
    def fired(check: str, level: str, **more: Any) -> Finding:
        return Finding.model_validate(
            {"check": check, "title": check, "level": level, "says": say("x"), "instead": say("y"), **more}
        )

    checks = Checks(
        findings=(
            fired("B04", "block"), fired("B07", "warn"), fired("B18", "info"), fired("B19", "warn", suppressed="r"),
        ),
        passed=(Passed(check="B01", title="B01", says=say("z")),),
    )  # fmt: skip
    found = judge_gates(record(checks=checks), ("checks",), [], {})
    assert [(one.name, one.state) for one in found] == [
        ("B04", "crossed"), ("B07", "crossed"), ("B18", "held"), ("B19", "held"), ("B01", "held"),
    ]  # fmt: skip


def test_data_fails_on_unread_rows_unknown_files_and_sums_that_contradict() -> None:
    def source(file: str, **reasons: int) -> Source:
        lost = sum(reasons.values())
        return Source(
            file=file, sha256="0", importer="x", why="x", rows_read=9, rows_kept=9 - lost, rows_set_aside=lost,
            reasons=reasons,
        )  # fmt: skip

    made = record(
        measure("peak_concurrent", 90),
        measure("unique_viewers", 50),
        sources=(source("a.csv", duplicate=2), source("b.csv", unreadable=1)),
        unrecognised=(Unrecognised(file="c.pdf", why=say("no table")),),
    )
    found = judge_gates(made, ("data",), [], {})
    assert [(one.name, one.state) for one in found] == [
        ("a.csv", "held"), ("b.csv", "crossed"), ("c.pdf", "crossed"), ("sums 1", "crossed"),
    ]  # fmt: skip
    assert said(found[1].says) == "1 row of b.csv cannot be read."


def test_a_gate_that_asks_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="a gate needs"):
        Gate(kpi="kpi")


def test_the_smallest_effect_counts_from_the_end_of_the_range_and_a_number_without_a_worse_side_says_so() -> None:
    usual = USUAL.model_copy(update={"low": 80, "high": 120, "centre": 100})
    far = Gate(kpi="kpi", usual=True, smallest_effect=15)
    assert states(judged(far, 66, usual=usual, verdict="worse")) == ["held"]  # 14 below the end, 34 below the middle
    assert states(judged(far, 64, usual=usual, verdict="worse")) == ["crossed"]
    (up,) = judged(far, 136, better="neither", usual=usual, verdict="up")
    assert said(up.says) == "kpi 136 left its usual range, 80 to 120."
    (slide,) = judged(Gate(kpi="kpi", drift=True), 9, past(*range(8)), better="neither", usual=usual)
    assert (slide.state, "no worse side" in said(slide.says)) == ("unknown", True)


def test_a_slide_leaves_out_sessions_that_cannot_be_compared() -> None:
    other = [one._replace(alike=False) for one in past(9.9, 9.8, 9.7, 9.8, 9.6, 9.7, 9.5)]
    assert states(judged(Gate(kpi="kpi", drift=True), 9.4, other, usual=USUAL)) == ["unknown"]


def test_the_platform_s_number_that_stands_in_for_a_headline_is_the_gate() -> None:
    missing = measure("revenue", None, headline=False, status="not_applicable")
    stood_in = measure("platform_revenue", 5, usual=USUAL, verdict="worse", headline=True)
    made = record(missing, stood_in, session={"headline": ("revenue",)})
    (found,) = judge_gates(made, ("kpi",), [], {})
    assert (found.name, found.state) == ("platform_revenue usual", "crossed")
