"""`rex questionnaire lint`: what is doubtful in question sets, before people meet it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rex.cli import options as opt


def command(
    verb: Annotated[str, typer.Argument(metavar="lint", help="lint: look through question sets.")],
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE...", help="Sets to look through; without any, all of them.")
    ] = None,
    *,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit 1 where something is doubtful.")] = False,
    json: opt.Json = False,
    lang: opt.Lang = None,
    plain: opt.Plain = False,
    width: opt.Width = None,
    no_color: opt.NoColor = False,
    quiet: opt.Quiet = False,
) -> int:
    """Look through question sets: paths that nobody reaches, loaded words, missing languages, time over budget.

    Made people walk every path of each set. Without FILE: the sets that ship and the workspace's own.

    \b
    Examples
      rex questionnaire lint
      rex questionnaire lint --exit-code

    Exit: 0 done, 1 something is doubtful (with --exit-code), 2 wrong command line, 3 a set does not load.
    """
    from rex.cli import edge, linting
    from rex.cli.documents import to_json
    from rex.errors import Exit, UsageError
    from rex.workflow.linting import look_through

    shown = edge.console()
    speaker = edge.speaker_for(lang, "en", None)
    if verb != "lint":
        raise UsageError(f'There is no "rex questionnaire {verb}".', todo="rex questionnaire lint", kept="")
    looked = look_through(files or [], Path.cwd())
    if json:
        shown.text(to_json(linting.document(looked), speaker))
    else:
        linting.tell(looked, shown, speaker)
    return int(Exit.GATE) if exit_code and any(one.doubts for one in looked) else int(Exit.DONE)
