"""B02: a report that confirms more than came true."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest

from rex.checks.subject import Subject
from rex.model.answer import Forecast

if TYPE_CHECKING:
    from collections.abc import Callable

    from rex.model.answer import Claim
    from rex.model.finding import Checks
    from rex.model.measure import Measure
    from rex.model.message import Message

KPIS = ("a", "b", "c", "d", "e")


@pytest.fixture
def told(claim: Callable[..., Claim], measure: Callable[..., Measure]) -> Callable[..., Subject]:
    """Make forecasts of which some held, and conclusions of which some agree; `good` turns all of it over."""

    def one(agree: int, of: int, held: int, scored: int, *, good: bool = True, informed: bool = False) -> Subject:
        said: Literal["above", "below"] = "above" if good else "below"
        forecasts = tuple(
            Forecast(
                id=kpi,
                respondent="maria",
                role="csm",
                kpi=kpi,
                said=said,
                informed=informed,
                outcome="held" if i < held else "missed" if i < scored else "open",
            )
            for i, kpi in enumerate(KPIS)
        )
        sides = ("worked", "did_not") if good else ("did_not", "worked")
        claims = tuple(claim(sides[i >= agree], id=str(i), topic=KPIS[i % 5]) for i in range(of))
        return Subject(forecasts=forecasts, claims=claims, measures=tuple(measure(kpi) for kpi in KPIS))

    return one


@pytest.mark.parametrize("good", [True, False])
@pytest.mark.parametrize(
    ("agree", "of", "held", "scored", "fires"),
    [
        (5, 5, 3, 5, True),  # all confirm (1/32), 60 % came true
        (12, 15, 3, 5, True),  # 80 %: 0.0176
        (11, 15, 3, 5, False),  # near miss: 73 %
        (4, 5, 2, 5, False),  # near miss: 80 %, but 4 of 5 agree in 0.19 by luck
        (5, 5, 2, 5, True),
        (3, 5, 2, 5, False),  # near miss: 60 % confirm
        (5, 5, 4, 5, False),  # near miss: 80 % came true
        (5, 5, 3, 4, False),  # near miss: 75 % of those with an outcome
        (4, 4, 0, 5, False),  # four conclusions
        (5, 5, 0, 2, False),  # two outcomes
    ],
)
def test_it_holds_the_report_against_the_forecasts(
    *,
    look: Callable[[str, Subject], Checks],
    told: Callable[..., Subject],
    agree: int,
    of: int,
    held: int,
    scored: int,
    fires: bool,
    good: bool,
) -> None:
    assert bool(look("B02", told(agree, of, held, scored, good=good)).findings) is fires


def test_it_shows_both_shares(
    look: Callable[[str, Subject], Checks], told: Callable[..., Subject], read: Callable[[Message], str]
) -> None:
    finding = look("B02", told(5, 5, 2, 5)).findings[0]
    assert read(finding.says) == (
        "Conclusions on what was forecast: 5 count of 5 count (1 share) say what was expected. "
        "Of these forecasts 2 count of 5 count (0.4 share) came true."
    )
    assert finding.strength == 0.6  # 1 - 0.4/1
    assert finding.evidence[:5] == ("claim:0", "claim:1", "claim:2", "claim:3", "claim:4")


def test_forecasts_given_with_figures_in_sight_expect_nothing(
    look: Callable[[str, Subject], Checks], told: Callable[..., Subject]
) -> None:
    assert look("B02", told(5, 5, 0, 5, informed=True)).not_applicable


def test_it_can_be_hidden_with_a_reason(look: Callable[[str, Subject], Checks], told: Callable[..., Subject]) -> None:
    from dataclasses import replace

    subject = replace(told(5, 5, 0, 5), suppressions={"B02": "the goal was moved on the day"})
    assert look("B02", subject).findings[0].suppressed == "the goal was moved on the day"
