"""`rex inspect`: what each export file is, what became of its rows, and what can be computed from them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rex.cli import options as opt

if TYPE_CHECKING:
    from rex.workflow.inspecting import Inspection


def command(
    session: opt.Session,
    *,
    why: Annotated[bool, typer.Option("--why", help="Say what made each file's reader certain.")] = False,
    json: opt.Json = False,
    lang: opt.Lang = None,
    now: opt.Now = None,
    strict: opt.Strict = False,
    plain: opt.Plain = False,
    width: opt.Width = None,
    no_color: opt.NoColor = False,
    quiet: opt.Quiet = False,
) -> int:
    """What is in the export files, and what can be computed from them.

    \b
    Examples
      rex inspect last
      rex inspect sessions/2026-11-20-autumn-glow --why
      rex inspect last --json

    Exit: 0 done, 2 wrong command line, 3 a file is wrong, 4 no file that REX can read.
    """
    from rex.cli import edge, screens
    from rex.cli.documents import to_json
    from rex.cli.waiting import held
    from rex.errors import NothingToMeasure
    from rex.store.workspace import find_session
    from rex.workflow.inspecting import document, inspect
    from rex.workflow.strictness import demand_whole

    shown = edge.console()
    folder = find_session(session, Path.cwd())
    known = folder.session()
    speaker = edge.speaker_for(lang, known.language, known.timezone)
    with held(folder, shown, speaker):
        seen = inspect(folder, edge.runtime(now, shown, speaker, strict=strict))
    if strict:
        demand_whole(seen.imported)
    if json:
        shown.text(to_json(document(seen), speaker))
        return _ending(seen)
    if not seen.imported.sources and not seen.imported.unrecognised:
        raise NothingToMeasure(
            f"There are no export files in {folder.id}.",
            todo="Put the platform's files into exports/ and run the same command again.",
            kept="",
        )
    shown.show(screens.inspection(seen, speaker, shown.width, why=why, plain=shown.plain))
    for trouble in seen.imported.troubles:
        shown.talk(("? ", "unknown"), (f"{trouble.name}: {trouble.why}", ""))
    return _ending(seen)


def _ending(seen: Inspection) -> int:
    """Give the exit code: the document and the screen of the same files end alike."""
    from rex.errors import Exit

    if seen.imported.troubles:
        return int(Exit.PLUGIN)
    return int(Exit.DONE) if seen.imported.sources else int(Exit.NOTHING)
