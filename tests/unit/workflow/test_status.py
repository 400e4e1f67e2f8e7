"""What waits: each kind of thing is found, in its order, with the command of the next step; nothing else is touched."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from rex import __version__
from rex.config.workspace import read_workspace
from rex.errors import FileError
from rex.render.jsonfile import to_json
from rex.store.workspace import Folder
from rex.text.speaker import Speaker
from rex.workflow import status_records
from rex.workflow.current import is_current
from rex.workflow.grounding import ground_of
from rex.workflow.imports import inputs_hash
from rex.workflow.status import status_of, workspace_around
from tests.builders import START, record, said

if TYPE_CHECKING:
    from pathlib import Path

    from rex.model.status import Status

SETTINGS = "client: Made Cosmetics\nlanguage: en\ncurrency: EUR\ntimezone: Europe/Madrid\n"
ROLES = ("csm", "host", "client")
CHANGES = {
    "exports": "sessions/2026-11-20-show/exports/orders.csv",
    "answers": "sessions/2026-11-20-show/answers/new.yaml",
    "benchmarks": "benchmarks.yaml",
    "earlier": "sessions/2026-11-13-show/exports/late.csv",
}


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """Make two shows a week apart, both reviewed, everybody heard; the newer began on 2026-11-20 at 19:00."""
    (tmp_path / "rex.yaml").write_text(SETTINGS, encoding="utf-8")
    for day in (-7, 0):
        reviewed(show(tmp_path, day))
    return tmp_path


def show(root: Path, day: int, exports: int = 1) -> Folder:
    """Make a show of one hour, so many days after the first, without a record."""
    start = START + timedelta(days=day)
    path = root / "sessions" / f"{start:%Y-%m-%d}-show"
    (path / "answers").mkdir(parents=True)
    (path / "exports").mkdir()
    for n in range(exports):
        name = "orders.csv" if n == 0 else f"file{n}.csv"
        (path / "exports" / name).write_text(f"file {n}\n", encoding="utf-8")
    text = f"title: Show {day}\nstart: {start.isoformat()}\nend: {(start + timedelta(hours=1)).isoformat()}\n"
    (path / "session.yaml").write_text(text, encoding="utf-8")
    return Folder(path, root)


def reviewed(folder: Folder, roles: tuple[str, ...] = ROLES, **more: Any) -> None:
    """Give a show the record that its files make now."""
    session = folder.session()
    people = [{"id": role, "role": role, "set": role, "depth": "quick"} for role in roles]
    about: dict[str, Any] = {"inputs": inputs_hash(folder), "ground": ground_of(folder, session), "rex": __version__}
    made = record(session=session.model_dump(), **{**about, "respondents": people, **more})
    folder.record.write_text(to_json(made), encoding="utf-8")


def draft(folder: Folder, person: str, role: str = "host", **more: str) -> None:
    """Write somebody's answers: one is given."""
    extra = "".join(f"{key}: {value}\n" for key, value in more.items())
    text = f"respondent: {person}\nrole: {role}\nset: csm\n{extra}answers: {{csm.mood: 4}}\n"
    (folder.path / "answers" / f"{person}.yaml").write_text(text, encoding="utf-8")


def status(root: Path, hours: float) -> Status:
    """Look so many hours after the end of the show of 2026-11-20."""
    now = START + timedelta(hours=1 + hours)
    return status_of(root, read_workspace(root / "rex.yaml"), now, Speaker("en", "Europe/Madrid"))


def test_where_all_is_in_order_that_is_said_in_one_kind_line(shop: Path) -> None:
    found = status(shop, 20)
    assert (found.things, found.sessions) == (0, 2)
    assert said(found.says) == "Nothing waits for you: 2 sessions, all in order. Have a good day."


def test_a_show_without_a_record_is_told_with_its_hours_and_files_the_newest_first(shop: Path) -> None:
    show(shop, 3, exports=0)
    show(shop, 4, exports=2)
    show(shop, 9)  # not yet
    newest, older = status(shop, 4 * 24 + 5).unreviewed
    assert (newest.session, newest.hours, newest.exports, newest.urgent) == ("2026-11-24-show", 5, 2, False)
    assert said(newest.says) == "Show 4 (2026-11-24): ended 5 ago, 2 export files are there."  # 5 is said as hours
    assert (older.hours, older.exports, older.urgent) == (29, 0, True)
    assert "no export yet" in said(older.says)
    assert [newest.todo, older.todo] == ["rex review 2026-11-24", "rex review 2026-11-23"]


def test_what_is_sealed_fades_no_more_and_only_the_files_are_missing(shop: Path) -> None:
    folder = show(shop, 3, exports=0)
    draft(folder, "maria", "csm", seal="{at: 2026-11-23T21:00:00+01:00, hash: abc, questions: [csm.mood]}")
    (one,) = status(shop, 5 * 24).unreviewed
    assert (one.sealed, one.urgent) == (1, False)
    told = "Show 3 (2026-11-23): ended 48 ago, what people recall is sealed, no export yet."  # 48 is said as hours
    assert said(one.says) == told
    assert one.todo == "rex add FILE... --session 2026-11-23-show"


def test_a_show_whose_end_nobody_wrote_down_is_no_secret(shop: Path) -> None:
    folder = show(shop, 3)
    (folder.path / "session.yaml").write_text("title: Spontaneous\n", encoding="utf-8")
    (one,) = status(shop, 90).unreviewed
    assert (one.hours, one.ended, said(one.says)) == (None, None, "Spontaneous: it is not known yet when it ended.")


@pytest.mark.parametrize("what", sorted(CHANGES))
def test_a_record_is_outdated_by_whatever_is_current_says(shop: Path, what: str) -> None:
    newer = Folder(shop / "sessions" / "2026-11-20-show", shop)
    assert is_current(newer)
    (shop / CHANGES[what]).write_text("respondent: new\n", encoding="utf-8")
    assert not is_current(newer)
    found = {one.session: one for one in status(shop, 20).outdated}
    assert what in found[newer.id].changed
    assert {one.todo for one in found.values()} == {"rex review --all"}


def test_an_earlier_show_whose_exports_came_late_outdates_the_later_ones(shop: Path) -> None:
    reviewed(show(shop, -3))
    newer = Folder(shop / "sessions" / "2026-11-20-show", shop)
    assert not is_current(newer)
    assert [(one.session, one.changed) for one in status(shop, 20).outdated] == [(newer.id, ("earlier",))]


def test_an_earlier_record_with_other_values_outdates_the_later_ones(shop: Path) -> None:
    older, newer = (Folder(shop / "sessions" / f"2026-11-{day}-show", shop) for day in (13, 20))
    reviewed(older, values="restated")
    assert not is_current(newer)
    assert [(one.session, one.changed) for one in status(shop, 20).outdated] == [(newer.id, ("earlier",))]


def test_settings_and_another_version_outdate_too(shop: Path) -> None:
    newer = Folder(shop / "sessions" / "2026-11-20-show", shop)
    reviewed(newer, rex="0.0.1")
    assert [one.changed for one in status(shop, 20).outdated] == [("version",)]
    reviewed(newer)
    with (newer.path / "session.yaml").open("a", encoding="utf-8") as file:
        file.write("tags: [sale]\n")
    assert [one.changed for one in status(shop, 20).outdated] == [("settings",)]
    reviewed(newer)
    with (shop / "rex.yaml").open("a", encoding="utf-8") as file:
        file.write("limits: {orders: {from: 2026-10-01, reason: new studio}}\n")
    assert [one.changed for one in status(shop, 20).outdated] == [("settings",), ("settings",)]


def test_purged_exports_leave_nothing_to_make_again(shop: Path) -> None:
    for file in shop.glob("sessions/*/exports/*"):
        file.unlink()
    assert status(shop, 20).outdated == ()


def test_exports_older_than_their_record_are_not_hashed_and_younger_ones_are(
    shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []

    def counted(folder: Folder) -> str:
        hashed.append(folder.id)
        return inputs_hash(folder)

    monkeypatch.setattr(status_records, "inputs_hash", counted)
    later = datetime.now(UTC) + timedelta(hours=1)  # as if the review came after the files
    for name in ("2026-11-13-show", "2026-11-20-show"):
        folder = Folder(shop / "sessions" / name, shop)
        reviewed(folder, written=later)
        os.utime(folder.record, (later.timestamp(), later.timestamp()))
    assert (status(shop, 20).outdated, hashed) == ((), [])
    folder = Folder(shop / "sessions" / "2026-11-20-show", shop)
    os.utime(folder.record, (0, 0))
    assert (status(shop, 20).outdated, hashed) == ((), ["2026-11-20-show"])


def test_who_has_not_answered_is_told_for_the_newest_shows_alone(shop: Path) -> None:
    newer = Folder(shop / "sessions" / "2026-11-20-show", shop)
    reviewed(newer, roles=("host",))
    found = status(shop, 20).unanswered
    assert [(one.session, one.role, one.todo) for one in found] == [
        (newer.id, "csm", "rex ask 2026-11-20"),
        (newer.id, "client", "rex form 2026-11-20 --set client --invite"),
    ]
    assert status(shop, 24 * 15).unanswered == ()  # two weeks later nobody is asked any more


def test_an_interview_that_was_begun_names_the_person_and_the_open_questions(shop: Path) -> None:
    folder = show(shop, 3)
    draft(folder, "maria", "host")
    begun, client = status(shop, 80).unanswered
    assert begun.open is not None
    assert begun.open > 1
    assert (begun.person, begun.todo) == ("maria", "rex ask 2026-11-23 --as maria")
    assert (client.role, client.open) == ("client", None)  # the review itself asks whoever runs it: no csm


def test_an_anonymous_answer_is_never_named(shop: Path) -> None:
    folder = show(shop, 3)
    draft(folder, "someone", "host", anonymity="anonymous")
    assert [one.person for one in status(shop, 80).unanswered] == [""]


def action(root: Path, number: int, due: str, decided: str = "2026-11-21", **more: str) -> None:
    """Write an open action."""
    (root / "actions").mkdir(exist_ok=True)
    fields = {"status": "open", "session": "2026-11-20-show", **more}
    rest = "".join(f"{key}: {value}\n" for key, value in fields.items())
    text = (
        f"id: A-{number:03d}\nwhat: Say the delivery cost\nowner: Iker\ndue: {due}\nkpi: orders\n"
        f"direction: up\nsmallest_effect: 1\ndecided: {decided}\n{rest}"
    )
    (root / "actions" / f"A-{number:03d}.yaml").write_text(text, encoding="utf-8")


def test_actions_are_told_when_overdue_due_soon_or_carried_three_times(shop: Path) -> None:
    for day in (-21, -14):
        reviewed(show(shop, day))
    for day in (-14, -7, 0):  # their earlier sessions changed: make them anew
        reviewed(Folder(shop / "sessions" / f"{START + timedelta(days=day):%Y-%m-%d}-show", shop))
    action(shop, 1, "2026-11-28")  # in 7 days
    action(shop, 2, "2026-11-29")  # in 8: not yet
    action(shop, 3, "2026-11-19")  # 2 days ago
    action(shop, 4, "2026-11-21")  # today
    action(shop, 5, "2026-12-31", decided="2026-10-31", session="x")  # open through 11-06, 11-13 and 11-20
    action(shop, 6, "2026-11-01", status="dropped")
    found = status(shop, 20).actions  # on Saturday 2026-11-21
    assert [(one.action, one.days, one.carried, one.urgent) for one in found] == [
        ("A-003", -2, 0, True),
        ("A-004", 0, 0, False),
        ("A-001", 7, 0, False),
        ("A-005", 40, 3, False),
    ]
    assert found[0].todo == "rex actions done A-003"
    assert found[3].todo == "rex actions drop A-005"


def test_a_provisional_record_is_told_once_its_window_has_ended(shop: Path) -> None:
    newer = Folder(shop / "sessions" / "2026-11-20-show", shop)
    end = START + timedelta(hours=1)
    reviewed(newer, edition="provisional", settles_on=end + timedelta(days=14))
    assert status(shop, 14 * 24 - 1).unsettled == ()
    (one,) = status(shop, 14 * 24).unsettled
    assert (one.session, one.todo) == (newer.id, "rex refresh 2026-11-20")
    (newer.exports / "newer.csv").write_text("more\n")  # newer exports are there: it is outdated, told once
    found = status(shop, 14 * 24)
    assert (found.unsettled, [item.session for item in found.outdated]) == ((), [newer.id])


def test_files_that_cannot_be_used_are_named_and_the_rest_goes_on(shop: Path) -> None:
    older, newer = (shop / "sessions" / name for name in ("2026-11-13-show", "2026-11-20-show"))
    (older / "session.yaml").write_text("titel: x\n", encoding="utf-8")
    (newer / "retrospective.json").write_text("{", encoding="utf-8")
    folder = show(shop, 1)
    (folder.path / "answers" / "maria.yaml").write_text("role: [", encoding="utf-8")
    action(shop, 1, "soon")
    found = status(shop, 30)
    assert sorted(one.file for one in found.broken) == [
        "actions/A-001.yaml",
        "sessions/2026-11-13-show/session.yaml",
        "sessions/2026-11-20-show/retrospective.json",
        "sessions/2026-11-21-show/answers/maria.yaml",
    ]
    todo = {one.file.split("/")[-1]: one.todo for one in found.broken}
    assert todo["retrospective.json"] == "rex review 2026-11-20-show --no-input"
    assert todo["session.yaml"] == "rex doctor"
    assert [one.session for one in found.unreviewed] == ["2026-11-21-show"]


def test_two_shows_of_one_day_are_told_apart_in_the_commands(shop: Path) -> None:
    folder = show(shop, 3)
    folder.path.rename(folder.path.with_name("2026-11-20-late show"))
    (one,) = status(shop, 80).unreviewed
    assert one.todo == "rex review '2026-11-20-late show'"


def test_outside_a_workspace_the_way_in_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="no workspace") as stop:
        workspace_around(tmp_path)
    assert "rex init" in stop.value.todo


def test_looking_changes_nothing(shop: Path) -> None:
    show(shop, 3)
    before = {path: path.stat().st_mtime_ns for path in shop.rglob("*")}
    status(shop, 80)
    assert {path: path.stat().st_mtime_ns for path in shop.rglob("*")} == before
