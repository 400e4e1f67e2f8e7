"""`rex diff A B C`, and sessions between which definitions changed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.e2e.driving import record, rex, workspace

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def three(tmp_path: Path) -> list[Path]:
    """Give three reviewed sessions, the oldest first."""
    sessions = workspace(tmp_path, 3)
    rex("review", "--all", "--no-input", cwd=tmp_path).ended(0)
    return sessions


def redefined(session: Path, kpis: set[str] | None = None) -> None:
    """Give KPIs of a record (all of them without names) a definition of another version."""
    made = record(session)
    for measure in made["measures"]:
        if kpis is None or measure["id"] in kpis:
            measure["definition"] = f"{measure['id']}@99"
    (session / "retrospective.json").write_text(json.dumps(made), encoding="utf-8")


def test_each_is_compared_with_the_one_named_before_it(three: list[Path], tmp_path: Path) -> None:
    names = [session.name for session in three]
    found = rex("diff", *names, "--json", cwd=tmp_path).ended(0).json
    assert found["schema"] == "rex.comparisons/1"
    pairs = [(one["before"]["session"], one["after"]["session"]) for one in found["comparisons"]]
    assert pairs == [(names[0], names[1]), (names[1], names[2])]
    alone = rex("diff", names[1], names[2], "--json", cwd=tmp_path).ended(0).json
    assert found["comparisons"][1] == alone
    told = rex("diff", *names, "--stat", cwd=tmp_path).ended(0).out
    assert told.count("Cannot be told") == 2
    page = rex("diff", *names, "--format", "md", "--out", "three.md", cwd=tmp_path).ended(0)
    assert "three.md" in page.out
    assert (tmp_path / "three.md").read_text(encoding="utf-8").count("\n# ") == 2


def test_a_page_is_of_two_and_one_is_too_few(three: list[Path], tmp_path: Path) -> None:
    names = [session.name for session in three]
    assert "rex trend --format html" in rex("diff", *names, "--format", "html", cwd=tmp_path).ended(2).err
    assert "rex diff last-1 last" in rex("diff", "last", cwd=tmp_path).ended(2).err
    assert f"rex diff {names[0]} last" in rex("diff", names[0], cwd=tmp_path).ended(2).err


def test_a_changed_definition_blocks_its_row_by_name_and_the_others_go_on(three: list[Path], tmp_path: Path) -> None:
    redefined(three[2], {"conversion_rate"})
    ended = rex("diff", "last-1", "last", "--json", cwd=tmp_path).ended(0)
    (blocked,) = [one for one in ended.json["obstacles"] if one["what"] == "definition"]
    assert blocked["blocks"] == ["conversion_rate"]
    verdicts = {change["id"]: change["verdict"] for change in ended.json["changes"]}
    assert verdicts["conversion_rate"] == "not_comparable"
    assert verdicts["revenue"] != "not_comparable"
    assert "Conversion" in rex("diff", "last-1", "last", cwd=tmp_path).ended(0).out


def test_only_where_nothing_can_be_compared_it_ends_with_four(three: list[Path], tmp_path: Path) -> None:
    redefined(three[2])
    assert rex("diff", "last-1", "last", "--json", cwd=tmp_path).ended(4).json["comparable"] is False
    # of three, two can be compared still
    rex("diff", "last-2", "last-1", "last", cwd=tmp_path).ended(0)
    rex("diff", "last-1", "last", "--exit-code", cwd=tmp_path).ended(4)
