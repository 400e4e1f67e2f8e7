"""A period from its sessions' records alone: sums added, verdicts counted, promises and lessons collected.

No raw export is opened: every value is made again from the sums that the records hold. What does not
add up, such as different people across sessions, is called what it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from rex.compare.naming import listed, names
from rex.compare.period_extremes import extremes
from rex.compare.period_lessons import bets, heard, second_time
from rex.compare.period_people import beside, people_over
from rex.compare.period_people import said as people_said
from rex.compare.period_says import says
from rex.model.comparison import Period, PeriodMeasure, PeriodSession, Problem, Totals
from rex.model.measure import OUTSIDE, Verdict
from rex.model.message import Message, quantity, say
from rex.stats.luck import outside_by_luck

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date, datetime

    from rex.model.action import Settled
    from rex.model.answer import Claim
    from rex.model.comparison import PeriodAnswer
    from rex.model.measure import Across, Measure
    from rex.model.retrospective import Retrospective

    Over = Callable[[str, Sequence[Mapping[str, int | dict[str, int]]], float, str | None], Measure | None]


@dataclass(frozen=True, slots=True)
class Frame:
    """Which days a period covers, what it is called, and the clock of the writing."""

    name: str
    first: date
    last: date
    written: datetime
    language: str


def period(
    records: Sequence[Retrospective],
    frame: Frame,
    over: Over,
    problems: Sequence[Problem] = (),
    said: Sequence[PeriodAnswer] = (),
    across: Mapping[str, Across] = MappingProxyType({}),
) -> Period:
    """Read a period's records, oldest first; `over` makes a KPI's value from several sessions' sums.

    `across` tells of the KPIs whose value over sessions is no sum what it is instead: the highest, the newest state.
    `said` is what the team answered about the period: it stands beside the numbers and changes none.
    """
    newest = records[-1].session
    called = names(record.session for record in records)
    measures = tuple(_measure(kpi, records, over, across.get(kpi, "add"), called) for kpi in _kpis(records))
    people = people_over(records)
    both, both_say = extremes(records, called)
    return Period(
        client=newest.client,
        first=frame.first,
        last=frame.last,
        name=frame.name,
        written=frame.written,
        timezone=newest.timezone or "UTC",
        currency=newest.currency or "",
        language=frame.language,
        bottom_line=_bottom_line(records, measures),
        totals=_totals(records),
        sessions=tuple(_session(record) for record in records),
        measures=beside(measures, people),
        people=people,
        actions=actions_over(records),
        worked=_lessons(records, "worked"),
        did_not=_lessons(records, "did_not"),
        lessons=second_time(records, called),
        extremes=both,
        extremes_say=both_say,
        heard=heard(records, called),
        bets=bets(records),
        data_notes=(*_data_notes(records, called), *_untold(measures)),
        problems=tuple(problems),
        said=tuple(said),
    )


def _kpis(records: Sequence[Retrospective]) -> list[str]:
    """List the KPIs, headline ones first, in the newest record's order; ranked lists have no total."""
    newest = records[-1]
    ids = dict.fromkeys(m.id for record in (newest, *records) for m in record.measures if not m.ranked)
    headline = {m.id for m in newest.measures if m.headline}
    return sorted(ids, key=lambda kpi: kpi not in headline)


def _measure(
    kpi: str, records: Sequence[Retrospective], over: Over, across: Across, called: Mapping[str, str]
) -> PeriodMeasure:
    found = [record.measure(kpi) for record in records]
    measured = [m for m in found if m is not None]
    newest = measured[-1]
    total = _total(kpi, records, measured, over) or _without_value(
        newest, newest.why or say("No session of the period has sums that add up to it.")
    )
    verdicts: tuple[Verdict, ...] = tuple("too_little_data" if m is None else m.verdict for m in found)
    return PeriodMeasure(
        total=total.model_copy(update={"headline": newest.headline, "usual": None, "verdict_why": None}),
        across=across,
        points=tuple(None if m is None else m.value for m in found),
        verdicts=verdicts,
        usual=newest.usual,
        says=says(verdicts, found, records, called),
    )


def _total(kpi: str, records: Sequence[Retrospective], measured: list[Measure], over: Over) -> Measure | None:
    if len({m.definition for m in measured}) > 1:
        why = say("Its definition changed inside the period, so the sessions do not add up.")
        return _without_value(measured[-1], why)
    if len(records) == 1:
        return measured[-1]
    using = [(record, m) for record in records if (m := record.measure(kpi)) is not None and _adds_up(m)]
    if not using:
        return None
    duration = sum(record.duration_s for record, _ in using)
    total = over(kpi, [m.sums for _, m in using], duration, using[-1][0].session.currency)
    if total is None or len(using) == len(records):
        return total
    some = say(
        "From {k} of {n} sessions; the others have no value for it.",
        k=quantity(len(using), "count"),
        n=quantity(len(records), "count"),
    )
    return total.model_copy(update={"warnings": (*total.warnings, some)})


def _adds_up(measure: Measure) -> bool:
    """Tell whether a session's sums may be added: half a ratio (buyers without viewers) would bend the whole.

    Several currencies have no value either, and are added all the same: the period must not leave them out unseen.
    """
    if measure.status in {"measured", "insufficient"}:
        return True
    return any(isinstance(part, dict) and len(part) > 1 for part in measure.sums.values())


def _without_value(measure: Measure, why: Message) -> Measure:
    nothing = dict.fromkeys(("value", "low", "high", "confidence", "method", "k", "n"))
    return measure.model_copy(
        update={
            **nothing,
            "status": "not_applicable",
            "why": why,
            "sums": {},
            "warnings": (),
            "verdict": "not_comparable",
        }
    )


def _bottom_line(records: Sequence[Retrospective], measures: Sequence[PeriodMeasure]) -> tuple[Message, ...]:
    headline = [m for m in measures if m.total.headline]
    outside = sum(1 for m in headline for v in m.verdicts if v in OUTSIDE)
    judged = sum(1 for m in headline for v in m.verdicts if v in OUTSIDE or v == "usual")
    if headline and not any(point is not None for m in headline for point in m.points):
        first = say("None of the headline numbers has a value in this period; what each lacks stands beside it.")
    elif judged == 0:
        first = say("Too few sessions so far to call anything in this period unusual.")
    elif outside == 0:
        first = say(
            "A usual period: none of {n} headline numbers left its range, where luck alone would flag {luck}. "
            "Nothing needs an explanation.",
            n=quantity(judged, "count"),
            luck=_luck_said(_luck(records, {m.total.id for m in headline})),
        )
    else:
        first = say(
            "{k} of {n} headline numbers left their usual range; by luck alone it would be {luck}.",
            k=quantity(outside, "count"),
            n=quantity(judged, "count"),
            luck=_luck_said(_luck(records, {m.total.id for m in headline})),
        )
    settled = [action.verdict for action in actions_over(records)]
    if not settled:
        return (first,)
    second = say(
        "Of {n} actions that were promised, {moved} moved their number as hoped.",
        n=quantity(len(settled), "count"),
        moved=quantity(settled.count("moved"), "count"),
    )
    return first, second


def _luck_said(expected: float) -> Message:
    """Say how many would leave their range by luck, as people count: whole ones, or fewer than one."""
    if round(expected) < 1:
        return say("fewer than one")
    return say("{n}", n=quantity(round(expected), "count"))


def _luck(records: Sequence[Retrospective], headline: set[str]) -> float:
    """Say how many of the judged headline numbers would lie outside with nothing changed, each by its own history."""
    measures = (m for record in records for m in record.measures if m.id in headline)
    return outside_by_luck(m.usual.sessions for m in measures if m.usual is not None)


def _totals(records: Sequence[Retrospective]) -> Totals:
    revenue: dict[str, int] = {}
    selling = [record for record in records if record.has_orders]
    for record in selling:
        money = record.measure("revenue")
        amounts = {} if money is None else money.sums.get("revenue", {})
        for currency, amount in (amounts if isinstance(amounts, dict) else {}).items():
            revenue[currency] = revenue.get(currency, 0) + amount
    return Totals(
        sessions=len(records),
        orders=sum(_stored(record, "orders", "orders") for record in selling) if selling else None,
        units=sum(_stored(record, "units", "units") for record in selling) if selling else None,
        revenue=dict(sorted(revenue.items())),
    )


def _stored(record: Retrospective, kpi: str, name: str) -> int:
    measure = record.measure(kpi)
    value = 0 if measure is None else measure.sums.get(name, 0)
    return value if isinstance(value, int) else 0


def _session(record: Retrospective) -> PeriodSession:
    session = record.session
    if session.start is None:
        raise ValueError(f"the record {session.id} has no start")
    return PeriodSession(
        session=session.id,
        title=session.title,
        start=session.start,
        timezone=session.timezone or "UTC",
        edition=record.edition,
        restated=max((one.written for one in record.restatements if one.changes), default=None),
    )


def actions_over(records: Sequence[Retrospective]) -> tuple[Settled, ...]:
    """Take each action as the last of some records, oldest first, leaves it."""
    latest: dict[str, Settled] = {}
    for record in records:
        for settled in record.settled:
            latest[settled.action.id] = settled
    return tuple(latest[action] for action in sorted(latest))


def _lessons(records: Sequence[Retrospective], polarity: str) -> tuple[Claim, ...]:
    """Collect the claims that rest on evidence; opinions stay in their session."""
    return tuple(c for record in records for c in record.claims if c.polarity == polarity and c.evidence)


def _data_notes(records: Sequence[Retrospective], called: Mapping[str, str]) -> tuple[Message, ...]:
    notes: list[Message] = []
    provisional = [record for record in records if record.edition == "provisional"]
    if provisional:
        text = "Still open to returns: {names}. Their sales can only fall; write this report again later."
        notes.append(say(text, names=listed(provisional, called)))
    restated = [record for record in records if any(one.changes for one in record.restatements)]
    if restated:
        text = "Restated since they were first told: {names}. Each record says what changed."
        notes.append(say(text, names=listed(restated, called)))
    notes.extend(people_said(people_over(records)))
    broken = [record for record in records if record.issues or record.unrecognised]
    if broken:
        text = "Files with problems, each described in its session: {names}."
        notes.append(say(text, names=listed(broken, called)))
    return tuple(notes)


def _untold(measures: Sequence[PeriodMeasure]) -> tuple[Message, ...]:
    """Name the headline KPIs that no session of the period has a value of, and what they lack."""
    empty = [m.total for m in measures if m.total.headline and all(point is None for point in m.points)]
    text = "{kpi}, a headline number, has no value in any session of the period. {why}"
    return tuple(say(text, kpi=say(total.title), why=total.why or say("Nothing tells why.")) for total in empty)
