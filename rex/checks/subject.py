"""What a check may look at, and the rule that it sees only what it declared."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - `fields` reads the annotations of a public plug-in contract
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Literal, get_args

if TYPE_CHECKING:
    from rex.model.answer import Claim, Forecast, Respondent
    from rex.model.comparison import Change
    from rex.model.measure import Measure
    from rex.model.message import Message
    from rex.model.moment import Moment
    from rex.model.session import Session
    from rex.model.source import Coverage, Issue, Source

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
]
"""The parts of a subject that a check may ask for, by name."""


class UndeclaredError(LookupError):
    """A check reached for a part of its subject that it did not declare; the check is broken."""


@dataclass(frozen=True, slots=True)
class Theme:
    """One thing that several people wrote: redacted words, how many people, where in the show (seconds).

    `polarity` is None where the words are neither praise nor complaint: then it contradicts nobody.
    """

    text: str
    people: int
    at_s: float
    polarity: Literal["praise", "complaint"] | None = None
    topic: str = ""
    address: str = ""


@dataclass(frozen=True)
class Subject:
    """Everything the checks of one session may see; an empty part means that there is none of it.

    `kpi_tables` names the tables each KPI is computed from (`{"aov": ("sales",)}`). `orders_unmatched` is a share,
    None where orders are not matched to anything. `history` holds earlier sessions' (session id, value) by KPI,
    oldest first. `changes` compare with the previous session. `suppressions` give a reason for each hidden check.
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

    def measure(self, kpi: str) -> Measure | None:
        """Find a measure by the KPI's id."""
        return next((measure for measure in self.measures if measure.id == kpi), None)


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
        if part is None or (part != 0 and not part):
            return absent(need)
    return None
