"""`rex explain`: what a KPI, a check, an importer, a mark or a settings file is."""

from __future__ import annotations

from typing import Annotated

import typer

from rex.cli import options as opt


def command(
    name: Annotated[str, typer.Argument(metavar="ID", help="A KPI, a check, an importer, a mark, or a settings file.")],
    *,
    sql: Annotated[bool, typer.Option("--sql", help="Show the sums behind a KPI.")] = False,
    json: opt.Json = False,
    lang: opt.Lang = None,
    plain: opt.Plain = False,
    width: opt.Width = None,
    no_color: opt.NoColor = False,
    quiet: opt.Quiet = False,
) -> int:
    """What a KPI, a check or an importer is: formula, source, what too little looks like.

    \b
    Examples
      rex explain conversion_rate --sql
      rex explain B07
      rex explain session.yaml
      rex explain exit

    Exit: 0 done, 2 nothing has that name (the nearest ones are shown).
    """
    from pathlib import Path
    from textwrap import wrap

    from rex.cli import edge
    from rex.cli.documents import to_json
    from rex.errors import Exit, UsageError
    from rex.text.similar import nearest
    from rex.workflow.catalogue import known, page

    shown = edge.console()
    speaker = edge.speaker_for(lang, "en", None)
    found = page(name, Path.cwd())
    if found is None:
        close = nearest(name, known(Path.cwd()), 3)
        near = f"Near it: {', '.join(close)}." if close else "All of them: rex list kpis, rex list checks."
        raise UsageError(f'Nothing here is called "{name}".', todo=near, kept="")
    if json:
        shown.text(to_json({"id": name, "title": found.title, "text": found.text, "facts": dict(found.facts)}, speaker))
        return int(Exit.DONE)
    shown.show([*([(line, "bold")] for line in wrap(found.title, shown.width)), []])
    for paragraph in filter(str.strip, found.text.split("\n\n")):
        lines = wrap(" ".join(paragraph.split()), shown.width - 2)
        shown.show([*([("  " + line, "")] for line in lines), []])
    for fact, says in found.facts:
        name = "  " + speaker.t(fact)
        first, *rest = wrap(says, max(20, shown.width - 24)) or [""]
        if len(name) > 22:  # a long name has a line of its own
            shown.show([[(name, "dim")]])
            name = ""
        shown.show([[(name.ljust(24), "dim"), (first, "")]])
        shown.show([(" " * 24 + line, "")] for line in rest)
    if sql and found.sql:
        shown.show([[], [(speaker.t("Sums"), "bold")]])
        cells = max(len(key) for key, _ in found.sql) + 2
        shown.show([("  " + key.ljust(cells), "dim"), (query, "")] for key, query in found.sql)
    return int(Exit.DONE)
