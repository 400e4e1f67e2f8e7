"""Actions: bets with an owner, a date and a number that should move."""

from __future__ import annotations

from datetime import date
from typing import Literal

from rex.model.message import Message
from rex.model.noun import Noun

Lever = Literal[
    "schedule", "format", "content", "presentation", "product", "offer", "service", "platform", "team", "watch"
]


class Action(Noun):
    """One bet, as its file in `actions/` holds it.

    `smallest_effect` is in the KPI's own unit as people write it: points for shares and NPS, major
    units for money. `session` is the session it was decided in; `first` the first one it can show in.
    """

    id: str
    what: str
    owner: str
    due: date
    kpi: str
    direction: Literal["up", "down"]
    smallest_effect: float
    decided: date
    session: str
    lever: Lever = "content"
    status: Literal["open", "done", "dropped"] = "open"
    done_on: date | None = None
    origin: str = ""
    carried: int = 0
    note: str = ""


class Settled(Noun):
    """What became of an earlier action by this session."""

    action: Action
    verdict: Literal["moved", "no_clear_change", "wrong_way", "too_early", "never_tried", "not_measured"]
    says: Message
    sessions_after: tuple[str, ...] = ()
    overdue: bool = False
