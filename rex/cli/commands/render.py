"""`rex render`: the report again, from the record alone."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rex.cli import options as opt


def command(
    retrospective: Annotated[
        str, typer.Argument(metavar="RETROSPECTIVE", help="A retrospective.json, its session folder, date or last.")
    ],
    *,
    format_: Annotated[str | None, typer.Option("--format", metavar="html,md,json,text")] = None,
    edition: Annotated[str, typer.Option("--edition", metavar="team|client|flash")] = "team",
    out: Annotated[Path | None, typer.Option("--out", metavar="PATH", help="Where to write; - for stdout.")] = None,
    theme: Annotated[str, typer.Option("--theme", help="A theme (rex list themes).")] = "default",
    lang: opt.Lang = None,
    plain: opt.Plain = False,
    width: opt.Width = None,
    no_color: opt.NoColor = False,
    quiet: opt.Quiet = False,
) -> int:
    """Write the report again from retrospective.json alone; no export is opened.

    \b
    Examples
      rex render last
      rex render last --edition flash
      rex render last --edition client --lang fr --format html --out report.html
      rex render last --format text

    Exit: 0 done, 2 wrong command line, 3 the record is missing, damaged or newer.
    """
    from rex.cli import edge, records, writing
    from rex.cli.reviewing import shown_path
    from rex.errors import Exit, UsageError
    from rex.render.terminal.report import report_lines
    from rex.store.atomic import write_text

    shown = edge.console()
    chosen = writing.edition_of(edition)
    kinds = writing.formats(format_, ("text",) if chosen == "flash" else ("html",))
    writing.demand_theme(theme)
    record = records.of_path(retrospective)
    speaker = edge.speaker_for(lang, record.session.language, record.session.timezone)
    if kinds == ["text"] and (out is None or str(out) == "-"):
        if chosen == "flash":
            shown.text(writing.document(record, "text", speaker.lang, chosen))
        else:
            two = writing.two_editions(chosen)
            shown.screen(report_lines(record, lang=speaker.lang, width=shown.width, edition=two, plain=shown.plain))
        return int(Exit.DONE)
    if out is not None and str(out) == "-":
        if len(kinds) != 1:
            raise UsageError("Only one format goes to stdout.", kept="")
        shown.text(writing.document(record, kinds[0], speaker.lang, chosen, theme))
        return int(Exit.DONE)
    if out is not None and len(kinds) == 1 and out.suffix and not out.is_dir():
        write_text(out, writing.document(record, kinds[0], speaker.lang, chosen, theme))
        shown.text(shown_path(out, Path.cwd()))
        return int(Exit.DONE)
    stem = writing.stem_for(retrospective, out, chosen)
    for path in writing.write(record, stem, kinds, speaker.lang, chosen, shown.progress(speaker), theme):
        shown.text(shown_path(path, Path.cwd()))
    return int(Exit.DONE)
