from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

import pytest

from rex.errors import RexError
from rex.importers.attendance import count_of
from rex.importers.export import ExportFile
from rex.importers.head import head_of
from rex.importers.identify import Known, identify
from rex.importers.read import read
from rex.importers.sink import Nowhere
from rex.importers.teams_attendance import IMPORTER
from rex.importers.teams_tables import seconds_of

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Outcome, Reads

    from rex.importers.base import Importer
    from rex.model.session import Session
    from rex.text.pseudonym import Pseudonymiser

START = 1_795_197_600_000  # 2026-11-20, 19:00 in Madrid
ENGLISH = """1. Summary
Meeting title|"Autumn
Glow"
Attended participants|4
Start time|11/20/26, 6:50:00 PM
End time|11/20/26, 8:35:05 PM
Meeting duration|1h 45m 5s
Average attendance time|45m

2. Participants
Name|First Join|Last Leave|In-Meeting Duration|Email|Participant ID (UPN)|Role
Lola Organizer|11/20/26, 6:50:00 PM|11/20/26, 8:35:05 PM|1h 45m 5s|lola@example.com|lola@example.com|Organizer
Ana|11/20/26, 7:00:00 PM|11/20/26, 8:00:00 PM|45m|ana@example.com|ana@example.com|Presenter
Bo (Unverified)|11/20/26, 7:10:00 PM|11/20/26, 7:40:30 PM|30m 30s|||Presenter
Cy (Unverified)|11/20/26, 8:20:00 PM|11/20/26, 8:10:00 PM||||Presenter

3. In-Meeting Activities
Name|Join Time|Leave Time|Duration|Email|Role
Lola Organizer|11/20/26, 6:50:00 PM|11/20/26, 8:35:05 PM|1h 45m 5s|lola@example.com|Organizer
Ana|11/20/26, 7:00:00 PM|11/20/26, 7:30:00 PM|30m|ana@example.com|Presenter
Ana|11/20/26, 7:45:00 PM|11/20/26, 8:00:00 PM|15m|ana@example.com|Presenter
Bo (Unverified)|11/20/26, 7:10:00 PM|11/20/26, 7:40:30 PM|30m 30s||Presenter
Cy (Unverified)|11/20/26, 8:20:00 PM|11/20/26, 8:10:00 PM|||Presenter
Di (Unverified)|11/20/26, 8:20:00 PM||||Presenter

4. Meeting Engagement
Name|Engagement Type|Time
Ana|Raise Hands|11/20/26, 7:20:00 PM
""".replace("|", "\t")
FRENCH = """1. Résumé
Titre de la réunion|2026
Participants présents|3
Heure de début|20/11/2026, 18:50:00
Heure de fin|20/11/2026, 20:35:05
Durée de la réunion|1 h 45 min 5 s
Temps de présence moyen|45 min

2. Participants
Nom|Première connexion|Dernière déconnexion|Durée|E-mail|ID du participant (UPN)|Rôle
Ana|20/11/2026, 19:00:00|20/11/2026, 20:00:00|45 min|ana@example.com|ana@example.com|Présentateur

3. Activités en réunion
Nom|Type de salle|Nom de la salle|Heure d'arrivée|Heure de départ|Durée|E-mail|Rôle
Lola|Principale|Salle 1|20/11/2026, 18:50:00|20/11/2026, 20:35:05|1 h 45 min|lola@example.com|Organisateur
Ana|Principale|Salle 1|20/11/2026, 19:00:00|20/11/2026, 19:30:00|30 min|ana@example.com|Présentateur
""".replace("|", "\t")
OLDER = """Meeting Summary
Total Number of Participants|2
Meeting Title|Autumn Glow
Meeting Start Time|11/20/2026, 6:50:00 PM
Meeting End Time|11/20/2026, 8:35:05 PM

Full Name|Join Time|Leave Time|Duration|Email|Role|Participant ID (UPN)
Lola|11/20/2026, 6:50:00 PM|11/20/2026, 8:35:05 PM|1h 45m|lola@example.com|Organizer|lola@example.com
Ana|11/20/2026, 7:00:00 PM|11/20/2026, 7:30:00 PM|30m|ana@example.com|Presenter|ana@example.com
Ana|11/20/2026, 7:45:00 PM|11/20/2026, 8:00:00 PM|15m|ana@example.com|Presenter|ana@example.com
""".replace("|", "\t")


def stays(outcome: Outcome) -> list[tuple[float | None, float | None]]:
    """Give coming and leaving in minutes from the start."""
    return [
        (
            None if row.offset_ms is None else row.offset_ms / 60_000,
            None if row.leave_ms is None else (row.leave_ms - START) / 60_000,
        )
        for row in outcome.the("presence")
    ]


def utf16(text: str) -> bytes:
    """Write it as Teams does: UTF-16 with a byte order mark, lines ended with CR LF."""
    return b"\xff\xfe" + text.replace("\n", "\r\n").encode("utf-16-le")


def test_the_single_comings_and_leavings_are_the_visits(reads: Reads) -> None:
    outcome = reads(utf16(ENGLISH))
    assert (outcome.source.importer, outcome.clock.kind) == ("teams_attendance", "local")
    assert stays(outcome) == [(0, 30), (45, 60), (10, 40.5), (None, None), (80, None)]
    ana, again, bo, cy, di = (row.person for row in outcome.the("presence"))
    assert ana == again
    assert len({ana, bo, cy, di}) == 4


def test_nobody_counts_twice(reads: Reads) -> None:
    outcome = reads(utf16(ENGLISH))
    # 7 of the summary, 2 + 4 of participants, 2 + 6 of activities, 2 + 1 of engagement: 24 rows.
    # Kept: 3 totals, 5 stays. Aside: 4 people of section 2, the organiser, the engagement, the rest are titles.
    assert outcome.counts == (24, 8, 16)
    assert outcome.source.reasons == {"title": 10, "total": 4, "other": 2}
    assert outcome.source.tables == {"presence": 5, "totals": 3}


def test_the_meeting_s_own_numbers_are_totals(reads: Reads) -> None:
    found = {row.metric: (row.value_milli, row.unit) for row in reads(utf16(ENGLISH)).the("totals")}
    assert found == {
        "participants": (4_000, "count"),
        "duration": (6_305_000, "seconds"),
        "view_duration": (2_700_000, "seconds"),
    }


def test_who_leaves_before_coming_is_kept_without_times_and_named(reads: Reads) -> None:
    (issue,) = reads(ENGLISH).issues
    assert (issue.line, issue.problem.text) == (23, "The person leaves before coming.")


def test_another_language_and_other_columns_are_read_by_what_they_hold(reads: Reads) -> None:
    outcome = reads(utf16(FRENCH))
    assert outcome.source.importer == "teams_attendance"
    assert stays(outcome) == [(0, 30)]
    assert outcome.source.reasons == {"title": 8, "total": 1, "other": 1}
    found = {row.metric: row.value_milli for row in outcome.the("totals")}
    assert found == {"participants": 3_000, "duration": 6_305_000, "view_duration": 2_700_000}


def test_the_older_form_is_one_table(reads: Reads) -> None:
    outcome = reads(utf16(OLDER))
    assert outcome.source.importer == "teams_attendance"
    assert stays(outcome) == [(0, 30), (45, 60)]
    assert [(row.metric, row.value_milli) for row in outcome.the("totals")] == [("participants", 2_000)]
    assert outcome.source.reasons == {"title": 5, "other": 1}


@pytest.mark.parametrize(
    "style",
    [
        ("11/20/26, 7:00:00 PM", "11/20/26, 7:30:00 PM"),
        ("11/20/26, 7:00:00\u202fPM", "11/20/26, 7:30:00\u202fPM"),
        ("20/11/26, 19:00:00", "20/11/26, 19:30:00"),
        ("20/11/26 19:00:00", "20/11/26 19:30:00"),
        ("20.11.2026, 19:00:00", "20.11.2026, 19:30:00"),
        ("2026-11-20, 19:00:00".replace(",", ""), "2026-11-20 19:30:00"),
    ],
)
def test_dates_in_the_organiser_s_language(reads: Reads, style: tuple[str, str]) -> None:
    content = OLDER[: OLDER.index("Lola")] + f"Ana\t{style[0]}\t{style[1]}\t30m\tana@example.com\tPresenter\tx\n"
    assert stays(reads(utf16(content))) == [(0, 30)]


def test_one_date_decides_whether_the_month_comes_first(reads: Reads, show: Session) -> None:
    start = show.start.replace(month=3, day=2) if show.start else None
    march = show.model_copy(update={"start": start, "end": start})
    head = OLDER[: OLDER.index("Lola")].replace("11/20/2026", "03/02/2026")
    row = "Ana\t03/02/2026, 7:00:00 PM\t03/02/2026, 7:30:00 PM\t30m\tana@example.com\tPresenter\tx\n"
    late = "Bo\t03/13/2026, 7:00:00 PM\t03/13/2026, 7:30:00 PM\t30m\tbo@example.com\tPresenter\tx\n"
    assert reads(utf16(head + row + late), session=march).source.first == "2026-03-02T18:00:00Z"


def roles(presenters: int, attendees: int) -> str:
    """Write the older form with so many presenters and attendees."""
    people = [("Presenter", n) for n in range(presenters)] + [("Attendee", n) for n in range(attendees)]
    return OLDER[: OLDER.index("Lola")] + "".join(
        f"{role} {n}\t11/20/2026, 7:00:00 PM\t11/20/2026, 7:30:00 PM\t30m\t\t{role}\t\n" for role, n in people
    )


def test_presenters_are_the_team_where_others_outnumber_them(reads: Reads) -> None:
    assert reads(utf16(roles(2, 5))).source.tables["presence"] == 5
    assert reads(utf16(roles(5, 1))).source.tables["presence"] == 6  # a meeting without roles, and a caller


def test_without_the_single_stays_everybody_counts_from_first_to_last(reads: Reads) -> None:
    outcome = reads(utf16(ENGLISH[: ENGLISH.index("3. In-Meeting")]))
    assert stays(outcome) == [(0, 60), (10, 40.5), (None, None)]
    assert outcome.issues[0].problem.text == "The report does not hold the single comings and leavings."


def test_nothing_personal_goes_into_extra(reads: Reads) -> None:
    found = [json.loads(row.extra) for row in reads(utf16(ENGLISH)).the("presence")]
    assert found[0] == {"Leave Time": "11/20/26, 7:30:00 PM", "Duration": "30m"}
    assert all(set(extra) <= {"Leave Time", "Duration"} for extra in found)


def test_commas_of_a_spreadsheet_are_read(reads: Reads) -> None:
    lines = [",".join(f'"{cell}"' if "," in cell else cell for cell in line.split("\t")) for line in OLDER.split("\n")]
    assert reads("\n".join(lines)).tables["presence"] == reads(OLDER).tables["presence"]


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("1h 13m 5s", 4385), ("11m 31s", 691), ("1h", 3600), ("1h 7s", 3607), ("45 min", 2700),
        ("1 h 45 min 5 s", 6305), ("2 hours 1 minute", 7260),
        ("1:13:05", 4385), ("", None), ("soon", None), ("7", None), ("5x", None),
    ],
)  # fmt: skip
def test_lengths_are_read_in_seconds(text: str, seconds: int | None) -> None:
    assert seconds_of(text) == seconds


def test_the_raw_rows_hold_every_cell(reads: Reads, tmp_path: Path) -> None:
    outcome = reads(utf16(ENGLISH), "report.csv")
    raw = list(IMPORTER.rows(head_of(ExportFile(tmp_path / "report.csv", "report.csv")))) if IMPORTER.rows else []
    assert [row.number for row in raw] == list(range(1, outcome.source.rows_read + 1))
    written = "".join(ENGLISH.replace('"', "").split())
    assert "".join("".join("".join(row.cells).split()) for row in raw) == written


@pytest.mark.parametrize("content", [ENGLISH, FRENCH, OLDER])
def test_damage_is_never_an_exception(
    tmp_path: Path, importers: list[Importer], show: Session, people: Pseudonymiser, content: str
) -> None:
    chance = random.Random(content)  # noqa: S311 - a seeded test
    whole = utf16(content)
    pieces = [whole[:end] for end in range(0, len(whole), 97)]
    for _ in range(20):
        damaged = bytearray(whole)
        for _ in range(6):
            damaged[chance.randrange(len(damaged))] = chance.choice(b'"\x00\xff\n\r\t,;[]0-\x80')
        pieces.append(bytes(damaged))
    path = tmp_path / "x"
    for piece in pieces:
        path.write_bytes(piece)
        try:
            known = identify(ExportFile(path, "x"), importers)
            if isinstance(known, Known):
                source, _, _ = read(known, show, people, Nowhere())
                assert source.rows_read == source.rows_kept + source.rows_set_aside
        except RexError as error:
            assert error.what  # noqa: PT017 - an expected stop carries its sentence


def test_a_number_that_no_count_can_be_is_none() -> None:
    assert count_of("1,000,000,000,000") == 10**12
    assert count_of("1,000,000,000,000,000,000,000") is None
