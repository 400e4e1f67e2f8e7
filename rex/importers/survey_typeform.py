"""Typeform: a token first, then the questions, then times in UTC.

Older files give a question with several choices one column a choice, named by the choice, and the question itself is
lost. Newer ones join the choices in one cell with ` / `.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rex.importers.base import Importer, Recognition
from rex.importers.survey import Service, asked_in, raw_survey, read_survey
from rex.importers.survey_choices import COMMA, SEMICOLON, SLASH
from rex.importers.survey_header import heading_of
from rex.importers.survey_kinds import Habits

if TYPE_CHECKING:
    from rex.importers.cells import Cells
    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink


def _was_sent(cells: Cells) -> bool:
    """Tell a finished sheet; newer files say so, and may hold ones that were left half way."""
    if cells["response_type"]:
        return cells["response_type"].casefold() == "completed"
    return bool(cells["submit_date_utc"])


SERVICE: Final = Service(
    "survey_typeform",
    times=("submit_date_utc", "stage_date_utc", "start_date_utc"),
    own=("network_id", "tags", "ending", "score"),
    told=("response_type",),
    ids=("#",),
    complete=_was_sent,
    habits=Habits((SLASH, SEMICOLON, COMMA), named_by_choices=True),
)


def _recognise(head: Head) -> Recognition | None:
    heading = heading_of(head)
    if heading is None or heading.service != "typeform":
        return None
    asked = len(asked_in(heading, SERVICE))
    return Recognition(95, f"Start Date (UTC), Submit Date (UTC) and {asked} columns of questions: Typeform's answers.")


def _read(_: ExportFile, sink: Sink) -> None:
    read_survey(sink, SERVICE)


IMPORTER = Importer(
    id=SERVICE.id,
    title="Survey answers from Typeform",
    tables=("survey",),
    version=2,
    recognise=_recognise,
    read=_read,
    rows=raw_survey,
    where="Typeform: Results, Responses, Download all responses, CSV or XLSX",
    source="public programs that read both kinds of file; no file of it was seen",
    status="unverified",
)
