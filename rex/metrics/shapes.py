"""The shapes that most KPIs have: a share of people, a mean, money; each refuses what its sums cannot carry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.metrics.base import NO_UNIQUE_VIEWERS, NOBODY_WATCHED, UNNAMED, Estimated, Sum, too_few
from rex.model.message import Message, quantity, say, say_n
from rex.stats.intervals import mean_t, wilson

if TYPE_CHECKING:
    from rex.metrics.base import Setting, Sums

LEAST_FOR_A_SHARE = 30
"""Below so many people a share is an anecdote (the "Min" column of the KPI catalogue)."""
LEAST_FOR_A_MEAN = 10
COVERED = 0.95
"""A viewer curve over less of the show says so beside its values."""
LEAST_TO_COMPARE_SPEND = 40
"""Spend is skewed: below 40 orders a mean order value covers too little to compare (measured: 83 to 91 % at 10)."""


def share_of(k: int, n: int, *, warnings: tuple[Message, ...] = (), drifts: bool = False, of: str = "") -> Estimated:
    """Give k of n with Wilson's interval; whoever calls has seen that n is enough."""
    found = wilson(k, n)
    return Estimated(
        "measured",
        k / n,
        found.low,
        found.high,
        found.confidence,
        found.method,
        k=k,
        n=n,
        warnings=warnings,
        drifts=drifts,
        of=of,
    )


def share_of_viewers(k: int, n: int, *, more: Message, warnings: tuple[Message, ...] = ()) -> Estimated:
    """Estimate a share of the people who watched; `more` is said when more people did it than watched."""
    if n == 0:
        return Estimated("not_applicable", why=NOBODY_WATCHED)
    if k > n:
        return Estimated("not_applicable", k=k, n=n, why=more)
    if n < LEAST_FOR_A_SHARE:
        return too_few(
            say_n(
                "Only {n} viewer; a share is shown from {needed} on.",
                "Only {n} viewers; a share is shown from {needed} on.",
                n,
                needed=quantity(LEAST_FOR_A_SHARE, "count"),
            ),
            n,
        )
    return share_of(k, n, warnings=warnings)


def share_acting(s: Sums, nobody: Message) -> Estimated:
    """Estimate the share of viewers who did something, from `people` who did; `nobody` is said where none is known."""
    if s.people == 0:
        return Estimated("not_applicable", n=s.viewers, why=nobody, absent=True)
    if not s.known("viewers"):
        return Estimated("not_applicable", why=NO_UNIQUE_VIEWERS)
    return share_of_viewers(s.people, s.viewers, more=MORE_ACTING, warnings=told_by_visits(s))


def share_of_answers(k: int, n: int, other_scale: int = 0) -> Estimated:
    """Estimate a share of the people who answered a question; `other_scale` counts answers on scales not mixed in."""
    if n < LEAST_FOR_A_MEAN:
        return few_answers(n, other_scale)
    interval = wilson(k, n)
    return Estimated("measured", k / n, interval.low, interval.high, interval.confidence, interval.method, k=k, n=n)


def other_scale(question: str, low: int, high: int) -> Sum:
    """Count a question's answers on any other scale than low to high, an unknown one included."""
    right = f"coalesce(scale_min, -1) = {low} and coalesce(scale_max, -1) = {high}"
    asked = f"question_id = '{question}' and answer_num is not null"
    return Sum("survey_once", f"count(case when {asked} and not ({right}) then 1 end)")


def few_answers(n: int, other_scale: int = 0) -> Estimated:
    """Say that too few people answered, and how many more are needed."""
    if n == 0 and other_scale:
        return Estimated("not_applicable", n=0, why=OTHER_SCALE)
    if n == 0:
        return Estimated("not_applicable", n=0, why=NOT_ASKED)
    return too_few(
        say_n(
            "{n} answer; shown from {needed} on, {more} more.",
            "{n} answers; shown from {needed} on, {more} more.",
            n,
            needed=quantity(LEAST_FOR_A_MEAN, "count"),
            more=quantity(LEAST_FOR_A_MEAN - n, "count"),
        ),
        n,
    )


def mean_of_answers(n: int, total: int, squares: int, scale: tuple[float, float], other_scale: int = 0) -> Estimated:
    """Estimate a mean answer with its t interval, cut at the ends of the scale.

    All answers equal leave no spread to judge by, and say so.
    """
    if n < LEAST_FOR_A_MEAN:
        return few_answers(n, other_scale)
    interval = mean_t(n, total, squares)
    if interval is None:
        return Estimated("measured", total / n, n=n, method="mean", warnings=(ALL_ALIKE,))
    low, high = max(scale[0], interval.low), min(scale[1], interval.high)
    return Estimated("measured", total / n, low, high, interval.confidence, interval.method, n=n)


def mean_of_milli(
    n: int, total: int, squares: int, scale: tuple[float, float], *, least: int = LEAST_FOR_A_MEAN
) -> Estimated:
    """Estimate the mean of people's own scores, given in thousandths, with its t interval cut at the scale's ends."""
    if n < least:
        more = quantity(least - n, "count")
        return too_few(
            say_n(
                "{n} answer; shown from {needed} on, {more} more.",
                "{n} answers; shown from {needed} on, {more} more.",
                n,
                needed=quantity(least, "count"),
                more=more,
            ),
            n,
        )
    interval = mean_t(n, total, squares)
    if interval is None:
        return Estimated("measured", total / n / 1000, n=n, method="mean", warnings=(ALL_ALIKE,))
    low, high = max(scale[0], interval.low / 1000), min(scale[1], interval.high / 1000)
    return Estimated("measured", total / n / 1000, low, high, interval.confidence, interval.method, n=n)


def not_asked() -> Estimated:
    """Say that the survey does not ask this: an optional KPI then stands in no record."""
    return Estimated("not_applicable", n=0, why=NOT_ASKED, absent=True)


def money_total(s: Sums, name: str, setting: Setting) -> tuple[str, int] | Estimated:
    """Give a sum of money and its currency; no order at all (`orders` is 0) is a result, nothing sold."""
    if not s.by(name) and s.orders == 0 and setting.currency is not None:
        return setting.currency, 0
    return one_currency(s, name)


def one_currency(s: Sums, name: str) -> tuple[str, int] | Estimated:
    """Give the sum and its currency, or say why several currencies have no common one."""
    amounts = s.by(name)
    if UNNAMED in amounts:
        return Estimated("not_applicable", why=NO_CURRENCY)
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


def told_by_visits(s: Sums) -> tuple[Message, ...]:
    """Warn where people were added up from a list of who came and left."""
    return (BY_VISITS,) if s.known("by_visits") else ()


def covers_part(covered_ms: int, setting: Setting) -> tuple[Message, ...]:
    """Warn where a viewer curve covers less than 95 % of the show."""
    covered = covered_ms / 1000 / setting.duration_s
    if covered >= COVERED:
        return ()
    return (say("The curve covers {share} of the show.", share=quantity(covered, "share")),)


PEOPLE_WATCHING = {
    "viewers": Sum("people_watching", "max(viewers)"),
    "by_visits": Sum("people_watching", "max(by_visits)", across="max"),
}
"""How many different people watched, and whether a list of visits told it; a KPI takes both or neither."""
AUDIENCE_BY_VISITS = Sum("audience", "max(by_visits)", across="max")
BY_VISITS = say("Taken from the list of who came and left: these files hold no viewer curve or count.")
NOT_ASKED = say("Nobody was asked this, or the answers are not in these files.")
ALL_ALIKE = say("All answers are the same, so no spread was seen and no interval can be given.")
NO_AMOUNTS = say("The order files hold no amounts for this session.")
NO_CURRENCY = say("The orders' amounts name no currency. Write it into session.yaml, such as currency: EUR.")
NO_REFUNDS = say("The order files do not tell what was given back.")
OTHER_SCALE = say("The question was asked on another scale, and scales are never mixed.")
NO_ORDERS = say("No order of this session is in the files.")
MORE_BUYERS = say(
    "More buyers than viewers: one of the two files does not belong to this session, or counts something else."
)
MORE_ACTING = say("More people did this than watched: one of the two files belongs to something else.")
MORE_WRITERS = say(
    "More people wrote than watched: one of the two files does not belong to this session, or counts something else."
)
