"""What a workspace puts into git, and what its cache holds: no customer, no viewer, no message."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from rex.engine.sql import Facts, Window
from rex.model.tables import TABLES
from tests.e2e.driving import record, rex
from tests.fixtures.show import SAID_ALIKE, Show
from tests.fixtures.workspace import session_id, shows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ANSWERS = "csm.seen: [none]\ncsm.mood: 4\ncsm.sentence: The serum carried the show.\n"
PERSONAL = ("Name", "Street", "Address1", "Phone", "Email")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a workspace as a person does, review a session in it, and put it into git."""
    here = tmp_path_factory.mktemp("privacy")
    rex("init", "client", "--client", "Made Cosmetics", "--no-input", cwd=here).ended(0)
    root = here / "client"
    for show in shows(2):
        session = root / "sessions" / session_id(show)
        show.write(session / "exports")
        (session / "session.yaml").write_text(show.session_yaml(), encoding="utf-8")
    (here / "answers.yaml").write_text(ANSWERS)
    rex("review", "--all", "--format", "json,html,md,text", cwd=root).ended(0)
    rex("review", "last", "--no-input", "--answers", here / "answers.yaml", cwd=root).ended(0)
    rex("render", "last", "--edition", "client", "--format", "html,md,json", cwd=root).ended(0)
    rex("report", "--month", "2026-11", "--format", "html,md,json", cwd=root)
    for words in (("init", "-q"), ("add", "-A")):
        subprocess.run(["git", *words], cwd=root, check=True)
    return root


def names_of(show: Show) -> set[str]:
    """Collect everything in the exports that names a person: customers' cells, handles, channel ids."""
    found: set[str] = set()
    for row in csv.DictReader(io.StringIO(show.orders())):
        found |= {value for key, value in row.items() if key.split()[-1] in PERSONAL and key != "Name"}
    for line in show.chat().splitlines():
        item = _item(json.loads(line))
        found |= {item["authorName"]["simpleText"], item["authorExternalChannelId"], item["id"]}
    return {word for word in found if len(word) > 3}


def messages_of(show: Show) -> set[str]:
    """Collect every text that a viewer wrote."""
    return {_item(json.loads(line))["message"]["runs"][0]["text"] for line in show.chat().splitlines()}


def _item(action: Any) -> Any:
    return action["replayChatItemAction"]["actions"][0]["addChatItemAction"]["item"]["liveChatTextMessageRenderer"]


def found_in_git(root: Path, needles: set[str]) -> list[str]:
    """Search the index of the workspace for any of these, letter case aside."""
    words = "\n".join(sorted(needles)) + "\n"
    ended = subprocess.run(
        ["git", "grep", "--cached", "-I", "-i", "-n", "-o", "-F", "-f", "-"],
        cwd=root,
        input=words,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode in {0, 1}, ended.stderr
    return ended.stdout.splitlines()


def test_git_takes_the_records_and_leaves_out_exports_cache_and_key(workspace: Path) -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=workspace, capture_output=True, text=True, check=True)
    files = listed.stdout.splitlines()
    assert any(name.endswith("retrospective.json") for name in files)
    assert any("answers/" in name for name in files)
    assert not [name for name in files if "/exports/" in name or name.startswith((".rex/", ".rex-key"))]


def test_the_search_of_these_tests_finds_what_is_there(workspace: Path) -> None:
    assert found_in_git(workspace, {"the serum carried"})


def test_no_customer_and_no_viewer_is_in_git(workspace: Path) -> None:
    needles = set().union(*(names_of(show) for show in shows(2)))
    assert len(needles) > 150
    assert found_in_git(workspace, needles) == []


def test_no_message_is_in_git_but_the_record_s_own_quotes(workspace: Path) -> None:
    texts = set().union(*(messages_of(show) for show in shows(2)))
    quoted = set(_quotes(workspace))
    assert SAID_ALIKE in quoted, "what many people wrote may be quoted, and the record says that it was"
    hidden = {text for text in texts if text not in quoted}
    assert len(hidden) > 200
    assert found_in_git(workspace, hidden) == []
    # What is quoted was said alike by three people at least, or stands for a theme of so many.
    for session in workspace.glob("sessions/*"):
        made = record(session)
        assert all(quote["people"] >= 3 for quote in made["quotes"])
        assert all(theme["people"] >= 3 for theme in made["voice"]["themes"] if theme["name"] or theme["quotes"])
        assert all(question["people"] >= 3 for question in made["voice"]["unanswered"])


def _quotes(workspace: Path) -> Iterator[str]:
    for session in workspace.glob("sessions/*"):
        made = record(session)
        yield from (quote["text"] for quote in made["quotes"])
        yield from (quote["text"] for moment in made["moments"]["moments"] for quote in moment.get("quotes", []))
        for theme in made["voice"]["themes"]:
            yield from (theme["name"], *theme["quotes"])
        yield from (question["text"] for question in made["voice"]["unanswered"])


def test_no_mail_and_no_phone_of_anybody_is_in_git(workspace: Path) -> None:
    everything = subprocess.run(
        ["git", "grep", "--cached", "-I", "-h", ""], cwd=workspace, capture_output=True, text=True, check=True
    ).stdout
    assert re.findall(r"[\w.+-]+@[\w-]+\.\w+", everything) == []
    assert re.findall(r"\+34\s?600", everything) == []


def test_the_facts_hold_pseudonyms_and_no_mail(workspace: Path) -> None:
    needles = set().union(*(names_of(show) for show in shows(2)))
    folders = sorted(workspace.glob(".rex/*/facts-*"))
    assert len(folders) == 2
    for folder in folders:
        cells: list[str] = []
        with Facts(folder, Window(None, None, 0, None)) as facts:
            for table in TABLES:
                cells += [str(cell) for row in facts.rows(f"SELECT * FROM {table}") for cell in row]
            authors = {str(row[0]) for row in facts.rows("SELECT DISTINCT author FROM chat")}
        everything = "\n".join(cells).casefold()
        assert len(authors) == 60
        # Messages keep the platform's own ids; they name no person and never leave the cache.
        ids = {needle for needle in needles if needle.startswith("made-2026")}
        assert [needle for needle in needles - ids if needle.casefold() in everything] == []
        assert "@example.com" not in everything
        assert "+34 600" not in everything


def test_the_key_is_the_owner_s_alone_and_nowhere_else(workspace: Path) -> None:
    key = (workspace / ".rex-key").read_text().strip()
    assert (workspace / ".rex-key").stat().st_mode & 0o077 == 0
    assert found_in_git(workspace, {key}) == []
    for file in workspace.rglob(".rex/**/*"):
        assert not file.is_file() or key.encode() not in file.read_bytes()


def test_another_key_gives_other_pseudonyms_and_the_same_record(workspace: Path, tmp_path: Path) -> None:
    show = shows(2)[-1]
    folder = tmp_path / session_id(show)
    show.write(folder)
    (folder / "session.yaml").write_text(show.session_yaml(), encoding="utf-8")

    def authors() -> set[str]:
        home = max(folder.glob(".rex/*/facts-*"), key=lambda facts: facts.stat().st_mtime_ns)
        with Facts(home, Window(None, None, 0, None)) as facts:
            return {str(row[0]) for row in facts.rows("SELECT DISTINCT author FROM chat")}

    records: list[str] = []
    seen: list[set[str]] = []
    for key in ("a" * 64, "b" * 64):
        rex("review", folder, "--no-input", cwd=workspace.parent, env={"REX_KEY": key}).ended(0)
        records.append((folder / "retrospective.json").read_text(encoding="utf-8"))
        seen.append(authors())
    assert records[0] == records[1]
    assert seen[0].isdisjoint(seen[1])


def test_a_log_of_our_own_fault_names_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rex("init", "client", "--no-input", cwd=tmp_path).ended(0)
    show = shows(1)[-1]
    session = tmp_path / "client/sessions" / session_id(show)
    show.write(session / "exports")
    (session / "session.yaml").write_text(show.session_yaml(), encoding="utf-8")

    def broken(*_: object, **__: object) -> None:
        raise ValueError("nora.ficticia00@example.com bought in /home/nora")

    monkeypatch.setattr("rex.workflow.analysis.import_exports", broken)
    ended = rex("review", "last", "--no-input", cwd=tmp_path / "client").ended(70)
    assert "nora" not in ended.err
    (log,) = (tmp_path / "client/.rex/log").iterdir()
    text = log.read_text()
    assert "nora" not in text
    assert str(tmp_path) not in text
    assert "rex/workflow/analysis.py" in text
    assert log.name in ended.err
