"""How well and how quickly REX reads messages: language, sentiment, question, intent, spam and abusive words.

`python bench/text.py FOLDER --out pred.jsonl` reads every .jsonl file of the folder whose rows have a `text` and a
label it knows (told by the fields, not by the name), then the test part of our own `bench/data/livechat.jsonl`. It
writes one line a row with what each reader says, prints accuracy, macro-F1 and messages a second, and names every file
that it read. Nothing is learnt here, and each file is scored apart.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rex.text.redact import redact
from rex.voice.harm import abusive
from rex.voice.intent import intents
from rex.voice.language import LANGUAGES, UNDETERMINED, evidence, languages
from rex.voice.line import BUYING, Line
from rex.voice.noise import noise
from rex.voice.questions import questions
from rex.voice.sentiment import sentiments

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

OWN = Path(__file__).parent / "data" / "livechat.jsonl"
SENTIMENTS = {"negative", "neutral", "positive"}
TASKS = ("language", "sentiment", "question", "intent", "spam", "harm")


@dataclass
class Rows:
    """One file's rows, what is known of them, and what REX says."""

    file: str
    rows: list[dict[str, Any]]
    told: list[dict[str, Any]] = field(default_factory=list)
    seconds: float = 0.0


def labels_of(row: dict[str, Any]) -> dict[str, str]:
    """Give what a row's labels say, by task; a label says by itself what it is of."""
    known: dict[str, str] = {}
    label = row.get("label")
    if label in LANGUAGES:
        known["language"] = str(label)
    elif label in SENTIMENTS:
        known["sentiment"] = str(label)
    elif label in ("question", "other"):
        known["question"] = "question" if label == "question" else ""
    elif label in ("spam", "ham"):
        known["spam"] = "spam" if label == "spam" else ""
    elif label in ("toxic", "ok"):
        known["harm"] = "harm" if label == "toxic" else ""
    if "intent" in row:
        known["language"] = str(row["lang"])
        known["sentiment"] = str(row["sentiment"])
        known["question"] = "question" if row["question"] else ""
        if row.get("role", "viewer") == "viewer":
            known["intent"] = str(row["intent"])
    return known


def read(rows: Rows) -> None:
    """Read a file's rows through the readers; persons and shows are priors of the language where a row tells them."""
    began = time.perf_counter()
    shows: dict[Any, list[int]] = defaultdict(list)
    for place, row in enumerate(rows.rows):
        shows[row.get("show", place)].append(place)
    lines = [
        Line(str(place), redact(row["text"]), row.get("person"), row.get("role", "viewer"))
        for place, row in enumerate(rows.rows)
    ]
    texts = [line.text for line in lines]
    meant, asked, felt = intents(texts), questions(texts), sentiments(texts)
    marks = noise(lines)
    spoken = [""] * len(lines)
    groups = shows.values() if len(shows) < len(lines) else [range(len(lines))]
    for places in groups:
        for place, lang in zip(places, _spoken([lines[place] for place in places], rows), strict=True):
            spoken[place] = lang
    rows.told = [
        {
            "language": lang,
            "sentiment": feels.label,
            "question": asks.label,
            "intent": intent.label,
            "spam": "spam" if intent.label == "spam" or (mark is not None and mark.kind == "spam") else "",
            "harm": "harm" if abusive(text) else "",
            "reason": intent.reason,
        }
        for lang, feels, asks, intent, mark, text in zip(spoken, felt, asked, meant, marks, texts, strict=True)
    ]
    rows.seconds = time.perf_counter() - began


def _spoken(lines: Sequence[Line], rows: Rows) -> list[str]:
    """Read languages; rows of many sources are no session, and each is read by itself."""
    if "show" in rows.rows[0]:
        return languages(lines)
    told, tells = evidence([line.text for line in lines])
    best = told.argmax(axis=1).tolist()
    return [LANGUAGES[place] if sure else UNDETERMINED for place, sure in zip(best, tells.tolist(), strict=True)]


def scores(pairs: Sequence[tuple[str, str]]) -> tuple[float, float]:
    """Give accuracy and macro-F1 of (so, told) pairs; labels are those that are so."""
    kinds = sorted({so for so, _ in pairs})
    each = []
    for kind in kinds:
        both = sum(so == told == kind for so, told in pairs)
        each.append(2 * both / max(1, sum(so == kind for so, _ in pairs) + sum(told == kind for _, told in pairs)))
    return sum(so == told for so, told in pairs) / len(pairs), sum(each) / len(each)


def f1(pairs: Iterable[tuple[bool, bool]]) -> tuple[float, float, float]:
    """Give precision, recall and F1 of (so, told) pairs."""
    listed = list(pairs)
    both = sum(so and told for so, told in listed)
    so_many, told_many = sum(so for so, _ in listed), sum(told for _, told in listed)
    return both / max(1, told_many), both / max(1, so_many), 2 * both / max(1, so_many + told_many)


def table(rows: Rows) -> Iterable[str]:
    """Give a file's lines of the table: each task, of all rows and by language or size."""
    known = [labels_of(row) for row in rows.rows]
    for task in TASKS:
        places = [place for place, one in enumerate(known) if task in one]
        groups: dict[str, list[int]] = {"all": places} if places else {}
        split = "size" if task == "language" else "lang"
        for place in places:
            if split in rows.rows[place]:
                groups.setdefault(str(rows.rows[place][split]), []).append(place)
        for name, some in groups.items():
            pairs = [(known[place][task], str(rows.told[place][task])) for place in some]
            yield line(rows.file, task, name, pairs)


def line(file: str, task: str, name: str, pairs: Sequence[tuple[str, str]]) -> str:
    """Write one line of the table."""
    right, macro = scores(pairs)
    more = ""
    if task in ("question", "spam", "harm"):
        more = "  P {:.3f} R {:.3f} F1 {:.3f}".format(*f1((bool(so), bool(told)) for so, told in pairs))
    if task == "intent":
        more = "  buying P {:.3f} R {:.3f} F1 {:.3f}".format(*f1((so in BUYING, told in BUYING) for so, told in pairs))
    return f"{file:28} {task:10} {name:5} {len(pairs):6}  {right:.3f}  {macro:.3f}{more}"


def load(file: Path) -> Rows | None:
    """Read a file of rows; None where no row has a text and a label that is known."""
    rows = []
    for text in file.read_text(encoding="utf-8").splitlines():
        try:
            row = json.loads(text)
        except ValueError:
            continue
        if isinstance(row, dict) and isinstance(row.get("text"), str) and labels_of(row):
            rows.append(row)
    return Rows(file.name, rows) if rows else None


def main() -> None:
    """Read, write and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    files = sorted(given.folder.rglob("*.jsonl"))
    found = [rows for file in files if (rows := load(file)) is not None]
    own = load(OWN)
    if own is not None:
        own.rows = [row for row in own.rows if row["split"] == "test"]
        own.file = "livechat.jsonl (our test)"
        found.append(own)
    readers_ready()
    with given.out.open("w", encoding="utf-8") as out:
        print(f"{'file':28} {'of':10} {'':5} {'rows':>6}  right  macro-F1")
        for rows in found:
            read(rows)
            for row, (told, one) in enumerate(zip(rows.told, rows.rows, strict=True), start=1):
                labels = labels_of(one)
                asked = {**told, "question": bool(told["question"])}
                out.write(json.dumps({"file": rows.file, "row": row, **asked, "labels": labels}) + "\n")
            print("\n".join(table(rows)))
    many, seconds = sum(len(rows.rows) for rows in found), sum(rows.seconds for rows in found)
    print(f"{many} messages read by every reader in {seconds:.1f} s: {many / seconds:,.0f} a second")
    print("read:", ", ".join(rows.file for rows in found))
    left = sorted({file.name for file in files} - {rows.file for rows in found})
    print("not read (no text with a label that is known):", ", ".join(left) or "none")


def readers_ready() -> None:
    """Load the models, which are loaded once whatever is read."""
    some = ["how much is it?"]
    intents(some), questions(some), sentiments(some), languages([Line("1", some[0])]), abusive(some[0])


if __name__ == "__main__":
    main()
