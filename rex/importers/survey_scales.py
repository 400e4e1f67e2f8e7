"""The scale of a survey question: told by the header, or by all the answers of the column together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from rex.importers.sheet import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

_SCALES = ((1, 5), (1, 7), (0, 10), (1, 10))
_USUAL = {"nps": (0, 10), "csat": (1, 5), "ces": (1, 7), "likert": (1, 5)}
_ENOUGH_TO_DOUBT = 20
"""So many answers without one in the upper half of the usual scale, and the scale is another one."""
_STRAY = 0.05
"""At most this share of the answers may lie outside a scale that the answers alone suggest."""
_LEADING = re.compile(r"^(\d{1,2})(?:[.,]0+)?(?![\d]|[.,]\d)")
_NUMBERS = re.compile(r"\d+")

_STEPS = {
    -3: """very dissatisfied | very unsatisfied | strongly disagree | completely disagree | very difficult |
        very hard | muy insatisfecho | nada satisfecho | totalmente en desacuerdo | muy en desacuerdo |
        nada de acuerdo | muy dificil | tres insatisfait | pas du tout satisfait | pas du tout d accord |
        tout a fait en desaccord | tres difficile | muito insatisfeito | discordo totalmente | muito dificil""",
    -2: """dissatisfied | unsatisfied | disagree | difficult | hard | insatisfecho | poco satisfecho | en desacuerdo
        | dificil | insatisfait | pas satisfait | pas d accord | en desaccord | difficile | insatisfeito |
        discordo""",
    -1: """somewhat dissatisfied | slightly dissatisfied | somewhat disagree | slightly disagree | somewhat difficult
        | algo insatisfecho | algo en desacuerdo | mas bien en desacuerdo | algo dificil | plutot insatisfait |
        peu satisfait | plutot pas d accord | plutot en desaccord | plutot difficile | discordo parcialmente |
        um pouco insatisfeito""",
    0: """neutral | neither | neither satisfied nor dissatisfied | neither agree nor disagree |
        neither easy nor difficult | ni satisfecho ni insatisfecho | ni de acuerdo ni en desacuerdo |
        ni facil ni dificil | indiferente | neutre | ni satisfait ni insatisfait | ni d accord ni pas d accord |
        ni d accord ni en desaccord | ni facile ni difficile | neutro | nem satisfeito nem insatisfeito |
        nem concordo nem discordo""",
    1: """somewhat satisfied | slightly satisfied | somewhat agree | slightly agree | somewhat easy |
        algo satisfecho | algo de acuerdo | mas bien de acuerdo | algo facil | plutot satisfait | assez satisfait
        | plutot d accord | plutot facile | concordo parcialmente | um pouco satisfeito""",
    2: """satisfied | agree | easy | satisfecho | bastante satisfecho | de acuerdo | facil | satisfait | d accord |
        facile | satisfeito | concordo""",
    3: """very satisfied | extremely satisfied | strongly agree | completely agree | very easy | muy satisfecho |
        totalmente de acuerdo | muy de acuerdo | muy facil | tres satisfait | tout a fait satisfait |
        tout a fait d accord | tres facile | muito satisfeito | concordo totalmente | muito facil""",
}
"""Worded answers by their step from the middle: 3 strong, 2 plain, 1 mild."""
_LIKERT = {" ".join(phrase.split()): step for step, phrases in _STEPS.items() for phrase in phrases.split("|")}
_GENDERED = (
    (re.compile(r"(satisfech)[oa](?: [oa])?\b"), r"\1o"),
    (re.compile(r"(satisfait)(?:e| e)?\b"), r"\1"),
    (re.compile(r"(satisfeit)[oa](?: [oa])?\b"), r"\1o"),
)


class Scale(NamedTuple):
    """A scale's ends, and whether they are sure: told by the header or the labels, or plain from the answers."""

    low: int
    high: int
    sure: bool
    worded: bool = False
    seven: bool = False


def scale_of(kind: str, header: str, answers: Sequence[str]) -> Scale | None:
    """Find the scale of a column of answers; None where they are no numbers and no known words of agreement."""
    told = _told(header)
    numbers = [number for answer in answers if (number := _whole(answer)) is not None]
    steps = [step for answer in answers if (step := likert_step(answer)) is not None]
    if len(numbers) + len(steps) < len(answers) / 2 or not answers:
        return None
    if steps and len(steps) > len(numbers):
        seven = told == (1, 7) or ({1, -1} & set(steps) != set() and {2, -2} & set(steps) != set())
        return Scale(1, 7 if seven else 5, sure=True, worded=True, seven=seven)
    if told is not None:
        return Scale(*told, sure=True)
    return _suggested(kind, numbers)


def number_on(scale: Scale, answer: str) -> int | None:
    """Give an answer's number on its scale; None where it is none, or lies outside."""
    step = likert_step(answer) if scale.worded else None
    if step is not None:
        return step + 4 if scale.seven else {-3: 1, -2: 2, -1: 2, 0: 3, 1: 4, 2: 4, 3: 5}[step]
    number = _whole(answer)
    return number if number is not None and scale.low <= number <= scale.high else None


def likert_step(answer: str) -> int | None:
    """Give the step of a worded answer from the middle of its scale, -3 to 3."""
    words = plain(answer).replace("_", " ")
    for pattern, usual in _GENDERED:
        words = pattern.sub(usual, words)
    return _LIKERT.get(words)


def _whole(answer: str) -> int | None:
    found = _LEADING.match(answer.strip())
    return int(found[1]) if found else None


def _told(header: str) -> tuple[int, int] | None:
    """Read the scale in a header such as `(0-10)` or `1 = muy insatisfecho … 5 = muy satisfecho`."""
    numbers = {int(found) for found in _NUMBERS.findall(re.sub(r"^\W*(?:[qpQP]\s?)?\d{1,2}\s*[.):-]\s+", "", header))}
    ends = (min(numbers), max(numbers)) if numbers else None
    return ends if ends in _SCALES else None


def _suggested(kind: str, numbers: Sequence[int]) -> Scale:
    """Choose the usual scale of the question, unless the answers contradict it."""
    low, high = usual = _USUAL[kind]
    beyond = sum(1 for number in numbers if not low <= number <= high)
    if beyond > len(numbers) * _STRAY:
        fitting = (
            scale
            for scale in _SCALES
            if sum(1 for n in numbers if not scale[0] <= n <= scale[1]) <= len(numbers) * _STRAY
        )
        low, high = next(fitting, (low, high))
    elif len(numbers) >= _ENOUGH_TO_DOUBT and high > 5 and max(numbers) <= 5:
        low, high = 1, 5
    return Scale(low, high, sure=(low, high) == usual and (high == 5 or max(numbers) > 5))
