"""`rex render`: the report again, from the record alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from rex.cli import options as opt

if TYPE_CHECKING:
    from rex.cli.console import Console
    from rex.model.retrospective import Retrospective
    from rex.render.pdf.look import Look
    from rex.text.speaker import Speaker


def command(
    retrospective: Annotated[
        str, typer.Argument(metavar="RETROSPECTIVE", help="A retrospective.json, its session folder, date or last.")
    ],
    *,
    format_: Annotated[str | None, typer.Option("--format", metavar="html,md,pdf,json,text")] = None,
    edition: Annotated[str, typer.Option("--edition", metavar="team|client|flash")] = "team",
    out: Annotated[Path | None, typer.Option("--out", metavar="PATH", help="Where to write; - for stdout.")] = None,
    theme: Annotated[
        str, typer.Option("--theme", help="A theme (rex list themes), or the folder of an own one.")
    ] = "default",
    fail_on: opt.FailOn = None,
    junit: opt.Junit = None,
    summary: opt.Summary = None,
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
      rex render last --edition client --format pdf --out report.pdf

    Exit: 0 done, 1 a gate named with --fail-on was crossed (the report was written first),
    2 wrong command line, 3 the record is missing, damaged or newer.
    """
    from rex.cli import edge, records, writing
    from rex.cli.gating import Gating
    from rex.errors import Exit

    shown = edge.console()
    chosen = writing.edition_of(edition)
    gating = Gating.of(fail_on, junit, summary)
    kinds = writing.formats(format_, ("text",) if chosen == "flash" else ("html",), writing.OF_A_RECORD)
    writing.demand_theme(theme)
    gating.demand(records.folder_of_path(retrospective))
    record = records.of_path(retrospective)
    look = writing.look_for(kinds, chosen, records.folder_of_path(retrospective))
    speaker = edge.speaker_for(lang, record.session.language, record.session.timezone)
    _write(record, retrospective, kinds, speaker, Wanted(chosen, theme, out, look), shown)
    return gating.end(record, records.folder_of_path(retrospective), shown, speaker, int(Exit.DONE))


class Wanted(NamedTuple):
    """The edition, its theme, where it goes, and the look of a PDF."""

    edition: str
    theme: str
    out: Path | None
    look: Look | None


def _write(
    record: Retrospective, named: str, kinds: list[str], speaker: Speaker, wanted: Wanted, shown: Console
) -> None:
    """Write the record where it was asked for: on the screen, into one file, or beside the record."""
    from rex.cli import writing
    from rex.cli.shown_path import shown_path
    from rex.errors import UsageError
    from rex.render.terminal.report import report_lines
    from rex.store.atomic import write_bytes

    chosen, theme, out, look = wanted
    if kinds == ["text"] and chosen != "flash" and (out is None or str(out) == "-"):
        two = writing.two_editions(chosen)
        shown.screen(report_lines(record, lang=speaker.lang, width=shown.width, edition=two, plain=shown.plain))
    elif (out is not None and str(out) == "-") or (kinds == ["text"] and out is None):
        if len(kinds) != 1:
            raise UsageError("Only one format goes to stdout.", kept="")
        if kinds == ["pdf"]:
            _pour(writing.contents(record, "pdf", speaker.lang, chosen, theme, look), shown)
        else:
            shown.text(writing.document(record, kinds[0], speaker.lang, chosen, theme))
    elif out is not None and len(kinds) == 1 and out.suffix and not out.is_dir():
        write_bytes(out, writing.contents(record, kinds[0], speaker.lang, chosen, theme, look))
        shown.text(shown_path(out, Path.cwd()))
    else:
        stem = writing.stem_for(named, out, chosen)
        for path in writing.write(record, stem, kinds, speaker.lang, chosen, shown.progress(speaker), theme, look):
            shown.text(shown_path(path, Path.cwd()))


def _pour(paper: bytes, shown: Console) -> None:
    """Give a PDF to the program that stdout leads to; a screen would show signs without sense."""
    from rex.errors import UsageError

    if shown.out.isatty():
        raise UsageError("A PDF cannot be shown on the screen.", todo="Name a file with --out report.pdf.", kept="")
    shown.out.flush()
    shown.out.buffer.write(paper)
