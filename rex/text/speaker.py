"""The speaker: turns the record's messages, and the raw values in them, into words of one language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import Self

from rex.model.message import Message, Quantity, Value
from rex.text.catalogue import Catalogue
from rex.text.currency import exponent
from rex.text.format import Formatter


class _Counted(float):
    """A count that chooses a plural form by its value and is written as the language writes it."""

    def __new__(cls, n: int, written: str) -> Self:
        made = super().__new__(cls, n)
        made.written = written
        return made

    written: str

    def __str__(self) -> str:
        return self.written


@dataclass(frozen=True)
class Speaker:
    """One language and one time zone; everything a reader reads passes through here.

    `lang` is en, es or fr, perhaps with a region; `timezone` an IANA name in which instants are told.
    """

    lang: str
    timezone: str = "UTC"

    @cached_property
    def f(self) -> Formatter:
        """Give the formatter for numbers, money, dates and times."""
        return Formatter(self.lang, self.timezone, self._catalogue)

    @cached_property
    def _catalogue(self) -> Catalogue:
        return Catalogue(self.lang)

    def say(self, message: Message) -> str:
        """Say a message: translated, its quantities formatted, the messages inside it said first."""
        values = {name: self._word(value) for name, value in message.values.items()}
        if message.plural is not None and message.n is not None:
            n = _Counted(message.n, values.pop("n", self.f.count(message.n)))
            return self._catalogue.say_n(message.text, message.plural, n, **values)
        return self._catalogue.say(message.text, **values)

    def t(self, sentence: str) -> str:
        """Say a sentence without places, such as a KPI's title; an unknown one is given back as it is.

        Braces in it are letters: a title written by a person is never a pattern.
        """
        translated = self._catalogue.translations(sentence) if sentence else ()
        return translated[0] if translated else sentence

    def day(self, when: date) -> str:
        """Write a calendar day, which has no hour and belongs to no zone: "Fri 20 Nov 2026"."""
        noon = datetime(when.year, when.month, when.day, 12, tzinfo=self.f.zone)
        return self.f.date(noon)

    def minor(self, currency: str) -> int:
        """Give how many minor units make one of a currency: 100 for EUR, 1 for JPY."""
        return int(10 ** exponent(currency))

    def _word(self, value: Value) -> str:
        if isinstance(value, Message):
            return self.say(value)
        if isinstance(value, Quantity):
            return self.f.quantity(value.value, value.unit)
        return self.f.count(value) if isinstance(value, int) else value


@lru_cache(maxsize=64)
def speaker_in(lang: str, timezone: str) -> Speaker:
    """Give the speaker of a language in a time zone, made once: a month tells the hour of every session by its own."""
    return Speaker(lang, timezone)
