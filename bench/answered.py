"""How well REX finds who answered what in chat: precision and recall per language against the `answers` labels.

`python bench/answered.py bench/data/livechat.jsonl` reads the viewers' questions of a split, their texts redacted as
REX stores them (no name is left to match). Right is a message that the labels name as an answer to the question.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from rex.text.redact import redact
from rex.voice.answers import answers
from rex.voice.line import Line


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--split", default="test")
    given = parser.parse_args()
    shows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in given.file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["split"] == given.split:
            shows[row["show"]].append(row)
    counts: dict[str, list[int]] = defaultdict(lambda: [0] * 5)
    for rows in shows.values():
        for key in (rows[0]["lang"], "all"):
            counts[key] = [one + more for one, more in zip(counts[key], counted(rows), strict=True)]
    print("lang  questions  answered  found  right  precision  recall  told answered from not")
    for key, (asked, labelled, found, right, told) in sorted(counts.items(), key=lambda pair: (pair[0] == "all", pair)):
        precision, recall = (right / found if found else 0.0), (right / labelled if labelled else 0.0)
        figures = f"{precision:9.3f}  {recall:6.3f}  {told / asked:.3f}"
        print(f"{key:4}  {asked:9}  {labelled:8}  {found:5}  {right:5}  {figures}")


def counted(rows: list[dict[str, Any]]) -> list[int]:
    """Count a show's questions, those labelled answered, those found answered, found rightly, and told rightly."""
    labels: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for question in row["answers"]:
            labels[question].add(row["id"])
    lines = [Line(row["id"], redact(row["text"]), row["person"], row["role"]) for row in rows]
    asked = [row["question"] and row["role"] == "viewer" for row in rows]
    counts = [0] * 5
    for row, asks, found in zip(rows, asked, answers(lines, asked), strict=True):
        if asks:
            wanted = labels[row["id"]]
            right = found is not None and found.row in wanted
            told = (found is not None) == bool(wanted)
            counts = [
                one + more for one, more in zip(counts, (1, bool(wanted), found is not None, right, told), strict=True)
            ]
    return counts


if __name__ == "__main__":
    main()
