"""When money is final: after the window for returns, and only with orders that were exported after it."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest

from rex.model.measure import Measure, UsualRange
from rex.model.source import Source
from rex.workflow.maturity import Maturity, maturity_of, ripe
from tests.builders import measure, record, said, share

if TYPE_CHECKING:
    from datetime import datetime

    from rex.model.retrospective import Retrospective
    from rex.workflow.analysis import Analysis


def source(sha256: str, table: str = "sales") -> Source:
    return Source(
        file=f"{sha256}.csv",
        sha256=sha256,
        importer="shop",
        why="a test",
        tables={table: 3},
        rows_read=3,
        rows_kept=3,
        rows_set_aside=0,
    )


REVENUE = measure("revenue", 5000, unit="EUR", settles=True)


def of(now_days: float, *sources: Source, before: Retrospective | None = None, said_settled: bool = False) -> Maturity:
    """Ask so many days after the end of a show whose returns are open for 14."""
    session = record(session={"settles_after_days": 14}).session
    seen = SimpleNamespace(
        session=session,
        computed=SimpleNamespace(measures=(REVENUE,)),
        imported=SimpleNamespace(sources=sources),
    )
    assert session.end is not None
    now: datetime = session.end + timedelta(days=now_days)
    return maturity_of(cast("Analysis", seen), before, now, said_settled=said_settled)


def earlier(edition: str, *sources: Source) -> Retrospective:
    more: dict[str, Any] = {"edition": edition, "sources": sources}
    return record(**more)


def test_while_returns_are_open_everything_is_provisional() -> None:
    made = of(13.9, source("a"), said_settled=True)
    assert made.edition == "provisional"
    assert "Returns are open for 14" in said(made.says)


def test_orders_read_for_the_first_time_after_the_window_are_settled() -> None:
    assert of(14, source("a")) == Maturity("settled", of(14).settles_on)


def test_the_same_orders_read_again_after_the_window_stay_provisional_and_say_what_to_do() -> None:
    made = of(
        30, source("a"), source("chat2", "chat"), before=earlier("provisional", source("a"), source("chat1", "chat"))
    )
    assert made.edition == "provisional"
    assert "exported before" in said(made.says)
    assert "--settled" in said(made.says)


@pytest.mark.parametrize("newer", [("b",), ("a", "b")])
def test_orders_exported_again_settle_a_provisional_record(newer: tuple[str, ...]) -> None:
    made = of(30, *(source(one) for one in newer), before=earlier("provisional", source("a")))
    assert (made.edition, made.says) == ("settled", None)


def test_a_persons_word_settles_the_same_orders() -> None:
    assert of(30, source("a"), before=earlier("provisional", source("a")), said_settled=True).edition == "settled"


def test_what_was_settled_once_stays_settled() -> None:
    assert of(40, source("a"), before=earlier("settled", source("a"))).edition == "settled"


def judged(kpi: str) -> Measure:
    usual = UsualRange(low=0.02, high=0.06, centre=0.04, sessions=5, kind="trial", names=("s0", "s1", "s2", "s3", "s4"))
    return share(kpi, 0, 400, verdict="better", usual=usual)


def test_a_refund_rate_of_the_day_after_is_not_better_than_settled_ones() -> None:
    past = [record(day=n, edition="settled", session={"id": f"s{n}"}) for n in range(5)]
    now = record(day=9).session
    assert now.end is not None
    early, later = now.end + timedelta(days=1), now.end + timedelta(days=now.settles_after_days)
    refunds, others = ripe((judged("refund_rate"), judged("conversion_rate")), now, past, early)
    assert (refunds.verdict, refunds.usual) == ("not_comparable", None)
    assert "closed in 5 sessions" in said(refunds.verdict_why)
    assert others.verdict == "better"
    assert ripe((judged("refund_rate"),), now, past, later)[0].verdict == "better"
    open_too = [one.model_copy(update={"edition": "provisional"}) for one in past]
    assert ripe((judged("refund_rate"),), now, open_too, early)[0].verdict == "better"


def test_a_session_without_orders_waits_for_nothing() -> None:
    chat = source("a", "chat")
    assert of(30, chat, before=earlier("provisional", chat)).edition == "settled"
