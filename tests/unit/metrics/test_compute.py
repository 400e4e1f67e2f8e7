from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from rex.metrics.base import Estimated, Listing, Metric, Setting, Sum, Sums, counted, metric, too_few
from rex.metrics.compute import again, compute, passes_bound
from rex.model.message import say
from tests.builders import (
    FactsInMemory,
    answers,
    facts_on_disk,
    flat,
    measured,
    message,
    metrics,
    order,
    said,
    unique,
    watching,
    window,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

SETTING = Setting(3_600, "EUR")


def kpi(
    name: str, sums: Mapping[str, Sum], estimate: Any = None, needs: tuple[str, ...] = ("chat",), **more: Any
) -> Metric:
    """Make a private KPI as a workspace's plug-in would."""

    def counts(_self: object, s: Sums, _: Setting) -> Estimated:
        return counted(s.n)

    formula = type(name, (), {"__doc__": "A count.", "sums": sums, "estimate": estimate or counts, **more})
    return metric(
        id=name, title=name, group="other", unit="count", better="neither", needs=needs, definition=1, source="test"
    )(formula)


COUNT = {"n": Sum("chat", "count(*)")}
GOOD = kpi("good", COUNT)


def test_every_shipped_kpi_works_through_real_facts_in_few_passes(tmp_path: Any) -> None:
    rows = flat(
        [row for n in range(40) for row in order(str(n), 100 + n)],
        [message(n, f"p{n % 9}") for n in range(60)],
        unique(400),
        watching(0, 90),
        answers("nps", [9] * 12, 0, 10),
    )
    with facts_on_disk(tmp_path, rows) as facts:
        found, failed = compute(metrics().values(), facts, SETTING, headline=("orders",))
        assert facts.passes <= passes_bound(metrics().values())
        assert facts.passes < len(metrics())
    assert failed == []
    assert {m.id: m.value for m in found} == {kpi: m.value for kpi, m in measured(rows).items()}
    assert [m.id for m in found if m.headline] == ["orders"]


def test_a_measure_carries_its_definition_and_where_it_stands() -> None:
    found = measured(order("1", 100))["orders"]
    assert (found.definition, found.unit, found.better, found.scale, found.settles) == (
        "orders@1",
        "count",
        "higher",
        "log",
        True,
    )
    assert (found.verdict, found.sums) == ("too_little_history", {"orders": 1})


def test_whatever_has_no_value_says_why() -> None:
    for rows in ([], [message(1)], order("1", None), [unique(0)], answers("nps", [9], 0, 10)):
        for found in measured(*rows).values():
            assert (found.value is None) == (found.status != "measured"), found.id
            assert (found.why is not None) == (found.status != "measured"), found.id


def test_a_missing_table_names_what_is_needed() -> None:
    found = measured(message(1))
    assert said(found["orders"].why) == "The shop's orders are needed."
    assert said(found["conversion_rate"].why) == "The shop's orders are needed."
    assert said(found["nps"].why) == "A survey's answers are needed."


def _raises(_self: object, _s: Sums, _: Setting) -> Estimated:
    raise KeyError("ana@example.com")


def _nan(_self: object, _s: Sums, _: Setting) -> Estimated:
    return Estimated("measured", float("nan"))


def _silent(_self: object, _s: Sums, _: Setting) -> Estimated:
    return Estimated("measured")


def _without_reason(_self: object, _s: Sums, _: Setting) -> Estimated:
    return Estimated("not_applicable")


@pytest.mark.parametrize(
    "broken",
    [
        kpi("broken", COUNT, _raises),
        kpi("broken", COUNT, _nan),
        kpi("broken", COUNT, _silent),
        kpi("broken", COUNT, _without_reason),
        kpi("broken", {"n": Sum("chat", "count(no_such_column)")}),
        kpi("broken", {"n": Sum("no_such_table", "count(*)")}),
        kpi("broken", {"n": Sum("chat", "max(author)")}),
        kpi("broken", {"n": Sum("chat", "count(*)", by="no_such_column")}),
        kpi("broken", COUNT, listing=Listing("select nonsense")),
    ],
    ids=["raises", "nan", "silent", "no-reason", "column", "table", "text", "by", "listing"],
)
def test_a_broken_kpi_is_named_and_the_others_are_not_touched(broken: Metric, tmp_path: Any) -> None:
    with facts_on_disk(tmp_path, [message(1)]) as facts:
        found, failed = compute([broken, GOOD, *metrics().values()], facts, SETTING)
    by_id = {m.id: m for m in found}
    assert [f.id for f in failed] == ["broken"]
    assert (by_id["broken"].status, by_id["broken"].value) == ("error", None)
    assert "broke in its own code" in said(by_id["broken"].why)
    assert by_id["good"].value == 1
    assert by_id["messages"].value == 1


def test_a_kpi_that_needs_an_unknown_table_says_so() -> None:
    with FactsInMemory([message(1)], window()) as facts:
        found, failed = compute([kpi("odd", COUNT, needs=("weather",))], facts, SETTING)
    assert (found[0].status, failed) == ("not_applicable", [])
    assert said(found[0].why) == "The table weather is needed."


def test_money_without_any_currency_is_called_money() -> None:
    assert measured(message(1), currency=None)["revenue"].unit == "money"
    assert measured(message(1))["revenue"].unit == "EUR"


def test_a_value_is_made_again_from_its_stored_sums_alone() -> None:
    rows = flat(
        [row for n in range(45) for row in order(str(n), 100 + n * n)],
        [message(n * 20, f"p{n % 30}") for n in range(150)],
        unique(400),
        watching(0, 90),
        watching(1_000, 45),
        answers("nps", [9, 3, 8] * 5, 0, 10),
        answers("csat", [5, 3, 4] * 5, 1, 5),
        answers("ces", [5, 7, 4] * 5, 1, 7),
    )
    for name, found in measured(rows).items():
        made = again(metrics()[name], found.sums, SETTING)
        if metrics()[name].listing is None:
            assert made == found, name
        else:  # a list is no sum: it is said, and nothing is made up
            assert made.value is None or made == found, name


def test_a_sum_nobody_told_anything_about_is_zero_and_unknown() -> None:
    sums = Sums({"a": None, "b": 3, "c": {"EUR": 1, "USD": 2}})
    assert (sums.a, sums.b, sums.c) == (0, 3, 3)
    assert (sums.known("a"), sums.known("b")) == (False, True)
    assert (sums.by("a"), sums.by("c")) == ({}, {"EUR": 1, "USD": 2})
    assert sums.stored() == {"b": 3, "c": {"EUR": 1, "USD": 2}}
    with pytest.raises(AttributeError):
        _ = sums.d


def test_too_few_is_a_status_with_its_count() -> None:
    few = too_few(say("Too few."), 3)
    assert (few.status, few.n, few.value) == ("insufficient", 3, None)
