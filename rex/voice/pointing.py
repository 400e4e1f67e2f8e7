"""Which product on screen "this one", "ese de ahí", "le rouge" or "o azul" means."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from rex.voice.phrases import every_language, lexicon, phrases, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_BESIDE = 2  # words between an article and its colour: "le rouge", "the dark red"


class Pointing:
    """Reads words that point instead of naming; told each product's id, name and colours."""

    def __init__(self, products: Iterable[tuple[str, str, Iterable[str]]]) -> None:
        around = every_language("products")
        self._points = frozenset(around["points"])
        self._after = frozenset(around["after"])
        self._this = phrases({"this": around["this"]})
        self._kinds = frozenset(around["kind"])
        self._colour = _colours()
        self._comes_in: dict[str, frozenset[int]] = {}
        self._words: dict[str, frozenset[str]] = {}
        for product, name, colours in products:
            in_words = [word for colour in colours for word in words_of(colour)]
            self._comes_in[product] = frozenset(self._colour[word] for word in in_words if word in self._colour)
            self._words[product] = frozenset(words_of(name))

    def meant(self, text: str, shown: Sequence[str]) -> tuple[str, ...]:
        """Give the one product of those shown that the text points at; () where it points at none, or at several."""
        tokens = words_of(text)
        colour = self._pointed_colour(tokens)
        if colour is not None:
            fitting = [product for product in shown if colour in self._comes_in.get(product, ())]
            unknown = [product for product in shown if not self._comes_in.get(product)]
            left = fitting or (unknown if len(shown) == 1 else [])
            return (left[0],) if len(left) == 1 else ()
        if self._points_bare(tokens):
            return (shown[0],) if len(shown) == 1 else ()
        named = [product for product in shown if self._points_by_kind(tokens, self._words.get(product, frozenset()))]
        return (named[0],) if len(named) == 1 else ()

    def _pointed_colour(self, tokens: Sequence[str]) -> int | None:
        """Give the colour after an article: "le rouge", "the red one", "en rojo"."""
        for place, token in enumerate(tokens):
            colour = self._colour.get(token)
            before = tokens[max(0, place - _BESIDE) : place]
            if colour is not None and (any(word in self._points or word in ("en", "in", "em") for word in before)):
                return colour
        return None

    def _points_bare(self, tokens: Sequence[str]) -> bool:
        """Say whether a demonstrative stands alone: at the end, or before a verb, never before another thing."""
        for hit in self._this.find(tokens):
            words = words_of(hit.phrase)
            if len(words) > 1:
                return True
            place = [self._this.word_of(token) for token in tokens].index(words[0])
            if place + 1 == len(tokens) or tokens[place + 1] in self._after:
                return True
        return False

    def _points_by_kind(self, tokens: Sequence[str], name: frozenset[str]) -> bool:
        """Say whether a demonstrative stands before what the product is: "ese vestido"."""
        single = self._this.single
        return any(token in single and after in name and after in self._kinds for token, after in pairwise(tokens))


def _colours() -> dict[str, int]:
    """Give each colour word a number; red, rojo and rouge have one."""
    colours: dict[str, int] = {}
    for names in lexicon("products")["colour"].values():
        for place, name in enumerate(names):
            for word in name.split("|"):
                colours.setdefault(words_of(word)[0], place)
    return colours
