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
    """The month, for the team or the client: read from the sessions' records alone.

    \b
    Examples
      rex report --month 2026-10
      rex report --month 2026-10 --edition client --lang fr --format html
      rex report --month 2026-10 --json

    Exit: 0 done, 2 wrong command line, 3 the records cannot be used, 4 no session in that month.
    """
    from rex.cli import edge, writing
    from rex.cli.reviewing import shown_path
    from rex.errors import Exit
    from rex.render.jsonfile import to_json
    from rex.render.period.client import strip_period_for_client
    from rex.render.period.html import period_html
    from rex.render.period.lines import period_lines
    from rex.render.period.markdown import period_markdown
    from rex.workflow.periods import month_of, workspace_at

    shown = edge.console()
    root, settings = workspace_at(workspace)
    speaker = edge.speaker_for(lang, settings.language, settings.timezone)
    runtime = edge.runtime(now, shown, speaker)
    found = month_of(root, month, speaker.lang, runtime)
    chosen = writing.two_editions(writing.edition_of(edition))
    period = strip_period_for_client(found) if chosen == "client" else found
    kinds = ["json"] if json else writing.formats(format_, ("text",) if out is None else ("html",))
    lines = period_lines(period, speaker, shown.width, plain=shown.plain)
    write = {
        "json": lambda: to_json(period),
        "md": lambda: period_markdown(period, lang=speaker.lang, edition=chosen),
        "html": lambda: period_html(period, lang=speaker.lang, edition=chosen),
        "text": lambda: "\n".join("".join(span.text for span in line).rstrip() for line in lines) + "\n",
    }
    if kinds == ["text"] and out is None:
        shown.screen(lines)
    elif kinds == ["json"] and out is None and json:
        shown.text(write["json"]())
    else:
        suffix = "" if chosen == "team" else "-client"
        stem = out if out is not None else root / "reports" / f"{month}{suffix}.x"
        for path in writing.deliver_files(write, kinds, stem):
            shown.text(shown_path(path, Path.cwd()))
    return int(Exit.DONE)
