"""Answers of viewers or customers from a form: one header row of questions, one row an answer sheet.

Columns that say who answered are never kept; a respondent is the address of the row, under the workspace's key.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from rex.importers.base import Importer, Recognition
from rex.importers.columns import Samples, quality_of
from rex.importers.sheet import Sheet, sheet_of
from rex.importers.survey_questions import SCALES, Question, is_personal, known_id, questions_of
from rex.importers.survey_scales import Scale, number_on, scale_of
from rex.importers.times import parse_wall
from rex.model.message import say
from rex.model.tables import SurveyRow

if TYPE_CHECKING:
    from rex.importers.clock import Stamp
    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink
    from rex.importers.tables import Record
    from rex.importers.times import Order
    from rex.model.tables import Row

_GOOGLE = ("timestamp", "marca_temporal", "marca_de_tiempo", "horodateur", "horodatage", "carimbo_de_data_hora")
_SUBMITTED = (
    *_GOOGLE, "completion_time", "hora_de_finalizacion", "heure_de_fin", "submit_date_utc", "submitted_at",
    "submission_date", "recorded_date", "end_date", "responded_at", "fecha_de_envio", "date_de_soumission",
)  # fmt: skip
_MACHINE = frozenset(
    {
        *_SUBMITTED, "id", "#", "start_time", "start_date", "start_date_utc", "stage_date_utc", "hora_de_inicio",
        "heure_de_debut", "last_modified_time", "language", "idioma", "langue", "network_id", "response_type", "tags",
        "respondent_id", "collector_id", "response_id", "user_agent", "token", "score", "puntuacion",
    }
)  # fmt: skip
"""What form services add themselves; no question, and partly about the person."""

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - compared with a wall clock that is in UTC by its column's name


class _Column(NamedTuple):
    """A question and, where it is answered with a number, its scale."""

    question: Question
    scale: Scale | None


def _recognise(head: Head) -> Recognition | None:
    sheet = sheet_of(head)
    if sheet is None:
        return None
    found = [name for name in map(known_id, _asked(sheet).values()) if name]
    first = sheet.folded[0] in _GOOGLE
    if first and found:
        return Recognition(88, f"A timestamp and {len(sheet.names) - 1} questions: the answers of a form.")
    if any(name in SCALES for name in found) and (len(set(found)) > 1 or sheet.among(_SUBMITTED) is not None):
        return Recognition(70, "Questions that surveys ask, one row an answer sheet.")
    if first and len(sheet.names) > 1:
        return Recognition(45, "A timestamp first, as Google Forms writes it; its questions are no usual ones.")
    return None


def _asked(sheet: Sheet) -> dict[int, str]:
    """Give the columns that hold questions: not the service's own, not those that say who answered."""
    return {
        at: sheet.names[at]
        for at, name in enumerate(sheet.folded)
        if name and name not in _MACHINE and not is_personal(sheet.names[at])
    }


def _read(_: ExportFile, sink: Sink) -> None:
    sheet = sheet_of(sink.head)
    if sheet is None:
        return
    columns, order = _learn(sheet, sink)
    submitted = sheet.among(_SUBMITTED)
    for record in sheet.rows(sink):
        if not any(record.cells[column.question.at].strip() for column in columns):
            sink.set_aside(record.number, "blank", line=record.line)
            continue
        stamp = None if submitted is None else _stamp(sink, sheet, record, submitted, order)
        sink.keep_all(_answers(sink, columns, record, stamp), record.number)


def _learn(sheet: Sheet, sink: Sink) -> tuple[list[_Column], Order]:
    """Look at whole columns: which scale each question has, and which comes first in dates, day or month."""
    questions = questions_of(list(_asked(sheet).items()))
    answers: dict[int, Samples] = {question.at: Samples() for question in questions if question.kind in SCALES.values()}
    dates, submitted = Samples(), sheet.among(_SUBMITTED)
    for record in sheet.data():
        for at, samples in answers.items():
            samples.add(record.cells[at].strip())
        if submitted is not None:
            dates.add(record.cells[submitted].strip())
    columns = [_column(question, answers, sheet, sink) for question in questions]
    return columns, dates.order(sink.clock.starts)


def _column(question: Question, answers: dict[int, Samples], sheet: Sheet, sink: Sink) -> _Column:
    if question.at not in answers:
        return _Column(question, None)
    scale = scale_of(question.kind, question.text, answers[question.at].cells)
    if scale is None:
        return _Column(question._replace(kind="text"), None)
    if not scale.sure:
        sink.note(
            line=sheet.header_at + 1,
            column=question.text[:60],
            problem=say("The header does not tell the scale of this question."),
            did=say(
                "It is read as {low} to {high}, as its answers suggest. Write “({low}-{high})” into the header.",
                low=scale.low,
                high=scale.high,
            ),
        )
    return _Column(question, scale)


def _stamp(sink: Sink, sheet: Sheet, record: Record, at: int, order: Order) -> Stamp | None:
    text = record.cells[at].strip()
    wall = parse_wall(text, order)
    if wall is not None:
        if wall.tzinfo is None and sheet.folded[at].endswith("utc"):
            return sink.clock.at_utc(round((wall - _EPOCH).total_seconds() * 1000), text)
        return sink.clock.at_wall(wall, text, quality=quality_of(text))
    if text:
        sink.note(
            line=record.line,
            column=sheet.names[at],
            problem=say("“{text}” is not a date and time.", text=sink.shown(text)),
            did=say("The answers are kept without a time."),
        )
    return None


def _answers(
    sink: Sink, columns: list[_Column], record: Record, stamp: Stamp | None
) -> list[tuple[str, Row, Stamp | None]]:
    respondent = sink.person(f"sheet\x1f{sink.export.name}\x1f{record.number}")
    rows: list[tuple[str, Row, Stamp | None]] = []
    for question, scale in columns:
        text = record.cells[question.at].strip()
        if not text:
            continue
        row = SurveyRow(
            respondent=respondent,
            question_id=question.id,
            question_text=sink.words(question.text),
            qtype=question.kind,
            answer_raw=sink.words(text),
        )
        if scale is not None:
            row.scale_min, row.scale_max = scale.low, scale.high
            row.answer_num = number_on(scale, text)
            if row.answer_num is None:
                _say_outside(sink, question, scale, record, text)
        rows.append(("survey", row, stamp))
    return rows


def _say_outside(sink: Sink, question: Question, scale: Scale, record: Record, text: str) -> None:
    sink.note(
        line=record.line,
        column=question.text[:60],
        problem=say(
            "“{text}” lies outside the scale from {low} to {high}.",
            text=sink.shown(text),
            low=scale.low,
            high=scale.high,
        ),
        did=say("The words are kept, no number is counted."),
    )


IMPORTER = Importer(
    id="survey_forms",
    title="Survey answers (Google Forms, Microsoft Forms, Typeform and other one-header tables)",
    tables=("survey",),
    recognise=_recognise,
    read=_read,
    where="Google Forms: Responses, the green sheet, then File, Download, CSV or XLSX",
    source="Google Forms' CSV; Microsoft Forms' and Typeform's columns as documented",
)
