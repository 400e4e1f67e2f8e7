"""What people said: answers with their seal, the forecasts in them, and the claims they make."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from rex.model.message import Message
from rex.model.noun import Noun

if TYPE_CHECKING:
    from collections.abc import Iterable

GOAL = "csm.goal"
"""The question that asks for the goal in one line."""
Phase = Literal["blind", "reveal", "commit"]
State = Literal["given", "skipped", "dont_know", "not_applicable"]
AnswerValue = str | int | float | bool | list[str] | dict[str, str | int | float | None] | None


class Answer(Noun):
    """One person's answer to one question. Skipped, not known, not applicable and an empty text are four answers."""

    question: str
    phase: Phase
    state: State = "given"
    value: AnswerValue = None
    unsealed: bool = False


class Seal(Noun):
    """Proof that answers were given before the numbers were seen: when, over which questions, with which hash."""

    at: datetime
    hash: str
    questions: tuple[str, ...]


class Respondent(Noun):
    """One person's answers. `blind` is False when figures were seen first, or nothing was sealed."""

    id: str
    role: str
    set: str
    depth: Literal["quick", "full"] = "quick"
    language: str = "en"
    seal: Seal | None = None
    blind: bool = False
    informed: tuple[str, ...] = ()
    hours_after_end: float | None = None
    answers: tuple[Answer, ...] = ()


def goal_in_words(respondents: Iterable[Respondent]) -> str | None:
    """Give the goal that somebody of the team wrote down before the numbers, in their words; None where nobody did."""
    said = (
        answer.value for one in respondents for answer in one.answers if answer.question == GOAL and not answer.unsealed
    )
    return next((value for value in said if isinstance(value, str) and value.strip()), None)


class Forecast(Noun):
    """What one person expected of one KPI before seeing it, and how it turned out.

    `said` is `below`, `usual` or `above` the usual range, or a range `low` to `high`, or the `probability` that the
    goal is reached. `actual` is the KPI's value. `changed` tells that the person answered anew after the seal: what
    stands here is what was sealed, and it is left out of scores.
    """

    id: str
    respondent: str
    role: str
    kpi: str
    said: Literal["below", "usual", "above", "range", "probability"]
    low: float | None = None
    high: float | None = None
    probability: float | None = Field(default=None, ge=0, le=1)
    informed: bool = False
    changed: bool = False
    actual: float | None = None
    outcome: Literal["held", "missed", "open"] = "open"
    why: Message | None = None


class Claim(Noun):
    """A conclusion somebody drew: for or against, about what, with which evidence, or an opinion.

    `evidence` and `against` hold addresses inside the record: `metric:conversion_rate`, `moment:2`, `quote:7`.
    """

    id: str
    polarity: Literal["worked", "did_not"]
    text: str
    how: str = ""
    topic: str = ""
    direction: Literal["up", "down", "same"] | None = None
    states_cause: bool = False
    respondent: str
    role: str
    phase: Phase
    at_s: float | None = None
    evidence: tuple[str, ...] = ()
    against: tuple[str, ...] = ()

    @property
    def opinion(self) -> bool:
        """Tell whether nothing in the record supports it."""
        return not self.evidence
