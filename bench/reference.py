"""Run every worked example of a folder against REX's arithmetic: expected, got, within tolerance or not.

    python bench/reference.py FOLDER

The folder holds JSON files of inputs, expected outputs and tolerances, shaped like those in tests/published; an example
is known by its keys, never by its file's name or its numbers. Exit 1 if a value is off, an entry was not checked, or a
file is not understood.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import worked_shapes  # noqa: F401  entering the shapes is what this import does
from worked_example import SHAPES, Check, Example

SHORT = 46


class Tally:
    """What was read and found, for the last lines and the exit code."""

    def __init__(self) -> None:
        self.files = self.within = self.off = 0
        self.troubles: list[str] = []

    def trouble(self, where: str, what: str) -> None:
        """Print a reason why something was not checked, and keep it for the end."""
        self.troubles.append(f"{where}: {what}")
        print(f"  NOT CHECKED  {what}")

    def show(self, check: Check) -> None:
        """Print one expected value beside what REX got."""
        self.within, self.off = self.within + check.within, self.off + (not check.within)
        room = f"{check.tolerance:g} of it" if check.relative else f"{check.tolerance:g}"
        word = "ok " if check.within else "OFF"
        print(f"  {word} {check.name}: expected {short(check.expected)}, got {short(check.got)}, within {room}")


def short(value: Any) -> str:
    text = f"{value:.10g}" if isinstance(value, float) else str(value)
    if isinstance(value, list | tuple):
        text = "[" + ", ".join(short(item) for item in value) + "]"
    return text if len(text) <= SHORT else text[: SHORT - 1] + "…"


def run_file(path: Path, tally: Tally) -> None:
    tally.files += 1
    print(f"\n{path.name}")
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        tally.trouble(path.name, f"cannot be read: {error}")
        return
    if not isinstance(document, dict):
        tally.trouble(path.name, "unknown shape: not an object with named entries")
        return
    if isinstance(document.get("what"), str):
        print(f"  {document['what']}")
    if run_example("the file", Example(document, document, path.parent), path, tally):
        return
    found = 0
    for name, part in document.items():
        for number, entries in enumerate(part if isinstance(part, list) else [part], start=1):
            label = f"{name} {number}" if isinstance(part, list) else name
            if isinstance(entries, dict):
                found += run_part(label, Example(entries, document, path.parent), path, tally)
            elif not isinstance(entries, str):
                tally.trouble(path.name, f"unknown shape: {label} is {short(entries)}")
    if not found:
        tally.trouble(path.name, "unknown shape: holds no worked example that this bench knows")


def run_part(label: str, example: Example, path: Path, tally: Tally) -> bool:
    known = run_example(label, example, path, tally)
    if not known:
        tally.trouble(path.name, f"unknown shape: {label} with the keys {', '.join(example.entries)}")
    return known


def run_example(label: str, example: Example, path: Path, tally: Tally) -> bool:
    """Run an example if its shape is known, and say so: the first shape whose keys it has."""
    shape = next((known for known in SHAPES if known.keys <= set(example.entries)), None)
    if shape is None:
        return False
    print(f"  - {label}: {shape.name}")
    try:
        checks = shape.run(example)
    except (KeyError, TypeError, ValueError, ArithmeticError, OSError, AttributeError) as error:
        tally.trouble(path.name, f"{label} cannot be run: {type(error).__name__} {error}")
        return True
    for table in dict.fromkeys(example.tables_read):
        print(f"    reads {table}")
    for check in checks:
        tally.show(check)
    if not checks:
        tally.trouble(path.name, f"{label} expects nothing")
    if example.unread():
        tally.trouble(path.name, f"{label}: entries nobody looked at: {', '.join(example.unread())}")
    return True


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print("usage: python bench/reference.py FOLDER (a folder of worked examples, such as tests/published)")
        return 2
    tally = Tally()
    for path in sorted(Path(arguments[0]).glob("*.json")):
        run_file(path, tally)
    if not tally.files:
        print("no JSON file there")
        return 1
    total = tally.within + tally.off
    print(f"\n{tally.files} files read, {total} values: {tally.within} within tolerance, {tally.off} off.")
    for trouble in tally.troubles:
        print(f"not checked: {trouble}")
    return 1 if tally.off or tally.troubles else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
