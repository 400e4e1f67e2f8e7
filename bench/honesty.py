"""How often REX calls luck news, and how often it finds what is there: simulated sessions, judged by REX itself.

    python bench/honesty.py [--runs 4000] [--seed 1]

Each client has sessions of 1,500 viewers whose chance to buy is 3 % with a spread of 0.2 in log-odds from evening to
evening, and nothing else. Nothing changed, so a verdict is a false one; in the column beside it tonight's chance is
three times as high, so a verdict is a right one. The last rows ask the same of an action taken after the worst of eight
such evenings, and of the interval of an NPS. Exit 1 where a promise is broken.
"""

from __future__ import annotations

import argparse
import math
import sys
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from rex.actions.impact import Measured, settle
from rex.compare.history import Past, judge
from rex.model.action import Action
from rex.model.measure import Measure
from rex.stats.intervals import adjusted_wald_nps

if TYPE_CHECKING:
    from collections.abc import Iterator

VIEWERS, CHANCE, SPREAD = 1_500, 0.03, 0.2
FALSE_AT_MOST = {5: 0.065, 8: 0.035, 12: 0.025}
FOUND_AT_LEAST = 0.80
REBOUND_AT_MOST = 0.05
COVERED = (0.94, 0.97)
PROMOTERS, PASSIVES = 0.5, 0.3
FIRST = date(2026, 1, 2)


@dataclass(frozen=True)
class Row:
    """One line of the table: what was asked, how often it happened, and what was promised."""

    what: str
    share: float
    runs: int
    least: float = 0.0
    most: float = 1.0

    @property
    def kept(self) -> bool:
        """Tell whether the promise holds, with the room that so many runs leave (two standard errors)."""
        room = 2 * math.sqrt(self.share * (1 - self.share) / self.runs)
        return self.least - room <= self.share <= self.most + room


def conversion(buyers: int) -> Measure:
    """Make one session's conversion as a record holds it."""
    return Measure(
        id="conversion_rate",
        definition="conversion_rate@1",
        title="Conversion",
        status="measured",
        value=buyers / VIEWERS,
        unit="share",
        better="higher",
        scale="logit",
        k=buyers,
        n=VIEWERS,
    )


def log_odds(chance: float) -> float:
    """Put a chance on the scale on which evenings spread."""
    return math.log(chance / (1 - chance))


def evenings(drawn: np.random.Generator, sessions: int, times: float = 1.0) -> list[int]:
    """Draw the buyers of so many evenings; `times` multiplies the usual chance on the last one."""
    odds = log_odds(CHANCE) + SPREAD * drawn.standard_normal(sessions)
    odds[-1] += log_odds(times * CHANCE) - log_odds(CHANCE)
    return [int(buyers) for buyers in drawn.binomial(VIEWERS, 1 / (1 + np.exp(-odds)))]


def outside(drawn: np.random.Generator, earlier: int, runs: int, times: float) -> float:
    """Give the share of runs in which the last evening is called better or worse than usual."""
    called = 0
    for _ in range(runs):
        *past, last = evenings(drawn, earlier + 1, times)
        history = [Past(f"s{n}", conversion(buyers)) for n, buyers in enumerate(past)]
        called += judge(conversion(last), history).verdict in ("better", "worse")
    return called / runs


def said_to_work(drawn: np.random.Generator, runs: int) -> float:
    """Give the share of runs in which an action after the worst of eight evenings is said to have moved its number."""
    moved = 0
    for _ in range(runs):
        buyers = evenings(drawn, 11)
        worst = min(range(8), key=lambda n: buyers[n])
        # What a team does: it acts on the evening that was worst, be it the last or not.
        order = [*(n for n in range(8) if n != worst), worst, 8, 9, 10]
        held = [
            Measured(f"s{place}", FIRST + timedelta(days=7 * place), buyers[n] / VIEWERS)
            for place, n in enumerate(order)
        ]
        action = Action(
            id="A-001",
            what="Say the delivery cost aloud",
            owner="Maria",
            due=held[8].on,
            kpi="conversion_rate",
            direction="up",
            smallest_effect=0,
            decided=held[7].on,
            done_on=held[7].on,
            status="done",
            session="s7",
        )
        found = settle(action, held, title="Conversion", unit="share", today=held[-1].on)
        moved += found.verdict == "moved"
    return moved / runs


def nps_covered(drawn: np.random.Generator, n: int, runs: int) -> float:
    """Give the share of runs whose interval holds the true NPS."""
    truth = 100 * (PROMOTERS - (1 - PROMOTERS - PASSIVES))
    held = 0
    for _ in range(runs):
        promoters, passives, detractors = drawn.multinomial(n, [PROMOTERS, PASSIVES, 1 - PROMOTERS - PASSIVES])
        interval = adjusted_wald_nps(int(promoters), int(passives), int(detractors))
        held += interval.low <= truth <= interval.high
    return held / runs


def rows(seed: int, runs: int) -> Iterator[Row]:
    """Ask everything, each question with its own stream of luck."""
    for earlier, most in FALSE_AT_MOST.items():
        share = outside(np.random.default_rng([seed, earlier]), earlier, runs, 1.0)
        yield Row(f"{earlier:>2} earlier sessions, nothing changed: called better or worse", share, runs, most=most)
        share = outside(np.random.default_rng([seed, earlier, 3]), earlier, runs, 3.0)
        least = FOUND_AT_LEAST if earlier == 8 else 0.0  # the promise is made for eight
        yield Row(f"{earlier:>2} earlier sessions, three times the conversion: found", share, runs, least=least)
    share = said_to_work(np.random.default_rng([seed, 99]), runs)
    yield Row(" 8 earlier sessions, an action after the worst: said to have worked", share, runs, most=REBOUND_AT_MOST)
    for n in (10, 30, 100):
        share = nps_covered(np.random.default_rng([seed, n, 7]), n, 10 * runs)
        yield Row(f"NPS of {n:>3} answers: the interval holds the truth", share, 10 * runs, *COVERED)


def main() -> int:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=4_000)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    print(f"{VIEWERS:,} viewers, {CHANCE:.0%} buy, spread {SPREAD} in log-odds; {given.runs:,} runs, seed {given.seed}")
    broken = 0
    for row in rows(given.seed, given.runs):
        promise = f"{row.least:.1%} to {row.most:.1%}" if row.least else f"at most {row.most:.1%}"
        word = "" if (row.least, row.most) == (0.0, 1.0) else f"promised {promise}  {'ok' if row.kept else 'BROKEN'}"
        print(f"  {row.what:<68} {row.share:>6.1%}  {word}".rstrip())
        broken += not row.kept
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
