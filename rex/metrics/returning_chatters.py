"""Returning people: how many of those who wrote were in one of the last three shows."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric
from rex.metrics.histories import few_people
from rex.metrics.shapes import LEAST_FOR_A_SHARE, share_of
from rex.model.message import say

SHOWS = 3
"""With fewer shows before it, it grows with their number alone."""


@metric(
    id="returning_chatters",
    title="People writing who were there before",
    group="engagement",
    unit="share",
    better="neither",
    needs=("chat", "earlier_people"),
    definition=1,
    scale="logit",
    source="People who wrote and are in the chat or visits of one of the three shows before; Wilson",
    optional=True,
)
class ReturningChatters:
    """The share of the people who wrote in this show that wrote or were seen in one of the three shows before it.

    People are told apart by the platform's own names, made pseudonyms by the workspace's key: the same
    person under two names, or on two platforms, is two people. It speaks of those who write, not of all
    who watch.
    """

    sums = {
        "returning": Sum("chatters", "sum(known_before)"),
        "people": Sum("chatters", "count(*)"),
        "shows": Sum("earlier_shows", "count(*)", across="max"),
    }
    mistakes = ("said of all viewers", "people on two platforms counted as new")

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Divide those seen before by those who wrote."""
        if s.people < LEAST_FOR_A_SHARE:
            return few_people(s.people, LEAST_FOR_A_SHARE)
        return share_of(
            s.returning,
            s.people,
            drifts=s.shows < SHOWS,
            warnings=(say("Of those who wrote: who only watched cannot be told from these files."),),
        )
