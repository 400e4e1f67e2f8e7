"""Answered share: of the questions that viewers asked in the chat, those that were answered in the chat."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric
from rex.metrics.chat_questions import ASKED, IN_CHAT, nothing_asked, unread
from rex.stats.intervals import wilson


@metric(
    id="answered_share",
    title="Questions answered in chat",
    group="engagement",
    unit="share",
    better="higher",
    needs=("chat",),
    definition=1,
    scale="logit",
    source="Questions with an answer in the chat over distinct questions asked; Wilson interval",
)
class AnsweredShare:
    """The share of viewers' questions that somebody answered in the chat.

    One person's same question counts once, and is answered when any of its askings is. An answer is a reply the
    platform links to the question, or a message of the team within five minutes that fits it in words; other viewers'
    answers count where they reply or name somebody. What the host answers aloud is in no file.
    """

    sums = {**ASKED, "answered": Sum("chat_questions", "sum(answered)")}
    example = "12 questions, 3 of them the same by one person: 10 different ones; 4 were answered in the chat, 40 %"
    mistakes = ("taken for all that was answered: a host mostly answers aloud",)

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Divide."""
        if not s.heard:
            return unread()
        if not s.questions:
            return nothing_asked()
        interval = wilson(s.answered, s.questions)
        return Estimated(
            "measured",
            s.answered / s.questions,
            interval.low,
            interval.high,
            interval.confidence,
            interval.method,
            k=s.answered,
            n=s.questions,
            warnings=(IN_CHAT,),
        )
