"""`rex diff`: two sessions side by side, or several, each beside the one before it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rex.cli import options as opt


def command(
    sessions: Annotated[
        list[str],
        typer.Argument(metavar="A B [C...]", help="Records, session folders, dates or last-1, the oldest first."),
    ],
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
      rex diff last-2 last-1 last --stat

    Of more than two, each is compared with the one named before it. Gates (rex.yaml) are
    judged for the last one.

    Exit: 0 done, 1 something changed (--exit-code) or a gate named with --fail-on was crossed,
    2 wrong command line, 3 a record is missing or damaged, 4 nothing in them can be compared.
    """
    from rex.cli import writing
    from rex.cli.diffing import Wanted, diff
    from rex.cli.gating import Gating
    from rex.errors import UsageError

    if len(sessions) == 1:
        pair = "last-1 last" if sessions == ["last"] else f"{sessions[0]} last"
        raise UsageError("Only one session is named.", todo=f"Name two, the older one first:  rex diff {pair}", kept="")
    kinds = ["json"] if json else writing.formats(format_, ("text",))
    gating = Gating.of(fail_on, junit, summary)
    return diff(Wanted(tuple(sessions), kinds, out, lang, gating, all_, stat, exit_code))
