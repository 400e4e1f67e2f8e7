"""What the truths say was planted can be seen in the committed files."""

from __future__ import annotations

import csv
import statistics
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from conftest import Folder

WORKSPACE = Path(__file__).resolve().parents[3] / "sample_sessions" / "maison-verbena"
GLOW = "2026-11-20-autumn-glow"


def _moment(truths: dict[str, Any], session: str, name: str) -> dict[str, Any]:
    truth = next(item for item in truths["sessions"] if item["session"] == session)
    found: dict[str, Any] = next(item for item in truth["moments"] if item["id"] == name)
    return found


def _order_seconds(folder: Folder, sku: str = "") -> list[float]:
    return [second for second, row in folder.timed_orders if sku in row["Lineitem sku"]]


def test_truths_and_sessions_are_the_same_ten(truths: dict[str, Any], folders: dict[str, Folder]) -> None:
    assert [truth["session"] for truth in truths["sessions"]] == sorted(folders)
    assert len(folders) == 10


def test_sessions_are_weekly_fridays_of_45_to_90_minutes(folder: Folder) -> None:
    start, end = (datetime.fromisoformat(folder.settings[key]) for key in ("start", "end"))
    assert start.isoweekday() == 5
    assert timedelta(minutes=45) <= end - start <= timedelta(minutes=90)
    assert start.utcoffset() == timedelta(hours=2 if folder.path.name < "2026-10-25" else 1)


def test_every_moment_lies_inside_its_show_and_names_a_cue_of_the_run_of_show(
    truths: dict[str, Any], folders: dict[str, Folder]
) -> None:
    for truth in truths["sessions"]:
        folder = folders[truth["session"]]
        titles = _titles(folder)
        for moment in truth["moments"]:
            assert 0 <= moment["start_s"] < moment["end_s"] <= folder.length
            assert not moment["cue"] or moment["cue"] in titles


def _titles(folder: Folder) -> set[str]:
    if "cues" in folder.settings:
        return {cue["title"] for cue in folder.settings["cues"]}
    lines = folder.export("run_of_show", "escaleta", "conducteur").read_text("utf-8").splitlines()
    rows = csv.reader(lines, delimiter=";" if ";" in lines[0] else ",")
    return {row[3] for row in rows}


def test_a_raid_brings_its_viewers_within_a_minute_and_a_half(
    truths: dict[str, Any], folders: dict[str, Folder]
) -> None:
    raid = _moment(truths, "2026-10-30-night-ritual", "raid")
    curve = folders["2026-10-30-night-ritual"].curve
    at = int(raid["start_s"] // 30)
    # 292 are sent; some leave again at once
    assert curve[at + 3][0] - curve[at][0] >= 200


def test_sixty_kits_are_sold_before_the_sell_out_and_none_after(
    truths: dict[str, Any], folders: dict[str, Folder]
) -> None:
    folder = folders[GLOW]
    end = _moment(truths, GLOW, "kit_sold_out")["start_s"]
    kits = [row for row in folder.orders if row["Lineitem sku"] == "MV-KIT-SEA"]
    assert sum(int(row["Lineitem quantity"]) for row in kits) == 60
    assert max(_order_seconds(folder, "MV-KIT-SEA")) < end


def test_people_leave_after_the_sell_out_and_ask_for_more_kits(
    truths: dict[str, Any], folders: dict[str, Folder]
) -> None:
    folder = folders[GLOW]
    at = _moment(truths, GLOW, "kit_sold_out")["start_s"]
    before, after = (folder.curve[int((at + wait) // 30)][0] for wait in (0, 240))
    assert after < 0.9 * before
    asking = [m for m in folder.messages if at < m.second < at + 300 and "kit" in m.text.lower()]
    assert len(asking) >= 10


def test_no_order_comes_while_the_sound_is_gone_or_the_code_refused(
    truths: dict[str, Any], folders: dict[str, Folder]
) -> None:
    for truth in truths["sessions"]:
        seconds = _order_seconds(folders[truth["session"]])
        for moment in truth["moments"]:
            if moment["size"].get("orders_halted"):
                assert not [s for s in seconds if moment["start_s"] <= s < moment["end_s"]], moment["id"]


def test_a_planted_peak_in_chat_stands_out_against_the_middle_minute_of_the_show(
    truths: dict[str, Any], folders: dict[str, Folder]
) -> None:
    for truth in truths["sessions"]:
        folder = folders[truth["session"]]
        seconds = [message.second for message in folder.messages]
        minutes = [sum(60 * n <= second < 60 * n + 60 for second in seconds) for n in range(int(folder.length // 60))]
        for moment in truth["moments"]:
            if moment["size"].get("messages", 0) >= 70:
                start = moment["start_s"] + 5
                during = sum(start <= second < start + 60 for second in seconds)
                assert during > 1.4 * statistics.median(minutes), (truth["session"], moment["id"])


def test_the_second_moderator_raises_the_answered_share(truths: dict[str, Any]) -> None:
    shares = [t["happened"]["answered_in_chat"] / t["happened"]["questions_to_the_team"] for t in truths["sessions"]]
    assert max(shares[:5]) < 0.6
    assert min(shares[5:]) > 0.65


def test_the_quiet_session_holds_no_moment(truths: dict[str, Any]) -> None:
    quiet = [truth for truth in truths["sessions"] if "quiet" in truth]
    assert [(truth["session"], truth["moments"]) for truth in quiet] == [("2026-10-16-slow-friday", [])]


def test_each_action_has_a_truth_and_each_truth_an_action(truths: dict[str, Any]) -> None:
    files = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in (WORKSPACE / "actions").glob("*.yaml")}
    assert sorted(files) == sorted(truth["action"] for truth in truths["actions"])
    sessions = {path.name for path in (WORKSPACE / "sessions").iterdir()}
    for truth in truths["actions"]:
        assert truth["from"] is None or truth["from"] in sessions
        assert files[truth["action"]]["session"] in sessions
    assert {truth["truly"] for truth in truths["actions"]} >= {"helped", "nothing", "never_done"}


def test_something_is_said_to_be_beyond_reach(truths: dict[str, Any]) -> None:
    assert truths["beyond_reach"]
