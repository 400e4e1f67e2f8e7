"""Lists, pages, the doctor, actions, a new workspace: every id that is shown can be asked about."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
import yaml

from rex.cli.commands.list_ import KINDS
from rex.workflow.catalogue import TOPICS
from tests.e2e.driving import ROOT, record, rex, workspace
from tests.fixtures.workspace import add_action

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("kind", KINDS)
def test_every_list_has_entries_in_80_columns_and_as_json(kind: str, tmp_path: Path) -> None:
    shown = rex("list", kind, cwd=tmp_path).ended(0).out.splitlines()
    document = rex("list", kind, "--json", cwd=tmp_path).ended(0).json
    assert document["kind"] == kind
    assert [line.split()[0] for line in shown] == [entry["id"] for entry in document["entries"]]
    assert all(len(line) <= 80 for line in shown)


@pytest.mark.parametrize("kind", ["kpis", "checks", "importers"])
def test_everything_in_a_list_has_a_page_that_says_something(kind: str, tmp_path: Path) -> None:
    for entry in rex("list", kind, "--json", cwd=tmp_path).json["entries"]:
        page = rex("explain", entry["id"], cwd=tmp_path).ended(0)
        assert entry["id"] in page.out.splitlines()[0], page.told
        assert len(page.out.split()) > 12, page.told
        assert all(len(line) <= 80 for line in page.out.splitlines()), page.told
        document = rex("explain", entry["id"], "--json", cwd=tmp_path).json
        assert set(document) == {"id", "title", "text", "facts"}


@pytest.mark.parametrize("topic", list(TOPICS))
def test_every_topic_has_a_page(topic: str, tmp_path: Path) -> None:
    page = rex("explain", topic, cwd=tmp_path).ended(0)
    assert len(page.out.split()) > 12
    assert all(len(line) <= 80 for line in page.out.splitlines()), page.told


def test_the_page_of_session_yaml_names_every_key_that_it_may_hold(tmp_path: Path) -> None:
    from rex.config.session import SessionFile
    from rex.config.workspace import WorkspaceSettings

    for topic, shape in (("session.yaml", SessionFile), ("rex.yaml", WorkspaceSettings)):
        page = rex("explain", topic, cwd=tmp_path).out
        assert [name for name in shape.model_fields if name not in page] == [], topic


def test_the_sums_behind_a_kpi_are_shown_as_sql(tmp_path: Path) -> None:
    assert "SELECT" in rex("explain", "conversion_rate", "--sql", cwd=tmp_path).out
    assert "SELECT" not in rex("explain", "conversion_rate", cwd=tmp_path).out


def test_outside_a_workspace_the_doctor_is_content(tmp_path: Path) -> None:
    shown = rex("doctor", cwd=tmp_path).ended(0).out
    assert "no workspace here" in shown
    found = rex("doctor", "--json", cwd=tmp_path).ended(0).json["findings"]
    assert {finding["state"] for finding in found} <= {"ok", "missing", "unfinished"}


def test_the_doctor_names_everything_that_is_broken_at_once(tmp_path: Path) -> None:
    first, last = workspace(tmp_path, 2)
    add_action(tmp_path)
    assert "2 sessions" in rex("doctor", cwd=tmp_path).ended(0).out
    (tmp_path / "actions/A-002.yaml").write_text("id: A-002\nwhat: half\n")
    (first / "session.yaml").write_text("titel: x\n")
    (last / "answers").mkdir()
    (last / "answers/maria.yaml").write_text("answers: [1\n")
    (last / "retrospective.json").write_text("{")
    sick = rex("doctor", cwd=tmp_path).ended(3)
    broken = [line for line in sick.out.splitlines() if line.lstrip().startswith("!")]
    assert len(broken) == 4, sick.told
    for name in ("A-002", first.name, last.name, "retrospective.json"):
        assert name in sick.out, sick.told
    (tmp_path / "rex.yaml").write_text("clinet: x\n")
    sick = rex("doctor", cwd=tmp_path).ended(3)
    assert '"client"' in sick.out, sick.told


def test_a_new_workspace_is_commented_and_strictly_readable(tmp_path: Path) -> None:
    made = rex("init", "maison", "--lang", "es", "--currency", "eur", "--timezone", "Europe/Paris", cwd=tmp_path).ended(
        0
    )
    assert "maison" in made.out.splitlines()
    settings = yaml.safe_load((tmp_path / "maison/rex.yaml").read_text())
    assert (settings["client"], settings["language"], settings["currency"]) == ("maison", "es", "EUR")
    assert len(settings["headline"]) == 5
    assert "sessions/*/exports/" in (tmp_path / "maison/.gitignore").read_text().splitlines()
    rex("doctor", cwd=tmp_path / "maison").ended(0)
    again = rex("init", "maison", cwd=tmp_path).ended(2)
    assert "already" in again.err
    assert yaml.safe_load((tmp_path / "maison/rex.yaml").read_text()) == settings


@pytest.mark.parametrize(
    "client", ['Quotes " and : colons', "# hash", "Ñandú & Cía", "yes", "12:30", "{a: b}", "C:\\x"]
)
def test_any_client_s_name_reads_back_as_itself(client: str, tmp_path: Path) -> None:
    rex("init", "w", "--client", client, cwd=tmp_path).ended(0)
    rex("doctor", cwd=tmp_path / "w").ended(0)
    assert yaml.safe_load((tmp_path / "w/rex.yaml").read_text(encoding="utf-8"))["client"] == client


def test_init_keeps_a_gitignore_that_is_there(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("mine.txt")
    rex("init", cwd=tmp_path).ended(0)
    lines = (tmp_path / ".gitignore").read_text().splitlines()
    assert lines[0] == "mine.txt"
    assert ".rex-key" in lines


def test_an_action_is_added_shown_done_and_dropped(tmp_path: Path) -> None:
    workspace(tmp_path)
    assert "No actions yet" in rex("actions", cwd=tmp_path).ended(0).out
    words = ("actions", "add", "Say the delivery cost", "--owner", "Iker", "--due", "2026-11-27", "--kpi", "revenue")
    assert rex(*words, cwd=tmp_path).ended(0).out == "A-001\n"
    assert rex(*words, "--direction", "down", "--smallest", "2.5", cwd=tmp_path).ended(0).out == "A-002\n"
    shown = rex("actions", "show", "A-002", cwd=tmp_path).ended(0).out
    assert "Iker" in shown
    assert "revenue, down, 2.5" in shown
    rex("actions", "done", "A-001", cwd=tmp_path).ended(0)
    rex("actions", "drop", "A-002", cwd=tmp_path).ended(0)
    states = {f.stem: yaml.safe_load(f.read_text())["status"] for f in (tmp_path / "actions").glob("*.yaml")}
    assert states == {"A-001": "done", "A-002": "dropped"}
    document = rex("actions", "--json", cwd=tmp_path).ended(0).json
    assert [one["action"]["id"] for one in document["actions"]] == ["A-001", "A-002"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("add", "x", "--owner", "I", "--due", "2026-11-27"), "kpi"),
        (("add", "x", "--owner", "I", "--due", "soon", "--kpi", "revenue"), "2026-11-27"),
        (("add", "x", "--owner", "I", "--due", "2026-11-27", "--kpi", "revenu"), "revenu"),
        (("add", "x", "--owner", "I", "--due", "2026-11-27", "--kpi", "revenue", "--direction", "left"), "up or down"),
        (("add",), "what"),
        (("done",), "action"),
        (("done", "A-777"), "A-777"),
        (("drop", "../rex"), "../rex"),
    ],
)
def test_an_action_that_cannot_be_is_refused(words: tuple[str, ...], told: str, tmp_path: Path) -> None:
    workspace(tmp_path)
    stopped = rex("actions", *words, cwd=tmp_path).ended(2)
    assert told in stopped.err
    assert list(tmp_path.glob("actions/*.yaml")) == []


def test_a_damaged_action_is_named_and_the_others_are_listed(tmp_path: Path) -> None:
    workspace(tmp_path)
    add_action(tmp_path)
    (tmp_path / "actions/A-002.yaml").write_text("id: A-002\nwhat: half\n")
    shown = rex("actions", cwd=tmp_path).ended(3)
    assert "Say the delivery cost" in shown.out
    assert "A-002" in shown.err, shown.told


def test_everything_is_rendered_from_the_record_alone(tmp_path: Path) -> None:
    (session,) = workspace(tmp_path)
    rex("review", "last", "--no-input", cwd=tmp_path).ended(0)
    page, words = (session / "retrospective.html").read_bytes(), (session / "retrospective.md").read_bytes()
    shutil.rmtree(session / "exports")
    shutil.rmtree(tmp_path / ".rex")
    (tmp_path / ".rex-key").unlink()
    for kind in ("html", "md"):
        (session / f"retrospective.{kind}").unlink()
    rex("render", "last", "--format", "html,md", cwd=tmp_path).ended(0)
    assert (session / "retrospective.html").read_bytes() == page
    assert (session / "retrospective.md").read_bytes() == words
    for name in ("kpis", "moments", "check"):
        rex(name, "last", cwd=tmp_path).ended(0)
    for lang in ("en", "es", "fr"):
        for edition in ("team", "client", "flash"):
            for kind in ("html", "md", "json", "text") if lang == "es" else ("md", "text"):
                words_ = ("render", "last", "--format", kind, "--edition", edition, "--lang", lang, "--out", "-")
                shown = rex(*words_, cwd=tmp_path).ended(0)
                assert len(shown.out) > 200, shown.told
                assert shown.out.endswith("\n")
    assert not (tmp_path / ".rex-key").exists()
    assert not (tmp_path / "-").exists()


def test_the_client_s_edition_holds_nothing_of_the_team_s_own(tmp_path: Path) -> None:
    (session,) = workspace(tmp_path)
    (tmp_path / "maria.yaml").write_text("csm.change: {text: the host was late again}\ncsm.mood: 1\n")
    rex("review", "last", "--no-input", "--answers", "maria.yaml", cwd=tmp_path).ended(0)
    assert "late again" in (session / "retrospective.html").read_text(encoding="utf-8")
    for kind in ("html", "md", "json", "text"):
        shown = rex("render", "last", "--edition", "client", "--format", kind, "--out", "-", cwd=tmp_path).ended(0)
        assert "maria" not in shown.out, kind
        assert '"csm.mood"' not in shown.out


def test_only_one_format_goes_to_stdout_and_the_json_is_the_record(tmp_path: Path) -> None:
    (session,) = workspace(tmp_path)
    shown = rex("review", "last", "--no-input", "--json", cwd=tmp_path).ended(0)
    assert shown.json == record(session)
    rex("render", "last", "--format", "html,md", "--out", "-", cwd=tmp_path).ended(2)
    assert rex("render", "last", "--format", "json", "--out", "-", cwd=tmp_path).json == record(session)


def test_records_are_named_by_file_folder_date_and_last(tmp_path: Path) -> None:
    first, last = workspace(tmp_path, 2)
    rex("review", "--all", "--format", "json", cwd=tmp_path).ended(0)
    by_last = rex("kpis", "last", cwd=tmp_path).ended(0).out
    for name in ("2026-11-20", last.name, f"sessions/{last.name}", str(last)):
        assert rex("kpis", name, cwd=tmp_path).ended(0).out == by_last
    assert rex("kpis", "last-1", cwd=tmp_path).out == rex("kpis", first, cwd=tmp_path).out != by_last
    deep = last / "exports"
    assert rex("kpis", "last", cwd=deep).ended(0).out == by_last
    flash = rex("render", last / "retrospective.json", "--edition", "flash", cwd=tmp_path.parent).ended(0).out
    assert flash.startswith("Small Show")


def test_output_that_nobody_reads_is_no_fault(tmp_path: Path) -> None:
    workspace(tmp_path)
    from tests.e2e.driving import command, surroundings

    with subprocess.Popen(
        command("explain", "session.yaml"),
        cwd=tmp_path,
        env=surroundings(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.close()
        told = child.stderr.read().decode()
        child.wait(30)
    assert "Traceback" not in told
    assert "fault" not in told


@pytest.mark.parametrize("words", [("kpis", "last"), ("inspect", "last"), ("moments", "last"), ("check", "last")])
@pytest.mark.parametrize("width", [40, 60, 80])
def test_no_line_is_wider_than_the_screen(words: tuple[str, ...], width: int, tmp_path: Path) -> None:
    from rex.text.width import width as cells

    workspace(tmp_path)
    every = ("--all",) if words[0] == "check" else ()
    shown = rex(*words, *every, "--width", width, cwd=tmp_path).ended(0)
    too_wide = [line for line in shown.out.splitlines() if cells(line) > width]
    assert too_wide == [], shown.told
    plain = rex(*words, "--plain", cwd=tmp_path).ended(0)
    assert not set(plain.out) & set("─│█▁▂▃▄▅▆▇┌┐└┘")


def test_numbers_of_the_screen_are_those_of_the_document(tmp_path: Path) -> None:
    workspace(tmp_path)
    measures = {m["id"]: m for m in rex("kpis", "last", "--json", cwd=tmp_path).json["measures"]}
    # 36 orders: 12 of each product, (48.00 + 39.50 + 21.25) x 12 = 1305.00; one of 21.25 given back.
    assert measures["orders"]["value"] == 36
    assert measures["revenue"]["value"] == 130500
    assert measures["refunds"]["value"] == 2125
    assert measures["messages"]["value"] == 240
    assert measures["unique_chatters"]["value"] == 60
    assert measures["unique_viewers"]["value"] == 612
    assert measures["conversion_rate"]["value"] == pytest.approx(36 / 612)
    assert measures["participation"]["value"] == pytest.approx(60 / 612)
    assert "1,305" in rex("kpis", "last", cwd=tmp_path).out
    assert "1.305" in rex("kpis", "last", "--lang", "es", cwd=tmp_path).out
    assert json.dumps(measures).count("NaN") == 0


CHAT = "timestamp,author,message\n2026-11-20T18:05:00Z,Ana,hola\n"
ORDERS = "Fecha;Ticket;Importe cobrado\n20/11/2026 19:05;A1;10,50\n21/11/2026 19:05;A2;20,50\n"


def test_the_examples_on_the_help_pages_are_accepted_by_the_parser(tmp_path: Path) -> None:
    workspace(tmp_path, 3)
    add_action(tmp_path)
    rex("review", "--all", "--format", "json", cwd=tmp_path).ended(0)
    (tmp_path / "answers.yaml").write_text("csm.mood: 4\n")
    (tmp_path / "debrief.md").write_text("The serum test carried the show.\n", encoding="utf-8")
    import shlex

    for path in sorted((ROOT / "rex/cli/commands").glob("*.py")):
        if path.stem == "__init__":
            continue
        page = rex(path.stem.rstrip("_"), "--help", cwd=tmp_path).out
        examples = page.split("  Examples\n")[1].split("\n\n")[0].splitlines()
        for example in examples:
            words = shlex.split(example.split(">")[0])[1:]
            if words[0] == "demo" or "A-003" in words:
                continue
            words = [word.replace("~/Downloads", ".") for word in words]
            for word in words[1:] if words[0] in {"add", "map"} else ():
                if word.endswith((".csv", ".xlsx", ".json")):
                    (tmp_path / word).parent.mkdir(exist_ok=True)
                    (tmp_path / word).write_text(ORDERS if "pedidos" in word else CHAT, encoding="utf-8")
            if words[0] == "init":
                shutil.rmtree(tmp_path / "maison-verbena", ignore_errors=True)
            words = [word.replace("2026-11-20-autumn-glow", "2026-11-20-small-show") for word in words]
            for old, new in (("2026-10", "2026-11"), ("2026-W43", "2026-W47"), ("2026-11-15", "2026-11-30")):
                words = [word.replace(old, new) for word in words]
            about_a_month = "--month" in words and "--ask" in words
            (tmp_path / "maria.yaml").write_text("period.mood: 4\n" if about_a_month else "csm.mood: 4\n")
            ended = rex(*words, cwd=tmp_path)
            if "no terminal" not in ended.err and "nobody is here to ask" not in ended.err:
                assert ended.code == 0, ended.told


def test_inspect_says_when_each_file_runs_whether_clocks_fit_and_what_file_is_missing(tmp_path: Path) -> None:
    show = tmp_path / "show"
    show.mkdir()
    (show / "session.yaml").write_text(
        "start: 2026-11-20T19:00:00+01:00\nend: 2026-11-20T20:00:00+01:00\ntimezone: Europe/Madrid\n"
    )
    (show / "chat.csv").write_text(
        "timestamp,author,message\n2026-11-20 19:05:00,Ana,hola\n2026-11-21 09:00:00,Leo,adios\n", encoding="utf-8"
    )
    said = " ".join(rex("inspect", "show", cwd=tmp_path).ended(0).out.split())
    assert "19:05 – Sat 21 Nov 2026 09:00" in said
    assert "+ The minutes that stood out, in the chat" in said
    assert "? Best sellers" in said
    assert "The shop's orders: Shopify" in said
    assert "A chat: YouTube" not in said
    assert rex("inspect", "show", "--json", cwd=tmp_path).json["skew"] is None


def test_a_chat_that_lies_outside_the_show_raises_a_doubt_about_its_start(tmp_path: Path) -> None:
    show = tmp_path / "show"
    show.mkdir()
    (show / "session.yaml").write_text(
        "start: 2026-11-20T19:00:00+01:00\nend: 2026-11-20T20:00:00+01:00\ntimezone: Europe/Madrid\n"
    )
    rows = "".join(f"2026-11-21 19:{minute:02}:00,v{minute},hola {minute}\n" for minute in range(30))
    (show / "chat.csv").write_text("timestamp,author,message\n2026-11-20 19:05:00,Ana,hola\n" + rows, encoding="utf-8")
    doubt = "30 of 31 rows of the chat lie outside the show: are its start and end right?"
    assert doubt in " ".join(rex("inspect", "show", cwd=tmp_path).ended(0).out.split())
    rex("review", "show", "--no-input", cwd=tmp_path).ended(0)
    assert doubt in (show / "retrospective.md").read_text(encoding="utf-8")
