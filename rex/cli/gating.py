"""`--fail-on`: judge a written record by its gates, tell what was crossed, and end with 1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from rex.errors import Exit, UsageError
from rex.model.gate import GateKind
from rex.store.atomic import write_text

if TYPE_CHECKING:
    from pathlib import Path

    from rex.cli.console import Console
    from rex.model.gate import Judged
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

    def end(self, record: Retrospective, folder: Path, shown: Console, speaker: Speaker, code: int) -> int:
        """Judge, tell, write; gives the exit code, which a crossed gate raises from 0 to 1.

        Without `--fail-on` everything is judged and written, and nothing fails.
        """
        if not self.asked:
            return code
        from rex.workflow.gating import judged_by_gates

        judged = judged_by_gates(record, folder, self.kinds or KINDS)
        self._write(record, judged, speaker)
        if not self.kinds:
            return code
        for one in judged:
            if one.state in _MARKS:
                sign, style = _MARKS[one.state]
                shown.talk((sign, style), (f"{one.kind} {one.name}  ", "bold"), (speaker.say(one.says), ""))
        crossed = any(one.state == "crossed" for one in judged)
        return int(Exit.GATE) if crossed and code == int(Exit.DONE) else code

    def _write(self, record: Retrospective, judged: tuple[Judged, ...], speaker: Speaker) -> None:
        if self.junit is not None:
            from rex.render.ci.junit import junit

            write_text(self.junit, junit(record, judged, speaker))
        if self.summary is not None:
            from rex.render.ci.summary import summary

            before = self.summary.read_text(encoding="utf-8") if self.summary.exists() else ""
            write_text(self.summary, before + summary(record, judged, lang=speaker.lang))
