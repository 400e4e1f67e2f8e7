"""`rex moments`: the minutes that stood out of a session's own noise."""

from __future__ import annotations

from typing import Annotated

import typer

from rex.cli import options as opt


def command(
    session: opt.Session,
    *,
    at: Annotated[int | None, typer.Option("--at", metavar="N", help="The moment with this number alone.")] = None,
    explain: Annotated[
        int | None,
        typer.Option("--explain", metavar="RANK", help="How the moment of this rank was found (see the list)."),
    ] = None,
    json: opt.Json = False,
    lang: opt.Lang = None,
    now: opt.Now = None,
    plain: opt.Plain = False,
    width: opt.Width = None,
    no_color: opt.NoColor = False,
    quiet: opt.Quiet = False,
) -> int:
    """The minutes that stood out: when people wrote more, and when they left.

    \b
    Examples
      rex moments last
      rex moments last --at 2
      rex moments last --explain 1
      rex moments 2026-11-20 --json

    Exit: 0 done (also when nothing stands out), 2 wrong command line, 3 a file is wrong, 4 nothing to measure,
    5 a plug-in broke (it is named).
    """
    from rex.cli import edge, records
    from rex.cli.documents import to_json
    from rex.render.terminal.moments import moments_lines

    shown = edge.console()
    record, speaker = records.of_session(session, shown, lang, now)
    if json:
        shown.text(to_json(record.moments, speaker))
        return records.ending(record, shown, speaker)
    if explain is not None:
        _demand_rank(explain, len(record.moments.moments))
        from rex.render.terminal.moment_explained import explained_lines

        lang_, wide = speaker.lang, shown.width
        shown.screen(explained_lines(record, lang=lang_, width=wide, rank=explain, plain=shown.plain))
        return records.ending(record, shown, speaker)
    shown.screen(moments_lines(record, lang=speaker.lang, width=shown.width, plain=shown.plain, at=at))
    return records.ending(record, shown, speaker)


def _demand_rank(rank: int, found: int) -> None:
    """Raise UsageError where no moment has this rank; that nothing stood out is a result, and is told as one."""
    from rex.errors import UsageError

    if not found or 1 <= rank <= found:
        return
    raise UsageError(f"There is no moment of rank {rank}.", todo=f"Ranks here: 1 to {found}.", kept="")
