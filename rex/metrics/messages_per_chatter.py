"""Messages per person who wrote."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric
from rex.metrics.histories import few_people
from rex.metrics.shapes import LEAST_FOR_A_MEAN
from rex.model.message import quantity, say
from rex.stats.intervals import mean_t

LOUD = 0.2
"""From this share of all messages on one person makes the mean. [heur]"""


@metric(
    id="messages_per_chatter",
    title="Messages per person",
    group="engagement",
    unit="score",
    better="neither",
    needs=("chat",),
    definition=1,
    scale="log",
    source="Viewers' messages over different people who wrote; t interval over people",
    optional=True,
)
class MessagesPerChatter:
    """How many messages each person who wrote sent on average.

    One very busy person moves it: from a fifth of all messages on that is said.
    """

    sums = {
        "people": Sum("chatter_messages", "count(*)"),
        "messages": Sum("chatter_messages", "sum(messages)"),
        "squares": Sum("chatter_messages", "sum(messages * messages)"),
        "most": Sum("chatter_messages", "max(messages)", across="max"),
    }
    example = "19 people with one message and one with 21: 2 messages each, 52.5 % of them by one person"

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Divide."""
        if s.people < LEAST_FOR_A_MEAN:
            return few_people(s.people, LEAST_FOR_A_MEAN)
        interval = mean_t(s.people, s.messages, s.squares)
        share = s.most / s.messages
        loud = say("One person wrote {share} of all messages.", share=quantity(share, "share"))
        return Estimated(
            "measured",
            s.messages / s.people,
            None if interval is None else max(1.0, interval.low),
            None if interval is None else interval.high,
            None if interval is None else interval.confidence,
            "mean" if interval is None else interval.method,
            n=s.people,
            warnings=(loud,) if share >= LOUD else (),
        )
