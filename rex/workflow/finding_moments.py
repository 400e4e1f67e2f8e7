"""Hand the facts' times to the moments room as plain arrays, and let it describe what it found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from rex.moments.describe import Surroundings, describe
from rex.moments.find import find
from rex.moments.series import UNKNOWN, Audience, ChatTimes, Orders
from rex.moments.words import Said
from rex.text.sensitive import is_sensitive

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.engine.sql import Facts
    from rex.model.moment import Moments
    from rex.model.session import Cue, Session

_PASTE = 16
"""A text of so many letters that two people send word for word was copied; shorter ones are agreement."""


def moments_of(facts: Facts, session: Session, cues: Sequence[Cue]) -> Moments:
    """Find and describe the moments of a session; times are seconds from its start."""
    chat, messages = _chat(facts)
    audience, viewers = _audience(facts)
    orders, orders_s = _orders(facts)
    found = find(chat, audience, orders, session.duration_s or 0.0, [cue.start_s for cue in cues])
    around = Surroundings(messages, cues, orders_s, viewers, lambda text: not is_sensitive(text))
    return describe(found, around)


def _chat(facts: Facts) -> tuple[ChatTimes, list[Said]]:
    rows = facts.rows("SELECT offset_ms, author, text_key, text FROM viewer_chat ORDER BY offset_ms, source, src_row")
    people: dict[str, int] = {}
    texts: dict[str, int] = {}
    times = np.empty(len(rows), dtype=np.float64)
    authors = np.empty(len(rows), dtype=np.int64)
    keys = np.empty(len(rows), dtype=np.int64)
    messages: list[Said] = []
    for position, (offset_ms, author, key, text) in enumerate(rows):
        times[position] = int(offset_ms or 0) / 1000
        authors[position] = UNKNOWN if author is None else people.setdefault(str(author), len(people))
        pasted = str(key or "")
        keys[position] = texts.setdefault(pasted, len(texts)) if len(pasted) >= _PASTE else UNKNOWN
        messages.append(Said(float(times[position]), int(authors[position]), str(text)))
    return ChatTimes(times, authors, keys), messages


def _audience(facts: Facts) -> tuple[Audience | None, list[tuple[float, int]]]:
    rows = facts.rows("SELECT offset_ms, value FROM audience_samples ORDER BY offset_ms")
    viewers = [(int(offset or 0) / 1000, int(value or 0)) for offset, value in rows]
    if not viewers:
        return None, []
    return Audience(np.array([t for t, _ in viewers]), np.array([float(v) for _, v in viewers])), viewers


def _orders(facts: Facts) -> tuple[Orders | None, list[float] | None]:
    if not facts.has_rows("sales"):
        return None, None
    rows = facts.rows(
        "SELECT offset_ms, order_total_minor FROM counted_sales, session "
        "WHERE line_no = 1 AND offset_ms >= 0 AND offset_ms < duration_ms ORDER BY offset_ms, order_id"
    )
    times = [int(offset or 0) / 1000 for offset, _ in rows]
    totals = [float(total or 0) for _, total in rows]
    return Orders(np.array(times), np.array(totals)), times
