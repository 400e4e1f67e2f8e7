"""`rex purge`: delete old raw exports; records stay."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rex.cli import options as opt


def command(
    *,
    older_than: Annotated[
        str, typer.Option("--older-than", metavar="13m", help="The age from the show on: 90d, 26w, 13m, 2y.")
    ],
    yes: Annotated[bool, typer.Option("--yes", help="Delete without asking.")] = False,
    no_input: opt.NoInput = False,
    lang: opt.Lang = None,
    now: opt.Now = None,
    plain: opt.Plain = False,
    width: opt.Width = None,
    no_color: opt.NoColor = False,
    quiet: opt.Quiet = False,
) -> int:
    """Delete the raw exports of old sessions, and their cache. Records, answers and reports stay.

    A session without a record made from these exports keeps them: they are all that is known of it.

    \b
    Examples
      rex purge --older-than 13m
      rex purge --older-than 90d --yes

    Exit: 0 done or nothing so old, 2 wrong command line.
    """
    from rex.cli import edge, erasing
    from rex.errors import Exit
    from rex.model.message import say, say_n
    from rex.workflow import purging
    from rex.workflow.bets import workspace_here

    shown = edge.console()
    workspace = workspace_here(Path.cwd())
    speaker = edge.speaker_for(lang, workspace.settings.language, workspace.settings.timezone)
    age = purging.age_of(older_than)
    found = purging.past(workspace.root, age, edge.clock(now))
    if not found:
        text = say("No session older than {age} has exports.", age=older_than)
        shown.show([[(speaker.say(text), "")]])
        return int(Exit.DONE)
    erasing.tell_old(found, shown, speaker)
    going = [old for old in found if old.reviewed]
    question = speaker.say(say("Delete these raw exports for good?"))
    if not going or not erasing.agreed(question, shown, yes=yes, ask=not no_input):
        command_line = f" rex purge --older-than {older_than} --yes"
        shown.talk((speaker.say(say("Nothing was deleted. To delete them:")), ""), (command_line, "key"))
        return int(Exit.DONE)
    for old in going:
        purging.purge(old)
    done = say_n("The exports of {n} session are deleted.", "The exports of {n} sessions are deleted.", len(going))
    shown.talk((speaker.say(done), "bold"))
    return int(Exit.DONE)
