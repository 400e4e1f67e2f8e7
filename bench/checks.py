"""How well the rules for prose tell what a debrief asserts: precision and recall by family and language.

`python bench/checks.py bench/data/debriefs.jsonl` reads the lines of a split, each family against the labels `fires`
of its own lines. Tune on `develop`; `test` is for the score. `--guess` tries the rules of every language on each line,
as REX does where it does not know the language; `--misses` shows the lines of `develop` that were told wrongly.
`--innocent N` and `--mirror N` look at N made-up workspaces instead: how often each check warns of honest evenings, and
whether it says the same once good and bad are swapped.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import defaultdict
from pathlib import Path
from typing import Any, NamedTuple

from rex.checks.prose.find import hits
from rex.checks.prose.rule import shipped


class Told(NamedTuple):
    """A line's label and what the rules said of it."""

    fires: bool
    found: bool


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, nargs="?", default=Path(__file__).parent / "data/debriefs.jsonl")
    parser.add_argument("--split", choices=("develop", "test"), default="test")
    parser.add_argument("--guess", action="store_true", help="do not tell the rules which language a line is in")
    parser.add_argument("--misses", action="store_true", help="show what was told wrongly (develop only)")
    parser.add_argument(
        "--innocent", type=int, metavar="N", help="let the checks look at N made-up innocent workspaces"
    )
    parser.add_argument("--seed", type=int, default=1, help="of the made-up workspaces")
    parser.add_argument("--mirror", type=int, metavar="N", help="swap good and bad in N workspaces; findings must not")
    given = parser.parse_args()
    if given.innocent:
        import innocent

        raise SystemExit(innocent.told(given.innocent, given.seed))
    if given.mirror:
        import innocent

        raise SystemExit(innocent.mirror_told(given.mirror, given.seed))
    if given.misses and given.split == "test":
        parser.error("--misses is for --split develop: whoever has seen the test lines can no longer be scored on them")
    data = given.file.read_bytes()
    rows = [row for row in map(json.loads, data.decode("utf-8").splitlines()) if row["split"] == given.split]
    print(f"{given.file.name} sha256 {hashlib.sha256(data).hexdigest()[:16]}, split {given.split}: {len(rows)} lines")
    print("family          lang  lines  fire  found  right  precision  recall")
    for (family, lang), told in sorted(told_by_family(rows, guess=given.guess, misses=given.misses).items()):
        print(f"{family:14}  {lang:4}  {figures(told)}")


def told_by_family(rows: list[dict[str, Any]], *, guess: bool, misses: bool) -> dict[tuple[str, str], list[Told]]:
    """Let the rules of each line's family read it; by family and language, and by family over all languages."""
    told: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for row in rows:
        rules = [rule for rule in shipped() if rule.family == row["family"]]
        found = hits(row["text"], None if guess else row["lang"], rules)
        one = Told(row["fires"], bool(found))
        for key in (row["lang"], "~all"):
            told[row["family"], key].append(one)
            told["~all", key].append(one)
        if misses and one.fires != one.found:
            why = f"[{found[0].rule.id}: {found[0].words}]" if found else ""
            print("missed" if one.fires else "wrong ", row["family"], row["lang"], row["kind"], row["text"], why)
    return told


def figures(told: list[Told]) -> str:
    """Write the counts, the precision (right of those found) and the recall (right of those that fire)."""
    fire, found = sum(one.fires for one in told), sum(one.found for one in told)
    right = sum(one.fires and one.found for one in told)
    precision, recall = (right / found if found else 0.0), (right / fire if fire else 0.0)
    return f"{len(told):5}  {fire:4}  {found:5}  {right:5}  {precision:9.3f}  {recall:6.3f}"


if __name__ == "__main__":
    main()
