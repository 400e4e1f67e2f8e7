"""A short Markdown page for a run's summary or for one comment that is written over each time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.message import Message, quantity, say
from rex.render.flash import render_flash
from rex.render.markdown import MARKER, escape
from rex.render.reading import Reading, slug
from rex.text.speaker import Speaker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.model.gate import Judged
    from rex.model.retrospective import Retrospective

MOST_BYTES = 60_000
"""A comment on GitHub ends at 65,536 characters, a job's summary at a megabyte; one page serves both."""
STATES: dict[str, tuple[str, Message]] = {
    "crossed": ("✗", say("crossed")),
    "warned": ("!", say("warning")),
    "unknown": ("?", say("cannot be told")),
}
ORDER = tuple(STATES)


def summary(record: Retrospective, judged: Sequence[Judged], *, lang: str) -> str:
    """Write the marker, the flash edition and the gates, those that were crossed first; cut where it grows too long."""
    reading = Reading(record, Speaker(lang, record.session.timezone or "UTC"), "flash")
    first, *rest = render_flash(record, lang=lang).rstrip("\n").split("\n")
    lines = [
        MARKER.format(id=slug(record.session.id)),
        f"### {escape(first)}",
        "",
        *(f"- {escape(line)}" for line in rest),
    ]
    open_ = sorted((one for one in judged if one.state != "held"), key=lambda one: ORDER.index(one.state))
    if open_:
        head = (say("Gate"), say("State"), say("What is so"))
        lines += ["", f"| {' | '.join(reading.tell(one) for one in head)} |", "| --- | --- | --- |"]
        lines += [_row(reading, one) for one in open_]
    if judged:
        held, of = quantity(len(judged) - len(open_), "count"), quantity(len(judged), "count")
        lines += ["", reading.tell(say("{held} of {of} gates hold.", held=held, of=of))]
    return _cut(lines, reading.tell(say("More does not fit here; the report has all of it.")))


def _row(reading: Reading, one: Judged) -> str:
    sign, word = STATES[one.state]
    cells = (f"`{one.kind}` {escape(one.name)}", f"{sign} {reading.tell(word)}", escape(reading.tell(one.says)))
    return f"| {' | '.join(cells)} |"


def _cut(lines: list[str], more: str) -> str:
    kept: list[str] = []
    size = len(more.encode()) + 2
    for line in lines:
        size += len(line.encode()) + 1
        if size > MOST_BYTES:
            return "\n".join([*kept, "", more]) + "\n"
        kept.append(line)
    return "\n".join(kept) + "\n"
