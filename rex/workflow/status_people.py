"""Who has not answered yet, and which promises are due."""

from __future__ import annotations

from datetime import timedelta
from shlex import quote
from typing import TYPE_CHECKING

from rex.actions import ledger
from rex.errors import RexError
from rex.model.message import say, say_n
from rex.model.status import Due, Unanswered
from rex.render.sections.who import waited_for
from rex.render.words import EXPECTED_ROLES, ROLES
from rex.store.records import load
from rex.store.workspace import SETTINGS
from rex.workflow.desk import DEFAULT_SET, blind_facts, lay_out, local_day, rehearsal_of
from rex.workflow.runtime import Runtime
from rex.workflow.status_morning import broken_file, drafts_of, named

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rex.model.action import Action
    from rex.model.draft import Draft
    from rex.workflow.status_morning import Morning
    from rex.workflow.status_records import Seen

SOON_DAYS = 7
"""An action is told so many days before it is due. [heur]"""
CARRIED = 3
"""Reviews that an action may pass while open before somebody should do it or drop it. [heur]"""
ASKED_DAYS = 14
"""For so long after a show people are still asked for their view; later they recall what they heard since. [heur]"""
ASKED_SESSIONS = 3
"""Of so many newest shows it is told who has not answered. [heur]"""


def unanswered(morning: Morning) -> Iterator[Unanswered]:
    """Give who has not answered, or not to the end, of the newest shows; the newest first."""
    since = morning.now - timedelta(days=ASKED_DAYS)
    over = [one for one in morning.seen if one.told.end is not None and since <= one.told.end <= morning.now]
    over.sort(key=lambda one: (one.told.end, one.folder.id), reverse=True)
    for one in over[:ASKED_SESSIONS]:
        drafts = drafts_of(one, morning)
        yield from _begun(one, drafts, morning)
        roles = [draft.role for draft in drafts]
        yield from (_not_begun(one, role, morning) for role in _waited_for(one, morning) if role not in roles)


def _waited_for(one: Seen, morning: Morning) -> Sequence[str]:
    """Name the roles that are still to be asked; the review itself asks whoever runs it."""
    if one.gist is None:
        return [role for role in EXPECTED_ROLES if role != DEFAULT_SET]
    try:
        return waited_for(load(one.folder.record))
    except RexError as error:
        morning.name(broken_file(error, one.folder.id, one.folder.record.name))
        return ()


def _not_begun(one: Seen, role: str, morning: Morning) -> Unanswered:
    short = morning.short(one.folder.id)
    todo = f"rex ask {short}" if role == DEFAULT_SET else f"rex form {short} --set {role} --invite"
    says = say("{role}, {show}", show=named(one), role=ROLES[role])
    return Unanswered(says=says, todo=todo, session=one.folder.id, role=role)


def _begun(one: Seen, drafts: Sequence[Draft], morning: Morning) -> Iterator[Unanswered]:
    """Give the interviews that stopped before the seal, with how many of their questions are open."""
    begun = [draft for draft in drafts if draft.seal is None and draft.answers and draft.anonymity != "anonymous"]
    for draft in begun:
        left = _open_questions(one, draft, morning)
        if not left:
            continue
        says = say_n(
            "{show}: {person} has begun, {n} question is open.",
            "{show}: {person} has begun, {n} questions are open.",
            left,
            show=named(one),
            person=draft.respondent,
        )
        todo = f"rex ask {morning.short(one.folder.id)} --as {quote(draft.respondent)}"
        yield Unanswered(
            says=says, todo=todo, session=one.folder.id, role=draft.role, person=draft.respondent, open=left
        )


def _open_questions(one: Seen, draft: Draft, morning: Morning) -> int:
    """Count the blind questions that have no answer; those behind the seal need the numbers, and are not known here.

    Where the workspace's own files do not allow to ask anything, that is named and nothing is counted.
    """
    try:
        desk = lay_out(one.folder)
        facts = blind_facts(desk, morning.speaker)
        interview = rehearsal_of(desk, draft, facts, Runtime(morning.now, bytes), morning.speaker.lang)
    except RexError as error:
        file = f"answers/{draft.respondent}.yaml" if error.place is None else error.place.file
        morning.name(broken_file(error, "" if file == SETTINGS else one.folder.id, file))
        return 0
    return len(interview.open("blind"))


def actions_due(morning: Morning) -> Iterator[Due]:
    """Give the open actions that are overdue, due soon or carried too often, the longest overdue first."""
    read = ledger.read(morning.root / "actions")
    for problem in read.problems:
        name = problem.place.file if problem.place is not None else "actions"
        morning.name(broken_file(problem, "", name))
    reviewed = [
        (one.folder.id, day)
        for one in morning.seen
        if one.gist is not None and (day := local_day(one.told.start, one.told.timezone)) is not None
    ]
    waiting = [ledger.carried(a, reviewed) for a in read.actions if a.status == "open" and a.done_on is None]
    for action in sorted(waiting, key=lambda a: (a.due, a.id)):
        days = (action.due - morning.today).days
        if days <= SOON_DAYS or action.carried >= CARRIED:
            yield _due(action, days)


def _due(action: Action, days: int) -> Due:
    facts = {"id": action.id, "what": action.what, "owner": action.owner}
    if days < 0:
        late = "{id} {what} ({owner}): due {n} day ago."
        says = say_n(late, "{id} {what} ({owner}): due {n} days ago.", -days, **facts)
    elif days == 0:
        says = say("{id} {what} ({owner}): due today.", **facts)
    else:
        soon = "{id} {what} ({owner}): due in {n} day."
        says = say_n(soon, "{id} {what} ({owner}): due in {n} days.", days, **facts)
    todo = f"rex actions done {quote(action.id)}"
    if action.carried >= CARRIED:
        carried = "{due} Open through {n} review: do it or drop it."
        says = say_n(carried, "{due} Open through {n} reviews: do it or drop it.", action.carried, due=says)
        todo = f"rex actions drop {quote(action.id)}" if days >= 0 else todo
    return Due(
        says=says,
        todo=todo,
        urgent=days < 0,
        action=action.id,
        owner=action.owner,
        due=action.due,
        days=days,
        carried=action.carried,
    )
