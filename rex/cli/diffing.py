"""Showing two sessions side by side: on the screen or in files, and the gates of the later one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rex.cli import edge, records, writing
from rex.compare.diff import compare
from rex.errors import Exit
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
    from rex.text.speaker import Speaker

CHANGED = frozenset({"better", "worse", "up", "down", "differs"})


@dataclass(frozen=True)
class Wanted:
    """What was asked of `rex diff`."""

    before: str
    after: str
    kinds: Sequence[str]
    out: Path | None
    lang: str | None
    gating: Gating
    all_rows: bool = False
    stat: bool = False
    exit_code: bool = False


def diff(wanted: Wanted) -> int:
    """Compare, show or write, and judge the later session by its gates; gives the exit code."""
    shown, gating = edge.console(), wanted.gating
    if gating.asked:
        gating.demand(records.folder_of_path(wanted.after))
    first, second = (records.of_path_or_exports(name, shown, wanted.lang) for name in (wanted.before, wanted.after))
    comparison = compare(first, second)
    speaker = edge.speaker_for(wanted.lang, second.session.language, second.session.timezone)
    _deliver(comparison, wanted, shown, speaker)
    code = Exit.GATE if wanted.exit_code and any(c.verdict in CHANGED for c in comparison.changes) else Exit.DONE
    if not comparison.comparable:
        code = Exit.NOTHING
    if not gating.asked:
        return int(code)
    suites = gating.of_session(second, records.folder_of_path(wanted.after))
    return gating.told(suites, shown, speaker, int(code), lambda: diff_summary(comparison, suites, speaker))


def _deliver(comparison: Comparison, wanted: Wanted, shown: Console, speaker: Speaker) -> None:
    lines = diff_lines(comparison, speaker, shown.width, all_rows=wanted.all_rows, plain=shown.plain, stat=wanted.stat)
    if list(wanted.kinds) == ["text"] and (wanted.out is None or writing.is_stdout(wanted.out)):
        shown.screen(lines)
        return
    write = {
        "text": lambda: "\n".join("".join(span.text for span in line).rstrip() for line in lines) + "\n",
        "json": lambda: to_json(comparison),
        "md": lambda: diff_markdown(comparison, lang=speaker.lang),
        "html": lambda: diff_html(comparison, lang=speaker.lang),
    }
    writing.deliver(write, wanted.kinds, wanted.out, shown)
