"""What a question may speak of: before the seal, names and plans alone; after it, what the numbers show.

The two are two types on purpose. `BlindFacts` has no place for anything that comes from an export, and
`RevealFacts` cannot be made without a `Sealed`, which only a sealed draft gives (or `Unattended`, when
the answers come from a file and no screen is shown).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from rex.errors import UsageError

if TYPE_CHECKING:
    from rex.model.answer import Seal
    from rex.model.draft import Draft
    from rex.questionnaire.expression import Value

BLIND_NAMES = ("goal", "goal_kpi", "kpis", "open_actions", "context", "products", "people", "depth", "role", "brand")
REVEAL_NAMES = (
    "top_peak", "top_drop", "marked_kpi", "main_claim", "peaks", "drops", "marked_kpis", "disputed",
    "evidence", "other_claims",
)  # fmt: skip
LISTS = ("kpis", "open_actions", "products", "people")
"""Facts of which there can be several, and which are known before the seal."""


@dataclass(frozen=True, slots=True)
class Named:
    """Something that has a name before any number is read: a KPI by its title, an open action."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class BlindFacts:
    """What may be said before the seal: from `session.yaml`, the run of show, KPI titles, open actions' titles.

    `goal` is the client's goal as a sentence, "" where there is none. `context` holds ids of the choices of
    the context question that `session.yaml` already tells. `duration_s` is the planned length.
    """

    session: str
    title: str
    goal: str = ""
    goal_kpi: str = ""
    kpis: tuple[Named, ...] = ()
    open_actions: tuple[Named, ...] = ()
    context: tuple[str, ...] = ()
    products: tuple[Named, ...] = ()
    people: tuple[Named, ...] = ()
    brand: str = ""
    currency: str = ""
    duration_s: float | None = None

    @property
    def blind(self) -> BlindFacts:
        """Give itself: both kinds of facts answer to this name."""
        return self

    def values(self) -> dict[str, Value]:
        """Give the facts by the names that expressions use."""
        return {
            "goal": self.goal,
            "goal_kpi": self.goal_kpi,
            "kpis": [k.id for k in self.kpis],
            "open_actions": [a.id for a in self.open_actions],
            "context": list(self.context),
            "products": [p.id for p in self.products],
            "people": [p.id for p in self.people],
            "brand": self.brand,
        }

    def subjects(self, name: str) -> tuple[Named | Told, ...]:
        """Give what a question is repeated over or speaks of."""
        lists = {
            "kpis": self.kpis,
            "open_actions": self.open_actions,
            "products": self.products,
            "people": self.people,
        }
        return lists.get(name, ())


@dataclass(frozen=True, slots=True)
class Sealed:
    """Proof that one person's blind answers are sealed."""

    seal: Seal

    @classmethod
    def of(cls, draft: Draft) -> Sealed:
        """Take the proof from a draft; raises UsageError while its blind answers are not sealed."""
        if draft.seal is None:
            raise UsageError(
                f"The blind answers of {draft.respondent} are not sealed yet, so no number is shown.",
                todo="Answer or skip the blind questions first.",
            )
        return cls(draft.seal)


@dataclass(frozen=True, slots=True)
class Unattended:
    """Nobody is at the screen: the answers come from this file, and count as not blind."""

    file: str


@dataclass(frozen=True, slots=True)
class Told:
    """Something that the numbers brought up: a moment, a KPI outside its range, a claim.

    `id` is its address in the record (`moment:4`, `metric:conversion_rate`, `claim:maria.csm.repeat`); `title`
    and `detail` are words in the reader's language. `polarity` says whether it was good news.
    """

    id: str
    title: str
    detail: str = ""
    polarity: Literal["worked", "did_not"] | None = None
    direction: Literal["up", "down", "same"] | None = None
    at_s: float | None = None
    topic: str = ""


@dataclass(frozen=True, slots=True)
class RevealFacts:
    """What may be said after the seal. A part that is None or empty has no question.

    `peaks` and `drops` are by strength, the strongest first; `marked_kpis` the KPIs outside their usual range, headline
    ones first; `disputed` what people of different roles see differently; `evidence`
    what the record holds that a conclusion can be tied to; `other_claims` the person's conclusions beside the main one.
    """

    proof: Sealed | Unattended
    blind: BlindFacts
    peaks: tuple[Told, ...] = ()
    drops: tuple[Told, ...] = ()
    marked_kpis: tuple[Told, ...] = ()
    disputed: tuple[Told, ...] = ()
    evidence: tuple[Told, ...] = ()
    main_claim: Told | None = None
    other_claims: tuple[Told, ...] = ()

    def values(self) -> dict[str, Value]:
        """Give the facts by the names that expressions use; one that is missing is none."""
        told = {name: self.subjects(name) for name in REVEAL_NAMES}
        return self.blind.values() | {name: found[0].id if found else None for name, found in told.items()}

    def subjects(self, name: str) -> tuple[Named | Told, ...]:
        """Give what a question is repeated over or speaks of."""
        told = {
            "top_peak": self.peaks[:1],
            "top_drop": self.drops[:1],
            "marked_kpi": self.marked_kpis[:1],
            "main_claim": () if self.main_claim is None else (self.main_claim,),
            "peaks": self.peaks,
            "drops": self.drops,
            "marked_kpis": self.marked_kpis,
            "disputed": self.disputed,
            "evidence": self.evidence,
            "other_claims": self.other_claims,
        }
        return told[name] if name in told else self.blind.subjects(name)
