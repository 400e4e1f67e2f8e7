"""What the team said of a period: every person's answers in words, from `reports/answers/<period>/`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.config.placed import did_you_mean
from rex.errors import FileError, Place
from rex.model.comparison import PeriodAnswer
from rex.questionnaire.anonymous import aliases, hidden, in_words
from rex.questionnaire.disagreement import titled
from rex.questionnaire.load import Sets
from rex.questionnaire.respondents import under_seal
from rex.store.answers import answers_file, load_draft

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rex.model.draft import Draft
    from rex.model.question import Question, QuestionSet

ABOUT = "period"


def period_answers_file(root: Path, period: str, person: str) -> Path:
    """Give the file of a person's answers about a period; raises UsageError where the name cannot be that of a file."""
    return root / "reports" / "answers" / period / answers_file(root, person).name


def period_drafts(root: Path, period: str, sets: Sets) -> tuple[Draft, ...]:
    """Read everybody's answers about a period, by name; raises FileError where no set has their questions."""
    return tuple(_drafts(root, period, sets))


def _drafts(root: Path, period: str, sets: Sets) -> Iterator[Draft]:
    folder = root / "reports" / "answers" / period
    for path in sorted(folder.glob("*.yaml")):
        draft = load_draft(path)
        if draft is not None:
            demand_period_set(draft.set, sets, path.relative_to(root).as_posix())
            yield draft


def demand_period_set(name: str, sets: Sets, file: str) -> None:
    """Raise FileError where a file of answers names no set of questions about a period."""
    known = [one for one in sets.names() if sets[one].about == ABOUT]
    if name not in known:
        what = f'{file}: there is no question set "{name}" about a period.'
        raise FileError(what, place=Place(file), todo=did_you_mean(name, known))


def said_in(root: Path, period: str, sets: Sets | None = None) -> tuple[PeriodAnswer, ...]:
    """Give what the team said of a period, question by question in their set's order, people by name.

    Only what was given: skipped and not known questions are left out, and so are answers without a name, which a
    handful of colleagues would recognise. Whoever answered under their role has the role's name.
    """
    known = sets or Sets([root / "questionnaires"])
    drafts = [draft for draft in period_drafts(root, period, known) if draft.anonymity != "anonymous"]
    names = aliases(drafts)
    found = [
        ((draft.set, rank), answer)
        for draft in drafts
        for rank, answer in _answers(draft, known[draft.set], names.get(draft.respondent))
    ]
    return tuple(answer for _, answer in sorted(found, key=lambda pair: pair[0]))


def _answers(draft: Draft, questions: QuestionSet, alias: str | None) -> Iterator[tuple[int, PeriodAnswer]]:
    rank = {question.id: n for n, question in enumerate(questions.questions)}
    for name in draft.answers:
        question = questions.question(name)
        if question is None or question.pii or question.anonymity == "anonymous":
            continue
        value = draft.given(name)
        said = in_words(question, value)
        if not said:
            continue
        yield (
            rank[question.id],
            PeriodAnswer(
                question=name,
                title=titled(question, name),
                person="" if hidden(question) else alias or draft.respondent,
                role=draft.role,
                phase=question.phase,
                said=said,
                step=_step(question, value),
                unsealed=question.phase == "blind" and not under_seal(draft, name),
            ),
        )


def _step(question: Question, value: object) -> float | None:
    """Give the place on a scale; None where the answer is words or a choice without an order."""
    if question.type not in ("likert", "nps") or isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value)
