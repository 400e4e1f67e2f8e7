"""`rex diff`: two sessions side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rex.cli import options as opt


def command(
    before: Annotated[str, typer.Argument(metavar="A", help="A record, a session folder, a date, last-1 ...")],
    after: Annotated[str, typer.Argument(metavar="B", help="The later one: a record, a session folder, a date, last.")],
    *,
    all_: Annotated[bool, typer.Option("--all", help="Also the rows without a clear change.")] = False,
    stat: Annotated[bool, typer.Option("--stat", help="One line of counts.")] = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit 1 when something changed.")] = False,
    format_: Annotated[str | None, typer.Option("--format", metavar="text,md,html,json")] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="PATH", help="Where to write instead of stdout.")] = None,
    fail_on: opt.FailOn = None,
    junit: opt.Junit = None,
    summary: opt.Summary = None,
    json: opt.Json = False,
    lang: opt.Lang = None,
    plain: opt.Plain = False,
    width: opt.Width = None,
    no_color: opt.NoColor = False,
    quiet: opt.Quiet = False,
) -> int:
    """Two sessions: what changed, and what only looks so. A session without a record is computed from its exports.

    \b
    Examples
      rex diff last-1 last
      rex diff 2026-11-13 2026-11-20 --format html --out diff.html
      rex diff last-1 last --json
      rex diff last-1 last --fail-on kpi

    Gates (rex.yaml) are judged for the later session.

    Exit: 0 done, 1 something changed (--exit-code) or a gate named with --fail-on was crossed,
    2 wrong command line, 3 a record is missing or damaged, 4 nothing in the two can be compared.
    """
    from rex.cli import writing
    from rex.cli.diffing import Wanted, diff
    from rex.cli.gating import Gating

    kinds = ["json"] if json else writing.formats(format_, ("text",))
    gating = Gating.of(fail_on, junit, summary)
    return diff(Wanted(before, after, kinds, out, lang, gating, all_, stat, exit_code))
