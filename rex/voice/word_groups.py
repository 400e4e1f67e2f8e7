"""Groups of words (`lexicons/intents.yaml`) that a text holds, and where; the rules that the learnt readers weigh."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from rex.voice.ngrams import Batch, batch, plain, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from rex.voice.ngrams import Floats, Places

CLUES: Final = (
    *("?", "!", "...", "digits", "long number", "one word", "two or three", "ten or more", "twenty or more"),
    *("signs alone", "number alone", "a word in capitals", "a code", "no words"),
    *("asks first", "asks early", "ends asking"),
)
"""What is counted besides the groups, each 0 or 1."""

ASKING: Final = frozenset({"_.asking", "_.ask_phrase"})

_CAPITALS = re.compile(r"[A-ZÀ-Þ]{4,}")
_CODE = re.compile(r"[A-Z]{3,}\d{1,3}\b")
_WRITTEN = re.compile(r"[^\W\d_]+|\d+|[?!]+|…|\.\.+|[^\w\s.,;:'\"()\-’]")
_SHORTEST_PREFIX = 2


class Hits(NamedTuple):
    """Phrases met, one a place: the text's number, the group, the first word's number in the text, how many words."""

    rows: Places
    groups: Places
    starts: Places
    words: Places


@dataclass(frozen=True, slots=True)
class WordGroups:
    """The lexicon by word; `names` are the groups in the order of the columns, the clues after them."""

    names: tuple[str, ...]
    single: dict[str, set[int]] = field(default_factory=dict)
    prefixes: dict[str, set[int]] = field(default_factory=dict)
    phrases: dict[str, dict[str, list[tuple[tuple[str, ...], int]]]] = field(default_factory=dict)

    def alone(self, word: str) -> set[int]:
        """Look a word up, and every beginning of it."""
        groups = set(self.single.get(word, ()))
        for length in range(_SHORTEST_PREFIX, len(word) + 1):
            groups |= self.prefixes.get(word[:length], set())
        return groups

    def begun(self, first: str, second: str) -> list[tuple[tuple[str, ...], int]]:
        """Give the phrases that two neighbours begin: (further words, group); a last word may end in a star."""
        seconds = self.phrases.get(first)
        if seconds is None:
            return []
        starred = [
            one for word, some in seconds.items() if word[-1] == "*" and second.startswith(word[:-1]) for one in some
        ]
        return seconds.get(second, []) + starred


def lexicon(name: str) -> dict[str, dict[str, list[Any]]]:
    """Read a shipped lexicon: group -> language -> words and phrases."""
    import yaml

    text = files("rex.voice").joinpath("lexicons", f"{name}.yaml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    written: dict[str, dict[str, list[Any]]] = yaml.load(text, Loader=loader)  # noqa: S506 (safe: the quick twin of safe_load)
    return written


@cache
def word_groups() -> WordGroups:
    """Read the intents' lexicon, once."""
    return groups_of(lexicon("intents"))


def groups_of(written: dict[str, dict[str, list[Any]]]) -> WordGroups:
    """Order a lexicon as it is written (group -> language -> phrases) by the words that one meets."""
    groups = WordGroups(tuple(written))
    for number, languages in enumerate(written.values()):
        for phrase in (str(phrase) for phrases in languages.values() for phrase in phrases):
            cut = tokens(plain([phrase.rstrip("*")])[0])
            if not cut:
                continue
            if len(cut) > 1:
                last = cut[-1] + "*" if phrase.endswith("*") else cut[-1]
                second, *further = (*cut[1:-1], last)
                groups.phrases.setdefault(cut[0], {}).setdefault(second, []).append((tuple(further), number))
            else:
                (groups.prefixes if phrase.endswith("*") else groups.single).setdefault(cut[0], set()).add(number)
    return groups


def hits_in(groups: WordGroups, cut: Batch) -> Hits:
    """Give every phrase that the texts hold; each distinct word and pair of neighbours is looked up once."""
    import numpy as np

    owners, starts = owners_of(cut)
    held, words = cut.held, cut.words
    known = [sorted(groups.alone(word)) for word in words]
    many = np.fromiter(map(len, known), np.int64, len(known))
    flat = np.fromiter((group for some in known for group in some), np.int64, int(many.sum()))
    widths = many[held]
    at = np.repeat(np.arange(len(held)), widths)
    begins = np.cumsum(many) - many
    inside = np.arange(len(at)) - np.repeat(np.cumsum(widths) - widths, widths)
    singles = flat[np.repeat(begins[held], widths) + inside] if len(at) else at
    phrases = np.array(_phrases(groups, cut), np.int64).reshape(-1, 3)
    every = np.concatenate([at, phrases[:, 0]])
    return Hits(
        owners[every],
        np.concatenate([singles, phrases[:, 1]]),
        starts[every],
        np.concatenate([np.ones(len(at), np.int64), phrases[:, 2]]),
    )


def owners_of(cut: Batch) -> tuple[Places, Places]:
    """Give each held word's text, and its number in that text."""
    import numpy as np

    owners = np.repeat(np.arange(len(cut.cut)), cut.sizes)
    return owners, np.arange(len(cut.held)) - np.repeat(np.cumsum(cut.sizes) - cut.sizes, cut.sizes)


def _phrases(groups: WordGroups, cut: Batch) -> list[tuple[int, int, int]]:
    import numpy as np

    words, held = cut.words, cut.held
    ends, _ = cut.pairs
    keys, which = np.unique(held[ends - 1] * max(len(words), 1) + held[ends], return_inverse=True)
    begun = [groups.begun(words[key // len(words)], words[key % len(words)]) for key in keys.tolist()]
    some = np.fromiter(map(bool, begun), bool, len(begun))
    owners, starts = owners_of(cut)
    found: list[tuple[int, int, int]] = []
    places = np.flatnonzero(some[which])
    firsts = ends[places] - 1
    for place, at, row, start in zip(
        which[places].tolist(), firsts.tolist(), owners[firsts].tolist(), starts[firsts].tolist(), strict=True
    ):
        for further, group in begun[place]:
            if not further or _follows(cut.cut[row], start + 2, further):
                found.append((at, group, 2 + len(further)))
    return found


def _follows(text: list[str], start: int, further: tuple[str, ...]) -> bool:
    if start + len(further) > len(text):
        return False
    for place, word in enumerate(further, start=start):
        if text[place] != word and not (word[-1] == "*" and text[place].startswith(word[:-1])):
            return False
    return True


def longest(hits: Hits, wanted: NDArray[np.bool_]) -> dict[int, tuple[int, int]]:
    """Give for each text the longest, then first, of its wanted phrases: first word's number, how many words."""
    import numpy as np

    rows, starts, words = hits.rows[wanted], hits.starts[wanted], hits.words[wanted]
    order = np.lexsort((starts, -words, rows))
    rows = rows[order]
    first = order[np.flatnonzero(np.diff(rows, prepend=-1))]
    told = zip(starts[first].tolist(), words[first].tolist(), strict=True)
    return dict(zip(np.unique(rows).tolist(), told, strict=True))


def counted(groups: WordGroups, texts: Sequence[str], cut: Batch, hits: Hits) -> Floats:
    """Give for each text 1 under each group and clue it holds, else 0."""
    import numpy as np

    width = len(groups.names)
    table = np.zeros((len(texts), width + len(CLUES)), np.float32)
    table[hits.rows, hits.groups] = 1
    asking = np.array([name in ASKING for name in groups.names])[hits.groups]
    ending = np.array([name == "_.ask_end" for name in groups.names])[hits.groups]
    table[hits.rows[asking & (hits.starts == 0)], width + len(CLUES) - 3] = 1
    table[hits.rows[asking & (hits.starts <= 2)], width + len(CLUES) - 2] = 1
    table[hits.rows[ending & (hits.starts == cut.sizes[hits.rows] - 1)], width + len(CLUES) - 1] = 1
    table[:, width:-3] = _clues(texts, cut)
    return table


def _clues(texts: Sequence[str], cut: Batch) -> Floats:
    import numpy as np

    kinds = np.array(
        [
            ("?" in word, "!" in word, word[0] == ".", word.isdigit(), word.isdigit() and len(word) > 2, word.isalnum())
            for word in cut.words
        ],
        np.float32,
    ).reshape(-1, 6)
    owners, _ = owners_of(cut)
    held = np.stack([np.bincount(owners, kinds[cut.held, kind], len(texts)) for kind in range(6)], axis=1) > 0
    many = cut.sizes
    capitals = np.fromiter((_CAPITALS.search(text) is not None for text in texts), bool, len(texts))
    codes = np.zeros(len(texts), bool)
    for row in np.flatnonzero(capitals).tolist():
        codes[row] = _CODE.search(texts[row]) is not None
    columns = [
        *(held[:, 0], held[:, 1], held[:, 2], held[:, 3], held[:, 4]),
        *(many == 1, (many == 2) | (many == 3), many >= 10, many >= 20),
        *((many > 0) & ~held[:, 5], (many == 1) & held[:, 3], capitals, codes, many == 0),
    ]
    return np.stack(columns, axis=1).astype(np.float32)


def as_written(text: str, words: list[str], start: int, many: int) -> str:
    """Give some of a text's words as the person wrote them; as they were folded where the two do not match."""
    folded = " ".join(words[start : start + many])
    if folded in text:
        return folded
    written = [piece.span() for piece in _WRITTEN.finditer(text)]
    if len(written) != len(words):
        return folded
    return text[written[start][0] : written[start + many - 1][1]]


class Reading(NamedTuple):
    """Texts cut up, the phrases they hold, and the table of groups and clues."""

    cut: Batch
    hits: Hits
    table: Floats


@lru_cache(maxsize=2)
def read(texts: tuple[str, ...]) -> Reading:
    """Read texts once for all who ask after them in turn: intents, then questions."""
    groups, cut = word_groups(), batch(texts)
    hits = hits_in(groups, cut)
    return Reading(cut, hits, counted(groups, texts, cut, hits))


def strongest(cut: Batch, said: Floats, best: Places, rows: NDArray[np.bool_]) -> dict[int, list[int]]:
    """Give for the texts asked for the numbers of the one or two words that say most for the label each got."""
    import numpy as np

    owners, starts = owners_of(cut)
    weighed = said[np.arange(len(said)), best[owners]]
    at = np.flatnonzero(rows[owners] & (weighed > 0))
    at = at[np.lexsort((-weighed[at], owners[at]))]
    rank = np.arange(len(at)) - np.searchsorted(owners[at], owners[at])
    result: dict[int, list[int]] = {}
    for row, start in zip(owners[at[rank < 2]].tolist(), starts[at[rank < 2]].tolist(), strict=True):
        result.setdefault(row, []).append(start)
    return result
