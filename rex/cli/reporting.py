"""Writing a period's report: on the screen, and as files in `reports/`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rex.cli import edge, writing
from rex.cli.reviewing import shown_path
from rex.errors import Exit
from rex.model.message import say
from rex.render.jsonfile import to_json
from rex.render.period.client import strip_period_for_client
from rex.render.period.html import period_html
from rex.render.period.lines import period_lines
from rex.render.period.markdown import period_markdown
from rex.workflow.periods import month_of, workspace_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from rex.model.comparison import Period
    from rex.text.speaker import Speaker

FILES = ("json", "md", "html")


@dataclass(frozen=True)
class Wanted:
    """What was asked of `rex report`."""

    workspace: Path
    month: str
    edition: str
    formats: str | None
    out: Path | None
    lang: str | None
    now: str | None
    json: bool


def report(wanted: Wanted) -> int:
    """Write the month in the formats that were asked for; by default all files, and the text on the screen."""
    shown = edge.console()
    root, settings = workspace_at(wanted.workspace)
    speaker = edge.speaker_for(wanted.lang, settings.language, settings.timezone)
    runtime = edge.runtime(wanted.now, shown, speaker)
    chosen = writing.edition_of_period(wanted.edition)
    kinds = ["json"] if wanted.json else writing.formats(wanted.formats, ("text", *FILES))
    found = month_of(root, wanted.month, speaker.lang, runtime)
    period = strip_period_for_client(found) if chosen == "client" else found
    lines = period_lines(period, speaker, shown.width, plain=shown.plain)
    write = _writers(period, speaker, chosen)
    write["text"] = lambda: "\n".join("".join(span.text for span in line).rstrip() for line in lines) + "\n"
    if writing.is_stdout(wanted.out) or (wanted.out is None and kinds == ["json"] and wanted.json):
        writing.deliver(write, kinds, None, shown)
        return int(Exit.DONE)
    if wanted.out is None and "text" in kinds:
        shown.screen(lines)
        kinds = [kind for kind in kinds if kind != "text"]
    if kinds:
        suffix = "" if chosen == "team" else f"-{chosen}"
        stem = wanted.out or root / "reports" / f"{wanted.month}{suffix}"
        for path in writing.deliver_files(write, kinds, stem):
            runtime.tell("written", say("{file}", file=shown_path(path, Path.cwd())))
    return int(Exit.DONE)


def _writers(period: Period, speaker: Speaker, edition: writing.Two) -> dict[str, Callable[[], str]]:
    return {
        "json": lambda: to_json(period),
        "md": lambda: period_markdown(period, lang=speaker.lang, edition=edition),
        "html": lambda: period_html(period, lang=speaker.lang, edition=edition),
    }
