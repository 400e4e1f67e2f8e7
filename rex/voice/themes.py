"""What several people ask or say alike, whatever the words and the language: themes with their people and times."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rex.stats.intervals import Interval, wilson
from rex.text.sensitive import is_sensitive
from rex.voice.grouping import group
from rex.voice.meaning import concepts, meaning, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rex.voice.embedder import Embedder, Progress
    from rex.voice.line import Line
    from rex.voice.meaning import Meaning

_OFTEN = 0.5  # share of a theme's people whose words hold a concept for it to be part of the theme's key
_MOST_IN_KEY = 3
_ASIDE = frozenset({"greeting", "praise", "want", "bought", "spam"})
"""Concepts that stand beside what a theme is about; they make a key only where nothing else does."""
_NO_NAME = ""


@dataclass(frozen=True, slots=True)
class Theme:
    """Lines that say the same: places of the lines, who and when; people count once however often they write.

    `name` is the most central real message and `row` its row; both are empty where every message is one that is
    never quoted. `share` is of all distinct people who wrote; `top_author_share` of the theme's lines.
    """

    key: str
    name: str
    row: str
    members: tuple[int, ...]
    people: int
    share: float
    interval: Interval
    top_author_share: float
    languages: tuple[tuple[str, int], ...]
    first_s: float | None
    last_s: float | None


def themes(
    lines: Sequence[Line],
    picked: Sequence[int] | None = None,
    languages: Sequence[str] | None = None,
    embedder: Embedder | None = None,
    least_people: int = 2,
    progress: Progress | None = None,
) -> list[Theme]:
    """Group the picked viewers' lines (all, where none are named) and give the themes, most people first.

    A line whose author nobody knows counts as one person a distinct text, so a flood stays one. `languages`: one code
    a line. Themes of fewer than `least_people` people are left out. Like input gives like output, in any run.
    """
    chosen = [place for place in (picked if picked is not None else range(len(lines))) if lines[place].role == "viewer"]
    labels = group([lines[place].text for place in chosen], embedder, progress=progress)
    writers = len({author(line) for line in lines if line.role == "viewer"})
    found = [_theme(lines, members, writers, languages) for members in gathered(chosen, labels)]
    found = [theme for theme in found if theme.people >= least_people]
    return sorted(found, key=lambda theme: (-theme.people, theme.members[0]))


def key_of(theme: Theme) -> str:
    """Give the key under which a theme is known in every session: its concepts, or its words where it has none."""
    return theme.key


def same_theme(one: Theme, other: Theme) -> bool:
    """Tell whether two themes, of any two sessions, are about the same.

    They are where their keys are equal, or where most of their parts are: "delivery+place" and
    "delivery+place+when_delivered" are, "price" and "colour" are not.
    """
    return same_key(one.key, other.key)


def same_key(one: str, other: str) -> bool:
    """Tell whether two keys are of one theme."""
    mine, theirs = set(one.split("+")), set(other.split("+"))
    return len(mine & theirs) / len(mine | theirs) > _OFTEN


def author(line: Line) -> tuple[str, ...]:
    """Give what tells people apart: the pseudonym, or the folded words where the export names nobody."""
    return ("who", line.person) if line.person is not None else ("words", *tokens(line.text))


def gathered(chosen: Sequence[int], labels: Sequence[int]) -> list[tuple[int, ...]]:
    """Give the places of each group, in the order of the chat."""
    groups: dict[int, list[int]] = {}
    for place, label in zip(chosen, labels, strict=True):
        groups.setdefault(label, []).append(place)
    return [tuple(sorted(members)) for members in groups.values()]


def central(lines: Sequence[Line], members: Sequence[int]) -> int | None:
    """Give the line whose words most of the others share, the shortest of such; None where none may be quoted.

    Each person speaks once per wording, so a flood does not choose the name.
    """
    voices = {(author(lines[place]), lines[place].text): place for place in reversed(members)}
    read = {place: meaning(lines[place].text) for place in voices.values()}
    weight = Counter(part for one in read.values() for part in _parts(one))
    ranked = sorted(read, key=lambda at: (-_centrality(read[at], weight), len(lines[at].text), at))
    return next((place for place in ranked if not is_sensitive(lines[place].text)), None)


def theme_key(reads: Iterable[Meaning]) -> str:
    """Give the key of messages, one a person: concepts that half of them hold, most held first, then in ABC order."""
    listed = list(reads)
    held = Counter(name for one in listed for name in one.concepts)
    often = [name for name, n in held.items() if n >= _OFTEN * len(listed)]
    named = [name for name in often if name not in _ASIDE] or often or [name for name, _ in _most(held)[:1]]
    if named:
        return "+".join(sorted(sorted(named, key=lambda name: (-held[name], name))[:_MOST_IN_KEY]))
    words = _most(Counter(word for one in listed for word in one.words))
    shared = [word for word, n in words if n > 1 or len(listed) == 1]  # a word of one person is no key
    return "+".join(sorted(f"'{word}'" for word in shared[:_MOST_IN_KEY])) or "'"


def _most(counted: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))


def _parts(one: Meaning) -> list[str]:
    families = concepts().families
    return [*one.words, *(f"={name}" for name in one.concepts), *{f"=={families[name]}" for name in one.concepts}]


def _centrality(one: Meaning, weight: Counter[str]) -> float:
    """Mean weight of what a message holds: shared by many is central, words nobody else uses pull it down."""
    parts = _parts(one)
    return sum(weight[part] for part in parts) / (len(parts) + 1)


def _theme(lines: Sequence[Line], members: tuple[int, ...], writers: int, languages: Sequence[str] | None) -> Theme:
    authors = Counter(author(lines[place]) for place in members)
    middle = central(lines, members)
    once = {author(lines[place]): meaning(lines[place].text) for place in reversed(members)}
    times = [time for time in (lines[place].t_s for place in members) if time is not None]
    spoken = Counter(languages[place] for place in members) if languages is not None else Counter[str]()
    return Theme(
        key=theme_key(once.values()),
        name=_NO_NAME if middle is None else lines[middle].text,
        row=_NO_NAME if middle is None else lines[middle].row,
        members=members,
        people=len(authors),
        share=len(authors) / writers,
        interval=wilson(len(authors), writers),
        top_author_share=max(authors.values()) / len(members),
        languages=tuple(_most(spoken)),
        first_s=min(times, default=None),
        last_s=max(times, default=None),
    )
