"""Writing a period's report: on the screen, and as files in `reports/`."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from rex.cli import edge, writing
from rex.cli.gating import Gating
from rex.cli.indexing import write_index
from rex.cli.shown_path import shown_path
from rex.errors import Exit
from rex.model.message import say
from rex.render.jsonfile import to_json
from rex.render.period.client import strip_period_for_client
from rex.render.period.flash import period_flash
from rex.render.period.html import period_html
from rex.render.period.lines import period_lines
from rex.render.period.markdown import period_markdown
from rex.workflow.periods import period_of, workspace_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from rex.cli.console import Console
    from rex.config.workspace import WorkspaceSettings
    from rex.model.comparison import Period
    from rex.render.pdf.look import Look
    from rex.render.terminal.lines import Line
    from rex.text.speaker import Speaker
    from rex.workflow.runtime import Runtime
    from rex.workflow.spans import Span

FILES = ("json", "md", "html")


@dataclass(frozen=True)
class Wanted:
    """What was asked of `rex report`."""

    workspace: Path
    span: Span
    edition: str
    formats: str | None
    out: Path | None
    lang: str | None
    now: str | None
    json: bool
    gating: Gating = field(default_factory=Gating)


@dataclass(frozen=True)
class Reporting:
    """One run of `rex report`, laid out before any record is read."""

    wanted: Wanted
    shown: Console
    root: Path
    settings: WorkspaceSettings
    speaker: Speaker
    runtime: Runtime
    edition: str
    kinds: list[str]
    look: Look | None

    @classmethod
    def of(cls, wanted: Wanted) -> Reporting:
        """Find the workspace, and read what was wanted; raises UsageError at what does not exist."""
        shown = edge.console()
        root, settings = workspace_at(wanted.workspace)
        wanted.gating.demand(root)
        speaker = edge.speaker_for(wanted.lang, settings.language, settings.timezone)
        edition = writing.edition_of(wanted.edition)
        kinds = ["json"] if wanted.json else _kinds(wanted)
        return cls(
            wanted=wanted,
            shown=shown,
            root=root,
            settings=settings,
            speaker=speaker,
            runtime=edge.runtime(wanted.now, shown, speaker),
            edition=edition,
            kinds=kinds,
            look=writing.look_for(kinds, edition, root),
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
        """Read the period in the edition that was asked for."""
        found = period_of(self.root, self.wanted.span, self.speaker.lang, self.runtime)
        return found if self.edition == "team" else strip_period_for_client(found)

    def lines(self, period: Period, speaker: Speaker | None = None) -> list[Line]:
        """Draw the month for the screen."""
        return period_lines(period, speaker or self.speaker, self.shown.width, plain=self.shown.plain)

    def deliver(self, period: Period, *, was_shown: bool = False) -> None:
        """Print and write what was asked for; `was_shown` tells that the text stands on the screen already."""
        write = _writers(period, self.speaker, self.edition, self.look)
        write.setdefault("text", lambda: _text(self.lines(period)))
        if self.to_stdout:
            writing.deliver(write, self.kinds, None, self.shown)
            return
        kinds = self.kinds
        if self.on_screen:
            if not was_shown:
                self._show(period)
            kinds = [kind for kind in kinds if kind != "text"]
        if kinds:
            for path in writing.deliver_files(write, kinds, self._stem()):
                self._tell_written(path)
            if self.wanted.out is None:
                self._tell_written(write_index(self.root, self.settings, self.wanted.lang))

    def _tell_written(self, path: Path) -> None:
        self.runtime.tell("written", say("{file}", file=shown_path(path, Path.cwd())))

    def gates(self, found: Period) -> int:
        """Judge the sessions of the period by their gates, once the report is written; gives the exit code."""
        gating = self.wanted.gating
        if not gating.asked:
            return int(Exit.DONE)
        from rex.render.ci.summary import page
        from rex.workflow.gating import judged_span

        suites = judged_span(self.root, self.wanted.span, gating.judged)
        told = period_flash(found, self.speaker.lang).rstrip("\n").split("\n")
        return gating.told(
            suites,
            self.shown,
            self.speaker,
            int(Exit.DONE),
            lambda: page("period", found.client, told, suites, self.speaker),
        )

    def _show(self, period: Period) -> None:
        if self.edition == "flash":
            self.shown.text(period_flash(period, self.speaker.lang).rstrip("\n"))
        else:
            self.shown.screen(self.lines(period))

    def _stem(self) -> Path:
        suffix = "" if self.edition == "team" else f"-{self.edition}"
        return self.wanted.out or self.root / "reports" / f"{self.wanted.span.name}{suffix}"


def report(wanted: Wanted) -> int:
    """Write the month in the formats that were asked for; by default all files, and the text on the screen."""
    run = Reporting.of(wanted)
    found = run.read()
    run.deliver(found)
    return run.gates(found)


def index_alone(workspace: Path, lang: str | None) -> int:
    """Write the index page of a workspace, and nothing else."""
    root, settings = workspace_at(workspace)
    edge.console().text(shown_path(write_index(root, settings, lang), Path.cwd()))
    return int(Exit.DONE)


def _kinds(wanted: Wanted) -> list[str]:
    """Read the formats; the flash edition is plain text alone, unless another one is named."""
    default = ("text",) if wanted.edition == "flash" else ("text", *FILES)
    return writing.formats(wanted.formats, default, writing.OF_A_RECORD)


def _text(lines: list[Line]) -> str:
    return "\n".join("".join(span.text for span in line).rstrip() for line in lines) + "\n"


def _writers(period: Period, speaker: Speaker, name: str, look: Look | None) -> dict[str, Callable[[], str | bytes]]:
    if name == "flash":
        return {
            "json": lambda: to_json(period),
            **dict.fromkeys(("text", "md"), lambda: period_flash(period, speaker.lang)),
        }
    edition = writing.two_editions(name)
    return {
        "json": lambda: to_json(period),
        "md": lambda: period_markdown(period, lang=speaker.lang, edition=edition),
        "html": lambda: period_html(period, lang=speaker.lang, edition=edition),
        "pdf": lambda: _pdf(period, speaker, edition, look),
    }


def _pdf(period: Period, speaker: Speaker, edition: writing.Two, look: Look | None) -> bytes:
    from rex.render.pdf.look import Look
    from rex.render.pdf.period import render_period_pdf

    return render_period_pdf(period, lang=speaker.lang, edition=edition, look=look or Look())
