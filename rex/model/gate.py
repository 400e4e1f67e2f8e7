"""Gates: what must hold for an automatic run to pass, and how each one was judged."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from rex.model.message import Message
from rex.model.noun import Noun

GateKind = Literal["kpi", "checks", "actions", "data"]
GateLevel = Literal["warn", "error"]


class Gate(Noun):
    """A KPI's gate in `rex.yaml`: a value it must not leave, its usual range, or both.

    Values are as people write them: shares from 0 to 1, money in whole units. A gate is crossed only where the number
    lies beyond by more than `smallest_effect` and its interval leaves no doubt. `drift` watches for a slow slide that
    no single session shows: eight sessions in a row on the worse side of the usual range's middle.
    """

    kpi: str
    at_least: float | None = None
    at_most: float | None = None
    usual: bool = False
    drift: bool = False
    smallest_effect: float = Field(default=0, ge=0)
    level: GateLevel = "error"

    @model_validator(mode="after")
    def _asks_something(self) -> Self:
        if self.at_least is None and self.at_most is None and not self.usual and not self.drift:
            raise ValueError("a gate needs at_least, at_most, usual: true or drift: true")
        return self


class Judged(Noun):
    """How one gate came out: held, warned, crossed, or not to be told; `says` is the sentence for a log."""

    kind: GateKind
    name: str
    state: Literal["held", "warned", "crossed", "unknown"]
    says: Message


class Suite(Noun):
    """The gates of one session as they were judged together, or of what belongs to no session alone."""

    name: str
    title: str
    judged: tuple[Judged, ...] = ()

    @property
    def crossed(self) -> bool:
        """Tell whether a run that was asked to fail on these fails."""
        return any(one.state == "crossed" for one in self.judged)
