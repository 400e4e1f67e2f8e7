"""What whoever asks is shown, and what a person can reply: the two sides of one question."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date, datetime
    from typing import Any

    from rex.model.answer import AnswerValue, State
    from rex.model.message import Message
    from rex.questionnaire.asked import Asked

SPOKEN = ("en", "es", "fr")
"""The languages in which every question has its texts."""


def _unkept(_part: str, _text: str) -> None:
    """Keep nothing."""


@dataclass(frozen=True, slots=True)
class Screen:
    """What an asker needs to ask one question.

    `begin` is what the field begins with: half-typed words, the earlier answer, or what is proposed.
    `typed` is that as text, `half` tells that it was half-typed. `wrong` tells what is wrong with a value (None:
    nothing); `typing` saves half-typed words, `keep` those of one part of an answer, and `parts` gives these back.
    """

    asked: Asked
    number: int
    of: int
    points_left: int
    begin: AnswerValue
    typed: str
    proposed: bool
    can_back: bool
    can_skip: bool
    wrong: Callable[[Any], Message | None]
    typing: Callable[[str], None]
    complaint: Message | None = None
    can_not_apply: bool = False
    can_edit: bool = False
    half: bool = False
    parts: Mapping[str, str] = field(default_factory=dict)
    keep: Callable[[str, str], None] = _unkept
    today: date | None = None
    lang: str = "en"

    @property
    def next_language(self) -> str:
        """Give the language that follows this one."""
        return SPOKEN[(SPOKEN.index(self.lang) + 1) % len(SPOKEN)] if self.lang in SPOKEN else SPOKEN[0]


@dataclass(frozen=True, slots=True)
class Given:
    """The person answered."""

    value: Any


@dataclass(frozen=True, slots=True)
class Skip:
    """The person leaves it out."""


@dataclass(frozen=True, slots=True)
class DontKnow:
    """The person does not know."""


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """The question does not apply here."""


@dataclass(frozen=True, slots=True)
class Back:
    """The person goes one question back; `typed` is what stood in the field."""

    typed: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """The person wants to change an earlier answer; `typed` is what stood in the field."""

    typed: str = ""


@dataclass(frozen=True, slots=True)
class Speak:
    """The person goes on in another language; `typed` is what stood in the field."""

    lang: str
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Quit:
    """The person stops for now; `typed` is what stood in the field."""

    typed: str = ""


Reply: TypeAlias = "Given | Skip | DontKnow | NotApplicable | Back | Edit | Speak | Quit"


@dataclass(frozen=True, slots=True)
class Settled:
    """An answer that is on the disk, as one line may say it; `was` is the line that it replaces, or None."""

    number: int
    of: int
    asked: Asked
    state: State
    says: str
    was: str | None
    was_state: State | None
    at: datetime


class Asker(Protocol):
    """Whoever talks to the person: a terminal, a plain one, a test."""

    def ask(self, screen: Screen) -> Reply:
        """Ask one question and give the reply."""

    def settled(self, line: Settled) -> None:
        """Show that an answer is saved."""

    def choose(self, lines: Sequence[Settled]) -> str | None:
        """Let the person choose one of these answers to change; gives its id, None for none of them."""

    def speak(self, lang: str) -> Callable[[Message], str]:
        """Go on in this language; gives what says a message in it."""
