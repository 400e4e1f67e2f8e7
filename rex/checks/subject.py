"""What a check may look at, and the rule that it sees only what it declared.

The small nouns of its parts stand in `rex.checks.parts`.
"""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - `fields` reads the annotations of a public plug-in contract
from dataclasses import dataclass, field, fields
from datetime import datetime  # noqa: TC003 - as above
from typing import TYPE_CHECKING, Any, Literal, get_args

from rex.checks.parts import (
    ActionsDue,
    AnswerGroup,
    Audience,
    Basis,
    Concentration,
    ContextChange,
    Rating,
    Stratum,
    Target,
    Theme,
    TrackRecord,
)

if TYPE_CHECKING:
    from rex.model.action import Action, Settled
    from rex.model.answer import Claim, Forecast, Respondent
    from rex.model.comparison import Change
    from rex.model.measure import Measure
    from rex.model.message import Message
    from rex.model.moment import Moment, Timeline
    from rex.model.session import Session
    from rex.model.source import Coverage, Issue, Source

__all__ = ["Need", "Subject", "Theme", "UndeclaredError", "missing", "narrow"]

Need = Literal[
    "session",
    "duration_s",
    "respondents",
    "forecasts",
    "claims",
    "measures",
    "kpi_tables",
    "moments",
    "coverage",
    "themes",
    "sources",
    "issues",
    "orders_unmatched",
    "history",
    "changes",
    "timeline",
    "windows",
    "unique_viewers",
    "audience",
    "claim_sessions",
    "period_sessions",
    "strata",
    "basis",
    "previous",
    "refundable_share",
    "settles_on",
    "cancellations_known",
    "concentration",
    "context_changes",
    "seen_first",
    "targets",
    "ratings",
    "own_area",
    "data_steps",
    "concluded",
    "senior",
    "settled",
    "actions",
    "due",
    "track_record",
    "answer_groups",
]
"""The parts of a subject that a check may ask for, by name."""


class UndeclaredError(LookupError):
    """A check reached for a part of its subject that it did not declare; the check is broken."""


@dataclass(frozen=True)
class Subject:
    """Everything the checks of one session may see; an empty part means that there is none of it.

    `kpi_tables` names the tables each KPI is computed from (`{"aov": ("sales",)}`). `orders_unmatched` is a share,
    None where orders are not matched to anything. `history` holds earlier sessions' (session id, value) by KPI,
    oldest first. `changes` compare with the previous session. `suppressions` give a reason for each hidden check.

    About the show: `timeline` is the record's own series. `windows` gives the stretch (seconds from, seconds to) that
    a claim, by its id, speaks of. `unique_viewers` counts different viewers. `audience` lays those who answered a
    survey beside all viewers. `concentration` holds the largest buyer, order and product. `strata` splits a KPI, by
    its id, into the parts of one thing (channel, device, country) in the previous session and in this one.
    `answer_groups` splits a survey's KPI by country or language.

    About comparing: `basis` and `previous` say how this session and the one it is compared with were counted.
    `context_changes` lists what else differs between the two. `refundable_share` is the share of this session's
    revenue that can still come back, None where unknown; `settles_on` when that ends; `cancellations_known` is False
    where the orders' file cannot tell of cancelled ones. In a period report, `period_sessions` names its sessions,
    oldest first, and `claim_sessions` the session of each claim by the claim's id.

    About what people said: `seen_first` holds the ids of forecasts given when another one, or the last result, was in
    sight. `targets` are goals of sessions, oldest first. `ratings` are places on five steps; `own_area` names the role
    whose own work an item is about; `data_steps` is where the measured KPI would put an item; `concluded` where the
    report itself puts it; `senior` is the id of whoever decides. `track_record` counts 80 % ranges that held.
    `settled` are earlier actions with what became of them, `actions` the new ones of this session, `due` counts all
    that ever fell due.
    """

    session: Session | None = None
    duration_s: float | None = None
    respondents: tuple[Respondent, ...] = ()
    forecasts: tuple[Forecast, ...] = ()
    claims: tuple[Claim, ...] = ()
    measures: tuple[Measure, ...] = ()
    kpi_tables: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    moments: tuple[Moment, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    themes: tuple[Theme, ...] = ()
    sources: tuple[Source, ...] = ()
    issues: tuple[Issue, ...] = ()
    orders_unmatched: float | None = None
    history: Mapping[str, tuple[tuple[str, float], ...]] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    suppressions: Mapping[str, str] = field(default_factory=dict)
    timeline: Timeline | None = None
    windows: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    unique_viewers: int | None = None
    audience: Audience | None = None
    claim_sessions: Mapping[str, str] = field(default_factory=dict)
    period_sessions: tuple[str, ...] = ()
    strata: Mapping[str, tuple[Stratum, ...]] = field(default_factory=dict)
    basis: Basis | None = None
    previous: Basis | None = None
    refundable_share: float | None = None
    settles_on: datetime | None = None
    cancellations_known: bool | None = None
    concentration: tuple[Concentration, ...] = ()
    context_changes: tuple[ContextChange, ...] | None = None
    seen_first: frozenset[str] = frozenset()
    targets: tuple[Target, ...] = ()
    ratings: tuple[Rating, ...] = ()
    own_area: Mapping[str, str] = field(default_factory=dict)
    data_steps: Mapping[str, float] = field(default_factory=dict)
    concluded: Mapping[str, float] = field(default_factory=dict)
    senior: str = ""
    settled: tuple[Settled, ...] = ()
    actions: tuple[Action, ...] | None = None
    due: ActionsDue | None = None
    track_record: TrackRecord | None = None
    answer_groups: tuple[AnswerGroup, ...] = ()

    def measure(self, kpi: str) -> Measure | None:
        """Find a measure by the KPI's id."""
        return next((measure for measure in self.measures if measure.id == kpi), None)


_EMPTY_IS_KNOWN: frozenset[Need] = frozenset({"context_changes", "actions"})
"""Parts that are None where unknown: an empty one says that nothing changed, or that nothing was decided."""
_NEEDS: frozenset[str] = frozenset(get_args(Need))


@dataclass(frozen=True)
class _Narrowed(Subject):
    declared: frozenset[str] = frozenset()

    def __getattribute__(self, name: str) -> Any:
        """Refuse what was not declared, so that a wrong `needs` shows at the first run and not as a silent pass."""
        if name in _NEEDS and name not in object.__getattribute__(self, "declared"):
            raise UndeclaredError(name)
        return object.__getattribute__(self, name)


def narrow(subject: Subject, declared: frozenset[str]) -> Subject:
    """Give a subject that holds the declared parts alone; reaching for another raises `UndeclaredError`."""
    parts: dict[str, Any] = {f.name: getattr(subject, f.name) for f in fields(Subject) if f.name in declared}
    return _Narrowed(declared=declared, **parts)


def missing(subject: Subject, needs: tuple[Need, ...]) -> Message | None:
    """Say which needed part there is none of, the first by the order of `needs`; None when all are there."""
    from rex.checks.wording import absent

    for need in needs:
        part = getattr(subject, need)
        if part is None or (part != 0 and not part and need not in _EMPTY_IS_KNOWN):
            return absent(need)
    return None
