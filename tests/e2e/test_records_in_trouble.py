"""Records that are cut off, newer, missing or changed by hand: each is named with a way back, and the rest goes on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.e2e.driving import record, rex, workspace
from tests.e2e.test_two_at_once import started

if TYPE_CHECKING:
    from pathlib import Path

SPAN = ("--from", "2026-10-20", "--to", "2026-11-20")


@pytest.fixture
def troubled(tmp_path: Path) -> list[Path]:
    """Give five sessions: the first cut off, then one newer, one missing, one changed by hand; the last is whole."""
    sessions = workspace(tmp_path, 5)
    rex("review", "--all", "--no-input", cwd=tmp_path).ended(0)
    cut, newer, missing, edited, _ = (session / "retrospective.json" for session in sessions)
    cut.write_bytes(cut.read_bytes()[:2_000])
    newer.write_text(newer.read_text(encoding="utf-8").replace("rex.retrospective/1", "rex.retrospective/9"), "utf-8")
    missing.unlink()
    changed = json.loads(edited.read_bytes())
    changed["measures"][0]["verdict"] = "great"
    edited.write_text(json.dumps(changed), encoding="utf-8")
    return sessions


def test_a_span_is_told_from_what_can_be_read_and_names_the_rest(troubled: list[Path], tmp_path: Path) -> None:
    cut, newer, missing, edited, whole = troubled
    found = rex("report", *SPAN, "--json", cwd=tmp_path).ended(0).json
    assert [session["session"] for session in found["sessions"]] == [whole.name]
    why = {problem["session"]: problem["why"]["values"]["what"] for problem in found["problems"]}
    assert set(why) == {cut.name, newer.name, edited.name}
    assert "is damaged" in why[cut.name]
    assert 'has the schema "rex.retrospective/9"' in why[newer.name]
    assert "was changed by hand, and measures.0.verdict no longer fits" in why[edited.name]
    rex("report", "--index", cwd=tmp_path).ended(0)
    page = (tmp_path / "reports" / "index.html").read_text(encoding="utf-8")
    assert f"1 session has no retrospective yet: {missing.name}" in page
    assert "3 files could not be read" in page


def test_a_later_review_goes_on_without_them(troubled: list[Path], tmp_path: Path) -> None:
    whole = troubled[-1]
    (whole / "retrospective.json").unlink()
    rex("review", "last", "--no-input", cwd=tmp_path).ended(0)
    assert record(whole)["id"]


@pytest.mark.parametrize(("at", "said"), [(0, "is damaged"), (1, "update REX"), (3, "was changed by hand")])
def test_a_comparison_with_one_of_them_stops_with_its_reason(
    at: int, said: str, troubled: list[Path], tmp_path: Path
) -> None:
    stopped = rex("diff", troubled[at].name, "last", cwd=tmp_path).ended(3)
    assert said in stopped.err
    assert "Traceback" not in stopped.err


def test_what_is_made_again_is_whole_again_and_a_newer_record_is_never_written_over(
    troubled: list[Path], tmp_path: Path
) -> None:
    before = (troubled[1] / "retrospective.json").read_bytes()
    ended = rex("review", "--all", "--no-input", cwd=tmp_path).ended(3)
    assert "rex.retrospective/9" in ended.err
    assert (troubled[1] / "retrospective.json").read_bytes() == before
    found = rex("report", *SPAN, "--json", cwd=tmp_path).ended(0).json
    assert len(found["sessions"]) == 4
    assert [problem["session"] for problem in found["problems"]] == [troubled[1].name]


def test_two_reviews_and_a_report_at_once_leave_whole_files(tmp_path: Path) -> None:
    sessions = workspace(tmp_path, 3)
    rex("review", sessions[0].name, "--no-input", cwd=tmp_path).ended(0)
    rex("report", *SPAN, cwd=tmp_path).ended(0)
    asked = [
        ("review", sessions[1].name, "--no-input"),
        ("review", sessions[2].name, "--no-input"),
        ("report", *SPAN, "--quiet"),
    ]
    for child in [started(*words, cwd=tmp_path) for words in asked]:
        out, err = child.communicate(timeout=120)
        assert child.returncode == 0, out + err
        assert "Traceback" not in err
    assert all(record(session)["id"] for session in sessions)
    index = (tmp_path / "reports" / "index.html").read_text(encoding="utf-8")
    assert "has no retrospective yet" not in index, "whoever wrote last had read both"
    assert index.rstrip().endswith("</html>")
    json.loads((tmp_path / "reports" / "2026-10-20_2026-11-20.json").read_bytes())
    assert [path.name for path in tmp_path.rglob("*") if path.name.endswith((".new", ".part"))] == []
