"""B24: numbers that returns can still change."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from rex.checks.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Callable

    from rex.model.answer import Claim
    from rex.model.finding import Checks
    from rex.model.measure import Measure
    from rex.model.message import Message


@pytest.mark.parametrize("polarity", ["worked", "did_not"])
@pytest.mark.parametrize(
    ("topic", "text", "level"),
    [
        ("refund_rate", "Hardly anything came back", "warn"),
        ("refund_rate", "Hardly anything seems to come back", "info"),  # says how unsure it is
        ("revenue", "We sold a lot", "info"),
        ("sound", "The sound was good", "info"),  # the headline alone rests on it
    ],
)
def test_it_warns_of_conclusions_on_returns_and_remarks_on_the_rest(
    look: Callable[[str, Subject], Checks],
    claim: Callable[..., Claim],
    measure: Callable[..., Measure],
    topic: str,
    text: str,
    level: str,
    polarity: str,
) -> None:
    subject = Subject(
        measures=(measure("revenue", settles=True, headline=True), measure("refund_rate", settles=True)),
        claims=(claim(polarity, topic=topic, text=text),),
        refundable_share=0.9,
    )
    assert look("B24", subject).findings[0].level == level


def test_it_says_how_much_and_until_when(
    look: Callable[[str, Subject], Checks],
    claim: Callable[..., Claim],
    measure: Callable[..., Measure],
    read: Callable[[Message], str],
) -> None:
    subject = Subject(
        measures=(measure("revenue", settles=True), measure("unique_viewers")),
        claims=(claim(id="1", topic="revenue"),),
        refundable_share=0.8,
        settles_on=datetime(2026, 12, 4, tzinfo=UTC),
        cancellations_known=False,
    )
    finding = look("B24", subject).findings[0]
    assert read(finding.says) == (
        "Provisional: 0.8 share of the revenue can still be returned. "
        "The orders' file does not tell which orders were cancelled. One conclusion depends on it."
    )
    assert "after 2026-12-04" in read(finding.instead)
    assert finding.evidence == ("claim:1", "metric:revenue")
    assert finding.strength == 0.8


def test_settled_numbers_pass_aloud(
    look: Callable[[str, Subject], Checks], measure: Callable[..., Measure], read: Callable[[Message], str]
) -> None:
    revenue = measure("revenue", settles=True, headline=True)
    settled = look("B24", Subject(measures=(revenue,), refundable_share=0.0)).passed[0]
    assert read(settled.says) == "All returns are in: the numbers are settled."
    unused = look("B24", Subject(measures=(measure("revenue", settles=True),), refundable_share=0.9)).passed[0]
    assert read(unused.says) == "No headline KPI and no conclusion rests on sales that can still come back."


def test_unknown_cancellations_alone_are_said(
    look: Callable[[str, Subject], Checks], measure: Callable[..., Measure]
) -> None:
    revenue = (measure("revenue", settles=True, headline=True),)
    assert look("B24", Subject(measures=revenue, refundable_share=0.0, cancellations_known=False)).findings
    assert look("B24", Subject(measures=revenue, cancellations_known=True)).passed
    assert look("B24", Subject(measures=revenue)).not_applicable


def test_it_can_be_hidden_with_a_reason(
    look: Callable[[str, Subject], Checks], measure: Callable[..., Measure]
) -> None:
    revenue = (measure("revenue", settles=True, headline=True),)
    subject = Subject(measures=revenue, refundable_share=1.0, suppressions={"B24": "food is never returned"})
    assert look("B24", subject).findings[0].suppressed == "food is never returned"
