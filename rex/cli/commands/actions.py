"""`rex actions`: the bets of this workspace, and what their numbers did."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rex.cli import options as opt

VERBS = ("list", "show", "add", "done", "drop")


def command(
    verb: Annotated[str, typer.Argument(metavar="list|show|add|done|drop")] = "list",
    name: Annotated[str, typer.Argument(metavar="ID", help="The action (A-001); for add: what is to be done.")] = "",
    *,
    owner: Annotated[str, typer.Option("--owner", help="Who does it (add).")] = "",
    due: Annotated[str, typer.Option("--due", metavar="2026-11-27", help="By when (add).")] = "",
    kpi: Annotated[str, typer.Option("--kpi", help="Which number should move (add; rex list kpis).")] = "",
    direction: Annotated[str, typer.Option("--direction", metavar="up|down")] = "up",
    smallest: Annotated[
        float,
        typer.Option("--smallest", help="The smallest change that matters: points for shares, money in full units."),
    ] = 0.0,
    session: Annotated[str, typer.Option("--session", help="The session it comes from (add).")] = "last",
    json: opt.Json = False,
    lang: opt.Lang = None,
    now: opt.Now = None,
    plain: opt.Plain = False,
    width: opt.Width = None,
    no_color: opt.NoColor = False,
    quiet: opt.Quiet = False,
) -> int:
    """What was promised, and what it did to its number.

    \b
    Examples
      rex actions
      rex actions show A-003
      rex actions add "Second moderator for French" --owner Maria --due 2026-11-27 --kpi participation
      rex actions done A-003
      rex actions drop A-001

    Exit: 0 done, 2 wrong command line, 3 an action's file is wrong.
    """
    from rex.cli import action_screens, edge
    from rex.cli.documents import to_json
    from rex.errors import Exit, UsageError
    from rex.workflow import bets

    shown = edge.console()
    workspace = bets.workspace_here(Path.cwd())
    speaker = edge.speaker_for(lang, workspace.settings.language, workspace.settings.timezone)
    today = edge.clock(now).date()
    if verb not in VERBS:
        raise UsageError(f'rex actions has no "{verb}".', todo=f"It has: {', '.join(VERBS)}.", kept="")
    if verb == "add":
        wanted = bets.Wanted(name, owner, due, kpi, direction, smallest, session)
        made = bets.add(workspace, wanted, today, Path.cwd())
        shown.text(made.id)
        return int(Exit.DONE)
    if verb in {"done", "drop"}:
        changed = bets.close(workspace, name, "done" if verb == "done" else "dropped", today)
        shown.talk(
            (f"{changed.id} ", "bold"), (speaker.t("is done.") if verb == "done" else speaker.t("is dropped."), "")
        )
        return int(Exit.DONE)
    found = bets.overview(workspace, today)
    if verb == "show":
        one = [s for s in found.settled if s.action.id == name]
        if not one:
            raise UsageError(f'There is no action "{name}".', todo="All of them: rex actions", kept="")
        shown.show(action_screens.single(one[0], speaker, shown.width))
        return int(Exit.DONE)
    if json:
        shown.text(to_json({"actions": list(found.settled)}, speaker))
    else:
        shown.show(action_screens.listing(found.settled, workspace.settings.client, speaker, shown.width))
    for problem in found.problems:
        shown.talk(("? ", "unknown"), (problem.what, ""))
    return int(Exit.FILES) if found.problems else int(Exit.DONE)
