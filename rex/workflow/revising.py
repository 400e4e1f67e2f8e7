"""Conclusions as their authors left them after the checks: reworded, with doubt, with evidence, or taken back.

The sealed answer is never touched: what was believed before the numbers stays readable beside what became of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.questionnaire.causes import cause

if TYPE_CHECKING:
    from rex.model.answer import Claim
    from rex.model.draft import Draft
    from rex.model.revision import Revision


def revised(claim: Claim, draft: Draft) -> tuple[Claim | None, tuple[Revision, ...]]:
    """Give a conclusion as its author left it, None where it was withdrawn, and the changes that led there, in order.

    Changes after a withdrawal do nothing. A new wording is read for its cause anew.
    """
    done: list[Revision] = []
    for one in draft.revisions:
        if one.claim != claim.id:
            continue
        done.append(one)
        if one.did == "withdrawn":
            return None, tuple(done)
        claim = _with(claim, one, draft.language)
    return claim, tuple(done)


def _with(claim: Claim, one: Revision, lang: str) -> Claim:
    if one.did == "evidence":
        return claim.model_copy(update={"evidence": tuple(dict.fromkeys((*claim.evidence, *one.evidence)))})
    if not one.now:
        return claim
    named = cause(one.now, lang)
    how = one.now if claim.how == claim.text else named or ""
    return claim.model_copy(update={"text": one.now, "how": how, "states_cause": named is not None})
