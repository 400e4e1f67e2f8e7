"""The shapes of worked example that REX's arithmetic is held against, one small function each.

A shape is known by the keys an example has. Each function computes with REX what the example expects.
"""

from __future__ import annotations

import math
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from worked_example import Check, Example, shape

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # a checkout runs without being installed

from rex.stats import (
    comparison,
    concurrency,
    control,
    ewma,
    gaps,
    intervals,
    laney,
    lifetime,
    multiplicity,
    nps,
    purchases,
    resampling,
    samplesize,
    spend,
    standardise,
    survival,
)

RESAMPLES = 100_000
SEED = 20261122


def ends(low: str, high: str, interval: intervals.Interval | None) -> dict[str, Any]:
    """Put the two ends of an interval under the names the example has for them."""
    return {low: interval and interval.low, high: interval and interval.high}


@shape("Wilson interval of a share", "successes n")
def wilson(example: Example) -> list[Check]:
    interval = intervals.wilson(example["successes"], example["n"], example.get("confidence", 0.95))
    return example.compare(ends("lower", "upper", interval))


@shape("Garwood interval of a rate", "count exposure")
def garwood(example: Example) -> list[Check]:
    interval = intervals.garwood(example["count"], example["exposure"], example.get("confidence", 0.95))
    return example.compare(ends("rate_lower", "rate_upper", interval))


@shape("Newcombe interval of a difference", "k1 n1 k2 n2")
def newcombe(example: Example) -> list[Check]:
    confidence = example.get("confidence", 0.95)
    found = comparison.newcombe(example["k1"], example["n1"], example["k2"], example["n2"], confidence)
    interval = found.interval if found else None
    return example.compare({"difference": found and found.value, **ends("lower", "upper", interval)})


@shape("Net Promoter Score", "promoters passives detractors")
def net_promoter_score(example: Example) -> list[Check]:
    answers = (example["promoters"], example["passives"], example["detractors"])
    score = nps.plain(*answers)
    got = {
        "n": score and score.n,
        "nps": score and score.points,
        "variance_unit_scale": score and score.variance,
        "standard_error_points": score and score.standard_error,
        "adjusted_wald_centre": nps.adjusted(*answers).points,
        **ends("wald_lower", "wald_upper", intervals.wald_nps(*answers)),
        **ends("adjusted_wald_lower", "adjusted_wald_upper", intervals.adjusted_wald_nps(*answers)),
    }
    return example.compare(got)


@shape("difference of two Net Promoter Scores", "first second")
def nps_difference(example: Example) -> list[Check]:
    sides = [
        tuple(example[side][kind] for kind in ("promoters", "passives", "detractors")) for side in ("first", "second")
    ]
    found = comparison.nps_difference(sides[0], sides[1])
    interval = found.interval if found else None
    got = {
        "raw_difference_points": found and found.value,
        "adjusted_difference_points": interval and (interval.low + interval.high) / 2,
        **ends("adjusted_lower", "adjusted_upper", interval),
    }
    return example.compare(got)


@shape("Benjamini-Hochberg", "p q")
def benjamini_hochberg(example: Example) -> list[Check]:
    adjusted, level = multiplicity.benjamini_hochberg(example["p"]), example["q"]
    stricter = multiplicity.bonferroni(example["p"])
    got = {
        "adjusted": adjusted,
        "rejected": sum(chance <= level for chance in adjusted),
        "bonferroni_rejected": sum(chance <= level for chance in stricter),
    }
    return example.compare(got)


@shape("constants of the XmR chart", "d2_n2 E2 D4_n2")
def constants(example: Example) -> list[Check]:
    # REX holds the exact values; tables print two or three decimals.
    return example.compare({"d2_n2": control.D2, "E2": 3 / control.D2, "D4_n2": control.D4}, 0.002)


@shape("XmR chart", "values mr_bar")
def xmr(example: Example) -> list[Check]:
    values = example["values"]
    exact = control.individuals(values)
    # Limits without "exact" in their name come from a printed table: use the d2 that the file says it used.
    printed = control.individuals(values, d2=example.document.get("constants", {}).get("d2_n2", control.D2))
    got = {
        "centre": exact.centre,
        "moving_ranges": exact.moving_ranges,
        "mr_bar": exact.mean_range,
        "upper": printed.upper,
        "lower": printed.lower,
        "sigma_exact_d2": exact.sigma,
        "upper_exact_d2": exact.upper,
        "lower_exact_d2": exact.lower,
        "mr_upper_exact_d2": exact.range_upper,
    }
    limits = printed if "upper" in example.entries else exact
    outside = [i for i, value in enumerate(values) if not limits.lower <= value <= limits.upper]
    return example.compare(got) + points_outside(example, outside)


@shape("EWMA chart", "values target sigma lam L")
def moving_average(example: Example) -> list[Check]:
    chart = ewma.ewma(example["values"], example["target"], example["sigma"], example["lam"], example["L"])
    checks = example.compare({"ewma": chart.values}, example["tolerance_values"])
    checks += example.compare({"upper": chart.upper, "lower": chart.lower}, example["tolerance_limits"])
    return checks + points_outside(example, list(chart.outside))


def points_outside(example: Example, positions: list[int]) -> list[Check]:
    """Compare points outside, which a file may list as positions from 0, positions from 1, or the values themselves."""
    expected = example.get("out_of_limits", None)
    if expected is None:
        return []
    readings = (positions, [i + 1 for i in positions], [example["values"][i] for i in positions])
    return [Check("out_of_limits", expected, next((found for found in readings if found == expected), positions))]


@shape("Laney p' chart", "events n sigma_z")
def laney_chart(example: Example) -> list[Check]:
    limits, n = laney.laney_limits(example["events"], example["n"], fewest=2), example["n"]
    got: dict[str, Any] = {"p_bar": limits and limits.centre, "sigma_z": limits and limits.sigma_z}
    for name, side in (("lower", laney.LaneyLimits.lower), ("upper", laney.LaneyLimits.upper)):
        each = [side(limits, size) for size in n] if limits else None
        # One limit for all stands for sessions of one size.
        got[name] = each if each is None or isinstance(example.get(name, None), list) else each[-1]
    return example.compare(got)


@shape("bootstrap of a mean", "values statistic confidence")
def bootstrap(example: Example) -> list[Check]:
    import numpy as np

    coarse, fine = example["relative_tolerance_at_1e4"], example["relative_tolerance_at_1e6"]
    # Between the two numbers of resamples the room shrinks with their square root, as the noise does.
    room = max(fine, coarse * math.sqrt(1e4 / RESAMPLES))
    got: dict[str, Any] = {}
    methods: tuple[resampling.BootstrapMethod, ...] = ("basic", "percentile", "bca")
    for method in methods:
        generator = np.random.default_rng(SEED)
        found = resampling.bootstrap_mean(example["values"], generator, method, example["confidence"], RESAMPLES)
        got[method] = found and [found.low, found.high]
    return [Check("statistic", example["statistic"], "mean"), *example.compare(got, room, relative=True)]


@shape("Mann-Whitney U and Cliff's delta", "x y u_x")
def ranks(example: Example) -> list[Check]:
    found = comparison.mann_whitney_u(example["x"], example["y"])
    got = {
        "u_x": found and found.u_first,
        "u_y": found and found.u_second,
        "p_exact_two_sided": found and found.exact,
        "p_asymptotic_no_continuity": found and found.asymptotic,
        "cliffs_delta": comparison.cliffs_delta(example["x"], example["y"]),
    }
    return example.compare(got)


@shape("Simpson's paradox", "strata pooled rates_percent")
def simpson(example: Example) -> list[Check]:
    strata = [standardise.Stratum(row["name"], *row["a"], *row["b"]) for row in example["strata"]]
    found = standardise.standardise(strata)
    sums = {
        "a": [sum(row.k_after for row in strata), sum(row.n_after for row in strata)],
        "b": [sum(row.k_before for row in strata), sum(row.n_before for row in strata)],
    }
    rates = {f"{side}_pooled": 100 * k / n for side, (k, n) in sums.items()}
    by_stratum = {row.name: [100 * row.k_after / row.n_after, 100 * row.k_before / row.n_before] for row in strata}
    flag = bool(found and found.mix_effect and found.every_stratum_disagrees)
    printed = example.within("rates_percent")
    checks = example.within("pooled").compare(sums) + printed.compare({**rates, **by_stratum}, 0.5)  # whole percent
    return checks + example.compare({"expected_flag": flag})


@shape("Kaplan-Meier curve", "times event survival")
def kaplan_meier(example: Example) -> list[Check]:
    curve = survival.kaplan_meier(example["times"], example["event"])
    room = example.get("tolerance", 0.0)
    checks = [Check(f"at {time}", share, curve.at(float(time)), room) for time, share in example["survival"].items()]
    return checks + example.compare({"median": curve.median})


@shape("items of SERVQUAL", "tangibles reliability responsiveness assurance empathy")
def servqual_items(example: Example) -> list[Check]:
    return example.compare(dict(gaps.ITEMS_PER_DIMENSION))


@shape("SERVQUAL and SERVPERF", "expectation perception")
def servqual(example: Example) -> list[Check]:
    found = gaps.servqual(example["expectation"], example["perception"], example.get("weights_100_points", None))
    got = {
        "unweighted": found.unweighted,
        "weighted": found.weighted,
        "servperf_unweighted": found.performance,
        "largest_negative_gap": found.largest_shortfall,
    }
    room = example.get("tolerance", 0.0)
    by_dimension = example.within("gap").compare(dict(found.by_dimension), room)
    return by_dimension + example.compare(got)


@shape("concurrent viewers", "session intervals_join_leave_viewer")
def concurrent_viewers(example: Example) -> list[Check]:
    start, end = example["session"]
    visits = [concurrency.Visit(str(who), join, leave) for join, leave, who in example["intervals_join_leave_viewer"]]
    found = concurrency.presence(visits, start, end)
    watched, mean_stay = found.watch_time, found.average_view_duration
    got = {
        "unique_viewers": found.unique_viewers,
        "watch_time_s": watched,
        "average_concurrent": found.average_concurrent,
        "peak_concurrent": found.peak_concurrent,
        "first_time_of_peak_s": found.first_time_of_peak,
        "average_view_duration_s": mean_stay,
    }
    gap = concurrency.identity_gap(found.average_concurrent, end - start, watched, mean_stay or 0, found.unique_viewers)
    return [*example.compare(got), Check("gap in the identity", 0.0, gap, 1e-9)]


@shape("samples at irregular times", "times_s viewers end_s")
def irregular_samples(example: Example) -> list[Check]:
    values = example["viewers"]
    held = concurrency.step_average(example["times_s"], values, example["end_s"])
    return example.compare({"plain_mean": sum(values) / len(values), "step_hold_mean": held}, 1e-9)


@shape("viewers needed", "p1 p2 alpha power")
def viewers_needed(example: Example) -> list[Check]:
    given = (example["p1"], example["p2"], example["alpha"], example["power"])
    got = {
        "n_per_group_pooled_variance": samplesize.viewers_needed(*given),
        "n_per_group_baseline_variance": samplesize.viewers_needed(*given, variance="baseline"),
    }
    return example.compare(got, example["tolerance_relative"], relative=True)


def plain_id(text: str) -> str:
    """Strip the zeros that one of two files pads a customer's number with."""
    return text.lstrip("0") or "0"


def read_histories(example: Example) -> list[purchases.CustomerHistory]:
    """Read customer histories from the summary table beside the example."""
    return [
        purchases.CustomerHistory(
            plain_id(row["ID"]), int(row["x"]), float(row["t_x"]), float(row["T"]), float(row["zbar"])
        )
        for row in example.table("ID", "x", "t_x", "T", "zbar")
    ]


def fit_checks(example: Example, got: dict[str, float], rooms: list[float], own_room: float) -> list[Check]:
    """Compare a published fit, and a second one with more digits where there is one, with REX's own."""
    published = example.within("expected")
    checks: list[Check] = []
    for (name, value), room in zip(got.items(), rooms, strict=True):
        checks += published.compare({name: value}, room)
    if "own_fit" in example.entries:
        close = {name: value for name, value in got.items() if name != "log_likelihood"}
        checks += example.within("own_fit").compare(close, own_room)
        checks += example.within("own_fit").compare({"log_likelihood": got["log_likelihood"]}, rooms[-1])
    return checks


@shape("BG/NBD fit", "expected expected_purchases")
def bg_nbd(example: Example) -> list[Check]:
    model = lifetime.fit_bg_nbd(read_histories(example))
    if model is None or not model.settled:
        return [Check("a fit that settles", expected=True, got=False)]
    room, ahead = example["expected"]["tolerance_params"], example.within("expected_purchases")
    got = {name: float(getattr(model, name)) for name in ("r", "alpha", "a", "b", "log_likelihood")}
    checks = fit_checks(example, got, [room] * 4 + [example["expected"]["tolerance_ll"]], room / 4)
    checks += ahead.compare({"value": [model.expected_purchases(weeks) for weeks in ahead["t_weeks"]]})
    return checks + (log_to_summary(example.within("log_to_summary")) if "log_to_summary" in example.entries else [])


@shape("Gamma-Gamma fit", "expected own_fit")
def gamma_gamma(example: Example) -> list[Check]:
    model = spend.fit_gamma_gamma(read_histories(example))
    if model is None or not model.settled:
        return [Check("a fit that settles", expected=True, got=False)]
    got = {name: float(getattr(model, name)) for name in ("p", "q", "v", "log_likelihood")}
    rooms = [*example["expected"]["tolerance"], example["expected"]["tolerance_ll"]]
    return fit_checks(example, got, rooms, min(rooms) / 4)


def log_to_summary(example: Example) -> list[Check]:
    """Sum up the raw log of purchases and compare with the published summary, customer by customer."""
    log = [
        purchases.Purchase(plain_id(row["sample_id"]), date.fromisoformat(row["date"]), float(row["dollars"]))
        for row in example.table("sample_id", "date", "dollars")
    ]
    summary = {history.customer: history for history in read_histories(example)}
    first_days: dict[str, date] = {}
    for purchase in log:
        first_days[purchase.customer] = min(first_days.get(purchase.customer, purchase.day), purchase.day)
    # The last day of the calibration: each customer's first purchase plus the weeks they were known.
    until = max(first_days[who] + timedelta(days=round(7 * history.weeks)) for who, history in summary.items())
    found = {history.customer: history for history in purchases.histories(log, until)}
    got = {
        "customers": len(found),
        "repeat_transactions_calibration": sum(history.repeats for history in found.values()),
        "holdout_transactions": sum(purchase.day > until for purchase in purchases.merge_days(log)),
    }
    equal = sum(same_history(history, found.get(who)) for who, history in summary.items())
    return [*example.compare(got), Check("histories equal to the summary", len(summary), equal)]


def same_history(printed: purchases.CustomerHistory, found: purchases.CustomerHistory | None) -> bool:
    """Whether a history equals one printed to two decimals."""
    return found is not None and all(abs(p - f) < 0.0051 for p, f in zip(printed[1:], found[1:], strict=True))
