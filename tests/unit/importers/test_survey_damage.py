"""A survey that is cut off, damaged or oddly built costs rows, never a traceback; every row is counted once."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

import pytest

from rex.errors import RexError
from rex.importers.export import ExportFile
from rex.importers.identify import Known, identify
from rex.importers.read import read
from rex.importers.sink import Nowhere

if TYPE_CHECKING:
    from pathlib import Path

    from rex.importers.base import Importer
    from rex.model.session import Session
    from rex.text.pseudonym import Pseudonymiser

MADE = {
    "typeform": (
        "#,Recommend us?,Price,Sizes,Other,Start Date (UTC),Submit Date (UTC),Network ID\n"
        "t1,9,Price,,,2026-11-21 09:59:00,2026-11-21 10:00:00,n1\nt2,3,,Sizes,music,2026-11-21 09:59:00,,n1\n"
    ),
    "surveymonkey": (
        "Respondent ID,Collector ID,Start Date,End Date,Satisfied?,Which?,,\n,,,,Response,Balm,Serum,Other\n"
        "118,4,11/21/2026 09:50:00 AM,11/21/2026 10:00:00 AM,Very satisfied,Balm,,tea\n"
        "119,4,11/21/2026 09:50:00 AM,11/21/2026 10:00:00 AM,Dissatisfied,,Serum,\n"
    ),
    "qualtrics": (
        "StartDate,EndDate,Status,Progress,ResponseId,Q1,Q2_1,Q2_2\n"
        "Start Date,End Date,Response Type,Progress,Response ID,Recommend us?,Rate - Sound,Rate - Picture\n"
        + ",".join(f'"{{""ImportId"":""{name}""}}"' for name in ("startDate", "endDate", "status", "progress"))
        + ',"{""ImportId"":""_recordId""}","{""ImportId"":""QID1""}","{""ImportId"":""QID2_1""}",'
        '"{""ImportId"":""QID2_2""}"\n'
        "2026-11-21 10:00:00,2026-11-21 10:00:00,0,100,R_1,9,1,5\n"
    ),
    "limesurvey": (
        '"id","submitdate","lastpage","startlanguage","G01Q02[SQ001]","G01Q02[SQ002]","G01Q02[other]","nps"\n'
        '"1","2026-11-21 10:00:00","3","es","Y","","tea","9"\n"2","","1","es","","Y","","3"\n'
    ),
    "ms_forms": (
        "ID,Start time,Completion time,Email,Name,What held you back?\n"
        "1,7/2/20 11:00:22,7/2/20 11:01:24,anonymous,,Price;Sizes;\n2,7/2/20 11:00:22,7/2/20 11:01:24,a,,Price;\n"
    ),
    "merged": ",,Which?,,,What?,\nno,age,a,b,c,d,e\n1,2,1,0,1,1,0\n2,3,0,1,1,0,1\n",
    "studio": "Geography,Views,Watch time (hours)\nTotal,10,1.5\nUS,7,1\nES,3,0.5\n",
    "studio days": "Date,Views\n2026-11-19,3\n2026-11-20,4\n",
    "analytics": json.dumps(
        {
            "columnHeaders": [{"name": "livestreamPosition"}, {"name": "peakConcurrentViewers"}],
            "rows": [[minute, minute * 2] for minute in range(90)],
        }
    ),
    "poll": '{"time":"2026-11-20T18:00:00Z","concurrentViewers":"12"}\n' * 3,
}
_WRONG = ["null", "7", "[]", "{}", '"x"', "1e400", "true", '{"name":[]}']


class _Reading:
    """Reads any bytes as a review does, and checks the one law about rows."""

    def __init__(self, path: Path, importers: list[Importer], show: Session, people: Pseudonymiser) -> None:
        self._path, self._importers, self._show, self._people = path, importers, show, people

    def __call__(self, content: bytes) -> None:
        self._path.write_bytes(content)
        try:
            known = identify(ExportFile(self._path, "x"), self._importers)
            if isinstance(known, Known):
                source, _, _ = read(known, self._show, self._people, Nowhere())
                assert source.rows_read == source.rows_kept + source.rows_set_aside
                assert sum(source.reasons.values()) == source.rows_set_aside
                if known.importer.rows is not None:
                    assert sum(1 for row in known.importer.rows(known.head) if row.number) == source.rows_read
        except RexError as error:
            assert error.what  # noqa: PT017 - an expected stop carries its sentence


@pytest.fixture
def reading(tmp_path: Path, importers: list[Importer], show: Session, people: Pseudonymiser) -> _Reading:
    ours = [one for one in importers if one.id.startswith(("survey_", "youtube_studio", "youtube_an", "viewer_curve"))]
    assert len(ours) == 11
    return _Reading(tmp_path / "x", ours, show, people)


@pytest.mark.parametrize("name", MADE)
def test_cut_off_anywhere(name: str, reading: _Reading) -> None:
    content = MADE[name].encode()
    for end in range(0, len(content), max(1, len(content) // 60)):
        reading(content[:end])


@pytest.mark.parametrize("name", MADE)
def test_damaged_bytes(name: str, reading: _Reading) -> None:
    chance = random.Random(name)  # noqa: S311 - a seeded test
    content = MADE[name].encode()
    for _ in range(60):
        damaged = bytearray(content)
        for _ in range(chance.randint(1, 8)):
            damaged[chance.randrange(len(damaged))] = chance.choice(b'"\x00\xff\n,;{}[]0\x80')
        reading(bytes(damaged))


@pytest.mark.parametrize("name", [name for name in MADE if name not in {"analytics", "poll"}])
def test_odd_cells_in_every_place(name: str, reading: _Reading) -> None:
    rows = [line.split(",") for line in MADE[name].splitlines()]
    for row in range(len(rows)):
        for at in range(len(rows[row])):
            for odd in ("", "9" * 400, "=1+1", "\u202e", "Total", "2026-13-45", '{"ImportId":7}', "[", "a;b / c, d"):
                changed = [list(cells) for cells in rows]
                changed[row][at] = f'"{odd.replace(chr(34), chr(34) * 2)}"'
                reading("\n".join(",".join(cells) for cells in changed).encode())


@pytest.mark.parametrize("wrong", _WRONG)
def test_wrong_types_in_every_field_of_a_report(wrong: str, reading: _Reading) -> None:
    for content in (
        f'{{"columnHeaders":{wrong},"rows":[[0,1]]}}',
        f'{{"columnHeaders":[{wrong},{{"name":"livestreamPosition"}},{{"name":"peakConcurrentViewers"}}],"rows":[[0,1,2]]}}',
        f'{{"columnHeaders":[{{"name":"livestreamPosition"}},{{"name":"peakConcurrentViewers"}}],"rows":{wrong}}}',
        f'{{"columnHeaders":[{{"name":"livestreamPosition"}},{{"name":"peakConcurrentViewers"}}],"rows":[{wrong},[{wrong},{wrong}]]}}',
        f'{{"time":{wrong},"concurrentViewers":"1"}}\n{{"time":"2026-11-20T18:00:00Z","concurrentViewers":{wrong}}}\n',
        f'{{"time":"2026-11-20T18:00:00Z","concurrentViewers":"4"}}\n{wrong}\n',
    ):
        reading(content.encode())
