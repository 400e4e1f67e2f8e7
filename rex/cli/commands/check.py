"""`rex check`: what the checks of the reasoning say."""

from __future__ import annotations

from typing import Annotated

import typer

from rex.cli import options as opt


def command(
    session: opt.Session,
    *,
    all_: Annotated[bool, typer.Option("--all", help="Also every check that passed or does not apply.")] = False,
    json: opt.Json = False,
    lang: opt.Lang = None,
    now: opt.Now = None,
    plain: opt.Plain = False,
    width: opt.Width = None,
    no_color: opt.NoColor = False,
    quiet: opt.Quiet = False,
) -> int:
    """What the checks of the reasoning say: traps met, with their arithmetic and a way out.

    \b
    Examples
      rex check last
      rex check last --all
      rex explain B07

    Exit: 0 done, also when checks speak; 2 wrong command line, 3 a file is wrong, 4 nothing to measure,
    5 a plug-in broke (it is named).
    """
    from rex.cli import edge, records
    from rex.cli.documents import check_document, to_json
    from rex.render.terminal.checks import checks_lines

    shown = edge.console()
    record, speaker = records.of_session(session, shown, lang, now)
    if json:
        shown.text(to_json(check_document(record.checks), speaker))
        return records.ending(record, shown, speaker)
    shown.screen(checks_lines(record, lang=speaker.lang, width=shown.width, plain=shown.plain, every=all_))
    return records.ending(record, shown, speaker)
