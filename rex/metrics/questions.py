"""Questions asked in the chat: one person's same question is one, however often it was sent."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, counted, metric
from rex.metrics.chat_questions import ASKED, unread
from rex.model.message import say_n


@metric(
    id="questions",
    title="Questions in the chat",
    group="engagement",
    unit="count",
    better="neither",
    needs=("chat",),
    definition=1,
    scale="log",
    source="Distinct questions of viewers, read by words and a small model (docs/models/intents.md)",
)
class Questions:
    """How many questions viewers asked in the chat, with or without a question mark.

    One person's same question counts once. Greetings ("how are you?") and spam are no questions; neither is what a
    message of the team asks. Messages are read one by one and some wrongly: on our own test lines 83 of 100 that were
    read as questions were, and 81 of 100 questions were found. More questions are neither good nor bad.
    """

    sums = {**ASKED, "messages": Sum("heard", "count(case when counted then 1 end)")}
    example = "Ana asks for the price three times and Leo for the size once: 2 questions of 2 people"
    mistakes = ("question marks counted", "one person's repeated question counted each time")

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Count."""
        if not s.heard:
            return unread()
        people = say_n("{n} person asked.", "{n} people asked.", s.askers)
        return counted(s.questions, s.messages, (people,) if s.askers else ())
