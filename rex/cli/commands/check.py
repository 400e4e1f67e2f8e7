"""`rex check`: what the checks of the reasoning say of a session, or the rules for prose of any text."""

from __future__ import annotations

from typing import Annotated

import typer

from rex.cli import options as opt


def command(
    session: Annotated[
        str | None,
        typer.Argument(metavar="SESSION", help='A session folder, its date (2026-11-20) or "last".'),
    ] = None,
    *,
    text: Annotated[
        str | None,
        typer.Option("--text", metavar="FILE", help="Read any text or Markdown file instead; - is what is piped in."),
    ] = None,
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

    With --text the rules for prose read a file alone: how sentences are put, never who wrote them. --lang is the
    text's language; without it the rules of all are tried. Own rules lie in rules/*.yaml of the workspace. Code,
    quotes and links are not read; <!-- rex: ignore B16 the reason --> hides a check on its line or the next.

    \b
    Examples
      rex check last
      rex check last --all
      rex check --text debrief.md --lang es
      rex explain B07

    Exit: 0 done, also when checks speak; 2 wrong command line, 3 a file is wrong, 4 nothing to measure,
    5 a plug-in broke (it is named).
    """
    from rex.cli import edge
    from rex.cli.documents import check_document, to_json
    from rex.errors import Exit, UsageError

    shown = edge.console()
    if text is not None and session is not None:
        raise UsageError("--text reads a file alone, without a session.", todo="rex check --text FILE", kept="")
    if text is not None:
        from rex.cli import proofing

        speaker = edge.speaker_for(lang, "en", None)
        found = proofing.read(text, lang)
        if json:
            shown.text(to_json(check_document(found.checks), speaker))
        else:
            proofing.tell(found, shown, speaker)
        return int(Exit.DONE)
    if session is None:
        raise UsageError("Which session?", todo="rex check last, or: rex check --text FILE", kept="")
    from rex.cli import records
    from rex.render.terminal.checks import checks_lines

    record, speaker = records.of_session(session, shown, lang, now)
    if json:
        shown.text(to_json(check_document(record.checks), speaker))
        return records.ending(record, shown, speaker)
    shown.screen(checks_lines(record, lang=speaker.lang, width=shown.width, plain=shown.plain, every=all_))
    return records.ending(record, shown, speaker)
