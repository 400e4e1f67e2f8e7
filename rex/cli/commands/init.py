"""`rex init`: make a workspace for one client."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rex.cli import options as opt


def command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make; this one if left out.")] = Path(),
    *,
    client: Annotated[str | None, typer.Option("--client", help="The client's name; the folder's if left out.")] = None,
    currency: Annotated[str, typer.Option("--currency", metavar="EUR")] = "EUR",
    timezone: Annotated[str, typer.Option("--timezone", metavar="Europe/Madrid")] = "Europe/Madrid",
    headline: Annotated[
        str | None, typer.Option("--headline", metavar="ID,ID", help="At most five KPIs, judged first (rex list kpis).")
    ] = None,
    lang: opt.Lang = None,
    no_input: opt.NoInput = False,
    plain: opt.Plain = False,
    width: opt.Width = None,
    no_color: opt.NoColor = False,
    quiet: opt.Quiet = False,
) -> int:
    """Make a workspace: one folder for one client, with a comment on each setting.

    \b
    Examples
      rex init maison-verbena
      rex init maison-verbena --lang es --currency EUR --timezone Europe/Madrid

    Exit: 0 done, 2 wrong command line or a workspace stands there already.
    """
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    from rex.cli import edge
    from rex.errors import Exit, UsageError
    from rex.workflow.inspecting import every_kpi
    from rex.workflow.starting import Answers, make_workspace

    shown = edge.console()
    speaker = edge.speaker_for(lang, "en", None)
    try:
        ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise UsageError(f'"{timezone}" is no time zone.', todo="Use a name such as Europe/Madrid.", kept="") from error
    chosen = tuple(kpi.strip() for kpi in headline.split(",")) if headline else Answers("").headline
    unknown = [kpi for kpi in chosen if kpi not in every_kpi()]
    if unknown or len(chosen) > 5:
        what = f'"{unknown[0]}" is no KPI.' if unknown else "Five headline KPIs are the most: with more, luck wins."
        raise UsageError(what, todo="All KPIs: rex list kpis", kept="Nothing was written.")
    answers = Answers(client or folder.resolve().name, speaker.lang, currency.upper(), timezone, chosen)
    made = make_workspace(folder, answers)
    shown.talk((speaker.t("Made"), "dim"), (f" {folder}/", "bold"))
    for name in made:
        shown.talk(("  " + name, ""))
    shown.show(
        [
            [(str(folder), "link")],
            [],
            [("Next   ", "dim"), (f"cd {folder}", "key")],
            [("       ", ""), (speaker.t("put a show's files in, then review it:"), "")],
            [("       ", ""), ("rex add --from ~/Downloads --session 2026-11-20-autumn-glow", "key")],
            [("       ", ""), ("rex review last", "key")],
        ]
    )
    return int(Exit.DONE)
