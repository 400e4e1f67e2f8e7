"""What the readers of the chat say of one message, as KPIs may count it: a table of the engine, kept in no file."""

from __future__ import annotations

from typing import NamedTuple


class Heard(NamedTuple):
    """One message of the chat, read.

    `person` tells this session's authors apart and is no pseudonym. `counted` messages are viewers' own, sent while the
    show was on, and no noise. `question_no` numbers what viewers asked: one person's same question has one number,
    however often it was sent; None for what asks nothing. `answered_ms` is when an answer came that the platform
    links to it, from the start; None where there is none, no time, or the answer was found by its words alone.
    """

    row_id: str
    person: int
    offset_ms: int | None
    counted: bool
    lang: str
    intent: str
    question_no: int | None
    answered_by: str | None
    answered_ms: int | None


HEARD_SHAPE = (
    "row_id VARCHAR, person BIGINT, offset_ms BIGINT, counted BOOLEAN, lang VARCHAR, intent VARCHAR, "
    "question_no BIGINT, answered_by VARCHAR, answered_ms BIGINT"
)
"""The columns of the table `heard`, in the order of `Heard`."""
