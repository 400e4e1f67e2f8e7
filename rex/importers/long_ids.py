"""Ids of nineteen digits that a spreadsheet made into numbers: the last digits are gone and cannot be had back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rex.model.message import say

if TYPE_CHECKING:
    from collections.abc import Sequence

LOST_DIGITS = say(
    "The long numbers of this file have lost their last digits: a spreadsheet made numbers of them. "
    "Export it again and open it in no spreadsheet first."
)
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d{1,3}")
_EXACT = 15
"""Digits that a spreadsheet keeps; every further one it writes as 0."""
_LONG = 17


def lost_digits(ids: Sequence[str]) -> bool:
    """Tell whether ids lost digits: written like 5.76E+17, or each of them ending in zeros after fifteen digits."""
    if any(_SCIENTIFIC.fullmatch(text) for text in ids):
        return True
    long = [text for text in ids if len(text) >= _LONG and text.isdecimal()]
    return bool(long) and all(not text[_EXACT:].strip("0") for text in long)
