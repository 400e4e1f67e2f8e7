"""What the checks of the reasoning look at, taken from the analysis, the opinions and earlier records."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from rex.checks.parts import (
    ActionsDue,
    Basis,
    Concentration,
    ContextChange,
    Factor,
    Rating,
    Target,
    Theme,
    TrackRecord,
)
from rex.compare.baseline import special_tags
from rex.workflow.opinions import goal_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from rex.engine.sql import Facts
    from rex.model.action import Action
    from rex.model.answer import Claim
    from rex.model.attribution import Attribution
    from rex.model.calibration import Calibration
    from rex.model.measure import Measure
    from rex.model.moment import Quote
    from rex.model.retrospective import ProductResult, Retrospective
    from rex.model.session import Cue, Session
    from rex.model.view import View

LENGTH = 0.20
"""How far two shows' lengths may differ and still be called alike. [heur]"""
DISCOUNT = 0.10
"""How far their share of discounted revenue may differ. [heur]"""
CATALOGUE = 0.70
"""Share of this show's products that must have been in the other one, too. [heur]"""
SLOT_S = 5400
"""Shows that begin at most an hour and a half apart by the clock are at one time of day."""
FIVE = 5
"""Of the busiest writers of a thing: how many are looked at together."""
GOOD, BAD = 4.0, 2.0
"""Where a KPI better, or worse, than usual would stand on five steps."""
_DAY_S = 86_400


def basis_of(session: Session, measures: Iterable[Measure]) -> Basis:
    """Say how a session was counted, from its settings and its measures."""
    there = [measure for measure in measures if measure.value is not None]
    return Basis(
        session=session.id,
        definitions={measure.id: measure.definition for measure in there},
        units={measure.id: measure.unit for measure in there},
        attribution=_rule(session.attribution),
        timezone=session.timezone or "",
    )


def _rule(attribution: Attribution) -> str:
    marks = " ".join(sorted(attribution.match))
    return ", ".join(part for part in (attribution.rule, marks, f"{attribution.after_hours:g} h") if part)


def previous_of(session: Session, earlier: Sequence[Retrospective]) -> Retrospective | None:
    """Give the newest earlier record of the same client; None where there is none."""
    return next((record for record in reversed(earlier) if record.session.client == session.client), None)


def context_changes(
    session: Session, measures: Sequence[Measure], products: Sequence[ProductResult], before: Retrospective
) -> tuple[ContextChange, ...]:
    """List what differs from an earlier session besides what was done in the show; unknown on a side is no difference.

    Paid traffic is in no export yet, and is never listed.
    """
    then = before.session
    found: list[tuple[Factor, str, str]] = [
        ("host", ", ".join(sorted(then.hosts)), ", ".join(sorted(session.hosts))),
        ("platform", then.platform, session.platform),
    ]
    changes = [ContextChange(*one) for one in found if one[1] and one[2] and one[1] != one[2]]
    changes += _times(session, then)
    old, new = before.measure("discount_share"), next((m for m in measures if m.id == "discount_share"), None)
    if old is not None and new is not None and _apart(old.value, new.value) >= DISCOUNT:
        changes.append(ContextChange("promotion"))
    ours, theirs = {product.id for product in products}, {product.id for product in before.products}
    if ours and theirs and len(ours & theirs) < CATALOGUE * len(ours):
        changes.append(ContextChange("catalogue"))
    if special_tags(session) != special_tags(then):
        changes.append(ContextChange("holiday", ", ".join(then.tags), ", ".join(session.tags)))
    return tuple(changes)


def _apart(old: float | None, new: float | None) -> float:
    return 0.0 if old is None or new is None else abs(new - old)


def _times(session: Session, then: Session) -> list[ContextChange]:
    """Compare weekday, time of day and length by each session's own clock."""
    changes: list[ContextChange] = []
    before, now = _local(then), _local(session)
    if before is not None and now is not None:
        if before.weekday() != now.weekday():
            changes.append(ContextChange("weekday", f"{before:%Y-%m-%d}", f"{now:%Y-%m-%d}"))
        apart = abs(_second_of_day(now) - _second_of_day(before))
        if min(apart, _DAY_S - apart) > SLOT_S:
            changes.append(ContextChange("slot", f"{before:%H:%M}", f"{now:%H:%M}"))
    if then.duration_s and session.duration_s and abs(session.duration_s / then.duration_s - 1) > LENGTH:
        minutes = (f"{length / 60:.0f} min" for length in (then.duration_s, session.duration_s))
        changes.append(ContextChange("duration", *minutes))
    return changes


def _local(session: Session) -> datetime | None:
    if session.start is None or session.timezone is None:
        return session.start
    return session.start.astimezone(ZoneInfo(session.timezone))


def _second_of_day(moment: datetime) -> int:
    return moment.hour * 3600 + moment.minute * 60 + moment.second


def refundable_share(measures: Iterable[Measure], *, settled: bool) -> float | None:
    """Give the share of the revenue that can still come back: all that has not yet, until the numbers are settled.

    None where the revenue is not known. Settled is the record's own word: a window for returns may have ended, and the
    orders may have been exported before.
    """
    known = {measure.id: measure.value for measure in measures if measure.value is not None}
    revenue = known.get("revenue")
    if not revenue:
        return None
    return 0.0 if settled else max(0.0, 1 - known.get("refunds", 0.0) / revenue)


def products_by_share(products: Sequence[ProductResult]) -> tuple[Concentration, ...]:
    """Give the largest product's share of all products' revenue; nothing where no product has any."""
    total = sum(product.revenue_minor for product in products)
    if total <= 0:
        return ()
    largest = max(products, key=lambda product: product.revenue_minor)
    sold = sum(1 for product in products if product.revenue_minor > 0)
    return (Concentration("product", largest.revenue_minor / total, sold, largest.name),)


def buyers_and_orders(facts: Facts) -> tuple[Concentration, ...]:
    """Give the largest buyer's and order's share of the counted orders, with the revenue without each.

    Nothing where orders are in several currencies. Orders without a buyer's pseudonym count as one buyer each.
    """
    if not facts.has_rows("counted_sales"):
        return ()
    found: list[Concentration] = []
    for kind, key in (("buyer", "coalesce(customer, order_id)"), ("order", "order_id")):
        rows = facts.rows(
            "SELECT count(*), sum(paid), max(paid), min(lowest), max(highest) FROM ("
            f"SELECT {key} AS one, sum(order_total_minor) AS paid, min(currency) AS lowest, max(currency) AS highest "
            "FROM counted_sales GROUP BY 1) AS each_one"
        )
        among, total, most, low, high = rows[0]
        if low == high and total and most:
            share, rest = int(most) / int(total), int(total) - int(most)
            found.append(
                Concentration("buyer" if kind == "buyer" else "order", share, int(among or 0), without=float(rest))
            )
    return tuple(found)


def themes_of(facts: Facts, quotes: Iterable[Quote], outside: str) -> tuple[Theme, ...]:
    """Give what several viewers wrote alike, with how many messages say it and the share of the five busiest writers.

    `outside` is the condition by which the quotes were chosen: the minutes of a draw are in neither.
    """
    chosen = list(quotes)
    if not chosen:
        return ()
    places = ", ".join("?" * len(chosen))
    named = facts.rows(
        f"SELECT DISTINCT text, text_key FROM viewer_chat WHERE text IN ({places})", *(quote.text for quote in chosen)
    )
    keys = {str(text): str(key) for text, key in named}
    wrote: dict[str, list[int]] = {}
    for key, times in facts.rows(
        "SELECT text_key, count(*) FROM viewer_chat WHERE author IS NOT NULL AND text_key IN "
        f"({', '.join('?' * len(keys))}){outside} GROUP BY text_key, author ORDER BY 2 DESC",
        *keys.values(),
    ):
        wrote.setdefault(str(key), []).append(int(times or 0))
    return tuple(_theme(quote, wrote.get(keys.get(quote.text, ""), [])) for quote in chosen)


def _theme(quote: Quote, wrote: Sequence[int]) -> Theme:
    """Lay a quote out with how many messages each of its writers sent, the busiest first."""
    top = sum(wrote[:FIVE]) / sum(wrote) if wrote else None
    return Theme(quote.text, quote.people, quote.at_s, address=quote.id, messages=sum(wrote), top_five=top)


def windows_of(claims: Iterable[Claim], cues: Sequence[Cue]) -> dict[str, tuple[float, float]]:
    """Give the stretch of each conclusion that is about one part of the run of show, or cites one."""
    parts = {cue.id: (cue.start_s, cue.end_s) for cue in cues if cue.end_s is not None and cue.end_s > cue.start_s}
    found: dict[str, tuple[float, float]] = {}
    for claim in claims:
        named = [address for address in (claim.topic, *claim.evidence) if address in parts]
        start, end = parts[named[0]] if len(set(named)) == 1 else (0.0, None)
        if end is not None:
            found[claim.id] = (start, end)
    return found


def ratings_of(views: Iterable[View]) -> tuple[Rating, ...]:
    """Give where people stand on the scales that several of them answered; the goal is a chance and no scale."""
    return tuple(
        Rating(view.id, voice.respondent, voice.role, voice.step)
        for view in views
        if view.kind == "scale"
        for voice in view.voices
        if voice.step is not None
    )


def data_steps(views: Iterable[View], measures: Iterable[Measure]) -> dict[str, float]:
    """Give where the KPI beside a scale would stand on it, for KPIs that left their usual range."""
    steps = {f"metric:{m.id}": GOOD if m.verdict == "better" else BAD for m in measures if m.verdict in _SIDES}
    return {view.id: steps[view.measured] for view in views if view.kind == "scale" and view.measured in steps}


_SIDES = frozenset({"better", "worse"})


def targets_of(session: Session, earlier: Sequence[Retrospective]) -> tuple[Target, ...]:
    """Give each session's goals beside the result of the record before it, this session's last."""
    found: list[Target] = []
    ahead = [*(record.session for record in earlier[1:]), session]
    for before, after in zip(earlier, ahead, strict=False):
        for goal in after.goals:
            last = before.measure(goal.kpi)
            wanted = None if last is None else goal_of(last, after)
            if last is not None and last.value is not None and wanted is not None:
                found.append(Target(after.id, goal.kpi, float(wanted.value), last.value))
    return tuple(found)


def due_of(actions: Iterable[Action], day: date) -> ActionsDue:
    """Count the actions whose day has passed, and those of them that were done or dropped by then."""
    past = [action for action in actions if action.due < day]
    return ActionsDue(len(past), sum(1 for action in past if action.status != "open"))


def track_record_of(scores: Calibration | None) -> TrackRecord | None:
    """Give how many ranges were told and held; None where none was."""
    if scores is None or not scores.everybody.held.n:
        return None
    return TrackRecord(scores.everybody.held.n, scores.everybody.held.k or 0, scores.everybody.sessions)


def sessions_of_claims(records: Mapping[str, Iterable[Claim]]) -> dict[str, str]:
    """Name the session of each conclusion of a period; give each session's conclusions by its id."""
    return {claim.id: session for session, claims in records.items() for claim in claims}
