"""The client edition of a period: what is internal or names a person is gone before anything is drawn."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from rex.render.client import PUBLIC_KEYS, REMOVED, ROLE_WORDS
from rex.render.internal import INTERNAL_QUESTIONS

if TYPE_CHECKING:
    from rex.model.action import Action, Settled
    from rex.model.answer import Claim
    from rex.model.comparison import Lesson, Period

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"

INTERNAL_ADDRESSES = ("answer:", "check:", "finding:")
"""Addresses that hold a respondent's name or a check's id."""
TWO = 2
KEPT_KEYS = PUBLIC_KEYS | {"session", "kpi", "definition", "sessions_after"}
"""Places where a word is an id, beside those of a single record."""


def strip_period_for_client(period: Period) -> Period:
    """Take out opinions, what the team said, internal claims, respondents' and owners' names, notes and check ids.

    A claim that rested on answers alone is internal. A name that slipped into a sentence is replaced
    by a mark. Stripping twice changes nothing.
    """
    names = _names(period)
    stripped = period.model_copy(
        update={
            "worked": tuple(_claim(c) for c in period.worked if _public(c)),
            "did_not": tuple(_claim(c) for c in period.did_not if _public(c)),
            "said": (),
            "lessons": tuple(kept for lesson in period.lessons if (kept := _lesson(lesson))),
            "extremes": tuple(
                one.model_copy(update={"how": tuple(_claim(c) for c in one.how if _public(c))})
                for one in period.extremes
            ),
            "bets": tuple(_action(a) for a in period.bets if not _is_internal(a.origin)),
            "actions": tuple(_settled(s) for s in period.actions if not _is_internal(s.action.origin)),
        }
    )
    return _without_names(stripped, names)


def _is_internal(address: str) -> bool:
    return any(word in address for word in INTERNAL_QUESTIONS)


def _public(claim: Claim) -> bool:
    """Tell whether a claim may leave the house: nothing internal under it, and evidence left without the answers."""
    return bool(_open(claim.evidence)) and not any(map(_is_internal, claim.evidence))


def _open(addresses: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(a for a in addresses if not a.startswith(INTERNAL_ADDRESSES))


def _claim(claim: Claim) -> Claim:
    return claim.model_copy(
        update={"respondent": "", "role": "team", "evidence": _open(claim.evidence), "against": _open(claim.against)}
    )


def _lesson(lesson: Lesson) -> Lesson | None:
    """Keep a lesson that still stands on claims of two sessions once the internal ones are gone."""
    pairs = [(s, _claim(c)) for s, c in zip(lesson.sessions, lesson.claims, strict=True) if _public(c)]
    if len({session for session, _ in pairs}) < TWO:
        return None
    kinds = {claim.polarity for _, claim in pairs}
    state = "mixed" if len(kinds) > 1 else "held" if kinds == {"worked"} else "failed"
    claims = tuple(claim for _, claim in pairs)
    return lesson.model_copy(update={"sessions": tuple(s for s, _ in pairs), "claims": claims, "state": state})


def _settled(settled: Settled) -> Settled:
    return settled.model_copy(update={"action": _action(settled.action)})


def _action(action: Action) -> Action:
    origin = "" if action.origin.startswith(INTERNAL_ADDRESSES) else action.origin
    return action.model_copy(update={"owner": "", "note": "", "origin": origin})


def _names(period: Period) -> frozenset[str]:
    found = {
        *(c.respondent for c in _claims(period)),
        *(s.action.owner for s in period.actions),
        *(action.owner for action in period.bets),
        *(a.person for a in period.said),
    }
    public = {period.client.casefold(), *(s.title.casefold() for s in period.sessions)}
    return frozenset(n for n in found if len(n) > 1 and n.casefold() not in ROLE_WORDS | public)


def _claims(period: Period) -> tuple[Claim, ...]:
    """Collect the claims of every part of a period."""
    again = (claim for lesson in period.lessons for claim in lesson.claims)
    return (*period.worked, *period.did_not, *again, *(claim for one in period.extremes for claim in one.how))


def _without_names(period: Period, names: frozenset[str]) -> Period:
    if not names:
        return period
    longest_first = sorted(names, key=lambda n: (-len(n), n))
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)", re.IGNORECASE)
    return type(period).model_validate(_scrubbed(period.model_dump(mode="json", by_alias=True), pattern))


def _scrubbed(value: Json, pattern: re.Pattern[str], key: str = "") -> Json:
    """Replace names everywhere but in ids, and in a message's own English text, which translators know by heart."""
    if isinstance(value, str):
        return value if key in KEPT_KEYS else pattern.sub(REMOVED, value)
    if isinstance(value, list):
        return [_scrubbed(v, pattern, key) for v in value]
    if isinstance(value, dict):
        said = {"text", "plural"} if "values" in value and "text" in value else set()
        return {k: v if k in said else _scrubbed(v, pattern, k) for k, v in value.items()}
    return value
