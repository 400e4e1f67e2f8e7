"""Learn rex/voice/models/intents.npz and questions.npz from our own lines, and say how well they read others of ours.

Learnt from bench/data/livechat.jsonl, split "train" (intents: viewers' lines alone); measured on "validation", with
`--test` on "test" too. Nothing is drawn at random: the same lines give the same bytes.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

from rex.voice.complaint_object import complaint_objects
from rex.voice.intent import intents
from rex.voice.line import BUYING, Intent
from rex.voice.ngrams import BITS, features
from rex.voice.questions import own_words, questions
from rex.voice.word_groups import read, word_groups

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

LINES = Path(__file__).parent / "data" / "livechat.jsonl"
MODELS = Path(__file__).parent.parent / "rex/voice/models"
PIECES, GROUPS = 0.1, 1.0  # how dear a weight is: of hashed pieces, of word groups and clues; tuned on validation
PRIOR = 1.0  # what a group's phrase says for its own intent before any line is read
ROUNDS = 60


def rows_of(texts: Sequence[str]) -> Any:
    """Give the texts as one sparse table: hashed pieces, each row of length 1, then groups and clues."""
    places, starts = features(texts)
    pieces = sparse.csr_matrix((np.ones(len(places)), places, starts), shape=(len(texts), 1 << BITS))
    pieces.sum_duplicates()
    lengths = np.sqrt(np.maximum(np.diff(starts), 1))
    return sparse.hstack([sparse.diags(1 / lengths) @ pieces, sparse.csr_matrix(read(tuple(texts)).table)]).tocsr()


def learn(rows: Any, labels: NDArray[np.int64], prior: NDArray[np.float64]) -> tuple[Any, Any]:
    """Fit a multinomial logistic reader around `prior` (columns x labels); give weights and bias."""
    many, width, kinds = rows.shape[0], rows.shape[1], prior.shape[1]
    wanted = np.eye(kinds)[labels]
    dear = np.where(np.arange(width) < 1 << BITS, PIECES, GROUPS)[:, None]
    turned = rows.T.tocsr()

    def loss(packed: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights, bias = packed[: width * kinds].reshape(width, kinds), packed[width * kinds :]
        scores = rows @ (weights + prior) + bias
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        told = scores / scores.sum(axis=1, keepdims=True)
        missed = -np.log(told[np.arange(many), labels] + 1e-12).sum() + 0.5 * (dear * weights**2).sum()
        step = told - wanted
        return float(missed), np.concatenate([(turned @ step + dear * weights).ravel(), step.sum(axis=0)])

    start = np.zeros(width * kinds + kinds)
    packed = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS, "maxcor": 6}).x
    return packed[: width * kinds].reshape(width, kinds) + prior, packed[width * kinds :]


def store(name: str, labels: Sequence[str], weights: Any, bias: Any) -> None:
    """Write a model: pieces' weights in bytes with one scale a label, the rest in half precision."""
    pieces, extras = weights[: 1 << BITS], weights[1 << BITS :]
    scale = np.maximum(np.abs(pieces).max(axis=0), 1e-6) / 127
    np.savez_compressed(
        MODELS / f"{name}.npz",
        labels=np.array(labels),
        weights=np.rint(pieces / scale).astype(np.int8),
        scale=scale.astype(np.float32),
        extras=extras.astype(np.float16),
        bias=bias.astype(np.float32),
    )


def learn_both(lines: list[dict[str, Any]]) -> None:
    """Learn and store the two models."""
    MODELS.mkdir(exist_ok=True)
    names = get_args(Intent)
    viewers = [line for line in lines if line["role"] == "viewer"]
    rows = rows_of([line["text"] for line in viewers])
    prior = np.zeros((rows.shape[1], len(names)))
    for number, name in enumerate(word_groups().names):
        if name.partition(".")[0] in names:
            prior[(1 << BITS) + number, names.index(name.partition(".")[0])] = PRIOR
    store("intents", names, *learn(rows, np.array([names.index(line["intent"]) for line in viewers]), prior))
    rows = rows_of([own_words(line["text"]) for line in lines])
    asked = np.array([int(line["question"]) for line in lines])
    store("questions", ("", "question"), *learn(rows, asked, np.zeros((rows.shape[1], 2))))


def rates(told: list[bool], so: list[bool]) -> str:
    """Give precision, recall and F1 in a line."""
    both = sum(a and b for a, b in zip(told, so, strict=True))
    precision, recall = both / max(sum(told), 1), both / max(sum(so), 1)
    return f"P {precision:.3f} R {recall:.3f} F1 {2 * both / max(sum(told) + sum(so), 1):.3f}"


def measure(name: str, lines: list[dict[str, Any]]) -> None:
    """Say how well lines are read, by language."""
    for lang in (*sorted({line["lang"] for line in lines}), "all"):
        some = [line for line in lines if lang in ("all", line["lang"])]
        seen = [line for line in some if line.get("role", "viewer") == "viewer"]
        told = [read.label for read in intents([line["text"] for line in seen])]
        right = [label == line["intent"] for label, line in zip(told, seen, strict=True)]
        buying = rates([label in BUYING for label in told], [line["intent"] in BUYING for line in seen])
        asked = [read.label == "question" for read in questions([line["text"] for line in some])]
        print(f"{name} {lang}: {len(seen)} viewers' lines, intents right {np.mean(right):.3f}; buying {buying}")
        print(f"    {len(some)} lines, question {rates(asked, [line['question'] for line in some])}")
    bad = [line for line in lines if line["intent"] == "complaint" and line.get("object")]
    if bad:
        told = [read.label for read in complaint_objects([line["text"] for line in bad])]
        print(
            f"    object right {np.mean([a == b['object'] for a, b in zip(told, bad, strict=True)]):.3f} of {len(bad)}"
        )


def unlike_rules(lines: list[dict[str, Any]]) -> str:
    """Give each intent's share of viewers' lines that hold none of the words its own rules look for."""
    names = word_groups().names
    viewers = [line for line in lines if line["role"] == "viewer" and line["intent"] != "other"]
    hits = read(tuple(line["text"] for line in viewers)).hits
    held: list[set[str]] = [set() for _ in viewers]
    for row, group in zip(hits.rows.tolist(), hits.groups.tolist(), strict=True):
        held[row].add(names[group].partition(".")[0])
    without: dict[str, list[bool]] = {}
    for line, some in zip(viewers, held, strict=True):
        without.setdefault(line["intent"], []).append(line["intent"] not in some)
    return ", ".join(f"{intent} {np.mean(missing):.2f}" for intent, missing in sorted(without.items()))


def main() -> None:
    """Learn, store and measure."""
    lines = [json.loads(line) for line in LINES.read_text(encoding="utf-8").splitlines()]
    learn_both([line for line in lines if line["split"] == "train"])
    splits = ("validation", "test") if "--test" in sys.argv else ("validation",)
    for split in splits:
        measure(split, [line for line in lines if line["split"] == split])
    print("lines without their rules' words:", unlike_rules([line for line in lines if line["split"] != "test"]))


if __name__ == "__main__":
    main()
