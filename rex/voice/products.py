"""Which products of the catalogue a message speaks of: by name, alias, code, misspelling, or "this one" on screen."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from rex.voice.phrases import every_language, words_of
from rex.voice.pointing import Pointing
from rex.voice.product_spelling import Spelling

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rex.voice.line import Line

_COINED = 5  # letters from which a word of a name alone, after an article, means the product
_MOST_KNOWN = 200_000  # words remembered at a time; random letters must not fill the memory
_CODE_DIGITS = 5  # a code of digits alone is as long; "28" is a size or a price


@dataclass(frozen=True, slots=True)
class Product:
    """One product as the shop knows it; aliases are what people call it, colours what it comes in."""

    product_id: str
    name: str
    sku: str | None = None
    aliases: tuple[str, ...] = ()
    colours: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OnScreen:
    """What was shown from `start_s` until before `end_s`, in seconds from the session's start."""

    start_s: float
    end_s: float
    products: tuple[str, ...]


def mentions(
    lines: Sequence[Line], catalogue: Sequence[Product], on_screen: Sequence[OnScreen] = ()
) -> list[tuple[str, ...]]:
    """Give for each line the ids of the products it mentions, in the order of the text; () where it mentions none.

    A line that names nothing and says "this one", "ese", "le rouge" means the product on screen at its time, where
    that leaves one product. Each distinct text is read once.
    """
    names = _Names(catalogue)
    pointing = Pointing([(product.product_id, product.name, product.colours) for product in catalogue])
    cues = sorted(on_screen, key=lambda cue: (cue.start_s, cue.end_s))
    starts = [cue.start_s for cue in cues]
    read: dict[str, tuple[str, ...]] = {}
    found = []
    for line in lines:
        named = read.get(line.text)
        if named is None:
            named = read[line.text] = names.in_text(line.text)
        if not named and cues and line.t_s is not None:
            shown = _shown(cues, starts, line.t_s)
            named = pointing.meant(line.text, shown) if shown else ()
        found.append(named)
    return found


_GRACE_S = 20.0  # a viewer types after the picture has changed
_LOOK_BACK = 8  # cues that may overlap


def _shown(cues: Sequence[OnScreen], starts: Sequence[float], t_s: float) -> tuple[str, ...]:
    """Give what is on screen at a time; where nothing is, what has left it within the last twenty seconds."""
    before = cues[max(0, (last := bisect_right(starts, t_s)) - _LOOK_BACK) : last]
    shown = [cue for cue in before if t_s < cue.end_s]
    if not shown:
        shown = [max(before, key=lambda cue: cue.end_s)] if before else []
        shown = [cue for cue in shown if t_s - cue.end_s <= _GRACE_S]
    return tuple(dict.fromkeys(product for cue in shown for product in cue.products))


class _Meet(NamedTuple):
    """What a written word may mean in the catalogue: its words, and whether every letter was right."""

    words: frozenset[str]
    exact: bool
    common: bool


class _Hit(NamedTuple):
    product: int
    places: frozenset[int]
    words: int


@dataclass(slots=True)
class _Entry:
    """The words one product is called by: of its name, its aliases and its code."""

    words: set[str] = field(default_factory=set)
    own: set[str] = field(default_factory=set)
    lead: str = ""
    called: list[frozenset[str]] = field(default_factory=list)
    alone: set[str] = field(default_factory=set)


class _Names:
    """The names of a catalogue, ready to be met in texts."""

    def __init__(self, catalogue: Sequence[Product]) -> None:
        around = every_language("products")
        self._joins = frozenset(around["joins"])
        self._points = frozenset(around["points"])
        self._kinds = frozenset(around["kind"])
        self._common = _common_words()
        self._ids = [product.product_id for product in catalogue]
        self._codes: dict[str, int] = {}
        self._entries = [self._entry(place, product) for place, product in enumerate(catalogue)]
        self._by_word: dict[str, set[int]] = {}
        for place, entry in enumerate(self._entries):
            for word in entry.words:
                self._by_word.setdefault(word, set()).add(place)
        self._code_begins = {words_of(code)[0] for code in self._codes}
        self._spelling = Spelling(word for word in self._by_word if not word.isdigit())
        self._known: dict[str, _Meet | None] = {}

    def _entry(self, place: int, product: Product) -> _Entry:
        entry = _Entry()
        for name in (product.name, *product.aliases):
            words = [word for word in words_of(name) if word not in self._joins]
            entry.words.update(words)
            entry.called.append(frozenset(words))
            joined = "".join(words)
            if len(words) == 2 or (len(words) > 2 and name in product.aliases):
                entry.words.add(joined)
                entry.alone.add(joined)
        entry.alone |= {word for alias in product.aliases for word in self._single(alias)} | set(
            self._single(product.name)
        )
        entry.own = {word for word in entry.words if word not in self._kinds and not word.isdigit()}
        entry.lead = next((word for word in words_of(product.name) if word in entry.own), "")
        if product.sku:
            for code in _codes_of(product.sku):
                self._codes.setdefault(code, place)
        return entry

    def _single(self, name: str) -> list[str]:
        words = [word for word in words_of(name) if word not in self._joins]
        return words if len(words) == 1 else []

    def in_text(self, text: str) -> tuple[str, ...]:
        """Give the ids of the products a text names, in the order of the text."""
        tokens = words_of(text)
        known = self._known
        met: dict[int, _Meet] = {}
        hits: list[_Hit] = []
        before = ""
        for place, token in enumerate(tokens):
            meet = known[token] if token in known else self._meet(token)
            if before and (meet is None or not meet.exact) and before + token in self._by_word:
                meet = _Meet(frozenset((before + token,)), True, False)  # written as two words: "sun hollow"
            if meet is not None:
                met[place] = meet
            if token in self._code_begins:
                hits += self._coded(tokens, place)
            before = token
        if met:
            hits += self._named(tokens, met)
        if not hits:
            return ()
        kept = [hit for hit in hits if not any(hit.places < other.places for other in hits)]
        ordered = sorted(kept, key=lambda hit: min(hit.places))
        return tuple(dict.fromkeys(self._ids[hit.product] for hit in ordered))

    def _meet(self, token: str) -> _Meet | None:
        if len(self._known) > _MOST_KNOWN:
            self._known.clear()
        meet = self._known[token] = self._look_up(token)
        return meet

    def _look_up(self, token: str) -> _Meet | None:
        common = token in self._common or token in self._kinds
        forms = (token, token[:-1]) if token.endswith("s") else (token,)
        for form in forms:
            if form in self._by_word:
                return _Meet(frozenset((form,)), True, common)
        near = self._spelling.nearest(token)
        return _Meet(near, False, common) if near else None

    def _coded(self, tokens: Sequence[str], place: int) -> list[_Hit]:
        """Find the code that begins here: written in one, or in two or three pieces."""
        for length in (3, 2, 1):
            product = self._codes.get(" ".join(tokens[place : place + length]))
            if product is not None:
                return [_Hit(product, frozenset(range(place, place + length)), length + 1)]
        return []

    def _named(self, tokens: Sequence[str], met: dict[int, _Meet]) -> list[_Hit]:
        places: dict[int, list[int]] = {}
        for place, meet in met.items():
            for product in set().union(*(self._by_word[word] for word in meet.words)):
                places.setdefault(product, []).append(place)
        hits = []
        for product, stood in places.items():
            entry = self._entries[product]
            for run in self._runs(tokens, sorted(stood)):
                words = {word for place in run for word in met[place].words if word in entry.words}
                if self._means(entry, words, [met[place] for place in run], tokens, run[0]):
                    hits.append(_Hit(product, frozenset(run), len(words)))
        return hits

    def _runs(self, tokens: Sequence[str], places: Sequence[int]) -> Iterable[list[int]]:
        """Split places into those that stand beside one another, little words between them aside."""
        run: list[int] = []
        for place in places:
            if run and any(token not in self._joins for token in tokens[run[-1] + 1 : place]):
                yield run
                run = []
            run.append(place)
        yield run

    def _means(self, entry: _Entry, words: set[str], meets: Sequence[_Meet], tokens: Sequence[str], first: int) -> bool:
        """Say whether words that stand together mean the product."""
        sure = any(meet.exact or not meet.common for meet in meets)
        own = words & entry.own
        if not sure or not words:
            return False
        if len(words) > 1 and (own or any(called <= words for called in entry.called)):
            return True
        if words & entry.alone:
            return True
        before = tokens[first - 1] if first else ""
        word = entry.lead  # the coined word of a name mostly leads it: "Sunvale Garden Bench"
        coined = word in own and len(word) >= _COINED and len(self._by_word[word]) == 1 and word not in self._common
        return coined and (before in self._points or before.isdigit()) and not any(meet.common for meet in meets)


def _codes_of(sku: str) -> Iterable[str]:
    """Give the ways a code is written, as words: whole, in its pieces, and letters apart from digits."""
    pieces = words_of(sku)
    whole = "".join(pieces)
    if not whole or (whole.isdigit() and len(whole) < _CODE_DIGITS):
        return
    yield whole
    yield " ".join(pieces)
    letters = whole.rstrip("0123456789")
    if letters and letters != whole and letters.isalpha():
        yield f"{letters} {whole[len(letters) :]}"


@cache
def _common_words() -> frozenset[str]:
    text = files("rex.voice").joinpath("lexicons/common_words.txt").read_text(encoding="utf-8")
    return frozenset(text.split())
