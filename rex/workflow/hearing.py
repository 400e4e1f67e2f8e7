"""Read a session's chat once through every reader: one reading a message, and one row a message for the KPIs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rex.model.heard import Heard
from rex.voice.answers import Answered, answers
from rex.voice.intent import intents
from rex.voice.language import languages
from rex.voice.line import Line, Read
from rex.voice.meaning import meaning
from rex.voice.noise import Noise, noise
from rex.voice.products import OnScreen, Product, mentions
from rex.voice.questions import QUESTION, questions
from rex.voice.sentiment import sentiments
from rex.voice.themes import author
from rex.voice.unanswered import expects
from rex.workflow.hearing_catalogue import catalogue_of, on_screen_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rex.engine.sql import Facts
    from rex.model.session import Cue

_LINES = (
    "SELECT c.row_id, c.text, c.author, c.role, c.offset_ms, c.msg_id, c.reply_to, "
    "CASE WHEN c.deleted OR c.spam THEN 1 ELSE 0 END, "
    "CASE WHEN c.offset_ms >= 0 AND c.offset_ms < w.duration_ms THEN 1 ELSE 0 END "
    "FROM chat_once c CROSS JOIN session w ORDER BY c.offset_ms NULLS LAST, c.source, c.src_row, c.row_id"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What all readers say of one message."""

    line: Line
    counted: bool
    lang: str
    intent: Read
    sentiment: Read
    asks: Read
    question_no: int | None
    answered: Answered | None
    products: tuple[str, ...]
    noise: Noise | None


@dataclass(frozen=True)
class Hearing:
    """A session's chat, read: one entry a message in each list, in the order of the chat.

    `counted` are viewers' own messages while the show was on that are no noise; `asked` those of them that ask and
    expect an answer. `question_no` numbers a person's same question.
    """

    lines: list[Line]
    counted: list[bool]
    languages: list[str]
    intents: list[Read]
    sentiments: list[Read]
    asks: list[Read]
    asked: list[bool]
    question_no: list[int | None]
    answered: list[Answered | None]
    products: list[tuple[str, ...]]
    noise: list[Noise | None]

    def __iter__(self) -> Iterator[Reading]:
        """Give one reading a kept message."""
        rows = zip(
            *(self.lines, self.counted, self.languages, self.intents, self.sentiments, self.asks, self.question_no),
            *(self.answered, self.products, self.noise),
            strict=True,
        )
        return (Reading(*row) for row in rows)

    def rows(self) -> list[Heard]:
        """Give one row a message for the engine."""
        people: dict[tuple[str, ...], int] = {}
        return [
            Heard(
                row_id=one.line.row,
                person=people.setdefault(author(one.line), len(people)),
                offset_ms=_ms(one.line.t_s),
                counted=one.counted,
                lang=one.lang,
                intent=one.intent.label,
                question_no=one.question_no,
                answered_by=None if one.answered is None else one.answered.row,
                answered_ms=_linked_ms(self.lines, one.answered),
            )
            for one in self
        ]


def _linked_ms(lines: Sequence[Line], answer: Answered | None) -> int | None:
    """Give when an answer came that the platform links to its question; one found by words is found near or not at all.

    A wait told by those is too short: on the sample, whose truth is known, 7 seconds where it was 85 and more.
    """
    return None if answer is None or answer.how != "reply" else _ms(lines[answer.index].t_s)


def _ms(seconds: float | None) -> int | None:
    return None if seconds is None else round(seconds * 1000)


def lines_of(facts: Facts) -> tuple[list[Line], list[bool], list[bool]]:
    """Give the kept messages in the order of the chat, which of them are marked as junk, and which lie in the show."""
    lines, junk, shown = [], [], []
    for row, text, person, role, at, msg_id, reply_to, marked, inside in facts.rows(_LINES):
        t_s = None if at is None else int(at) / 1000
        lines.append(Line(str(row), str(text), person, str(role), t_s, str(msg_id or ""), reply_to))  # type: ignore[arg-type]  # the table's own shapes
        junk.append(bool(marked))
        shown.append(bool(inside))
    return lines, junk, shown


def hear_session(facts: Facts, cues: Sequence[Cue]) -> Hearing | None:
    """Read the chat of open facts through every reader and let queries see what is heard; None without a chat."""
    lines, junk, shown = lines_of(facts)
    if not lines:
        return None
    catalogue = catalogue_of(facts, cues)
    heard = read(lines, junk, shown, catalogue, on_screen_of(cues, catalogue))
    facts.hear(heard.rows())
    return heard


def read(
    lines: list[Line],
    junk: Sequence[bool],
    shown: Sequence[bool],
    catalogue: Sequence[Product] = (),
    on_screen: Sequence[OnScreen] = (),
) -> Hearing:
    """Read messages; `junk` ones (deleted, spam by the platform's own word) and those not `shown` count nowhere."""
    texts = [line.text for line in lines]
    marks = noise(lines)
    counted = [
        inside and not bad and mark is None and line.role == "viewer"
        for line, bad, inside, mark in zip(lines, junk, shown, marks, strict=True)
    ]
    meant = [_as_spam(read, mark) for read, mark in zip(intents(texts), marks, strict=True)]
    asks = questions(texts)
    asked = [
        here and ask.label == QUESTION and expects(line, intent)
        for here, ask, line, intent in zip(counted, asks, lines, meant, strict=True)
    ]
    spoken = languages(lines)
    return Hearing(
        lines=lines,
        counted=counted,
        languages=spoken,
        intents=meant,
        sentiments=sentiments(texts),
        asks=asks,
        asked=asked,
        question_no=_numbered(lines, asked),
        answered=answers(lines, asked, spoken),
        products=mentions(lines, catalogue, on_screen),
        noise=marks,
    )


def _as_spam(intent: Read, mark: Noise | None) -> Read:
    return Read("spam", mark.reason) if mark is not None and mark.kind == "spam" else intent


def _numbered(lines: Sequence[Line], asked: Sequence[bool]) -> list[int | None]:
    """Give what is asked a number: the same person with the same meaning asks the same."""
    numbers: dict[object, int] = {}
    return [
        numbers.setdefault((author(line), meaning(line.text)), len(numbers) + 1) if asks else None
        for line, asks in zip(lines, asked, strict=True)
    ]
