"""How often an action is said to have worked that did nothing, and how often an NPS interval holds the truth.

    python bench/honesty.py [--runs 4000] [--seed 1]

An action is taken after the worst of eight evenings that differ by luck: the next ones are better by themselves. It
does nothing, or multiplies the chance to buy on the six evenings after it.
How often luck is called a change, and a change is found, is asked by bench/diff.py. Exit 1 where a promise is missed.
"""

from __future__ import annotations

import argparse
import sys
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
from simulated import CHANCE, SPREAD, VIEWERS, Row, log_odds, told

from rex.actions.impact import Measured, settle
from rex.model.action import Action
from rex.stats.intervals import adjusted_wald_nps

if TYPE_CHECKING:
    from collections.abc import Iterator

REBOUND_AT_MOST = 0.05
FOUND_AT_LEAST = 0.70
BEFORE, AFTER = 8, 6
COVERED = (0.94, 0.97)
PROMOTERS, PASSIVES = 0.5, 0.3
FIRST = date(2026, 1, 2)


def said_to_work(drawn: np.random.Generator, runs: int, times: float, spread: float) -> float:
    """Give the share of runs in which an action after the worst of eight evenings is said to have moved its number.

    `times` multiplies the chance to buy on the six evenings after it.
    """
    moved = 0
    for _ in range(runs):
        odds = log_odds(CHANCE) + spread * drawn.standard_normal(BEFORE + AFTER)
        odds[BEFORE:] += log_odds(times * CHANCE) - log_odds(CHANCE)
        buyers = drawn.binomial(VIEWERS, 1 / (1 + np.exp(-odds)))
        worst = int(buyers[:BEFORE].argmin())
        # What a team does: it acts on the evening that was worst, be it the last or not.
        order = [*(n for n in range(BEFORE) if n != worst), worst, *range(BEFORE, BEFORE + AFTER)]
        held = [
            Measured(f"s{place}", FIRST + timedelta(days=7 * place), int(buyers[n]) / VIEWERS)
            for place, n in enumerate(order)
        ]
        action = Action(
            id="A-001",
            what="Say the delivery cost aloud",
            owner="Maria",
            due=held[BEFORE].on,
            kpi="conversion_rate",
            direction="up",
            smallest_effect=0,
            decided=held[BEFORE - 1].on,
            done_on=held[BEFORE - 1].on,
            status="done",
            session=f"s{BEFORE - 1}",
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
    for spread in (0.1, SPREAD, 0.4):
        for times, what in ((1.0, "did nothing"), (1.5, "sold half as much again")):
            share = said_to_work(
                np.random.default_rng([seed, 99, round(10 * spread), round(10 * times)]), runs, times, spread
            )
            name = f"Evenings spread {spread}, an action after the worst of 8 {what}: said to have worked"
            promised = spread == SPREAD
            most = REBOUND_AT_MOST if promised and times == 1.0 else 1.0
            yield Row(name, share, runs, least=FOUND_AT_LEAST if promised and times > 1 else 0.0, most=most)
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
    return told(rows(given.seed, given.runs), 92)


if __name__ == "__main__":
    sys.exit(main())
