"""`rex list`: what there is of a kind, found by being there."""

from __future__ import annotations

from typing import Annotated

import typer

from rex.cli import options as opt

KINDS = ("importers", "kpis", "checks", "questionnaires", "languages", "themes")


def command(
    kind: Annotated[str, typer.Argument(metavar="KIND", help=", ".join(KINDS))],
    *,
    json: opt.Json = False,
    lang: opt.Lang = None,
    plain: opt.Plain = False,
    width: opt.Width = None,
    no_color: opt.NoColor = False,
    quiet: opt.Quiet = False,
) -> int:
    """What REX knows: importers, kpis, checks, questionnaires, languages, themes.

    \b
    Examples
      rex list kpis
      rex list checks --lang es
      rex list importers --json

    Exit: 0 done, 2 wrong command line, 5 a plug-in is broken (it is named).
    """
    from pathlib import Path

    from rex.cli import edge
    from rex.cli.documents import to_json
    from rex.errors import Exit, UsageError
    from rex.text.similar import nearest
    from rex.text.width import fit
    from rex.workflow.catalogue import entries

    shown = edge.console()
    speaker = edge.speaker_for(lang, "en", None)
    if kind not in KINDS:
        close = nearest(kind, KINDS, 1)
        hint = f' Did you mean "{close[0]}"?' if close else ""
        raise UsageError(f'There is no list of "{kind}".{hint}', todo=f"Lists: {', '.join(KINDS)}.", kept="")
    found = entries(kind, Path.cwd())
    if json:
        shown.text(to_json({"kind": kind, "entries": [e.shown() for e in found.entries]}, speaker))
    else:
        wide = max((len(e.id) for e in found.entries), default=0) + 2
        for entry in found.entries:
            says = fit(speaker.t(entry.says), max(10, shown.width - wide - 2))
            shown.show([[("  " + entry.id.ljust(wide), "key"), (says, "")]])
    for broken in found.broken:
        shown.talk(("? ", "unknown"), (f"{broken.name}: {broken.why}", ""))
    return int(Exit.PLUGIN) if found.broken else int(Exit.DONE)
