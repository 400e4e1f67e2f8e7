"""What luck alone does to the headline numbers of one session, for the report, the screen and the comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.chance import headline_luck
from rex.stats.luck import outside_by_luck

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rex.model.comparison import Change
    from rex.model.measure import Measure
    from rex.model.message import Message


def headline_luck_of(judged: Iterable[Measure | Change]) -> tuple[Message, ...]:
    """Say how many of the headline KPIs among these luck would flag; nothing where none of them can be judged."""
    histories = [one.usual.sessions for one in judged if one.headline and one.usual is not None]
    said = headline_luck(len(histories), outside_by_luck(histories))
    return () if said is None else (said,)
