"""Whether a session's money is final: the window for returns has ended, and the orders were exported after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from rex.model.message import Message, quantity, say, say_n
from rex.workflow.desk import local_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from rex.model.measure import Measure
    from rex.model.retrospective import Retrospective
    from rex.model.session import Session
    from rex.model.source import Source
    from rex.workflow.analysis import Analysis

MONEY = ("sales",)
"""The tables that late orders, cancellations and refunds come in."""


RIPENS = frozenset({"refunds", "refund_rate", "cancelled_share"})
"""KPIs that begin near zero and only grow until returns close: the day after a show they are low everywhere."""


@dataclass(frozen=True, slots=True)
class Maturity:
    """A record's edition, the end of the window for returns, and what to say about it; None where nothing is open."""

    edition: Literal["provisional", "settled"]
    settles_on: datetime
    says: Message | None = None


def maturity_of(
    analysis: Analysis, before: Retrospective | None, now: datetime, *, said_settled: bool = False
) -> Maturity:
    """Tell whether late returns are in the numbers.

    A calendar alone settles nothing: files that made a provisional record while returns were open hold no return that
    came later, however late they are read again. `said_settled` is a person's word that they were exported afterwards.
    Of files that are read for the first time after the window it is taken that they were exported then.
    """
    session = analysis.session
    if session.end is None:
        raise ValueError("a session without an end settles on no day")
    settles_on = session.end + timedelta(days=session.settles_after_days)
    money = any(m.settles and m.value is not None for m in analysis.computed.measures)
    if now < settles_on:
        text = "Returns are open for {days} days after the show; sales can only fall until then."
        says = say(text, days=quantity(session.settles_after_days, "count")) if money else None
        return Maturity("provisional", settles_on, says)
    if said_settled or before is None or before.edition == "settled":
        return Maturity("settled", settles_on)
    ours, theirs = _money_files(analysis.imported.sources), _money_files(before.sources)
    if not ours or ours - theirs:
        return Maturity("settled", settles_on)
    text = (
        "Returns were open until {day}, and the orders were exported before: later returns are missing. Export them "
        "again; if nothing came since, rex refresh --settled says so."
    )
    day = local_day(settles_on, session.timezone)
    return Maturity("provisional", settles_on, say(text, day=str(day)) if money else None)


def ripe(
    measures: Sequence[Measure], session: Session, earlier: Sequence[Retrospective], now: datetime
) -> tuple[Measure, ...]:
    """Take the verdict from what is still ripening where sessions of its range are settled: low today is no success."""
    if session.end is None or now >= session.end + timedelta(days=session.settles_after_days):
        return tuple(measures)
    settled = {record.session.id for record in earlier if record.edition == "settled"}
    return tuple(_unripe(one, len(settled & set(one.usual.names))) if one.usual else one for one in measures)


def _unripe(measure: Measure, settled: int) -> Measure:
    if measure.id not in RIPENS or not settled:
        return measure
    why = say_n(
        "Returns are still open here and closed in {n} session of the range: compared once they close.",
        "Returns are still open here and closed in {n} sessions of the range: compared once they close.",
        settled,
    )
    return measure.model_copy(update={"verdict": "not_comparable", "verdict_why": why, "usual": None})


def _money_files(sources: Iterable[Source]) -> set[str]:
    return {source.sha256 for source in sources if any(source.tables.get(table) for table in MONEY)}
