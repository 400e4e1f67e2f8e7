"""Turn candidates into moments that a person recognises: what was on, who wrote, in which words, what was bought.

A label's words come from the run of show and from what several people wrote; never "engagement peak 3".
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rex.model.message import Message, quantity, say, say_n
from rex.model.moment import Estimate, Moment, Moments, Quote
from rex.moments.words import Said, Theme, themes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rex.model.session import Cue
    from rex.moments.series import Candidate, Found, Span

_LABEL_QUOTE = 44
"""So many letters of a quote fit a label on a line of 80."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known around the moments: messages in order, cues, order times, the audience as (second, viewers)."""

    messages: Sequence[Said]
    cues: Sequence[Cue]
    orders_s: Sequence[float] | None
    viewers: Sequence[tuple[float, int]]
    allowed: Callable[[str], bool]


def describe(found: Found, around: Surroundings) -> Moments:
    """Describe the candidates; rituals of start and end are left out, quotes numbered through the show."""
    news = [candidate for candidate in found.moments if not candidate.ritual]
    ranks = {c.id: rank for rank, c in enumerate(sorted(news, key=lambda c: c.rank), start=1)}
    moments: list[Moment] = []
    quotes = 0
    for number, candidate in enumerate(sorted(news, key=lambda c: c.id), start=1):
        said = themes(*_parted(candidate, around.messages), around.allowed)
        moments.append(_moment(candidate, number, ranks[candidate.id], said, quotes, around, news))
        quotes += len(said)
    return Moments(
        moments=tuple(moments),
        tested=found.tested,
        expected_false=round(found.expected_false, 3),
        smallest_lift=None if found.smallest_lift is None else round(found.smallest_lift, 3),
        delay_s=_tenth(found.delay.value_s),
        delay_low=None if found.delay.low_s is None else _tenth(found.delay.low_s),
        delay_high=None if found.delay.high_s is None else _tenth(found.delay.high_s),
        said=_said(moments, found),
    )


def _parted(candidate: Candidate, messages: Sequence[Said]) -> tuple[list[Said], list[Said]]:
    first = bisect_left(messages, candidate.start_s, key=lambda said: said.t_s)
    end = bisect_right(messages, candidate.end_s, key=lambda said: said.t_s)
    return list(messages[first:end]), [*messages[:first], *messages[end:]]


def _moment(
    candidate: Candidate,
    number: int,
    rank: int,
    said: Sequence[Theme],
    quotes: int,
    around: Surroundings,
    others: Sequence[Candidate],
) -> Moment:
    inside, _ = _parted(candidate, around.messages)
    cue = cue_at(around.cues, candidate.cause_s if candidate.kind == "peak" else candidate.start_s)
    orders = around.orders_s
    return Moment(
        id=number,
        rank=rank,
        kind=candidate.kind,
        about=_about(candidate, cue, others),
        start_s=_tenth(candidate.start_s),
        end_s=_tenth(candidate.end_s),
        peak_s=_tenth(candidate.peak_s),
        cause_s=_tenth(candidate.cause_s),
        score=_digits(candidate.score),
        lift=_digits(candidate.lift),
        lift_low=_digits(candidate.lift_low),
        lift_high=_digits(candidate.lift_high),
        extra_messages=_estimate(candidate.extra_messages),
        extra_orders=None if candidate.extra_orders is None else _estimate(candidate.extra_orders),
        p=_digits(candidate.p),
        q=_digits(candidate.q),
        signals={name: _digits(value) for name, value in sorted(candidate.signals.items())},
        label=_label(cue, said, candidate.start_s),
        cue=None if cue is None else cue.title,
        product=cue.products[0] if cue is not None and cue.products else None,
        people=len({s.author for s in inside if s.author >= 0}) + sum(1 for s in inside if s.author < 0),
        orders=None if orders is None else sum(1 for t in orders if candidate.start_s <= t <= candidate.end_s),
        viewers_before=_viewers_at(around.viewers, candidate.start_s),
        viewers_after=_viewers_at(around.viewers, candidate.end_s),
        quotes=tuple(
            Quote(id=f"quote:{quotes + n}", text=theme.quote.text, at_s=_tenth(theme.quote.t_s), people=theme.people)
            for n, theme in enumerate(said, start=1)
        ),
    )


def _about(candidate: Candidate, cue: Cue | None, others: Sequence[Candidate]) -> tuple[str, ...]:
    """Say what kind of moment it is: a raid, a giveaway, or an incident that also made people leave.

    A giveaway fills a chat by itself, and a chat full of complaints is no success: neither is offered as
    something to repeat.
    """
    kinds = list(candidate.about)
    if cue is not None and cue.kind in {"giveaway", "incident"}:
        kinds.append(cue.kind)
    overlapping = any(
        o.kind != candidate.kind and o.start_s < candidate.end_s and candidate.start_s < o.end_s for o in others
    )
    if overlapping and "raid" not in kinds:
        kinds.append("incident")
    return tuple(dict.fromkeys(kinds))


def cue_at(cues: Sequence[Cue], second: float) -> Cue | None:
    """Find the cue that was on: the last one that had begun and not ended; incidents before plain segments."""
    on = [cue for cue in cues if cue.start_s <= second and (cue.end_s is None or second < cue.end_s)]
    return max(on, key=lambda cue: (cue.kind == "incident", cue.start_s), default=None)


def _label(cue: Cue | None, said: Sequence[Theme], start_s: float) -> str:
    quote = f"“{_cut(said[0].quote.text)}”" if said else ""
    if cue is not None:
        return f"{cue.title}, {quote}" if quote else cue.title
    return quote or f"{int(start_s) // 3600:02}:{int(start_s) // 60 % 60:02}:{int(start_s) % 60:02}"


def _cut(text: str) -> str:
    if len(text) <= _LABEL_QUOTE:
        return text
    return text[:_LABEL_QUOTE].rsplit(" ", 1)[0] + "…"


def _viewers_at(viewers: Sequence[tuple[float, int]], second: float) -> int | None:
    before = [value for at, value in viewers if at <= second]
    return before[-1] if before else None


def _said(moments: Sequence[Moment], found: Found) -> Message:
    if not moments:
        if found.smallest_lift is None:
            return say("There is too little chat to tell a moment from noise.")
        return say(
            "Nothing stands out of this show's own noise. "
            "A minute under {lift} times the usual could not be told from it.",
            lift=quantity(round(found.smallest_lift, 1), "score"),
        )
    peaks = sum(1 for m in moments if m.kind == "peak")
    return say(
        "{peaks} and {drops} stand out of this show's own noise.",
        peaks=say_n("{n} peak", "{n} peaks", peaks),
        drops=say_n("{n} drop", "{n} drops", len(moments) - peaks),
    )


def _estimate(span: Span) -> Estimate:
    return Estimate(value=_tenth(span.value), low=_tenth(span.low), high=_tenth(span.high))


def _tenth(value: float) -> float:
    return round(float(value), 1)


def _digits(value: float) -> float:
    return float(f"{value:.6g}")
