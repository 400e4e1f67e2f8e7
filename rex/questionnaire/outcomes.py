"""What the last questions decide: new bets, what became of the old ones, the sentence for the client."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rex.model.draft import Draft
    from rex.model.question import QuestionSet


@dataclass(frozen=True, slots=True)
class Bet:
    """A new action as it was answered. Without an owner, a date, a KPI or a direction it is an idea, and no bet.

    `smallest_effect` is in the KPI's own unit as people write it; None where nothing was said.
    """

    question: str
    what: str
    owner: str = ""
    due: date | None = None
    kpi: str = ""
    direction: str = ""
    smallest_effect: float | None = None

    @property
    def complete(self) -> bool:
        """Tell whether it can be lost: somebody, a day, a number and a way it should go."""
        return bool(self.owner and self.due and self.kpi and self.direction)


def bets(draft: Draft, question_set: QuestionSet) -> tuple[Bet, ...]:
    """Give the actions of a person's answers in their order; those without a text are left out."""
    found: list[Bet] = []
    for name in sorted(draft.answers):
        question, value = question_set.question(name), draft.given(name)
        if question is None or question.makes != "action" or not isinstance(value, dict) or not value.get("what"):
            continue
        effect = value.get("smallest_effect")
        found.append(
            Bet(
                question=name,
                what=str(value["what"]),
                owner=str(value.get("owner") or ""),
                due=date.fromisoformat(str(value["due"])) if value.get("due") else None,
                kpi=str(value.get("kpi") or ""),
                direction=str(value.get("direction") or ""),
                smallest_effect=float(effect) if isinstance(effect, int | float) else None,
            )
        )
    return tuple(found)


def became_of(draft: Draft, question_set: QuestionSet) -> dict[str, str]:
    """Give what was said of each open action by its id: `done`, `partly`, `not_done` or `dropped`."""
    said: dict[str, str] = {}
    for name in draft.answers:
        question, value = question_set.question(name), draft.given(name)
        over = question.repeat.over if question is not None and question.repeat is not None else None
        if question is not None and over == "open_actions" and isinstance(value, str):
            said[name.removeprefix(f"{question.id}.")] = value
    return said


def sentence(draft: Draft, question_set: QuestionSet) -> str | None:
    """Give the sentence that was written for the client; None where there is none."""
    for name in draft.answers:
        question, value = question_set.question(name), draft.given(name)
        if question is not None and question.makes == "sentence" and isinstance(value, str) and value:
            return value
    return None
