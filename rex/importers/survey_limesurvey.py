"""LimeSurvey: the columns are codes (`G01Q02[SQ001]`, `…[other]`) or whole questions, as was chosen for the export.

A sheet without a submit date was left half way. A survey that does not record times writes 1980-01-01 for all.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from rex.importers.base import Importer, Recognition
from rex.importers.survey import Service, asked_in, raw_survey, read_survey
from rex.importers.survey_choices import COMMA, SEMICOLON
from rex.importers.survey_header import heading_of
from rex.importers.survey_kinds import Habits
from rex.importers.survey_questions import known_id

if TYPE_CHECKING:
    from rex.importers.cells import Cells
    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink

_TIMING: Final = re.compile(r"interviewtime|\w*[a-zA-Z0-9]Time\d*|(?:Total|Group|Question) time(?:: .*)?", re.DOTALL)
"""The columns behind the answers that say how long each page and question took."""


def _was_sent(cells: Cells) -> bool:
    return bool(cells["submitdate"] or cells["date_submitted"])


def _is_answer(header: str) -> bool:
    return _TIMING.fullmatch(header.strip()) is None


SERVICE: Final = Service(
    "survey_limesurvey",
    times=("submitdate", "date_submitted", "datestamp", "date_last_action", "startdate", "date_started"),
    own=(
        "id", "response_id", "lastpage", "last_page", "seed", "token", "access_code", "ipaddr", "ip_address", "refurl",
        "referrer_url", "interviewtime", "total_time",
    ),
    told=("startlanguage", "start_language"),
    complete=_was_sent,
    question=_is_answer,
    habits=Habits((SEMICOLON, COMMA), yes_ticks=True),
)  # fmt: skip


def _recognise(head: Head) -> Recognition | None:
    heading = heading_of(head)
    if heading is None or heading.service != "limesurvey":
        return None
    asked = asked_in(heading, SERVICE)
    why = f"Submit date, last page and start language, then {len(asked)} columns of answers: LimeSurvey."
    if not any(known_id(field.text) or known_id(field.part) for field in asked):
        why += " Exported with “Full question text” its questions could be recognised."
    return Recognition(95, why)


def _read(_: ExportFile, sink: Sink) -> None:
    read_survey(sink, SERVICE)


IMPORTER = Importer(
    id=SERVICE.id,
    title="Survey answers from LimeSurvey",
    tables=("survey",),
    version=2,
    recognise=_recognise,
    read=_read,
    rows=raw_survey,
    where="LimeSurvey: Responses, Export, Export results, CSV, headings “Full question text”, “Full answers”",
    source="the exporter's own code and headers quoted in public programs; no file of it was seen",
    status="unverified",
)
