"""Chat rate: messages a minute."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric, too_few
from rex.model.message import say_n
from rex.stats.intervals import mean_t

LEAST_MESSAGES = 10


@metric(
    id="chat_rate",
    title="Messages a minute",
    group="engagement",
    unit="per_minute",
    better="neither",
    needs=("chat",),
    definition=1,
    scale="log",
    source="Messages over the length of the show; interval from blocks of five minutes, since chat comes in bursts",
)
class ChatRate:
    """Viewers' messages for each minute of the show.

    Chat comes in bursts: a Poisson interval would cover the truth in 61 of 100 cases where it promises
    95. The interval here is that of a mean over blocks of five minutes, quiet ones included.
    """

    sums = {
        "messages": Sum("viewer_chat", "count(*)"),
        "blocks": Sum("session", "max((duration_ms + 299999 - (duration_ms + 299999) % 300000) / 300000)"),
        "squares": Sum("chat_blocks", "sum(messages * messages)"),
        "duration_ms": Sum("session", "max(duration_ms)"),
    }

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Divide by the length; the interval comes from the blocks' counts and their squares."""
        if s.messages < LEAST_MESSAGES:
            why = say_n(
                "{n} message; a rate is shown from 10 on.", "{n} messages; a rate is shown from 10 on.", s.messages
            )
            return too_few(why, s.messages)
        minutes = s.duration_ms / 60_000
        interval = mean_t(s.blocks, s.messages, s.squares)
        value = s.messages / minutes
        if interval is None:
            return Estimated("measured", value, n=s.messages, method="rate")
        # Blocks have five minutes, but for the last one: the interval is scaled so that its centre is the rate itself.
        scale = value / (s.messages / s.blocks)
        return Estimated(
            "measured",
            value,
            max(0.0, interval.low * scale),
            interval.high * scale,
            interval.confidence,
            "mean of blocks",
            n=s.messages,
        )
