"""`rex status`: what waits this morning, and the command that does each next step."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rex.cli import options as opt


def command(
    *,
    all_: Annotated[bool, typer.Option("--all", help="Every line; else the first few of each kind.")] = False,
    json: opt.Json = False,
    lang: opt.Lang = None,
    now: opt.Now = None,
    plain: opt.Plain = False,
    width: opt.Width = None,
    no_color: opt.NoColor = False,
    quiet: opt.Quiet = False,
) -> int:
    """What waits for you: shows to review, people to ask, actions due; each with the command of its next step.

    \b
    Examples
      rex status
      rex status --all
      rex status --json

    It reads records, answers and actions, and changes nothing.

    Exit: 0 done, whatever waits; 2 wrong command line, 3 this is no workspace or rex.yaml is wrong.
    """
    from rex.cli import edge
    from rex.errors import Exit
    from rex.render.jsonfile import to_json
    from rex.render.terminal.status import status_lines
    from rex.workflow.status import status_of, workspace_around

    shown = edge.console()
    root, settings = workspace_around(Path.cwd())
    speaker = edge.speaker_for(lang, settings.language, settings.timezone)
    found = status_of(root, settings, edge.clock(now), speaker)
    if json:
        shown.text(to_json(found))
    else:
        shown.screen(status_lines(found, speaker, shown.width, plain=shown.plain, all_=all_))
    return int(Exit.DONE)
