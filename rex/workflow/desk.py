"""Before any number: what a respondent may be told, and the interview up to the seal.

Nothing here opens an export. What is known comes from `session.yaml`, `rex.yaml`, the open actions' own
words and the titles of the KPIs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from rex.actions import ledger
from rex.config.benchmarks import FILE as BENCHMARKS
from rex.config.benchmarks import read_benchmarks
from rex.config.placed import did_you_mean, read
from rex.config.session import FILE
from rex.errors import FileError, Place
from rex.metrics.base import Metric
from rex.model.draft import Draft
from rex.model.message import Quantity, quantity, say
from rex.plugins.find import find
from rex.questionnaire.drive import english
from rex.questionnaire.facts import BlindFacts, Named, RevealFacts
from rex.questionnaire.load import Sets
from rex.questionnaire.run import Interview
from rex.questionnaire.values import malformed
from rex.store.answers import answers_file, answers_files, load_draft, save_draft
from rex.text.currency import exponent
from rex.text.similar import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from rex.config.workspace import WorkspaceSettings
    from rex.model.action import Action
    from rex.model.benchmark import Benchmark
    from rex.model.question import QuestionSet
    from rex.model.session import Goal, Session
    from rex.store.workspace import Folder
    from rex.text.speaker import Speaker
    from rex.workflow.runtime import Runtime

DEFAULT_SET = "csm"


@dataclass(frozen=True)
class Desk:
    """One session laid out for its debrief, before its exports are opened.

    `questions` is the set of whoever is asked now; `sets` has those of everybody who answered.
    """

    folder: Folder
    settings: WorkspaceSettings
    session: Session
    questions: QuestionSet
    sets: Sets
    metrics: Mapping[str, Metric]
    benchmarks: tuple[Benchmark, ...]
    actions: ledger.Ledger

    @property
    def person(self) -> str:
        """Name whoever is asked where nobody is named: the set's own role."""
        return self.questions.role

    @property
    def open_actions(self) -> tuple[Action, ...]:
        """Give the actions of earlier sessions that nobody has closed, the oldest first."""
        day = local_day(self.session.start, self.session.timezone)
        return tuple(
            a
            for a in self.actions.actions
            if a.status == "open" and a.session != self.session.id and (day is None or a.decided <= day)
        )

    @property
    def root(self) -> Path:
        """Give the folder that holds `actions/` and `questionnaires/`."""
        return self.folder.workspace or self.folder.path


def local_day(instant: datetime | None, zone: str | None) -> date | None:
    """Give the day on the wall where the session was; None where the instant is unknown."""
    return None if instant is None else instant.astimezone(ZoneInfo(zone or "UTC")).date()


def lay_out(folder: Folder, set_name: str = DEFAULT_SET) -> Desk:
    """Read what is known of a session before its exports; raises FileError with the line of a mistake."""
    root = folder.workspace or folder.path
    settings = folder.settings()
    metrics = find("rex.metrics", Metric, folders=[root / name for name in settings.plugins]).plugins
    demand_known(settings.headline, metrics)
    demand_known([gate.kpi for gate in settings.gates], metrics, key="gates")
    session = folder.session()
    demand_goals(folder, session.goals, metrics)
    sets = Sets([root / "questionnaires"])
    return Desk(
        folder=folder,
        settings=settings,
        session=session,
        questions=sets[set_name],
        sets=sets,
        metrics=metrics,
        benchmarks=benchmarks_in(root / BENCHMARKS, metrics),
        actions=ledger.read(root / "actions"),
    )


def demand_known(kpis: Sequence[str], metrics: Mapping[str, Metric], key: str = "headline") -> None:
    """Refuse a KPI of `rex.yaml` that does not exist: it would silently never be judged."""
    for kpi in kpis:
        if kpi not in metrics:
            close = nearest(kpi, list(metrics), 1)
            hint = f' Did you mean "{close[0]}"?' if close else ""
            raise FileError(
                f'rex.yaml, {key}: "{kpi}" is no KPI.{hint}', place=Place("rex.yaml"), todo="All KPIs: rex list kpis"
            )


def demand_goals(folder: Folder, goals: Sequence[Goal], metrics: Mapping[str, Metric]) -> None:
    """Refuse a goal that could never be met: of no KPI, or a share written as a percentage."""
    for at, goal in enumerate(goals):
        metric = metrics.get(goal.kpi)
        if metric is None:
            close = nearest(goal.kpi, list(metrics), 1)
            hint = f' Did you mean "{close[0]}"?' if close else ""
            todo = "All KPIs: rex list kpis"
            raise read(folder.path / FILE).error(("goals", at, "kpi"), f'"{goal.kpi}" is no KPI.{hint}', todo=todo)
        if metric.unit == "share" and not 0 <= goal.value <= 1:
            what = f"{goal.kpi} is a share: {goal.value:g} would be {goal.value * 100:g} %."
            todo = f"Write {goal.value / 100:g} for {goal.value:g} %."
            raise read(folder.path / FILE).error(("goals", at, "value"), what, todo=todo)


def benchmarks_in(file: Path, metrics: Mapping[str, Metric]) -> tuple[Benchmark, ...]:
    """Read the client's benchmarks; refuses one of no KPI, or a share written as a percentage."""
    found = read_benchmarks(file)
    for n, one in enumerate(found):
        metric = metrics.get(one.id)
        if metric is None:
            raise read(file).error((n, "id"), f'"{one.id}" is no KPI.', todo=did_you_mean(one.id, sorted(metrics)))
        for key, value in (("value", one.value), ("low", one.low), ("high", one.high)):
            if metric.unit == "share" and value is not None and not 0 <= value <= 1:
                what = f"{one.id} is a share: {value:g} would be {value * 100:g} %."
                raise read(file).error((n, key), what, todo=f"Write {value / 100:g} for {value:g} %.")
    return found


def blind_facts(desk: Desk, speaker: Speaker) -> BlindFacts:
    """Collect what may be said before the seal."""
    goal = desk.session.goals[0] if desk.session.goals else None
    headline = [kpi for kpi in desk.session.headline if kpi in desk.metrics]
    return BlindFacts(
        session=desk.session.id,
        title=desk.session.title,
        goal="" if goal is None else goal_said(desk, goal, speaker),
        goal_kpi="" if goal is None else goal.kpi,
        kpis=tuple(Named(kpi, speaker.t(desk.metrics[kpi].title)) for kpi in headline),
        open_actions=tuple(Named(action.id, action.what) for action in desk.open_actions),
        context=(),
        products=products_planned(desk.session),
        people=tuple(Named(name, name) for name in desk.session.hosts),
        brand=desk.session.client or desk.settings.client,
        currency=desk.session.currency or desk.settings.currency or "",
        duration_s=desk.session.duration_s,
    )


def products_planned(session: Session) -> tuple[Named, ...]:
    """Name the products of the run of show in their order, each once."""
    planned = dict.fromkeys(product for cue in session.cues for product in cue.products)
    return tuple(Named(product, product) for product in planned)


def goal_said(desk: Desk, goal: Goal, speaker: Speaker) -> str:
    """Say the goal in one line with its number, or as the person wrote it."""
    if goal.says:
        return goal.says
    metric = desk.metrics.get(goal.kpi)
    if metric is None:
        return f"{goal.kpi} {goal.value:g}"
    value = goal_in_unit(goal, metric.unit, desk.session.currency)
    return speaker.say(say("{kpi} of at least {value}", kpi=say(metric.title), value=value))


def goal_in_unit(goal: Goal, unit: str, currency: str | None) -> Quantity:
    """Give the goal's value in the unit of its measure: money is written in major units and kept in minor ones."""
    if unit == "money":
        code = currency or "EUR"
        return quantity(round(goal.value * 10 ** exponent(code)), code)
    return quantity(goal.value, unit)


def draft_of(desk: Desk, person: str, lang: str, role: str = "") -> Draft:
    """Take up a person's answers where they stand, or begin them."""
    found = load_draft(answers_file(desk.folder.path, person))
    if found is not None:
        return found
    return Draft(respondent=person, role=role or desk.questions.role, set=desk.questions.set, language=lang)


def interview_of(
    desk: Desk,
    draft: Draft,
    facts: BlindFacts | RevealFacts,
    runtime: Runtime,
    lang: str,
    told_in: Callable[[str], BlindFacts | RevealFacts] | None = None,
) -> Interview:
    """Begin or go on with a person's interview; every answer is on the disk before the next question.

    `told_in` tells the facts in another language, for whoever changes it midway.
    """
    file = answers_file(desk.folder.path, draft.respondent)

    def now() -> datetime:
        return runtime.instant(desk.session.timezone)

    return Interview(desk.sets[draft.set], draft, facts, lambda made: save_draft(file, made), now, lang, told_in)


def rehearsal_of(desk: Desk, draft: Draft, facts: BlindFacts | RevealFacts, runtime: Runtime, lang: str) -> Interview:
    """Begin the same interview with nothing saved, to see whether all answers fit."""
    return Interview(desk.sets[draft.set], draft, facts, lambda _: None, lambda: runtime.now, lang)


def all_drafts(desk: Desk) -> list[Draft]:
    """Read everybody's answers for this session, by name; raises FileError where no set has their questions."""
    return list(_all_drafts(desk))


def _all_drafts(desk: Desk) -> Iterator[Draft]:
    known = desk.sets.names()
    for path in answers_files(desk.folder.path):
        draft = load_draft(path)
        if draft is None:
            continue
        if draft.set not in known:
            what = f'answers/{path.name}: there is no question set "{draft.set}".'
            raise FileError(what, place=Place(f"answers/{path.name}"), todo=did_you_mean(draft.set, known))
        _demand_readable(path, draft, desk.sets[draft.set])
        if desk.sets[draft.set].about == "session":
            yield draft


def _demand_readable(path: Path, draft: Draft, questions: QuestionSet) -> None:
    """Refuse a number, day or action that somebody wrote by hand and nothing can be computed with."""
    for name in draft.answers:
        question, value = questions.question(name), draft.given(name)
        wrong = None if question is None else malformed(question, value)
        if wrong is not None:
            todo = "Correct it, or take its line out; the other answers stay."
            raise read(path).error(("answers", name), f"{name}: {english(wrong)}", todo=todo)
