"""B10: a few busy people read as the audience."""

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


def theme(people: int, top_five: float | None = None, messages: int = 0) -> Theme:
    return Theme("no sound", people, 60, address="quote:1", top_five=top_five, messages=messages)


@pytest.mark.parametrize("polarity", ["worked", "did_not"])
@pytest.mark.parametrize(
    ("people", "top_five", "viewers", "fires"),
    [
        (2, None, None, True),
        (3, None, None, False),  # near miss: three people
        (4, None, 1000, True),  # 0.5 % of 1,000 are 5
        (5, None, 1000, False),  # near miss
        (20, 0.50, 1000, True),  # even would be 5/20 = 0.25, and 0.45 is needed
        (20, 0.49, 1000, False),  # near miss: under half
        (8, 0.64, 1000, False),  # even would be 0.625: nobody writes most
        (8, 0.83, 1000, True),  # 0.625 + 0.2 = 0.825
    ],
)
def test_it_speaks_of_few_people_and_of_five_that_write_most(
    *,
    look: Callable[[str, Subject], Checks],
    claim: Callable[..., Claim],
    people: int,
    top_five: float | None,
    viewers: int | None,
    fires: bool,
    polarity: str,
) -> None:
    subject = Subject(
        claims=(claim(polarity, evidence=("quote:1",)),), themes=(theme(people, top_five),), unique_viewers=viewers
    )
    assert bool(look("B10", subject).findings) is fires


def test_it_shows_messages_people_and_viewers(
    look: Callable[[str, Subject], Checks], claim: Callable[..., Claim], read: Callable[[Message], str]
) -> None:
    subject = Subject(claims=(claim(id="1", evidence=("quote:1",)),), themes=(theme(4, 1.0, 30),), unique_viewers=2000)
    finding = look("B10", subject).findings[0]
    assert read(finding.says) == (
        "“no sound”: 30 count messages from 4 count people. 2000 count watched, so that is 0.002 share of them."
    )
    assert finding.strength == 0.6  # 1 - 4/10
    assert finding.evidence == ("claim:1", "quote:1")


def test_it_shows_what_five_people_wrote(
    look: Callable[[str, Subject], Checks], claim: Callable[..., Claim], read: Callable[[Message], str]
) -> None:
    subject = Subject(claims=(claim(evidence=("quote:1",)),), themes=(theme(20, 0.8, 90),))
    finding = look("B10", subject).findings[0]
    assert read(finding.says) == (
        "“no sound”: 90 count messages from 20 count people. Five of them wrote 0.8 share of these messages."
    )
    assert finding.strength == 0.375  # 1 - 0.5/0.8


def test_with_a_number_beside_it_it_is_a_remark_and_with_doubt_nothing(
    look: Callable[[str, Subject], Checks], claim: Callable[..., Claim]
) -> None:
    alone = Subject(claims=(claim(evidence=("quote:1",)),), themes=(theme(2),))
    beside = Subject(claims=(claim(evidence=("quote:1", "moment:2")),), themes=(theme(2),))
    doubt = Subject(claims=(claim(text="Perhaps the sound", evidence=("quote:1",)),), themes=(theme(2),))
    assert look("B10", alone).findings[0].level == "warn"
    assert look("B10", beside).findings[0].level == "info"
    assert look("B10", doubt).passed


def test_passing_tells_the_fewest_people(
    look: Callable[[str, Subject], Checks], claim: Callable[..., Claim], read: Callable[[Message], str]
) -> None:
    subject = Subject(claims=(claim(evidence=("quote:1",)),), themes=(theme(9),), unique_viewers=800)
    assert read(look("B10", subject).passed[0].says) == (
        "The themes that conclusions cite were written by 9 count people or more each."
    )


def test_a_theme_that_nobody_cites_is_no_matter(
    look: Callable[[str, Subject], Checks], claim: Callable[..., Claim]
) -> None:
    assert look("B10", Subject(claims=(claim(),), themes=(theme(1),))).not_applicable


def test_it_can_be_hidden_with_a_reason(look: Callable[[str, Subject], Checks], claim: Callable[..., Claim]) -> None:
    subject = Subject(
        claims=(claim(evidence=("quote:1",)),), themes=(theme(1),), suppressions={"B10": "the encoder log agrees"}
    )
    assert look("B10", subject).findings[0].suppressed == "the encoder log agrees"
