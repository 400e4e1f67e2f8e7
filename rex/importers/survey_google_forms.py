"""Google Forms: the answers as CSV from the form itself, or from the sheet that it fills.

Several choices are joined by `;` in the form's own file and by a comma in the sheet's. The form's file writes times in
the account's language with their zone (`2024/05/01 6:03:11 p. m. GMT+2`), the sheet's has no zone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from rex.importers.base import Importer, Recognition
from rex.importers.survey import Service, asked_in, raw_survey, read_survey
from rex.importers.survey_header import GOOGLE, heading_of
from rex.importers.survey_questions import known_id

if TYPE_CHECKING:
    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink

SERVICE: Final = Service("survey_google_forms", times=GOOGLE, own=("score", "puntuacion", "note_totale", "pontuacao"))
"""`Score` is what a form that is a test adds."""
_NO_SURVEY: Final = re.compile(
    r"author|autor|auteur|user(?:name)?|message|mensaje|text|comment|level|event|sku|price|precio|prix|amount|order_?id"
    r"|viewers|espectadores|spectateurs"
)
"""Columns of chats, logs and orders; a timestamp before these makes no survey."""


def _recognise(head: Head) -> Recognition | None:
    heading = heading_of(head)
    if heading is None or heading.service != "google_forms":
        return None
    asked = asked_in(heading, SERVICE)
    if any(known_id(field.text) for field in asked):
        return Recognition(88, f"A timestamp and {len(asked)} questions: the answers of a Google form.")
    if asked and not any(_NO_SURVEY.fullmatch(name) for name in heading.sheet.folded):
        return Recognition(45, "A timestamp first, as Google Forms writes it; its questions are no usual ones.")
    return None


def _read(_: ExportFile, sink: Sink) -> None:
    read_survey(sink, SERVICE)


IMPORTER = Importer(
    id=SERVICE.id,
    title="Survey answers from Google Forms",
    tables=("survey",),
    version=2,
    recognise=_recognise,
    read=_read,
    rows=raw_survey,
    where="Google Forms: Responses, the three dots, Download responses; or the green sheet, File, Download",
    source="a real file of answers given during a live stream; the form's own CSV as described by others",
)
