"""Hand a session's orders, viewers and cues to the model that weighs them together, and keep what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

from rex.model.effect import CueEffect, CueEffects
from rex.moments.attribution import Event, Refusal, attribute

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.engine.sql import Facts
    from rex.model.session import Cue, Session

_ORDERS = (
    "SELECT min(offset_ms) FROM counted_sales CROSS JOIN session w WHERE offset_ms >= 0 AND offset_ms < w.duration_ms "
    "GROUP BY order_id ORDER BY 1"
)


def cue_effects(facts: Facts, session: Session, cues: Sequence[Cue]) -> CueEffects | None:
    """Weigh the cues of a show against its orders; None where it has neither, since then nobody asked."""
    import numpy as np

    if not cues or not facts.has_rows("counted_sales"):
        return None
    orders = [int(row[0] or 0) / 1000 for row in facts.rows(_ORDERS)]
    rows = facts.rows("SELECT offset_ms, value FROM audience_samples ORDER BY offset_ms")
    times, people = [int(row[0] or 0) / 1000 for row in rows], [float(row[1] or 0) for row in rows]
    rng = np.random.default_rng([crc32(session.id.encode()), len(orders)])
    found = attribute(
        np.array(orders),
        (np.array(times), np.array(people)) if rows else None,
        [_event(cue) for cue in cues],
        session.duration_s or 0.0,
        rng,
    )
    if isinstance(found, Refusal):
        return CueEffects(refused=found.reason, orders=len(orders))
    return CueEffects(
        effects=tuple(
            CueEffect(
                cue=one.id,
                value=round(one.value, 6),
                low=round(one.low, 6),
                high=round(one.high, 6),
                p=round(one.p, 6),
                q=round(one.q, 6),
                stands_out=one.flagged,
                together=one.together,
            )
            for one in found.effects
        ),
        orders=found.orders,
        usual_per_minute=round(found.usual_per_minute, 6),
        delay_s=round(found.delay_s, 6),
        shifts_p=round(found.shifts_p, 6),
        confidence=found.confidence,
    )


def _event(cue: Cue) -> Event:
    """Make the model's event: what begins at its start and is answered from then on.

    Every product is a kind of its own, and so is what nobody named: pooled, the one that sells would be drawn to those
    that do not, and they to it. An incident alone lasts: while it does people cannot buy. A product's part ends when
    the next begins, and who buys then still answers it.
    """
    kind = {"other": cue.id, "product": " ".join(cue.products) or cue.title}.get(cue.kind, cue.kind)
    return Event(cue.id, kind, cue.start_s, cue.end_s if cue.kind == "incident" else None)
