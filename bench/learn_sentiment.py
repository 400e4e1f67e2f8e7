"""Learn the weights of rex/voice/models/sentiment.npz from our own lines, and say how well they read.

`python bench/learn_sentiment.py` learns from split "train", counts errors on "validation", writes the file.
`--score [FOLDER]` scores the shipped file on "validation" and on "test", and on tweets and authored lines of a folder
where they lie. The same lines give the same bytes: nothing is drawn by chance.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, diags, hstack

from rex.voice.sentiment import BITS, LABELS, features, model, mood, sentiments
from rex.voice.sentiment_words import FEATURES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Row = dict[str, Any]
HERE = Path(__file__).parent
OUT = HERE.parent / "rex/voice/models/sentiment.npz"
SHRINK_GROUPS, SHRINK_WORDS = 4.0, 1.0
EXPECTED = {
    "positive": {"good": 1.2, "thanks": 0.8, "bought": 0.6, "wish": 0.5, "emoji good": 1.0, "emote good": 1.0},
    "negative": {"bad": 1.5, "fails": 1.0, "waits": 0.5, "dear": 1.0, "fraud": 0.5, "emoji bad": 1.0, "emote bad": 1.0},
    "denied": {"not good": 2.5, "not bought": 0.5, "not wish": 0.5},
}
"""What a group means before any line is seen: weights are shrunk towards it, since few lines deny a praise."""

TEAM_WEIGHT = 0.3
"""Lines of hosts and moderators teach words, but are written otherwise than viewers'."""


def rows_of(split: str) -> list[Row]:
    lines = (HERE / "data/livechat.jsonl").read_text(encoding="utf-8").splitlines()
    return [row for line in lines if (row := json.loads(line))["split"] == split]


def matrix(texts: Sequence[str]) -> Any:
    groups, places, sizes, _ = features(texts)
    ends = np.concatenate([[0], np.cumsum(sizes)])
    words = csr_matrix((np.ones(len(places)), places, ends), shape=(len(texts), 1 << BITS))
    return hstack([csr_matrix(groups), diags(1 / np.sqrt(np.maximum(sizes, 1))) @ words]).tocsr()


def fit(seen: Any, so: np.ndarray, weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Fit a multinomial logistic regression with ridge; balanced by the root of the labels' shares."""
    wide = seen.shape[1]
    is_so = np.eye(len(LABELS))[so]
    weight = weight * np.sqrt(len(so) / len(LABELS) / np.bincount(so))[so]
    shrink = np.full((wide, 1), SHRINK_WORDS)
    shrink[: len(FEATURES)] = SHRINK_GROUPS
    expected = np.zeros((wide, len(LABELS)))
    for label, meant in EXPECTED.items():
        for group, size in meant.items():
            expected[FEATURES.index(group), LABELS.index("negative" if label == "denied" else label)] = size

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights, bias = flat[: wide * 3].reshape(wide, 3), flat[wide * 3 :]
        scores = seen @ weights + bias
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares = scores / scores.sum(axis=1, keepdims=True)
        cost = -(weight * np.log((shares * is_so).sum(axis=1))).sum() + 0.5 * (shrink * (weights - expected) ** 2).sum()
        pull = (shares - is_so) * weight[:, None]
        return float(cost), np.concatenate([(seen.T @ pull + shrink * (weights - expected)).ravel(), pull.sum(axis=0)])

    found = minimize(
        loss, np.append(expected.ravel(), np.zeros(3)), jac=True, method="L-BFGS-B", options={"maxiter": 300}
    ).x
    return found[: wide * 3].reshape(wide, 3), found[wide * 3 :]


def confusion(rows: Sequence[Row], read: Sequence[str]) -> np.ndarray:
    """Count what was read (columns) by what is so (rows)."""
    table = np.zeros((3, 3))
    for row, label in zip(rows, read, strict=True):
        table[LABELS.index(row["sentiment"]), LABELS.index(label)] += 1
    return table


def macro_f1(table: np.ndarray) -> float:
    hits = np.diag(table)
    return float(np.mean(2 * hits / np.maximum(table.sum(axis=0) + table.sum(axis=1), 1)))


def viewers(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if row["role"] == "viewer"]


def learn() -> None:
    rows = rows_of("train")
    so = np.array([LABELS.index(row["sentiment"]) for row in rows])
    weight = np.array([1.0 if row["role"] == "viewer" else TEAM_WEIGHT for row in rows])
    weights, bias = fit(matrix([row["text"] for row in rows]), so, weight)
    groups, words = weights[: len(FEATURES)], weights[len(FEATURES) :]
    scale = np.abs(words).max() / 127
    small = np.round(words / scale).astype(np.int8)
    check = viewers(rows_of("validation"))
    scores = matrix([row["text"] for row in check]) @ np.vstack([groups.astype(np.float16), small * scale]) + bias
    table = confusion(check, [LABELS[label] for label in scores.argmax(axis=1)])
    OUT.parent.mkdir(exist_ok=True)
    np.savez_compressed(
        OUT,
        groups=groups.astype(np.float16),
        words=small,
        words_scale=np.float32(scale),
        bias=bias.astype(np.float32),
        confusion=table,
    )
    print(f"{OUT.name}: {OUT.stat().st_size:,} bytes; validation macro-F1 {macro_f1(table):.3f}\n{table.astype(int)}")


def report(name: str, rows: Sequence[Row], label: Callable[[Row], str]) -> None:
    if rows:
        told = [{"sentiment": label(row)} for row in rows]
        table = confusion(told, [read.label for read in sentiments([row["text"] for row in rows])])
        print(f"{name:24} n {len(rows):5}  macro-F1 {macro_f1(table):.3f}")


def report_moods(rows: Sequence[Row]) -> None:
    """Say how often the interval of a show's mood holds what its lines were labelled, and how wide it is."""
    held, widths = [], []
    for show in sorted({row["show"] for row in rows}):
        here = [row for row in rows if row["show"] == show]
        found = mood(sentiments([row["text"] for row in here]))
        if found is not None:
            so = float(np.mean([LABELS.index(row["sentiment"]) - 1 for row in here]))
            held.append(found.low <= so <= found.high)
            widths.append(found.high - found.low)
    share, width = float(np.mean(held)), float(np.mean(widths))
    print(f"moods of {len(held)} shows: {share:.0%} of the intervals hold the truth, mean width {width:.2f}")


def score(folder: Path | None) -> None:
    model()
    for split in ("validation", "test"):
        rows = viewers(rows_of(split))
        report(split, rows, lambda row: row["sentiment"])
        report_moods(rows)
        for lang in ("en", "es", "fr", "pt"):
            report(f"{split} {lang}", [row for row in rows if row["lang"] == lang], lambda row: row["sentiment"])
    for path in sorted(folder.glob("sentiment_*.jsonl")) if folder else []:
        report(path.stem, [json.loads(line) for line in path.open(encoding="utf-8")], lambda row: row["label"])
    authored = folder / "livechat_authored.jsonl" if folder else None
    if authored and authored.exists():
        report(authored.stem, [json.loads(line) for line in authored.open(encoding="utf-8")], lambda r: r["sentiment"])


if __name__ == "__main__":
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--score", nargs="?", const="", metavar="FOLDER")
    asked = wanted.parse_args().score
    if asked is None:
        learn()
    else:
        score(Path(asked) if asked else None)
