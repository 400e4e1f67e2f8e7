"""Numbers, money and days as people type them: what is clear is read, what could be two things is asked again."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from rex.model.message import Message
    from rex.questionnaire.replies import Screen

NUMBERS = ("number", "int", "money", "percent")
BLANKS = re.compile(r"[\s'’]+")  # \s holds the no-break spaces that French puts between thousands
BESIDE = re.compile(r"^[^\d+\-.,]+|[^\d.,]+$")
BOTH = re.compile(r"[-+]?\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?!\1)[.,]\d+\Z")
DAYS = re.compile(r"\+\s*(\d{1,3})\Z")


def reading(screen: Screen) -> tuple[Callable[[str], Any], Callable[[Any], Message | None]]:
    """Give what makes a value of the typed text, and what judges it."""
    kind = screen.asked.question.type
    if kind == "date":
        return lambda text: day(text, screen.today), screen.wrong
    if kind in NUMBERS:
        return number, screen.wrong
    return str, screen.wrong


def unit(screen: Screen) -> str:
    """Give what a number is counted in: the currency of money, the sign of a share."""
    kind = screen.asked.question.type
    if kind == "money":
        return screen.asked.currency
    return "%" if kind == "percent" else ""


def number(text: str) -> str:
    """Take away what people write around a number: blanks, a currency, the sign between thousands where it is clear.

    One sign before three digits ("1.200") stays as it is: it may be one or the other.
    """
    bare = BESIDE.sub("", BLANKS.sub("", text)) if any(letter.isdigit() for letter in text) else text.strip()
    both = BOTH.match(bare)
    return bare.replace(both[1], "") if both else bare


def day(text: str, today: date | None) -> str:
    """Read `+7` as the day in seven days; anything else stays as it is."""
    ahead = DAYS.match(text.strip())
    if ahead is None or today is None:
        return text
    return (today + timedelta(days=int(ahead[1]))).isoformat()
