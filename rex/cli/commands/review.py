"""`rex review`: the main job, from blind answers to the report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rex.cli import options as opt


def command(
    session: Annotated[str, typer.Argument(metavar="SESSION", help='A session folder, its date or "last".')] = "last",
    *,
    answers: Annotated[
        list[Path] | None, typer.Option("--answers", metavar="FILE", help="Answers by question id; may be repeated.")
    ] = None,
    person: Annotated[str | None, typer.Option("--as", metavar="PERSON", help="Who answers.")] = None,
    set_: Annotated[str, typer.Option("--set", metavar="NAME", help="Whose questions: csm, host, client.")] = "csm",
    depth: Annotated[str | None, typer.Option("--depth", metavar="quick|full", help="How many questions.")] = None,
    all_: Annotated[bool, typer.Option("--all", help="Every session without a current record; asks nothing.")] = False,
    format_: Annotated[str | None, typer.Option("--format", metavar="html,md,pdf,json,text")] = None,
    edition: Annotated[str, typer.Option("--edition", metavar="team|client|flash")] = "team",
    previous: Annotated[
        str,
        typer.Option("--previous", metavar="auto|none", help="Judge by the workspace's earlier records, or by none."),
    ] = "auto",
    fail_on: opt.FailOn = None,
    junit: opt.Junit = None,
    summary: opt.Summary = None,
    no_input: opt.NoInput = False,
    strict: opt.Strict = False,
    json: opt.Json = False,
    lang: opt.Lang = None,
    now: opt.Now = None,
    plain: opt.Plain = False,
    width: opt.Width = None,
    no_color: opt.NoColor = False,
    quiet: opt.Quiet = False,
) -> int:
    """The main job: questions before any number, then the numbers, checks, actions and the report.

    \b
    Examples
      rex review last
      rex review sessions/2026-11-20-autumn-glow --as maria
      rex review last --no-input --answers maria.yaml
      rex review --all
      rex review last --no-input --fail-on kpi,data

    Exit: 0 done, 1 a gate named with --fail-on was crossed (the report was written first),
    2 wrong command line, 3 a file is wrong or a fact is missing, 4 nothing to measure,
    130 interrupted (the answers so far are saved).
    """
    from rex.cli import edge, writing
    from rex.cli.gating import Gating
    from rex.cli.indexing import keep_index
    from rex.cli.reviewing import Review
    from rex.store.workspace import find_session

    shown = edge.console()
    writing.demand_previous(previous)
    edition = writing.edition_of(edition)
    review = Review(
        shown=shown,
        here=Path.cwd(),
        lang=lang,
        now=now,
        kinds=writing.record_formats(format_, edition),
        edition=edition,
        strict=strict,
        json=json,
        alone=previous == "none",
        gating=Gating.of(fail_on, junit, summary),
        set=set_,
        depth=None if depth is None else writing.depth_of(depth),
    )
    if all_:
        from rex.cli.reviewing_all import review_all

        writing.look_for(review.kinds, edition, Path.cwd())
        code = review_all(review)
        keep_index(Path.cwd())
        return code
    folder = find_session(session, Path.cwd())
    writing.look_for(review.kinds, edition, folder.path)
    if no_input or answers or not shown.interactive:
        code = review.without_asking(folder, answers or [])
    else:
        code = review.with_person(folder, person)
    keep_index(folder.path)
    return code
