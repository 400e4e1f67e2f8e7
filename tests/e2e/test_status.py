"""`rex status` as a tired manager types it in the morning."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pytest

from rex.cli.app import names
from rex.model.status import Status
from rex.render.jsonfile import to_json
from tests.e2e.driving import rex, workspace
from tests.fixtures.workspace import add_action

if TYPE_CHECKING:
    from pathlib import Path

DAY_AFTER = "2026-11-21T09:00:00+01:00"


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """Make two shows with their exports, not reviewed yet, and an action that is due in six days."""
    workspace(tmp_path, 2)
    add_action(tmp_path)
    return tmp_path


def test_the_morning_after_begins_with_the_show_and_ends_in_order(shop: Path) -> None:
    first = rex("status", "--now", DAY_AFTER, cwd=shop).ended(0)
    lines = first.out.splitlines()
    assert lines[0] == "Made Cosmetics · Sat 21 Nov 2026"
    assert lines[3] == "Not reviewed yet"
    assert "Small Show (2026-11-20): ended 13\u00a0hr ago, 5 export files are there." in lines[4]
    assert "rex review 2026-11-20" in "".join(lines[4:6])
    assert first.out.count("Memory fades") == 1
    assert "A-001 Say the delivery cost aloud (Iker): due in 6 days." in first.out
    rex("review", "--all", "--now", DAY_AFTER, cwd=shop).ended(0)
    second = rex("status", "--now", DAY_AFTER, cwd=shop).ended(0)
    assert "Not reviewed yet" not in second.out
    assert "Records to make again" not in second.out
    assert "rex form 2026-11-20 --set host --invite" in second.out


def test_a_newer_export_is_seen_and_reviewing_again_settles_it(shop: Path) -> None:
    rex("review", "--all", "--now", DAY_AFTER, cwd=shop).ended(0)
    (newest,) = shop.glob("sessions/2026-11-20*")
    orders = newest / "exports" / "orders_export_1.csv"
    orders.write_text(orders.read_text(encoding="utf-8").replace("Night Serum", "Night serum"), encoding="utf-8")
    told = rex("status", "--now", DAY_AFTER, cwd=shop).ended(0).out
    assert "Records to make again" in told
    assert "Small Show (2026-11-20): its export files changed after its record was made." in " ".join(told.split())
    rex("review", "--all", "--now", DAY_AFTER, cwd=shop).ended(0)
    assert "Records to make again" not in rex("status", "--now", DAY_AFTER, cwd=shop).out


def test_exports_that_have_not_come_are_named_by_what_the_files_hold(shop: Path) -> None:
    (newest,) = shop.glob("sessions/2026-11-20*")
    (newest / "exports" / "orders_export_1.csv").rename(shop / "somewhere.csv")
    (newest / "exports" / "chat.live_chat.json").rename(newest / "exports" / "a.txt")  # content counts, not the name
    told = rex("status", "--now", DAY_AFTER, cwd=shop).ended(0).out
    assert "4 export files are there. Not there yet: orders." in " ".join(told.split())
    found = rex("status", "--json", "--now", DAY_AFTER, cwd=shop).json
    assert [one["missing"] for one in found["unreviewed"]] == [["sales"], []]


def test_json_is_the_contracts_and_the_same_each_time(shop: Path) -> None:
    told = rex("status", "--json", "--now", DAY_AFTER, cwd=shop).ended(0)
    found = told.json
    assert found["schema"] == "rex.status/1"
    assert [one["session"] for one in found["unreviewed"]] == ["2026-11-20-small-show", "2026-11-13-small-show"]
    assert (found["things"], found["sessions"]) == (3 + len(found["unanswered"]), 2)
    assert to_json(Status.model_validate_json(told.out)) == told.out
    assert rex("status", "--json", "--now", DAY_AFTER, cwd=shop).out == told.out
    assert str(shop) not in json.dumps(found)


def test_every_command_that_is_told_exists(shop: Path) -> None:
    rex("review", "--all", "--now", DAY_AFTER, cwd=shop).ended(0)
    found = rex("status", "--json", "--now", "2027-01-05T09:00:00+01:00", cwd=shop).ended(0).json
    kinds = ("unreviewed", "outdated", "unanswered", "actions", "unsettled", "broken")
    todo = [one["todo"] for kind in kinds for one in found[kind]]
    assert {words.split()[0] for words in todo} == {"rex"}
    assert {words.split()[1] for words in todo} <= set(names())
    assert {"rex refresh 2026-11-20", "rex actions done A-001"} <= set(todo)


@pytest.mark.parametrize("width", [40, 80, 100])
@pytest.mark.parametrize("lang", ["en", "es", "fr"])
def test_no_line_is_wider_than_the_screen_in_any_language(shop: Path, lang: str, width: int) -> None:
    told = rex("status", "--lang", lang, "--width", width, "--plain", "--now", DAY_AFTER, cwd=shop).ended(0)
    assert max(map(len, told.out.splitlines())) <= width
    assert "rex review 2026-11-20" in told.out
    assert told.err == ""


def test_many_things_are_counted_and_shown_when_asked_for(shop: Path) -> None:
    for n in range(9):
        text = (shop / "actions" / "A-001.yaml").read_text(encoding="utf-8").replace("A-001", f"A-01{n}")
        (shop / "actions" / f"A-01{n}.yaml").write_text(text, encoding="utf-8")
    few, every = (rex("status", *more, "--now", DAY_AFTER, cwd=shop).out for more in ((), ("--all",)))
    assert few.count("Say the delivery cost aloud") == 4
    assert "6 more: rex status --all" in few
    assert every.count("Say the delivery cost aloud") == 10


def test_an_empty_workspace_gets_a_kind_line_and_the_first_step(tmp_path: Path) -> None:
    (tmp_path / "rex.yaml").write_text("client: Made Cosmetics\n", encoding="utf-8")
    told = rex("status", cwd=tmp_path).ended(0).out
    assert "Nothing waits for you: this workspace has no session yet." in told
    assert "rex add FILE..." in told


def test_what_stops_it_has_its_exit_code(shop: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert "no workspace" in rex("status", cwd=tmp_path_factory.mktemp("empty")).ended(3).err
    (shop / "rex.yaml").write_text("clinet: Made Cosmetics\n", encoding="utf-8")
    assert "rex.yaml, line 1" in rex("status", cwd=shop).ended(3).err
    rex("status", "--lang", "de", cwd=shop).ended(3)  # rex.yaml is read first


def test_two_hundred_sessions_are_looked_through_in_a_moment(shop: Path) -> None:
    (newest,) = shop.glob("sessions/2026-11-20*")
    text = (newest / "session.yaml").read_text(encoding="utf-8")
    for n in range(200):
        folder = shop / "sessions" / f"2020-01-01-{n:03d}"
        (folder / "exports").mkdir(parents=True)
        (folder / "session.yaml").write_text(text, encoding="utf-8")
        (folder / "exports" / "a.csv").write_text("a\n", encoding="utf-8")
    rex("status", cwd=shop)
    begun = time.perf_counter()
    rex("status", "--now", DAY_AFTER, cwd=shop).ended(0)
    assert time.perf_counter() - begun < 5  # 0.4 s here; a busy machine gets ten times that
