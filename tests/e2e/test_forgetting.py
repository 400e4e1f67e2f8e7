"""One person can be erased, old raw data deleted; nothing goes without being shown first."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.e2e.driving import rex

if TYPE_CHECKING:
    from pathlib import Path

CHAT = """timestamp,id,author,message
2026-11-20 19:05:00,1,maria_89,hola a todas
2026-11-20 19:06:00,2,Leo,@maria_89 hola! Maria Callas sings
2026-11-20 19:07:00,3,maria_89,¿precio?
2026-11-20 19:08:00,4,maria_890,otra persona
"""
ORDERS = """Name,Email,Financial Status,Paid at,Currency,Subtotal,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Id
#1001,maria@example.com,paid,2026-11-20 19:10:00 +0100,EUR,30,30,2026-11-20 19:10:00 +0100,1,Serum,20,900
#1001,,,,,,,2026-11-20 19:10:00 +0100,1,Mask,10,
#1002,leo@example.com,paid,2026-11-20 19:12:00 +0100,EUR,20,20,2026-11-20 19:12:00 +0100,1,Serum,20,901
#1003,maria@example.com,paid,2026-11-20 19:20:00 +0100,EUR,20,20,2026-11-20 19:20:00 +0100,1,Serum,20,902
"""  # noqa: E501 - a platform's own header


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Make a workspace with one show, its exports and somebody's answers."""
    rex("init", "shop", "--timezone", "Europe/Madrid", "--no-input", cwd=tmp_path).ended(0)
    session = tmp_path / "shop/sessions/2026-11-20-glow"
    (session / "exports").mkdir(parents=True)
    (session / "session.yaml").write_text("start: 2026-11-20T19:00:00+01:00\nend: 2026-11-20T20:00:00+01:00\n")
    (session / "exports/chat.csv").write_text(CHAT, encoding="utf-8")
    (session / "exports/orders.csv").write_text(ORDERS, encoding="utf-8")
    (session / "answers").mkdir()
    (session / "answers/csm.yaml").write_text("answers: {csm.repeat: thank maria_89 by mail}\n", encoding="utf-8")
    return tmp_path / "shop"


def test_nothing_goes_before_it_was_shown_and_agreed(workspace: Path) -> None:
    said = rex("forget", "@maria_89", cwd=workspace).ended(0)
    assert "exports/chat.csv  2 rows, 1 mention" in said.out
    assert "answers/csm.yaml" in said.out
    assert "rex forget @maria_89 --yes" in " ".join(said.err.split())
    assert (workspace / "sessions/2026-11-20-glow/exports/chat.csv").read_text(encoding="utf-8") == CHAT


def test_her_rows_go_and_what_others_wrote_stays_without_her_name(workspace: Path) -> None:
    rex("forget", "maria_89", "--yes", cwd=workspace).ended(0)
    session = workspace / "sessions/2026-11-20-glow"
    assert (session / "exports/chat.csv").read_text(encoding="utf-8") == (
        "timestamp,id,author,message\n"
        "2026-11-20 19:06:00,2,Leo,[erased] hola! Maria Callas sings\n"
        "2026-11-20 19:08:00,4,maria_890,otra persona\n"
    )
    assert (session / "answers/csm.yaml").read_text(encoding="utf-8") == (
        'answers: {csm.repeat: "thank [erased] by mail"}\n'
    )
    assert (session / "exports/orders.csv").read_text(encoding="utf-8") == ORDERS
    lines = rex("export", "last", "--table", "chat", "--format", "jsonl", cwd=workspace).out.splitlines()
    assert [json.loads(line)["msg_id"] for line in lines] == ["2", "4"]
    assert "Nobody of this name" in rex("forget", "maria_89", cwd=workspace).ended(0).out


def test_a_mail_takes_every_order_of_that_person_with_all_its_lines(workspace: Path) -> None:
    rex("forget", "Maria@Example.com", "--yes", cwd=workspace).ended(0)
    left = (workspace / "sessions/2026-11-20-glow/exports/orders.csv").read_text(encoding="utf-8")
    assert left == "".join(line for line in ORDERS.splitlines(keepends=True) if line.startswith(("Name", "#1002")))


def test_an_order_s_number_finds_its_customer(workspace: Path) -> None:
    said = rex("forget", "#1003", cwd=workspace).ended(0)
    assert "exports/orders.csv  3 rows" in said.out  # both lines of #1001 and the one of #1003


def test_json_loses_the_elements_that_are_hers(workspace: Path) -> None:
    chat = [
        {
            "author": "Ana",
            "author_id": "a1",
            "message": "hi Zoe_1",
            "time_in_seconds": 5,
            "timestamp": 1795198805000000,
        },
        {"author": "Zoe_1", "author_id": "z1", "message": "hi", "time_in_seconds": 6, "timestamp": 1795198806000000},
    ]
    file = workspace / "sessions/2026-11-20-glow/exports/more.json"
    file.write_text(json.dumps(chat), encoding="utf-8")
    rex("forget", "zoe_1", "--yes", cwd=workspace).ended(0)
    assert json.loads(file.read_text(encoding="utf-8")) == [chat[0] | {"message": "hi [erased]"}]


def test_a_name_that_would_meet_everybody_is_refused(workspace: Path) -> None:
    assert "too short" in rex("forget", "@al", "--yes", cwd=workspace).ended(2).err


def test_what_git_remembers_is_said(workspace: Path) -> None:
    for arguments in (["init", "-q"], ["add", "-A", "-f"], ["commit", "-qm", "all"]):
        subprocess.run(
            ["git", "-c", "user.name=x", "-c", "user.email=x@example.com", *arguments], cwd=workspace, check=True
        )
    said = rex("forget", "maria_89", "--yes", cwd=workspace).ended(0)
    assert "Still in the history of git: 1 commit." in " ".join(said.err.split())


def test_old_exports_go_once_there_is_a_record_and_the_record_stays(workspace: Path) -> None:
    later = "2027-12-25T00:00:00+01:00"  # 400 days after the show
    kept = rex("purge", "--older-than", "13m", "--yes", cwd=workspace, now=later).ended(0)
    assert "stays: it has no record yet" in kept.out
    rex("review", "last", "--no-input", cwd=workspace).ended(0)
    assert "No session older than 14m" in rex("purge", "--older-than", "14m", cwd=workspace, now=later).out
    rex("purge", "--older-than", "13m", cwd=workspace, now=later).ended(0)
    session = workspace / "sessions/2026-11-20-glow"
    assert len(list((session / "exports").iterdir())) == 2
    rex("purge", "--older-than", "13m", "--yes", cwd=workspace, now=later).ended(0)
    assert list((session / "exports").iterdir()) == []
    assert not (workspace / ".rex/2026-11-20-glow").exists()
    assert "Orders" in rex("kpis", "last", cwd=workspace).ended(0).out
    assert "no age" in rex("purge", "--older-than", "soon", cwd=workspace).ended(2).err


def test_her_lines_of_a_plain_text_chat_go_whole(workspace: Path) -> None:
    file = workspace / "sessions/2026-11-20-glow/exports/zoom.txt"
    file.write_text(
        "00:05:01\tRita Prueba:\thola a todas\n00:05:09\tLeo:\tgracias Rita Prueba\n00:06:00\tEva:\tprecio?\n",
        encoding="utf-8",
    )
    rex("forget", "Rita Prueba", "--yes", cwd=workspace).ended(0)
    assert file.read_text(encoding="utf-8") == "00:05:09\tLeo:\tgracias [erased]\n00:06:00\tEva:\tprecio?\n"
