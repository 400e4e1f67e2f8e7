"""B29: everybody agrees, and the data or another role do not."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations
from typing import TYPE_CHECKING

from rex.checks.base import Answer, Cannot, Clear, Fires, beyond, check
from rex.checks.scales import by_item, deviation, mean
from rex.checks.wording import count
from rex.model.message import Message, quantity, say
from rex.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rex.checks.parts import Rating
    from rex.checks.subject import Subject

PEOPLE, ITEMS = 4, 5
"""People who agree, and items that all of them placed, from which it is judged. [heur]"""
NARROW = 0.5
"""Mean standard deviation on five steps at which all say the same. [heur]"""
APART = 1.5
"""Steps by which another source lies elsewhere. [heur]"""
DATA_ITEMS = 2
"""Items with a KPI beside them from which the data disagree: one may be luck. [heur]"""
ALIKE, WORDS, SAME = 0.8, 25, 3
"""How alike two texts are, from how many characters on, and how many people must have written one. [heur]"""


@dataclass(frozen=True, slots=True)
class _Agreed:
    people: int
    items: tuple[str, ...]
    spread: float
    apart: float
    data: bool


@check(
    id="B29",
    title="Everybody agrees",
    level="warn",
    needs=(),
    uses=("ratings", "data_steps", "respondents"),
    source="S36; S14 (the other side argued on purpose); S11",
)
def groupthink(subject: Subject) -> Answer:
    """Find a group that agrees with itself, in praise or in complaint, while another source does not.

    Agreement feels like proof. It is one source and not many when people heard each other first.

    It speaks when four people or more placed five items or more nearly alike (mean standard deviation 0.5 of five
    steps or less), and either those of another role lie 1.5 steps away on average, or, on two items or more, the KPI
    beside it does; or when three people or more wrote nearly the same text (80 % alike) after the numbers were shown.

    Too little: under four people on five items, and without texts written after the numbers, it does not apply.
    Source: S36, S14, S11; the thresholds are starting values. A role is never named: it may be one person.
    """
    agreed = [a for role in _left_out(subject) if (a := _agreed(subject.ratings, role, subject.data_steps)) is not None]
    texts = _late_texts(subject)
    if not agreed and len(texts) < SAME:
        return Cannot(
            say(
                "Needs {people} people who placed {items} things on a scale, or texts written after the numbers.",
                people=count(PEOPLE),
                items=count(ITEMS),
            )
        )
    found = [a for a in agreed if a.spread <= NARROW and a.apart >= APART]
    alike = _alike(texts)
    if found:
        worst = max(found, key=lambda a: a.apart)
        return Fires(
            says=_says(worst),
            instead=say("Ask somebody to argue the other side for five minutes, and write down what holds."),
            evidence=tuple(f"view:{item}" for item in worst.items),
            strength=beyond(worst.apart, APART - 0.5),
        )
    if alike:
        text = "{n} people wrote nearly the same text after the numbers were shown."
        return Fires(
            says=say(text, n=count(len(alike))),
            instead=say("Count it as one voice, and ask each person alone next time."),
            evidence=tuple(f"answer:{person}" for person in alike),
            strength=beyond(len(alike), SAME - 1),
        )
    return Clear(_passed(agreed))


def _left_out(subject: Subject) -> list[str]:
    """Name each role that may be held against the others; "" holds the data against everybody."""
    return ["", *sorted({rating.role for rating in subject.ratings})]


def _agreed(ratings: Sequence[Rating], role: str, data: Mapping[str, float]) -> _Agreed | None:
    """Say how near the others lie to each other and how far from this role; None where too few can be compared."""
    items = by_item(ratings)
    group = {item: [r.step for r in rs if r.role != role or not role] for item, rs in items.items()}
    other = {item: [r.step for r in rs if r.role == role] for item, rs in items.items()} if role else {}
    full = [item for item, steps in group.items() if len(steps) >= PEOPLE]
    beside = [item for item in full if (other.get(item) if role else item in data)]
    if len(full) < ITEMS or len(beside) < (ITEMS if role else 0):
        return None
    spread = mean([deviation(group[item]) for item in full])
    gaps = [abs(mean(group[item]) - (mean(other[item]) if role else data[item])) for item in beside]
    apart = mean(gaps) if role or len(gaps) >= DATA_ITEMS else 0.0
    return _Agreed(min(len(group[item]) for item in full), tuple(beside or full), spread, apart, not role)


def _late_texts(subject: Subject) -> list[tuple[str, str, str]]:
    """Give (person, question, folded text) of the longer texts written after the numbers were shown."""
    return [
        (person.id, answer.question, fold(answer.value))
        for person in subject.respondents
        for answer in person.answers
        if answer.phase != "blind" and isinstance(answer.value, str) and len(answer.value) >= WORDS
    ]


def _alike(texts: Sequence[tuple[str, str, str]]) -> list[str]:
    """Name the people who wrote nearly the same on one question, the first such question with enough of them."""
    pairs: dict[str, set[str]] = {}
    for (one, question, text), (two, same, other) in combinations(texts, 2):
        if one != two and question == same and SequenceMatcher(None, text, other, autojunk=False).ratio() >= ALIKE:
            pairs.setdefault(question, set()).update((one, two))
    return next((sorted(people) for people in pairs.values() if len(people) >= SAME), [])


def _says(agreed: _Agreed) -> Message:
    text = (
        "{people} people placed {items} things nearly alike ({spread} steps apart); the KPIs lie {apart} steps away."
        if agreed.data
        else "{people} people placed {items} things nearly alike ({spread} steps apart); "
        "another role lies {apart} steps away."
    )
    return say(
        text,
        people=count(agreed.people),
        items=count(len(agreed.items)),
        spread=quantity(round(agreed.spread, 1), "score"),
        apart=quantity(round(agreed.apart, 1), "score"),
    )


def _passed(agreed: Sequence[_Agreed]) -> Message:
    if not agreed:
        return say("Texts written after the numbers differ from person to person.")
    text = "{people} people placed the same things, {spread} steps apart on average."
    spread = quantity(round(agreed[0].spread, 1), "score")
    return say(text, people=count(agreed[0].people), spread=spread)
