"""Letters that the press's fonts lack: found by trying, and shown as an empty box that the last page explains."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from rex.render.pdf.press import prints

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rex.render.pdf.nodes import Node

BOX = "□"
JOINER = "\u200d"
TONES = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
_BEYOND = re.compile(r"(?s)[\x00-\u017f]?[^\x00-\u017f]+")
"""A run beyond the Latin letters, which the fonts are known to hold, with the letter its marks may stand on."""
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Control characters and such as are no characters: paper has no place for them."""
GAP = "\u200b"
"""A place where a line may end, which nobody sees."""
_ENDLESS = re.compile(r"[^\s\u200b]{20,}")
_JOINT = re.compile(r"[._/=&?:-]+(?=\w{3})|\w{12}(?=\w{6})")


def lacking(value: Node) -> frozenset[str]:
    """Find what the fonts cannot show anywhere in the data: a letter with its marks, or a whole emoji."""
    found = {c for text in _texts(value) for run in _BEYOND.findall(_UNSEEN.sub("", text)) for c in _clusters(run)}
    return frozenset(_lacking(sorted(c for c in found if not (len(c) == 1 and c <= "\u017f"))))


def boxed(value: Node, gaps: frozenset[str]) -> Node:
    """Put one empty box where such letters stand in a row; a Latin letter keeps its place without its marks."""
    if isinstance(value, str):
        return _BEYOND.sub(lambda run: _boxed(run[0], gaps), _UNSEEN.sub("", value))
    if isinstance(value, list):
        return [boxed(one, gaps) for one in value]
    if isinstance(value, dict):
        return {key: boxed(one, gaps) for key, one in value.items()}
    return value


def parted(value: Node) -> Node:
    """Let a word longer than any column end its line somewhere: an address, a file's name, a key held down.

    Drawings are left alone; they have no lines.
    """
    if isinstance(value, str):
        return _ENDLESS.sub(lambda run: _JOINT.sub(lambda joint: joint[0] + GAP, run[0]), value)
    if isinstance(value, list):
        return [parted(one) for one in value]
    if isinstance(value, dict):
        return value if "svg" in value else {key: parted(one) for key, one in value.items()}
    return value


def _texts(value: Node) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)


def _boxed(run: str, gaps: frozenset[str]) -> str:
    made = ""
    for cluster in _clusters(run):
        if cluster not in gaps:
            made += cluster
        elif cluster[0] <= "\u017f":
            made += cluster[0]
        elif not made.endswith(BOX):
            made += BOX
    return made


def _clusters(run: str) -> list[str]:
    made: list[str] = []
    for letter in run:
        extends = letter == JOINER or letter in TONES or unicodedata.category(letter).startswith("M")
        if made and (extends or made[-1].endswith(JOINER)):
            made[-1] += letter
        else:
            made.append(letter)
    return made


def _lacking(letters: list[str]) -> list[str]:
    """Try all at once, then in halves: a report whose letters are all there costs one trial."""
    if not letters or prints(letters):
        return []
    if len(letters) == 1:
        return letters
    half = len(letters) // 2
    return _lacking(letters[:half]) + _lacking(letters[half:])
