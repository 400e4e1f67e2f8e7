"""What the words of a moment add to its kind: a chat full of broken sound or of complaints is nothing to repeat."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from rex.voice.themes import author
from rex.workflow.opinions import NO_SUCCESS

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from rex.model.moment import Moment, Moments
    from rex.workflow.hearing import Hearing

KINDS = (("tech", "incident"), ("complaint", "complaint"))
"""What people write for, and what a moment is called that is full of it."""
FULL = 1 / 3
"""From this share of a moment's people on; two in three write "??", "lol" or answer each other through any outage."""
FEWEST = 5


def with_meaning(moments: Moments, heard: Hearing | None) -> Moments:
    """Add to each peak what most of its words are about, where that makes it no success."""
    if heard is None:
        return moments
    return moments.model_copy(update={"moments": tuple(_told(one, heard) for one in moments.moments)})


def _told(moment: Moment, heard: Hearing) -> Moment:
    if moment.kind != "peak" or NO_SUCCESS.intersection(moment.about):
        return moment
    wrote = _people(heard, moment.start_s, moment.end_s)
    everybody = set().union(*wrote.values()) if wrote else set()
    for intent, kind in KINDS:
        people = len(wrote.get(intent, ()))
        if people >= max(FEWEST, FULL * len(everybody)):
            return moment.model_copy(update={"about": (*moment.about, kind)})
    return moment


def _people(heard: Hearing, start_s: float, end_s: float) -> dict[str, AbstractSet[tuple[str, ...]]]:
    """Give who wrote for what in a stretch of the show."""
    wrote: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for line, counted, intent in zip(heard.lines, heard.counted, heard.intents, strict=True):
        if counted and line.t_s is not None and start_s <= line.t_s < end_s:
            wrote[intent.label].add(author(line))
    return dict(wrote)
