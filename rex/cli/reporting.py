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

    from rex.cli.console import Console
    from rex.config.workspace import WorkspaceSettings
    from rex.model.comparison import Period
    from rex.render.terminal.lines import Line
    from rex.text.speaker import Speaker
    from rex.workflow.runtime import Runtime

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


@dataclass(frozen=True)
class Reporting:
    """One run of `rex report`, laid out before any record is read."""

    wanted: Wanted
    shown: Console
    root: Path
    settings: WorkspaceSettings
    speaker: Speaker
    runtime: Runtime
    edition: writing.Two
    kinds: list[str]

    @classmethod
    def of(cls, wanted: Wanted) -> Reporting:
        """Find the workspace, and read what was wanted; raises UsageError at what does not exist."""
        shown = edge.console()
        root, settings = workspace_at(wanted.workspace)
        speaker = edge.speaker_for(wanted.lang, settings.language, settings.timezone)
        return cls(
            wanted=wanted,
            shown=shown,
            root=root,
            settings=settings,
            speaker=speaker,
            runtime=edge.runtime(wanted.now, shown, speaker),
            edition=writing.edition_of_period(wanted.edition),
            kinds=["json"] if wanted.json else writing.formats(wanted.formats, ("text", *FILES)),
        )

    @property
    def to_stdout(self) -> bool:
        """Tell whether one document goes to stdout instead of files."""
        out = self.wanted.out
        return writing.is_stdout(out) or (out is None and self.wanted.json)

    @property
    def on_screen(self) -> bool:
        """Tell whether the text is shown on the screen, beside the files."""
        return not self.to_stdout and self.wanted.out is None and "text" in self.kinds

    def read(self) -> Period:
        """Read the month in the edition that was asked for."""
        found = month_of(self.root, self.wanted.month, self.speaker.lang, self.runtime)
        return strip_period_for_client(found) if self.edition == "client" else found

    def lines(self, period: Period, speaker: Speaker | None = None) -> list[Line]:
        """Draw the month for the screen."""
        return period_lines(period, speaker or self.speaker, self.shown.width, plain=self.shown.plain)

    def deliver(self, period: Period, *, was_shown: bool = False) -> None:
        """Print and write what was asked for; `was_shown` tells that the text stands on the screen already."""
        write = _writers(period, self.speaker, self.edition)
        write["text"] = lambda: _text(self.lines(period))
        if self.to_stdout:
            writing.deliver(write, self.kinds, None, self.shown)
            return
        kinds = self.kinds
        if self.on_screen:
            if not was_shown:
                self.shown.screen(self.lines(period))
            kinds = [kind for kind in kinds if kind != "text"]
        if kinds:
            for path in writing.deliver_files(write, kinds, self._stem()):
                self.runtime.tell("written", say("{file}", file=shown_path(path, Path.cwd())))

    def _stem(self) -> Path:
        suffix = "" if self.edition == "team" else f"-{self.edition}"
        return self.wanted.out or self.root / "reports" / f"{self.wanted.month}{suffix}"


def report(wanted: Wanted) -> int:
    """Write the month in the formats that were asked for; by default all files, and the text on the screen."""
    run = Reporting.of(wanted)
    run.deliver(run.read())
    return int(Exit.DONE)


def _text(lines: list[Line]) -> str:
    return "\n".join("".join(span.text for span in line).rstrip() for line in lines) + "\n"


def _writers(period: Period, speaker: Speaker, edition: writing.Two) -> dict[str, Callable[[], str]]:
    return {
        "json": lambda: to_json(period),
        "md": lambda: period_markdown(period, lang=speaker.lang, edition=edition),
        "html": lambda: period_html(period, lang=speaker.lang, edition=edition),
    }
