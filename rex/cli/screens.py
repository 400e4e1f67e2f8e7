"""Screens that belong to the command line alone: files and rows, lists, the doctor. Lines of (text, style)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.text.width import fit
from rex.text.width import pad_right as pad
from rex.workflow.inspecting import possible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rex.model.source import Coverage, Source
    from rex.text.speaker import Speaker
    from rex.workflow.inspecting import Inspection

Line = list[tuple[str, str]]

_FILE_CELLS = 28
_READER_CELLS = 20


def inspection(seen: Inspection, speaker: Speaker, width: int, *, why: bool) -> Iterator[Line]:
    """Show file by file what it is, what was set aside and why, the clocks, the coverage, and what can be computed."""
    yield [(seen.session.title, "bold"), (_when(seen, speaker), "")]
    yield []
    yield from _files(seen, speaker, width, why=why)
    yield from _set_aside(seen.imported.sources, speaker)
    yield from _clocks(seen, speaker)
    yield from _problems(seen, speaker, width)
    if seen.coverage:
        yield from _coverage(seen.coverage, speaker, width)
    yield from _can_be_computed(seen, speaker, width)


def _when(seen: Inspection, speaker: Speaker) -> str:
    session = seen.session
    if session.start is None or session.end is None:
        return " · " + speaker.t("start and end unknown (session.yaml)")
    day, start, end = speaker.f.date(session.start), speaker.f.clock(session.start), speaker.f.clock(session.end)
    return f" · {day} · {start} – {end} {session.timezone or ''}"


def _files(seen: Inspection, speaker: Speaker, width: int, *, why: bool) -> Iterator[Line]:
    heads = (speaker.t("file"), speaker.t("read by"), speaker.t("rows"), speaker.t("kept"), speaker.t("set aside"))
    yield [("  " + pad(heads[0], _FILE_CELLS) + pad(heads[1], _READER_CELLS), "dim"), (_numbers(heads[2:]), "dim")]
    for source in seen.imported.sources:
        counts = [speaker.f.count(n) for n in (source.rows_read, source.rows_kept, source.rows_set_aside)]
        name = pad(fit(source.file, _FILE_CELLS - 1), _FILE_CELLS) + pad(
            fit(source.importer, _READER_CELLS - 1), _READER_CELLS
        )
        yield [("  " + name, ""), (_numbers(counts), "")]
        if why:
            yield from _wrapped("    " + source.why, width, "dim")
    if len(seen.imported.sources) > 1:
        totals = [
            sum(getattr(s, f) for s in seen.imported.sources) for f in ("rows_read", "rows_kept", "rows_set_aside")
        ]
        label = pad(speaker.t("all files that were read"), _FILE_CELLS + _READER_CELLS)
        yield [("  " + label, ""), (_numbers([speaker.f.count(n) for n in totals]), "bold")]
    for item in seen.imported.unrecognised:
        yield [("? ", "unknown"), (fit(item.file, _FILE_CELLS) + "  ", ""), (speaker.t("not read"), "unknown")]
        yield from _wrapped("    " + speaker.say(item.why), width)
    yield []


def _numbers(cells: Sequence[str]) -> str:
    return "".join(f"{cell:>10}" for cell in cells)


def _set_aside(sources: Sequence[Source], speaker: Speaker) -> Iterator[Line]:
    rows = [(n, reason, s.file) for s in sources for reason, n in s.reasons.items()]
    if rows:
        yield [(speaker.t("Set aside, and why"), "bold")]
        for n, reason, file in sorted(rows, key=lambda row: -row[0]):
            yield [(f"  {speaker.f.count(n):>7}  {pad(speaker.t(REASONS[reason]), 40)} {fit(file, 28)}", "")]
        yield []
    marks = [(n, mark, s.file) for s in sources for mark, n in s.marked.items()]
    if marks:
        yield [(speaker.t("Kept, but marked"), "bold")]
        for n, mark, file in sorted(marks, key=lambda row: -row[0]):
            yield [(f"  {speaker.f.count(n):>7}  {pad(speaker.t(MARKED[mark]), 40)} {fit(file, 28)}", "")]
        yield []


def _clocks(seen: Inspection, speaker: Speaker) -> Iterator[Line]:
    clocked = [source for source in seen.imported.sources if source.clock is not None]
    if not clocked:
        return
    yield [(speaker.t("Clocks"), "bold")]
    for source in clocked:
        clock = source.clock
        if clock is None:
            continue
        text = speaker.t(CLOCKS[clock.kind])
        if clock.kind == "local":
            text += f": {clock.timezone or speaker.t('no zone known, review stops here')}"
        mark = "? " if clock.kind == "local" and clock.timezone is None else "  "
        yield [(mark, "unknown"), (pad(fit(source.file, _FILE_CELLS), _FILE_CELLS + 2) + text, "")]
    yield []


def _problems(seen: Inspection, speaker: Speaker, width: int) -> Iterator[Line]:
    if not seen.imported.issues:
        return
    yield [(speaker.t("Worth a look"), "bold")]
    for issue in seen.imported.issues[:10]:
        place = issue.file + (f", {speaker.t('line')} {issue.line}" if issue.line else "")
        yield from _wrapped(f"  {place}: {speaker.say(issue.problem)} {speaker.say(issue.did)}", width)
    if len(seen.imported.issues) > 10:
        yield [(f"  … {speaker.f.count(len(seen.imported.issues) - 10)} {speaker.t('more in the JSON')}", "dim")]
    yield []


def _coverage(coverage: Sequence[Coverage], speaker: Speaker, width: int) -> Iterator[Line]:
    minutes = max(len(entry.present) for entry in coverage)
    room = max(20, width - 24)
    per_cell = -(-minutes // room)
    yield [
        (
            speaker.t("Coverage of the show")
            + f": {per_cell} {speaker.t('min a sign')}; · {speaker.t('nothing there')}",
            "bold",
        )
    ]
    for entry in coverage:
        cells = "".join(
            "█" if any(entry.present[at : at + per_cell]) else "·" for at in range(0, len(entry.present), per_cell)
        )
        outside = f"{entry.before:>5} {cells} {entry.after}"
        yield [("  " + pad(speaker.t(TABLES[entry.table]), 9), ""), (outside, "")]
    yield [("  " + speaker.t("left: rows before the start; right: rows after the end"), "dim")]
    yield []


def _can_be_computed(seen: Inspection, speaker: Speaker, width: int) -> Iterator[Line]:
    if not seen.anchored:
        yield [("? ", "unknown"), (speaker.t("No number can be placed before start and end are known."), "")]
        yield from _wrapped("  " + speaker.t("Write them into session.yaml, or run rex review in a terminal."), width)
        return
    can, cannot = possible(seen)
    total = speaker.f.count(len(can) + len(cannot))
    yield [(speaker.t("Can be computed"), "bold"), (f"  {speaker.f.count(len(can))} / {total} KPI", "")]
    reasons: dict[str, list[str]] = {}
    for measure in cannot:
        why = "" if measure.why is None else speaker.say(measure.why)
        reasons.setdefault(why, []).append(speaker.t(measure.title))
    for why, titles in reasons.items():
        yield from _wrapped(f"  ? {', '.join(titles)}: {why}", width)


def _wrapped(text: str, width: int, style: str = "") -> Iterator[Line]:
    from textwrap import wrap

    indent = " " * (len(text) - len(text.lstrip()))
    for line in wrap(text.strip(), max(20, width - len(indent)), break_long_words=False, break_on_hyphens=False):
        yield [(indent + line, style)]


def N_(text: str) -> str:  # noqa: N802 - the field's own name for "translate this later"
    """Mark a sentence that is translated where it is used."""
    return text


REASONS = {
    "duplicate": N_("the same row, twice"),
    "title": N_("a title line"),
    "description": N_("a line that describes the columns"),
    "total": N_("a line of totals"),
    "blank": N_("nothing in it"),
    "private": N_("a private message"),
    "deleted": N_("deleted"),
    "system": N_("a line of the system"),
    "unreadable": N_("cannot be read"),
    "other": N_("something else"),
}
MARKED = {
    "bot": N_("written by a machine"),
    "host": N_("written by the host"),
    "moderator": N_("written by a moderator"),
    "deleted": N_("deleted on the platform"),
    "spam": N_("spam"),
    "giveaway": N_("part of a giveaway"),
    "cancelled": N_("cancelled orders' lines"),
    "unpaid": N_("orders not paid yet"),
}
CLOCKS = {
    "offset": N_("counts from the start of the show"),
    "utc": N_("tells its own instant"),
    "local": N_("wall clock without a zone"),
}
TABLES = {
    "chat": N_("chat"),
    "sales": N_("orders"),
    "viewers": N_("viewers"),
    "cues": N_("cues"),
    "survey": N_("survey"),
}
