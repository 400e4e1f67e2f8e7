"""Messages that would count for more than their people: spam, copies, bursts, walls of letters, bots; with the reason.

Nothing is deleted: a marked message is left out of the shares and counted apart. The shop's own team is never marked.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean, pstdev
from typing import TYPE_CHECKING, Literal, NamedTuple

from rex.voice.phrases import words_of
from rex.voice.spam_words import spam_reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rex.voice.line import Line

Kind = Literal["bot", "copies", "pasted", "burst", "wall", "spam"]
"""Why a message is noise; the first that fits, in this order."""

_TEAM = frozenset({"host", "moderator", "system"})
_WALL_LETTERS = 40
_WALL_KINDS = 3
_WALL_WORDS = 8
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Noise:
    """One message that is marked: why, and the reason in a short phrase; `row` is the line's."""

    row: str
    kind: Kind
    reason: str


@dataclass(frozen=True, slots=True)
class Limits:
    """From where behaviour counts as noise.

    `copies`: times one person may send one text before all but the first are copies. `burst` messages of one person
    within `burst_s` seconds may stand, further ones not. `pasted_people` people who send one text of `pasted_words`
    words or more within `pasted_s` seconds copy it from somewhere. `bot_times` sendings of one text at even distances
    are a machine's.
    """

    copies: int = 2
    burst: int = 5
    burst_s: float = 10.0
    pasted_people: int = 4
    pasted_words: int = 6
    pasted_s: float = 600.0
    bot_times: int = 5
    bot_every_s: float = 30.0


_USUAL = Limits()


def noise(lines: Sequence[Line], limits: Limits = _USUAL) -> list[Noise | None]:
    """Give for each line its mark, or None; lines of one person that repeat a text leave the first unmarked."""
    found: list[Noise | None] = [None] * len(lines)
    known: dict[str, _Read] = {}

    def mark(place: int, kind: Kind, reason: str) -> None:
        if found[place] is None:
            found[place] = Noise(lines[place].row, kind, reason)

    read = [known.get(line.text) or known.setdefault(line.text, _read(line.text)) for line in lines]
    keys = [text.key for text in read]
    heard = [place for place, line in enumerate(lines) if line.role not in _TEAM]
    for place in heard:
        if lines[place].role == "bot":
            mark(place, "bot", "the platform says it is a bot")
    for place, kind, reason in (
        *_copies(lines, keys, heard, limits),
        *_pasted(lines, keys, heard, limits),
        *_bursts(lines, heard, limits),
    ):
        mark(place, kind, reason)
    for place in heard:
        if read[place].wall:
            mark(place, "wall", read[place].wall)
        if read[place].spam:
            mark(place, "spam", read[place].spam)
    return found


_Mark = tuple[int, Kind, str]


class _Read(NamedTuple):
    """What a text says by itself: what stays the same when it is sent again, and why it is a wall or spam."""

    key: str
    wall: str
    spam: str


def _read(text: str) -> _Read:
    words = words_of(text)
    key = " ".join(words) or _SPACES.sub("", text)  # signs, where it has no words
    return _Read(key, _wall_reason(text, words), spam_reason(text, words))


def _in_time(lines: Sequence[Line], places: Iterable[int]) -> list[int]:
    """Order places by time; what tells none keeps its place in the file."""
    return sorted(
        (place for place in places if lines[place].t_s is not None), key=lambda place: lines[place].t_s or 0.0
    )


def _copies(lines: Sequence[Line], keys: Sequence[str], heard: Sequence[int], limits: Limits) -> Iterable[_Mark]:
    sent: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place in heard:
        person = lines[place].person
        if person is not None and keys[place]:
            sent[person, keys[place]].append(place)
    for places in sent.values():
        if len(places) <= limits.copies:
            continue
        every = _even_distance(lines, places, limits)
        if every is not None:
            yield from ((place, "bot", f"same text every {every:.0f} s, {len(places)} times") for place in places[1:])
        else:
            yield from ((place, "copies", f"same text {len(places)} times by one person") for place in places[1:])


def _even_distance(lines: Sequence[Line], places: Sequence[int], limits: Limits) -> float | None:
    """Give the seconds between sendings that no hand keeps so even, or None."""
    times = [lines[place].t_s or 0.0 for place in _in_time(lines, places)]
    apart = [later - earlier for earlier, later in pairwise(times)]
    if len(apart) + 1 < limits.bot_times or not apart:
        return None
    usual = fmean(apart)
    return usual if usual >= limits.bot_every_s and pstdev(apart) <= 0.05 * usual else None


def _pasted(lines: Sequence[Line], keys: Sequence[str], heard: Sequence[int], limits: Limits) -> Iterable[_Mark]:
    """Find one long text by many people within some minutes; its first sending stays."""
    sent: dict[str, list[int]] = defaultdict(list)
    for place in _in_time(lines, heard):
        if lines[place].person is not None and keys[place].count(" ") + 1 >= limits.pasted_words:
            sent[keys[place]].append(place)
    for places in sent.values():
        if len(places) < limits.pasted_people:
            continue
        window: deque[int] = deque()
        for place in places:
            window.append(place)
            while (lines[place].t_s or 0.0) - (lines[window[0]].t_s or 0.0) > limits.pasted_s:
                window.popleft()
            people = len({lines[other].person for other in list(window)[-2 * limits.pasted_people :]})
            if people >= limits.pasted_people:
                reason = f"same text by {len({lines[other].person for other in places})} people"
                yield from ((other, "pasted", reason) for other in places[1:])
                break


def _bursts(lines: Sequence[Line], heard: Sequence[int], limits: Limits) -> Iterable[_Mark]:
    last: dict[str, deque[float]] = {}
    for place in _in_time(lines, heard):
        person, t_s = lines[place].person, lines[place].t_s or 0.0
        if person is None:
            continue
        recent = last.setdefault(person, deque())
        while recent and t_s - recent[0] > limits.burst_s:
            recent.popleft()
        recent.append(t_s)
        if len(recent) > limits.burst:
            yield place, "burst", f"more than {limits.burst} messages in {limits.burst_s:.0f} s"


def _wall_reason(text: str, words: Sequence[str]) -> str:
    """Say why a text is a wall: one letter or one word again and again; '' for others."""
    if len(text) < _WALL_LETTERS:
        return ""
    if len(set(text.casefold()) - {" "}) <= _WALL_KINDS:
        return "a wall of one sign"
    return (
        "a wall of one word" if len(words) >= _WALL_WORDS and len(set(words)) <= len(words) // _WALL_WORDS + 1 else ""
    )
