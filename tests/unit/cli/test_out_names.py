"""Where results go: the name that was given, whole; `-` is standard output."""

from __future__ import annotations

from pathlib import Path

import pytest

from rex.cli.writing import deliver_files, is_stdout, stem_for

WRITE = {"md": lambda: "# a", "html": lambda: "<p>a"}


@pytest.mark.parametrize(
    ("name", "kinds", "made"),
    [
        ("week.47", ["md", "html"], ["week.47.md", "week.47.html"]),
        ("week.47", ["md"], ["week.47"]),
        ("week.html", ["md", "html"], ["week.md", "week.html"]),
        ("week", ["md"], ["week.md"]),
    ],
)
def test_a_dot_in_a_name_is_part_of_it(tmp_path: Path, name: str, kinds: list[str], made: list[str]) -> None:
    assert [path.name for path in deliver_files(WRITE, kinds, tmp_path / name)] == made


def test_a_record_s_files_keep_a_dot_too(tmp_path: Path) -> None:
    assert stem_for("last", tmp_path / "v1.2", "team").name == "v1.2"


def test_a_dash_is_standard_output() -> None:
    assert is_stdout(Path("-"))
    assert not is_stdout(Path("a-"))
    assert not is_stdout(None)
