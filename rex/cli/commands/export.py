"""`rex export`: a session's canonical tables, or the source cells, for whoever goes on elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rex.cli import options as opt


def command(
    session: opt.Session,
    *,
    table: Annotated[
        str | None, typer.Option("--table", metavar="NAME", help="chat, sales, viewers, presence, survey …")
    ] = None,
    raw: Annotated[
        bool, typer.Option("--raw", help="Every cell of the files as it stands there, with what became of its row.")
    ] = False,
    format_: Annotated[str, typer.Option("--format", metavar="csv|jsonl|parquet", help="How it is written.")] = "csv",
    out: Annotated[str, typer.Option("--out", metavar="PATH", help="A file; - is stdout.")] = "-",
    now: opt.Now = None,
    quiet: opt.Quiet = False,
    no_color: opt.NoColor = False,
    width: opt.Width = None,
) -> int:
    """Write a canonical table of a session: cleaned, people as pseudonyms, times in ms, money in minor units.

    \b
    Examples
      rex export last --table chat > chat.csv
      rex export last --table sales --format parquet --out sales.parquet
      rex export last --raw --format jsonl --out cells.jsonl

    --raw writes the files' own words, with the personal data that they hold: keep it where you
    keep the exports.

    Exit: 0 done, 2 wrong command line, 3 a file is wrong, 4 there are no exports.
    """
    from rex.cli import edge, exporting
    from rex.cli.waiting import held
    from rex.store.workspace import find_session
    from rex.workflow.analysis import no_exports
    from rex.workflow.imports import exports_of

    shown = edge.console()
    wanted = exporting.wanted(table, format_, out, raw=raw)
    folder = find_session(session, Path.cwd())
    if not exports_of(folder):
        raise no_exports(folder)
    known = folder.session()
    speaker = edge.speaker_for(None, known.language, known.timezone)
    with held(folder, shown, speaker):
        exporting.write(wanted, folder, edge.runtime(now, shown, speaker, strict=False), shown)
    return 0
