"""Formbricks: the answers with the survey's own columns first; every question has its number before it.

What stands between and behind (browser, hidden fields, what is known of the person) has none and is no answer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from rex.importers.base import Importer, Recognition
from rex.importers.survey import Service, asked_in, raw_survey, read_survey
from rex.importers.survey_header import heading_of

if TYPE_CHECKING:
    from rex.importers.cells import Cells
    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink

_QUESTION: Final = re.compile(r"\s*\d{1,3}\. (?!.* - Option ID\s*$).*", re.DOTALL)


def _was_sent(cells: Cells) -> bool:
    return cells["finished"].casefold() == "yes"


def _is_answer(header: str) -> bool:
    return _QUESTION.fullmatch(header) is not None


SERVICE: Final = Service(
    "survey_formbricks",
    times=("timestamp",),
    own=("no", "finished", "survey_id", "formbricks_id_internal", "user_id", "notes", "tags", "quotas"),
    ids=("response_id",),
    complete=_was_sent,
    question=_is_answer,
)


def _recognise(head: Head) -> Recognition | None:
    heading = heading_of(head)
    if heading is None or heading.service != "formbricks":
        return None
    asked = len(asked_in(heading, SERVICE))
    return Recognition(95, f"Survey ID, Formbricks ID and {asked} numbered questions: Formbricks.")


def _read(_: ExportFile, sink: Sink) -> None:
    read_survey(sink, SERVICE)


IMPORTER = Importer(
    id=SERVICE.id,
    title="Survey answers from Formbricks",
    tables=("survey",),
    version=2,
    recognise=_recognise,
    read=_read,
    rows=raw_survey,
    where="Formbricks: Responses, Download, all responses, CSV or Excel",
    source="the exporter's own code in several versions; no file of it was seen",
    status="unverified",
)
