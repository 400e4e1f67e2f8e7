"""Invented handles: nicknames, never a first name with a surname."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sample_sessions.generate.names import names

if TYPE_CHECKING:
    from sample_sessions.generate.dice import Dice

TAIL = "bcdfghjkmnpqrstvwxz23456789"


def make_handle(dice: Dice, lang: str, taken: set[str]) -> str:
    """Make a handle nobody has yet."""
    while True:
        handle = "@" + _shape(dice, lang)
        if handle.lower() not in taken and len(handle) > 4:
            taken.add(handle.lower())
            return handle


def _shape(dice: Dice, lang: str) -> str:
    first, word = dice.pick(names()["nicknames"][lang]), dice.pick(names()["words"][lang])
    other = dice.pick(names()["words"][lang])
    joint = dice.pick(("_", ".", ""))
    link = dice.pick(names()["links"][lang])
    shapes = {
        # what the platform hands out: a name and a tail
        f"{first}{dice.pick('abcdefgilmrst')}-{_tail(dice, 2)}{dice.whole(1, 9)}{_tail(dice, 2)}": 1.5,
        f"{first}-{_tail(dice, 2)}{dice.whole(1, 9)}{_tail(dice, 2)}": 1.5,
        f"{first}{joint}{word}": 1,
        f"{word}{joint}{link}{joint}{other}": 1,
        f"{first}{dice.whole(1, 9999)}": 1,
        f"{word}{first}{dice.pick((dice.whole(60, 99), dice.whole(1, 30)))}": 1,
        f"{first.capitalize()}{word.capitalize()}": 1,
        f"{first}{first[-1] * dice.whole(1, 2)}_{dice.whole(1, 99)}": 1,
        f"{word}{dice.whole(10, 99)}{_tail(dice, 1)}": 1,
    }
    return dice.weighted(shapes)


def _tail(dice: Dice, length: int) -> str:
    return "".join(dice.pick(TAIL) for _ in range(length))
