"""What kept people from buying, as they said it: counted by distinct people, with minutes, products and reasons."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, get_args

from rex.voice.meaning import Lexicon, lexicon_of, meaning, named_phrases, shipped_lexicon
from rex.voice.themes import author

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.voice.line import Line, Read

Kind = Literal[
    "out_of_stock",
    "price_too_high",
    "shipping_cost",
    "shipping_area",
    "shipping_time",
    "payment_failed",
    "code_failed",
    "size_missing",
    "technical",
]
"""What stands between a viewer and an order."""

KINDS: tuple[Kind, ...] = get_args(Kind)
_SECONDS = 60
_FAILED: frozenset[Kind] = frozenset({"payment_failed", "code_failed", "technical"})
"""Kinds that are met also by who asks about them: "why was my card declined?"."""
_IMPLIED: dict[str, Kind] = {
    "price": "price_too_high",
    "payment": "payment_failed",
    "promo": "code_failed",
    "stock": "out_of_stock",
}
"""What somebody met who speaks of this unhappily and asks nothing: "189... I'd have to sell a kidney"."""


@dataclass(frozen=True, slots=True)
class Barrier:
    """One kind of barrier: distinct people who met it, the rows and why each was read so, in the order of the chat.

    `minutes` are minutes from the start, counted from 0, with the people who first spoke of it then; `products` the
    people by product, where the lines tell one.
    """

    kind: Kind
    people: int
    row_ids: tuple[str, ...]
    reasons: tuple[str, ...]
    minutes: tuple[tuple[int, int], ...]
    products: tuple[tuple[str, int], ...]


def barriers(
    lines: Sequence[Line],
    intents: Sequence[Read],
    products: Sequence[Sequence[str]] | None = None,
    asked: Sequence[bool] | None = None,
    sentiments: Sequence[Read] | None = None,
) -> list[Barrier]:
    """List the barriers viewers spoke of, those of most people first.

    A kind is believed when its words stand under an intent that fits it. Who only asks ("sold out?") has met none,
    but for what fails. Where sentiments are given, an unhappy statement of price, payment, promo or stock is one even
    without such words, and a happy one never is. Every line of intent `tech` is technical, unless it asks for the
    replay. Spam and the team's own lines say nothing. ValueError unless each input has one entry a line.
    """
    if any(len(given) != len(lines) for given in (intents, products, asked, sentiments) if given is not None):
        raise ValueError("intents, products, asked and sentiments need one entry a line")
    met: dict[Kind, dict[int, str]] = {}
    read: dict[tuple[str, str, bool, str], list[tuple[Kind, str]]] = {}
    for place, (line, intent) in enumerate(zip(lines, intents, strict=True)):
        if line.role != "viewer" or intent.label == "spam":
            continue
        feels = sentiments[place].label if sentiments is not None else ""
        key = (line.text, intent.label, asked is not None and asked[place], feels)
        if key not in read:
            read[key] = barriers_of(*key)
        for kind, reason in read[key]:
            met.setdefault(kind, {})[place] = reason
    found = [_barrier(kind, lines, places, products) for kind, places in met.items()]
    return sorted(found, key=lambda one: (-one.people, KINDS.index(one.kind)))


def barriers_of(text: str, intent: str, asks: bool = False, feels: str = "") -> list[tuple[Kind, str]]:
    """Give the barriers one message speaks of, each with its reason; `feels` is its sentiment, where known."""
    if feels == "positive":
        return []
    spoken = named_phrases(text, _lexicon())
    denied = {name.removeprefix("not ") for name, _ in spoken if name.startswith("not ")}
    found: dict[Kind, str] = {}
    for kind in KINDS:
        phrase = next((phrase for name, phrase in spoken if name == kind), None)
        if asks and kind not in _FAILED:
            continue
        if phrase is not None and kind not in denied and intent in _entries()[kind]["intents"]:
            found[kind] = f"matched '{phrase}'"
    if intent == "tech" and not found and "replay" not in meaning(text).concepts:
        found["technical"] = "intent tech"
    if not found and not asks and feels == "negative" and intent in _IMPLIED:
        found[_IMPLIED[intent]] = f"intent {intent}, negative"
    return list(found.items())


@cache
def _entries() -> dict[str, Any]:
    return shipped_lexicon("barriers")


@cache
def _lexicon() -> Lexicon:
    """Build one lexicon of all kinds; what a kind is not stands under "not" and its name."""
    listed: dict[str, Any] = {}
    for kind, entry in _entries().items():
        listed[kind] = {key: words for key, words in entry.items() if key not in ("intents", "not")}
        listed[f"not {kind}"] = {"all": entry["not"]}
    return lexicon_of(listed)


def _barrier(
    kind: Kind, lines: Sequence[Line], places: dict[int, str], products: Sequence[Sequence[str]] | None
) -> Barrier:
    firsts: dict[tuple[str, ...], int] = {}
    meant: set[tuple[tuple[str, ...], str]] = set()
    for place in places:
        who = author(lines[place])
        firsts.setdefault(who, place)
        meant.update((who, product) for product in (products[place] if products is not None else ()))
    times = (lines[place].t_s for place in firsts.values())
    by_product = Counter(product for _, product in meant)
    return Barrier(
        kind=kind,
        people=len(firsts),
        row_ids=tuple(lines[place].row for place in places),
        reasons=tuple(places.values()),
        minutes=tuple(sorted(Counter(int(time // _SECONDS) for time in times if time is not None).items())),
        products=tuple(sorted(by_product.items(), key=lambda pair: (-pair[1], pair[0]))),
    )
