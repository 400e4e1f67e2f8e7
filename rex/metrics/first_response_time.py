"""First response time: how long a question in the chat waits for its first answer there, unanswered ones included."""

from __future__ import annotations

from rex.metrics.base import Estimated, Setting, Sum, Sums, metric, too_few
from rex.metrics.chat_questions import ASKED, IN_CHAT, nothing_asked, unread
from rex.model.message import Message, quantity, say, say_n
from rex.stats.survival import Curve, kaplan_meier

LEAST_ANSWERED = 5
"""A middle of fewer waits is an anecdote."""
_NINE_TENTHS = 0.9


@metric(
    id="first_response_time",
    title="Wait for an answer in chat",
    group="engagement",
    unit="seconds",
    better="lower",
    needs=("chat",),
    definition=1,
    scale="log",
    source="Kaplan-Meier median, unanswered questions waiting until the show's end; Brookmeyer & Crowley 1982",
)
class FirstResponseTime:
    """The time by which half of the questions in the chat had a first answer there.

    Questions that nobody answered in the chat are not left out: they waited until the show ended and perhaps longer
    (Kaplan-Meier, counted as censored). So the value is longer than the median of the answered ones, which is told
    beside it with the time by which nine in ten of them were answered. Where more than half never got an answer, there
    is no median, and it is said. One person's same question waits from its first asking.

    Only answers that the platform links to their question tell a time. Those found by their words are found where they
    are near, so their waits would be too short: where they are most of the answers, no value is shown.
    """

    sums = {
        **ASKED,
        "answered": Sum("chat_questions", "sum(answered)"),
        "linked": Sum("chat_questions", "count(answered_ms)"),
        "waits": Sum("question_waits", "sum(case when answered = 1 then 1 end)", by="wait_s"),
        "still_waiting": Sum("question_waits", "sum(case when answered = 0 then 1 end)", by="wait_s"),
    }
    example = (
        "Waits of 20, 40, 60 and 80 s and two questions still open: half are answered by 60 s, of the four alone by 40"
    )
    mistakes = ("the median of the answered alone", "taken for all waits: a host mostly answers aloud")

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        """Draw the curve of questions still waiting and read its middle."""
        if not s.heard:
            return unread()
        if not s.questions:
            return nothing_asked()
        if s.answered > 2 * s.linked:
            return Estimated("insufficient", n=s.questions, why=_guessed(s.linked, s.answered))
        told, open_ones = _each(s.by("waits")), _each(s.by("still_waiting"))
        if len(told) < LEAST_ANSWERED:
            return too_few(_few(len(told)), s.questions)
        curve = kaplan_meier([*told, *open_ones], [True] * len(told) + [False] * len(open_ones))
        warnings = (_answered_alone(told), IN_CHAT)
        if curve.median is None:
            return Estimated("insufficient", n=s.questions, why=_most_waited(told, open_ones), warnings=warnings)
        return _median(curve, s.questions, warnings)


def _each(counts: dict[str, int]) -> list[int]:
    """Give each wait in seconds, shortest first, from how often each came."""
    return sorted(int(wait) for wait, n in counts.items() for _ in range(n))


def _median(curve: Curve, n: int, warnings: tuple[Message, ...]) -> Estimated:
    interval = curve.median_interval()
    if interval is None:  # its upper end was not reached while the show was on
        return Estimated("measured", curve.median, method="kaplan-meier", n=n, warnings=warnings)
    return Estimated(
        "measured",
        curve.median,
        interval.low,
        interval.high,
        interval.confidence,
        interval.method,
        n=n,
        warnings=warnings,
    )


def _guessed(linked: int, answered: int) -> Message:
    return say(
        "Of {answered} answers in chat the platform links {linked} to their question; the others were found by words, "
        "and tell no wait.",
        answered=quantity(answered, "count"),
        linked=quantity(linked, "count"),
    )


def _few(n: int) -> Message:
    return say_n(
        "{n} question was answered in chat with a time; shown from {needed} on.",
        "{n} questions were answered in chat with a time; shown from {needed} on.",
        n,
        needed=quantity(LEAST_ANSWERED, "count"),
    )


def _most_waited(told: list[int], open_ones: list[int]) -> Message:
    text = "{waited} of {asked} questions had no answer in chat by the end, so the middle wait is longer than was seen."
    return say(text, waited=quantity(len(open_ones), "count"), asked=quantity(len(told) + len(open_ones), "count"))


def _answered_alone(told: list[int]) -> Message:
    """Tell the median and the nine-tenths point of the answered alone, which are too short by what is still open."""
    return say(
        "Of the {n} answered in chat, half waited at most {half}, nine in ten at most {most}.",
        n=quantity(len(told), "count"),
        half=quantity(_by(told, 0.5), "seconds"),
        most=quantity(_by(told, _NINE_TENTHS), "seconds"),
    )


def _by(ordered: list[int], share: float) -> int:
    """Give the wait within which this share of them ended: the smallest with at least so many at or under it."""
    return ordered[max(0, -(-int(share * 1000) * len(ordered) // 1000) - 1)]
