"""The community: the same invented people come back week after week with the same way of typing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from sample_sessions.generate.dice import Dice
from sample_sessions.generate.habits import Voice, make_voice
from sample_sessions.generate.handles import make_handle

SIZE = 2600  # people who ever write, in the whole season
QUIET = 0.42  # who write once or twice an evening
REGULARS = 240  # of them, those who come most Fridays


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who writes: an invented handle, a channel, habits, and how much they talk."""

    number: int
    handle: str
    channel: str
    voice: Voice
    talk: float
    member_months: int

    @property
    def lang(self) -> str:
        """Give the language the person mostly writes in."""
        return self.voice.lang


def channel_id(kind: str, number: int) -> str:
    """Make a channel id of the real length (24) that says it is a sample."""
    return f"UCsample{kind}{number:0{16 - len(kind)}}"


@cache
def community(seed: int, shares: tuple[tuple[str, float], ...]) -> tuple[Person, ...]:
    """Make everybody who ever writes, regulars first."""
    dice = Dice(seed, "community")
    taken: set[str] = set()
    return tuple(_person(dice, number, dict(shares), taken) for number in range(SIZE))


def _person(dice: Dice, number: int, shares: dict[str, float], taken: set[str]) -> Person:
    lang = dice.weighted(shares)
    region = "latam" if lang == "es" and dice.chance(0.24) else ("spain" if lang == "es" else lang)
    handle = make_handle(dice, lang, taken)
    regular = number < REGULARS
    return Person(
        number=number,
        handle=handle,
        channel=channel_id("viewer", number),
        voice=make_voice(dice, lang, region),
        talk=(0.12 if dice.chance(QUIET) else dice.tail(1.35, 10)) * (1.5 if regular else 1.0),
        member_months=dice.pick((1, 2, 2, 6, 12)) if regular and dice.chance(0.14) else 0,
    )


def cast(dice: Dice, people: tuple[Person, ...], session: int, count: int, shares: dict[str, float]) -> list[Person]:
    """Choose who writes in a session: two thirds of the regulars, others who came lately, and new faces."""
    newest = min(SIZE, 500 + 210 * session)
    chosen = [person for person in people[:REGULARS] if dice.chance(0.5)]
    chosen = dice.shuffled(chosen)[: int(count * 0.42)]
    others = dice.shuffled(people[REGULARS:newest])
    chosen += others[: max(0, count - len(chosen))]
    wanted = {lang: share for lang, share in shares.items() if share > 0}
    return [person for person in chosen if person.lang in wanted]
