"""Microsoft Forms: a workbook with one row an answer, several choices ended by `;` each, a column a rated statement.

The five columns before the questions are in the account's language. A form for anybody writes `anonymous` as the mail.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rex.importers.base import Importer, Recognition
from rex.importers.sheet import plain
from rex.importers.survey import Service, asked_in, raw_survey, read_survey
from rex.importers.survey_header import ENDED, STARTED, heading_of

if TYPE_CHECKING:
    from rex.importers.cells import Cells
    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink

_OF_TESTS: Final = ("points_", "feedback_", "puntos_", "comentarios_")
"""A form that is a test adds two columns to every question, such as `Points - Which colour?`."""


def _was_sent(cells: Cells) -> bool:
    return any(cells[name] for name in ENDED)


def _is_answer(header: str) -> bool:
    return not (plain(header).startswith(_OF_TESTS) and " - " in header)


SERVICE: Final = Service(
    "survey_ms_forms",
    times=(*ENDED, *STARTED),
    own=(
        "id", "email", "name", "correo_electronico", "nombre", "adresse_de_messagerie", "nom", "last_modified_time",
        "hora_de_la_ultima_modificacion", "total_points", "quiz_feedback", "total_de_puntos",
        "comentarios_del_cuestionario",
    ),
    told=("language", "idioma", "langue"),
    complete=_was_sent,
    question=_is_answer,
)  # fmt: skip


def _recognise(head: Head) -> Recognition | None:
    heading = heading_of(head)
    if heading is None or heading.service != "ms_forms":
        return None
    asked = len(asked_in(heading, SERVICE))
    return Recognition(95, f"ID, start and completion time, then {asked} columns of answers: Microsoft Forms.")


def _read(_: ExportFile, sink: Sink) -> None:
    read_survey(sink, SERVICE)


IMPORTER = Importer(
    id=SERVICE.id,
    title="Survey answers from Microsoft Forms",
    tables=("survey",),
    version=2,
    recognise=_recognise,
    read=_read,
    rows=raw_survey,
    where="Microsoft Forms: View results, Open results in Excel",
    source="headers and rows quoted in public programs, in English and Spanish; French from memory",
    status="unverified",
)
