"""`rex demo`: a finished review of a sample session, to look at."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rex.cli import options as opt


def command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to copy the sample workspace.")] = Path(
        "rex-demo"
    ),
    *,
    open_: Annotated[bool, typer.Option("--open", help="Open the report in the browser.")] = False,
    lang: opt.Lang = None,
    now: opt.Now = None,
    plain: opt.Plain = False,
    width: opt.Width = None,
    no_color: opt.NoColor = False,
    quiet: opt.Quiet = False,
) -> int:
    """Copy a sample workspace of an invented shop, review its sessions, and show where to find the report.

    \b
    Examples
      rex demo
      rex demo --open
      rex demo my-demo --lang fr

    Exit: 0 done, 2 the folder holds something else.
    """
    import webbrowser

    from rex.cli import edge
    from rex.cli.reviewing import Review
    from rex.cli.shown_path import shown_path
    from rex.errors import Exit
    from rex.model.message import say
    from rex.store.workspace import sessions_of
    from rex.workflow.demo import review_sample
    from rex.workflow.starting import copy_sample

    shown = edge.console()
    speaker = edge.speaker_for(lang, "en", None)
    copied = copy_sample(folder)
    runtime = edge.runtime(now, shown, speaker)
    if copied:
        runtime.tell("copied", say("{folder}/: an invented shop, Maison Verbena", folder=folder.name))
    folders = sessions_of(folder.resolve())
    review_sample(folders[:-1], runtime, speaker)
    newest = folders[-1]
    review = Review(shown=shown, here=Path.cwd(), lang=lang, now=now, kinds=["json", "html", "md"], list_missing=False)
    review.without_asking(newest, [])
    page = newest.path / "retrospective.html"
    shown.show(
        [
            [],
            [(speaker.t("Next") + "   ", "dim"), (f"cd {shown_path(folder, Path.cwd())}", "key")],
            [("       ", ""), ("rex kpis last", "key")],
            [("       ", ""), ("rex diff last-1 last", "key")],
            [("       ", ""), ("rex report --month 2026-10", "key")],
        ]
    )
    if open_:
        webbrowser.open(page.resolve().as_uri())
    return int(Exit.DONE)
