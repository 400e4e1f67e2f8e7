"""The main job, step by step: blind answers, seal, numbers, questions about them, checks, actions, record.

The command line calls the steps in order and talks in between; without a terminal it calls
`conclude` alone. Nothing here asks or prints.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rex.compare.restating import restated
from rex.model.finding import Checks
from rex.model.message import say
from rex.questionnaire.answers_file import GivenAnswers, Missing, apply, missing, read_answers, set_named
from rex.questionnaire.facts import RevealFacts, Sealed, Unattended
from rex.store.records import keep_damaged, replaced
from rex.workflow.analysis import Analysis, analyse
from rex.workflow.assembling import assemble, with_checks
from rex.workflow.desk import (
    Desk,
    all_drafts,
    blind_facts,
    draft_of,
    interview_of,
    rehearsal_of,
)
from rex.workflow.judging import judge
from rex.workflow.maturity import maturity_of
from rex.workflow.opinions import opinions_of
from rex.workflow.revealing import reveal_facts
from rex.workflow.settling import close_earlier, demand_places, open_new, settle_earlier

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from rex.model.action import Action
    from rex.model.draft import Draft
    from rex.model.question import Depth
    from rex.model.retrospective import Retrospective
    from rex.questionnaire.facts import BlindFacts
    from rex.questionnaire.run import Interview
    from rex.text.speaker import Speaker
    from rex.workflow.maturity import Maturity
    from rex.workflow.opinions import Opinions
    from rex.workflow.runtime import Runtime


@dataclass(frozen=True)
class Concluded:
    """A finished review: the record, and by file the ids of answers to questions that nobody is asked here."""

    record: Retrospective
    analysis: Analysis
    left: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class Kept:
    """What became of a file of answers: how many are saved, and the ids of questions that are not asked now.

    `unsealed` names the blind questions that are still open, and keep the answers from being sealed.
    """

    count: int
    left: tuple[str, ...]
    unsealed: tuple[str, ...] = ()


def begin(desk: Desk, person: str, runtime: Runtime, speaker: Speaker, depth: Depth | None = None) -> Interview:
    """Begin a person's interview, or take it up, with nothing known but what stands in `session.yaml`.

    A `depth` other than the one begun with goes on from there: what is answered stays answered.
    """
    draft = draft_of(desk, person, speaker.lang)
    if depth is not None and depth != draft.depth:
        draft = draft.model_copy(update={"depth": depth})

    def told_in(lang: str) -> BlindFacts:
        return blind_facts(desk, replace(speaker, lang=lang))

    return interview_of(desk, draft, told_in(speaker.lang), runtime, speaker.lang, told_in)


def reveal(desk: Desk, interview: Interview, analysis: Analysis, runtime: Runtime, speaker: Speaker) -> Interview:
    """Go on with the interview after the seal: now the questions speak of what the numbers brought up."""
    draft = interview.draft
    file = f"answers/{draft.respondent}.yaml"
    hindsight = draft.seal is None and draft.shown is not None  # numbers were shown before: there is nothing to seal
    proof: Sealed | Unattended = Unattended(file) if hindsight else Sealed.of(draft)

    def told_in(lang: str) -> RevealFacts:
        theirs = replace(speaker, lang=lang)
        return reveal_facts(desk, blind_facts(desk, theirs), analysis, draft, proof, theirs)

    return interview_of(desk, draft, told_in(speaker.lang), runtime, speaker.lang, told_in)


def take_answers(
    desk: Desk, file: Path, analysis: Analysis, runtime: Runtime, speaker: Speaker, *, rehearse: bool = False
) -> tuple[str, ...]:
    """Take a file of answers for the person it names, or only try it; gives the ids that nobody is asked now.

    Answers without a seal count as not blind, and no later seal makes them so: the numbers are there to be seen.
    Raises FileError at an unknown id or a wrong value, with line and column.
    """
    desk = desk_for(desk, file)
    given = read_answers(file, desk.questions)
    draft = draft_of(desk, given.respondent or desk.person, speaker.lang, given.role)
    if draft.seal is None:
        draft = draft.model_copy(update={"shown": draft.shown or runtime.instant(desk.session.timezone)})
    proof: Sealed | Unattended = Unattended(file.name) if draft.seal is None else Sealed.of(draft)
    facts: RevealFacts = reveal_facts(desk, blind_facts(desk, speaker), analysis, draft, proof, speaker)
    _, left = _taken(desk, given, draft, lambda known: rehearsal_of(desk, known, facts, runtime, speaker.lang))
    if not rehearse:
        _, left = _taken(desk, given, draft, lambda known: interview_of(desk, known, facts, runtime, speaker.lang))
    return left


def _taken(
    desk: Desk, given: GivenAnswers, draft: Draft, interview_at: Callable[[Draft], Interview]
) -> tuple[Interview, tuple[str, ...]]:
    """Give a file's answers at the depth that the person began with, and then at full depth what only that asks.

    What somebody wrote down was meant: steps are asked at quick depth and ranges at full, and one file may hold both.
    Gives the interview as it stands then, and the ids that neither asks.
    """
    interview = interview_at(draft)
    left = apply(given, interview)
    asked = (desk.questions.question(name) for name in left)
    if interview.draft.depth == "full" or not any(one is not None and one.depth == "full" for one in asked):
        return interview, left
    deeper = interview_at(interview.draft.model_copy(update={"depth": "full"}))
    return deeper, apply(given.only(left), deeper)


def desk_for(desk: Desk, file: Path) -> Desk:
    """Lay the desk for the set that a file of answers belongs to; the one that lies there where it does not say."""
    name = set_named(file)
    return replace(desk, questions=desk.sets[name]) if name in desk.sets.names() else desk


def conclude(desk: Desk, analysis: Analysis, runtime: Runtime) -> Retrospective:
    """Lay everybody's answers beside the numbers, settle and open actions, run the checks, and make the record."""
    old = replaced(desk.folder)  # before anything is written: a newer REX's record stops the review
    drafts = all_drafts(desk)
    opinions = opinions_of(desk, drafts, analysis)
    named = [draft for draft in drafts if draft.anonymity != "anonymous"]  # an action would tell who wrote it
    demand_places(desk, named)  # before anything is written
    close_earlier(desk, named, analysis, runtime.now)
    actions = open_new(desk, named, runtime.now, analysis.session.timezone)
    maturity = maturity_of(analysis, old, runtime.now, said_settled=runtime.settled)
    made = _made(_again(desk), analysis, opinions, drafts, actions, runtime.now, maturity)
    damaged = keep_damaged(desk.folder)
    if damaged is not None:
        runtime.tell("set aside", say("the damaged record, as {file}", file=damaged.name))
    return made if old is None else restated(old, made)


def preview(desk: Desk, analysis: Analysis, runtime: Runtime) -> Retrospective:
    """Make the record as it would stand now, without writing anything: what the reveal shows, and what checks say."""
    drafts = all_drafts(desk)
    maturity = maturity_of(analysis, replaced(desk.folder), runtime.now)
    return _made(desk, analysis, opinions_of(desk, drafts, analysis), drafts, None, runtime.now, maturity)


def _made(
    desk: Desk,
    analysis: Analysis,
    opinions: Opinions,
    drafts: Sequence[Draft],
    actions: tuple[Action, ...] | None,
    now: datetime,
    maturity: Maturity,
) -> Retrospective:
    """Put the record together, then let the checks look at it; without `actions` none can have been decided yet."""
    became = settle_earlier(desk, analysis, now)
    bare = assemble(analysis, opinions, Checks(), became, actions or (), now, maturity, benchmarks=desk.benchmarks)
    return with_checks(bare, judge(desk, analysis, bare, drafts, decided=actions is not None), analysis)


def _again(desk: Desk) -> Desk:
    """Read the ledger again after it was written."""
    from rex.actions import ledger

    return replace(desk, actions=ledger.read(desk.root / "actions"))


def review_without_asking(
    desk: Desk, answers: list[Path], runtime: Runtime, speaker: Speaker, *, alone: bool = False
) -> Concluded:
    """Review a session from its files and the given answers alone; nothing is ever asked."""
    analysis = analyse(desk.folder, desk.session, runtime, alone=alone)
    for file in answers:  # all are tried first: a mistake in the last one leaves nothing of the others behind
        take_answers(desk, file, analysis, runtime, speaker, rehearse=True)
    left = tuple((file.name, take_answers(desk, file, analysis, runtime, speaker)) for file in answers)
    return Concluded(conclude(desk, analysis, runtime), analysis, tuple((name, ids) for name, ids in left if ids))


def missing_answers(desk: Desk, analysis: Analysis, runtime: Runtime, speaker: Speaker) -> tuple[Missing, ...]:
    """Name the questions that are still open for the people who began, or for the set's own role when nobody did."""
    drafts = all_drafts(desk) or [draft_of(desk, desk.person, speaker.lang)]
    found: dict[str, Missing] = {}
    for draft in drafts:
        proof: Sealed | Unattended = Unattended("") if draft.seal is None else Sealed.of(draft)
        facts = reveal_facts(desk, blind_facts(desk, speaker), analysis, draft, proof, speaker)
        interview = interview_of(desk, draft, facts, runtime, speaker.lang)
        found |= {question.id: question for question in missing(interview)}
    return tuple(found.values())


def take_blind_answers(desk: Desk, file: Path, person: str, runtime: Runtime, speaker: Speaker) -> Kept:
    """Take a file's answers to the blind questions for one person; no export is opened.

    They are sealed once none is left open: no number is there yet, so that the seal's time proves what it says.
    """
    desk = desk_for(desk, file)
    given = read_answers(file, desk.questions)
    draft = draft_of(desk, given.respondent or person, speaker.lang, given.role)
    facts = blind_facts(desk, speaker)
    _taken(desk, given, draft, lambda known: rehearsal_of(desk, known, facts, runtime, speaker.lang))
    interview, left = _taken(desk, given, draft, lambda known: interview_of(desk, known, facts, runtime, speaker.lang))
    unsealed = tuple(asked.id for asked in interview.open("blind"))
    if interview.draft.seal is None and interview.draft.shown is None and not unsealed:
        interview.seal()
    return Kept(len(given.values) - len(left), left, unsealed if interview.draft.seal is None else ())
