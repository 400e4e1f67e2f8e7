"""How long a question waits for its first answer, and what share is answered at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rex.stats.intervals import Interval, wilson
from rex.stats.survival import Curve, kaplan_meier
from rex.voice.meaning import tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.voice.answers import Answered
    from rex.voice.line import Line


@dataclass(frozen=True, slots=True)
class Waits:
    """First response to distinct questions; seconds throughout.

    `share` of the `asked` that were `answered`, with its Wilson interval; None where nothing was asked. `median_s` and
    `p90_s` are of the answered alone and so too short; `curve` counts the others as still waiting at the end of the
    chat (Kaplan-Meier), and `curve.median` is None where more than half still waited. None where nothing is timed.
    """

    asked: int
    answered: int
    share: float | None
    interval: Interval | None
    median_s: float | None
    p90_s: float | None
    curve: Curve | None


def first_response(
    lines: Sequence[Line],
    asked: Sequence[bool],
    answered: Sequence[Answered | None],
    end_s: float | None = None,
) -> Waits:
    """Measure the waits of viewers' questions; one person's same question counts once, from its first asking.

    `end_s` is when the chat ended, the last timed line where it is not given. A repeated question is answered when
    any of its askings is. ValueError unless `asked` and `answered` have one entry a line.
    """
    if not len(lines) == len(asked) == len(answered):
        raise ValueError(f"{len(asked)} marks and {len(answered)} answers for {len(lines)} lines")
    questions: dict[tuple[str | None, tuple[str, ...]], list[int]] = {}
    for place, line in enumerate(lines):
        if asked[place] and line.role == "viewer":
            questions.setdefault((line.person, tuple(tokens(line.text)) or (line.text,)), []).append(place)
    times = [line.t_s for line in lines if line.t_s is not None]
    end = end_s if end_s is not None else max(times, default=None)
    waits: list[tuple[float, bool]] = []
    told = 0
    for places in questions.values():
        answer = next((one for one in (answered[place] for place in places) if one is not None), None)
        told += answer is not None
        start = lines[places[0]].t_s
        stop = end if answer is None else lines[answer.index].t_s
        if start is not None and stop is not None:
            waits.append((max(0.0, stop - start), answer is not None))
    return _summed(len(questions), told, waits)


def _summed(asked: int, answered: int, waits: list[tuple[float, bool]]) -> Waits:
    done = sorted(wait for wait, ended in waits if ended)
    return Waits(
        asked=asked,
        answered=answered,
        share=answered / asked if asked else None,
        interval=wilson(answered, asked) if asked else None,
        median_s=_quantile(done, 0.5),
        p90_s=_quantile(done, 0.9),
        curve=kaplan_meier([wait for wait, _ in waits], [ended for _, ended in waits]) if waits else None,
    )


def _quantile(ordered: Sequence[float], share: float) -> float | None:
    """Interpolate linearly between the two nearest of the ordered values (type 7 of Hyndman & Fan 1996)."""
    if not ordered:
        return None
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])
