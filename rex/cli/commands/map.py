"""`rex map`: say once what the columns of an unknown table are; from then on REX reads every file of that shape."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rex.cli import options as opt


def command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A table that REX does not know: CSV, XLSX, JSON.")],
    *,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FIELD=COLUMN", help="Which column is what; several times. See below."),
    ] = None,
    show: Annotated[bool, typer.Option("--show", help="Three rows as they would be read; nothing is saved.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Write over a mapping of the same name.")] = False,
    json: opt.Json = False,
    no_input: opt.NoInput = False,
    lang: opt.Lang = None,
    now: opt.Now = None,
    plain: opt.Plain = False,
    width: opt.Width = None,
    no_color: opt.NoColor = False,
    quiet: opt.Quiet = False,
) -> int:
    """Say once what the columns of an unknown table are; REX asks only what it cannot see.

    \b
    Examples
      rex map exports/comentarios.csv
      rex map exports/comentarios.csv --show
      rex map pedidos.xlsx --set total="Importe cobrado" --set order_id=Ticket

    \b
    --set takes
      a field and its column  time=Fecha text=Mensaje; tax= for no column
      table=                  chat sales viewers reactions products cues totals
      dates= decimal=         dmy mdy ymd; , or .
      clock= timezone=        offset utc local seconds minutes; Europe/Madrid
      currency= amounts=      EUR; minor where 1250 is 12.50
      name= title= status=    caast_chat; "Caast chat"; unverified
      sheet= header_line=     where the table stands

    The mapping goes to mappings/ of the workspace, or beside the file.

    Exit: 0 done, 2 wrong command line, 3 something is missing or no row can be read,
    130 interrupted.
    """
    from rex.cli.mapping import Asked, run

    return run(Asked(file, tuple(set_ or ()), show, replace, json, no_input, lang, now))
