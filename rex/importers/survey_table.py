"""Survey answers of any other service: a table whose questions are those that surveys ask, or with choices under them.

Two header rows are known by their shape: cells that head several columns each, as merged cells of a spreadsheet do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rex.importers.base import Importer, Recognition
from rex.importers.survey import Service, asked_in, raw_survey, read_survey
from rex.importers.survey_header import ENDED, GOOGLE, STARTED, heading_of
from rex.importers.survey_questions import SCALES, known_id

if TYPE_CHECKING:
    from rex.importers.cells import Cells
    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink
    from rex.importers.survey_fields import Field
    from rex.importers.survey_header import Heading

_SENT: Final = (
    *GOOGLE, *ENDED, "submit_date", "submitted_at", "submission_date", "date_submitted", "recorded_date",
    "responded_at", "completed_at", "end_date", "created_at", "fecha_de_envio", "fecha", "date", "data",
    "date_de_soumission", "data_de_envio",
)  # fmt: skip
_COMPLETE: Final = ("finished", "complete", "completed", "finalizado", "completado", "termine", "concluido")
_NOT: Final = frozenset({"no", "non", "nao", "não", "0", "false", "incomplete", "partial"})
_TICKS: Final = frozenset({"0", "1", "true", "false", "x", ""})
_SAMPLE = 50
_LEAST_CHOICES = 3


def _was_sent(cells: Cells) -> bool:
    said = next((cells[name] for name in _COMPLETE if cells[name]), "")
    return said.casefold() not in _NOT


SERVICE: Final = Service(
    "survey_table",
    times=(*_SENT, *STARTED, "start_date", "started_at"),
    own=(
        *_COMPLETE, "id", "#", "no", "nr", "n", "row", "index", "序号", "编号", "response_id", "respondent_id",
        "survey_id", "token", "status", "score", "puntuacion", "tags", "network_id", "collector_id", "user_agent",
        "last_modified_time", "response_type", "stage_date",
    ),
    told=("language", "idioma", "langue", "lingua"),
    complete=_was_sent,
)  # fmt: skip


def _recognise(head: Head) -> Recognition | None:
    heading = heading_of(head)
    if heading is None or heading.service:
        return None
    asked = asked_in(heading, SERVICE)
    found = {name for field in asked if (name := known_id(field.text))}
    timed = any(name in heading.sheet.folded for name in SERVICE.times)
    if found & set(SCALES) and (len(found) > 1 or timed):
        return Recognition(70, "Questions that surveys ask, one row an answer sheet.")
    if heading.kind == "choices" and _has_choices(heading, asked):
        return Recognition(65, "Questions over groups of columns, a tick or none in each: answers of a survey.")
    return None


def _has_choices(heading: Heading, asked: list[Field]) -> bool:
    """Tell questions with ticks under them from any other table with two header rows."""
    groups: dict[str, list[int]] = {}
    for field in asked:
        if field.group:
            groups.setdefault(field.group, []).append(field.at)
    start = heading.sheet.header_at + 1 + len(heading.below)
    rows = [row for row in heading.sheet.head.rows[start : start + _SAMPLE] if any(cell.strip() for cell in row)]
    return bool(rows) and any(
        len(columns) >= _LEAST_CHOICES
        and {row[at].strip().casefold() for row in rows for at in columns if at < len(row)} <= _TICKS
        for columns in groups.values()
    )


def _read(_: ExportFile, sink: Sink) -> None:
    read_survey(sink, SERVICE)


IMPORTER = Importer(
    id=SERVICE.id,
    title="Survey answers (any table with a question a column)",
    tables=("survey",),
    version=2,
    recognise=_recognise,
    read=_read,
    rows=raw_survey,
    where="Your survey tool: export all responses as CSV or XLSX, one row an answer sheet, questions as column names",
    source="a real workbook with two header rows and ticks; one-header tables as survey tools write them",
)
