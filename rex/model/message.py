"""Sentences as data: a record holds what is said and with which values, a reader says it in a language.

A message is an English sentence with named places and the raw values that go there. The record keeps
both, so the same record reads in English, Spanish and French, and a changed number changes its
sentence and no other. `rex.text.speaker` turns a message into words.
"""

from __future__ import annotations

from typing import TypeAlias

from pydantic import Field

from rex.model.noun import Noun


class Quantity(Noun):
    """A raw value and its unit; formatted only when somebody reads it.

    Units: `share` (0 to 1), `points` (percentage points, as a difference of shares), `nps`, `count`,
    `score`, `minutes`, `seconds`, `offset` (seconds from the start of the show), `per_minute`,
    `hours`, `percent_change`, or a currency code (minor units).
    """

    value: float | int
    unit: str


Value: TypeAlias = "str | int | Quantity | Message"


class Message(Noun):
    """One whole sentence, in English, with `{named}` places and their values.

    `plural` and `n` choose the form where the language has several. A `str` value is printed as it
    is (a title, a viewer's redacted words); another message is translated first.
    """

    text: str
    values: dict[str, Value] = Field(default_factory=dict)  # {} would be copied deeply for every message that is tried
    plural: str | None = None
    n: int | None = None


def say(text: str, /, **values: Value) -> Message:
    """Make a message; the text stands where the code says it, and translators find it there."""
    return Message(text=text, values=values)


def say_n(text: str, plural: str, n: int, /, **values: Value) -> Message:
    """Make a message whose form depends on a count, which is also its value `n`."""
    return Message(text=text, plural=plural, n=n, values={"n": Quantity(value=n, unit="count"), **values})


def quantity(value: float, unit: str) -> Quantity:
    """Name a raw value and its unit."""
    return Quantity(value=value, unit=unit)
