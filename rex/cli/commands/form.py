"""`rex form`: the questions as one HTML file for somebody's phone, and the mail that it goes with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rex.cli import options as opt


def command(
    session: opt.Session,
    *,
    set_: Annotated[
        str, typer.Option("--set", metavar="NAME", help="Which questions (rex list questionnaires).")
    ] = "csm",
    person: Annotated[
        str | None, typer.Option("--as", metavar="PERSON", help="Who will answer; the set's own role if not given.")
    ] = None,
    anonymous: Annotated[
        bool, typer.Option("--anonymous", help="Answers come back without name, role, times or order.")
    ] = False,
    depth: Annotated[str, typer.Option("--depth", metavar="quick|full", help="How many questions.")] = "quick",
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Where to write; - for stdout.")] = None,
    xlsform: Annotated[
        bool, typer.Option("--xlsform", help="A survey as an XLSForm workbook, for ODK, Kobo or SurveyCTO.")
    ] = False,
    invite: Annotated[bool, typer.Option("--invite", help="Print the mail to send it with.")] = False,
    lang: opt.Lang = None,
    now: opt.Now = None,
    plain: opt.Plain = False,
    width: opt.Width = None,
    no_color: opt.NoColor = False,
    quiet: opt.Quiet = False,
) -> int:
    """The questions as one HTML file that works on a phone without a connection; no number of the session is in it.

    The answers come back as a file or as a text in a mail: rex ask SESSION --import FILE takes both.

    \b
    Examples
      rex form last --as maria
      rex form last --as hugo --lang es --invite
      rex form last --anonymous --depth full --out survey.html
      rex form last --set shopper --xlsform

    Exit: 0 done, 2 wrong command line, 3 a file of the session is wrong.
    """
    from rex.cli import edge, writing
    from rex.cli.shown_path import shown_path
    from rex.errors import Exit, UsageError
    from rex.render.form.invite import invitation
    from rex.render.form.page import render_form
    from rex.store.atomic import write_text
    from rex.store.workspace import find_session
    from rex.workflow.desk import lay_out
    from rex.workflow.forms import make_form, write_xlsform

    shown = edge.console()
    if anonymous and person is not None:
        raise UsageError("--anonymous and --as contradict each other.", todo="Leave one of them out.", kept="")
    deep = writing.depth_of(depth)
    desk = lay_out(find_session(session, Path.cwd()), set_)
    speaker = edge.speaker_for(lang, desk.session.language, desk.session.timezone)
    if xlsform:
        path = out or Path(f"form-{desk.folder.id}-{set_}.xlsx")
        write_xlsform(desk, path, speaker.lang)
        shown.text(shown_path(path, Path.cwd()))
        return int(Exit.DONE)
    form = make_form(desk, person, speaker.lang, deep, nameless=anonymous)
    page = render_form(form.plan)
    to_stdout = out is not None and str(out) == "-"
    if to_stdout:
        shown.text(page)
    else:
        path = out or Path(f"form-{desk.folder.id}-{form.stem}.html")
        write_text(path, page)
        shown.text(shown_path(path, Path.cwd()))
    if invite and not to_stdout:
        mail = invitation(desk.session.title, form.minutes, speaker, shopper=form.shopper, nameless=form.nameless)
        shown.text("\n" + mail.rstrip("\n"))
    return int(Exit.DONE)
