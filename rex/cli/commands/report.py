"""`rex report`: the month, from the sessions' records."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rex.cli import options as opt


def command(
    workspace: Annotated[
        Path, typer.Argument(metavar="WORKSPACE", help="The workspace; this one if left out.")
    ] = Path(),
    *,
    month: Annotated[str, typer.Option("--month", metavar="2026-10", help="Which month.")] = "",
    edition: Annotated[str, typer.Option("--edition", metavar="team|client")] = "team",
    format_: Annotated[str | None, typer.Option("--format", metavar="text,md,html,json")] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="PATH", help="Where to write instead of reports/.")
    ] = None,
    json: opt.Json = False,
    lang: opt.Lang = None,
    now: opt.Now = None,
    plain: opt.Plain = False,
    width: opt.Width = None,
    no_color: opt.NoColor = False,
    quiet: opt.Quiet = False,
) -> int:
    """The month, for the team or the client: read from the sessions' records alone, written to reports/.

    \b
    Examples
      rex report --month 2026-10
      rex report --month 2026-10 --edition client --lang fr --format html
      rex report --month 2026-10 --format text
      rex report --month 2026-10 --json

    Exit: 0 done, 2 wrong command line, 3 the records cannot be used, 4 no session in that month.
    """
    from rex.cli.reporting import Wanted, report

    return report(Wanted(workspace, month, edition, format_, out, lang, now, json))
