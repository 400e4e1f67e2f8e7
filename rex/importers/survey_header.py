"""Where the header of a survey's table stands, which form service wrote it, and how many rows the header has.

One row with Google Forms, Typeform, Microsoft Forms, LimeSurvey and Formbricks; two with SurveyMonkey, older Qualtrics
files and sheets with merged cells; three with Qualtrics. The first of them is the table's header. Those below it are
rows of the table, set aside as `description`: they say what the columns are and hold no answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from rex.importers.sheet import Sheet, plain
from rex.importers.times import parse_wall

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rex.importers.head import Head
    from rex.importers.sink import Sink
    from rex.importers.tables import Record

Below = Literal["nothing", "choices", "texts", "texts_and_ids"]
"""What stands under the first header row: the parts of its questions, or the questions that it names by codes."""

_LOOK = 12
"""A header stands among the first rows; prose above a survey's table is rare and short."""
_IMPORT_ID = '{"importid":'
GOOGLE: Final = (
    "timestamp", "marca_temporal", "marca_de_tiempo", "horodateur", "carimbo_de_data_hora",
)  # fmt: skip
STARTED: Final = ("start_time", "hora_de_inicio", "heure_de_debut")
"""Microsoft Forms' second column; Spanish and Portuguese have one spelling without accents."""
ENDED: Final = ("completion_time", "hora_de_finalizacion", "heure_de_fin", "hora_de_conclusao")
_SIGNATURES: Final = (
    ("surveymonkey", frozenset({"respondent_id", "collector_id"})),
    ("qualtrics", frozenset({"responseid", "startdate", "enddate"})),
    ("limesurvey", frozenset({"submitdate", "lastpage", "startlanguage"})),
    ("limesurvey", frozenset({"response_id", "date_submitted", "last_page"})),
    ("typeform", frozenset({"start_date_utc", "submit_date_utc"})),
    ("formbricks", frozenset({"response_id", "survey_id", "formbricks_id_internal"})),
)
"""Columns that one service alone writes, by folded name."""


class _Place(NamedTuple):
    """A row that holds anything, and where it stands among the head's rows."""

    at: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Heading:
    """A survey's header: the table under its first row, the further header rows, and who wrote it (empty: unknown)."""

    sheet: Sheet
    below: tuple[tuple[str, ...], ...] = ()
    kind: Below = "nothing"
    service: str = ""

    def data(self) -> Iterator[Record]:
        """Look at the rows of answers, to learn about whole columns before they are read."""
        for record, is_header in self._told_apart(self.sheet.data()):
            if not is_header:
                yield record

    def rows(self, sink: Sink) -> Iterator[Record]:
        """Read the rows of answers; the header's further rows and rows without data are set aside here."""
        for record, is_header in self._told_apart(self.sheet.rows(sink)):
            if is_header:
                sink.set_aside(record.number, "description", line=record.line)
            else:
                yield record

    def _told_apart(self, records: Iterable[Record]) -> Iterator[tuple[Record, bool]]:
        expected = list(self.below)
        for record in records:
            if expected and _same(record.cells, expected[0]):
                expected.pop(0)
                yield record, True
            else:
                yield record, False


def heading_of(head: Head) -> Heading | None:
    """Find the header of a survey's table by its shape and its service's own columns; None where there is no table."""
    if head.kind not in {"text", "workbook"}:
        return None
    filled = [_Place(at, row) for at, row in enumerate(head.rows[:_LOOK]) if any(cell.strip() for cell in row)]
    for number, place in enumerate(filled):
        if number and _holds_ids(place.cells):
            first = filled[max(0, number - 2)]
            between = filled[max(0, number - 2) + 1 : number + 1]
            return _made(head, first, [row.cells for row in between], "texts_and_ids", "qualtrics")
        service = _service(place.cells)
        if service and not any(_holds_ids(row.cells) for row in filled[number + 1 : number + 3]):
            return _signed(head, filled, number, service)
    return _unsigned(head, filled)


def _holds_ids(cells: Sequence[str]) -> bool:
    told = [cell for cell in cells if cell.strip()]
    return bool(told) and sum(_IMPORT_ID in cell.replace(" ", "").lower() for cell in told) * 2 > len(told)


def _service(cells: Sequence[str]) -> str:
    names = [plain(cell) for cell in cells]
    for service, signature in _SIGNATURES:
        if signature <= set(names):
            return service
    if names[:1] == ["id"] and set(names[1:4]) & set(STARTED) and set(names[1:4]) & set(ENDED):
        return "ms_forms"
    if names and names[0] in GOOGLE and sum(1 for name in names if name) > 1:
        return "google_forms"
    return ""


def _signed(head: Head, filled: list[_Place], number: int, service: str) -> Heading:
    """Take a service's own row for the header, and with it the second one that some services write."""
    first = filled[number]
    second = filled[number + 1] if number + 1 < len(filled) else None
    if service == "surveymonkey" and second is not None and _blank_under(first, second, "respondent_id"):
        return _made(head, first, [second.cells], "choices", service)
    if service == "qualtrics" and second is not None and _no_time_under(first, second, "startdate"):
        return _made(head, first, [second.cells], "texts", service)
    return _made(head, first, [], "nothing", service)


def _blank_under(first: _Place, second: _Place, name: str) -> bool:
    """Tell a second header row: every answer has an id, and no header row has one."""
    return not _under(first, second, name)


def _no_time_under(first: _Place, second: _Place, name: str) -> bool:
    text = _under(first, second, name)
    return bool(text) and parse_wall(text) is None


def _under(first: _Place, second: _Place, name: str) -> str:
    at = [plain(cell) for cell in first.cells].index(name)
    return second.cells[at].strip() if at < len(second.cells) else ""


def _unsigned(head: Head, filled: list[_Place]) -> Heading | None:
    """Find a header of no known service: two rows where merged cells head groups of columns, else one."""
    if head.header_at is None:
        return None
    numbers = [number for number, place in enumerate(filled) if place.at == head.header_at]
    if not numbers:
        return _made(head, _Place(head.header_at, head.rows[head.header_at]), [], "nothing", "")
    for number in (numbers[0] - 1, numbers[0]):
        pair = filled[number : number + 2] if number >= 0 else []
        if len(pair) == 2 and are_groups(pair[0].cells, pair[1].cells):
            return _made(head, pair[0], [pair[1].cells], "choices", "")
    return _made(head, filled[numbers[0]], [], "nothing", "")


def are_groups(above: Sequence[str], below: Sequence[str]) -> bool:
    """Tell two header rows: cells above that head two or more columns below, and a first column with one name.

    A title above a header and a row of answers below one are told by that first column: there both rows fill it.
    """
    upper, lower = _padded([above, below])
    if bool(upper[0].strip()) == bool(lower[0].strip()) or not all(_is_word(cell) for cell in (*upper, *lower)):
        return False
    return any(len(columns) > 1 for columns in groups(upper, lower))


def groups(above: Sequence[str], below: Sequence[str]) -> list[list[int]]:
    """Give the columns under each cell above that heads some: it, and the ones to its right with nothing above."""
    found: list[list[int]] = []
    for at, cell in enumerate(above):
        if cell.strip() and below[at].strip():
            found.append([at])
        elif cell.strip():
            found.append([])  # a column of its own ends the group to its left
        elif found and found[-1] and below[at].strip():
            found[-1].append(at)
    return [columns for columns in found if columns]


def _is_word(cell: str) -> bool:
    text = cell.strip()
    return not text or (any(char.isalpha() for char in text) and parse_wall(text) is None)


def _made(head: Head, first: _Place, below: list[list[str]], kind: Below, service: str) -> Heading:
    rows = [tuple(row) for row in _padded([first.cells, *below])]
    sheet = Sheet(head, first.at, rows[0], tuple(plain(name) for name in rows[0]))
    return Heading(sheet, tuple(rows[1:]), kind, service)


def _padded(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    width = max(len(row) for row in rows)
    return [[*row, *[""] * (width - len(row))] for row in rows]


def _same(cells: Sequence[str], expected: Sequence[str]) -> bool:
    return list(cells[: len(expected)]) == list(expected)
