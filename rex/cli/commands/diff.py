"""`rex diff`: two sessions side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rex.cli import options as opt


def command(
    before: Annotated[str, typer.Argument(metavar="A", help="A record, a session folder, a date, last-1 ...")],
    after: Annotated[str, typer.Argument(metavar="B", help="The later one: a record, a session folder, a date, last.")],
    *,
    all_: Annotated[bool, typer.Option("--all", help="Also the rows without a clear change.")] = False,
    stat: Annotated[bool, typer.Option("--stat", help="One line of counts.")] = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit 1 when something changed.")] = False,
    format_: Annotated[str | None, typer.Option("--format", metavar="text,md,html,json")] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="PATH", help="Where to write instead of stdout.")] = None,
    json: opt.Json = False,
    lang: opt.Lang = None,
    plain: opt.Plain = False,
    width: opt.Width = None,
    no_color: opt.NoColor = False,
    quiet: opt.Quiet = False,
) -> int:
    """Two sessions: what changed, and what only looks so. A session without a record is computed from its exports.

    \b
    Examples
      rex diff last-1 last
      rex diff 2026-11-13 2026-11-20 --format html --out diff.html
      rex diff last-1 last --json

    Exit: 0 done, 1 something changed (--exit-code), 2 wrong command line, 3 a record is missing or damaged,
    4 nothing in the two can be compared.
    """
    from rex.cli import edge, records, writing
    from rex.compare.diff import compare
    from rex.errors import Exit
    from rex.render.comparison.html import diff_html
    from rex.render.comparison.lines import diff_lines
    from rex.render.comparison.markdown import diff_markdown
    from rex.render.jsonfile import to_json

    shown = edge.console()
    first, second = (records.of_path_or_exports(name, shown, lang) for name in (before, after))
    comparison = compare(first, second)
    speaker = edge.speaker_for(lang, second.session.language, second.session.timezone)
    kinds = ["json"] if json else writing.formats(format_, ("text",))
    write = {
        "json": lambda: to_json(comparison),
        "md": lambda: diff_markdown(comparison, lang=speaker.lang),
        "html": lambda: diff_html(comparison, lang=speaker.lang),
    }
    if kinds == ["text"] and (out is None or writing.is_stdout(out)):
        shown.screen(diff_lines(comparison, speaker, shown.width, all_rows=all_, plain=shown.plain, stat=stat))
    else:
        lines = diff_lines(comparison, speaker, shown.width, all_rows=all_, plain=shown.plain, stat=stat)
        write["text"] = lambda: "\n".join("".join(span.text for span in line).rstrip() for line in lines) + "\n"
        writing.deliver(write, kinds, out, shown)
    if not comparison.comparable:
        return int(Exit.NOTHING)
    changed = any(change.verdict in {"better", "worse", "up", "down", "differs"} for change in comparison.changes)
    return int(Exit.GATE) if exit_code and changed else int(Exit.DONE)
