"""The committed files are what the generator makes: same seed, same bytes."""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from sample_sessions.generate.__main__ import SEED
from sample_sessions.generate.evening import Evening, make_evening
from sample_sessions.generate.plan import Plan, load_brand, load_plans
from sample_sessions.generate.truths import session_truth
from sample_sessions.generate.workspace import brand_files, session_files, to_yaml, write_all

SAMPLE = Path(__file__).resolve().parents[3] / "sample_sessions"
WORKSPACE = SAMPLE / "maison-verbena"
QUIET = "2026-10-16-slow-friday"


@cache
def _evening(name: str = QUIET, seed: int = SEED) -> Evening:
    return make_evening(seed, _plan(name))


def _plan(name: str) -> Plan:
    return next(plan for plan in load_plans() if plan.id == name)


def _unpacked(path: Path) -> bytes:
    # the packing itself may differ between builds of zlib; what is inside may not
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


def test_a_session_made_again_is_byte_for_byte_the_committed_one(tmp_path: Path) -> None:
    write_all(tmp_path, session_files(SEED, _evening()))
    committed = WORKSPACE / "sessions" / QUIET
    names = sorted(str(path.relative_to(committed)) for path in committed.rglob("*") if path.is_file())
    made = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file())
    assert [name for name in names if name.startswith(("exports", "session.yaml"))] == made
    for name in made:
        assert _unpacked(tmp_path / name) == _unpacked(committed / name), name


def test_packed_chats_hold_no_time_so_that_a_second_run_gives_the_same_bytes() -> None:
    for path in WORKSPACE.glob("sessions/*/exports/*.gz"):
        assert path.read_bytes()[4:8] == b"\0\0\0\0", path.name


def test_another_seed_gives_other_words() -> None:
    assert [m.text for m in _evening(seed=1).messages] != [m.text for m in _evening().messages]


def test_settings_and_actions_are_those_of_the_brand_file() -> None:
    for name, data in brand_files(load_brand()).items():
        assert (WORKSPACE / name).read_bytes() == data, name


def test_the_truths_were_written_from_the_same_plan(truths: dict[str, Any]) -> None:
    written = next(truth for truth in truths["sessions"] if truth["session"] == QUIET)
    assert written == yaml.safe_load(to_yaml(session_truth(_evening())))
