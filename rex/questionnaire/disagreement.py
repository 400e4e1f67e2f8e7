"""Where several people spoke of the same thing: each voice by itself, beside what was measured.

Two people who see something differently are both listed; nobody is outvoted and nobody is wrong.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rex.model.message import Message, quantity, say
from rex.model.question import STEPS_OF_NPS, Words
from rex.model.view import Polarity, View, Voice
from rex.questionnaire.asked import PLACE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from rex.model.answer import AnswerValue, Claim, Respondent
    from rex.model.measure import Measure
    from rex.model.moment import Moment
    from rex.model.question import Question, QuestionSet

APART = 1.5
"""Steps of five from which two answers are seen differently (the questionnaires' own rule)."""
STEPS = 5
NEAR_S = 60.0
"""Remembered minutes this close are taken to mean the same moment."""
GOAL = "goal"
TOPICS: dict[str, str] = {
    "csm.feel": "feel",
    "host.feel": "feel",
    "client.feel": "feel",
    "csm.attainment": GOAL,
    "host.attainment": GOAL,
    "client.attainment": GOAL,
}
"""Questions of several sets that ask the same; a question's own `topic` joins it too, and so does a goal's chance."""
TITLES: dict[str, Message] = {"feel": say("Overall feel"), GOAL: say("Goal reached")}


@dataclass(frozen=True)
class Beside:
    """What was measured, to stand beside the voices: the measures, the moments with the side that each takes.

    `sides` leaves out moments that are good or bad for nobody (a draw, a raid). `goal_kpi` is "" without a goal.
    """

    measures: Sequence[Measure] = ()
    moments: Sequence[Moment] = ()
    sides: Mapping[int, Polarity] = field(default_factory=dict)
    goal_kpi: str = ""
    goal_reached: bool | None = None


def views(
    people: Sequence[tuple[Respondent, QuestionSet]], claims: Sequence[Claim], beside: Beside
) -> tuple[View, ...]:
    """Give every subject that two people or more spoke of, the farthest apart first."""
    found = [*_scales(people, beside), *_moments(claims, beside)]
    shared = [view for view in found if len({voice.respondent for voice in view.voices}) > 1]
    return tuple(sorted(shared, key=lambda view: (not view.apart, -(view.steps or 0), view.id)))


def _scales(people: Sequence[tuple[Respondent, QuestionSet]], beside: Beside) -> Iterator[View]:
    voices: dict[str, list[Voice]] = defaultdict(list)
    asked: dict[str, tuple[Question, str]] = {}
    for person, question_set in people:
        for answer in person.answers:
            question = question_set.question(answer.question)
            if question is None or answer.state != "given" or question.makes == "forecast":
                continue
            step = step_of(question, answer.value)
            if step is None:
                continue
            key = subject_of(question, answer.question)
            asked.setdefault(key, (question, answer.question))
            voices[key].append(_voice(person, question, answer.question, answer.value, step))
    for key, said in voices.items():
        yield _scale(key, said, *asked[key], beside)


def subject_of(question: Question, name: str) -> str:
    """Name what a scale question is about, the same name for the same question in several sets."""
    if question.makes == "probability":
        return GOAL
    return TOPICS.get(question.id) or question.topic or name


def step_of(question: Question, value: AnswerValue) -> float | None:
    """Place an answer on five steps, 1 the lowest; None where the question has no scale."""
    if isinstance(value, bool) or value is None:
        return None
    if question.type == "nps" and isinstance(value, int | float):
        return _step(value, 0, STEPS_OF_NPS - 1)
    if question.type == "percent" and isinstance(value, int | float):
        return _step(value, 0, 100)
    worths = [choice.worth for choice in question.choices]
    if question.type == "likert" and isinstance(value, int | float):
        steps = [int(choice.id) for choice in question.choices]
        return _step(value, min(steps), max(steps))
    choice = question.choice(str(value)) if isinstance(value, str) else None
    if question.type != "select" or choice is None or choice.worth is None or None in worths:
        return None
    told = [worth for worth in worths if worth is not None]
    # A chance keeps its own scale from 0 to 1: "about 9 in 10" is not as far as one can go.
    return _step(choice.worth, 0, 1) if question.makes == "probability" else _step(choice.worth, min(told), max(told))


def _step(value: float, low: float, high: float) -> float | None:
    return None if high <= low else round(1 + (STEPS - 1) * (value - low) / (high - low), 3)


def _voice(person: Respondent, question: Question, name: str, value: AnswerValue, step: float) -> Voice:
    """Give one person's answer; where the question hides names, the role stands for the person."""
    behind = question.anonymity == "role"
    return Voice(
        respondent=person.role if behind else person.id,
        role=person.role,
        address="" if behind else f"answer:{person.id}.{name}",
        step=step,
        said=_said(question, value),
    )


def _said(question: Question, value: AnswerValue) -> Message | Words | None:
    choice = question.choice(str(value))
    if choice is not None:
        return choice.label
    if question.type == "percent" and isinstance(value, int | float):
        return say("{share}", share=quantity(value / 100, "share"))
    return say("{step} of {most}", step=str(value), most=str(STEPS_OF_NPS - 1))


def _scale(key: str, voices: list[Voice], question: Question, name: str, beside: Beside) -> View:
    steps = [voice.step for voice in voices if voice.step is not None]
    widest = round(max(steps) - min(steps), 3)
    kpi = beside.goal_kpi if key == GOAL else _measured(question, beside.measures)
    return View(
        id=f"view:{key}",
        kind="goal" if key == GOAL else "scale",
        title=TITLES.get(key) or titled(question, name),
        measured=f"metric:{kpi}" if kpi else "",
        reached=beside.goal_reached if key == GOAL else None,
        voices=_in_order(voices),
        steps=widest,
        apart=widest >= APART,
    )


def _measured(question: Question, measures: Sequence[Measure]) -> str:
    """Find the number that measures what a question asks: the first KPI it feeds that has a value."""
    there = {measure.id for measure in measures if measure.value is not None}
    return next((kpi for kpi in question.feeds if kpi in there), "")


def titled(question: Question, name: str) -> Words:
    """Name a question in its few words; a repeated one speaks of the last part of its id."""
    subject = name.removeprefix(f"{question.id}.") if name != question.id else ""

    def filled(text: str) -> str:
        return PLACE.sub(lambda found: subject if found[1] == "subject" else "", text).strip() or name

    return Words(en=filled(question.short.en), es=filled(question.short.es), fr=filled(question.short.fr))


def _moments(claims: Sequence[Claim], beside: Beside) -> Iterator[View]:
    """Put conclusions together that are about one moment, or about remembered minutes close to each other."""
    at = {f"moment:{moment.id}": moment for moment in beside.moments}
    about: dict[str, list[Claim]] = defaultdict(list)
    alone: list[Claim] = []
    for claim in claims:
        pointed = next((address for address in (*claim.evidence, *claim.against) if address in at), None)
        if pointed is not None:
            about[pointed].append(claim)
        elif claim.at_s is not None:
            alone.append(claim)
    for address, said in about.items():
        moment = at[address]
        yield _moment(address, moment.start_s, said, beside.sides.get(moment.id), address)
    for start, said in _close(alone):
        yield _moment(f"at:{start:.0f}", start, said, None, "")


def _close(claims: Iterable[Claim]) -> Iterator[tuple[float, list[Claim]]]:
    group: list[Claim] = []
    start = 0.0
    for claim in sorted(claims, key=lambda c: (c.at_s or 0.0, c.id)):
        at_s = claim.at_s or 0.0
        if group and at_s - start > NEAR_S:
            yield start, group
            group = []
        if not group:
            start = at_s
        group.append(claim)
    if group:
        yield start, group


def _moment(name: str, at_s: float, claims: Sequence[Claim], data: Polarity | None, address: str) -> View:
    sides = {claim.polarity for claim in claims} | ({data} if data else set())
    return View(
        id=name,
        kind="moment",
        title=say("Around {at}", at=quantity(at_s, "offset")),
        at_s=at_s,
        measured=address,
        data=data,
        voices=_in_order(
            [
                Voice(
                    respondent=claim.respondent,
                    role=claim.role,
                    address=f"claim:{claim.id}",
                    polarity=claim.polarity,
                    text=claim.text,
                )
                for claim in claims
            ]
        ),
        apart=len(sides) > 1,
    )


def _in_order(voices: Iterable[Voice]) -> tuple[Voice, ...]:
    """Order voices by role and name, never by what they said."""
    return tuple(sorted(voices, key=lambda voice: (voice.role, voice.respondent, voice.address)))
