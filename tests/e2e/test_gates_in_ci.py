"""Automatic runs: exit codes, what is written, and the steps that a repository's CI runs, run here."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
import yaml

from rex.resources import templates
from tests.e2e.driving import rex
from tests.fixtures.workspace import REX_YAML, make

if TYPE_CHECKING:
    from pathlib import Path

ROOT = templates().parent
HIGH = REX_YAML + "gates:\n  - {kpi: orders, at_least: 100000}\n"
LOW = REX_YAML + "gates:\n  - {kpi: orders, at_least: 1}\n"


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    make(tmp_path / "shop", 1, settings=HIGH)
    return tmp_path / "shop"


def test_a_crossed_gate_ends_with_one_after_the_report_was_written(shop: Path) -> None:
    ended = rex("review", "last", "--no-input", "--fail-on", "kpi", cwd=shop).ended(1)
    assert "✗ kpi orders at_least" in ended.err
    assert "lies beyond the gate at 100,000" in " ".join(ended.err.split())
    (record,) = shop.glob("sessions/*/retrospective.json")
    assert record.with_suffix(".html").exists()
    rex("render", record, "--format", "json", "--out", "-", "--fail-on", "kpi", cwd=shop).ended(1)
    rex("render", record, "--format", "json", "--out", "-", "--fail-on", "data", cwd=shop).ended(0)
    rex("render", record, "--format", "json", "--out", "-", cwd=shop).ended(0)
    (shop / "rex.yaml").write_text(LOW, encoding="utf-8")
    rex("render", record, "--format", "json", "--out", "-", "--fail-on", "kpi", cwd=shop).ended(0)


def test_gates_are_written_without_failing_anything_where_nobody_asked_for_that(shop: Path) -> None:
    ended = rex("review", "last", "--no-input", "--junit", "gates.xml", "--summary", "page.md", cwd=shop).ended(0)
    assert "✗" not in ended.err
    root = ET.fromstring((shop / "gates.xml").read_text(encoding="utf-8"))  # noqa: S314 - REX wrote it
    assert int(root.attrib["failures"]) == len(root.findall(".//failure")) >= 1
    assert int(root.attrib["tests"]) == len(root.findall(".//testcase"))
    assert "<!-- rex:review:made-cosmetics -->" in (shop / "page.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["kpis", "", "kpi,all"])
def test_a_gate_that_does_not_exist_is_refused_before_anything_is_done(shop: Path, text: str) -> None:
    ended = rex("review", "last", "--no-input", "--fail-on", text, cwd=shop).ended(2)
    assert "kpi, checks, actions, data" in " ".join(ended.err.split())
    assert not list(shop.glob("sessions/*/retrospective.json"))


@pytest.mark.parametrize(("gates", "said"), [
    ("  - {kpi: orders}\n", "a gate needs"),
    ("  - {kpi: order, usual: true}\n", '"order" is no KPI'),
    ("  - {kpi: orders, atleast: 3}\n", "at_least"),
    ("  - {kpi: orders, usual: true, smallest_effect: -1}\n", "smallest_effect"),
])  # fmt: skip
def test_a_gate_written_wrong_is_told_with_its_file(shop: Path, gates: str, said: str) -> None:
    (shop / "rex.yaml").write_text(REX_YAML + "gates:\n" + gates, encoding="utf-8")
    ended = rex("review", "last", "--no-input", "--fail-on", "kpi", cwd=shop).ended(3)
    assert said in " ".join(ended.err.split())
    assert "rex.yaml" in ended.err


def step(name: str) -> str:
    """Give the script of one step of the composite action."""
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    return next(str(one["run"]) for one in action["runs"]["steps"] if one["name"] == name)


def run(script: str, cwd: Path, tmp_path: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a step's script as a runner does, with `rex` and a `gh` that writes down what it was asked."""
    programs = tmp_path / "programs"
    programs.mkdir(exist_ok=True)
    texts = {
        "rex": f'#!/bin/sh\nexec "{sys.executable}" -m rex "$@"\n',
        "gh": '#!/bin/sh\necho "$@" >> "$CALLS"\ncase "$*" in *--paginate*) printf "%s" "$OLD";; esac\n',
    }
    for name, text in texts.items():
        (programs / name).write_text(text, encoding="utf-8")
        (programs / name).chmod(0o755)
    env = {
        "PATH": f"{programs}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT), "HOME": str(tmp_path), "NO_COLOR": "1",
        "RUNNER_TEMP": str(tmp_path), "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"), "LC_ALL": "C.UTF-8",
        "GITHUB_OUTPUT": str(tmp_path / "output"), "CALLS": str(tmp_path / "calls"), "OLD": "",
        "SOURCE_DATE_EPOCH": "1795510800", **more,
    }  # fmt: skip
    return subprocess.run(["bash", "-e", "-c", script], cwd=cwd, env=env, capture_output=True, text=True, check=False)


def test_the_action_s_steps_review_fail_summarise_and_name_the_report(shop: Path, tmp_path: Path) -> None:
    ended = run(step("Review"), shop, tmp_path, SESSION="last", FAIL_ON="kpi,data", REPORT_LANGUAGE="fr")
    assert ended.returncode == 1, ended.stderr
    page = (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert page.startswith("<!-- rex:review:made-cosmetics -->\n### ")
    assert "✗ franchi" in page
    assert (tmp_path / "output").read_text(encoding="utf-8") == "report=sessions/2026-11-20-small-show\n"
    assert (tmp_path / "rex-junit.xml").exists()
    (shop / "rex.yaml").write_text(LOW, encoding="utf-8")
    again = run(step("Review"), shop, tmp_path, SESSION="last", FAIL_ON="kpi,data", REPORT_LANGUAGE="")
    assert again.returncode == 0, again.stderr


@pytest.mark.parametrize(
    ("old", "call"), [("", "POST repos/o/r/issues/7/comments"), ("55", "PATCH repos/o/r/issues/comments/55")]
)
def test_there_is_one_comment_and_it_is_written_over(shop: Path, tmp_path: Path, old: str, call: str) -> None:
    run(step("Review"), shop, tmp_path, SESSION="last", FAIL_ON="data", REPORT_LANGUAGE="")
    ended = run(step("Comment"), shop, tmp_path, OLD=old, REPOSITORY="o/r", NUMBER="7")
    assert ended.returncode == 0, ended.stderr
    looked, wrote = (tmp_path / "calls").read_text(encoding="utf-8").splitlines()
    assert 'startswith("<!-- rex:review:made-cosmetics -->")' in looked
    assert call in wrote


def test_the_gitlab_job_s_script_runs(shop: Path, tmp_path: Path) -> None:
    job: dict[str, Any] = yaml.safe_load((ROOT / "ci/gitlab.yml").read_text(encoding="utf-8"))[".rex-review"]
    script = "\n".join(job["script"])
    given = {**job["variables"], "REX_WORKSPACE": str(shop), "REX_FAIL_ON": "kpi", "CI_PROJECT_DIR": str(tmp_path)}
    ended = run(script, tmp_path, tmp_path, **given)
    assert ended.returncode == 1, ended.stderr
    assert (tmp_path / job["artifacts"]["reports"]["junit"]).exists()
    assert (tmp_path / "rex-summary.md").exists()


def test_the_monthly_workflow_s_script_writes_the_month(shop: Path, tmp_path: Path) -> None:
    rex("review", "last", "--no-input", cwd=shop).ended(0)
    workflow = yaml.safe_load((ROOT / "ci/github-monthly.yml").read_text(encoding="utf-8"))
    script = next(str(one["run"]) for one in workflow["jobs"]["report"]["steps"] if one.get("name") == "Report")
    ended = run(script, shop, tmp_path, MONTH="2026-11")
    assert ended.returncode == 0, ended.stderr
    assert (tmp_path / "summary.md").read_text(encoding="utf-8").strip()
    assert {file.name for file in (shop / "reports").iterdir()} == {
        "2026-11.md",
        "2026-11.html",
        "2026-11.json",
        "index.html",
    }


def test_a_misspelt_gate_is_refused_by_every_command_that_judges(shop: Path) -> None:
    rex("review", "last", "--no-input", cwd=shop).ended(0)
    (shop / "rex.yaml").write_text(REX_YAML + "gates:\n  - {kpi: order, usual: true}\n", encoding="utf-8")
    for words in (
        ("render", "last", "--out", "again.html"),
        ("report", "--month", "2026-11", "--format", "md", "--out", "month.md"),
        ("diff", "last", "last", "--out", "diff.txt"),
        ("review", "--all"),
    ):
        ended = rex(*words, "--fail-on", "kpi", cwd=shop).ended(3)
        assert '"order" is no KPI. Did you mean' in " ".join(ended.err.split())
    assert not [name for name in ("again.html", "month.md", "diff.txt") if (shop / name).exists()]


def suites(file: Path) -> dict[str, tuple[str, str]]:
    """Give each suite's tests and failures."""
    root = ET.fromstring(file.read_text(encoding="utf-8"))  # noqa: S314 - REX wrote it
    return {one.attrib["name"]: (one.attrib["tests"], one.attrib["failures"]) for one in root}


def test_a_review_of_all_judges_every_session_once_also_those_that_were_current(tmp_path: Path) -> None:
    make(tmp_path, 3, settings=HIGH)
    rex("review", "2026-11-06", "--no-input", cwd=tmp_path).ended(0)
    words = ("review", "--all", "--fail-on", "kpi", "--junit", "gates.xml", "--summary", "page.md")
    ended = rex(*words, cwd=tmp_path).ended(1)
    days = ("2026-11-06", "2026-11-13", "2026-11-20")
    assert suites(tmp_path / "gates.xml") == {f"rex {day}-small-show": ("1", "1") for day in days}
    page = (tmp_path / "page.md").read_text(encoding="utf-8")
    assert page.startswith("<!-- rex:reviews:made-cosmetics -->\n")
    assert page.count("<!-- rex:") == 1
    assert "3 of 3 cross a gate." in page
    assert all(
        f"{day}-small-show  kpi orders at_least" in " ".join(ended.err.split()).replace(" kpi", "  kpi") for day in days
    )
    again = rex("review", "--all", "--fail-on", "kpi", cwd=tmp_path).ended(1)  # all current by now
    assert "nothing to do" in again.err
    rex("review", "--all", "--fail-on", "data", cwd=tmp_path).ended(0)


def test_a_review_of_all_goes_on_after_a_session_that_stops(tmp_path: Path) -> None:
    broken, *whole = make(tmp_path, 3, settings=LOW)
    (broken / "session.yaml").write_text("titel: x\n", encoding="utf-8")
    ended = rex("review", "--all", cwd=tmp_path).ended(3)
    assert "titel" in ended.err
    assert all((folder / "retrospective.json").exists() for folder in whole)


def test_a_month_is_judged_session_by_session_once_it_is_written(tmp_path: Path) -> None:
    first, *_ = make(tmp_path, 3, settings=HIGH)
    rex("review", "--all", cwd=tmp_path).ended(0)
    (first / "retrospective.json").write_text("{", encoding="utf-8")
    words = ("report", "--month", "2026-11", "--format", "md", "--junit", "gates.xml", "--summary", "page.md")
    rex(*words, cwd=tmp_path).ended(0)  # nobody asked it to fail
    (tmp_path / "page.md").unlink()
    rex(*words, "--fail-on", "kpi,data", cwd=tmp_path).ended(1)
    assert (tmp_path / "reports" / "2026-11.md").exists()
    found = suites(tmp_path / "gates.xml")
    assert found["rex 2026-11"] == ("1", "1")  # the record that cannot be read
    assert set(found) == {f"rex {day}-small-show" for day in ("2026-11-13", "2026-11-20")} | {"rex 2026-11"}
    page = (tmp_path / "page.md").read_text(encoding="utf-8")
    assert page.startswith("<!-- rex:period:made-cosmetics -->\n")
    assert "is damaged" in page
    (first / "retrospective.json").unlink()
    rex(*words, "--fail-on", "data", cwd=tmp_path).ended(0)


def test_two_sessions_are_judged_by_the_later_one_s_gates(tmp_path: Path) -> None:
    make(tmp_path, 2, settings=HIGH)
    rex("review", "--all", cwd=tmp_path).ended(0)
    words = ("diff", "last-1", "last", "--format", "md", "--out", "diff.md", "--summary", "page.md")
    rex(*words, "--fail-on", "kpi", cwd=tmp_path).ended(1)
    assert (tmp_path / "diff.md").exists()
    page = (tmp_path / "page.md").read_text(encoding="utf-8")
    assert page.startswith("<!-- rex:diff:made-cosmetics -->\n### Made Cosmetics")
    assert "`kpi` orders at\\_least" in page
    rex(*words, "--fail-on", "data", cwd=tmp_path).ended(0)


def test_the_marker_stays_when_the_files_change(shop: Path) -> None:
    def first_line() -> str:
        rex("review", "last", "--no-input", cwd=shop).ended(0)
        (page,) = shop.glob("sessions/*/retrospective.md")
        return page.read_text(encoding="utf-8").splitlines()[0]

    before = first_line()
    assert before == "<!-- rex:review:made-cosmetics -->"
    (chat,) = shop.glob("sessions/*/exports/*chat*")
    lines = chat.read_bytes().splitlines(keepends=True)
    chat.write_bytes(b"".join(lines[:-1]))
    assert first_line() == before
