"""`rex add`: put the platforms' files where they belong."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rex.cli import options as opt

if TYPE_CHECKING:
    pass


def command(
    files: Annotated[list[Path] | None, typer.Argument(metavar="FILE...", help="The platforms' files.")] = None,
    *,
    session: Annotated[
        str | None, typer.Option("--session", metavar="S", help="The session; a new one by day and title.")
    ] = None,
    from_: Annotated[
        Path | None, typer.Option("--from", metavar="DIR", help="Offer the newest files of a folder that REX knows.")
    ] = None,
    timezone: Annotated[
        str | None, typer.Option("--timezone", metavar="ZONE", help="For times that say no zone.")
    ] = None,
    currency: Annotated[
        str | None, typer.Option("--currency", metavar="EUR", help="For amounts that say none.")
    ] = None,
    no_input: opt.NoInput = False,
    json: opt.Json = False,
    lang: opt.Lang = None,
    plain: opt.Plain = False,
    width: opt.Width = None,
    no_color: opt.NoColor = False,
    quiet: opt.Quiet = False,
) -> int:
    """Copy export files into a session of this workspace. Without --session their times say which.

    A file that holds many sessions becomes that many session folders.

    \b
    Examples
      rex add chat.live_chat.json orders_export.csv --session 2026-11-20-autumn-glow
      rex add --from ~/Downloads --session last
      rex add livestreams.xlsx --timezone Asia/Jakarta --currency IDR

    Exit: 0 done, 2 wrong command line, 3 a file is wrong or a zone is missing.
    """
    from rex.cli import adding, edge
    from rex.cli.documents import to_json
    from rex.errors import Exit, UsageError
    from rex.store.workspace import workspace_of
    from rex.workflow.adding import Adding

    shown = edge.console()
    root = workspace_of(Path.cwd())
    if root is None:
        raise UsageError("This is no workspace.", todo="Make one with rex init, or go to one.", kept="")
    adding.demand_zone(timezone)
    here = Adding(root, timezone=timezone, currency=None if currency is None else currency.upper())
    speaker = edge.speaker_for(lang, "en", None)
    chosen = list(files or [])
    if from_ is not None:
        chosen += adding.chosen_from(from_, here, shown, speaker, session, ask=not (no_input or json))
        if not chosen:
            return int(Exit.DONE)
    if not chosen:
        raise UsageError("Which files?", todo="rex add FILE..., or rex add --from ~/Downloads", kept="")
    ask = not (no_input or json) and shown.interactive
    if session is None and ask and not all(adding.may_share_out(path, here, shown, speaker) for path in chosen):
        return int(Exit.DONE)
    placed = here.add(chosen, session)
    if json:
        shown.text(to_json({"files": [adding.document(one) for one in placed]}, speaker))
        return int(Exit.DONE)
    adding.tell(placed, shown, speaker)
    if session is None and any(one.made for one in placed):
        adding.tell_assumed(here, shown, speaker)
    return int(Exit.DONE)
