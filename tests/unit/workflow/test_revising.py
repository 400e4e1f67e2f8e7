"""Conclusions after the checks: other words, doubt, evidence, withdrawal; the sealed answer is never touched."""

from __future__ import annotations

from typing import Any

import pytest

from rex.model.answer import Claim
from rex.model.draft import Draft
from rex.model.revision import Revision
from rex.workflow.revising import revised

CLAIM = Claim(
    id="maria.csm.change",
    polarity="did_not",
    text="it fell because the host was late",
    how="the host was late",
    states_cause=True,
    respondent="maria",
    role="csm",
    phase="blind",
    evidence=("metric:orders",),
)


def draft(*revisions: Revision, **more: Any) -> Draft:
    return Draft(respondent="maria", role="csm", set="csm", revisions=revisions, **more)


def change(did: str, now: str = "", *, claim: str = CLAIM.id, evidence: tuple[str, ...] = ()) -> Revision:
    return Revision.model_validate(
        {"claim": claim, "check": "B28", "did": did, "was": CLAIM.text, "now": now, "evidence": evidence}
    )


def test_nothing_changed_leaves_the_conclusion_as_it_is() -> None:
    assert revised(CLAIM, draft()) == (CLAIM, ())
    other = change("withdrawn", claim="maria.csm.repeat")
    assert revised(CLAIM, draft(other)) == (CLAIM, ())


def test_other_words_are_read_for_their_cause_anew() -> None:
    left, done = revised(CLAIM, draft(change("reworded", "it fell at minute 20")))
    assert left is not None
    assert (left.text, left.how, left.states_cause) == ("it fell at minute 20", "", False)
    assert [one.did for one in done] == ["reworded"]
    left, _ = revised(CLAIM, draft(change("reworded", "it fell because the link broke")))
    assert left is not None
    assert (left.how, left.states_cause) == ("the link broke", True)


def test_a_conclusion_whose_words_tell_the_how_keeps_doing_so() -> None:
    how = CLAIM.model_copy(update={"text": "we answered aloud", "how": "we answered aloud", "states_cause": False})
    left, _ = revised(how, draft(change("hedged", "Perhaps: we answered aloud")))
    assert left is not None
    assert left.how == "Perhaps: we answered aloud"


def test_evidence_is_added_once_and_nothing_else_changes() -> None:
    left, _ = revised(CLAIM, draft(change("evidence", evidence=("moment:2", "metric:orders"))))
    assert left == CLAIM.model_copy(update={"evidence": ("metric:orders", "moment:2")})


@pytest.mark.parametrize("after", [(), (change("reworded", "again"),)])
def test_what_was_withdrawn_stays_withdrawn_and_is_told(after: tuple[Revision, ...]) -> None:
    left, done = revised(CLAIM, draft(change("hedged", "Perhaps"), change("withdrawn"), *after))
    assert left is None
    assert [one.did for one in done] == ["hedged", "withdrawn"]
