"""Quantiles and tails of the normal, Student and gamma distributions, the few that the room needs."""

from __future__ import annotations

import math


def checked_confidence(confidence: float) -> float:
    """Return the confidence (a share, such as 0.95) or raise ValueError if it is not strictly between 0 and 1."""
    if not 0 < confidence < 1:
        raise ValueError(f"confidence is a share between 0 and 1, not {confidence}")
    return confidence


def normal_quantile(share: float) -> float:
    """Value below which this share of a standard normal lies."""
    from statistics import NormalDist

    return NormalDist().inv_cdf(share)


def normal_share(value: float) -> float:
    """Share of a standard normal that lies below the value."""
    return math.erfc(-value / math.sqrt(2)) / 2


def two_sided_z(confidence: float) -> float:
    """Half-width, in standard errors, of a two-sided normal interval: 1.96 for 0.95."""
    return normal_quantile(0.5 + checked_confidence(confidence) / 2)


def normal_two_sided(z: float) -> float:
    """Chance of a standard normal at least as far from 0 as z, on either side."""
    return math.erfc(abs(z) / math.sqrt(2))


def two_sided_t(confidence: float, degrees: float) -> float:
    """Half-width, in standard errors, of a two-sided Student interval with these degrees of freedom."""
    from scipy.special import stdtrit

    return float(stdtrit(degrees, 0.5 + checked_confidence(confidence) / 2))


def student_two_sided(t: float, degrees: float) -> float:
    """Chance of a Student value at least as far from 0 as t, on either side."""
    from scipy.special import stdtr

    return float(2 * stdtr(degrees, -abs(t)))


def f_above(value: float, between: float, within: float) -> float:
    """Chance of an F ratio of at least this value, with these degrees of freedom above and below the line."""
    from scipy.special import fdtrc

    return float(fdtrc(between, within, value))


def gamma_quantile(shape: float, share: float) -> float:
    """Value below which this share of a gamma of scale 1 lies (half a chi-square of 2 * shape degrees)."""
    from scipy.special import gammaincinv

    return float(gammaincinv(shape, share))


def drawn_at_most(found: int, drawn: int, marked: int, population: int) -> float:
    """Chance that so many drawn without putting back hold at most so many marked ones (exact hypergeometric tail).

    Fisher's exact test, one side: of a population some are marked, `drawn` of it are taken. ValueError where more are
    drawn or marked than there are.
    """
    if not (0 <= drawn <= population and 0 <= marked <= population):
        raise ValueError(f"{drawn} drawn and {marked} marked do not fit into {population}")
    ways = sum(math.comb(marked, k) * math.comb(population - marked, drawn - k) for k in range(min(found, drawn) + 1))
    return ways / math.comb(population, drawn)


def binomial_share_up_to(successes: int, n: int, chance: float) -> float:
    """Chance of at most this many successes in n tries."""
    from scipy.special import bdtr

    return float(bdtr(successes, n, chance)) if successes >= 0 else 0.0
