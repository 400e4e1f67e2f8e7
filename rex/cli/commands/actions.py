"""`rex actions`: the bets of this workspace, and what their numbers did."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rex.cli import options as opt


def command(
    verb: Annotated[str, typer.Argument(metavar="list|show|add|done|drop")] = "list",
    name: Annotated[str, typer.Argument(metavar="ID", help="The action (A-001); for add: what is to be done.")] = "",
    *,
    owner: Annotated[str, typer.Option("--owner", help="Who does it (add).")] = "",
    due: Annotated[str, typer.Option("--due", metavar="2026-11-27", help="By when (add).")] = "",
    kpi: Annotated[str, typer.Option("--kpi", help="Which number should move (add; rex list kpis).")] = "",
    direction: Annotated[str, typer.Option("--direction", metavar="up|down")] = "up",
    smallest: Annotated[
        float,
        typer.Option("--smallest", help="The smallest change that matters: points for shares, money in full units."),
    ] = 0.0,
    session: Annotated[str, typer.Option("--session", help="The session it comes from (add).")] = "last",
    by: Annotated[str, typer.Option("--by", metavar="lever", help="Count what moved by what was changed (list).")] = "",
    format_: Annotated[
        str, typer.Option("--format", metavar="text|ics|csv|md", help="A calendar of due days, a table, tasks (list).")
    ] = "text",
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Where to write instead of stdout.")] = None,
    json: opt.Json = False,
    lang: opt.Lang = None,
    now: opt.Now = None,
    plain: opt.Plain = False,
    width: opt.Width = None,
    no_color: opt.NoColor = False,
    quiet: opt.Quiet = False,
) -> int:
    """What was promised, and what it did to its number.

    \b
    Examples
      rex actions
      rex actions show A-003
      rex actions add "Second moderator for French" --owner Maria --due 2026-11-27 --kpi participation
      rex actions done A-003
      rex actions drop A-001
      rex actions --by lever
      rex actions --format ics --out actions.ics

    Exit: 0 done, 2 wrong command line, 3 an action's file is wrong.
    """
    from rex.cli.action_verbs import Asked, run

    return run(Asked(verb, name, owner, due, kpi, direction, smallest, session, json, lang, now, by, format_, out))
