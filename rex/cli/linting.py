"""How `rex questionnaire lint` talks: each doubt with its place, why it matters, and what helps."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from rex.model.message import quantity, say, say_n

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.cli.console import Console
    from rex.text.speaker import Speaker
    from rex.workflow.linting import Looked


def tell(looked: Sequence[Looked], shown: Console, speaker: Speaker) -> None:
    """Show each set in a line, and what is doubtful in it below."""
    for one in looked:
        head = say_n(
            "{set}: {n} question, {quick} points quick, {full} in full",
            "{set}: {n} questions, {quick} points quick, {full} in full",
            one.questions,
            set=one.set,
            quick=quantity(one.quick_points, "count"),
            full=quantity(one.full_points, "count"),
        )
        shown.show([[(speaker.say(head), "bold")]])
        for doubt in one.doubts:
            shown.show([[("  ? ", "unknown"), (f"{doubt.file}:{doubt.line}  {doubt.question}  {doubt.rule}", "")]])
            for text, style in ((doubt.what, ""), (f"{speaker.say(doubt.why)} {speaker.say(doubt.todo)}", "dim")):
                shown.show([[("    " + line, style)] for line in wrap(text, shown.width - 4)])
    found = sum(len(one.doubts) for one in looked)
    if found:
        shown.talk((speaker.say(say_n("{n} thing is doubtful.", "{n} things are doubtful.", found)), "bold"))
    else:
        shown.talk((speaker.say(say("Nothing is doubtful; every path was walked.")), ""))


def document(looked: Sequence[Looked]) -> dict[str, object]:
    """Give the document of `rex questionnaire lint --json`."""
    return {
        "sets": [
            {
                "set": one.set,
                "questions": one.questions,
                "quick_points": one.quick_points,
                "full_points": one.full_points,
                "doubts": [
                    {
                        "rule": doubt.rule,
                        "question": doubt.question or None,
                        "file": doubt.file,
                        "line": doubt.line,
                        "what": doubt.what,
                        "why": doubt.why,
                        "todo": doubt.todo,
                    }
                    for doubt in one.doubts
                ],
            }
            for one in looked
        ]
    }
