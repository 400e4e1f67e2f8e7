"""From readings of single messages to what a record says of the chat: shares of people, lists, moods; no person."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rex.model import voice as told
from rex.stats.intervals import wilson
from rex.text.sensitive import is_sensitive
from rex.voice.barriers import barriers
from rex.voice.harm import abusive, please_look
from rex.voice.line import Read
from rex.voice.sentiment import MODEL_ID, mood
from rex.voice.themes import author, themes
from rex.voice.unanswered import unanswered
from rex.workflow.hearing_over_sessions import returning

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rex.model.moment import Moment
    from rex.model.retrospective import Retrospective
    from rex.voice.embedder import Embedder, Progress
    from rex.voice.line import Line
    from rex.voice.themes import Theme
    from rex.voice.unanswered import Unanswered
    from rex.workflow.hearing import Hearing

FEWEST_PEOPLE = 3
"""A text is kept when at least so many different people said the like (design, section 6)."""
MOST_THEMES, MOST_QUESTIONS, MOST_QUOTES, MOST_LOOKS = 20, 20, 3, 100
NO_THEME = frozenset({"greeting", "giveaway", "spam", "other"})
"""Intents whose messages are about nothing that a team could mend or repeat."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_LONGEST_QUOTE = 160
_NONE = Read("spam")


@dataclass(frozen=True)
class Told:
    """What is told of a session's chat: `voice` for the record, and which rows stand behind it, for the terminal."""

    voice: told.Voice
    open_ones: tuple[Unanswered, ...]
    theme_rows: dict[str, tuple[str, ...]]


def voice_of(heard: Hearing | None, moments: Sequence[Moment], earlier: Sequence[Retrospective]) -> told.Voice | None:
    """Give what a record keeps of the chat, with what returns from earlier sessions; None where there was none."""
    if heard is None:
        return None
    voice = tell(heard, moments).voice
    before = [record.voice for record in earlier if record.voice is not None]
    return voice.model_copy(update={"returning": returning([*before, voice])})


def tell(
    heard: Hearing,
    moments: Sequence[Moment] = (),
    *,
    fewest: int = FEWEST_PEOPLE,
    embedder: Embedder | None = None,
    progress: Progress | None = None,
) -> Told:
    """Tell what was heard; texts that fewer than `fewest` people said stay out."""
    places = [place for place, counted in enumerate(heard.counted) if counted]
    lines = [heard.lines[place] for place in places]
    picked = [at for at, place in enumerate(places) if heard.intents[place].label not in NO_THEME]
    langs = [heard.languages[place] for place in places]
    found = themes(lines, picked, langs, embedder, least_people=max(2, fewest), progress=progress)[:MOST_THEMES]
    open_ones = tuple(
        unanswered(heard.lines, heard.asked, heard.answered, heard.intents, heard.products, embedder, progress)
    )
    few = [one for one in open_ones if one.people < fewest]
    done = _answered(heard)
    voice = told.Voice(
        messages=len(lines),
        people=len({author(line) for line in lines}),
        asked=len(done),
        answered=sum(done.values()),
        askers=len({author(line) for line, asks in zip(heard.lines, heard.asked, strict=True) if asks}),
        unanswered=tuple(_open(one) for one in open_ones if one.people >= fewest)[:MOST_QUESTIONS],
        open_few=len(few),
        open_few_people=_askers(heard, few),
        themes=tuple(_theme(heard, places, theme, done) for theme in found),
        barriers=tuple(_barriers(heard, len({author(line) for line in lines}))),
        moods=tuple(_moods(heard, places, moments, found)),
        noise=tuple(_noise(heard)),
        look=tuple(_looks(heard.lines)),
        intents=_people_by_intent(heard, places),
        languages=dict(_most(Counter(langs))),
        readers={"sentiment": MODEL_ID, **({} if embedder is None else {"meaning": embedder.name})},
    )
    return Told(voice, open_ones, {one.key: tuple(lines[at].row for at in one.members) for one in found})


def _answered(heard: Hearing) -> dict[int, bool]:
    """Say of each question, by its number, whether any of its askings was answered in the chat."""
    done: dict[int, bool] = {}
    for number, answer in zip(heard.question_no, heard.answered, strict=True):
        if number is not None:
            done[number] = done.get(number, False) or answer is not None
    return done


def _open(one: Unanswered) -> told.OpenQuestion:
    return told.OpenQuestion(
        text=one.text if fit(one.text) else "",
        key=one.key,
        people=one.people,
        messages=len(one.row_ids),
        products=one.products,
        first_s=one.first_s,
    )


def _askers(heard: Hearing, few: Iterable[Unanswered]) -> int:
    rows = {row for one in few for row in one.row_ids}
    return len({author(line) for line in heard.lines if line.row in rows})


def quotable(text: str) -> bool:
    """Tell whether a text may be quoted: some words, since a laugh tells nobody anything, and fit to be shown."""
    return len(_WORD.findall(text)) > 1 and fit(text)


def fit(text: str) -> bool:
    """Tell whether a text may be shown at all: not long, and nothing in it that is sensitive or abusive."""
    return 0 < len(text) <= _LONGEST_QUOTE and not is_sensitive(text) and not abusive(text)


def _theme(heard: Hearing, places: Sequence[int], theme: Theme, done: dict[int, bool]) -> told.Theme:
    members = [places[at] for at in theme.members]
    numbers = {number for place in members if (number := heard.question_no[place]) is not None}
    by_intent = Counter(
        label for _, label in {(author(heard.lines[place]), heard.intents[place].label) for place in members}
    )
    products = Counter(product for place in members for product in heard.products[place])
    return told.Theme(
        key=theme.key,
        name=theme.name if fit(theme.name) else "",
        people=theme.people,
        share=rounded(theme.share),
        low=rounded(theme.interval.low),
        high=rounded(theme.interval.high),
        messages=len(members),
        top_author_share=rounded(theme.top_author_share),
        intent=_most(by_intent)[0][0],
        asked=len(numbers),
        answered=sum(done[number] for number in numbers),
        languages=dict(theme.languages),
        products=tuple(product for product, _ in _most(products)[:3]),
        first_s=theme.first_s,
        last_s=theme.last_s,
        quotes=() if theme.people < FEWEST_PEOPLE else _quotes([heard.lines[at] for at in members], theme.name),
    )


def _quotes(lines: Sequence[Line], first: str) -> tuple[str, ...]:
    """Choose up to three messages of different people in different words, the most central first."""
    spoken: dict[str, str] = {}
    people: set[tuple[str, ...]] = set()
    for line in sorted(lines, key=lambda line: line.text != first):
        words = " ".join(_WORD.findall(line.text.casefold()))
        if author(line) not in people and words not in spoken and quotable(line.text):
            people.add(author(line))
            spoken[words] = line.text
    return tuple(spoken.values())[:MOST_QUOTES]


def _barriers(heard: Hearing, people: int) -> Iterable[told.Barrier]:
    intents = [read if counted else _NONE for read, counted in zip(heard.intents, heard.counted, strict=True)]
    for one in barriers(heard.lines, intents, heard.products, heard.asked, heard.sentiments):
        interval = wilson(one.people, people)
        yield told.Barrier(
            kind=one.kind,
            people=one.people,
            share=rounded(one.people / people),
            low=rounded(interval.low),
            high=rounded(interval.high),
            minutes={str(minute): n for minute, n in one.minutes},
            products=dict(one.products),
        )


def _moods(
    heard: Hearing, places: Sequence[int], moments: Sequence[Moment], found: Sequence[Theme]
) -> Iterable[told.Mood]:
    """Give the moods of the session, of moments and of themes, where thirty messages or more tell one."""
    times = [heard.lines[place].t_s for place in places]
    groups: list[tuple[str, list[int]]] = [("session", list(places))]
    for moment in moments:
        inside = [p for p, t in zip(places, times, strict=True) if t is not None and moment.start_s <= t < moment.end_s]
        groups.append((f"moment:{moment.id}", inside))
    groups += [(f"theme:{theme.key}", [places[at] for at in theme.members]) for theme in found]
    for of, members in groups:
        made = mood(
            [heard.sentiments[place] for place in members],
            ["\x1f".join(author(heard.lines[place])) for place in members],
        )
        if made is not None:
            polarity, low, high = (rounded(value) for value in (made.polarity, made.low, made.high))
            yield told.Mood(of=of, polarity=polarity, low=low, high=high, n=made.n, people=made.people)


def _noise(heard: Hearing) -> Iterable[told.Noise]:
    marked: dict[str, list[Line]] = {}
    for line, mark in zip(heard.lines, heard.noise, strict=True):
        if mark is not None:
            marked.setdefault(mark.kind, []).append(line)
    for kind, lines in sorted(marked.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        yield told.Noise(kind=kind, messages=len(lines), people=len({author(line) for line in lines}))


def _looks(lines: Sequence[Line]) -> Iterable[told.Look]:
    times = {line.row: line.t_s for line in lines}
    for flag in please_look(lines)[:MOST_LOOKS]:
        yield told.Look(at_s=times[flag.row], word=flag.word, kind=flag.kind)


def _people_by_intent(heard: Hearing, places: Sequence[int]) -> dict[str, int]:
    met = {(author(heard.lines[place]), heard.intents[place].label) for place in places}
    return dict(_most(Counter(label for _, label in met)))


def _most(counted: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))


def rounded(value: float) -> float:
    """Keep six decimals: enough for any reader, and the same bytes on every machine."""
    return round(value, 6)
