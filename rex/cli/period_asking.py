"""`rex report --ask`: the team's questions before the month's numbers, at a terminal or from files."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rex.cli import edge, writing
from rex.cli.period_interviewing import PeriodInterviewing
from rex.cli.reporting import Reporting
from rex.errors import FileError
from rex.model.message import quantity, say
from rex.workflow.period_asking import DEFAULT_SET, begin_period, lay_out_period, open_questions, take_period_answers
from rex.workflow.periods import demand_records

if TYPE_CHECKING:
    from pathlib import Path

    from rex.cli.reporting import Wanted
    from rex.questionnaire.answers_file import Missing
    from rex.text.speaker import Speaker
    from rex.workflow.period_asking import PeriodDesk


@dataclass(frozen=True)
class Asking:
    """Who is asked which questions, and from which files the answers come."""

    person: str | None
    set: str | None
    answers: tuple[Path, ...]
    no_input: bool


def report_asking(wanted: Wanted, asking: Asking) -> int:
    """Ask, then report: with nobody to ask, take the files of answers and name what nobody answered."""
    run = Reporting.of(wanted)
    desk = lay_out_period(run.root, wanted.span, run.settings, run.speaker, asking.set or DEFAULT_SET)
    demand_records(run.root, wanted.span)
    writing.try_folder(run.root / "reports")
    if asking.no_input or asking.answers or not run.shown.interactive:
        return _from_files(run, desk, asking)
    return _with_person(run, desk, asking)


def _with_person(run: Reporting, desk: PeriodDesk, asking: Asking) -> int:
    """Ask the person at the terminal: what is believed is sealed before a number is shown."""
    person = desk.person if asking.person is None else asking.person
    theirs = _speaker_of(run, desk, person)
    titled = lay_out_period(run.root, run.wanted.span, run.settings, theirs, desk.questions.set)
    talk = PeriodInterviewing(run.shown, titled, theirs, run.runtime, person, go_on=_command(run.wanted, asking))
    talk.blind()
    on_screen = run.on_screen and run.shown.out.isatty()
    talk.reveal(run.lines(run.read(), talk.speaker), on_screen=on_screen)
    talk.commit()
    found = run.read()
    run.deliver(found, was_shown=on_screen)
    return run.gates(found)


def _speaker_of(run: Reporting, desk: PeriodDesk, person: str) -> Speaker:
    """Speak as the person was spoken to last, where no language is asked for; the report keeps the workspace's."""
    draft = begin_period(desk, person, run.runtime, run.speaker.lang).draft
    begun = run.wanted.lang is None and draft.answers and draft.language in edge.LANGUAGES
    return replace(run.speaker, lang=draft.language) if begun else run.speaker


def _command(wanted: Wanted, asking: Asking) -> str:
    """Write the command that leads back to this person's questions."""
    place = wanted.workspace.as_posix()
    named = "" if asking.person is None else f" --as {asking.person}"
    chosen = "" if asking.set in (None, DEFAULT_SET) else f" --set {asking.set}"
    return f"rex report{'' if place == '.' else f' {place}'} {wanted.span.asked} --ask{named}{chosen}"


def _from_files(run: Reporting, desk: PeriodDesk, asking: Asking) -> int:
    """Take the answers from files, write the report in any case, and name the questions without an answer."""
    lang = run.speaker.lang
    person = asking.person or desk.person
    for file in asking.answers:  # all are tried first: a mistake in the last one leaves nothing of the others behind
        take_period_answers(desk, file, person, run.runtime, lang, rehearse=True)
    for file in asking.answers:
        whose = take_period_answers(desk, file, person, run.runtime, lang)
        taken = say("{file}: the answers of {person} are kept.", file=file.name, person=whose)
        run.shown.talk((run.speaker.say(taken), ""))
    left = open_questions(desk, run.runtime, lang, asking.person)
    found = run.read()
    run.deliver(found)
    if not left:
        return run.gates(found)
    if not asking.answers:
        raise FileError(
            f"{len(left)} of the team's questions have no answer, and nobody is here to ask.",
            why="\n".join(f"{question.id:<24}{question.label}" for question in left),
            todo=f"Give the answers by these ids in a file:  {_command(run.wanted, asking)} --answers FILE",
            kept="The report was made without them.",
        )
    _tell_missing(run, left)
    return run.gates(found)


def _tell_missing(run: Reporting, left: tuple[Missing, ...]) -> None:
    """Name what a file of answers left open; the report stands all the same."""
    t, n = run.speaker.t, quantity(len(left), "count")
    run.shown.talk((f"{t('not given'):<11}", "dim"), (run.speaker.say(say("{n} answers, by id:", n=n)), ""))
    for question in left:
        run.shown.talk((f"{'':<11}{question.id:<24}{question.label}", "dim"))
