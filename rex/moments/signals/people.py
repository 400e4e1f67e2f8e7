"""People writing: each author once in 30 s, a flood of pasted copies once, so that one spammer is one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from rex.moments.series import ChatTimes, Codes, Flags, Reals

ONCE_IN_S = 30.0
FLOOD = 5
"""So many copies of one text within 30 s are a flood; two people may well say the same."""


def first_in_a_while(chat: ChatTimes) -> Flags:
    """Mark the messages that count: the author's first in 30 s, and of a flood of copies the first in 30 s.

    Time runs from the last message that counted, so somebody who writes on and on counts twice a
    minute. Unknown authors count with every message.
    """
    kept = _once(chat.t_s, chat.author, chat.author >= 0)
    if len(chat.text_key):
        kept &= _once(chat.t_s, chat.text_key, kept & _flooding(chat.t_s, chat.text_key))
    return kept


def _once(t_s: Reals, codes: Codes, among: Flags) -> Flags:
    kept = np.ones(len(t_s), dtype=np.bool_)
    last: dict[int, float] = {}
    places = np.flatnonzero(among)
    for place, at, code in zip(places.tolist(), t_s[places].tolist(), codes[places].tolist(), strict=True):
        if at - last.get(code, -ONCE_IN_S) < ONCE_IN_S:
            kept[place] = False
        else:
            last[code] = at
    return kept


def _flooding(t_s: Reals, codes: Codes) -> Flags:
    """Mark the copies that stand in some run of five within 30 s."""
    flooding = np.zeros(len(t_s), dtype=np.bool_)
    order = np.lexsort((t_s, codes))
    order = order[codes[order] >= 0]
    first, last = order[: 1 - FLOOD], order[FLOOD - 1 :]
    runs = np.flatnonzero((codes[first] == codes[last]) & (t_s[last] - t_s[first] < ONCE_IN_S))
    for step in range(FLOOD):
        flooding[order[runs + step]] = True
    return flooding
