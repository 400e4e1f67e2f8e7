"""The scale of a survey question: told by the header, or by all the answers of the column together."""

from __future__ import annotations

import re
from functools import lru_cache
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
_OWN_NUMBER = re.compile(r"^\d{1,2} (?=\D)|(?<=\D) \d{1,2}$")

_STEPS = {
    -3: """very dissatisfied | extremely dissatisfied | completely dissatisfied | very unsatisfied |
        strongly disagree | completely disagree | totally disagree | very difficult | extremely difficult | very hard |
        muy insatisfecho | totalmente insatisfecho | nada satisfecho | totalmente en desacuerdo |
        completamente en desacuerdo | muy en desacuerdo | nada de acuerdo | muy dificil | tres insatisfait |
        pas du tout satisfait | pas du tout d accord | tout a fait en desaccord | tres difficile | muito insatisfeito |
        totalmente insatisfeito | discordo totalmente | discordo completamente | muito dificil""",
    -2: """dissatisfied | moderately dissatisfied | unsatisfied | disagree | moderately disagree | difficult |
        moderately difficult | hard | insatisfecho | poco satisfecho | en desacuerdo | dificil | insatisfait |
        pas satisfait | pas d accord | en desaccord | difficile | insatisfeito | discordo""",
    -1: """somewhat dissatisfied | slightly dissatisfied | somewhat disagree | slightly disagree | somewhat difficult
        | slightly difficult | algo insatisfecho | algo en desacuerdo | mas bien en desacuerdo |
        parcialmente en desacuerdo | algo dificil | plutot insatisfait | peu satisfait | plutot pas d accord |
        plutot en desaccord | plutot difficile | discordo parcialmente | discordo em parte | um pouco insatisfeito |
        um pouco dificil""",
    0: """neutral | neither | neither satisfied nor dissatisfied | neither agree nor disagree |
        neither easy nor difficult | neither disagree nor agree | neither difficult nor easy |
        ni satisfecho ni insatisfecho | ni de acuerdo ni en desacuerdo |
        ni en desacuerdo ni de acuerdo |
        ni facil ni dificil | indiferente | neutral ni de acuerdo ni en desacuerdo | neutre |
        ni satisfait ni insatisfait | ni d accord ni pas d accord |
        ni d accord ni en desaccord | ni facile ni difficile | neutro | nem satisfeito nem insatisfeito |
        nem concordo nem discordo | nao concordo nem discordo | nem facil nem dificil""",
    1: """somewhat satisfied | slightly satisfied | somewhat agree | slightly agree | somewhat easy | slightly easy |
        algo satisfecho | algo de acuerdo | mas bien de acuerdo | parcialmente de acuerdo | algo facil |
        plutot satisfait | assez satisfait | plutot d accord | plutot facile | concordo parcialmente |
        concordo em parte | um pouco satisfeito | um pouco facil""",
    2: """satisfied | moderately satisfied | agree | moderately agree | easy | moderately easy | satisfecho |
        bastante satisfecho | de acuerdo | facil | satisfait | d accord | facile | satisfeito | concordo""",
    3: """very satisfied | extremely satisfied | completely satisfied | strongly agree | completely agree |
        totally agree | very easy | extremely easy | muy satisfecho | totalmente satisfecho | totalmente de acuerdo |
        completamente de acuerdo | muy de acuerdo | muy facil | tres satisfait | tout a fait satisfait |
        tout a fait d accord | tres facile | muito satisfeito | totalmente satisfeito | concordo totalmente |
        concordo completamente | muito facil""",
}
"""Worded answers by their step from the middle: 3 strong, 2 plain, 1 mild."""
_LIKERT = {" ".join(phrase.split()): step for step, phrases in _STEPS.items() for phrase in phrases.split("|")}
_ONE_SIDED = (
    ("not at all", 1), ("nada", 1), ("pas du tout", 1), ("not so", 2), ("not very", 2), ("slightly", 2), ("poco", 2),
    ("peu", 2), ("pouco", 2), ("somewhat", 3), ("moderately", 3), ("algo", 3), ("moyennement", 3), ("very", 4),
    ("muy", 4), ("tres", 4), ("muito", 4), ("extremely", 5), ("extremadamente", 5), ("extremement", 5),
    ("extremamente", 5),
)  # fmt: skip
"""Scales that begin at “not at all”: there “very” is the fourth step of five, and “somewhat” the middle."""
_ONLY_ONE_SIDED = ("not so ", "not very ", "not at all ")
_TWO_SIDED = re.compile(
    r"dissatisf|unsatisf|insatisf|disagree|desacuerdo|desaccord|discordo|dific|difficult|\bni\b|neither"
)
_NO_ANSWERS = frozenset(
    {
        "n a", "na", "not applicable", "no answer", "don t know", "prefer not to say", "no aplica", "no se", "no lo se",
        "ns nc", "prefiero no contestar", "sans objet", "non concerne", "je ne sais pas", "nao se aplica", "nao sei",
    }
)  # fmt: skip
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
    one_sided: bool = False


def scale_of(kind: str, header: str, answers: Sequence[str]) -> Scale | None:
    """Find the scale of a column of answers; None where they are no numbers and no known words of agreement."""
    told = _told(header)
    numbers = [number for answer in answers if (number := _whole(answer)) is not None]
    if not answers:
        return None
    steps = [step for answer in answers if (step := likert_step(answer)) is not None]
    if _is_one_sided(answers):
        return Scale(1, 5, sure=True, worded=True, one_sided=True)
    if len(numbers) + len(steps) < len(answers) / 2:
        return None
    if steps and len(steps) > len(numbers):
        seven = told == (1, 7) or ({1, -1} & set(steps) != set() and {2, -2} & set(steps) != set())
        return Scale(1, 7 if seven else 5, sure=True, worded=True, seven=seven)
    if told is not None:
        return Scale(*told, sure=True)
    return _suggested(kind, numbers)


def told_or_worded(header: str, answers: Sequence[str]) -> Scale | None:
    """Find the scale of a question of unknown wording: one that its header tells, or agreement in words, nothing else.

    Numbers alone are no scale: they may count people in a household.
    """
    scale = scale_of("likert", header, answers)
    return scale if scale is not None and (scale.worded or _told(header) is not None) else None


def fitted(answers: Sequence[str]) -> Scale | None:
    """Find the scale of statements rated together: their answers are numbers and reach both of its ends."""
    numbers = [_whole(answer) for answer in answers]
    whole = [number for number in numbers if number is not None]
    if not whole or len(whole) < len(answers):
        return None
    ends = (min(whole), max(whole))
    return Scale(*ends, sure=True) if ends in _SCALES else None


@lru_cache(maxsize=4096)
def number_on(scale: Scale, answer: str) -> int | None:
    """Give an answer's number on its scale; None where it is none, or lies outside."""
    if scale.one_sided:
        return _one_sided(_words(answer))
    step = likert_step(answer) if scale.worded else None
    if step is not None:
        return step + 4 if scale.seven else {-3: 1, -2: 2, -1: 2, 0: 3, 1: 4, 2: 4, 3: 5}[step]
    number = _whole(answer)
    return number if number is not None and scale.low <= number <= scale.high else None


def likert_step(answer: str) -> int | None:
    """Give the step of a worded answer from the middle of its scale, -3 to 3."""
    return _LIKERT.get(_words(answer))


def is_no_answer(answer: str) -> bool:
    """Tell words that say that a question does not apply; they lie outside any scale, as they should."""
    return not plain(answer) or _words(answer) in _NO_ANSWERS


def _words(answer: str) -> str:
    """Fold a worded answer; a number before or behind it (`5 - Very satisfied`) and the gender do not matter."""
    words = _OWN_NUMBER.sub("", plain(answer).replace("_", " "))
    for pattern, usual in _GENDERED:
        words = pattern.sub(usual, words)
    return words


def _is_one_sided(answers: Sequence[str]) -> bool:
    """Tell a scale from “not at all” to “extremely” from one with two sides."""
    words = {_words(answer) for answer in answers}
    if any(_TWO_SIDED.search(answer) for answer in words):
        return False
    levels = [level for answer in words if (level := _one_sided(answer)) is not None]
    if len(levels) * 2 < len(words) or not levels:
        return False
    told = any(answer.startswith(_ONLY_ONE_SIDED) for answer in words)
    return told or {4, 5} <= set(levels)


def _one_sided(words: str) -> int | None:
    return next((level for start, level in _ONE_SIDED if words.startswith(f"{start} ")), None)


_DIGITS = 9
"""No scale has longer numbers, and reading one of a million digits takes for ever."""


def _whole(answer: str) -> int | None:
    found = _LEADING.match(answer.strip())
    return int(found[1]) if found and len(found[1]) <= _DIGITS else None


def _told(header: str) -> tuple[int, int] | None:
    """Read the scale in a header such as `(0-10)` or `1 = muy insatisfecho … 5 = muy satisfecho`."""
    numbers = {
        int(found)
        for found in _NUMBERS.findall(re.sub(r"^\W*(?:[qpQP]\s?)?\d{1,2}\s*[.):-]\s+", "", header))
        if len(found) <= _DIGITS
    }
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
