"""`rex check --text`: the rules for prose on any file or pipe, with places, own rules, and reasons that hide."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.e2e.driving import command, rex, surroundings

if TYPE_CHECKING:
    from pathlib import Path

DEBRIEF = """\
---
note: we should have
---
# Debrief

Everyone loved the serum. We should have pinned it.

> we should have pinned it, said a customer

```
we should have
```

See [the plan](http://example.org/we-should-have) and “the host forgot it all”.
<!-- rex: ignore B15 the client's own words -->
We knew it would flop.
"""
OWN = """\
family: jargon
check: jargon
level: warn
message: A word of the house.
remedy: Say it plainly.
rules:
  - id: synergy
    lang: en
    match: [synerg(?:y|ies)]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "debrief.md"
    path.write_text(DEBRIEF, encoding="utf-8")
    return path


def test_each_place_is_told_by_line_and_column_and_what_others_said_is_not_read(file: Path, tmp_path: Path) -> None:
    found = rex("check", "--text", file, "--lang", "en", "--json", cwd=tmp_path).ended(0).json
    assert [(one["check"], one["evidence"], one["suppressed"]) for one in found["findings"]] == [
        ("absolutes", ["6:1", "Everyone"], None),
        ("B16", ["6:30", "should have pinned"], None),
        ("B15", ["16:1", "We knew it"], "the client's own words"),
    ]
    assert found["passed"] == ["B03", "B28"]


def test_windows_line_ends_and_a_byte_order_mark_move_no_place(file: Path, tmp_path: Path) -> None:
    plain = rex("check", "--text", file, "--json", cwd=tmp_path).ended(0).json
    for data in (b"\xef\xbb\xbf" + DEBRIEF.replace("\n", "\r\n").encode(), DEBRIEF.encode("utf-16")):
        file.write_bytes(data)
        assert rex("check", "--text", file, "--json", cwd=tmp_path).ended(0).json == plain


def test_what_is_piped_in_is_read_like_a_file(tmp_path: Path) -> None:
    ended = subprocess.run(
        command("check", "--text", "-", "--lang", "es"),
        cwd=tmp_path,
        env=surroundings(),
        input="\nNadie compró nada.".encode(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert "-:2:1" in ended.stdout.decode()


@pytest.mark.parametrize("data", [b"a\n\xff\xff", b"a\0b"])
def test_what_is_no_text_ends_with_three_and_its_place(data: bytes, file: Path, tmp_path: Path) -> None:
    file.write_bytes(data)
    assert "debrief.md" in rex("check", "--text", "debrief.md", cwd=tmp_path).ended(3).err


def test_a_file_that_is_not_there_and_a_folder_end_with_three(tmp_path: Path) -> None:
    assert "There is no file gone.md" in rex("check", "--text", "gone.md", cwd=tmp_path).ended(3).err
    assert "is a folder" in rex("check", "--text", ".", cwd=tmp_path).ended(3).err


def test_a_session_and_a_text_or_neither_is_a_wrong_command(file: Path, tmp_path: Path) -> None:
    assert "without a session" in rex("check", "last", "--text", file, cwd=tmp_path).ended(2).err
    assert "Which session?" in rex("check", cwd=tmp_path).ended(2).err


def test_the_workspace_s_own_rules_are_used_and_their_mistakes_have_a_line(file: Path, tmp_path: Path) -> None:
    (tmp_path / "rex.yaml").write_text("client: Made\n")
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules/house.yaml").write_text(OWN)
    file.write_text("A synergy of two.")
    shown = rex("check", "--text", file, cwd=tmp_path).ended(0).out
    assert "A word of the house." in shown
    assert "1:3" in shown
    (tmp_path / "rules/house.yaml").write_text(OWN.replace("synerg(?:", "synerg("))
    (tmp_path / "rules/house.yaml").write_text(OWN.replace("lang: en", "lang: de"))
    assert "house.yaml, line 8" in rex("check", "--text", file, cwd=tmp_path).ended(3).err


def test_a_hidden_place_is_shown_with_its_reason(file: Path, tmp_path: Path) -> None:
    shown = rex("check", "--text", file, cwd=tmp_path).ended(0).out
    assert "hidden, since: the client's own words" in shown
    assert "3 places in 34 words; 1 hidden with a reason." in shown
