"""Hours without a moment, and hours of selling with known effects, drawn anew from a seed: nothing is read.

    python bench/moments.py [--null-hours 200] [--shows 60] [--delay lognormal|gamma] [--seed 1]

First, chats in which nothing happens, an hour each and of six kinds: even, a ramp, a swing of half an hour, a rate that
wanders (log-Gaussian Cox), messages that call forth messages (Hawkes, half of them), and steps of the level, which are
told apart: a step is no moment, and no quiet either. Every peak that is reported is a false alarm.

Then simulated shows (bench/shows.py) whose effects are known: how many of the flagged ones are false, how often the
90 % interval holds the truth, and how many of the effects of at least three orders are flagged.

Exit 1 where a promise is broken, that is where the whole 95 % interval lies beyond it.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import chi2

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))

from shows import Law, hour

from rex.moments.attribution import Event, Refusal, attribute
from rex.moments.codes import author_codes
from rex.moments.find import find
from rex.moments.series import ChatTimes
from rex.stats.intervals import wilson

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from numpy.typing import NDArray

    Reals = NDArray[np.float64]

HOUR_S = 3_600
ALARMS_AT_MOST = 0.10
FALSE_AT_MOST = 0.10
COVERED = (0.86, 0.94)
POWER_AT_LEAST = 0.45
EFFECT = 3.0
"""Fewest extra orders that count as an effect to be found; fewer are neither found nor missed."""
NOTHING = 1.0
"""Up to so many extra orders a flagged cue is a false discovery."""


def from_rate(rng: np.random.Generator, rate: Reals) -> Reals:
    """Draw times from a rate a second."""
    counts = rng.poisson(rate)
    times: Reals = np.sort(np.repeat(np.arange(HOUR_S), counts) + rng.uniform(0, 1, int(counts.sum())))
    return times


def even(rng: np.random.Generator, base: float) -> Reals:
    """Draw an even chat."""
    return from_rate(rng, np.full(HOUR_S, base))


def ramp(rng: np.random.Generator, base: float) -> Reals:
    """Draw a chat that grows threefold, or falls to a third."""
    rise = np.linspace(0.5, 1.5, HOUR_S)
    return from_rate(rng, base * (rise if rng.uniform() < 0.5 else rise[::-1]))


def swing(rng: np.random.Generator, base: float) -> Reals:
    """Draw a chat that swings by 40 % in half an hour."""
    turn = 2 * np.pi * (np.arange(HOUR_S) / 1_800 + rng.uniform())
    return from_rate(rng, base * (1 + 0.4 * np.sin(turn)))


def wandering(rng: np.random.Generator, base: float) -> Reals:
    """Draw a log-Gaussian Cox process: spread .3 in logs, correlated over five minutes."""
    steps = rng.normal(0, 1, HOUR_S)
    kept = np.exp(-1 / 300)
    logs = np.empty(HOUR_S)
    level = rng.normal()
    for second in range(HOUR_S):
        level = kept * level + np.sqrt(1 - kept**2) * steps[second]
        logs[second] = 0.3 * level
    return from_rate(rng, base * np.exp(logs - 0.045))


def calling(rng: np.random.Generator, base: float) -> Reals:
    """Draw a Hawkes process: each message calls forth half a message, ten seconds later on average."""
    born = from_rate(rng, np.full(HOUR_S, base / 2))
    every = [born]
    while len(born):
        parents = np.repeat(born, rng.poisson(0.5, len(born)))
        born = parents + rng.exponential(10, len(parents))
        born = born[born < HOUR_S]
        every.append(born)
    times: Reals = np.sort(np.concatenate(every))
    return times


def steps(rng: np.random.Generator, base: float) -> Reals:
    """Draw a level that jumps by up to a half every twelve to twenty-five minutes."""
    level, at = np.empty(HOUR_S), 0
    while at < HOUR_S:
        until = at + int(rng.uniform(720, 1_500))
        level[at:until] = rng.uniform(0.67, 1.5)
        at = until
    return from_rate(rng, base * level)


KINDS: dict[str, Callable[[np.random.Generator, float], Reals]] = {
    "even": even,
    "ramp": ramp,
    "swing": swing,
    "wandering": wandering,
    "calling": calling,
    "steps": steps,
}
APART = "steps"


@dataclass(frozen=True)
class Alarms:
    """False alarms in so many hours, with the exact Poisson interval (95 %) of their rate an hour."""

    alarms: int
    hours: int

    @property
    def low(self) -> float:
        """Give the lower end (Garwood 1936)."""
        return float(chi2.ppf(0.025, 2 * self.alarms) / 2 / self.hours) if self.alarms else 0.0

    @property
    def high(self) -> float:
        """Give the upper end."""
        return float(chi2.ppf(0.975, 2 * self.alarms + 2) / 2 / self.hours)

    def line(self, name: str, word: str = "") -> str:
        """Write the line."""
        rate = self.alarms / self.hours
        return (
            f"  {name:<24} {self.hours:>5} h {self.alarms:>4}  {rate:.3f} an hour ({self.low:.3f} to {self.high:.3f})"
            f"{word}"
        )


def false_alarms(rng: np.random.Generator, kind: str) -> int:
    """Draw one hour of a kind and count the peaks that are reported: 3 to 60 messages a minute, people of all zeals."""
    times = KINDS[kind](rng, float(np.exp(rng.uniform(np.log(3), np.log(60)))) / 60)
    if not len(times):
        return 0
    zeal = rng.pareto(1.3, max(5, len(times) // 4)) + 0.1
    people = rng.choice(len(zeal), len(times), p=zeal / zeal.sum())
    texts = np.full(len(times), -1, dtype=np.int64)  # no text is pasted
    chat = ChatTimes(times, author_codes(f"p{person}" for person in people), texts)
    found = find(chat, None, None, float(HOUR_S), ())
    return sum(one.kind == "peak" and not one.ritual for one in found.moments)


def quiet(hours: int, seed: int) -> bool:
    """Print the false alarms by kind; True where more than promised."""
    print(f"Chats without a moment, {hours} hours, seed {seed}")
    counts = {kind: [0, 0] for kind in KINDS}
    names = list(KINDS)
    for number in range(hours):
        kind = names[number % len(names)]
        counts[kind][0] += false_alarms(np.random.default_rng([seed, number]), kind)
        counts[kind][1] += 1
    for kind, (alarms, of) in counts.items():
        if of:
            print(Alarms(alarms, of).line(kind))
    rest = [counts[kind] for kind in names if kind != APART]
    every = Alarms(sum(alarms for alarms, _ in rest), max(1, sum(of for _, of in rest)))
    missed = every.low > ALARMS_AT_MOST
    word = f"  promised at most {ALARMS_AT_MOST}  {'MISSED' if missed else 'ok'}"
    print(every.line("all but the steps", word))
    return missed


def selling(shows: int, law: Law, seed: int) -> bool:
    """Print what attribution makes of known effects; True where a promise is broken."""
    print(f"Shows with known effects, {shows} hours, delays {law}, seed {seed}")
    flagged = wrong = covered = scored = real = caught = refused = 0
    for number in range(shows):
        made = hour(np.random.default_rng([seed, number]), law)
        events = [Event(cue.id, cue.kind, cue.at_s) for cue in made.cues]
        seen = (made.viewers_t_s, made.viewers)
        found = attribute(made.orders_s, seen, events, float(HOUR_S), np.random.default_rng([seed, number, 1]))
        if isinstance(found, Refusal):
            refused += 1
            continue
        truth = {cue.id: cue.extra_orders for cue in made.cues}
        for effect in found.effects:
            is_real = abs(truth[effect.id]) >= EFFECT
            scored += 1
            covered += effect.low <= truth[effect.id] <= effect.high
            flagged += effect.flagged
            wrong += effect.flagged and abs(truth[effect.id]) <= NOTHING
            real += is_real
            caught += effect.flagged and is_real
    print(f"  refused: {refused} of {shows}")
    missed = share("false among the flagged", wrong, flagged, most=FALSE_AT_MOST)
    missed |= share("90 % intervals that hold the truth", covered, scored, least=COVERED[0], most=COVERED[1])
    return share(f"effects of {EFFECT:g} orders or more, flagged", caught, real, least=POWER_AT_LEAST) or missed


def share(name: str, k: int, n: int, *, least: float = 0.0, most: float = 1.0) -> bool:
    """Print a share with its Wilson interval (95 %) and its promise; True where the whole interval lies beyond it."""
    if not n:
        print(f"  {name:<40} none")
        return False
    found = wilson(k, n)
    missed = found.low > most or found.high < least
    print(
        f"  {name:<40} {k:>5} of {n:<5} {k / n:.3f} ({found.low:.3f} to {found.high:.3f})"
        f"  promised {least:g} to {most:g}  {'MISSED' if missed else 'ok'}"
    )
    return missed


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add how much is drawn, and from which seed."""
    parser.add_argument("--null-hours", type=int, default=200, help="hours without a moment")
    parser.add_argument("--shows", type=int, default=60, help="shows with known effects")
    parser.add_argument("--delay", choices=("lognormal", "gamma"), default="lognormal", help="law of the delays")
    parser.add_argument("--seed", type=int, default=1)


def tables(null_hours: int, shows: int, law: Law, seed: int) -> int:
    """Print both tables; 1 where a promise is broken."""
    missed = quiet(null_hours, seed)
    return 1 if selling(shows, law, seed) or missed else 0
