"""The people who write in one session, and who of them takes the next line."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from sample_sessions.generate.bank import is_at_home
from sample_sessions.generate.people import REGULARS, Person, cast

if TYPE_CHECKING:
    from sample_sessions.generate.audience import Visit
    from sample_sessions.generate.bank import Line
    from sample_sessions.generate.dice import Dice
    from sample_sessions.generate.plan import Plan

LATAM = re.compile(
    r"\b(acá|ustedes|envían|chévere|bacano|órale|dale|parce|neta|qué padre|chau|cuídense|disculpen|allá|apenas entro"
    r"|méxico|colombia|perú|argentina|chile|lima|bogotá|quito|medellín|monterrey|cdmx|soles|quincena|trancón"
    r"|recién|bellas|bendiciones|carro|venezuela|rosario|costa rica|buenos aires|recen|ecuador|miami)\b",
    re.IGNORECASE,
)
SPAIN = re.compile(
    r"\b(os|sois|vosotras|\w+[áé]is|vuestr\w+|curro|finde|itv|bizum|wallapop|gijón|murcia|cáceres|teruel|sevilla"
    r"|valencia|vigo|betis|canarias|baleares|mallorca|tenerife|albacete|getafe|donosti|huelva)\b",
    re.IGNORECASE,
)
ABOUT_ME = re.compile(
    r"\b(desde|soy|tengo|llevo|cumplo|mis? (madre|hij[oa]|marido|hermana|novio|abuela|suegra|ex)|con \d\d"
    r"|je suis|j'ai \d\d"
    r"|ma (mère|fille|soeur|sœur)|mon (mari|fils|mec)|i'?m|my (mum|mom|daughter|son|sister|husband|nan))\b",
    re.IGNORECASE,
)
ONCE = frozenset({"greeting", "late_arrival"})
TRIES = 48
RAID_S = 70.0
RAIDERS_WRITE = 0.28  # of those a raid brings, who write


@dataclass(slots=True)
class Writer:
    """A person in this session: their stay and what they said of themselves so far."""

    person: Person
    came: float
    left: float
    weight: float
    raider: bool = False
    said_about_me: int = 0
    greeted: bool = False
    last: float = -1e9


class Crowd:
    """All writers of a session, ready to be drawn by language."""

    def __init__(self, dice: Dice, plan: Plan, people: tuple[Person, ...], visits: list[Visit]) -> None:
        self._dice = dice
        count = round(plan.participation * plan.viewers * 1.34)
        chosen = cast(dice, people, plan.number, count, plan.languages)
        self.writers = _seat(dice, chosen, visits)
        _raiders(dice, plan, self.writers, visits)
        self._by_lang: dict[str, tuple[list[Writer], list[float], list[float]]] = {}
        for lang in plan.languages:
            group = [writer for writer in self.writers if writer.person.lang == lang]
            flat = [math.sqrt(writer.weight) for writer in group]
            self._by_lang[lang] = (group, list(accumulate(w.weight for w in group)), list(accumulate(flat)))

    def take(self, line: Line, second: float, *, apart_from: Writer | None, many: bool) -> Writer | None:
        """Find somebody present whom the line suits; `many` lets the quiet ones speak too."""
        group, sums, flat = self._by_lang.get(line.lang, ([], [], []))
        if not group:
            return None
        steps = flat if many or line.topic in ONCE else sums
        about_me = bool(ABOUT_ME.search(line.text))
        for attempt in range(TRIES):
            writer = group[min(bisect_left(steps, self._dice.unit() * steps[-1]), len(group) - 1)]
            if writer is apart_from or not self._suits(writer, line, second, about_me, strict=attempt < TRIES // 2):
                continue
            writer.said_about_me += about_me
            writer.greeted = writer.greeted or line.topic in ONCE
            writer.last = second
            return writer
        return None

    def _suits(self, writer: Writer, line: Line, second: float, about_me: bool, *, strict: bool) -> bool:
        waiting = second < 0 and writer.came < 40
        if not (waiting or writer.came - 2 <= second <= writer.left + 20) or second - writer.last < 3.5:
            return False
        if line.topic == "raid" and is_at_home(line.text) == writer.raider:
            return False
        if line.topic in ONCE and (writer.greeted or (strict and second - max(writer.came, 0) > 200)):
            return False
        if line.lang == "es" and LATAM.search(line.text) and writer.person.voice.region != "latam":
            return False
        if line.lang == "es" and SPAIN.search(line.text) and writer.person.voice.region == "latam":
            return False
        return not (strict and about_me and writer.said_about_me > 2)


def _seat(dice: Dice, chosen: list[Person], visits: list[Visit]) -> list[Writer]:
    # who stays long writes more, so writers are seated on visits in proportion to their length
    pool = dice.shuffled(visits)
    weights = list(accumulate(min(visit.left - visit.came, 3600) ** 0.8 for visit in pool))
    taken: set[int] = set()
    seats: list[int] = []
    while len(seats) < min(len(chosen), len(pool)):
        at = min(bisect_left(weights, dice.unit() * weights[-1]), len(pool) - 1)
        if at not in taken:
            taken.add(at)
            seats.append(at)
    by_length = sorted(seats, key=lambda at: -(pool[at].left - pool[at].came))
    talkers = sorted(range(len(chosen)), key=lambda n: -chosen[n].talk * dice.between(0.3, 1.0))
    pairs = zip(talkers, by_length, strict=False)
    return [Writer(chosen[n], pool[at].came, pool[at].left, chosen[n].talk) for n, at in pairs]


def _raiders(dice: Dice, plan: Plan, writers: list[Writer], visits: list[Visit]) -> None:
    for moment in plan.moments:
        if moment.topic != "raid":
            continue
        arrived = [visit for visit in visits if moment.at <= visit.came < moment.at + RAID_S]
        strangers = [writer for writer in writers if writer.person.number >= REGULARS]
        for writer, visit in zip(dice.shuffled(strangers)[: int(moment.joins * RAIDERS_WRITE)], arrived, strict=False):
            writer.came, writer.left, writer.raider = visit.came, max(visit.left, visit.came + 90), True
