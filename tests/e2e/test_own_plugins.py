"""A client's own KPI, check or importer that breaks is named, the rest goes on, and the exit code is 5."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.e2e.driving import record, rex
from tests.fixtures.plugins import BROKEN, GOOD, add
from tests.fixtures.workspace import make

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("way", list(BROKEN))
def test_a_broken_plugin_is_named_once_and_the_rest_goes_on(way: str, tmp_path: Path) -> None:
    (session,) = make(tmp_path)
    text, name = BROKEN[way]
    add(tmp_path, text)
    ended = rex("review", "last", "--no-input", cwd=tmp_path).ended(5)
    assert ended.err.count(f"The plug-in {name} broke") == 1, ended.told
    made = record(session)
    assert (session / "retrospective.html").exists()
    measured = {m["id"]: m["value"] for m in made["measures"]}
    assert measured["orders"] == 36
    assert measured["unique_viewers"] == 612
    assert name in json.dumps(made["trust"])
    # What broke may have had a person's data in its hands: the kind is told, never the text.
    assert "nora.ficticia00" not in json.dumps(made)
    assert "nora.ficticia00" not in ended.err
    assert "X01" not in {f["check"] for f in made["checks"]["findings"]}


def test_a_file_that_a_broken_importer_took_is_named_as_not_read(tmp_path: Path) -> None:
    make(tmp_path)
    add(tmp_path, BROKEN["importer that raises while reading"][0])
    seen = rex("inspect", "last", "--json", cwd=tmp_path).ended(5).json
    assert [item["file"] for item in seen["unrecognised"]] == ["chat.live_chat.json"]
    assert {source["importer"] for source in seen["sources"]} >= {"shopify_orders", "viewer_curve"}


def test_an_importer_that_breaks_on_a_look_takes_no_file_from_the_others(tmp_path: Path) -> None:
    make(tmp_path)
    add(tmp_path, BROKEN["importer that raises on a look"][0])
    seen = rex("inspect", "last", "--json", cwd=tmp_path).ended(5).json
    assert seen["unrecognised"] == []
    assert len(seen["sources"]) == 5


def test_a_good_plugin_counts_is_listed_and_has_a_page(tmp_path: Path) -> None:
    make(tmp_path)
    add(tmp_path, GOOD)
    rex("review", "last", "--no-input", cwd=tmp_path).ended(0)
    shown = rex("kpis", "last", "--only", "own_number", "--json", cwd=tmp_path).ended(0).json
    assert [(m["id"], m["value"]) for m in shown["measures"]] == [("own_number", 240)]
    assert "own_number" in rex("list", "kpis", cwd=tmp_path).ended(0).out
    assert "Counts every message." in rex("explain", "own_number", cwd=tmp_path).ended(0).out
    assert "own_number" not in rex("list", "kpis", cwd=tmp_path.parent).ended(0).out


def test_a_repaired_plugin_is_taken_up_without_clearing_anything(tmp_path: Path) -> None:
    make(tmp_path)
    for way in ("kpi that raises", "importer that raises while reading"):
        add(tmp_path, BROKEN[way][0])
        rex("review", "last", "--no-input", cwd=tmp_path).ended(5)
        add(tmp_path, GOOD)
        rex("review", "last", "--no-input", cwd=tmp_path).ended(0)


def test_the_doctor_and_the_list_name_it(tmp_path: Path) -> None:
    make(tmp_path)
    add(tmp_path, BROKEN["kpi that cannot be loaded"][0])
    sick = rex("doctor", cwd=tmp_path).ended(5)
    assert sick.out.count("mine.py") == 1, sick.told
    assert "mine.py" in rex("list", "kpis", cwd=tmp_path).ended(5).err


def test_every_command_that_shows_the_record_says_it_too(tmp_path: Path) -> None:
    make(tmp_path)
    add(tmp_path, BROKEN["kpi that raises"][0])
    for words in (("kpis", "last"), ("kpis", "last", "--json"), ("check", "last"), ("moments", "last")):
        ended = rex(*words, cwd=tmp_path).ended(5)
        assert "own_number" in ended.err
