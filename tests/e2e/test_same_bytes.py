"""The same files and the same clock give the same bytes: twice, elsewhere, elsewhere on Earth, with another key."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.e2e.driving import NOW, ROOT, Ran, rex, rex_process
from tests.fixtures.workspace import add_action, make

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KINDS = ("json", "html", "md")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Lay a small sample in the place of the shipped one: the same folders, three short shows."""
    root = tmp_path_factory.mktemp("sample") / "maison-verbena"
    make(root, 3)
    add_action(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("rex.workflow.starting.sample_sessions", lambda: root.parent)
        yield root


@pytest.fixture(scope="module")
def demo(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    """Give a demo that has run once, and what it said."""
    here = tmp_path_factory.mktemp("first")
    assert sample.exists()
    return here / "rex-demo", rex("demo", cwd=here).ended(0)


@pytest.fixture(scope="module")
def first(demo: tuple[Path, Ran]) -> Path:
    """Give the folder of that demo."""
    return demo[0]


def results(workspace: Path) -> dict[str, bytes]:
    """Give every result and every action by its name."""
    found = [path for kind in KINDS for path in workspace.glob(f"sessions/*/retrospective.{kind}")]
    found += list(workspace.glob("actions/*.yaml"))
    return {path.relative_to(workspace).as_posix(): path.read_bytes() for path in found}


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """Name what is not the same."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def test_the_demo_makes_every_result_and_names_the_page_alone_on_its_line(sample: Path, demo: tuple[Path, Ran]) -> None:
    place, shown = demo
    assert "rex-demo/sessions/2026-11-20-small-show/retrospective.html" in shown.out.splitlines()
    made = results(place)
    assert {f"sessions/2026-11-20-small-show/retrospective.{kind}" for kind in KINDS} <= made.keys()
    assert not list(sample.glob("sessions/*/retrospective.*"))


def test_a_second_demo_in_the_same_place_changes_no_byte(first: Path, sample: Path, tmp_path: Path) -> None:
    assert sample.exists()
    shutil.copytree(first, tmp_path / "rex-demo")
    rex("demo", cwd=tmp_path).ended(0)
    assert differing(results(first), results(tmp_path / "rex-demo")) == []


def test_a_demo_in_another_place_and_with_another_key_makes_the_same_bytes(
    first: Path, sample: Path, tmp_path: Path
) -> None:
    assert sample.exists()
    deep = tmp_path / "a folder" / "with ñ"
    deep.mkdir(parents=True)
    rex("demo", "mine", cwd=deep, env={"REX_KEY": "0" * 64}).ended(0)
    assert differing(results(first), results(deep / "mine")) == []


def test_now_and_the_epoch_of_the_source_are_the_same_clock(first: Path, sample: Path, tmp_path: Path) -> None:
    assert sample.exists()
    rex("demo", "--now", NOW, cwd=tmp_path, env={"SOURCE_DATE_EPOCH": ""}).ended(0)
    assert differing(results(first), results(tmp_path / "rex-demo")) == []


def test_another_clock_is_seen(first: Path, sample: Path, tmp_path: Path) -> None:
    assert sample.exists()
    rex("demo", "--now", "2027-01-23T09:00:00+01:00", cwd=tmp_path).ended(0)
    assert "sessions/2026-11-20-small-show/retrospective.json" in differing(
        results(first), results(tmp_path / "rex-demo")
    )


def test_a_changed_demo_folder_is_never_touched(first: Path, sample: Path, tmp_path: Path) -> None:
    assert sample.exists()
    mine = tmp_path / "rex-demo"
    shutil.copytree(first, mine)
    (mine / "sessions/2026-11-20-small-show/session.yaml").write_text("title: mine\n")
    before = results(mine)
    stopped = rex("demo", cwd=tmp_path).ended(2)
    assert "Name another folder" in stopped.err
    assert results(mine) == before


@pytest.mark.parametrize(
    "env",
    [
        {"TZ": "Asia/Tokyo", "LC_ALL": "fr_FR.UTF-8", "PYTHONHASHSEED": "1"},
        {"TZ": "America/St_Johns", "LC_ALL": "C", "PYTHONHASHSEED": "4242", "PYTHONUTF8": "0"},
    ],
    ids=["Tokyo in French", "Newfoundland in C"],
)
def test_zone_language_and_hash_seed_of_the_machine_change_no_byte(
    env: dict[str, str], first: Path, tmp_path: Path
) -> None:
    make(tmp_path, 3)
    add_action(tmp_path)
    rex_process("review", "--all", cwd=tmp_path, env=env).ended(0)
    assert differing(results(first), results(tmp_path)) == [
        # The demo writes no pages for the earlier sessions.
        name
        for name in sorted(results(tmp_path))
        if name.endswith((".html", ".md")) and "11-20" not in name
    ]


@pytest.mark.soak
def test_the_shipped_demo_makes_the_same_bytes_twice(tmp_path: Path) -> None:
    for name in ("one", "two"):
        rex_process("demo", name, cwd=tmp_path).ended(0)
    assert differing(results(tmp_path / "one"), results(tmp_path / "two")) == []
    assert (ROOT / "sample_sessions/maison-verbena").is_dir()
