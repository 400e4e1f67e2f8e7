"""What became of a bet: its number in the sessions after it, against where it usually lay before.

    before                            decided   done          after
    o----o----o----o----o----o----(t)----|--o-----|----o----o----o
                           where it came from     three sessions, then a verdict

The session a bet came from is in neither part: a bet born from the worst evening "works" nine times in ten, whatever is
done. Nor is a session between the decision and the doing, which the bet could not have touched.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003 - part of the public shape
from typing import TYPE_CHECKING, Literal, TypeAlias
from zoneinfo import ZoneInfo

from rex.actions.later import judge, scale_of
from rex.actions.verdicts import judged, no_range, not_measured, too_early, untried, with_rebound
from rex.model.action import Settled
from rex.stats.control import TRIAL_FROM, xmr_limits

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rex.model.action import Action
    from rex.model.message import Message
    from rex.model.retrospective import Retrospective

Verdict: TypeAlias = Literal["moved", "no_clear_change", "wrong_way", "too_early", "never_tried", "not_measured"]

NEEDED = 3
"""Later sessions until a verdict."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One session's value of the bet's KPI: which session, its local day, the value (None where it has none)."""

    session: str
    on: date
    value: float | None
    definition: str = ""


@dataclass(frozen=True, slots=True)
class Split:
    """A bet's sessions: before the decision, after it was done, since the decision, and the one it came from."""

    before: tuple[Measured, ...]
    after: tuple[Measured, ...]
    since: tuple[Measured, ...]
    origin: Measured | None


def settle(action: Action, sessions: Sequence[Measured], *, title: str, unit: str, today: date) -> Settled:
    """Settle one bet from every session's value of its KPI, in any order.

    `title` and `unit` are the KPI's (shares 0 to 1, money in minor units). A KPI that no session has any value of may
    come without sessions. Values of another definition than the newest one's are left out: they cannot be compared.
    """
    parts = split(action, sessions)
    verdict: Verdict
    if action.status != "done" and action.done_on is None:
        nobody_could = action.status == "open" and not parts.since
        verdict = "too_early" if nobody_could else "never_tried"
        says = too_early(0, NEEDED) if nobody_could else untried(action, len(parts.since))
    else:
        verdict, says = _measured(action, parts, title, unit)
    return Settled(
        action=action,
        verdict=verdict,
        says=_rebounding(says, parts, unit),
        sessions_after=tuple(one.session for one in parts.after),
        overdue=action.status == "open" and action.done_on is None and action.due < today,
    )


def split(action: Action, sessions: Sequence[Measured]) -> Split:
    """Lay the sessions out around a bet, oldest first. One held on the very day of the decision is in no part."""
    ordered = sorted(sessions, key=lambda one: (one.on, one.session))
    newest = next((one.definition for one in reversed(ordered) if one.value is not None), "")
    same = [one for one in ordered if one.value is None or one.definition == newest]
    since = tuple(one for one in same if one.on > action.decided and one.session != action.session)
    done = action.done_on or action.decided
    return Split(
        before=tuple(one for one in same if one.on < action.decided and one.session != action.session),
        after=tuple(one for one in since if one.on >= done),
        since=since,
        origin=next((one for one in same if one.session == action.session), None),
    )


def measured(records: Iterable[Retrospective], kpi: str) -> tuple[Measured, ...]:
    """Take one KPI's value and definition from each record, on the session's own day.

    A session without a start has no day and is left out.
    """
    found = []
    for record in records:
        start, measure = record.session.start, record.measure(kpi)
        if start is not None:
            day = start.astimezone(ZoneInfo(record.session.timezone or "UTC")).date()
            compared = measure is not None and not measure.drifts
            value, definition = (measure.value, measure.definition) if measure and compared else (None, "")
            found.append(Measured(record.session.id, day, value, definition))
    return tuple(found)


def _measured(action: Action, parts: Split, title: str, unit: str) -> tuple[Verdict, Message]:
    before, after = _values(parts.before), _values(parts.after)
    if not after and len(parts.after) >= NEEDED:
        return "not_measured", not_measured(title, len(parts.after))
    if xmr_limits(before) is None:
        return "not_measured", no_range(title, len(before), TRIAL_FROM)
    later = judge(before, after, unit) if len(after) >= NEEDED else None
    if later is None:
        return "too_early", too_early(len(after), NEEDED)
    return judged(action, later, title, unit)


def _rebounding(says: Message, parts: Split, unit: str) -> Message:
    before, trigger = _values(parts.before), parts.origin.value if parts.origin else None
    limits = xmr_limits(before, scale_of(unit))
    if limits is None or trigger is None:
        return says
    return with_rebound(says, before, trigger, limits.rebound(trigger), unit)


def _values(sessions: Iterable[Measured]) -> list[float]:
    return [one.value for one in sessions if one.value is not None]
