"""`rex trend`: every KPI over the sessions, with the usual range."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rex.cli import options as opt

if TYPE_CHECKING:
    from rex.render.terminal.lines import Line


def command(
    workspace: Annotated[
        Path, typer.Argument(metavar="WORKSPACE", help="The workspace; this one if left out.")
    ] = Path(),
    *,
    kpi: Annotated[
        list[str] | None, typer.Option("--kpi", metavar="ID", help="This KPI, point by point; may be repeated.")
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help="Also the KPIs that are neither headline nor outside.")] = False,
    last: Annotated[
        int | None, typer.Option("--last", metavar="N", min=1, help="Show so many sessions; earlier ones still judge.")
    ] = None,
    format_: Annotated[str | None, typer.Option("--format", metavar="text,md,html,json")] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="PATH", help="Where to write instead of stdout.")] = None,
    json: opt.Json = False,
    lang: opt.Lang = None,
    plain: opt.Plain = False,
    width: opt.Width = None,
    no_color: opt.NoColor = False,
    quiet: opt.Quiet = False,
) -> int:
    """Every KPI over the sessions with its usual range, from the records alone: what stands out, and what does not.

    \b
    Examples
      rex trend
      rex trend my-client --all
      rex trend --kpi conversion_rate --last 12
      rex trend --format html --out trend.html
      rex trend --json

    A range starts anew where rex.yaml says so:
      limits: {conversion_rate: {from: 2026-10-01, until: 2026-12-24, reason: new studio}}

    Exit: 0 done, 2 wrong command line, 3 rex.yaml is wrong, 4 no session has a record.
    """
    from rex.cli import edge, writing
    from rex.errors import Exit
    from rex.render.jsonfile import to_json
    from rex.render.trend import trend_html, trend_lines, trend_markdown
    from rex.workflow.trending import trend_of, trended_workspace

    shown = edge.console()
    root, settings = trended_workspace(workspace)
    speaker = edge.speaker_for(lang, settings.language, settings.timezone)
    kinds = ["json"] if json else writing.formats(format_, ("text",))
    found = trend_of(root, settings, only=tuple(kpi or ()), last=last)

    def lines() -> list[Line]:
        return trend_lines(found, speaker, shown.width, all_rows=all_, points=bool(kpi), plain=shown.plain)

    if kinds == ["text"] and (out is None or writing.is_stdout(out)):
        shown.screen(lines())
        return int(Exit.DONE)
    write = {
        "json": lambda: to_json(found),
        "md": lambda: trend_markdown(found, lang=speaker.lang),
        "html": lambda: trend_html(found, lang=speaker.lang),
        "text": lambda: "\n".join("".join(span.text for span in line).rstrip() for line in lines()) + "\n",
    }
    writing.deliver(write, kinds, out, shown)
    return int(Exit.DONE)
