from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from rex.config.workspace import read_workspace
from rex.errors import FileError

if TYPE_CHECKING:
    from pathlib import Path


def test_a_range_is_started_anew_with_its_days_and_its_reason(tmp_path: Path) -> None:
    file = tmp_path / "rex.yaml"
    file.write_text(
        "client: A\nlimits:\n  aov: {from: 2026-10-01, until: 2026-12-24, reason: new studio}\n"
        "  nps: {from: 2026-11-01, reason: asked by mail}\n"
    )
    limits = read_workspace(file).limits
    assert (limits["aov"].from_, limits["aov"].until) == (date(2026, 10, 1), date(2026, 12, 24))
    assert (limits["nps"].until, limits["nps"].reason) == (None, "asked by mail")


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("limits:\n  aov: {from: 2026-10-01}\n", 2, "limits.aov.reason"),
        ("limits:\n  aov: {reason: new studio}\n", 2, "limits.aov.from"),
        ("limits:\n  aov: {from: 20261001, reason: new studio}\n", 2, "a date is expected"),
        ("limits:\n  aov:\n    from: 2026-10-01\n    until: 2026-09-01\n    reason: new studio\n", 2, "before from"),
        ("limits:\n  aov: {from: 2026-10-01, reason: new studio, till: 2026-12-01}\n", 2, '"till" is not a setting'),
        ("limits: [aov]\n", 1, '"limits"'),
    ],
)
def test_a_mistake_in_limits_is_shown_in_its_line(tmp_path: Path, text: str, line: int, says: str) -> None:
    file = tmp_path / "rex.yaml"
    file.write_text(text)
    with pytest.raises(FileError) as stop:
        read_workspace(file)
    assert stop.value.place is not None
    assert stop.value.place.line == line
    assert says in stop.value.what
