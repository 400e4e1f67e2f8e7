"""Chats made for the tests: quiet ones of several temperaments, and bursts put into them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from rex.moments.series import ChatTimes

Make = Callable[..., ChatTimes]


def chat_of(t_s: np.ndarray, authors: np.ndarray | None = None) -> ChatTimes:
    """Give a chat of different people unless told otherwise."""
    order = np.argsort(t_s, kind="stable")
    who = np.full(len(t_s), -1, dtype=np.int64) if authors is None else authors.astype(np.int64)
    return ChatTimes(t_s[order].astype(np.float64), who[order], np.empty(0, dtype=np.int64))


@pytest.fixture
def make_chat() -> Make:
    """Make a chat from times (and authors)."""
    return chat_of


@pytest.fixture
def quiet() -> Make:
    """Make an hour of pure chance: `per_minute` messages, plus bursts of `size` messages from given seconds on."""

    def make(
        seed: int = 1, per_minute: float = 30, hours: float = 1, bursts: tuple[float, ...] = (), size: int = 80
    ) -> ChatTimes:
        rng = np.random.default_rng(seed)
        lasts = hours * 3600
        parts = [rng.uniform(0, lasts, rng.poisson(per_minute * lasts / 60))]
        parts += [start + rng.gamma(2, 15, size) for start in bursts]
        t_s = np.concatenate(parts)
        return chat_of(t_s[t_s < lasts])

    return make


@pytest.fixture
def self_exciting() -> Make:
    """Make an hour in which half of the messages answer another one within about 20 s (Hawkes, branching 0.5)."""

    def make(seed: int = 1, per_minute: float = 30) -> ChatTimes:
        rng = np.random.default_rng(seed)
        born = rng.uniform(0, 3600, rng.poisson(per_minute * 30))
        every = [born]
        while len(born):
            answers = rng.poisson(0.5, len(born))
            born = np.repeat(born, answers) + rng.exponential(20, answers.sum())
            born = born[born < 3600]
            every.append(born)
        return chat_of(np.concatenate(every))

    return make
