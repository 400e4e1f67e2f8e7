"""`rex forget`: erase one person."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rex.cli import options as opt


def command(
    person: Annotated[str, typer.Argument(metavar="PERSON", help="A mail, a handle or an order's number.")],
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Erase without asking.")] = False,
    no_input: opt.NoInput = False,
    lang: opt.Lang = None,
    now: opt.Now = None,
    plain: opt.Plain = False,
    width: opt.Width = None,
    no_color: opt.NoColor = False,
    quiet: opt.Quiet = False,
) -> int:
    """Erase one person from this workspace's exports, cache, answers, records and reports.

    Her own rows go, with those she has under her pseudonym; where others name her, the name goes.
    First it is said what would go. Records keep their numbers: a new review would count without her.

    \b
    Examples
      rex forget maria@example.com
      rex forget @maria_89 --yes

    Exit: 0 done or nobody found, 2 wrong command line, 3 a file is wrong or may still name the person.
    """
    from rex.cli import edge, erasing
    from rex.errors import Exit
    from rex.model.message import say
    from rex.workflow.bets import workspace_here
    from rex.workflow.forgetting import Forgetting

    shown = edge.console()
    workspace = workspace_here(Path.cwd())
    speaker = edge.speaker_for(lang, workspace.settings.language, workspace.settings.timezone)
    forgetting = Forgetting(workspace.root, person, edge.runtime(now, shown, speaker))
    if not forgetting.found:
        shown.show([[(speaker.say(say("Nobody of this name stands in this workspace.")), "")]])
        commits = forgetting.in_git()
        if commits:
            erasing.tell_left([], commits, shown, speaker)
        return int(Exit.DONE)
    erasing.tell_found(forgetting.found, shown, speaker)
    if not any(item.certain for item in forgetting.found):
        text = say("REX finds nobody of this name, and cannot look into these files: look into them yourself.")
        shown.talk((speaker.say(text), ""))
        return int(Exit.DONE)
    if not erasing.agreed(speaker.say(say("Erase this for good?")), shown, yes=yes, ask=not no_input):
        shown.talk((speaker.say(say("Nothing was changed. To erase it:")), ""), (f" rex forget {person} --yes", "key"))
        return int(Exit.DONE)
    left = forgetting.erase()
    done = say("Erased where REX can.") if left else say("Erased.")
    shown.talk((speaker.say(done), "bold"))
    erasing.tell_left(left, forgetting.in_git(), shown, speaker)
    return int(Exit.DONE)
