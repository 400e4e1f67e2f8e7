"""`rex add`: files go to the session they belong to, nothing is overwritten, and every file's fate is said."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.e2e.driving import rex
from tests.e2e.sitting import Sitting
from tests.fixtures.books import book

if TYPE_CHECKING:
    from pathlib import Path

CHAT = "timestamp,author,message\n2026-11-20 19:05:00,Ana,hola\n2026-11-20 19:45:00,Leo,adios\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Make a workspace with two shows on two evenings, and a downloads folder."""
    rex("init", "shop", "--client", "Shop", "--timezone", "Europe/Madrid", "--no-input", cwd=tmp_path).ended(0)
    for day, title in (("2026-11-13", "serum"), ("2026-11-20", "glow")):
        folder = tmp_path / "shop" / "sessions" / f"{day}-{title}"
        (folder / "exports").mkdir(parents=True)
        (folder / "session.yaml").write_text(f"start: {day}T19:00:00+01:00\nend: {day}T20:00:00+01:00\n")
    downloads = tmp_path / "downloads"
    downloads.mkdir()
    (downloads / "chat.csv").write_text(CHAT, encoding="utf-8")
    (downloads / "letter.txt").write_text("Dear shop,\nsee you on Friday.\n", encoding="utf-8")
    return tmp_path / "shop"


def test_a_file_finds_its_session_by_its_times(workspace: Path) -> None:
    said = rex("add", "../downloads/chat.csv", cwd=workspace).ended(0)
    assert "chat.csv is in 2026-11-20-glow." in said.out
    assert (workspace / "sessions/2026-11-20-glow/exports/chat.csv").read_text(encoding="utf-8") == CHAT


def test_the_same_file_is_added_once_and_another_of_its_name_gets_a_number(workspace: Path) -> None:
    rex("add", "../downloads/chat.csv", cwd=workspace).ended(0)
    again = rex("add", "../downloads/chat.csv", "--json", cwd=workspace).ended(0)
    assert again.json["files"] == [
        {
            "file": "chat.csv",
            "session": "2026-11-20-glow",
            "added": False,
            "new_session": False,
            "importer": "table_mapped",
            "why_not_read": None,
        }
    ]
    (workspace.parent / "downloads" / "chat.csv").write_text(CHAT.replace("hola", "buenas"), encoding="utf-8")
    rex("add", "../downloads/chat.csv", cwd=workspace).ended(0)
    exports = workspace / "sessions/2026-11-20-glow/exports"
    assert sorted(path.name for path in exports.iterdir()) == ["chat.csv", "chat_2.csv"]
    assert "hola" in (exports / "chat.csv").read_text(encoding="utf-8")


def test_a_new_session_is_made_by_its_day_and_title(workspace: Path) -> None:
    rex("add", "../downloads/chat.csv", "--session", "2026-11-27-clay-mask", cwd=workspace).ended(0)
    folder = workspace / "sessions/2026-11-27-clay-mask"
    assert (folder / "session.yaml").read_text(encoding="utf-8") == "title: Clay mask\n"
    assert (folder / "exports/chat.csv").exists()


def test_a_file_that_nobody_can_read_is_copied_and_said(workspace: Path) -> None:
    said = rex("add", "../downloads/letter.txt", "--session", "last", cwd=workspace).ended(0)
    assert (workspace / "sessions/2026-11-20-glow/exports/letter.txt").exists()
    assert "Add one, or remove the file." in said.err


def test_files_that_fit_no_session_are_not_copied_anywhere(workspace: Path) -> None:
    (workspace.parent / "downloads" / "chat.csv").write_text(CHAT.replace("2026-11", "2025-03"), encoding="utf-8")
    said = rex("add", "../downloads/chat.csv", cwd=workspace).ended(2)
    assert "fit no session" in said.err
    assert not list(workspace.rglob("exports/*"))


def test_a_misspelt_session_makes_no_folder(workspace: Path) -> None:
    said = rex("add", "../downloads/chat.csv", "--session", "2026-11-20-glov!", cwd=workspace).ended(2)
    assert "2026-11-20-glow" in said.err
    assert len(list((workspace / "sessions").iterdir())) == 2


def test_a_folder_offers_what_rex_knows_and_copies_nothing_unasked(workspace: Path) -> None:
    said = rex("add", "--from", "../downloads", "--session", "last", cwd=workspace).ended(0)
    assert "chat.csv" in said.out
    assert "letter.txt" not in said.out
    assert "rex add ../downloads/chat.csv --session last" in " ".join(said.err.split())
    assert not list(workspace.rglob("exports/*"))


def test_no_workspace_no_file_and_no_zone_are_said(workspace: Path) -> None:
    assert "no workspace" in rex("add", "x.csv", cwd=workspace.parent).ended(2).err
    assert "There is no file" in rex("add", "nowhere.csv", cwd=workspace).ended(3).err
    zone = rex("add", "../downloads/chat.csv", "--timezone", "Madrid", cwd=workspace).ended(2)
    assert "no time zone" in zone.err


_LIVES = (
    "Livestream,Start time,Duration,Gross revenue,Direct GMV,Items sold,Customers,Avg. price,Orders paid for,"
    "GMV/1K shows,GMV/1K views,Views,Viewers,Peak viewers,New followers,Avg. view duration,Likes,Comments,Shares,"
    "Product impressions,Product clicks,CTR,CTOR (SKU orders)"
)


def _lives() -> bytes:
    """Make a list of livestreams as TikTok Shop exports it: days, a blank row, the header, three sessions."""

    def row(title: str, start: str, orders: int) -> list[Any]:
        money = ["Rp1.000.000", "Rp900.000", 9, 8, "Rp100.000", orders, "Rp1", "Rp2"]
        return [title, start, 3600, *money, 700, 500, 90, 3, 40, 100, 50, 2, 3000, 100, 0.14, 0.08]

    return book(
        ["2026-11-01 ~ 2026-11-28"],
        [],
        _LIVES.split(","),
        row("GLOW LIVE", "2026-11-21 19:00", 7),
        row("GLOW LIVE", "2026-11-21 09:30", 8),
        row("Mask 🔥", "2026-11-22 19:00", 9),
    )


def test_a_file_of_many_sessions_becomes_that_many_folders_that_can_be_compared_at_once(workspace: Path) -> None:
    (workspace.parent / "downloads" / "lives.xlsx").write_bytes(_lives())
    said = rex("add", "../downloads/lives.xlsx", "--timezone", "Asia/Jakarta", "--currency", "idr", cwd=workspace)
    assert "3 new sessions" in said.ended(0).err
    names = sorted(path.name for path in (workspace / "sessions").iterdir())[2:]
    assert names == ["2026-11-21-0930-glow-live", "2026-11-21-1900-glow-live", "2026-11-22-mask"]
    settings = yaml.safe_load((workspace / "sessions" / names[0] / "session.yaml").read_text(encoding="utf-8"))
    assert settings == {
        "title": "GLOW LIVE",
        "start": "2026-11-21T09:30:00+07:00",
        "end": "2026-11-21T10:30:00+07:00",
        "timezone": "Asia/Jakarta",
        "currency": "IDR",
    }
    found = rex("kpis", "last-2", "--json", cwd=workspace).ended(0).json["measures"]
    assert next(m["value"] for m in found if m["id"] == "platform_orders") == 8
    changes = rex("diff", "last-1", "last", "--json", cwd=workspace).ended(0).json["changes"]
    orders = next(change for change in changes if change["id"] == "platform_orders")
    assert (orders["before"], orders["after"], orders["delta"]) == (7, 9, 2)
    again = rex("add", "../downloads/lives.xlsx", "--json", "--timezone", "Asia/Jakarta", cwd=workspace).ended(0)
    assert not any(entry["added"] or entry["new_session"] for entry in again.json["files"])
    assert len(list((workspace / "sessions").iterdir())) == 5


def test_a_file_of_many_sessions_without_a_zone_stops(workspace: Path) -> None:
    settings = workspace / "rex.yaml"
    lines = settings.read_text(encoding="utf-8").splitlines(keepends=True)
    settings.write_text("".join(line for line in lines if not line.startswith("timezone")), encoding="utf-8")
    (workspace.parent / "downloads" / "lives.xlsx").write_bytes(_lives())
    assert "--timezone" in rex("add", "../downloads/lives.xlsx", cwd=workspace).ended(3).err
    assert len(list((workspace / "sessions").iterdir())) == 2


def _list(*rows: str) -> str:
    return "2026-03-01 ~ 2026-11-28,,,,\n,,,,\nLivestream,Start time,Duration,Gross revenue,Views\n" + "".join(
        f"{row}\n" for row in rows
    )


def test_two_lives_eight_minutes_apart_are_two_sessions_and_an_updated_list_makes_no_copies(workspace: Path) -> None:
    lives = workspace.parent / "downloads" / "lives.csv"
    add = ("add", "../downloads/lives.csv", "--timezone", "Asia/Jakarta", "--currency", "IDR")
    lives.write_text(
        _list("Promo,2026-11-21 10:00:00,300,Rp9.467.316,5679", "Promo,2026-11-21 10:08:00,7200,Rp467.316,79")
    )
    rex(*add, cwd=workspace).ended(0)
    homes = [workspace / "sessions" / f"2026-11-21-{hour}-promo" for hour in ("1000", "1008")]
    assert [len(list((home / "exports").iterdir())) for home in homes] == [1, 1]
    for views in (5700, 5800):
        lives.write_text(
            _list(f"Promo,2026-11-21 10:00:00,300,Rp9.467.999,{views}", "Promo,2026-11-21 10:08:00,7200,Rp467.316,79")
        )
        rex(*add, cwd=workspace).ended(0)
    assert len(list((workspace / "sessions").iterdir())) == 4
    (kept,) = (homes[0] / "exports").iterdir()
    assert "5800" in kept.read_text(encoding="utf-8")
    assert len(list((homes[1] / "exports").iterdir())) == 1


def test_a_live_over_the_night_the_clocks_change_lasts_as_long_as_it_did(workspace: Path) -> None:
    (workspace.parent / "downloads" / "lives.csv").write_text(
        _list("Early,2026-03-29 01:30:00,3600,Rp9.467.316,5679", "Late,2026-10-25 01:30:00,7200,Rp467.316,79")
    )
    rex("add", "../downloads/lives.csv", "--currency", "IDR", cwd=workspace).ended(0)
    ends = [
        yaml.safe_load((workspace / "sessions" / name / "session.yaml").read_text(encoding="utf-8"))["end"]
        for name in ("2026-03-29-early", "2026-10-25-late")
    ]
    # 00:30 UTC and an hour is 01:30 UTC, 03:30 in summer; 23:30 UTC and two hours is 01:30 UTC, 02:30 in winter
    assert ends == ["2026-03-29T03:30:00+02:00", "2026-10-25T02:30:00+01:00"]


def test_an_export_that_grew_takes_the_place_of_the_older_one_and_the_older_one_adds_nothing(workspace: Path) -> None:
    rex("add", "../downloads/chat.csv", cwd=workspace).ended(0)
    grown = CHAT + "2026-11-20 19:50:00,Ada,ciao\n"
    (workspace.parent / "downloads" / "chat.csv").write_text(grown, encoding="utf-8")
    said = rex("add", "../downloads/chat.csv", cwd=workspace).ended(0)
    assert "takes the place of an older one" in said.out
    (workspace.parent / "downloads" / "chat.csv").write_text(CHAT, encoding="utf-8")
    assert "already" in rex("add", "../downloads/chat.csv", cwd=workspace).ended(0).out
    (only,) = (workspace / "sessions/2026-11-20-glow/exports").iterdir()
    assert only.read_text(encoding="utf-8") == grown


@pytest.mark.skipif(os.name != "posix", reason="a pseudo-terminal is needed")
@pytest.mark.parametrize(("key", "made"), [("n", 0), ("y", 3)])
def test_at_a_terminal_the_sessions_of_a_file_are_shown_before_folders_are_made(
    key: str, made: int, workspace: Path
) -> None:
    (workspace.parent / "downloads" / "lives.xlsx").write_bytes(_lives())
    words = ("add", "../downloads/lives.xlsx", "--timezone", "Asia/Jakarta", "--lang", "en")
    seat = Sitting(*words, cwd=workspace, log=workspace.parent / "opened.log")
    seat.wait("lives.xlsx holds 3 sessions:")
    seat.wait("Make a folder for each of the 3?")
    assert any("2026-11-21 09:30  GLOW LIVE" in line for line in seat.lines)
    seat.press(key)
    assert seat.end() == 0
    assert len(list((workspace / "sessions").iterdir())) == 2 + made


def test_a_newer_export_of_a_taken_name_counts_for_its_orders(workspace: Path) -> None:
    head = "order_id,created_at,email,status,total,currency\n"
    row = "{},2026-11-20T18:1{}:20Z,ana@example.com,{},{}.00,EUR\n"
    downloads = workspace.parent / "downloads"
    older = head + "".join(row.format(1000 + n, n, "pending", 10) for n in range(2))
    newer = head + row.format(1000, 0, "paid", 25) + row.format(1001, 1, "paid", 25)
    for text in (older, newer):
        (downloads / "orders.csv").write_text(text, encoding="utf-8")
        rex("add", "../downloads/orders.csv", "--session", "2026-11-20-glow", cwd=workspace).ended(0)
    found = rex("kpis", "2026-11-20-glow", "--json", cwd=workspace).ended(0).json["measures"]
    values = {measure["id"]: measure["value"] for measure in found}
    assert (values["orders"], values["revenue"]) == (2, 5000)


def test_json_whose_lines_only_changed_places_is_another_file(workspace: Path) -> None:
    file = workspace.parent / "downloads" / "orders.json"
    one = '[\n {\n  "id": 1,\n  "status": "paid"\n },\n {\n  "id": 2,\n  "status": "failed"\n }\n]\n'
    for text in (one, one.replace("paid", "x").replace("failed", "paid").replace("x", "failed")):
        file.write_text(text, encoding="utf-8")
        rex("add", "../downloads/orders.json", "--session", "2026-11-20-glow", cwd=workspace).ended(0)
    exports = workspace / "sessions/2026-11-20-glow/exports"
    assert sorted(path.name for path in exports.iterdir()) == ["orders.json", "orders_2.json"]


def test_a_folder_in_the_place_of_a_file_is_left_alone(workspace: Path) -> None:
    (workspace / "sessions/2026-11-20-glow/exports/chat.csv").mkdir()
    said = rex("add", "../downloads/chat.csv", "--session", "2026-11-20-glow", cwd=workspace).ended(0)
    assert "chat_2.csv" in said.out
