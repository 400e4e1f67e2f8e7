"""Made-up clients for the benches: sessions that differ by the luck of the evening alone, as real records.

A client's sessions have 1,500 viewers, whose chance to buy is 3 % with a spread of 0.2 in log-odds from evening to
evening, and nothing else. What else a table wants to find is planted and known.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np

from rex.compare.against_past import judged_by_past
from rex.compare.history import outside_by_luck
from rex.model.measure import Measure
from rex.model.message import say
from rex.model.moment import Moments
from rex.model.retrospective import BottomLine, Retrospective
from rex.model.session import Session
from rex.stats.intervals import wilson

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

VIEWERS, CHANCE, SPREAD = 1_500, 0.03, 0.2
START = datetime(2026, 1, 2, 18, 0, tzinfo=UTC)
HEADLINE = "conversion_rate"


@dataclass(frozen=True)
class Row:
    """One line of a table: what was asked, how often it happened, and what was promised (0 to 1 where nothing was)."""

    what: str
    share: float
    runs: int
    least: float = 0.0
    most: float = 1.0

    @property
    def interval(self) -> tuple[float, float]:
        """Give the Wilson interval of the share (95 %); of a mean of shares it is a little wide."""
        found = wilson(round(self.share * self.runs), self.runs)
        return found.low, found.high

    @property
    def promised(self) -> bool:
        """Tell whether anything was."""
        return (self.least, self.most) != (0.0, 1.0)

    @property
    def kept(self) -> bool:
        """Tell whether the promise holds: broken only where the whole interval lies beyond it."""
        low, high = self.interval
        return self.least <= high and low <= self.most

    def line(self, width: int = 74) -> str:
        """Write the line."""
        low, high = self.interval
        word = ""
        if self.promised:
            promise = f"{self.least:.1%} to {self.most:.1%}" if self.least and self.most < 1 else ""
            promise = promise or (f"at least {self.least:.1%}" if self.least else f"at most {self.most:.1%}")
            word = f"promised {promise}  {'ok' if self.kept else 'MISSED'}"
        return f"  {self.what:<{width}} {self.share:>6.1%}  ({low:.1%} to {high:.1%})  {word}".rstrip()


def told(rows: Iterable[Row], width: int = 74) -> int:
    """Print a table as it comes; gives the exit code, 1 where a promise was missed."""
    missed = 0
    for row in rows:
        print(row.line(width), flush=True)
        missed += not row.kept
    return 1 if missed else 0


def log_odds(chance: float) -> float:
    """Put a chance on the scale on which evenings spread."""
    return math.log(chance / (1 - chance))


def evenings(drawn: np.random.Generator, sessions: int, times: float = 1.0, spread: float = SPREAD) -> list[int]:
    """Draw the buyers of so many evenings; `times` multiplies the usual chance on the last one."""
    odds = log_odds(CHANCE) + spread * drawn.standard_normal(sessions)
    odds[-1] += log_odds(times * CHANCE) - log_odds(CHANCE)
    return [int(buyers) for buyers in drawn.binomial(VIEWERS, 1 / (1 + np.exp(-odds)))]


def share(kpi: str, people: int) -> Measure:
    """Make one session's share of its viewers as a record holds it; the conversion was chosen beforehand."""
    return Measure(
        id=kpi,
        definition=f"{kpi}@1",
        title=kpi,
        group="sales",
        status="measured",
        value=people / VIEWERS,
        unit="share",
        better="higher",
        scale="logit",
        k=people,
        n=VIEWERS,
        headline=kpi == HEADLINE,
        sums={"buyers": people, "viewers": VIEWERS},
    )


def record(week: int, measures: Sequence[Measure], earlier: Sequence[Retrospective] = ()) -> Retrospective:
    """Make the record of one week's session, judged by the earlier records as a review judges it."""
    start = START + timedelta(weeks=week)
    session = Session(
        id=f"{start:%Y-%m-%d}-show",
        title=f"Show {week}",
        client="Made Cosmetics",
        start=start,
        end=start + timedelta(hours=1),
        timezone="UTC",
        currency="EUR",
        headline=(HEADLINE,),
    )
    judged = judged_by_past(measures, session, earlier)
    return Retrospective(
        rex="0",
        id=session.id,
        written=start + timedelta(days=60),
        edition="settled",
        session=session,
        duration_s=3_600,
        inputs="0" * 8,
        bottom_line=BottomLine(headline=say("A show."), result=say("Done."), sure=say("Fairly.")),
        measures=tuple(judged),
        expected_by_luck=outside_by_luck(judged),
        moments=Moments(said=say("Nothing stood out.")),
    )
