"""`rex refresh`: the record again from newer exports, and what that changed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rex.cli import options as opt


def command(
    session: opt.Session,
    *,
    format_: Annotated[str | None, typer.Option("--format", metavar="html,md,json,text")] = None,
    settled: Annotated[
        bool, typer.Option("--settled", help="These exports are from after the window for returns: nothing came since.")
    ] = False,
    fail_on: opt.FailOn = None,
    strict: opt.Strict = False,
    json: opt.Json = False,
    lang: opt.Lang = None,
    now: opt.Now = None,
    plain: opt.Plain = False,
    width: opt.Width = None,
    no_color: opt.NoColor = False,
    quiet: opt.Quiet = False,
) -> int:
    """Compute a reviewed session again from newer exports (late orders, refunds), and say what changed.

    \b
    Examples
      rex refresh last
      rex refresh 2026-11-20 --json
      rex refresh last --settled

    Bring the newer files with rex add FILE --session SESSION. Nothing is asked. What
    changed stays in the record and stands in the report. A provisional record becomes
    a settled one when the window for returns has ended and newer orders are there, or
    when --settled says that nothing came since.

    Exit: 0 done, 1 a gate named with --fail-on was crossed, 2 wrong command line,
    3 there is no record yet or a file is wrong, 4 nothing to measure.
    """
    from rex.cli import edge
    from rex.cli.gating import Gating
    from rex.cli.indexing import keep_index
    from rex.cli.refreshing import refresh
    from rex.cli.reviewing import Review
    from rex.cli.writing import record_formats
    from rex.store.workspace import find_session

    shown = edge.console()
    review = Review(
        shown=shown,
        here=Path.cwd(),
        lang=lang,
        now=now,
        kinds=record_formats(format_),
        strict=strict,
        settled=settled,
        json=json,
        list_missing=False,
        gating=Gating.of(fail_on, None, None),
    )
    folder = find_session(session, Path.cwd())
    code = refresh(review, folder)
    keep_index(folder.path)
    return code
