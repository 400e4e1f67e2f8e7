"""`rex ask`: the questions alone, for one more person."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rex.cli import options as opt


def command(
    session: opt.Session,
    *,
    person: Annotated[str | None, typer.Option("--as", metavar="PERSON", help="Who answers.")] = None,
    set_: Annotated[str, typer.Option("--set", metavar="NAME", help="Whose questions: csm, host, client.")] = "csm",
    depth: Annotated[str | None, typer.Option("--depth", metavar="quick|full", help="How many questions.")] = None,
    template: Annotated[
        bool, typer.Option("--template", help="Print a file of the questions, to be filled in.")
    ] = False,
    import_: Annotated[
        Path | None, typer.Option("--import", metavar="FILE", help="Take answers from a file, keyed by question id.")
    ] = None,
    lang: opt.Lang = None,
    now: opt.Now = None,
    no_input: opt.NoInput = False,
    plain: opt.Plain = False,
    width: opt.Width = None,
    no_color: opt.NoColor = False,
    quiet: opt.Quiet = False,
) -> int:
    """The questions alone, for one more person; no number of the session is shown.

    \b
    Examples
      rex ask last --as maria
      rex ask last --template > answers.yaml
      rex ask last --as hugo --import answers.yaml

    Exit: 0 done, 2 wrong command line, 3 the answers file is wrong or there is no terminal, 130 interrupted.
    """
    from rex.cli import edge, writing
    from rex.cli.interviewing import Interviewing
    from rex.errors import Exit, FileError
    from rex.questionnaire.answers_file import template as written
    from rex.store.workspace import find_session
    from rex.workflow.desk import blind_facts, lay_out
    from rex.workflow.review import take_blind_answers

    shown = edge.console()
    desk = lay_out(find_session(session, Path.cwd()), set_)
    named, person = person or "", desk.person if person is None else person
    speaker = edge.speaker_for(lang, desk.session.language, desk.session.timezone)
    runtime = edge.runtime(now, shown, speaker)
    if template:
        shown.text(written(desk.questions, blind_facts(desk, speaker), speaker.lang, named))
        return int(Exit.DONE)
    if import_ is not None:
        from rex.cli.returning import tell_returned
        from rex.workflow.forms import take_forms

        returned = take_forms(desk, import_, runtime)
        if returned is not None:
            tell_returned(returned, shown, speaker)
            return int(Exit.DONE)
        kept = take_blind_answers(desk, import_, person, runtime, speaker)
        if kept.count:
            shown.talk((speaker.t("Answers are saved; they count as not blind, since nothing sealed them."), ""))
        elif kept.left:
            shown.talk((speaker.t("No answer was saved: none of these questions is asked before the numbers."), ""))
        else:
            raise FileError(
                f"{import_.name} holds no answer.", todo="Write one behind a question's id, such as csm.mood: 4"
            )
        for name in kept.left:
            shown.talk(("  ? " + name, "unknown"))
        return int(Exit.DONE)
    if no_input or not shown.interactive:
        raise FileError(
            "There is no terminal, and nobody is here to ask.",
            todo=f"Give the answers in a file: rex ask {session} --import FILE. Its form: rex ask {session} --template",
        )
    speaker = edge.speaker_of(desk, person, lang)
    runtime = edge.runtime(now, shown, speaker)
    deep = None if depth is None else writing.depth_of(depth)
    Interviewing(shown, desk, speaker, runtime, person, depth=deep, command="ask").blind()
    return int(Exit.DONE)
