"""Make the sample sessions again: `python -m sample_sessions.generate [--out DIR] [--only SESSION]`."""

from __future__ import annotations

import argparse
from pathlib import Path

from sample_sessions.generate.evening import make_evening
from sample_sessions.generate.plan import load_brand, load_plans
from sample_sessions.generate.truths import all_truths
from sample_sessions.generate.workspace import brand_files, session_files, to_yaml, write_all

HERE = Path(__file__).resolve().parent.parent
SEED = 20261120
ABOUT = "# Planted by sample_sessions/generate; made by `python -m sample_sessions.generate`, never by hand.\n"


def main() -> None:
    """Read the arguments and write the workspace and its truths."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE, help="where maison-verbena/ and truths.yaml go")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--only", help="one session's id; the truths are then left alone")
    asked = parser.parse_args()
    brand = load_brand()
    workspace = asked.out / "maison-verbena"
    plans = [plan for plan in load_plans() if asked.only in (None, plan.id)]
    evenings = []
    for plan in plans:
        evening = make_evening(asked.seed, plan)
        write_all(workspace / "sessions" / plan.id, session_files(asked.seed, evening))
        evenings.append(evening)
    if asked.only is None:
        write_all(workspace, brand_files(brand))
        document = to_yaml(all_truths(asked.seed, brand, evenings))
        (asked.out / "truths.yaml").write_bytes(ABOUT.encode() + document)


if __name__ == "__main__":
    main()
