"""The team's questions about a period, step by step: blind answers, seal, numbers, the question after them.

Nothing here asks or prints, and nothing here reads a record: until the seal a person is told the period's name alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rex.config.placed import did_you_mean
from rex.errors import UsageError
from rex.model.draft import Draft
from rex.questionnaire.answers_file import Missing, apply, missing, read_answers, set_named
from rex.questionnaire.facts import BlindFacts, RevealFacts, Sealed, Unattended
from rex.questionnaire.load import Sets
from rex.questionnaire.run import Interview
from rex.store.answers import load_draft, save_draft
from rex.text.spans import span_title
from rex.workflow.period_said import ABOUT, demand_period_set, period_answers_file, period_drafts

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from rex.config.workspace import WorkspaceSettings
    from rex.model.question import QuestionSet
    from rex.text.speaker import Speaker
    from rex.workflow.runtime import Runtime
    from rex.workflow.spans import Span

DEFAULT_SET = "period"


@dataclass(frozen=True)
class PeriodDesk:
    """One period laid out for its questions: its name, its title in the reader's language, and who may be asked."""

    root: Path
    period: str
    title: str
    brand: str
    zone: str | None
    questions: QuestionSet
    sets: Sets

    @property
    def person(self) -> str:
        """Name whoever is asked where nobody is named: the set's own role."""
        return self.questions.role

    @property
    def facts(self) -> BlindFacts:
        """Give all that may be said before the seal."""
        return BlindFacts(session=self.period, title=self.title, brand=self.brand)


def lay_out_period(
    root: Path, span: Span, settings: WorkspaceSettings, speaker: Speaker, set_name: str = DEFAULT_SET
) -> PeriodDesk:
    """Lay out a span of days for its questions; raises UsageError at a set that is not about a period."""
    sets = Sets([root / "questionnaires"])
    questions = sets[set_name]
    if questions.about != ABOUT:
        known = [name for name in sets.names() if sets[name].about == ABOUT]
        what = f'The question set "{set_name}" is not about a period.'
        raise UsageError(what, todo=did_you_mean(set_name, known), kept="")
    title = span_title(speaker.lang, span.first, span.last)
    return PeriodDesk(root, span.name, title, settings.client, settings.timezone, questions, sets)


def begin_period(desk: PeriodDesk, person: str, runtime: Runtime, lang: str) -> Interview:
    """Begin a person's interview, or take it up, with nothing known but the period's name."""
    return _interview(desk, _draft(desk, person, lang), desk.facts, runtime, lang)


def after_the_numbers(desk: PeriodDesk, interview: Interview, runtime: Runtime, lang: str) -> Interview:
    """Go on once the numbers were shown; raises UsageError while the blind answers are not sealed."""
    facts = RevealFacts(Sealed.of(interview.draft), desk.facts)
    return _interview(desk, interview.draft, facts, runtime, lang)


def take_period_answers(
    desk: PeriodDesk, file: Path, person: str, runtime: Runtime, lang: str, *, rehearse: bool = False
) -> str:
    """Take a file's answers all or none, for whom it names or else this person, or only try it; gives whose they are.

    Answers that no seal covers count as not blind. Raises FileError at an unknown id or a wrong value, with its place.
    """
    named = set_named(file)
    if named and named != desk.questions.set:
        demand_period_set(named, desk.sets, file.name)
    questions = desk.sets[named or desk.questions.set]
    given = read_answers(file, questions)
    draft = _draft(desk, given.respondent or person, lang, given.role or questions.role, questions.set)
    facts = RevealFacts(_proof(draft, file.name), desk.facts)
    apply(given, Interview(desk.sets[draft.set], draft, facts, lambda _: None, lambda: runtime.now, lang))
    if not rehearse:
        apply(given, _interview(desk, draft, facts, runtime, lang))
    return draft.respondent


def open_questions(desk: PeriodDesk, runtime: Runtime, lang: str, person: str | None = None) -> tuple[Missing, ...]:
    """Name the questions still open for a person; for all who began, or the set's own role, where nobody is named."""
    if person is not None:
        drafts: tuple[Draft, ...] = (_draft(desk, person, lang),)
    else:
        drafts = period_drafts(desk.root, desk.period, desk.sets) or (_draft(desk, desk.person, lang),)
    found: dict[str, Missing] = {}
    for draft in drafts:
        interview = _interview(desk, draft, RevealFacts(_proof(draft, ""), desk.facts), runtime, lang)
        found |= {question.id: question for question in missing(interview)}
    return tuple(found.values())


def _proof(draft: Draft, file: str) -> Sealed | Unattended:
    return Unattended(file) if draft.seal is None else Sealed.of(draft)


def _draft(desk: PeriodDesk, person: str, lang: str, role: str = "", set_name: str = "") -> Draft:
    """Take up a person's answers where they stand, or begin them."""
    file = period_answers_file(desk.root, desk.period, person)
    found = load_draft(file)
    if found is None:
        name = set_name or desk.questions.set
        return Draft(respondent=person, role=role or desk.questions.role, set=name, language=lang)
    demand_period_set(found.set, desk.sets, file.relative_to(desk.root).as_posix())
    return found


def _interview(
    desk: PeriodDesk, draft: Draft, facts: BlindFacts | RevealFacts, runtime: Runtime, lang: str
) -> Interview:
    """Make the interview; every answer is on the disk before the next question."""
    file = period_answers_file(desk.root, desk.period, draft.respondent)

    def now() -> datetime:
        return runtime.instant(desk.zone)

    return Interview(desk.sets[draft.set], draft, facts, lambda made: save_draft(file, made), now, lang)
