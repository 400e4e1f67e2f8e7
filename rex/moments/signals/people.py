"""People writing: each author once in 30 s, a pasted text once in 30 s, so that one spammer is one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from rex.moments.series import ChatTimes, Flags

ONCE_IN_S = 30.0


def first_in_a_while(chat: ChatTimes) -> Flags:
    """Mark the messages that count: the author's first in 30 s, and the first copy of its text in 30 s.

    Time runs from the last message that counted, so somebody who writes on and on counts twice a
    minute. Unknown authors count with every message.
    """
    kept = np.ones(len(chat.t_s), dtype=np.bool_)
    for codes in (chat.author, chat.text_key):
        if len(codes):
            kept &= _once(chat.t_s, codes, kept)
    return kept


def _once(t_s: np.ndarray, codes: np.ndarray, among: Flags) -> Flags:
    kept = np.ones(len(t_s), dtype=np.bool_)
    last: dict[int, float] = {}
    places = np.flatnonzero(among & (codes >= 0))
    for place, at, code in zip(places.tolist(), t_s[places].tolist(), codes[places].tolist(), strict=True):
        if at - last.get(code, -ONCE_IN_S) < ONCE_IN_S:
            kept[place] = False
        else:
            last[code] = at
    return kept
