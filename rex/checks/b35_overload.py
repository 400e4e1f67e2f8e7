"""B35: more actions than anybody can do, or none that was ever finished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.checks.base import Answer, Cannot, Clear, Fires, beyond, check
from rex.checks.wording import count, together
from rex.model.message import Message, say, say_n

if TYPE_CHECKING:
    from rex.checks.parts import ActionsDue
    from rex.checks.subject import Subject

NEW = 3
"""New actions a session that can be kept in mind. [heur]"""
DUE = 3
"""Actions past due, none of them closed, from which it is said. [heur]"""


@check(
    id="B35",
    title="Too many actions",
    level="warn",
    needs=(),
    uses=("actions", "due"),
    source="#5775; S35 (few actions, followed up)",
)
def overload(subject: Subject) -> Answer:
    """Find lists of actions that are longer than a team can carry, or of which nothing was ever closed.

    Plans are made on a good day. Three things that are done change more than ten that are written down. It has no
    other direction: no new action at all is an honourable end.

    It speaks when more than three actions were decided in this session, or when three or more have passed their day
    over all sessions and not one of them was ever closed. Dropping an action closes it.

    Too little: where neither new actions nor any that fell due are known it does not apply. Source: #5775, S35; both
    numbers are starting values.
    """
    if subject.actions is None and (subject.due is None or not subject.due.due):
        return Cannot(say("No action was decided, and none has fallen due yet."))
    new, due = subject.actions or (), subject.due
    many, stuck = len(new) > NEW, due is not None and due.due >= DUE and not due.closed
    says = _says(len(new), due)
    if not many and not stuck:
        return Clear(says)
    return Fires(
        says=says,
        instead=_instead(many=many),
        evidence=tuple(f"action:{action.id}" for action in new),
        strength=max(beyond(len(new), NEW), beyond(due.due, DUE - 1) if stuck and due is not None else 0.0),
    )


def _says(new: int, due: ActionsDue | None) -> Message:
    says = say_n("{n} new action from this session.", "{n} new actions from this session.", new)
    if due is None or not due.due:
        return says
    past = say_n(
        "{n} has passed its day so far; closed: {closed}.",
        "{n} have passed their day so far; closed: {closed}.",
        due.due,
        closed=count(due.closed),
    )
    return together(says, past)


def _instead(*, many: bool) -> Message:
    if many:
        return say("Keep the three that would move a number most, and let the others go.")
    return say("Close one of the old ones first: finish it, make it smaller, or drop it.")
