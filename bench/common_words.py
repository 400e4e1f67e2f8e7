"""Write rex/voice/lexicons/common_words.txt: what everybody writes in chats, never a product's name written wrongly.

The words of our own lines (bench/data/livechat.jsonl, split "train") that stand in at least two shows and in no name of
a product there; folded, of four letters or more. The same lines give the same file.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

from rex.voice.phrases import words_of

DATA = Path(__file__).parent / "data"
OUT = Path(__file__).parent.parent / "rex/voice/lexicons/common_words.txt"
SHORTEST, SHOWS = 4, 2


def main() -> None:
    """Count in how many shows a word stands, and write those of two or more."""
    shows: dict[str, set[str]] = defaultdict(set)
    for line in (DATA / "livechat.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["split"] == "train":
            for word in words_of(row["text"]):
                shows[word].add(row["show"])
    told = json.loads((DATA / "livechat_shows.json").read_text(encoding="utf-8")).values()
    coined = {name for show in told for product in show["products"] for name in words_of(product)}
    words = sorted(word for word, seen in shows.items() if len(seen) >= SHOWS and len(word) >= SHORTEST)
    kept = [word for word in words if word.isalpha() and word not in coined]
    OUT.write_text("\n".join(kept) + "\n", encoding="utf-8")
    print(f"{len(kept)} words in {OUT.name}")


if __name__ == "__main__":
    main()
