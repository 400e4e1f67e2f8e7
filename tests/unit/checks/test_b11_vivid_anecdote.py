"""B11: one message in the place of a count."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.checks.parts import Theme
from rex.checks.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Callable

    from rex.model.answer import Claim
    from rex.model.finding import Checks
    from rex.model.message import Message

THEMES = (Theme("wow", 4, 60, address="quote:1"), Theme("again", 5, 90, address="quote:2"))


@pytest.mark.parametrize("polarity", ["worked", "did_not"])
@pytest.mark.parametrize(
    ("evidence", "text", "fires"),
    [
        (("quote:1",), "They loved it", True),
        (("quote:9",), "They loved it", True),  # a message of which no more is known
        (("quote:2",), "They loved it", False),  # near miss: five people
        (("quote:1", "metric:csat"), "They loved it", False),
        (("quote:1", "quote:2"), "They loved it", False),
        (("quote:1",), "An anecdote: they loved it", False),
        (("quote:1",), "They probably loved it", False),
        (("moment:1",), "They loved it", False),
    ],
)
def test_it_speaks_of_one_message_alone(
    *,
    look: Callable[[str, Subject], Checks],
    claim: Callable[..., Claim],
    evidence: tuple[str, ...],
    text: str,
    fires: bool,
    polarity: str,
) -> None:
    subject = Subject(claims=(claim(polarity, text=text, evidence=evidence),), themes=THEMES)
    assert bool(look("B11", subject).findings) is fires


def test_it_says_how_many_people(
    look: Callable[[str, Subject], Checks], claim: Callable[..., Claim], read: Callable[[Message], str]
) -> None:
    claims = (claim(id="1", text="They loved it", evidence=("quote:1",)), claim(evidence=("quote:2",)))
    finding = look("B11", Subject(claims=claims, themes=THEMES)).findings[0]
    assert read(finding.says) == ("“They loved it” rests on one message, which 4 count people wrote, and on no count.")
    assert finding.evidence == ("claim:1", "quote:1")
    assert finding.strength == 0.5  # one of two


def test_passing_and_not_applying_say_so(
    look: Callable[[str, Subject], Checks], claim: Callable[..., Claim], read: Callable[[Message], str]
) -> None:
    passed = look("B11", Subject(claims=(claim(evidence=("quote:2",)),), themes=THEMES)).passed[0]
    assert read(passed.says) == "1 count conclusion cites a message, and more stands behind it."
    assert look("B11", Subject(claims=(claim(),))).not_applicable


def test_it_can_be_hidden_with_a_reason(look: Callable[[str, Subject], Checks], claim: Callable[..., Claim]) -> None:
    subject = Subject(claims=(claim(evidence=("quote:9",)),), suppressions={"B11": "the only buyer of the set"})
    assert look("B11", subject).findings[0].suppressed == "the only buyer of the set"
