"""Give the sample sessions their people's answers: `python -m sample_sessions.generate.debriefs`.

The answers are written by hand in `debriefs.yaml`; this puts them through REX's own interview, so that
seals and the questions about moments are the real ones. It works on a copy of the workspace, session by
session, and brings back only the answers files.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from rex.render.jsonfile import to_json
from rex.store.atomic import write_text
from rex.store.workspace import Folder, sessions_of
from rex.text.speaker import Speaker
from rex.workflow.analysis import analyse
from rex.workflow.desk import lay_out
from rex.workflow.review import begin, reveal, review_without_asking
from rex.workflow.runtime import Runtime

HERE = Path(__file__).resolve().parent
SAMPLE = HERE.parent / "maison-verbena"


def main() -> None:
    """Interview everybody in the order of the sessions and copy the answers into the sample."""
    with (HERE / "debriefs.yaml").open(encoding="utf-8") as file:
        debriefs: list[dict[str, Any]] = yaml.safe_load(file)
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch) / "work"
        shutil.copytree(SAMPLE, work, ignore=shutil.ignore_patterns("answers", "*.retrospective*"))
        for folder in sessions_of(work):
            for debrief in debriefs:
                if debrief["session"] == folder.id:
                    _interview(folder, debrief)
            done = review_without_asking(lay_out(folder), [], _runtime(_last(folder)), Speaker("en", "Europe/Madrid"))
            write_text(folder.record, to_json(done.record))
        for file_made in sorted(work.glob("sessions/*/answers/*.yaml")):
            target = SAMPLE / file_made.relative_to(work)
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(file_made, target)
            print(target.relative_to(SAMPLE))  # noqa: T201 - a generator says what it made


def _last(folder: Folder) -> str:
    end = folder.session().end
    if end is None:
        raise ValueError(folder.id)
    return end.isoformat()


def _runtime(now: str) -> Runtime:
    return Runtime(datetime.fromisoformat(now), lambda n: b"\0" * n)


def _interview(folder: Folder, debrief: dict[str, Any]) -> None:
    desk = lay_out(folder)
    speaker = Speaker(debrief["language"], desk.session.timezone or "UTC")
    sealed = _runtime(debrief["sealed"])
    interview = begin(desk, debrief["person"], sealed, speaker)
    interview.draft = interview.draft.model_copy(update={"role": debrief["role"]})
    for question, value in debrief["blind"].items():
        asked = interview.find(question)
        if asked is None:
            continue
        interview.answer(question, asked.default if value == {"default": True} else value)
    interview.seal()
    if not debrief["seen"]:
        return
    seen = _runtime(debrief["seen"])
    analysis = analyse(folder, desk.session, seen)
    interview = reveal(desk, interview, analysis, replace(seen), speaker)
    for question, value in debrief.get("later", {}).items():
        if interview.find(question) is None:
            print(f"not asked: {folder.id} {question}")  # noqa: T201 - somebody should look at it
            continue
        interview.answer(question, value)


if __name__ == "__main__":
    main()
