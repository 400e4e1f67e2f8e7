"""SurveyMonkey: two header rows, the questions and under them their choices, statements or the word Response.

A blank in the first row continues the question to its left. The condensed form leaves the second row empty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rex.importers.base import Importer, Recognition
from rex.importers.survey import Service, asked_in, raw_survey, read_survey
from rex.importers.survey_header import heading_of

if TYPE_CHECKING:
    from rex.importers.cells import Cells
    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink


def _was_sent(cells: Cells) -> bool:
    return bool(cells["end_date"]) or "end_date" not in cells


SERVICE: Final = Service(
    "survey_surveymonkey",
    times=("end_date", "start_date"),
    own=("collector_id", "ip_address", "email_address", "first_name", "last_name", "custom_data_1"),
    ids=("respondent_id",),
    complete=_was_sent,
)


def _recognise(head: Head) -> Recognition | None:
    heading = heading_of(head)
    if heading is None or heading.service != "surveymonkey":
        return None
    rows = "one header row" if heading.kind == "nothing" else "two header rows"
    asked = len(asked_in(heading, SERVICE))
    return Recognition(95, f"Respondent ID, Collector ID and {rows} with {asked} columns of answers: SurveyMonkey.")


def _read(_: ExportFile, sink: Sink) -> None:
    read_survey(sink, SERVICE)


IMPORTER = Importer(
    id=SERVICE.id,
    title="Survey answers from SurveyMonkey",
    tables=("survey",),
    version=2,
    recognise=_recognise,
    read=_read,
    rows=raw_survey,
    where="SurveyMonkey: Analyze Results, Save As, Export file, All responses data, CSV or XLSX",
    source="headers quoted in public programs that read it; no file of it was seen",
    status="unverified",
)
