from __future__ import annotations

from rex.compare.restating import restated
from tests.builders import measure, record


def test_values_that_moved_came_or_went_are_named_and_the_rest_is_not() -> None:
    old = record(measure("orders", 36), measure("nps", 40), measure("gone", 1), inputs="a" * 64)
    new = record(measure("orders", 35), measure("nps", 40), measure("came", 2), inputs="b" * 64)
    (entry,) = restated(old, new).restatements
    assert [(one.kpi, one.before, one.after) for one in entry.changes] == [
        ("orders", 36, 35), ("came", None, 2), ("gone", 1, None),
    ]  # fmt: skip
    assert entry.inputs == "a" * 12
    assert entry.written == new.written


def test_a_verdict_that_changed_is_counted() -> None:
    old = record(measure("orders", 36, verdict="usual"), measure("nps", 40), inputs="a")
    new = record(measure("orders", 36, verdict="worse"), measure("nps", 40), inputs="b")
    (entry,) = restated(old, new).restatements
    assert (entry.verdicts, entry.changes) == (1, ())


def test_the_log_grows_with_other_exports_alone() -> None:
    first = record(measure("orders", 36), inputs="a")
    second = restated(first, record(measure("orders", 35), inputs="b"))
    again = restated(second, record(measure("orders", 35), inputs="b"))
    third = restated(again, record(measure("orders", 34), inputs="c"))
    assert again.restatements == second.restatements
    assert [entry.changes[0].after for entry in third.restatements] == [35, 34]


def test_another_unit_is_another_value() -> None:
    old = record(measure("revenue", 100, unit="EUR"), inputs="a")
    new = record(measure("revenue", 100, unit="USD"), inputs="b")
    assert len(restated(old, new).restatements[0].changes) == 1


def test_the_same_exports_under_another_rule_restate_and_a_kpi_that_came_does_not() -> None:
    first = record(measure("revenue", 100), inputs="a")
    assert restated(first, record(measure("revenue", 100), measure("came", 1), inputs="a")).restatements == ()
    (entry,) = restated(first, record(measure("revenue", 122), inputs="a")).restatements
    assert [(one.kpi, one.before, one.after) for one in entry.changes] == [("revenue", 100, 122)]
