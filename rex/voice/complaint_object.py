"""What a complaint is about: the product, its delivery, the price, the platform, the host or the service.

The object most of whose words (`lexicons/complaint_object.yaml`) the text holds; longer phrases count for more. Where
none of them stands, most complaints are about the product, and it says so with little sureness.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from rex.voice.line import Read
from rex.voice.ngrams import batch
from rex.voice.word_groups import WordGroups, as_written, groups_of, hits_in, lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

FALLBACK: Final = "product"
_UNSURE = 0.3  # the share of products among the complaints of our train lines that no word decides, rounded


@cache
def object_groups() -> WordGroups:
    """Read the shipped lexicon, once; its order decides between equals."""
    return groups_of(lexicon("complaint_object"))


def complaint_objects(texts: Sequence[str]) -> list[Read]:
    """Say of each complaint what it is about (an `Object`), and the words that say so; meaningless of other texts."""
    distinct = list(dict.fromkeys(texts))
    cut = batch(distinct)
    hits = hits_in(object_groups(), cut)
    found: list[list[tuple[int, int, int]]] = [[] for _ in distinct]
    for row, *one in zip(*(column.tolist() for column in hits), strict=True):
        found[row].append((one[0], one[1], one[2]))
    known = {text: _one(text, words, some) for text, words, some in zip(distinct, cut.cut, found, strict=True)}
    return [known[text] for text in texts]


def _one(text: str, words: list[str], found: list[tuple[int, int, int]]) -> Read:
    """Weigh the (object, first word, how many words) found in a text."""
    if not found:
        return Read(FALLBACK, "", _UNSURE)
    names = object_groups().names
    weight = [0] * len(names)
    for group, _, many in found:
        weight[group] += 2 * many - 1  # a phrase of two words says as much as three single ones
    best = max(range(len(names)), key=weight.__getitem__)
    _, start, many = max((one for one in found if one[0] == best), key=lambda one: one[2])
    return Read(names[best], f"matched '{as_written(text, words, start, many)}'", round(weight[best] / sum(weight), 3))
