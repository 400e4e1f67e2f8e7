"""`--fail-on`: judge written records by their gates, tell what was crossed, and end with 1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from rex.errors import Exit, UsageError
from rex.model.gate import GateKind
from rex.store.atomic import write_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from rex.cli.console import Console
    from rex.model.gate import Suite
    from rex.model.retrospective import Retrospective
    from rex.text.speaker import Speaker

KINDS: tuple[GateKind, ...] = get_args(GateKind)
_MARKS: dict[str, tuple[str, Literal["worse", "changed", "unknown"]]] = {
    "crossed": ("✗ ", "worse"),
    "warned": ("! ", "changed"),
    "unknown": ("? ", "unknown"),
}


@dataclass(frozen=True, slots=True)
class Gating:
    """Which kinds of gates fail this run, and where their outcome is written besides."""

    kinds: tuple[GateKind, ...] = ()
    junit: Path | None = None
    summary: Path | None = None

    @classmethod
    def of(cls, fail_on: str | None, junit: Path | None, summary: Path | None) -> Gating:
        """Read `--fail-on kpi,checks`; raises UsageError at a kind that does not exist."""
        wanted = [part.strip() for part in (fail_on or "").split(",") if part.strip()]
        unknown = [part for part in wanted if part not in KINDS]
        if unknown or (fail_on is not None and not wanted):
            name = unknown[0] if unknown else ""
            todo = f"Gates: {', '.join(KINDS)}; several with commas. rex explain gates says what each demands."
            raise UsageError(f'--fail-on "{name}" is no gate.', todo=todo, kept="")
        return cls(tuple(kind for kind in KINDS if kind in wanted), junit, summary)

    @property
    def asked(self) -> bool:
        """Tell whether anything has to be judged at all."""
        return bool(self.kinds or self.junit or self.summary)

    def demand(self, path: Path) -> None:
        """Refuse a gate of no KPI before anything is done; `path` is a session folder or a workspace."""
        if self.asked:
            from rex.workflow.gating import demand_gates

            demand_gates(path)

    def end(self, record: Retrospective, folder: Path, shown: Console, speaker: Speaker, code: int) -> int:
        """Judge one session's record; see `told`."""
        if not self.asked:
            return code
        from rex.render.ci.summary import summary

        suites = self.of_session(record, folder)
        return self.told(suites, shown, speaker, code, lambda: summary(record, suites, lang=speaker.lang))

    def of_session(self, record: Retrospective, folder: Path) -> tuple[Suite, ...]:
        """Judge the record of a session folder."""
        from rex.workflow.gating import judged_by_gates

        return (judged_by_gates(record, folder, self.judged),)

    @property
    def judged(self) -> tuple[GateKind, ...]:
        """Give the kinds that are judged: those that fail the run, or all where none does."""
        return self.kinds or KINDS

    def told(
        self, suites: Sequence[Suite], shown: Console, speaker: Speaker, code: int, page: Callable[[], str]
    ) -> int:
        """Tell and write; gives the exit code, which a crossed gate raises from 0 to 1.

        Without `--fail-on` everything is judged and written, and nothing fails.
        """
        self._write(suites, speaker, page)
        if not self.kinds:
            return code
        for suite in suites:
            for one in suite.judged:
                if one.state in _MARKS:
                    sign, style = _MARKS[one.state]
                    whose = f"{suite.name}  " if len(suites) > 1 else ""
                    name = f"{whose}{one.kind} {one.name}  "
                    shown.talk((sign, style), (name, "bold"), (speaker.say(one.says), ""))
        crossed = any(suite.crossed for suite in suites)
        return int(Exit.GATE) if crossed and code == int(Exit.DONE) else code

    def _write(self, suites: Sequence[Suite], speaker: Speaker, page: Callable[[], str]) -> None:
        if self.junit is not None:
            from rex.render.ci.junit import junit

            write_text(self.junit, junit(suites, speaker))
        if self.summary is not None:
            before = self.summary.read_text(encoding="utf-8") if self.summary.exists() else ""
            write_text(self.summary, before + page())
