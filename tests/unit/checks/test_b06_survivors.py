"""B06: a survey answered by people unlike the audience."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from rex.checks.parts import Audience
from rex.checks.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Callable

    from rex.model.answer import Claim
    from rex.model.finding import Checks
    from rex.model.message import Message


@pytest.mark.parametrize(
    ("parts", "fires"),
    [
        ({"watched_answered_s": 1800, "watched_all_s": 1200}, True),  # 1.5 times
        ({"watched_answered_s": 1790, "watched_all_s": 1200}, False),  # near miss
        ({"watched_answered_s": 800, "watched_all_s": 1200}, True),  # two thirds: the mirror image
        ({"watched_answered_s": 810, "watched_all_s": 1200}, False),
        ({"buyers_answered": 9, "buyer_share": 0.1}, True),  # 22.5 %, and 9 or more of 40 at 10 %: 0.0155
        ({"buyers_answered": 8, "buyer_share": 0.1}, False),  # near miss: 20 %, but 8 or more come by luck in 0.042
        ({"buyers_answered": 2, "buyer_share": 0.02}, False),  # 5 % against 2 %, but 2 of 40 come by luck in 19 %
        ({"buyers_answered": 4, "buyer_share": 0.25}, True),  # 10 % against 25 %, at most 4 of 40: 0.016
        ({"buyers_answered": 1, "buyer_share": 0.05}, False),  # half as often, but at most 1 of 40 comes in 40 %
        ({"answered": 10, "watched_answered_s": 3600, "watched_all_s": 60}, True),
        ({"answered": 9, "watched_answered_s": 3600, "watched_all_s": 60}, False),
    ],
)
def test_longer_shorter_more_and_fewer(
    look: Callable[[str, Subject], Checks], parts: dict[str, Any], fires: bool
) -> None:
    assert bool(look("B06", Subject(audience=Audience(**{"answered": 40, **parts}))).findings) is fires


@pytest.mark.parametrize("polarity", ["worked", "did_not"])
@pytest.mark.parametrize(
    ("topic", "text", "level"),
    [("nps", "They love us", "warn"), ("nps", "Perhaps they love us", "info"), ("orders", "They bought", "info")],
)
def test_it_warns_where_a_conclusion_rests_on_the_survey(
    look: Callable[[str, Subject], Checks],
    claim: Callable[..., Claim],
    topic: str,
    text: str,
    level: str,
    polarity: str,
) -> None:
    subject = Subject(
        audience=Audience(40, 3600, 1200),
        claims=(claim(polarity, topic=topic, text=text),),
        kpi_tables={"nps": ("survey",), "orders": ("sales",)},
    )
    assert look("B06", subject).findings[0].level == level


def test_it_shows_both_sides(
    look: Callable[[str, Subject], Checks], claim: Callable[..., Claim], read: Callable[[Message], str]
) -> None:
    subject = Subject(
        audience=Audience(40, 3600, 1200, 20, 0.1),
        claims=(claim(id="1", topic="nps"),),
        kpi_tables={"nps": ("survey",)},
    )
    finding = look("B06", subject).findings[0]
    assert read(finding.says) == (
        "Those who answered watched 60 minutes, all viewers 20 minutes (medians). "
        "Of 40 count who answered 0.5 share bought, of all viewers 0.1 share. One conclusion depends on it."
    )
    assert finding.strength == 0.6  # 1 - 2/5, more than 1 - 1.5/3
    assert finding.evidence == ("claim:1",)


def test_passing_and_not_applying(look: Callable[[str, Subject], Checks], read: Callable[[Message], str]) -> None:
    passed = look("B06", Subject(audience=Audience(40, 1300, 1200))).passed[0]
    assert read(passed.says) == "Answers: 40 count; those who gave them watched and bought much like the audience."
    assert look("B06", Subject(audience=Audience(40))).not_applicable


def test_it_can_be_hidden_with_a_reason(look: Callable[[str, Subject], Checks]) -> None:
    subject = Subject(audience=Audience(40, 3600, 1200), suppressions={"B06": "we asked the buyers on purpose"})
    assert look("B06", subject).findings[0].suppressed == "we asked the buyers on purpose"
