"""B05: a stretch of the show that was cut so that it fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.checks.subject import Subject
from rex.model.moment import Timeline

if TYPE_CHECKING:
    from collections.abc import Callable

    from rex.model.answer import Claim
    from rex.model.finding import Checks
    from rex.model.message import Message

TABLES = {"orders": ("sales",), "messages": ("chat",), "unique_viewers": ("viewers",)}
# Two orders a minute but for five minutes of three, cut out between two stretches without any: 105 in all.
PICKED = tuple(3 if 26 <= minute < 31 else 0 if 21 <= minute < 36 else 2 for minute in range(60))
# Ten minutes with 3 orders each: every neighbour of the window sees them.
PLATEAU = tuple(3 if 25 <= minute < 35 else 1 for minute in range(60))


@pytest.fixture
def told(claim: Callable[..., Claim]) -> Callable[..., Subject]:
    def one(
        orders: tuple[int, ...], start: float, end: float, polarity: str = "worked", topic: str = "orders"
    ) -> Subject:
        return Subject(
            claims=(claim(polarity, id="1", text="The offer", topic=topic),),
            windows={"1": (start * 60, end * 60)},
            timeline=Timeline(viewers=(100,) * 60, people_writing=orders, orders=orders),
            duration_s=3600,
            kpi_tables=TABLES,
        )

    return one


def dip(series: tuple[int, ...]) -> tuple[int, ...]:
    """Turn good minutes into bad ones: the mirror image around six orders a minute."""
    return tuple(6 - one for one in series)


@pytest.mark.parametrize(
    ("series", "start", "end", "fires"),
    [
        (PLATEAU, 25, 35, False),  # a real effect holds in all neighbours
        (PICKED, 26, 31, True),  # 15 against 8.75: 2.2 errors
        (PICKED, 26.75, 31.75, False),  # 12.75 against 8.75: 1.41 errors, not convincing itself
        (PICKED, 5, 10, False),  # no effect in it: another matter
        ((1,) * 60, 25, 35, False),
    ],
)
def test_an_effect_must_hold_in_most_neighbours(
    look: Callable[[str, Subject], Checks],
    told: Callable[..., Subject],
    series: tuple[int, ...],
    start: float,
    end: float,
    fires: bool,
) -> None:
    assert bool(look("B05", told(series, start, end)).findings) is fires
    assert bool(look("B05", told(series, start, end, topic="messages")).findings) is fires


def test_a_failure_is_held_to_the_same(look: Callable[[str, Subject], Checks], told: Callable[..., Subject]) -> None:
    low = tuple(4 - one if one != 2 else 2 for one in PICKED)
    assert look("B05", told(low, 26, 31, "did_not")).findings  # the five minutes fail only when taken alone
    assert not look("B05", told(low, 26, 31, "worked")).findings
    assert not look("B05", told(dip(PLATEAU), 25, 35, "did_not")).findings


def test_it_says_in_how_many_it_holds(
    look: Callable[[str, Subject], Checks], told: Callable[..., Subject], read: Callable[[Message], str]
) -> None:
    finding = look("B05", told(PICKED, 26, 31)).findings[0]
    # Unmoved: 2.5 minutes (7.5 against 4.4), 3.75 and 6.25 hold, 7.5 does not (15 against 13.1: 0.55 errors). Moved a
    # quarter: 2.5 and 3.75 hold on either side. Moved by half: none.
    assert read(finding.says) == (
        "“The offer” speaks of 1560 offset to 1860 offset. "
        "The effect holds in 7 count of 20 count neighbouring stretches."
    )
    assert finding.strength == 0.3  # 1 - 0.35/0.5
    assert finding.evidence == ("claim:1",)


def test_viewers_are_taken_into_account(look: Callable[[str, Subject], Checks], told: Callable[..., Subject]) -> None:
    from dataclasses import replace

    line = Timeline(viewers=tuple(100 * one for one in PICKED), orders=PICKED)  # as many a viewer in every minute
    assert look("B05", replace(told(PICKED, 26, 31), timeline=line)).passed


def test_without_a_series_for_the_kpi_it_does_not_apply(
    look: Callable[[str, Subject], Checks], told: Callable[..., Subject]
) -> None:
    assert look("B05", told(PICKED, 26, 31, topic="unique_viewers")).not_applicable


def test_it_can_be_hidden_with_a_reason(look: Callable[[str, Subject], Checks], told: Callable[..., Subject]) -> None:
    from dataclasses import replace

    subject = replace(told(PICKED, 26, 31), suppressions={"B05": "the code was shown for five minutes"})
    assert look("B05", subject).findings[0].suppressed == "the code was shown for five minutes"
