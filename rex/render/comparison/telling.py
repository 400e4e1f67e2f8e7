"""The few ways to put values and verdicts into words that readings over several records share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rex.model.measure import MARKS
from rex.model.message import Message, say
from rex.render.blocks import Mark
from rex.render.words import PAGE, SETTLED, TONES, VERDICTS

if TYPE_CHECKING:
    from rex.model.action import Settled
    from rex.model.measure import UsualRange, Verdict
    from rex.text.speaker import Speaker

UNKNOWN = "–"
"""What is not known is a dash, never a zero."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One language and one time zone, for readings that have no single record behind them."""

    speaker: Speaker

    def tell(self, message: Message) -> str:
        """Put a message into words."""
        return self.speaker.say(message)

    def number(self, value: float | None, unit: str) -> str:
        """Write a value in its unit."""
        return UNKNOWN if value is None else self.speaker.f.quantity(value, unit)

    def change(self, delta: float | None, unit: str) -> str:
        """Write a difference with its sign."""
        return UNKNOWN if delta is None else self.speaker.f.change(delta, unit)

    def span(self, low: float, high: float, unit: str) -> str:
        """Write both ends of an interval or a range."""
        return self.speaker.f.interval(low, high, unit)

    def rough(self, value: float) -> str:
        """Write a plain number as people say it: one decimal at most."""
        return self.speaker.f.number(value, 0 if float(value).is_integer() else 1)

    def title(self, title: str) -> str:
        """Name a KPI in the reader's language."""
        return self.speaker.t(title)

    def listing(self, items: tuple[str, ...] | list[str]) -> str:
        """Join names as a sentence does."""
        return self.speaker.f.listing(list(items))

    def verdict(self, verdict: Verdict, word: Message | None = None) -> Mark:
        """Give the mark of a verdict with its usual word, or with a closer one."""
        return Mark(MARKS[verdict], TONES[verdict], self.tell(word or VERDICTS[verdict]))

    def settled(self, settled: Settled) -> Mark:
        """Give the mark of what became of an action."""
        sign, tone, word = SETTLED[settled.verdict]
        return Mark(sign, tone, self.tell(word))

    def usual(self, usual: UsualRange | None, unit: str) -> str:
        """Write a usual range, or that there is none yet."""
        if usual is None:
            return self.tell(say("none yet"))
        return self.span(usual.low, usual.high, unit)

    def page_words(self) -> dict[str, str]:
        """Give the page's own labels."""
        return {name: self.tell(text) for name, text in PAGE.items()}
