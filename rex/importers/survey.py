"""The one reader of surveys: a row is an answer sheet, and becomes one row for every answer in it.

Each form service says only what its own columns are; header rows, scales, choices and people's data are treated alike.
Columns that say who answered are never kept; a respondent is the service's id of the sheet, or the address of the row,
under the workspace's key.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from rex.importers.base import RawRow
from rex.importers.cells import Cells
from rex.importers.columns import MOST_SAMPLES, Samples
from rex.importers.sheet import plain
from rex.importers.sink import extra_of
from rex.importers.survey_choices import COMMA, SEMICOLON, pieces
from rex.importers.survey_fields import Field, fields_of, ids_of, names_of
from rex.importers.survey_header import heading_of
from rex.importers.survey_kinds import Habits, Item, items_of, number_in
from rex.importers.survey_questions import is_personal
from rex.importers.survey_scales import is_no_answer, number_on
from rex.importers.survey_times import TimeColumn, stamp_of, zone_named
from rex.model.message import say
from rex.model.tables import SurveyRow

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from rex.importers.clock import Stamp
    from rex.importers.head import Head
    from rex.importers.sink import Sink
    from rex.importers.survey_header import Heading
    from rex.importers.survey_scales import Scale
    from rex.importers.tables import Record
    from rex.importers.times import Order
    from rex.model.tables import Row

JOINED: Final = Habits((SEMICOLON, COMMA))
_HEADER_SHOWN: Final = 60


def _always(_: Cells) -> bool:
    return True


def _never(_: Cells) -> str:
    return ""


def _any(_: str) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Service:
    """What a form service adds to the questions of its forms, by folded column name.

    `times` are columns that say when, the best first. `own` are all columns that are no questions; `told` those of
    them that stay beside the answers, since they say nothing of the person. `ids` name the sheet. `complete` says
    whether a sheet was sent, `aside` why a row is no respondent's. `question` knows headers that are questions.
    """

    id: str
    times: tuple[str, ...]
    own: Collection[str] = ()
    told: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    complete: Callable[[Cells], bool] = _always
    aside: Callable[[Cells], str] = _never
    question: Callable[[str], bool] = _any
    habits: Habits = JOINED


class _Plan(NamedTuple):
    """All that is known of a survey's columns before its answers are read; `marks` are their questions, folded."""

    service: Service
    places: dict[str, int]
    items: list[Item]
    marks: tuple[str, ...]
    times: list[TimeColumn]
    order: Order


def asked_in(heading: Heading, service: Service) -> list[Field]:
    """Give the columns that hold answers: not the service's own, not those that say who answered."""
    names = names_of(heading)
    own = {*service.own, *service.times, *service.ids, *service.told}
    return [
        field
        for field in fields_of(heading)
        if names[field.at] not in own
        and service.question(heading.sheet.names[field.at] or field.text)
        and not is_personal(field.text)
        and not is_personal(field.part)
    ]


def read_survey(sink: Sink, service: Service) -> None:
    """Read a survey's table into rows of answers."""
    heading = heading_of(sink.head)
    if heading is None:
        return
    plan = _learn(sink, heading, service)
    met: Counter[str] = Counter()
    for record in heading.rows(sink):
        cells = Cells(plan.places, record.cells)
        why = service.aside(cells)
        if why:
            sink.set_aside(record.number, "other", line=record.line, detail=why)
        elif not any(record.cells[item.at].strip() for item in plan.items):
            sink.set_aside(record.number, "blank", line=record.line)
        else:
            _keep(sink, plan, record, cells, met)


def raw_survey(head: Head) -> Iterator[RawRow]:
    """Give the rows of a survey's table as they stand; the first header row has the number 0."""
    heading = heading_of(head)
    if heading is None:
        return
    yield RawRow(0, 0, list(heading.sheet.names))
    for record in heading.sheet.all_records():
        yield RawRow(record.number, record.line, record.cells)


def _learn(sink: Sink, heading: Heading, service: Service) -> _Plan:
    """Look at whole columns: what each one asks, on which scale, and which comes first in dates, day or month."""
    fields = asked_in(heading, service)
    heard: dict[int, list[str]] = {field.at: [] for field in fields}
    names = names_of(heading)
    places = {name: at for at, name in reversed(list(enumerate(names))) if name}
    zones = {at: zone_named(str(told.get("timeZone", ""))) for at, told in ids_of(heading).items()}
    times = [
        TimeColumn(at, heading.sheet.names[at], name.endswith("utc"), zones.get(at))
        for name in service.times
        if (at := places.get(name)) is not None
    ]
    dates = Samples()
    for record in heading.data():
        if service.aside(Cells(places, record.cells)):
            continue
        for at, cells in heard.items():
            cell = record.cells[at].strip()
            if cell and len(cells) < MOST_SAMPLES:
                cells.append(cell)
        for column in times:
            dates.add(record.cells[column.at].strip())

    def doubt(text: str, scale: Scale) -> None:
        _say_guessed(sink, heading, text, scale)

    found = items_of(fields, heard, service.habits, doubt)
    items = [item._replace(text=sink.words(item.text)) for item in found]
    marks = tuple(f"{plain(item.text)}\x1e" for item in items)
    return _Plan(service, places, items, marks, times, dates.order(sink.clock.starts))


def _say_guessed(sink: Sink, heading: Heading, text: str, scale: Scale) -> None:
    sink.note(
        line=heading.sheet.header_at + 1,
        column=text[:_HEADER_SHOWN],
        problem=say("The header does not tell the scale of this question."),
        did=say(
            "It is read as {low} to {high}, as its answers suggest. Write “({low}-{high})” into the header.",
            low=scale.low,
            high=scale.high,
        ),
    )


def _keep(sink: Sink, plan: _Plan, record: Record, cells: Cells, met: Counter[str]) -> None:
    """Keep one answer sheet; one that another export of the session holds too is set aside as a repeat."""
    stamp = stamp_of(sink, plan.times, record, plan.order)
    native = next((f"{plan.service.id}\x1f{cells[name]}" for name in plan.service.ids if cells[name]), "")
    known = native or _likeness(plan, record, stamp, met)
    if known and not sink.first_time(known):
        sink.set_aside(record.number, "duplicate", line=record.line)
        return
    respondent = sink.person(native or f"sheet\x1f{sink.export.name}\x1f{record.number}")
    told = {name: sink.label(cells[name]) for name in plan.service.told}
    rows: list[tuple[str, Row, Stamp | None]] = []
    for row in _answers(sink, plan, record):
        row.respondent, row.complete = respondent, plan.service.complete(cells)
        row.extra = "{}" if rows else extra_of(told)
        rows.append(("survey", row, stamp))
    sink.keep_all(rows, record.number, native)


def _likeness(plan: _Plan, record: Record, stamp: Stamp | None, met: Counter[str]) -> str:
    """Give what a sheet without an id is known by in another export of the same form; empty where it has no time.

    Within one file equal sheets are different people's: the second one is known as the second.
    """
    if stamp is None:
        return ""
    answers = (mark + record.cells[item.at].strip() for item, mark in zip(plan.items, plan.marks, strict=True))
    when = stamp.raw if stamp.t_ms is None else str(stamp.t_ms)
    text = "\x1f".join((when, *answers))
    digest = hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=12).hexdigest()
    met[digest] += 1
    return f"{plan.service.id}\x1f{digest}\x1f{met[digest]}"


def _answers(sink: Sink, plan: _Plan, record: Record) -> Iterator[SurveyRow]:
    for item in plan.items:
        text = record.cells[item.at].strip()
        if not text or (item.taken and plain(text) not in item.taken):
            continue
        for answer in pieces(text, item.joiner) if item.joiner else [item.choice or text]:
            row = SurveyRow(
                question_id=item.id,
                question_text=item.text,
                qtype=item.kind,
                answer_raw=sink.words(answer),
            )
            if item.scale is not None:
                row.scale_min, row.scale_max = item.scale.low, item.scale.high
                row.answer_num = number_on(item.scale, text)
                if row.answer_num is None and not is_no_answer(text):
                    _say_outside(sink, item.text, item.scale, record, text)
            elif item.kind == "number":
                row.answer_num = number_in(text)
            yield row


def _say_outside(sink: Sink, question: str, scale: Scale, record: Record, text: str) -> None:
    sink.note(
        line=record.line,
        column=question[:_HEADER_SHOWN],
        problem=say(
            "“{text}” lies outside the scale from {low} to {high}.",
            text=sink.shown(text),
            low=scale.low,
            high=scale.high,
        ),
        did=say("The words are kept, no number is counted."),
    )
