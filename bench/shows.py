"""Make simulated hours of live selling with known effects, from a seed: to measure attribution on, never to ship.

    python bench/shows.py FOLDER --shows 60 --delay lognormal --seed 1

Writes FOLDER/index.csv and FOLDER/msim/ID.{chat,viewers,sales,events,labels,truth}.csv, the shape that bench/moments.py
and the highlights data read. The chat is one line, since orders are what is measured. Every hour draws its
own parameters: audience, orders per viewer, the delay from cue to sale (log-normal or gamma), how long people go
on buying and in what shape, and how much a pitch, a promotion and an incident move the orders.
"""

from __future__ import annotations

import argparse
import csv
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    Reals = NDArray[np.float64]

Law = Literal["lognormal", "gamma"]
HOUR_S = 3600
RUN = ("pitch",) * 5 + ("talk",) * 4 + ("promo",) * 2 + ("demo",) * 2 + ("giveaway", "raid", "issue")
SELLING = {"pitch": 0.014, "promo": 0.040, "issue": -0.0043}
"""Extra orders a viewer present; every other kind moves none."""


@dataclass(frozen=True)
class Cue:
    """One thing on stage and what it did: expected extra orders, and how long the first of them took."""

    id: str
    at_s: float
    kind: str
    extra_orders: float
    lag_s: float


@dataclass(frozen=True)
class Hour:
    """One simulated hour."""

    orders_s: Reals
    viewers_t_s: Reals
    viewers: Reals
    cues: tuple[Cue, ...]


def hour(rng: np.random.Generator, law: Law, *, silent: bool = False, drift: float = 0.0) -> Hour:
    """Draw one hour; `silent` leaves all cues without effect, `drift` lets orders per viewer swing by that share."""
    times = np.cumsum(rng.uniform(160, 242, len(RUN))) + rng.uniform(10, 50)
    kinds = rng.permutation(np.array(RUN)).tolist()
    present = _present(rng, [t for t, kind in zip(times, kinds, strict=True) if kind == "raid"])
    rate = rng.uniform(3.0, 5.0) / 60_000
    swing = 1 + drift * np.sin(np.arange(HOUR_S) * 2 * np.pi / rng.uniform(1500, 4000) + rng.uniform(0, 6.3))
    expected = rate * present * swing
    scale, plateau = rng.uniform(22, 50), rng.uniform() < 0.5
    typical = rng.uniform(20, 42)
    cues = []
    for i, (at, kind) in enumerate(zip(times, kinds, strict=True)):
        lag = _lag(rng, law, typical)
        per_viewer = 0.0 if silent else SELLING.get(kind, 0.0) * rng.uniform(0.68, 1.35)
        shape = _shape(at + lag, scale * (rng.uniform(0.8, 1.25)), plateau=plateau)
        moved = per_viewer * float(np.interp(at, np.arange(HOUR_S), present)) * shape
        moved = np.maximum(moved, -0.9 * expected)
        expected = expected + moved
        cues.append(Cue(f"e{i}", float(at), kind, float(moved.sum()), lag))
    counts = rng.poisson(np.maximum(expected, 0))
    sold = np.sort(np.repeat(np.arange(HOUR_S), counts) + rng.uniform(0, 1, counts.sum()))
    seen = np.arange(0, HOUR_S + 1, 15.0)
    noisy = rng.poisson(np.interp(seen, np.arange(HOUR_S), present)).astype(np.float64)
    return Hour(sold, seen, noisy, tuple(cues))


def _present(rng: np.random.Generator, raids: list[float]) -> Reals:
    """Viewers each second: a ramp, a slow swing, a farewell, and raids that fade."""
    t = np.arange(HOUR_S, dtype=np.float64)
    height = np.exp(rng.uniform(np.log(280), np.log(1000)))
    shape = 0.1 + 0.9 * np.minimum(1, t / rng.uniform(700, 1100))
    shape *= 1 + 0.12 * np.sin(2 * np.pi * t / rng.uniform(1500, 4000) + rng.uniform(0, 6.3))
    shape *= 1 - np.clip((t - rng.uniform(2700, 3200)) / 900, 0, 1) * rng.uniform(0.4, 0.7)
    for at in raids:
        shape += np.where(t >= at, rng.uniform(0.35, 0.6) * np.exp(-(t - at) / rng.uniform(600, 1800)), 0)
    present: Reals = height * shape
    return present


def _lag(rng: np.random.Generator, law: Law, typical: float) -> float:
    if law == "lognormal":
        return float(np.clip(typical * np.exp(rng.normal(0, 0.37)), 6, 150))
    return float(np.clip(rng.gamma(2.5, typical / 2.2), 2, 150))


def _shape(first_s: float, scale: float, *, plateau: bool) -> Reals:
    """Share of the extra orders in each second; what would come after the end never comes."""
    ago = np.maximum(0.0, np.arange(HOUR_S) + 0.5 - first_s)
    if plateau:
        length = 3.5 * scale
        fading: Reals = np.where(ago > 0, 0.5 - 0.5 * np.tanh((ago - length) / (scale / 2)), 0.0) / length
        return fading
    rising: Reals = ago / scale**2 * np.exp(-ago / scale)
    return rising


def write(folder: Path, name: str, made: Hour) -> None:
    """Write one hour as the files that bench/moments.py reads."""

    def table(what: str, header: Iterable[str], body: Iterable[Iterable[Any]]) -> None:
        with (folder / "msim" / f"{name}.{what}.csv").open("w", encoding="utf-8", newline="") as file:
            lines = csv.writer(file)
            lines.writerow(header)
            lines.writerows(body)

    table("chat", ("t_seconds", "author_hash", "text"), [(1.0, "a", "hello")])
    seen = zip(made.viewers_t_s.tolist(), made.viewers.tolist(), strict=True)
    table("viewers", ("t_seconds", "viewers"), ((int(t), int(n)) for t, n in seen))
    header = ("t_seconds", "order_id", "product", "qty", "amount")
    sold = enumerate(made.orders_s.tolist())
    table("sales", header, ((round(t, 1), f"o{i}", "item", 1, 20.0) for i, t in sold))
    table(
        "events",
        ("event_id", "t_seconds", "kind", "product"),
        ((c.id, round(c.at_s, 1), c.kind, "") for c in made.cues),
    )
    table("labels", ("start_s", "end_s", "kind", "magnitude", "chat_start_s"), [])
    truth = ("event_id", "extra_messages", "extra_orders", "chat_lag_s", "sales_lag_s")
    table("truth", truth, ((c.id, 0.0, round(c.extra_orders, 2), 0.0, round(c.lag_s, 1)) for c in made.cues))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--shows", type=int, default=60)
    parser.add_argument("--delay", choices=("lognormal", "gamma"), default="lognormal")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    (options.folder / "msim").mkdir(parents=True, exist_ok=True)
    names = [f"msim_{options.seed}_{i:03d}" for i in range(options.shows)]
    for i, name in enumerate(names):
        write(options.folder, name, hour(np.random.default_rng([options.seed, i]), options.delay))
    with (options.folder / "index.csv").open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(("video_id", "group", "label_time", "duration_s", "n_messages", "n_labels", "source", "note"))
        lines.writerows((name, "msim", "event", HOUR_S, 1, 0, "simulated", options.delay) for name in names)
    return 0


if __name__ == "__main__":
    sys.exit(main())
