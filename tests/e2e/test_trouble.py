"""Folders with something wrong in them: the right exit code, one clear sentence, and not one row lost."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.e2e.driving import Ran, record, rex, workspace
from tests.fixtures.trouble import EXPECTED, MARKUP, SESSION, make
from tests.fixtures.workspace import make as make_workspace

if TYPE_CHECKING:
    from pathlib import Path

ALONE = ("--no-input", "--format", "json")
COMMANDS = (("inspect",), ("review", "--no-input", "--format", "json"), ("kpis",))


def told_once(ran: Ran) -> None:
    """One sentence says what stopped it, and the screen is not flooded."""
    assert ran.err.count("Stopped: ") == 1, ran.told
    assert len(ran.err.splitlines()) < 20, ran.told
    assert all(len(line) <= 80 for line in ran.err.splitlines()), ran.told


@pytest.mark.parametrize("name", list(EXPECTED))
def test_a_trouble_ends_with_its_code_and_its_sentence(name: str, tmp_path: Path) -> None:
    folder = make(name, tmp_path / name)
    inspect_code, other_code, says = EXPECTED[name]
    for words in COMMANDS:
        wanted = inspect_code if words == ("inspect",) else other_code
        text = rex(*words, name, cwd=tmp_path).ended(wanted)
        document = rex(*words, name, "--json", cwd=tmp_path).ended(wanted)
        if wanted == 0 or (words == ("inspect",) and wanted == 4):
            assert isinstance(document.json, dict)
        else:
            assert document.out == ""
        if wanted == other_code and wanted and words != ("inspect",):
            told_once(text)
            assert says in " ".join(text.err.split()), text.told
            assert text.err == document.err
        if wanted:
            assert not list(folder.glob("retrospective.*"))


@pytest.mark.parametrize("name", [name for name, (code, _, _) in EXPECTED.items() if code in {0, 4}])
def test_no_row_is_lost_and_every_file_is_named(name: str, tmp_path: Path) -> None:
    folder = make(name, tmp_path / name)
    seen: Any = rex("inspect", name, "--json", cwd=tmp_path).json
    named = {source["file"] for source in seen["sources"]} | {item["file"] for item in seen["unrecognised"]}
    assert named == {path.name for path in folder.iterdir() if not path.name.startswith((".", "session.yaml"))}
    assert all(item["why"] for item in seen["unrecognised"])
    for source in seen["sources"]:
        assert source["rows_read"] == source["rows_kept"] + source["rows_set_aside"]
        assert sum(source["reasons"].values()) == source["rows_set_aside"]
        assert sum(source["tables"].values()) >= source["rows_kept"] > -1


def test_a_cut_line_is_one_row_set_aside_and_the_rest_is_counted(tmp_path: Path) -> None:
    make("cut_json", tmp_path / "s")
    (source,) = rex("inspect", "s", "--json", cwd=tmp_path).json["sources"]
    assert (source["rows_read"], source["rows_kept"], source["reasons"]) == (240, 239, {"unreadable": 1})
    assert "line 240" in rex("inspect", "s", cwd=tmp_path).out
    strict = rex("review", "s", "--no-input", "--strict", cwd=tmp_path).ended(3)
    assert "240" in strict.err
    assert not (tmp_path / "s/retrospective.json").exists()


def test_accents_of_an_old_code_page_arrive_whole(tmp_path: Path) -> None:
    make("cp1252", tmp_path / "s")
    measures = {m["id"]: m["value"] for m in rex("kpis", "s", "--json", cwd=tmp_path).json["measures"]}
    assert (measures["messages"], measures["unique_chatters"]) == (2, 2)


def test_decimal_commas_are_decimal_commas(tmp_path: Path) -> None:
    make("semicolons", tmp_path / "s")
    measures = {m["id"]: m["value"] for m in rex("kpis", "s", "--json", cwd=tmp_path).json["measures"]}
    # 1.234,50 and 12,00 are 123450 + 1200 cents.
    assert (measures["revenue"], measures["orders"], measures["units"]) == (124650, 2, 3)


def test_a_viewers_markup_stays_words_everywhere(tmp_path: Path) -> None:
    folder = make("markup", tmp_path / "s")
    rex("review", "s", "--no-input", "--format", "json,html,md,text", cwd=tmp_path).ended(0)
    page = (folder / "retrospective.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page
    # Five people wrote it, so it may be quoted: then it stands in the record as it was written.
    assert any(MARKUP in quote["text"] for quote in record(folder)["quotes"])
    for words in (("moments", "s"), ("kpis", "s"), ("inspect", "s"), ("render", "s", "--format", "text")):
        shown = rex(*words, cwd=tmp_path, env={"FORCE_COLOR": "1"}).ended(0)
        assert "\x1b[31mred" not in shown.out


def test_a_wall_clock_without_a_zone_names_the_file_and_both_ways_to_set_it(tmp_path: Path) -> None:
    folder = make("no_zone", tmp_path / "s")
    stopped = rex("review", "s", *ALONE, cwd=tmp_path).ended(3)
    assert "session.timezone" in stopped.err or "clock.wall.csv" in stopped.err
    assert "timezone: Europe/Madrid" in stopped.err
    assert "?" not in stopped.out
    with (folder / "session.yaml").open("a") as file:
        file.write("timezone: Europe/Madrid\n")
    rex("review", "s", *ALONE, cwd=tmp_path).ended(0)


def test_every_missing_fact_is_listed_by_id_at_once(tmp_path: Path) -> None:
    folder = make("no_session", tmp_path / "s")
    stopped = rex("review", "s", cwd=tmp_path).ended(3)
    for name in ("session.start", "session.end", "session.timezone"):
        assert name in stopped.err
    assert stopped.out == ""
    # The way out that it shows is the way out.
    lines = [line.strip() for line in stopped.err.splitlines() if line.strip().startswith(("start:", "end:", "timez"))]
    (folder / "session.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    rex("review", "s", *ALONE, cwd=tmp_path).ended(0)


def test_a_misspelt_key_is_shown_in_its_line_with_a_caret(tmp_path: Path) -> None:
    make("misspelt_key", tmp_path / "s")
    shown = rex("review", "s", *ALONE, cwd=tmp_path).ended(3).err.splitlines()
    assert shown[0].startswith("Stopped: session.yaml, line 4")
    at = next(n for n, line in enumerate(shown) if "timezon: Europe/Madrid" in line)
    assert shown[at].startswith("    4 | timezon")
    assert shown[at + 1] == "      | ^^^^^^^"


def test_a_plain_folder_keeps_its_files_after_session_yaml_is_written_beside_them(tmp_path: Path) -> None:
    make("junk_beside_good", tmp_path / "s")
    before = rex("inspect", "s", "--json", cwd=tmp_path).json
    rex("review", "s", *ALONE, cwd=tmp_path).ended(0)
    (tmp_path / "s/answers").mkdir(exist_ok=True)
    (tmp_path / "s/answers/maria.yaml").write_text("answers: {}\n")
    after = rex("inspect", "s", "--json", cwd=tmp_path).json
    assert before["sources"] == after["sources"]
    assert before["unrecognised"] == after["unrecognised"]


@pytest.mark.skipif(os.name != "posix", reason="rights are those of a POSIX system")
def test_a_folder_that_cannot_be_written_to_is_told_before_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make("cp1252", tmp_path / "s")
    (folder / ".rex-probe").mkdir()  # holds also for whoever runs the tests as root
    stopped = rex("review", "s", *ALONE, cwd=tmp_path).ended(3)
    assert "cannot be written" in stopped.err
    assert "read  " not in stopped.err
    told_once(stopped)
    del monkeypatch


def test_a_place_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    (session,) = workspace(tmp_path)
    rex("review", "last", "--no-input", cwd=tmp_path).ended(0)
    (tmp_path / "file").write_text("mine")
    stopped = rex("render", "last", "--format", "html", "--out", tmp_path / "file" / "x.html", cwd=tmp_path).ended(3)
    told_once(stopped)
    assert (tmp_path / "file").read_text() == "mine"
    assert (session / "retrospective.html").exists()


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (lambda text: text[: len(text) // 2], "damaged"),
        (lambda _: "", "damaged"),
        (lambda text: text.replace("rex.retrospective/1", "rex.retrospective/9"), "rex.retrospective/9"),
        (lambda text: text.replace('"bottom_line"', '"bottom_lime"'), "changed by hand"),
    ],
)
def test_a_record_that_cannot_be_used_is_named_with_the_way_back(damage: Any, told: str, tmp_path: Path) -> None:
    first, last = workspace(tmp_path, 2)
    rex("review", "last", *ALONE, cwd=tmp_path).ended(0)
    file = last / "retrospective.json"
    file.write_text(damage(file.read_text(encoding="utf-8")), encoding="utf-8")
    for words in (("render", "last"), ("render", str(file)), ("diff", "last", "last")):
        stopped = rex(*words, cwd=tmp_path).ended(3)
        told_once(stopped)
        assert told in stopped.err, stopped.told
        assert last.name in stopped.err
    sick = rex("doctor", cwd=tmp_path).ended(3)
    assert told in sick.out
    # A damaged record of another session does not stop a review; the review says that it was not used.
    file.rename(first / "retrospective.json")
    again = rex("review", "last", *ALONE, cwd=tmp_path).ended(0)
    assert first.name in json.dumps(record(last)["trust"]), again.told


@pytest.mark.skipif(os.name != "posix" or sys.platform == "darwin", reason="such names exist on few systems")
def test_a_file_name_that_is_no_text_and_a_link_out_of_the_folder_stop_nothing(tmp_path: Path) -> None:
    folder = make("cut_json", tmp_path / "s")
    odd = os.fsencode(folder) + b"/odd\xffname.csv"
    with open(odd, "wb") as file:  # noqa: PTH123 - a name of bytes has no Path
        file.write(b"time,author,message\n2026-11-20T19:05:00+01:00,Eve,hello\n")
    secret = tmp_path / "secret.csv"
    secret.write_text("time,author,message\n2026-11-20T19:05:00+01:00,Eve,secret\n")
    (folder / "link.csv").symlink_to(secret)
    seen = rex("inspect", "s", "--json", cwd=tmp_path).ended(0).json
    assert [source["file"] for source in seen["sources"]] == ["odd?name.csv", "show.live_chat.json"]
    rex("review", "s", "--no-input", cwd=tmp_path).ended(0)


def test_the_examples_of_the_tests_say_start_end_and_zone() -> None:
    assert all(key in SESSION for key in ("start:", "end:", "timezone:"))


@pytest.mark.parametrize(
    ("goal", "says"),
    [
        (
            "{kpi: conversion_rat, value: 0.05}",
            'session.yaml, line 4: "conversion_rat" is no KPI. Did you mean "conversion_rate"?',
        ),
        ("{kpi: conversion_rate, value: 5}", "Write 0.05 for 5 %."),
    ],
)
def test_a_goal_that_could_never_be_met_is_refused_with_its_line(tmp_path: Path, goal: str, says: str) -> None:
    show = tmp_path / "show"
    show.mkdir()
    (show / "session.yaml").write_text(
        f"start: 2026-11-20T19:00:00+01:00\nend: 2026-11-20T20:00:00+01:00\ntimezone: Europe/Madrid\ngoals: [{goal}]\n"
    )
    (show / "chat.csv").write_text("timestamp,author,message\n2026-11-20 19:05:00,Ana,hola\n", encoding="utf-8")
    assert says in " ".join(rex("review", "show", "--no-input", cwd=tmp_path).ended(3).err.split())


@pytest.mark.parametrize(("mark", "doubted"), [("NOPE", True), ("LIVE20", False)])
def test_a_rule_that_finds_no_order_is_doubted(tmp_path: Path, mark: str, doubted: bool) -> None:
    show = tmp_path / "show"
    show.mkdir()
    (show / "session.yaml").write_text(
        "start: 2026-11-20T19:00:00+01:00\nend: 2026-11-20T20:00:00+01:00\ntimezone: Europe/Madrid\n"
        f"attribution: {{rule: discount_code, match: [{mark}]}}\n"
    )
    (show / "orders.csv").write_text(
        "Name,Email,Financial Status,Currency,Total,Discount Code,Created at,Lineitem quantity,Lineitem name,Id\n"
        "#1,a@example.com,paid,EUR,30,LIVE20,2026-11-20 19:10:00 +0100,1,Serum,900\n"
        "#2,b@example.com,paid,EUR,20,,2026-11-20 19:20:00 +0100,1,Serum,901\n",
        encoding="utf-8",
    )
    rex("review", "show", "--no-input", cwd=tmp_path).ended(0)
    told = (show / "retrospective.md").read_text(encoding="utf-8")
    assert ("is its mark right?" in told) is doubted


def test_a_wrong_year_stops_before_a_report_of_nothing_and_keeps_history_clean(tmp_path: Path) -> None:
    root = tmp_path / "shop"
    (folder,) = make_workspace(root, 1)
    settings = folder / "session.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("2026-11-20", "2025-11-20"), encoding="utf-8")
    ended = rex("review", folder.name, "--no-input", cwd=root).ended(3)
    told = " ".join(ended.err.split())
    assert "lies in the show, 2025-11-20" in told
    assert "all are after it" in told
    assert "session.yaml" in told
    assert "rex inspect" in told
    assert not list(folder.glob("retrospective.*"))
    rex("inspect", folder.name, cwd=root).ended(0)
