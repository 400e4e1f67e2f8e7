"""Showing sessions side by side: on the screen or in files, and the gates of the last one."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from rex.cli import edge, records, writing
from rex.compare.diff import compare
from rex.errors import Exit, UsageError
from rex.model.comparison import Comparisons
from rex.render.ci.summary import diff_summary
from rex.render.comparison.html import diff_html
from rex.render.comparison.lines import diff_lines
from rex.render.comparison.markdown import diff_markdown
from rex.render.jsonfile import to_json

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rex.cli.console import Console
    from rex.cli.gating import Gating
    from rex.model.comparison import Comparison
    from rex.render.terminal.lines import Line
    from rex.text.speaker import Speaker

PAIR = 2
CHANGED = frozenset({"better", "worse", "up", "down", "differs"})


@dataclass(frozen=True)
class Wanted:
    """What was asked of `rex diff`."""

    sessions: tuple[str, ...]
    kinds: Sequence[str]
    out: Path | None
    lang: str | None
    gating: Gating
    all_rows: bool = False
    stat: bool = False
    exit_code: bool = False


def diff(wanted: Wanted) -> int:
    """Compare each session with the one named before it, and judge the last by its gates; gives the exit code."""
    shown, gating = edge.console(), wanted.gating
    last = wanted.sessions[-1]
    if gating.asked:
        gating.demand(records.folder_of_path(last))
    if len(wanted.sessions) > PAIR and "html" in wanted.kinds:
        raise UsageError(
            "A page shows two sessions.", todo="Name two, or see all of them:  rex trend --format html", kept=""
        )
    found = [records.of_path_or_exports(name, shown, wanted.lang) for name in wanted.sessions]
    compared = [compare(first, second) for first, second in pairwise(found)]
    speaker = edge.speaker_for(wanted.lang, found[-1].session.language, found[-1].session.timezone)
    _deliver(compared, wanted, shown, speaker)
    changed = any(change.verdict in CHANGED for one in compared for change in one.changes)
    code = Exit.GATE if wanted.exit_code and changed else Exit.DONE
    if not any(one.comparable for one in compared):
        code = Exit.NOTHING
    if not gating.asked:
        return int(code)
    suites = gating.of_session(found[-1], records.folder_of_path(last))
    return gating.told(suites, shown, speaker, int(code), lambda: diff_summary(compared[-1], suites, speaker))


def _deliver(compared: Sequence[Comparison], wanted: Wanted, shown: Console, speaker: Speaker) -> None:
    screens = [
        diff_lines(one, speaker, shown.width, all_rows=wanted.all_rows, plain=shown.plain, stat=wanted.stat)
        for one in compared
    ]
    between: list[Line] = [] if wanted.stat else [()]
    lines = [line for at, screen in enumerate(screens) for line in ([*between, *screen] if at else screen)]
    if list(wanted.kinds) == ["text"] and (wanted.out is None or writing.is_stdout(wanted.out)):
        shown.screen(lines)
        return
    write = {
        "text": lambda: "\n".join("".join(span.text for span in line).rstrip() for line in lines) + "\n",
        "json": lambda: to_json(compared[0] if len(compared) == 1 else Comparisons(comparisons=tuple(compared))),
        "md": lambda: "\n".join(diff_markdown(one, lang=speaker.lang) for one in compared),
        "html": lambda: diff_html(compared[0], lang=speaker.lang),
    }
    writing.deliver(write, wanted.kinds, wanted.out, shown)
