"""Qualtrics: three header rows (codes, questions, `{"ImportId": …}`), two in older files; as CSV, or as TSV in UTF-16.

Only the codes are the same in all languages. Answers of a preview are set aside; what Qualtrics works out itself, such
as the group of an NPS answer, is no answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rex.importers.base import Importer, Recognition
from rex.importers.survey import Service, asked_in, raw_survey, read_survey
from rex.importers.survey_choices import BARE_COMMA, SEMICOLON
from rex.importers.survey_header import heading_of
from rex.importers.survey_kinds import Habits

if TYPE_CHECKING:
    from rex.importers.cells import Cells
    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink

PREVIEW: Final = "a preview or a test, no respondent's answer"
_PREVIEWS: Final = frozenset({"1", "2", "9", "17"})
"""Kinds of answer by number: preview, test, preview flagged as spam, preview offline."""
_TRUE: Final = frozenset({"1", "true", "wahr", "vrai", "verdadero", "verdadeiro"})


def _was_sent(cells: Cells) -> bool:
    if cells["progress"]:
        return cells["progress"] == "100"
    return not cells["finished"] or cells["finished"].casefold() in _TRUE


def _preview(cells: Cells) -> str:
    status = cells["status"].casefold()
    return PREVIEW if status in _PREVIEWS or status.startswith(("survey preview", "survey test")) else ""


SERVICE: Final = Service(
    "survey_qualtrics",
    times=("recordeddate", "enddate", "startdate"),
    own=(
        "responseset", "ipaddress", "progress", "finished", "recipientlastname", "recipientfirstname",
        "recipientemail", "externalreference", "externaldatareference", "locationlatitude", "locationlongitude",
        "locationaccuracy", "name", "email", "q_totalduration", "q_recaptchascore", "q_relevantidduplicate",
        "q_relevantidduplicatescore", "q_relevantidfraudscore", "q_ballotboxstuffing",
    ),
    told=("status", "userlanguage", "distributionchannel", "duration_in_seconds"),
    ids=("responseid",),
    complete=_was_sent,
    aside=_preview,
    habits=Habits((BARE_COMMA, SEMICOLON)),
)  # fmt: skip


def _recognise(head: Head) -> Recognition | None:
    heading = heading_of(head)
    if heading is None or heading.service != "qualtrics":
        return None
    asked = len(asked_in(heading, SERVICE))
    if heading.kind == "texts_and_ids":
        why = f"A header row of ImportIds under the questions, and {asked} columns of answers: Qualtrics."
        return Recognition(98, why)
    return Recognition(92, f"ResponseID, StartDate, EndDate and {asked} columns of answers: an older Qualtrics file.")


def _read(_: ExportFile, sink: Sink) -> None:
    read_survey(sink, SERVICE)


IMPORTER = Importer(
    id=SERVICE.id,
    title="Survey answers from Qualtrics",
    tables=("survey",),
    version=2,
    recognise=_recognise,
    read=_read,
    rows=raw_survey,
    where="Qualtrics: Data & Analysis, Export & Import, Export Data, CSV or TSV, “Use choice text”",
    source="a real file with three header rows; older and TSV files as public programs read them",
)
