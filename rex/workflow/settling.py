"""Earlier actions settled by what their numbers did, and the new ones written to the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.actions import impact, ledger
from rex.errors import FileError, Place
from rex.model.action import Action, Settled
from rex.questionnaire.outcomes import Bet, became_of, bets
from rex.workflow.desk import local_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from rex.model.draft import Draft
    from rex.workflow.analysis import Analysis
    from rex.workflow.desk import Desk

SMALLEST = 0.0


def settle_earlier(desk: Desk, analysis: Analysis, now: datetime) -> tuple[Settled, ...]:
    """Settle every action of earlier sessions on the sessions up to and with this one."""
    today = _local_day(now, analysis.session.timezone)
    this_day = _local_day(analysis.session.start or now, analysis.session.timezone)
    settled: list[Settled] = []
    for action in desk.actions.actions:
        if action.session == analysis.session.id or action.decided > this_day or action.status == "dropped":
            continue
        metric = desk.metrics.get(action.kpi)
        measure = next((m for m in analysis.computed.measures if m.id == action.kpi), None)
        title = action.kpi if metric is None else metric.title
        unit = measure.unit if measure is not None else "count"
        sessions = [*impact.measured(analysis.earlier, action.kpi)]
        if measure is not None:
            sessions.append(impact.Measured(analysis.session.id, this_day, measure.value, measure.definition))
        then = _as_of(action, this_day, [*_reviewed(analysis), (analysis.session.id, this_day)])
        settled.append(impact.settle(then, sessions, title=title, unit=unit, today=today))
    return tuple(settled)


def close_earlier(desk: Desk, drafts: Sequence[Draft], analysis: Analysis, now: datetime) -> None:
    """Write down what people said became of the open actions, and how often each was carried."""
    said = {action: word for draft in drafts for action, word in became_of(draft, desk.sets[draft.set]).items()}
    reviewed = _reviewed(analysis)
    this_day = _local_day(analysis.session.start or now, analysis.session.timezone)
    for action in desk.open_actions:
        word = said.get(action.id)
        changed = ledger.carried(action, [*reviewed, (analysis.session.id, this_day)])
        if word in {"done", "partly"}:
            changed = changed.model_copy(update={"status": "done", "done_on": this_day})
        elif word == "dropped":
            changed = changed.model_copy(update={"status": "dropped"})
        if changed != action:
            ledger.write(desk.root / "actions", changed)


def _reviewed(analysis: Analysis) -> list[tuple[str, date]]:
    """Name the earlier sessions and their days."""
    return [
        (record.session.id, _local_day(record.session.start, record.session.timezone))
        for record in analysis.earlier
        if record.session.start is not None
    ]


def _as_of(action: Action, day: date, reviewed: Sequence[tuple[str, date]]) -> Action:
    """Show an action as it stood on a session's day: a record made again knows nothing of later sessions."""
    if action.done_on is not None and action.done_on > day:
        action = action.model_copy(update={"status": "open", "done_on": None})
    return ledger.carried(action, reviewed)


def demand_places(desk: Desk, drafts: Sequence[Draft]) -> None:
    """Raise FileError where more actions were answered than a session may open; nothing is written."""
    known = ledger.read(desk.root / "actions").actions
    mine = [a for a in known if a.session == desk.session.id]
    left = ledger.places_left(known, desk.session.id)
    for number, (draft, bet) in enumerate(_new_bets(desk, drafts, mine)):
        if number >= left:
            raise FileError(
                f"answers/{draft.respondent}.yaml: a session has three actions; “{bet.what}” would be one more.",
                place=Place(f"answers/{draft.respondent}.yaml"),
                kept="The answers are saved; no action and no report was written.",
                todo="Take one out of the answers"
                + (f", or drop one that stands:  rex actions drop {mine[0].id}" if mine else "."),
            )


def _new_bets(desk: Desk, drafts: Sequence[Draft], mine: Sequence[Action]) -> list[tuple[Draft, Bet]]:
    """Give the complete bets that do not stand in the ledger yet, each once."""
    found: dict[str, tuple[Draft, Bet]] = {}
    for draft in drafts:
        for bet in bets(draft, desk.sets[draft.set]):
            if bet.complete and all(a.what != bet.what for a in mine):
                found.setdefault(bet.what, (draft, bet))
    return list(found.values())


def open_new(desk: Desk, drafts: Sequence[Draft], now: datetime, zone: str | None) -> tuple[Action, ...]:
    """Write the new bets to the ledger, at most three a session; one that stands there already is not written again."""
    folder = desk.root / "actions"
    known = list(ledger.read(folder).actions)
    mine = [a for a in known if a.session == desk.session.id]
    for _, bet in _new_bets(desk, drafts, mine)[: ledger.places_left(known, desk.session.id)]:
        action = _action(bet, ledger.next_id(a.id for a in known), desk, _local_day(now, zone))
        ledger.add(folder, action)
        known.append(action)
        mine.append(action)
    return tuple(_as_decided(action) for action in sorted(mine, key=lambda a: a.id))


def _as_decided(action: Action) -> Action:
    """Show a session's own action as it was decided there; what became of it stands in the later records."""
    if action.status == "dropped":
        return action
    return action.model_copy(update={"status": "open", "done_on": None, "carried": 0})


def ideas(desk: Desk, drafts: Sequence[Draft]) -> tuple[str, ...]:
    """Name what was answered as an action and lacks somebody, a day, a number or a way: an idea, and in no ledger."""
    named = (draft for draft in drafts if draft.anonymity != "anonymous")
    return tuple(bet.what for draft in named for bet in bets(draft, desk.sets[draft.set]) if not bet.complete)


def _action(bet: Bet, name: str, desk: Desk, today: date) -> Action:
    if bet.due is None:
        raise ValueError("a bet without a date is an idea")
    return Action.model_validate(
        {
            "id": name,
            "what": bet.what,
            "owner": bet.owner,
            "due": bet.due,
            "kpi": bet.kpi,
            "direction": bet.direction,
            "smallest_effect": bet.smallest_effect if bet.smallest_effect is not None else SMALLEST,
            "decided": today,
            "session": desk.session.id,
            "origin": "answer:" + bet.question,
        }
    )


def _local_day(instant: datetime, zone: str | None) -> date:
    day = local_day(instant, zone)
    return instant.date() if day is None else day
