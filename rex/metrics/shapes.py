"""The shapes that most KPIs have: a share of people, a mean, money; each refuses what its sums cannot carry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.metrics.base import NOBODY_WATCHED, Estimated, too_few
from rex.model.message import Message, quantity, say
from rex.stats.intervals import mean_t, wilson

if TYPE_CHECKING:
    from rex.metrics.base import Sums

LEAST_FOR_A_SHARE = 30
"""Below so many people a share is an anecdote (the "Min" column of the KPI catalogue)."""
LEAST_FOR_A_MEAN = 10
LEAST_TO_COMPARE_SPEND = 40
"""Spend is skewed: below 40 orders a mean order value covers too little to compare (measured: 83 to 91 % at 10)."""


def share_of_viewers(k: int, n: int, *, more: Message, warnings: tuple[Message, ...] = ()) -> Estimated:
    """Estimate a share of the people who watched; `more` is said when more people did it than watched."""
    if n == 0:
        return Estimated("not_applicable", why=NOBODY_WATCHED)
    if k > n:
        return Estimated("not_applicable", k=k, n=n, why=more)
    if n < LEAST_FOR_A_SHARE:
        return too_few(
            say(
                "Only {n} viewers; a share is shown from {needed} on.",
                n=quantity(n, "count"),
                needed=quantity(LEAST_FOR_A_SHARE, "count"),
            ),
            n,
        )
    interval = wilson(k, n)
    return Estimated(
        "measured",
        k / n,
        interval.low,
        interval.high,
        interval.confidence,
        interval.method,
        k=k,
        n=n,
        warnings=warnings,
    )


def share_of_answers(k: int, n: int) -> Estimated:
    """Estimate a share of the people who answered a question."""
    if n < LEAST_FOR_A_MEAN:
        return few_answers(n)
    interval = wilson(k, n)
    return Estimated("measured", k / n, interval.low, interval.high, interval.confidence, interval.method, k=k, n=n)


def few_answers(n: int) -> Estimated:
    """Say that too few people answered, and how many more are needed."""
    if n == 0:
        return Estimated(
            "not_applicable", n=0, why=say("Nobody was asked this, or the answers are not in these files.")
        )
    return too_few(
        say(
            "{n} answers; shown from {needed} on, {more} more.",
            n=quantity(n, "count"),
            needed=quantity(LEAST_FOR_A_MEAN, "count"),
            more=quantity(LEAST_FOR_A_MEAN - n, "count"),
        ),
        n,
    )


def mean_of_answers(n: int, total: int, squares: int) -> Estimated:
    """Estimate a mean answer with its t interval; all answers equal leave no spread to judge by, and say so."""
    if n < LEAST_FOR_A_MEAN:
        return few_answers(n)
    interval = mean_t(n, total, squares)
    if interval is None:
        warning = say("All answers are the same, so no spread was seen and no interval can be given.")
        return Estimated("measured", total / n, n=n, method="mean", warnings=(warning,))
    return Estimated("measured", total / n, interval.low, interval.high, interval.confidence, interval.method, n=n)


def one_currency(s: Sums, name: str) -> tuple[str, int] | Estimated:
    """Give the sum and its currency, or say why several currencies have no common one."""
    amounts = s.by(name)
    if len(amounts) > 1:
        return Estimated(
            "not_applicable",
            why=say(
                "The orders are in {n} currencies ({codes}) and no rate is given, so there is no common sum.",
                n=quantity(len(amounts), "count"),
                codes=", ".join(sorted(amounts)),
            ),
        )
    if not amounts:
        return Estimated("not_applicable", why=NO_AMOUNTS)
    ((currency, amount),) = amounts.items()
    return currency, amount


NO_AMOUNTS = say("The order files hold no amounts for this session.")
NO_ORDERS = say("No order of this session is in the files.")
MORE_BUYERS = say(
    "More buyers than viewers: one of the two files does not belong to this session, or counts something else."
)
MORE_WRITERS = say(
    "More people wrote than watched: one of the two files does not belong to this session, or counts something else."
)
