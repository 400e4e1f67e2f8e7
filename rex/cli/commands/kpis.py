"""`rex kpis`: the numbers of one session, each with how sure it is and the usual range."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rex.cli import options as opt


def command(
    session: opt.Session,
    *,
    only: Annotated[
        str | None, typer.Option("--only", metavar="ID,ID", help="These KPIs alone (rex list kpis).")
    ] = None,
    sums: Annotated[bool, typer.Option("--sums", help="The counts and sums behind each value.")] = False,
    ids: Annotated[bool, typer.Option("--ids", help="Ids instead of names.")] = False,
    json: opt.Json = False,
    lang: opt.Lang = None,
    now: opt.Now = None,
    plain: opt.Plain = False,
    width: opt.Width = None,
    no_color: opt.NoColor = False,
    quiet: opt.Quiet = False,
) -> int:
    """The numbers of one session, each with how sure it is and your usual range.

    \b
    Examples
      rex kpis last
      rex kpis 2026-11-20 --only conversion_rate,nps --sums
      rex kpis last --json

    Exit: 0 done, 2 wrong command line, 3 a file is wrong, 4 nothing to measure,
    5 a plug-in broke (it is named).
    """
    from rex.cli import edge, records
    from rex.cli.documents import to_json
    from rex.errors import UsageError
    from rex.render.terminal.kpis import kpis_lines
    from rex.text.similar import nearest
    from rex.workflow.catalogue import entries

    shown = edge.console()
    chosen = tuple(part.strip() for part in only.split(",")) if only else ()
    known = [entry.id for entry in entries("kpis", Path.cwd()).entries] if chosen else []
    for kpi in chosen:
        if kpi not in known:
            near = ", ".join(nearest(kpi, known, 3))
            raise UsageError(f'"{kpi}" is no KPI.', todo=f"Near it: {near}." if near else "rex list kpis", kept="")
    record, speaker = records.of_session(session, shown, lang, now)
    measures = [m for m in record.measures if not chosen or m.id in chosen]
    if json:
        shown.text(to_json({"measures": measures}, speaker))
        return records.ending(record, shown, speaker)
    shown.screen(
        kpis_lines(record, lang=speaker.lang, width=shown.width, plain=shown.plain, only=chosen, sums=sums, ids=ids)
    )
    return records.ending(record, shown, speaker)
