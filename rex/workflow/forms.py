"""Forms: a set's questions as one page for somebody's phone, and their answers when they come back.

Nothing here opens an export: a form is sent before anybody has seen a number, and none can be in it.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import yaml

from rex.errors import FileError, UsageError
from rex.model.draft import Draft
from rex.questionnaire.asked import PLACE
from rex.questionnaire.form_answers import is_form, read_form
from rex.questionnaire.form_questions import computed, names_used, questions
from rex.questionnaire.form_taken import take
from rex.questionnaire.run import minutes
from rex.questionnaire.xlsform import sheets
from rex.store.answers import answers_file, load_draft, save_draft
from rex.store.atomic import write_text
from rex.store.workbook import write_workbook
from rex.text.catalogue import N_
from rex.text.clean import clean
from rex.text.speaker import Speaker
from rex.workflow.desk import Desk, blind_facts, lay_out

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rex.model.answer import AnswerValue
    from rex.model.question import Depth, Words
    from rex.questionnaire.facts import BlindFacts
    from rex.questionnaire.form_answers import Found
    from rex.questionnaire.form_taken import Taken
    from rex.workflow.runtime import Runtime

LANGUAGES = ("en", "es", "fr")
NAMELESS = "anonymous"
STEM_BYTES = 8
TAKEN = "taken.txt"
"""Beside the nameless answers: by which a form that comes again is known."""
CONTACT = "-contact"
"""What the name of a file of personal data ends with, so that it is not counted among the answers."""


@dataclass(frozen=True, slots=True)
class Returned:
    """One form that came back: whose ("" for nobody's), what became of it, how many nameless ones there are now.

    `again` tells a nameless one that was taken before: nothing of it was kept this time.
    """

    person: str
    taken: Taken
    nameless: int
    again: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A form to be written: its plan as plain data, and the minutes it takes."""

    plan: dict[str, Any]
    minutes: int
    shopper: bool
    nameless: bool

    @property
    def stem(self) -> str:
        """Name the form's file: by whom it asks, or by its set where it is nameless."""
        return str(self.plan["set"] if self.nameless else self.plan["respondent"])


def write_xlsform(desk: Desk, path: Path, lang: str) -> None:
    """Write the desk's set as an XLSForm workbook; raises UsageError for a set that is no survey.

    It names the show's day instead of today, so that the same survey gives the same bytes.
    """
    blind = blind_facts(desk, Speaker(lang))
    places = {"brand": blind.brand or blind.title, "session": blind.title, "goal": blind.goal}
    made = desk.session.start or datetime(2000, 1, 1, tzinfo=UTC)
    write_workbook(path, sheets(desk.questions, places, lang), made)


def make_form(desk: Desk, person: str | None, lang: str, depth: Depth = "quick", *, nameless: bool = False) -> Form:
    """Lay out a form for one person, or for anybody where it is nameless.

    A survey of shoppers is one file for many people: where nobody is named it is nameless. Raises UsageError at a name
    that no answers file can have.
    """
    shopper = desk.questions.about == "purchase"
    nameless = nameless or (shopper and person is None)
    who = NAMELESS if nameless else person or desk.questions.role
    answers_file(desk.folder.path, who)
    facts = {name: blind_facts(desk, Speaker(name, desk.session.timezone or "UTC")) for name in LANGUAGES}
    draft = Draft(respondent=who, role=desk.questions.role, set=desk.questions.set, depth=depth, language=lang)
    asked = questions(desk.questions, facts, draft)
    plan = {
        "rex_form": 1,
        "session": desk.folder.id,
        "title": desk.session.title,
        "set": desk.questions.set,
        "set_version": desk.questions.version,
        "respondent": who,
        "role": desk.questions.role,
        "depth": depth,
        "lang": lang,
        "nameless": nameless,
        "seals": not nameless and not shopper,
        "duration_s": facts[lang].duration_s,
        "currency": facts[lang].currency,
        "facts": _facts(desk, facts, draft),
        "name": desk.questions.title.model_dump(),
        "intro": _said(desk.questions.intro, facts),
        "thanks": _said(desk.questions.thanks, facts),
        "questions": asked,
        "computed": computed(desk.questions),
        "showing": None if nameless else {name: _showing(name) for name in LANGUAGES},
    }
    return Form(plan, minutes(sum(q["points"] for q in asked if q["after"] is None)), shopper, nameless)


def _showing(lang: str) -> dict[str, str]:
    """Give the words of the choice between name and role, which is made before the first answer."""
    t = Speaker(lang).t
    return {
        "ask": t(N_("How should the report show your answers?")),
        "named": t(N_("Under my name")),
        "role": t(N_("Under my role alone")),
        "note": t(N_("This is settled with the first answer. Your answers file says whose it is in both cases.")),
        "isnamed": t(N_("The report shows these answers under your name.")),
        "isrole": t(N_("The report shows these answers under your role alone.")),
    }


def _facts(desk: Desk, facts: dict[str, BlindFacts], draft: Draft) -> dict[str, Any]:
    """Give each language's facts, those alone that an expression of the form speaks of."""
    wanted = names_used(desk.questions)
    own = {"depth": draft.depth, "role": draft.role}
    return {
        lang: {name: value for name, value in (own | known.values()).items() if name in wanted}
        for lang, known in facts.items()
    }


def _said(words: Words | None, facts: dict[str, BlindFacts]) -> dict[str, str]:
    if words is None:
        return {}
    return {lang: _placed(words.said(lang), known) for lang, known in facts.items()}


def _placed(text: str, known: BlindFacts) -> str:
    places = {"session": known.title, "goal": known.goal, "brand": known.brand or known.title}
    return PLACE.sub(lambda found: places.get(found[1], ""), text)


def take_forms(desk: Desk, file: Path, runtime: Runtime) -> tuple[Returned, ...] | None:
    """Take every form of a file into `answers/`, all or none; None where the file holds no form.

    Raises FileError with line and column: a damaged text, another session's form, a set or role that nobody knows.
    """
    if not is_form(file):
        return None
    read: list[tuple[str, Desk, Taken, str]] = []
    drafts: dict[str, Draft] = {}  # one mail may hold a person's earlier form below the later one
    for found in sorted(read_form(file), key=_ended):
        person, own, taken = _read(desk, found, runtime, drafts)
        drafts[person] = taken.draft
        read.append((person, own, taken, "" if person else _mark(found)))
    return _kept(read, runtime)


def _kept(read: Sequence[tuple[str, Desk, Taken, str]], runtime: Runtime) -> tuple[Returned, ...]:
    """Write what was read, so that a write that fails loses nothing and the same file can be taken once more.

    A named file says of each nameless answer that it was left out, so it is written behind them; where it cannot be,
    those of them that no file or mark tells of are taken back.
    """
    made: list[Returned] = []
    slips: list[list[Path]] = [[] for _ in read]
    settled: set[int] = set()
    try:
        seen: set[str] = set()
        for (person, own, taken, mark), paths in zip(read, slips, strict=True):
            again = mark != "" and (mark in seen or mark in taken_marks(own.folder.answers))
            if taken.apart and not again:
                _keep_nameless(own, taken.draft.set, taken.apart, runtime, paths)
                seen.add(mark)
            kept = replace(taken, apart={}) if again else taken
            made.append(Returned(person, kept, _held(own), again=again))
        for n, (person, own, taken, _) in enumerate(read):
            if person:
                save_draft(answers_file(own.folder.path, person), taken.draft)
                settled.add(n)
        for n, (_, own, _, mark) in enumerate(read):
            if mark and slips[n]:
                _remember(own.folder.answers, mark)
                settled.add(n)
    except BaseException:
        for n in set(range(len(read))) - settled:
            _take_back(slips[n])
        raise
    return tuple(made)


def _take_back(paths: Sequence[Path]) -> None:
    for path in paths:
        with suppress(OSError):
            path.unlink()


def _mark(found: Found) -> str:
    """Hash what tells a nameless form from any other; "" for one that says nothing of the kind.

    Its answers cannot tell: two people may well give the same ones, and both count.
    """
    given = found.returned
    return hashlib.sha256(f"{given.session}\n{given.set}\n{given.sheet}".encode()).hexdigest() if given.sheet else ""


def taken_marks(answers: Path) -> set[str]:
    """Give the marks of the nameless forms taken so far: random numbers, hashed, which lead to no answer."""
    path = answers / NAMELESS / TAKEN
    return set(path.read_text(encoding="ascii", errors="replace").split()) if path.is_file() else set()


def _remember(answers: Path, mark: str) -> None:
    """Add a mark, in an order that does not tell who came last."""
    text = "".join(f"{one}\n" for one in sorted(taken_marks(answers) | {mark}))
    _write_undated(answers / NAMELESS / TAKEN, text)


def _ended(found: Found) -> float:
    """Sort forms by when they were filled; those that do not say come first."""
    return 0.0 if found.returned.ended is None else found.returned.ended.timestamp()


def _read(desk: Desk, found: Found, runtime: Runtime, drafts: dict[str, Draft]) -> tuple[str, Desk, Taken]:
    """Read one form without writing anything; gives whose it is ("" for nobody's)."""
    given = found.returned
    if given.session != desk.folder.id:
        about = clean(given.session)
        what = f'these are answers about the session "{about}", not "{desk.folder.id}".'
        raise found.placed.error(("session",), what, todo=f"Run: rex ask {about} --import {found.placed.file}")
    own = _desk_of(desk, found)
    facts = blind_facts(own, Speaker(given.language if given.language in LANGUAGES else "en"))
    at = runtime.instant(own.session.timezone).replace(microsecond=0)
    if given.anonymity == "anonymous":
        taken = take(found, own.questions, facts, None, at)
        answers = {name: value for name, value in taken.draft.answers.items() if taken.draft.state(name) == "given"}
        return "", own, replace(taken, apart=answers | taken.apart)
    person = given.respondent or own.questions.role
    file = answers_file(own.folder.path, person)
    before = drafts[person] if person in drafts else load_draft(file)
    if before is not None and before.set != given.set and before.answers:
        what = f'answers/{person}.yaml holds answers to "{before.set}", and these are to "{given.set}".'
        raise found.placed.error(("respondent",), what, todo="Send the form again under another name: rex form --as.")
    return person, own, _apart_once(take(found, own.questions, facts, before, at), before)


def _desk_of(desk: Desk, found: Found) -> Desk:
    """Give the desk for a form's own set; raises FileError with the line where nobody knows that set."""
    name = found.returned.set
    if name == desk.questions.set:
        return desk
    try:
        return lay_out(desk.folder, name)
    except UsageError as error:
        raise found.placed.error(("set",), error.what, todo=error.todo) from error


def _apart_once(taken: Taken, before: Draft | None) -> Taken:
    """Keep nameless answers the first time alone: the named file says of each that it was left out, given or not."""
    new = {name: value for name, value in taken.apart.items() if before is None or name not in before.answers}
    update = {
        "answers": taken.draft.answers | dict.fromkeys(new),
        "states": taken.draft.states | dict.fromkeys(new, "skipped"),
    }
    draft = Draft.model_validate(dict(taken.draft) | update)
    return replace(taken, draft=draft, apart=new)


def _keep_nameless(
    desk: Desk, set_name: str, answers: dict[str, AnswerValue], runtime: Runtime, made: list[Path]
) -> None:
    """Write answers without name, role, time or order of answering; each file is told in `made` before it is written.

    An answer that may hold personal data (an address to be written to) lies in a file of its own: beside the others
    it would be a name.
    """
    order = [question.id for question in desk.questions.questions]
    ranked = sorted(answers, key=lambda name: (_rank(desk, order, name), name))
    personal = [name for name in ranked if (q := desk.questions.question(name)) is not None and q.pii]
    for names, ending in (([name for name in ranked if name not in personal], ""), (personal, CONTACT)):
        if names:
            document = {"set": set_name, "anonymity": "anonymous", "answers": {name: answers[name] for name in names}}
            path = desk.folder.answers / NAMELESS / f"{runtime.random_bytes(STEM_BYTES).hex()}{ending}.yaml"
            made.append(path)
            _write_undated(path, yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=4096))


def _write_undated(path: Path, text: str) -> None:
    """Write a file and take its own date off, which would tell who came last."""
    write_text(path, text)
    try:
        os.utime(path, (0, 0))
    except OSError as error:
        raise FileError(f"{path.name}: its date could not be taken off: {error.strerror}.") from error


def _rank(desk: Desk, order: list[str], name: str) -> int:
    question = desk.questions.question(name)
    return order.index(question.id) if question is not None else len(order)


def _held(desk: Desk) -> int:
    files = (desk.folder.answers / NAMELESS).glob("*.yaml")
    return sum(not file.stem.endswith(CONTACT) for file in files)
