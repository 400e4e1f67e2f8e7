"""Made people who walk through a question set until every answer was given once, to see what is asked and what breaks.

Each walk takes for every question the answer that was given least so far. A question that is then still unasked gets
walks of its own: the answers that make its `when` true are looked for and given. Nothing here is random.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice, product
from typing import TYPE_CHECKING, Any, NamedTuple

from rex.errors import UsageError
from rex.model.draft import Draft
from rex.questionnaire.asked import known_to
from rex.questionnaire.expression import parse
from rex.questionnaire.facts import BlindFacts, Named, RevealFacts, Told, Unattended
from rex.questionnaire.run import PHASES, Interview
from rex.questionnaire.values import BadValueError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rex.model.question import Depth, Question, QuestionSet
    from rex.questionnaire.asked import Asked
    from rex.questionnaire.expression import Value

NOW = datetime(2026, 11, 20, 21, tzinfo=UTC)
MOST_WALKS = 60
MOST_STEPS = 6_000
"""Answers given in all; a set of 20 questions needs about 300."""
_MOST_TRIES = 2_000
_LONGEST = 20_000


class Reply(NamedTuple):
    """One way to answer: `given` with a value, or a state without one."""

    state: str
    value: Any = None


@dataclass(slots=True)
class Walked:
    """What the walks met: the questions that were asked, and what went wrong, in words, with the question's id."""

    asked: set[str] = field(default_factory=set)
    faults: list[tuple[str, str]] = field(default_factory=list)
    walks: int = 0
    steps: int = 0


def facts() -> tuple[BlindFacts | RevealFacts, ...]:
    """Make what a question may speak of: once with a little of everything, once with nothing."""
    named = (Named("one", "The first"), Named("two", "The second"))
    blind = BlindFacts(
        session="2026-11-20-made", title="A made show", goal="a conversion of at least 5%", goal_kpi="conversion_rate",
        kpis=(Named("conversion_rate", "Conversion"), Named("revenue", "Revenue")), open_actions=named, products=named,
        people=named, brand="A brand", currency="EUR", duration_s=3600.0,
    )  # fmt: skip
    told = (
        Told("moment:1", "00:10 to 00:12, many messages", "", "worked", at_s=600),
        Told("moment:2", "00:40 to 00:44, viewers left", "", "did_not", at_s=2400),
    )
    kpi = (Told("metric:revenue", "Revenue, above usual", "", "worked", "up", topic="revenue"),)
    claim = Told("claim:csm.csm.repeat", "the test carried the show", polarity="worked")
    proof = Unattended("")
    return (
        RevealFacts(
            proof,
            blind,
            told,
            told,
            kpi,
            disputed=told,
            evidence=(*told, *kpi),
            main_claim=claim,
            other_claims=(Told("claim:csm.csm.change", "the stock ran out", polarity="did_not"),),
        ),
        RevealFacts(proof, BlindFacts(session="2026-11-20-made", title="A made show")),
    )


def walk(question_set: QuestionSet, lang: str = "en", depths: Sequence[Depth] = ("quick", "full")) -> Walked:
    """Walk every path of a set that answers can open, at these depths, in one language."""
    walked = Walked()
    roles = sorted({role for question in question_set.questions for role in question.audience} | {question_set.role})
    for depth in depths:
        for known in facts():
            for role in roles:
                _Walker(question_set, known, depth, role, lang, walked).go()
    return walked


class _Walker:
    """Walks with one kind of facts, at one depth, in one role."""

    def __init__(
        self,
        question_set: QuestionSet,
        known: BlindFacts | RevealFacts,
        depth: Depth,
        role: str,
        lang: str,
        walked: Walked,
    ) -> None:
        self._set, self._facts, self._depth, self._role, self._lang = question_set, known, depth, role, lang
        self._walked = walked
        self._tried: Counter[tuple[str, int]] = Counter()
        self._met: dict[str, int] = {}
        self._own: set[str] = set()

    def go(self) -> None:
        for _ in range(MOST_WALKS):
            before = len(self._tried)
            self._once({})
            if len(self._tried) == before or self._is_spent():
                break
        for question in self._set.questions:
            if question.id in self._own or question.when is None or self._is_spent():
                continue
            wanted = self._opening(question)
            if wanted is not None:
                self._once(wanted)

    def _draft(self) -> Draft:
        return Draft(
            respondent="made",
            role=self._role,
            set=self._set.set,
            depth=self._depth,
            language=self._lang,
            anonymity="anonymous",  # so that what is kept apart from names is walked too
        )

    def _is_spent(self) -> bool:
        return self._walked.steps >= MOST_STEPS

    def _once(self, wanted: dict[str, Reply]) -> None:
        """Walk from the first question to the last; `wanted` are answers that are given for sure."""
        draft = self._draft()
        interview = Interview(self._set, draft, self._facts, lambda _: None, lambda: NOW, self._lang)
        self._walked.walks += 1
        for phase in PHASES:
            while rows := interview.open(phase):
                if self._walked.steps >= MOST_STEPS:
                    return
                self._walked.steps += 1
                if not self._answer(interview, rows[0], wanted):
                    return

    def _answer(self, interview: Interview, asked: Asked, wanted: dict[str, Reply]) -> bool:
        self._own.add(asked.question.id)
        self._walked.asked.add(asked.question.id)
        ways = replies(asked)
        self._met[asked.id] = len(ways)
        at = min(range(len(ways)), key=lambda n: self._tried[asked.id, n])
        self._tried[asked.id, at] += 1
        reply = wanted.get(asked.id, ways[at])
        try:
            give(interview, asked, reply)
        except (BadValueError, UsageError) as error:
            self._walked.faults.append((asked.id, f"{reply.state} {reply.value!r}: {error}"))
            return False
        return True

    def _opening(self, question: Question) -> dict[str, Reply] | None:
        """Find answers to the questions that a `when` names which make it true; None where there are none."""
        expression = parse(question.when or "")
        names = [name for name, _ in expression.names if self._set.question(name) is not None]
        draft = self._draft()
        interview = Interview(self._set, draft, self._facts, lambda _: None, lambda: NOW, self._lang)
        known = known_to(self._set, draft, self._facts)
        ways = [_ways(interview, name) for name in names]
        for chosen in islice(product(*ways), _MOST_TRIES):
            told: dict[str, Value] = dict(known)
            told |= {name: _seen(reply) for name, reply in zip(names, chosen, strict=True)}
            if expression.holds(told):
                return dict(zip(names, chosen, strict=True))
        return None


def _ways(interview: Interview, name: str) -> list[Reply]:
    from rex.questionnaire.asked import bare

    question = interview.question_set.question(name)
    if question is None:
        return [Reply("skipped")]
    laid = bare(question, interview.facts.blind, interview.lang)
    return replies(laid[0]) if laid else [Reply("skipped")]


def _seen(reply: Reply) -> Value:
    if reply.state != "given":
        return None
    value = reply.value
    return value.get("choice", value.get("text", value.get("what"))) if isinstance(value, dict) else value


def give(interview: Interview, asked: Asked, reply: Reply) -> None:
    """Give a reply to the question that is open."""
    if reply.state == "given":
        interview.answer(asked.id, reply.value)
    elif reply.state == "skipped":
        interview.skip(asked.id)
    elif reply.state == "not_applicable":
        interview.not_applicable(asked.id)
    else:
        interview.dont_know(asked.id)


def replies(asked: Asked) -> list[Reply]:
    """Give every kind of answer: each choice, the ends of numbers, short, empty and long texts, states."""
    ways = [Reply("given", value) for value in _values(asked)]
    if not asked.question.required:
        ways.append(Reply("skipped"))
    ways.append(Reply("dont_know"))
    if asked.question.not_applicable:
        ways.append(Reply("not_applicable"))
    return ways


_ONE_OF = frozenset({"select", "likert", "nps", "forecast_steps"})
_NUMBERS = frozenset({"number", "int", "money", "percent"})
_ACTION = {"what": "a second moderator", "owner": "Ana", "due": "2026-11-27", "kpi": "revenue", "direction": "up"}
_FIXED: dict[str, tuple[Any, ...]] = {
    "date": ("2026-11-27",),
    "time_in_show": ("00:20:00",),
    "moment_text": ({"text": "what was seen", "at": "00:20:00"}, {"text": "what was seen"}),
    "action": (_ACTION, {"what": "an idea"}),
}


def _values(asked: Asked) -> Iterator[Any]:
    kind = asked.question.type
    if kind in _FIXED:
        yield from _FIXED[kind]
    elif asked.options or kind in ("product", "person"):
        yield from _chosen(asked)
    elif kind in _NUMBERS or kind == "forecast":
        yield from _numbers(asked)
    else:
        yield from ("a few words", "", "x" * min(asked.question.limits.longest, _LONGEST))


def _chosen(asked: Asked) -> Iterator[Any]:
    kind = asked.question.type
    ids = [option.id for option in asked.options if not option.reason]
    together = [option.id for option in asked.options if not option.reason and not option.alone]
    if kind in _ONE_OF:
        yield from ids
    elif kind == "multiselect":
        yield from ([one] for one in ids)
        yield together[: asked.question.limits.most]
    elif kind == "explained_choice":
        yield from ids
        yield from ({"choice": one, "text": "a few words"} for one in ids[:1])
    elif kind == "rank":
        yield from (together, together[:1])
    else:
        yield from [*ids[:1], "another"]


def _numbers(asked: Asked) -> Iterator[Any]:
    limits, kind = asked.question.limits, asked.question.type
    low = 0 if limits.low is None else limits.low
    high = (100 if kind == "percent" else 1_000_000) if limits.high is None else limits.high
    if kind == "forecast":
        yield {"low": low, "mid": (low + high) / 2, "high": high}
        return
    yield from dict.fromkeys((low, high, int((low + high) / 2)))
