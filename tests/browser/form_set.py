"""A made set with every kind of question, and a workspace in which it is asked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from rex.store.workspace import find_session
from rex.workflow.desk import Desk, lay_out
from tests.fixtures.workspace import make

if TYPE_CHECKING:
    from pathlib import Path

SESSION = "2026-11-20-small-show"


def words(text: str) -> dict[str, str]:
    """Give a text in three languages that can be told apart."""
    return {"en": text, "es": f"{text} (es)", "fr": f"{text} (fr)"}


def choice(name: str, **more: Any) -> dict[str, Any]:
    """Give a choice called by its id."""
    return {"id": name, "label": words(f"choice {name}"), **more}


def question(name: str, kind: str, *, phase: str = "blind", **more: Any) -> dict[str, Any]:
    """Give a question called by its id."""
    return {
        "id": f"made.{name}",
        "type": kind,
        "phase": phase,
        "points": 1,
        "label": words(f"What of {name}?"),
        "short": words(name.capitalize()),
        **more,
    }


ABC = [choice("a"), choice("b"), choice("c")]
STEPS = [choice(str(n), label=words(f"step {n}")) for n in range(1, 6)]
QUESTIONS: list[dict[str, Any]] = [
    question("hello", "note"),
    question("text", "text", limits={"longest": 60}),
    question("long", "long_text"),
    question("sure", "confirm", default="'as planned'"),
    question("pick", "select", choices=ABC),
    question("only_b", "text", when="made.pick == 'b' and not (made.text == 'no')"),
    question("many", "multiselect", choices=[*ABC, choice("none", alone=True)], limits={"most": 2}, shuffle=True),
    question(
        "barred",
        "select",
        choices=[choice("x"), choice("y", disabled_if="made.pick == 'b'", reason=words("b was chosen"))],
    ),
    question("scale", "likert", choices=STEPS),
    question("nps", "nps", choices=[choice("0"), choice("10")]),
    question("order", "rank", choices=ABC),
    question("number", "number", limits={"low": -10, "high": 1000000}),
    question("int", "int", not_applicable=True),
    question("money", "money"),
    question("percent", "percent"),
    question("range", "forecast"),
    question("day", "date"),
    question("minute", "time_in_show"),
    question("moment", "moment_text"),
    question("told", "explained_choice", choices=ABC),
    question("product", "product"),
    question("person", "person"),
    question("held", "number", validate=[{"holds": "value > 5", "message": words("More than five is needed.")}]),
    question("first", "text", mixed="pair"),
    question("second", "text", mixed="pair"),
    question("whisper", "text", anonymity="anonymous"),
    question("peak", "text", phase="reveal", about="top_peak"),
    question("act", "action", phase="commit", choices_from="kpis", repeat={"most": 2, "counted": 1}),
    question("later", "text", phase="commit", when="made.peak"),
    question("again", "text", phase="commit", about="top_peak"),
    question("high", "text", phase="commit", when="made.score == true"),
    {**question("score", "computed"), "compute": "made.nps >= 9"},
]


def written(root: Path, questions: list[dict[str, Any]] | None = None, **more: Any) -> Path:
    """Make a workspace whose set `made` has these questions; gives the session's folder."""
    *_, folder = make(root, 1, exports=False)
    text = (folder / "session.yaml").read_text(encoding="utf-8")
    if "hosts:" not in text:
        (folder / "session.yaml").write_text(text + "\nhosts: [Nerea, Iker]\n", encoding="utf-8")
    made = {"set": "made", "version": 3, "role": "made", "title": words("Made"), **more}
    made["questions"] = questions or QUESTIONS
    (root / "questionnaires").mkdir(exist_ok=True)
    (root / "questionnaires" / "made.yaml").write_text(json.dumps(made), encoding="utf-8")
    return folder


def desk(root: Path, name: str = "made") -> Desk:
    """Lay out the session for a set."""
    return lay_out(find_session("last", root), name)
