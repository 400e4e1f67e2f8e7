"""`rex doctor`: what is installed, what is missing for what, and what in the workspace is broken."""

from __future__ import annotations

from pathlib import Path

from rex.cli import options as opt


def command(
    *,
    json: opt.Json = False,
    lang: opt.Lang = None,
    plain: opt.Plain = False,
    width: opt.Width = None,
    no_color: opt.NoColor = False,
    quiet: opt.Quiet = False,
) -> int:
    """What is installed, what is missing, what is broken.

    \b
    Examples
      rex doctor
      rex doctor --json

    Exit: 0 all well, 3 something in the workspace is broken, 5 a plug-in is broken.
    """
    from rex.cli import edge
    from rex.cli.documents import to_json
    from rex.errors import Exit
    from rex.workflow.health import examine

    shown = edge.console()
    speaker = edge.speaker_for(lang, "en", None)
    found = examine(Path.cwd())
    if json:
        shown.text(to_json({"findings": [vars_of(f) for f in found]}, speaker))
    else:
        marks = {"ok": ("ok", "dim"), "missing": ("-", "dim"), "unfinished": ("?", "unknown"), "broken": ("!", "stop")}
        for finding in found:
            mark, style = marks[finding.state]
            shown.show([[("  " + mark.ljust(4), style), (speaker.say(finding.says), "")]])
            if finding.todo:
                shown.show([[("      -> " + finding.todo, "key")]])
    broken = [f for f in found if f.state == "broken"]
    if any(f.plugin for f in broken):
        return int(Exit.PLUGIN)
    return int(Exit.FILES) if broken else int(Exit.DONE)


def vars_of(finding: object) -> dict[str, object]:
    """Give a finding's fields by name."""
    return {name: getattr(finding, name) for name in ("state", "says", "todo")}
