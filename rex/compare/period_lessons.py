"""Lessons that came a second time, what viewers wrote, and open bets: collected from a period's records."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rex.model.comparison import Heard, Lesson

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Literal

    from rex.model.action import Action
    from rex.model.answer import Claim
    from rex.model.retrospective import Retrospective

MOST_HEARD = 6
_WORD = re.compile(r"[^\W\d_]{2,}")
"""A laugh or an exclamation is one word, and tells a brand nothing."""


def second_time(records: Sequence[Retrospective], called: Mapping[str, str]) -> tuple[Lesson, ...]:
    """Find the topics that claims with evidence named in at least two sessions: held again, failed again, or both.

    A topic is the KPI that a claim is about; two claims of one session count once. Whether the words mean the same is
    the reader's to judge: they stand beside each other. `called` names the sessions by their ids.
    """
    about: dict[str, list[tuple[str, Claim]]] = {}
    kpis: dict[str, str] = {}
    for record in records:
        titles = {m.id: m.title for m in record.measures}
        for claim in record.claims:
            if claim.topic and claim.evidence:
                about.setdefault(claim.topic, []).append((called[record.session.id], claim))
                kpis[claim.topic] = titles.get(claim.topic, claim.topic)
    return tuple(
        Lesson(
            topic=topic,
            name=kpis[topic],
            state=state_of([claim for _, claim in found]),
            sessions=tuple(session for session, _ in found),
            claims=tuple(claim for _, claim in found),
        )
        for topic, found in sorted(about.items())
        if len({session for session, _ in found}) > 1
    )


def state_of(claims: Sequence[Claim]) -> Literal["held", "failed", "mixed"]:
    """Tell whether every claim says that it worked, every one that it did not, or they differ."""
    kinds = {claim.polarity for claim in claims}
    if len(kinds) > 1:
        return "mixed"
    return "held" if kinds == {"worked"} else "failed"


def heard(records: Sequence[Retrospective], called: Mapping[str, str]) -> tuple[Heard, ...]:
    """Take what most different people of a session wrote alike, at most one a session, the loudest sessions first."""
    found = [
        Heard(
            session=record.session.id,
            title=called[record.session.id],
            quote=max(said, key=lambda q: (q.people, -q.at_s)),
        )
        for record in records
        if (said := [quote for quote in record.quotes if len(_WORD.findall(quote.text)) > 1])
    ]
    return tuple(sorted(found, key=lambda h: -h.quote.people)[:MOST_HEARD])


def bets(records: Sequence[Retrospective]) -> tuple[Action, ...]:
    """Give the actions that are still open as the period's last record leaves them, the nearest date first."""
    latest: dict[str, Action] = {}
    for record in records:
        latest |= {settled.action.id: settled.action for settled in record.settled}
        latest |= {action.id: action for action in record.actions if action.id not in latest}
    return tuple(sorted((a for a in latest.values() if a.status == "open"), key=lambda a: (a.due, a.id)))
