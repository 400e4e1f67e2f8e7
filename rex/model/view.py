"""What several people said about the same thing, beside what was measured, and what nobody's name stands under."""

from __future__ import annotations

from typing import Literal

from rex.model.message import Message
from rex.model.noun import Noun
from rex.model.question import Words

Polarity = Literal["worked", "did_not"]


class Voice(Noun):
    """One person's word on a subject: where it stands, on which step of five, for or against, in which words."""

    respondent: str
    role: str
    address: str
    step: float | None = None
    polarity: Polarity | None = None
    said: Message | Words | None = None
    text: str = ""


class View(Noun):
    """One subject on which several people spoke, each voice by itself; `apart` is "seen differently", never "wrong".

    `steps` is how far the farthest two lie apart on five steps. `measured` is the address of the number or moment
    beside it, "" where none measures this; `data` is the side that a moment's own numbers take.
    """

    id: str
    kind: Literal["scale", "goal", "moment"]
    title: Message | Words
    at_s: float | None = None
    measured: str = ""
    data: Polarity | None = None
    reached: bool | None = None
    voices: tuple[Voice, ...]
    steps: float | None = None
    apart: bool = False


class NamelessQuestion(Noun):
    """The answers to one question that at least three people gave without a name, in an order that tells nothing."""

    question: str
    title: Words
    answers: tuple[Words | str, ...]


class Nameless(Noun):
    """Answers without a name: those of questions that enough people answered, and how many `waiting` are kept back."""

    questions: tuple[NamelessQuestion, ...] = ()
    waiting: int = 0
