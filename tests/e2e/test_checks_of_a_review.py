"""What the checks of a review look at, what they say of sealed and unsealed answers, and how many are shown."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
import yaml

from rex.store.workspace import find_session
from rex.workflow.analysis import analyse
from rex.workflow.desk import lay_out
from rex.workflow.judging import feeds_known, subject_of
from rex.workflow.review import preview
from rex.workflow.runtime import Runtime
from tests.e2e.driving import record, rex, workspace
from tests.e2e.test_answers_from_files import FULL
from tests.fixtures.workspace import add_action

if TYPE_CHECKING:
    from pathlib import Path

    from rex.checks.subject import Subject

ALONE = ("--no-input", "--format", "json")
PAGE = ("--no-input", "--format", "md")


def looked_at(root: Path, *, decided: bool = False) -> Subject:
    """Lay out what the checks of the newest session see."""
    folder = find_session("last", root)
    desk = lay_out(folder)
    analysis = analyse(folder, desk.session, Runtime(datetime(2026, 11, 23, 8, tzinfo=UTC), bytes))
    made = preview(desk, analysis, Runtime(datetime(2026, 11, 23, 8, tzinfo=UTC), bytes))
    return subject_of(desk, analysis, made, decided=decided)


def test_the_checks_see_the_record_the_facts_and_the_record_before(tmp_path: Path) -> None:
    older, newer = workspace(tmp_path, 2)
    add_action(tmp_path)
    rex("review", older, *ALONE, cwd=tmp_path).ended(0)
    settings = newer / "session.yaml"
    settings.write_text(settings.read_text() + "hosts: [Ana]\n")
    (older / "session.yaml").write_text((older / "session.yaml").read_text() + "hosts: [Eva]\n")
    rex("review", older, *ALONE, cwd=tmp_path).ended(0)
    seen = looked_at(tmp_path)
    assert seen.previous is not None
    assert (seen.previous.session, seen.unique_viewers) == (older.name, 612)
    assert seen.timeline is not None
    assert [change.factor for change in seen.context_changes or ()] == ["host"]
    # 240 messages, every twelfth the same words: 20 messages, by the 60 people of a step of 7: five of them.
    alike = next(theme for theme in seen.themes if theme.text == "Do you ship to Portugal?")
    assert (alike.messages, alike.people, alike.top_five) == (20, 5, 1.0)
    # 32 orders: 11 of 48.00, 11 of 39.50, 10 of 21.25 are 1175.00, of which one of 21.25 was given back.
    shares = {one.kind: (one.share, one.among) for one in seen.concentration}
    assert shares["order"] == (pytest.approx(4800 / 117_500), 32)
    assert shares["product"] == (pytest.approx(52_800 / 117_500), 3)
    assert seen.refundable_share == pytest.approx(1 - 2125 / 117_500)
    assert seen.settles_on == datetime(2026, 12, 4, 18, 40, tzinfo=UTC)
    assert [(t.kpi, t.goal) for t in seen.targets] == [("conversion_rate", 0.05)]
    assert {change.id for change in seen.changes} >= {"conversion_rate", "revenue"}
    assert [one.action.id for one in seen.settled] == ["A-001"]
    assert seen.actions is None
    assert looked_at(tmp_path, decided=True).actions == ()


def test_what_no_file_can_tell_stays_unknown_and_is_no_reason_to_ask(tmp_path: Path) -> None:
    workspace(tmp_path)
    seen = looked_at(tmp_path)
    assert (seen.audience, seen.senior, seen.own_area, seen.concluded, seen.answer_groups) == (None, "", {}, {}, ())
    assert (seen.previous, seen.context_changes, seen.changes) == (None, None, ())
    known = feeds_known(lay_out(find_session("last", tmp_path)))
    assert {"B07", "revenue"} <= known
    assert {"B06", "B30", "B31", "B36", "B37", "report:11"}.isdisjoint(known)


def test_not_given_names_what_an_answer_is_of_use_for_and_nothing_runs_together(tmp_path: Path) -> None:
    workspace(tmp_path, 2)
    add_action(tmp_path)
    (tmp_path / "rex.yaml").write_text(
        (tmp_path / "rex.yaml").read_text().replace("participation]", "participation, first_response_time]")
    )
    told = rex("review", "last", *ALONE, cwd=tmp_path).ended(0).err
    listed = [line for line in told.splitlines() if line.startswith(" " * 11 + "csm.")]
    assert listed
    for line in listed:
        assert len(line) <= 80
        name, *feeds = line.split()
        assert re.fullmatch(r"csm\.[a-z_.A-Z0-9-]+", name)
        assert all(re.fullmatch(r"B\d\d,?|[a-z_]+,?", feed) for feed in feeds)


@pytest.fixture
def session(tmp_path: Path) -> Path:
    """Give a session whose exports have not come yet."""
    (folder,) = workspace(tmp_path)
    (folder / "exports").rename(tmp_path / "held")
    return folder


def blind_first(session: Path, tmp_path: Path, text: str) -> str:
    """Give answers by file before the exports come, then review with them; gives what was said first."""
    (tmp_path / "maria.yaml").write_text(text, encoding="utf-8")
    said = rex("review", "last", "--no-input", "--answers", "maria.yaml", cwd=tmp_path).ended(0).err
    (tmp_path / "held").rename(session / "exports")
    rex("review", "last", *PAGE, cwd=tmp_path).ended(0)
    return " ".join(said.split())


def test_answers_given_before_any_export_are_sealed_and_the_report_says_so_everywhere(
    session: Path, tmp_path: Path
) -> None:
    said = blind_first(session, tmp_path, FULL)
    assert "are kept and sealed" in said
    kept = yaml.safe_load((session / "answers/maria.yaml").read_text(encoding="utf-8"))
    assert "csm.forecast.revenue" in kept["seal"]["questions"]
    made = record(session)
    assert made["respondents"][0]["blind"] is True
    assert [f["informed"] for f in made["forecasts"]] == [False] * len(made["forecasts"])
    assert "B17" in {one["check"] for one in made["checks"]["passed"]}
    page = (session / "retrospective.md").read_text(encoding="utf-8")
    assert "no seal" not in page
    assert "already seen" not in page


def test_what_is_left_open_keeps_answers_unsealed_and_check_and_section_say_the_same(
    session: Path, tmp_path: Path
) -> None:
    said = blind_first(session, tmp_path, FULL.replace("csm.mood: 4\n", ""))
    assert "kept, not sealed. Still open before the numbers: csm.mood." in said
    made = record(session)
    assert made["respondents"][0]["seal"] is None
    fired = {one["check"]: one["says"] for one in made["checks"]["findings"]}
    assert fired["B17"]["values"]["unsealed"]["value"] == 1
    page = (session / "retrospective.md").read_text(encoding="utf-8")
    assert "3 forecasts have no seal: nothing proves that they came before the figures" in page
    assert "already seen the figure" not in page
    assert "before seeing a number" not in page


def test_five_findings_are_shown_and_all_on_demand_in_whole_lines(tmp_path: Path) -> None:
    workspace(tmp_path, 2)
    lines = [
        f"csm.{name}: {{text: '{text}', at: 00:12:00}}\n"
        for name, text in (
            ("repeat", "It sold because the host smiled, everybody knew it would"),
            ("change", "The editor forgot the code; we should have tested it, it failed because of him"),
        )
    ]
    (tmp_path / "maria.yaml").write_text("respondent: maria\ncsm.seen: [orders]\n" + "".join(lines), encoding="utf-8")
    rex("review", "last", *ALONE, "--answers", "maria.yaml", cwd=tmp_path).ended(0)
    found = rex("check", "last", "--json", cwd=tmp_path).json["findings"]
    assert len(found) > 5
    shown = rex("check", "last", cwd=tmp_path).out
    assert len(re.findall(r"^  open ", shown, re.MULTILINE)) == 5
    assert f"{len(found) - 5} more speak" in shown
    # What every first report gets stands last, so that it pushes nothing else out.
    assert found[-1]["check"] == "B24"
    whole = rex("check", "last", "--all", cwd=tmp_path).out
    assert len(re.findall(r"^  open ", whole, re.MULTILINE)) == len(found)
    assert "…" not in whole
    assert max(map(len, whole.splitlines())) <= 80
