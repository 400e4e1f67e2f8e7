"""Section 16: whether it can be run again, and what became of every row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.message import Message, quantity, say
from rex.render.blocks import Block, Bullets, Cell, Column, Prose, Row, Section, Table
from rex.render.sections.restated import restatements

if TYPE_CHECKING:
    from rex.model.source import Source
    from rex.render.reading import Reading

REASONS: dict[str, Message] = {
    "duplicate": say("duplicate: {n}"),
    "title": say("title line: {n}"),
    "description": say("description: {n}"),
    "total": say("total line: {n}"),
    "blank": say("blank: {n}"),
    "private": say("private: {n}"),
    "deleted": say("deleted: {n}"),
    "system": say("system line: {n}"),
    "unreadable": say("unreadable: {n}"),
    "other": say("other: {n}"),
}
FINGERPRINT = 12


def method(reading: Reading) -> Section:
    """Show files, rows, fingerprints, what was wrong in them, and how numbers were made."""
    tell, record = reading.tell, reading.record
    blocks: list[Block] = []
    if record.sources:
        blocks.append(_files(reading))
    else:
        blocks.append(Prose(tell(say("No file was read.")), "empty"))
    if record.unrecognised:
        unknown = tuple(tell(say("{file}: {why}", file=u.file, why=u.why)) for u in record.unrecognised)
        blocks.append(Bullets(unknown, tell(say("Files nobody recognised"))))
    if record.issues:
        blocks.append(_issues(reading))
    if record.restatements:
        blocks.append(restatements(reading))
    blocks.append(Bullets((*reading.all(record.method), tell(_again(reading))), tell(say("How it was made"))))
    return Section(
        16,
        tell(say("Method and provenance")),
        tell(say("You decide: can it be run again, can it be shared")),
        tell(_headline(reading)),
        tuple(blocks),
    )


def _headline(reading: Reading) -> Message:
    sources = reading.record.sources
    if not sources:
        return say("Nothing was read; the same answers give the same report.")
    return say(
        "{read} rows read = {kept} kept + {aside} set aside.",
        read=quantity(sum(s.rows_read for s in sources), "count"),
        kept=quantity(sum(s.rows_kept for s in sources), "count"),
        aside=quantity(sum(s.rows_set_aside for s in sources), "count"),
    )


def _again(reading: Reading) -> Message:
    record = reading.record
    return say(
        "Same files, same version, same clock: same bytes. REX {version}, {schema}, inputs {inputs}.",
        version=record.rex,
        schema=record.schema_,
        inputs=record.inputs.removeprefix("sha256:")[:FINGERPRINT],
    )


def _files(reading: Reading) -> Table:
    tell = reading.tell
    columns = (
        Column(tell(say("File"))),
        Column(tell(say("Rows read")), "number"),
        Column(tell(say("Kept")), "number"),
        Column(tell(say("Set aside")), "number"),
        Column(tell(say("Why"))),
        Column(tell(say("Read by"))),
        Column(tell(say("Fingerprint"))),
    )
    sources = reading.record.sources
    rows = [_file(reading, s) for s in sources]
    if len(rows) > 1:
        sums = (
            sum(s.rows_read for s in sources),
            sum(s.rows_kept for s in sources),
            sum(s.rows_set_aside for s in sources),
        )
        cells = (Cell(reading.number(n, "count")) for n in sums)
        rows.append(Row((Cell(tell(say("All files"))), *cells, Cell(), Cell(), Cell()), total=True))
    return Table(tell(say("What was read. Rows read = kept + set aside, always.")), columns, tuple(rows), style="files")


def _file(reading: Reading, s: Source) -> Row:
    reasons = (REASONS[r] for r in s.reasons)
    why = ", ".join(
        reading.tell(Message(text=text.text, values={"n": quantity(n, "count")}))
        for text, n in zip(reasons, s.reasons.values(), strict=True)
    )
    unsure = reading.tell(say("not verified on real files")) if s.status == "unverified" else ""
    return Row(
        (
            Cell(s.file),
            Cell(reading.number(s.rows_read, "count")),
            Cell(reading.number(s.rows_kept, "count")),
            Cell(reading.number(s.rows_set_aside, "count")),
            Cell(why or "–"),
            Cell(s.importer, unsure),
            Cell(s.sha256[:FINGERPRINT], code=True),
        )
    )


def _issues(reading: Reading) -> Table:
    tell = reading.tell
    columns = (
        Column(tell(say("Where"))),
        Column(tell(say("What was wrong"))),
        Column(tell(say("What REX did"))),
    )
    rows = []
    for issue in reading.record.issues:
        where = say("{file}, line {line}", file=issue.file, line=quantity(issue.line, "count"))
        place = tell(where) if issue.line else issue.file
        rows.append(Row((Cell(place, issue.column), Cell(tell(issue.problem)), Cell(tell(issue.did)))))
    return Table(tell(say("What was wrong in the files")), columns, tuple(rows), folded=len(rows) > 5)
