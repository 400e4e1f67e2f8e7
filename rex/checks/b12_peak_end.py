"""B12: what is remembered comes from the loudest minute and the last ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rex.checks.base import Answer, Cannot, Clear, Fires, check, unlikely
from rex.checks.wording import claim_address, count, together
from rex.model.message import Message, quantity, say, say_n
from rex.stats.distributions import binomial_share_up_to

if TYPE_CHECKING:
    from rex.checks.subject import Subject
    from rex.model.answer import Claim
    from rex.model.moment import Moment

CITED = 5
"""Different minutes cited from which their places are judged. [heur]"""
END = 0.20
"""The last part of the show. [heur]"""
RARE = 0.05
"""How rarely so many should fall there if every minute were cited equally often. [stat]"""
NEAR_S, NEAR = 120.0, 0.60
"""Seconds around the viewer peak, and the share of cited minutes inside from which it is said. [heur]"""
MINUTE_S = 60.0


@dataclass(frozen=True, slots=True)
class _Crowd:
    """How many cited minutes lie in a stretch, the share of the show that it is, and how rare that is by luck."""

    at_end: bool
    start_s: float
    stop_s: float
    inside: int
    of: int
    chance: float


@check(
    id="B12",
    title="Peak and end",
    level="warn",
    needs=("claims", "duration_s"),
    uses=("moments", "timeline"),
    source="S42 (peak-end rule)",
)
def peak_end(subject: Subject) -> Answer:
    """Find retrospectives that tell of the last minutes, or of the fullest one, and of little else.

    Memory keeps the strongest and the last, of good evenings and of bad ones; the middle is lost with what it taught.

    It speaks when five different minutes or more are cited and so many of them lie in the last fifth of the show that
    it would happen in 5 % of sessions or fewer if every minute were cited equally often (4 of 6, 5 of 10); or when
    60 % or more lie within two minutes of the viewer peak and that is as rare. Two people who cite one minute are one
    citing. Where moments were found and every one of them lies in that stretch too, it is silent.

    Too little: under five cited minutes it does not apply. Source: S42; the tails are exact, the stretches are
    starting values.
    """
    show = subject.duration_s or 0.0
    times = _times(subject)
    if len(times) < CITED:
        return Cannot(say("Needs {cited} cited minutes; there are {n}.", cited=count(CITED), n=count(len(times))))
    looked = [crowd for crowd in (_end(times, show), _peak(times, show, subject)) if crowd is not None]
    found = [crowd for crowd in looked if crowd.chance <= RARE and _others(crowd, subject, times) != 0]
    if not found:
        end = looked[0]
        text = "Cited minutes: {n}; {end} of them in the last fifth of the show."
        return Clear(say(text, n=count(len(times)), end=count(end.inside)))
    crowd = min(found, key=lambda one: one.chance)
    inside = [claim for claim in subject.claims if any(_in(crowd, at) for at in _times_of(claim, subject))]
    return Fires(
        says=_says(crowd, _others(crowd, subject, times)),
        instead=_instead(crowd, subject, times),
        evidence=tuple(claim_address(claim) for claim in inside),
        strength=unlikely(crowd.chance, RARE),
    )


def _times_of(claim: Claim, subject: Subject) -> list[float]:
    """Give the times in the show that a conclusion speaks of: its own, else those of the moments that it cites."""
    if claim.at_s is not None:
        return [claim.at_s]
    return [moment.peak_s for moment in subject.moments if f"moment:{moment.id}" in claim.evidence]


def _times(subject: Subject) -> list[float]:
    """Give the different minutes that all conclusions cite."""
    minutes = {int(at // MINUTE_S) for claim in subject.claims for at in _times_of(claim, subject)}
    return [minute * MINUTE_S for minute in sorted(minutes)]


def _end(times: list[float], show: float) -> _Crowd:
    return _crowd(times, (1 - END) * show, show, show, at_end=True)


def _peak(times: list[float], show: float, subject: Subject) -> _Crowd | None:
    line = subject.timeline
    known = [] if line is None else [(v, -step) for step, v in enumerate(line.viewers) if v is not None]
    if line is None or not known:
        return None
    at = (-max(known)[1] + 0.5) * line.step_s
    crowd = _crowd(times, max(0.0, at - NEAR_S), min(show, at + NEAR_S), show, at_end=False)
    return crowd if crowd.inside >= NEAR * crowd.of else None


def _crowd(times: list[float], start: float, stop: float, show: float, *, at_end: bool) -> _Crowd:
    inside = sum(1 for at in times if start <= at <= stop)
    share = (stop - start) / show if show else 1.0
    chance = 1 - binomial_share_up_to(inside - 1, len(times), share)
    return _Crowd(at_end, start, stop, inside, len(times), chance)


def _in(crowd: _Crowd, at: float) -> bool:
    return crowd.start_s - MINUTE_S < at <= crowd.stop_s


def _unsaid(crowd: _Crowd, subject: Subject, times: list[float]) -> list[Moment]:
    """Find the moments outside of the stretch that no cited minute touches."""
    return [
        moment
        for moment in subject.moments
        if not _in(crowd, moment.peak_s) and not any(moment.start_s - MINUTE_S <= at <= moment.end_s for at in times)
    ]


def _others(crowd: _Crowd, subject: Subject, times: list[float]) -> int | None:
    """Count the moments elsewhere that nobody mentions; None where no moment is known at all."""
    return len(_unsaid(crowd, subject, times)) if subject.moments else None


def _says(crowd: _Crowd, others: int | None) -> Message:
    inside, of = count(crowd.inside), count(crowd.of)
    if crowd.at_end:
        last = quantity((crowd.stop_s - crowd.start_s) / MINUTE_S, "minutes")
        says = say(
            "{inside} of {of} cited minutes lie in the last {last} of the show.", inside=inside, of=of, last=last
        )
    else:
        says = say("{inside} of {of} cited minutes lie around the viewer peak.", inside=inside, of=of)
    rare = say(
        "If every minute were cited equally often, that would happen in {share} of sessions.",
        share=quantity(crowd.chance, "share"),
    )
    if not others:
        return together(says, rare)
    text = "{n} moment elsewhere is mentioned by nobody."
    return together(together(says, rare), say_n(text, "{n} moments elsewhere are mentioned by nobody.", others))


def _instead(crowd: _Crowd, subject: Subject, times: list[float]) -> Message:
    start = min(_unsaid(crowd, subject, times), key=lambda moment: moment.rank, default=None)
    if start is None:
        return say("Go through the run of show from the start, and note what each part did.")
    text = "Look at the rest of the show; a place to start: {at}, {label}."
    return say(text, at=quantity(start.start_s, "offset"), label=start.label)
