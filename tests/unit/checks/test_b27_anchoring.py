"""B27: forecasts and goals close to the first number in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.checks.parts import Target
from rex.checks.subject import Subject
from rex.model.answer import Forecast

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rex.model.finding import Checks
    from rex.model.measure import Measure
    from rex.model.message import Message


def forecasts(middles: Sequence[float], *, informed: bool = False) -> tuple[Forecast, ...]:
    return tuple(
        Forecast(
            id=f"f{i}",
            respondent=f"p{i}",
            role="csm",
            kpi="orders",
            said="range",
            low=middle - 5,
            high=middle + 5,
            informed=informed,
        )
        for i, middle in enumerate(middles)
    )


@pytest.mark.parametrize(
    ("middles", "seen", "fires"),
    [
        ((100, 102, 98), 3, True),  # mean 100, standard deviation 2: 2 %
        ((100, 105, 95), 3, False),  # near miss: exactly 5 %
        ((100, 102, 98), 2, False),  # only two saw a number
        ((100, 102, 98), 0, False),  # sealed: agreement alone is no anchor
        ((100, 101), 2, False),
    ],
)
def test_forecasts_with_a_number_in_sight(
    look: Callable[[str, Subject], Checks],
    measure: Callable[..., Measure],
    middles: Sequence[float],
    seen: int,
    fires: bool,
) -> None:
    subject = Subject(
        forecasts=forecasts(middles),
        measures=(measure("orders", unit="count"),),
        seen_first=frozenset(f"f{i}" for i in range(seen)),
    )
    assert bool(look("B27", subject).findings) is fires


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize(
    ("far", "fires"),
    [
        ((0.02, 0.02, 0.02), True),
        ((0.02, 0.03, 0.02), False),  # near miss: one of the three goes its own way
        ((0.5, 0.0, 0.01, 0.02), True),  # the last three count
        ((0.0, 0.0), False),
    ],
)
def test_goals_that_repeat_the_last_result(
    look: Callable[[str, Subject], Checks], far: Sequence[float], sign: int, fires: bool
) -> None:
    targets = tuple(Target(f"s{i}", "orders", 1000 * (1 + sign * share), 1000) for i, share in enumerate(far))
    assert bool(look("B27", Subject(targets=targets)).findings) is fires


def test_it_shows_where_they_lie(
    look: Callable[[str, Subject], Checks], measure: Callable[..., Measure], read: Callable[[Message], str]
) -> None:
    subject = Subject(forecasts=forecasts((100, 102, 98), informed=True), measures=(measure("orders", unit="count"),))
    finding = look("B27", subject).findings[0]
    assert read(finding.says) == (
        "3 count forecasts of Orders were given with a number in sight; they lie around 100 count, 0.02 share apart."
    )
    assert finding.strength == 0.6  # 1 - 0.02/0.05
    assert finding.evidence == ("forecast:f0", "forecast:f1", "forecast:f2")
    goals = tuple(Target(f"s{i}", "orders", 100, 100) for i in range(4))
    second = look("B27", Subject(targets=goals)).findings[0]
    assert read(second.says) == (
        "The goals of the last 4 count sessions for orders each lay within 0.02 share of the result before."
    )
    assert second.strength == 0.5  # 1 - 2/4


def test_passing_and_not_applying(
    look: Callable[[str, Subject], Checks], measure: Callable[..., Measure], read: Callable[[Message], str]
) -> None:
    wide = Subject(forecasts=forecasts((50, 100, 150), informed=True), measures=(measure("orders"),))
    assert (
        read(look("B27", wide).passed[0].says)
        == "Forecasts with a number in sight, and goals, do not stay close to it."
    )
    assert look("B27", Subject()).not_applicable


def test_it_can_be_hidden_with_a_reason(look: Callable[[str, Subject], Checks]) -> None:
    goals = tuple(Target(f"s{i}", "orders", 100, 100) for i in range(3))
    subject = Subject(targets=goals, suppressions={"B27": "the client asks to hold the level"})
    assert look("B27", subject).findings[0].suppressed == "the client asks to hold the level"
