"""Screens that belong to the command line alone: files and rows, lists, the doctor. Lines of (text, style)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from rex.model.message import quantity, say
from rex.text.width import fit
from rex.text.width import pad_right as pad
from rex.workflow.assembling import outside_said, skew_said, twice_said
from rex.workflow.inspecting import analyses, missing_files, possible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rex.model.source import Coverage, Source
    from rex.text.speaker import Speaker
    from rex.workflow.inspecting import Inspection

Line = list[tuple[str, str]]

_FULL = 80
"""From this width on, files, readers and numbers stand side by side."""
_FILE_CELLS = 28
_READER_CELLS = 20
_NUMBER_CELLS, _NARROW_NUMBER_CELLS = 10, 8


def inspection(seen: Inspection, speaker: Speaker, width: int, *, why: bool, plain: bool = False) -> Iterator[Line]:
    """Show file by file what it is, what was set aside and why, the clocks, the coverage, and what can be computed."""
    yield from _wrapped(seen.session.title + _when(seen, speaker), width, "bold")
    yield []
    yield from _files(seen, speaker, width, why=why)
    yield from _set_aside(seen.imported.sources, speaker, width)
    yield from _twice(seen, speaker, width)
    yield from _clocks(seen, speaker, width)
    yield from _problems(seen, speaker, width)
    if seen.coverage and plain:
        yield from _coverage_in_words(seen.coverage, speaker, width)
    elif seen.coverage:
        yield from _coverage(seen.coverage, speaker, width)
    for doubt in outside_said(seen.coverage):
        yield from _wrapped("? " + speaker.say(doubt), width, "unknown")
        yield []
    yield from _can_be_computed(seen, speaker, width)


def _when(seen: Inspection, speaker: Speaker) -> str:
    session = seen.session
    if session.start is None or session.end is None:
        return " · " + speaker.t("start and end unknown (session.yaml)")
    day, start, end = speaker.f.date(session.start), speaker.f.clock(session.start), speaker.f.clock(session.end)
    return f" · {day} · {start} – {end} {session.timezone or ''}"


def _files(seen: Inspection, speaker: Speaker, width: int, *, why: bool) -> Iterator[Line]:
    # A narrow window has no room for who read a file; `--why` says it there.
    reader = _READER_CELLS if width >= _FULL else 0
    cell = _NUMBER_CELLS if width >= _FULL else _NARROW_NUMBER_CELLS
    name_cells = min(_FILE_CELLS, width - 2 - reader - 3 * cell)

    def row(file: str, importer: str) -> str:
        return "  " + pad(fit(file, name_cells - 1), name_cells) + pad(fit(importer, reader - 1), reader)

    heads = (speaker.t("rows"), speaker.t("kept"), speaker.t("set aside"))
    yield [(row(speaker.t("file"), speaker.t("read by")), "dim"), (_numbers(heads, cell), "dim")]
    for source in seen.imported.sources:
        counts = [speaker.f.count(n) for n in (source.rows_read, source.rows_kept, source.rows_set_aside)]
        yield [(row(source.file, source.importer), ""), (_numbers(counts, cell), "")]
        if why or source.status == "unverified":
            yield from _wrapped("    " + source.why, width, "dim")
        if source.shape:
            yield from _wrapped("    " + " ".join(speaker.say(says) for says in source.shape), width, "dim")
        if source.status == "unverified":
            yield from _unverified(source, seen, speaker, width)
    if len(seen.imported.sources) > 1:
        totals = [
            sum(getattr(s, f) for s in seen.imported.sources) for f in ("rows_read", "rows_kept", "rows_set_aside")
        ]
        label = pad(fit(speaker.t("all files that were read"), name_cells + reader), name_cells + reader)
        yield [("  " + label, ""), (_numbers([speaker.f.count(n) for n in totals], cell), "bold")]
    for item in seen.imported.unrecognised:
        room = width - 4 - len(speaker.t("not read"))
        yield [("? ", "unknown"), (fit(item.file, room) + "  ", ""), (speaker.t("not read"), "unknown")]
        yield from _wrapped("    " + speaker.say(item.why), width)
    yield []


def _unverified(source: Source, seen: Inspection, speaker: Speaker, width: int) -> Iterator[Line]:
    """Say that nobody has seen a real file of this kind yet, and show the first rows as they were read."""
    text = say("No real file of this kind was seen yet. Compare these rows with the file:")
    yield from _wrapped("  ? " + speaker.say(text), width, "unknown")
    for row in seen.samples.get(source.file, ()):
        told = "; ".join(f"{name} {value}" for name, value in row.items())
        yield from _wrapped("      " + told, width)


def _numbers(cells: Sequence[str], room: int) -> str:
    return "".join(f"{fit(cell, room - 1):>{room}}" for cell in cells)


def _counted(n: int, says: str, file: str, speaker: Speaker, width: int) -> Iterator[Line]:
    """Show how many rows had which fate in which file; in a narrow window over several lines."""
    if width >= _FULL:
        yield [(f"  {speaker.f.count(n):>7}  {pad(fit(says, 39), 40)} {fit(file, 28)}", "")]
    else:
        yield from _wrapped(f"  {speaker.f.count(n)}  {says}: {file}", width)


def _set_aside(sources: Sequence[Source], speaker: Speaker, width: int) -> Iterator[Line]:
    rows = [(n, reason, s.file) for s in sources for reason, n in s.reasons.items()]
    if rows:
        yield [(speaker.t("Set aside, and why"), "bold")]
        for n, reason, file in sorted(rows, key=lambda row: -row[0]):
            yield from _counted(n, speaker.t(REASONS[reason]), file, speaker, width)
        yield []
    marks = [(n, mark, s.file) for s in sources for mark, n in s.marked.items()]
    if marks:
        yield [(speaker.t("Kept, but marked"), "bold")]
        for n, mark, file in sorted(marks, key=lambda row: -row[0]):
            yield from _counted(n, speaker.t(MARKED[mark]), file, speaker, width)
        yield []


def _twice(seen: Inspection, speaker: Speaker, width: int) -> Iterator[Line]:
    """Say which of the kept rows stand in two files: they count once."""
    for says in twice_said(seen.twice):
        yield from _wrapped("  " + speaker.say(says), width)
    if seen.twice:
        yield []


def _clocks(seen: Inspection, speaker: Speaker, width: int) -> Iterator[Line]:
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
        span = _span(source, seen, speaker)
        if width >= _FULL:
            yield [(mark, "unknown"), (pad(fit(source.file, _FILE_CELLS), _FILE_CELLS + 2) + text, "")]
            yield [("  " + pad("", _FILE_CELLS + 2) + span, "dim")]
        else:
            yield from _wrapped(f"{mark}{source.file}: {text}, {span}", width)
    if seen.skew is not None:
        mark = "  " if seen.skew.fits else "? "
        yield from _wrapped(mark + speaker.say(skew_said(seen.skew)), width)
    yield []


def _span(source: Source, seen: Inspection, speaker: Speaker) -> str:
    """Say from when to when a file's rows run, on the clock of the show, with the day where it is another one."""
    told = [text for text in (source.first, source.last) if text is not None]
    instants = [datetime.fromisoformat(text) for text in told if text.endswith("Z")]
    start = seen.session.start
    same = start is not None and all(speaker.f.date(instant) == speaker.f.date(start) for instant in instants)
    return " – ".join(dict.fromkeys(_moment(text, speaker, day=not same) for text in told))


def _moment(text: str, speaker: Speaker, *, day: bool) -> str:
    if text.endswith("Z"):
        instant = datetime.fromisoformat(text)
        clock = speaker.f.clock(instant)
        return f"{speaker.f.date(instant)} {clock}" if day else clock
    if "T" in text:
        return text.replace("T", " ")
    return speaker.say(say("{time}", time=quantity(float(text), "offset")))


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
    room = max(16, width - 24)
    per_cell = -(-minutes // room)
    head = f"{speaker.t('Coverage of the show')}: {per_cell} {speaker.t('min a sign')}; · {speaker.t('nothing there')}"
    yield from _wrapped(head, width, "bold")
    for entry in coverage:
        cells = "".join(
            "█" if any(entry.present[at : at + per_cell]) else "·" for at in range(0, len(entry.present), per_cell)
        )
        outside = f"{entry.before:>5} {cells} {entry.after}"
        yield [("  " + pad(speaker.t(TABLES[entry.table]), 9), ""), (outside, "")]
    yield from _wrapped("  " + speaker.t("left: rows before the start; right: rows after the end"), width, "dim")
    yield []


def _coverage_in_words(coverage: Sequence[Coverage], speaker: Speaker, width: int) -> Iterator[Line]:
    """Say the coverage, for who hears the screen."""
    yield [(speaker.t("Coverage of the show"), "bold")]
    text = "{table}: {present} of {minutes} minutes; {before} rows before the start, {after} after the end"
    for entry in coverage:
        told = say(
            text,
            table=speaker.t(TABLES[entry.table]),
            present=quantity(sum(entry.present), "count"),
            minutes=quantity(len(entry.present), "count"),
            before=quantity(entry.before, "count"),
            after=quantity(entry.after, "count"),
        )
        yield from _wrapped("  " + speaker.say(told), width)
    yield []


def _can_be_computed(seen: Inspection, speaker: Speaker, width: int) -> Iterator[Line]:
    if not seen.anchored:
        yield [("? ", "unknown"), (speaker.t("No number can be placed before start and end are known."), "")]
        yield from _wrapped("  " + speaker.t("Write them into session.yaml, or run rex review in a terminal."), width)
        return
    can, cannot = possible(seen)
    total = speaker.f.count(len(can) + len(cannot))
    yield [(speaker.t("Can be computed"), "bold"), (f"  {speaker.f.count(len(can))} / {total} KPI", "")]
    yield from _wrapped("  " + speaker.f.listing([speaker.t(measure.title) for measure in can]), width)
    reasons: dict[str, list[str]] = {}
    for measure in cannot:
        why = "" if measure.why is None else speaker.say(measure.why)
        reasons.setdefault(why, []).append(speaker.t(measure.title))
    for why, titles in reasons.items():
        yield from _wrapped(f"  ? {', '.join(titles)}: {why}", width)
    yield []
    yield [(speaker.t("Also possible"), "bold")]
    for says, there in analyses(seen):
        yield from _wrapped(f"  {'+' if there else '?'} {speaker.say(says)}", width)
    wanting = missing_files(seen)
    if wanting:
        yield []
        yield [(speaker.t("What would make more possible"), "bold")]
        for says in wanting:
            yield from _wrapped("  " + speaker.say(says), width)


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
    "presence": N_("visits"),
    "reactions": N_("reactions"),
    "cues": N_("cues"),
    "survey": N_("survey"),
    "tickets": N_("tickets"),
}
