"""`rex chat`: what people asked, what they wrote alike, and what stopped them from buying."""

from __future__ import annotations

from typing import Annotated

import typer

from rex.cli import options as opt


def command(
    session: opt.Session,
    *,
    product: Annotated[
        str | None, typer.Option("--product", metavar="SKU", help="What was written about this product alone.")
    ] = None,
    who: Annotated[
        bool, typer.Option("--who", help="Who asked what is open, from the exports; on a terminal alone.")
    ] = False,
    json: opt.Json = False,
    lang: opt.Lang = None,
    now: opt.Now = None,
    plain: opt.Plain = False,
    width: opt.Width = None,
    no_color: opt.NoColor = False,
    quiet: opt.Quiet = False,
) -> int:
    """What the chat said: open questions, themes, what stopped people, how it sounded.

    \b
    Examples
      rex chat last
      rex chat last --product VS-30
      rex chat 2026-11-20 --json

    Answers are those that stand in the chat; what the host said aloud is in no file. --who names those
    who asked as the exports do, on a terminal alone, and writes the names nowhere.

    Exit: 0 done, 2 wrong command line, 3 a file is wrong, 4 nothing to measure,
    5 a plug-in broke (it is named).
    """
    from rex.cli import edge, hearing, records

    shown = edge.console()
    hearing.demand(shown, who=who, json=json)
    record, speaker = records.of_session(session, shown, lang, now)
    hearing.show(hearing.Wanted(session, product, who, json, now), record, shown, speaker)
    return records.ending(record, shown, speaker)
