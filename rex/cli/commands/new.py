"""`rex new`: the file and the test of an own KPI, importer, check or theme."""

from __future__ import annotations

from typing import Annotated

import typer

from rex.cli import options as opt


def command(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="kpi, importer, check or theme.")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="Its id: words_like_this, for a check X01.")],
    *,
    lang: opt.Lang = None,
    plain: opt.Plain = False,
    width: opt.Width = None,
    no_color: opt.NoColor = False,
    quiet: opt.Quiet = False,
) -> int:
    """Write an own KPI, importer, check or theme into this workspace, with a test.

    \b
    Examples
      rex new kpi questions_per_viewer
      rex new check X01

    The test fails until you write into it what is right. Nothing is ever written over.

    Exit: 0 done, 2 wrong command line, no workspace, or such a file is there already.
    """
    from pathlib import Path

    from rex.cli import edge
    from rex.cli.shown_path import shown_path
    from rex.errors import Exit, UsageError
    from rex.model.message import say
    from rex.store.workspace import Folder, workspace_of
    from rex.workflow.new_plugin import new_plugin

    shown, here = edge.console(), Path.cwd()
    root = workspace_of(here)
    if root is None:
        raise UsageError("This is no workspace.", todo="Go to one, or make one:  rex init", kept="")
    settings = Folder(root, root).settings()
    speaker = edge.speaker_for(lang, settings.language, settings.timezone)
    made = new_plugin(root, kind, name, settings.plugins)
    for path in (made.file, made.test):
        shown.show([[(shown_path(path, here), "path")]])
    test = shown_path(made.test, here)
    shown.talk((speaker.say(say("The test fails until you write into it what is right:")), ""))
    shown.talk((f"  pytest {test}", "key"))
    if made.unnamed:
        shown.talk((speaker.say(say("Name the folder in rex.yaml, and REX finds it:")), ""))
        shown.talk((f"  plugins: [{made.unnamed}]", "key"))
    if kind == "theme":
        shown.talk((speaker.say(say("A report in it:")), ""))
        shown.talk((f"  rex render last --theme {shown_path(made.file.parent, here)}", "key"))
    return int(Exit.DONE)
