"""`rex report`: a month, a week or any span of days, from the sessions' records."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rex.cli import options as opt


def command(
    workspace: Annotated[
        Path, typer.Argument(metavar="WORKSPACE", help="The workspace; this one if left out.")
    ] = Path(),
    *,
    month: Annotated[str, typer.Option("--month", metavar="2026-10", help="Which month.")] = "",
    week: Annotated[str, typer.Option("--week", metavar="2026-W43", help="Which week, Monday to Sunday.")] = "",
    first: Annotated[str, typer.Option("--from", metavar="DAY", help="The first day, with --to.")] = "",
    last: Annotated[str, typer.Option("--to", metavar="DAY", help="The last day, with --from.")] = "",
    edition: Annotated[str, typer.Option("--edition", metavar="flash|team|client")] = "team",
    format_: Annotated[str | None, typer.Option("--format", metavar="text,md,html,json,pdf")] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="PATH", help="Where to write instead of reports/.")
    ] = None,
    index: Annotated[
        bool, typer.Option("--index", help="Only the page that links all sessions and reports: reports/index.html.")
    ] = False,
    ask: Annotated[
        bool, typer.Option("--ask", help="Ask the team's questions about the period, before its numbers.")
    ] = (False),
    person: Annotated[str | None, typer.Option("--as", metavar="PERSON", help="Who answers.")] = None,
    set_: Annotated[str | None, typer.Option("--set", metavar="NAME", help="Whose questions: period.")] = None,
    answers: Annotated[
        list[Path] | None, typer.Option("--answers", metavar="FILE", help="Answers by question id; may be repeated.")
    ] = None,
    fail_on: opt.FailOn = None,
    junit: opt.Junit = None,
    summary: opt.Summary = None,
    no_input: opt.NoInput = False,
    json: opt.Json = False,
    lang: opt.Lang = None,
    now: opt.Now = None,
    plain: opt.Plain = False,
    width: opt.Width = None,
    no_color: opt.NoColor = False,
    quiet: opt.Quiet = False,
) -> int:
    """A month, a week or any span of days, from the sessions' records alone: on the screen, and written to reports/.

    \b
    Examples
      rex report --month 2026-10
      rex report --month 2026-10 --edition client --lang fr --format html
      rex report --month 2026-10 --edition client --format pdf
      rex report --week 2026-W43
      rex report --from 2026-10-01 --to 2026-10-15 --format text
      rex report --month 2026-10 --edition flash
      rex report --month 2026-10 --json
      rex report --month 2026-10 --fail-on kpi,data --junit gates.xml
      rex report --month 2026-10 --ask --as maria
      rex report --month 2026-10 --ask --answers maria.yaml
      rex report --index

    reports/index.html links every session and report, and lists what was tried and what it did.
    It is written with each report, and brought up to date by every later review and refresh.

    Gates (rex.yaml) are judged session by session, what was promised once.

    Exit: 0 done, 1 a gate named with --fail-on was crossed (the report was written first),
    2 wrong command line, 3 a file cannot be used or answers are missing, 4 no session in that span,
    130 interrupted (the answers so far are saved).
    """
    from rex.cli.gating import Gating
    from rex.cli.reporting import Wanted, report
    from rex.errors import UsageError

    if not ask and (person is not None or set_ is not None or answers):
        raise UsageError(
            "--as, --set and --answers go with --ask.", todo="rex report --month 2026-10 --ask --as maria", kept=""
        )
    if index:
        from rex.cli.reporting import index_alone

        if month or week or first or last or ask:
            raise UsageError("--index stands alone.", todo="rex report --index", kept="")
        return index_alone(workspace, lang)
    from rex.workflow.spans import span_of

    span, gating = span_of(month, week, first, last), Gating.of(fail_on, junit, summary)
    wanted = Wanted(workspace, span, edition, format_, out, lang, now, json, gating)
    if not ask:
        return report(wanted)
    from rex.cli.period_asking import Asking, report_asking

    return report_asking(wanted, Asking(person, set_, tuple(answers or ()), no_input))
