"""How well REX groups questions that mean the same: V-measure and adjusted Rand index.

`python bench/groups.py bench/data/livechat.jsonl` groups the viewers' questions of each show of a split and compares
them with `theme`; with `--by intent` it groups all questions of a file (any with `text`, `intent`, `question`) into
`--groups` coarse groups. `--nlp` uses the sentence vectors of the extra.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rex.voice.embedder import installed_embedder
from rex.voice.grouping import group

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence


def v_measure(truth: Sequence[Hashable], found: Sequence[Hashable]) -> float:
    """Harmonic mean of homogeneity and completeness, 0 to 1. Source: Rosenberg & Hirschberg 2007, beta 1."""
    both = _entropy(Counter(zip(truth, found, strict=True)))
    of_truth, of_found = _entropy(Counter(truth)), _entropy(Counter(found))
    homogeneity = 1 - (both - of_found) / of_truth if of_truth else 1.0
    completeness = 1 - (both - of_truth) / of_found if of_found else 1.0
    total = homogeneity + completeness
    return 2 * homogeneity * completeness / total if total else 0.0


def _entropy(counts: Counter[Any]) -> float:
    n = sum(counts.values())
    return -sum(c / n * math.log(c / n) for c in counts.values())


def adjusted_rand(truth: Sequence[Hashable], found: Sequence[Hashable]) -> float:
    """Share of pairs on which two groupings agree, 0 for chance and 1 for the same. Source: Hubert & Arabie 1985."""
    pairs = sum(math.comb(c, 2) for c in Counter(zip(truth, found, strict=True)).values())
    of_truth = sum(math.comb(c, 2) for c in Counter(truth).values())
    of_found = sum(math.comb(c, 2) for c in Counter(found).values())
    expected = of_truth * of_found / math.comb(len(truth), 2) if len(truth) > 1 else 0.0
    most = (of_truth + of_found) / 2
    return (pairs - expected) / (most - expected) if most != expected else 1.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--split", default="test")
    parser.add_argument("--by", choices=("theme", "intent"), default="theme")
    parser.add_argument("--groups", type=int, default=15)
    parser.add_argument("--nlp", action="store_true")
    given = parser.parse_args()
    rows = [json.loads(line) for line in given.file.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if row["question"] and row.get("role", "viewer") == "viewer"]
    rows = [row for row in rows if row.get("split", given.split) == given.split]
    embedder = installed_embedder() if given.nlp else None
    if given.by == "intent":
        found = group([row["text"] for row in rows], embedder, groups=given.groups)
        truth = [row["intent"] for row in rows]
        print(f"{len(rows)} questions, {len(set(truth))} intents, {len(set(found))} groups")
        print(f"V-measure {v_measure(truth, found):.3f}  ARI {adjusted_rand(truth, found):.3f}")
        return
    shows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        if row["theme"]:
            shows[row["show"]].append(row)
    _print_shows(shows, [group([row["text"] for row in of], embedder) for of in shows.values()])


def _print_shows(shows: dict[str, list[dict[str, Any]]], found: list[list[int]]) -> None:
    print("lang  shows  questions  V-measure  ARI   alone (V, each text its own group)")
    scores: dict[str, list[tuple[float, float, float, int]]] = defaultdict(list)
    for rows, labels in zip(shows.values(), found, strict=True):
        truth = [row["theme"] for row in rows]
        score = (v_measure(truth, labels), adjusted_rand(truth, labels), v_measure(truth, range(len(truth))), len(rows))
        for key in (rows[0]["lang"], "all"):
            scores[key].append(score)
    for key, of in sorted(scores.items(), key=lambda pair: (pair[0] == "all", pair[0])):
        v, ari, alone = (sum(one[place] for one in of) / len(of) for place in range(3))
        print(f"{key:4}  {len(of):5}  {sum(one[3] for one in of):9}  {v:9.3f}  {ari:.3f}  {alone:.3f}")


if __name__ == "__main__":
    main()
