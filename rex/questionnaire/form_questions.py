"""The questions of a form: those that can be asked before any number is known, as plain data in three languages.

The page that shows them evaluates `when`, `default`, `disabled_if` and demands itself, so every question is here, with
its expressions as lists (`form_tree`). A question that speaks of something the numbers brought up is left out, and so
is every question that depends on the answer to such a one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from rex.questionnaire.asked import lay_out
from rex.questionnaire.expression import parse
from rex.questionnaire.facts import REVEAL_NAMES
from rex.questionnaire.form_tree import tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rex.model.answer import Phase
    from rex.model.draft import Draft
    from rex.model.question import Question, QuestionSet
    from rex.questionnaire.asked import Asked
    from rex.questionnaire.facts import BlindFacts

Plain: TypeAlias = "dict[str, Any]"

PHASES: tuple[Phase, ...] = ("blind", "commit")
TEXTS = ("label", "short", "help", "placeholder", "explain")


def questions(question_set: QuestionSet, facts: Mapping[str, BlindFacts], draft: Draft) -> list[Plain]:
    """Give the form's questions in the set's order.

    `facts` are those of each language, `draft` says depth and role.
    """
    bare = _bare(question_set)
    whole = draft.model_copy(update={"answers": dict.fromkeys(_times(question_set), "x")})
    labels = {lang: _laid(bare, known, whole, lang) for lang, known in facts.items()}
    reasons = {lang: _laid(_bare(_reasoned(question_set)), known, whole, lang) for lang, known in facts.items()}
    first = next(iter(labels.values()))
    return [_plain(question_set, name, {lang: rows[name] for lang, rows in labels.items()}, reasons) for name in first]


def computed(question_set: QuestionSet) -> list[Plain]:
    """Give what is worked out from the answers, in the order of working it out."""
    return [{"id": q.id, "tree": tree(q.compute)} for q in standing(question_set) if q.compute is not None]


def names_used(question_set: QuestionSet) -> frozenset[str]:
    """Name everything that the form's expressions speak of: no other fact has to be in the page."""
    return frozenset(name for q in standing(question_set) for name in _names(q))


def standing(question_set: QuestionSet) -> tuple[Question, ...]:
    """Give the questions that need nothing of what the numbers show."""
    unknown, before = set(REVEAL_NAMES), 0
    while before != len(unknown):
        before = len(unknown)
        unknown |= {q.id for q in question_set.questions if q.phase == "reveal" or unknown & set(_needed(q))}
    return tuple(q for q in question_set.questions if q.id not in unknown)


def _needed(question: Question) -> Iterator[str]:
    yield from _names(question)
    over = question.repeat.over if question.repeat else None
    yield from (name for name in (question.about, question.choices_from, over) if name is not None)


def _names(question: Question) -> Iterator[str]:
    texts = [question.when, question.default, question.compute]
    texts += [choice.disabled_if for choice in question.choices]
    texts += [demand.holds for demand in question.demands]
    for text in texts:
        if text is not None:
            yield from (name for name, _ in parse(text).names)


def _bare(question_set: QuestionSet) -> QuestionSet:
    """Take out everything that hangs on answers: the page works it out."""
    return question_set.model_copy(update={"questions": tuple(_freed(q) for q in standing(question_set))})


def _freed(question: Question) -> Question:
    choices = tuple(c.model_copy(update={"disabled_if": None, "reason": None}) for c in question.choices)
    free: Plain = {"when": None, "default": None, "compute": None, "mixed": None, "shuffle": False, "choices": choices}
    return question.model_copy(update=free | {"deprecated": question.deprecated or question.compute is not None})


def _reasoned(question_set: QuestionSet) -> QuestionSet:
    """Put each choice's reason in the place of its label, so that its places are filled as a label's are."""
    return question_set.model_copy(update={"questions": tuple(_reasons_first(q) for q in question_set.questions)})


def _reasons_first(question: Question) -> Question:
    told = tuple(c.model_copy(update={"label": c.reason or c.label}) for c in question.choices)
    return question.model_copy(update={"choices": told})


def _times(question_set: QuestionSet) -> Iterator[str]:
    """Name every time of the questions that are asked several times, so that all are laid out."""
    for q in question_set.questions:
        if q.repeat is not None and q.repeat.over is None:
            yield from (f"{q.id}.{n}" for n in range(1, q.repeat.most + 1))


def _laid(question_set: QuestionSet, facts: BlindFacts, draft: Draft, lang: str) -> dict[str, Asked]:
    return {
        asked.id: asked for phase in PHASES for asked in lay_out(question_set, phase, facts, draft, lang, apart=True)
    }


def _plain(question_set: QuestionSet, name: str, said: Mapping[str, Asked], reasons: Mapping[str, Any]) -> Plain:
    question = question_set.question(name)
    assert question is not None  # noqa: S101 - it was laid out from the same set
    times = question.repeat is not None and question.repeat.over is None
    n = int(name.rpartition(".")[2]) if times else 1
    return {
        "id": name,
        "base": question.id,
        "type": question.type,
        "phase": question.phase,
        "points": question.points,
        "required": question.required,
        "na": question.not_applicable,
        "pii": question.pii,
        "apart": question.anonymity == "anonymous",
        "limits": question.limits.model_dump(),
        "mixed": question.mixed,
        "shuffle": question.shuffle,
        "after": f"{question.id}.{n - 1}" if n > 1 else None,
        "when": _tree(question.when),
        "default": _tree(question.default),
        "demands": [{"holds": tree(d.holds), "says": d.message.model_dump()} for d in question.demands],
        "text": {lang: {key: getattr(asked, key) for key in TEXTS} for lang, asked in said.items()},
        "options": _options(question, name, said, reasons),
    }


def _options(question: Question, name: str, said: Mapping[str, Asked], reasons: Mapping[str, Any]) -> list[Plain]:
    made: list[Plain] = []
    for at, option in enumerate(next(iter(said.values())).options):
        own = None if question.type == "nps" else question.choice(option.id)
        off = own.disabled_if if own is not None else None
        made.append(
            {
                "id": option.id,
                "alone": option.alone,
                "own": own is not None,
                "last": own is not None and own.last,
                "off": _tree(off),
                "label": {lang: asked.options[at].label for lang, asked in said.items()},
                "reason": {lang: rows[name].options[at].label for lang, rows in reasons.items()} if off else {},
            }
        )
    return made


def _tree(text: str | None) -> list[Any] | None:
    return None if text is None else tree(text)
