"""What is doubtful in a question set that loads: each rule is a small function in a table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from rex.model.message import say
from rex.questionnaire.expression import parse
from rex.questionnaire.simulate import MOST_STEPS, Walked, walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rex.model.message import Message
    from rex.model.question import Question, QuestionSet

LANGS = ("en", "es", "fr")
SHORT = 0.4  # of the English length; es and fr run longer than English as a rule
LONG_ENOUGH = 30  # characters; below that a short translation proves nothing
SCALES = ("likert", "nps")
NO_KPI = re.compile(r"B\d+|report:.*")
"""What a question may feed that is no KPI: a check, or a section of the report."""
BLAMING = {
    "en": re.compile(r"\bwhy did(?:n't)? you\b|^who\b", re.IGNORECASE),
    "es": re.compile(r"\bpor qué (?:no )?(?:hizo|ha|hicieron)\b|^¿?quién(?:es)?\b", re.IGNORECASE),
    "fr": re.compile(r"\bpourquoi (?:n'|ne )?avez[- ]vous\b|^qui\b", re.IGNORECASE),
}


LEADING = {
    "en": (
        "great", "amazing", "excellent", "successful", "terrible", "awful", "failure", "obviously", "clearly",
        "of course", "surely", "don't you agree",
    ),
    "es": (
        "genial", "excelente", "increíble", "exitoso", "exitosa", "éxito", "terrible", "fracaso", "obviamente",
        "claramente", "por supuesto", "no cree",
    ),
    "fr": (
        "génial", "excellent", "formidable", "réussi", "réussie", "succès", "terrible", "échec", "évidemment",
        "clairement", "bien sûr", "n'est-ce pas",
    ),
}  # fmt: skip
"""Words that tell people what to feel before they answer."""
_LEADING = {lang: re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE) for lang, words in LEADING.items()}


@dataclass(frozen=True, slots=True)
class Doubt:
    """One finding: the rule's word, the question's id (empty for the whole set), what was met, why, and what to do."""

    rule: str
    question: str
    what: str
    rule_says: Rule


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: how it looks, why it matters, what helps."""

    look: Callable[[QuestionSet], Iterator[tuple[str, str]]]
    why: Message
    todo: Message


def lint(question_set: QuestionSet) -> tuple[Doubt, ...]:
    """Give all findings of all rules, rule by rule, in the order of the questions."""
    return tuple(
        Doubt(name, where, what, rule) for name, rule in RULES.items() for where, what in rule.look(question_set)
    )


def _asked(question_set: QuestionSet) -> Iterator[Question]:
    return (q for q in question_set.questions if not q.deprecated and q.type != "computed")


def _blaming(question_set: QuestionSet) -> Iterator[tuple[str, str]]:
    for question in _asked(question_set):
        for lang in LANGS:
            if BLAMING[lang].search(question.label.said(lang)):
                yield question.id, f"{lang}: {question.label.said(lang)}"


def _two_marks(question_set: QuestionSet) -> Iterator[tuple[str, str]]:
    for question in _asked(question_set):
        for lang in LANGS:
            if question.label.said(lang).count("?") > 1:
                yield question.id, f"{lang}: {question.label.said(lang)}"


def _short(question_set: QuestionSet) -> Iterator[tuple[str, str]]:
    for question in _asked(question_set):
        english = question.label.en
        for lang in LANGS[1:]:
            said = question.label.said(lang)
            same = said == english and " " in english
            if same or (len(english) >= LONG_ENOUGH and len(said) < SHORT * len(english)):
                yield question.id, f"{lang}: {said}"


def _budget(question_set: QuestionSet) -> Iterator[tuple[str, str]]:
    asked = list(_asked(question_set))
    quick = sum(q.budget for q in asked if q.depth == "quick")
    for points, most in ((quick, question_set.budget), (sum(q.budget for q in asked), question_set.full_budget)):
        if most is not None and points > most:
            yield "", f"{points} > {most}"


def _feeds_nothing(question_set: QuestionSet) -> Iterator[tuple[str, str]]:
    texts = [t for q in question_set.questions for t in (q.when, q.default, q.compute) if t is not None]
    texts += [c.disabled_if for q in question_set.questions for c in q.choices if c.disabled_if is not None]
    used = {name for text in texts for name, _ in parse(text).names}
    for question in _asked(question_set):
        if question.type != "note" and not question.feeds and question.makes is None and question.id not in used:
            yield question.id, question.label.en


def _uneven(question_set: QuestionSet) -> Iterator[tuple[str, str]]:
    for question in _asked(question_set):
        worths = [c.worth for c in question.choices if c.worth is not None]
        if question.type == "likert" and worths not in (sorted(worths), sorted(worths, reverse=True)):
            yield question.id, ", ".join(f"{worth:g}" for worth in worths)


def _mixed_scale(question_set: QuestionSet) -> Iterator[tuple[str, str]]:
    first: dict[str, int] = {}
    for question in _asked(question_set):
        if question.scale_source and question.choices:
            steps = first.setdefault(question.scale_source, len(question.choices))
            if steps != len(question.choices):
                yield question.id, f"{question.scale_source}: {steps}, {len(question.choices)}"


def _two_scales(question_set: QuestionSet) -> Iterator[tuple[str, str]]:
    """Find scales beside one whose place they take, and those that feed one KPI in another form than the first."""
    asked = list(_asked(question_set))
    there = {question.id for question in asked}
    told: set[str] = set()
    for question in asked:
        for name in question.instead_of:
            if name in there:
                told.add(question.id)
                yield question.id, f"{name}, {question.id}"
    first: dict[str, Question] = {}
    for question in asked:
        if question.type not in SCALES or question.id in told:
            continue
        fed = [first.setdefault(name, question) for name in question.feeds if not NO_KPI.fullmatch(name)]
        other = next((one for one in fed if _form(one) != _form(question)), None)
        if other is not None:
            yield question.id, f"{other.id}, {question.id}"


def _form(question: Question) -> tuple[str, int, str]:
    """Give what makes two scales one: how it is answered, its steps, and whose scale it is."""
    return question.type, len(question.choices), question.scale_source


def _leading(question_set: QuestionSet) -> Iterator[tuple[str, str]]:
    for question in _asked(question_set):
        for lang in LANGS:
            found = _LEADING[lang].search(question.label.said(lang))
            if found:
                yield question.id, f"{lang}: “{found[0]}”"


@lru_cache(maxsize=1)  # two rules look at the same walk, which takes longer than all other rules together
def _paths(question_set: QuestionSet) -> Walked:
    return walk(question_set)


def _walked(question_set: QuestionSet) -> Iterator[tuple[str, str]]:
    """Walk all paths: a question that no answers open is dead, one that an answer breaks is broken."""
    walked = _paths(question_set)
    if walked.steps >= MOST_STEPS:
        return  # too many paths to say that one of them is missing
    for question in _asked(question_set):
        if question.id not in walked.asked:
            yield question.id, question.when or question.label.en


def _broken(question_set: QuestionSet) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for where, what in _paths(question_set).faults:
        if where not in seen:
            seen.add(where)
            yield where, what


def _gone(question_set: QuestionSet) -> Iterator[tuple[str, str]]:
    gone = {question.id for question in question_set.questions if question.deprecated}
    for question in _asked(question_set):
        for name, _ in parse(question.when or "true").names:
            if name in gone:
                yield question.id, name


RULES: dict[str, Rule] = {
    "never-asked": Rule(
        _walked,
        say("No answers open this question: it costs nothing and tells nothing."),
        say("Correct its `when`, or take it out."),
    ),
    "breaks": Rule(
        _broken,
        say("An answer that it offers is refused, so a person cannot go on."),
        say("Correct its choices, limits or `validate`."),
    ),
    "asks-the-gone": Rule(
        _gone,
        say("It waits for a question that is no longer asked."),
        say("Name the question that took its place."),
    ),
    "blaming-wording": Rule(
        _blaming,
        say("Asked for reasons or names, people defend themselves and tell less."),
        say("Ask what happened, or how."),
    ),
    "leading-wording": Rule(
        _leading,
        say("The word tells people what to feel before they answer."),
        say("Use a word that leaves both answers open."),
    ),
    "two-questions": Rule(
        _two_marks,
        say("Two questions get one answer, and nobody can tell to which."),
        say("Make two questions of it, or drop one."),
    ),
    "missing-translation": Rule(
        _short,
        say("It reads like English, or far too short to say the same."),
        say("Write the whole question in this language."),
    ),
    "over-budget": Rule(
        _budget,
        say("People stop before the end when it takes longer than was said."),
        say("Drop a question, or move one to full depth."),
    ),
    "feeds-nothing": Rule(
        _feeds_nothing,
        say("Its answer is used nowhere, so it wastes people's time."),
        say("Say what it feeds, or drop it."),
    ),
    "uneven-scale": Rule(
        _uneven,
        say("The steps of a scale have to go one way, else its mean says nothing."),
        say("Put the values of its choices into order."),
    ),
    "mixed-scale": Rule(
        _mixed_scale,
        say("The same scale with another number of steps cannot be compared."),
        say("Use the scale as its source has it."),
    ),
    "two-scales": Rule(
        _two_scales,
        say("Two scales would make one trend, and neither could be compared with an earlier session."),
        say("Ask one of the two: drop the other, or let it feed a figure of its own."),
    ),
}
