"""A short Markdown page for a run's summary or for one comment that is written over each time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.message import Message, quantity, say, say_n
from rex.render.comparison.view import comparing
from rex.render.flash import render_flash
from rex.render.markdown import escape
from rex.render.marker import marker
from rex.text.speaker import Speaker

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rex.model.comparison import Comparison
    from rex.model.gate import Judged, Suite
    from rex.model.retrospective import Retrospective
    from rex.render.marker import Kind

MOST_BYTES = 60_000
"""A comment on GitHub ends at 65,536 characters, a job's summary at a megabyte; one page serves both."""
STATES: dict[str, tuple[str, Message]] = {
    "crossed": ("✗", say("crossed")),
    "warned": ("!", say("warning")),
    "unknown": ("?", say("cannot be told")),
}
ORDER = tuple(STATES)


def summary(record: Retrospective, judged: Sequence[Suite], *, lang: str) -> str:
    """Write one session's page: the flash edition, and its gates."""
    speaker = Speaker(lang, record.session.timezone or "UTC")
    told = render_flash(record, lang=lang).rstrip("\n").split("\n")
    return page("review", record.session.client, told, judged, speaker)


def summary_of_all(client: str, judged: Sequence[Suite], speaker: Speaker) -> str:
    """Write the page of many sessions: how many there are, and the gates of all in one table."""
    head = say_n("{client}: {n} session", "{client}: {n} sessions", len(judged), client=client)
    fails = sum(suite.crossed for suite in judged)
    text = say_n("{k} of {n} crosses a gate.", "{k} of {n} cross a gate.", len(judged), k=quantity(fails, "count"))
    return page("reviews", client, [speaker.say(head), speaker.say(text)], judged, speaker)


def diff_summary(comparison: Comparison, judged: Sequence[Suite], speaker: Speaker) -> str:
    """Write the page of two sessions: what changed beyond the usual, by name, and the later one's gates."""
    read = comparing(comparison, speaker)
    rows = [f"{row.mark.sign} {row.title}: {row.before} → {row.after}, {row.mark.word}" for row in read.changed]
    told = [f"{read.client} · {read.title}", read.comparability.headline, read.counts, *rows]
    return page("diff", comparison.after.client, told, judged, speaker)


def page(kind: Kind, client: str, told: Sequence[str], suites: Sequence[Suite], speaker: Speaker) -> str:
    """Write the marker, a few plain lines and the gates, those that were crossed first; cut where it grows too long."""
    first, *rest = told
    lines = [marker(kind, client), f"### {escape(first)}", "", *(f"- {escape(line)}" for line in rest if line)]
    every = [one for suite in suites for one in suite.judged]
    rows = sorted(_open(suites), key=lambda row: ORDER.index(row[1].state))
    if rows:
        several = len(suites) > 1
        head = (*((say("Session"),) if several else ()), say("Gate"), say("State"), say("What is so"))
        lines += ["", f"| {' | '.join(speaker.say(one) for one in head)} |", f"|{' --- |' * len(head)}"]
        lines += [_row(speaker, suite.title if several else "", one) for suite, one in rows]
    if every:
        held, of = quantity(len(every) - len(rows), "count"), quantity(len(every), "count")
        lines += ["", speaker.say(say("{held} of {of} gates hold.", held=held, of=of))]
    return _cut(lines, speaker.say(say("More does not fit here; the report has all of it.")))


def _open(suites: Iterable[Suite]) -> Iterable[tuple[Suite, Judged]]:
    return ((suite, one) for suite in suites for one in suite.judged if one.state != "held")


def _row(speaker: Speaker, session: str, one: Judged) -> str:
    sign, word = STATES[one.state]
    cells = (f"`{one.kind}` {escape(one.name)}", f"{sign} {speaker.say(word)}", escape(speaker.say(one.says)))
    return f"| {' | '.join((escape(session), *cells) if session else cells)} |"


def _cut(lines: list[str], more: str) -> str:
    kept: list[str] = []
    size = len(more.encode()) + 2
    for line in lines:
        size += len(line.encode()) + 1
        if size > MOST_BYTES:
            return "\n".join([*kept, "", more]) + "\n"
        kept.append(line)
    return "\n".join(kept) + "\n"
