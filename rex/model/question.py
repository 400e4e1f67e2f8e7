"""Questions as a set's file describes them: what is asked, when, of what, and what the answer becomes."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from rex.model.answer import Phase
from rex.model.noun import Noun

Kind = Literal[
    "note",
    "text",
    "long_text",
    "confirm",
    "select",
    "multiselect",
    "likert",
    "forecast_steps",
    "rank",
    "nps",
    "number",
    "int",
    "money",
    "percent",
    "forecast",
    "date",
    "time_in_show",
    "moment_text",
    "explained_choice",
    "product",
    "person",
    "action",
    "computed",
]
"""`confirm` proposes a text that Enter keeps; `moment_text` is words with an optional time inside the show;
`explained_choice` is one key and a few words; `rank` puts choices into an order; `nps` is a step from 0 to 10; `money`
is in the session's currency, in major units; `forecast` is the lowest, likeliest and highest value of a range that is
meant to hold the result 8 times in 10; `product` and `person` are names that the session knows, or another one;
`computed` is never asked: it is worked out from other answers."""

Depth = Literal["quick", "full"]
Anonymity = Literal["named", "role", "anonymous"]
STEPS_OF_NPS = 11
MOST_TIMES = 20
"""A question asked once for each of more subjects would end nobody's evening."""
ACTION_FIELDS = ("what", "owner", "due", "kpi", "direction", "smallest_effect")


class Words(Noun):
    """The same text in the three languages; a missing one is a mistake in the file, not a fallback."""

    en: str = Field(min_length=1)
    es: str = Field(min_length=1)
    fr: str = Field(min_length=1)

    def said(self, lang: str) -> str:
        """Give the text in a language; one that REX does not speak gets English."""
        return {"es": self.es, "fr": self.fr}.get(lang, self.en)


class Choice(Noun):
    """One thing that can be chosen. `worth` is its number (a probability, a step); `alone` excludes the others.

    `informs` names the KPIs whose figures somebody who chose it had already seen. While the expression `disabled_if`
    holds it cannot be taken, and `reason` says what stands against it. `last` keeps its place behind shuffled ones.
    """

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_.-]{0,63}$")
    label: Words
    worth: float | None = None
    alone: bool = False
    last: bool = False
    informs: tuple[str, ...] = ()
    disabled_if: str | None = None
    reason: Words | None = None


class Repeat(Noun):
    """Ask once for each subject of a fact (`over`), or so many `times`.

    `most` limits the subjects; `counted` is how many of them the time budget counts.
    """

    over: str | None = None
    most: int = Field(default=3, ge=1, le=MOST_TIMES)
    counted: int | None = Field(default=None, ge=0, le=MOST_TIMES)


class Limits(Noun):
    """What a given value must keep to: `low` and `high` for numbers, `longest` characters, `most` choices."""

    low: float | None = None
    high: float | None = None
    longest: int = Field(default=2000, ge=1, le=10_000)
    most: int | None = Field(default=None, ge=1)


class Demand(Noun):
    """What an answer has to fulfil: the expression `holds` (the answer is called `value`), and what is said if not."""

    holds: str
    message: Words


class Question(Noun):
    """One question of a set.

    `short` names it in the one line that an answer leaves on the screen, `help` says what it is asked for.
    `points` is its time: one point is about ten seconds. `choices_from` names a fact that brings more
    choices, `about` the fact the question speaks of, `mixed` the group whose order is drawn for
    each person, and `shuffle` draws the order of the choices too. `makes` says what the answer becomes.
    `audience` names the roles that are asked (all where it is empty); `not_applicable` offers that answer beside
    "don't know". `anonymity` is the least that holds for the answer whatever the person chose for the others; `pii`
    marks answers that may hold personal data and never leave the answers file. `scale_source` and `licence` tell where
    a scale comes from, and `instead_of` which other scales it is never asked beside. A question that is no longer
    asked is `deprecated`, perhaps `replaced_by` another.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$")
    type: Kind
    phase: Phase
    label: Words
    short: Words
    help: Words | None = None
    placeholder: Words | None = None
    explain: Words | None = None
    choices: tuple[Choice, ...] = ()
    choices_from: str | None = None
    shuffle: bool = False
    points: int = Field(default=1, ge=0)
    depth: Depth = "quick"
    when: str | None = None
    default: str | None = None
    compute: str | None = None
    required: bool = False
    not_applicable: bool = False
    limits: Limits = Limits()
    demands: tuple[Demand, ...] = Field(default=(), alias="validate")
    repeat: Repeat | None = None
    about: str | None = None
    mixed: str | None = None
    makes: Literal["forecast", "probability", "claim", "evidence", "against", "action", "sentence"] | None = None
    polarity: Literal["worked", "did_not"] | None = None
    topic: str = ""
    feeds: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    anonymity: Anonymity | None = None
    pii: bool = False
    scale_source: str = ""
    licence: str = ""
    instead_of: tuple[str, ...] = ()
    deprecated: bool = False
    replaced_by: str | None = None
    version: int = Field(default=1, ge=1)

    def choice(self, name: str) -> Choice | None:
        """Find a choice by its id."""
        return next((c for c in self.choices if c.id == name), None)

    @property
    def budget(self) -> int:
        """Give the points that the time budget counts for it, repeats included."""
        if self.repeat is None:
            return self.points
        return self.points * (self.repeat.most if self.repeat.counted is None else self.repeat.counted)


class QuestionSet(Noun):
    """One respondent's questions, in the order in which they are asked.

    `about` says what is debriefed: a session, a period of several, or a purchase (asked of shoppers). `budget` is the
    most points that the quick questions may take, `full_budget` all of them; None where nobody set one. `intro` is read
    before the first question, `thanks` after the last. `packs_before` names the question that included packs go before
    where they name no place of their own.
    """

    set: str
    version: int = Field(ge=1)
    role: str
    title: Words
    about: Literal["session", "period", "purchase"] = "session"
    intro: Words | None = None
    thanks: Words | None = None
    budget: int | None = None
    full_budget: int | None = None
    packs_before: str | None = None
    questions: tuple[Question, ...]

    def question(self, name: str) -> Question | None:
        """Find the question an answer's id belongs to: its own id, or that of a repeated one (`csm.forecast.nps`)."""
        for question in self.questions:
            if question.id == name or (question.repeat is not None and name.startswith(f"{question.id}.")):
                return question
        return None

    def points(self, phase: Phase, depth: Depth = "quick") -> int:
        """Give the time budget of a phase in points of about ten seconds."""
        return sum(q.budget for q in self.questions if q.phase == phase and (depth == "full" or q.depth == "quick"))
