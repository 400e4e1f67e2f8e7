from __future__ import annotations

import gc
import json
from typing import TYPE_CHECKING

import pytest

from rex.errors import FileError, NothingToMeasure, UsageError
from rex.render.jsonfile import to_json
from rex.workflow.trending import trend_of, trended_workspace
from tests.builders import measure, record, said

if TYPE_CHECKING:
    from pathlib import Path


def workspace(root: Path, values: list[float], settings: str = "client: Made Cosmetics\n") -> Path:
    """Make a workspace of records alone: no export, no session.yaml."""
    (root / "rex.yaml").write_text(settings, encoding="utf-8")
    for day, value in enumerate(values):
        made = record(measure("orders", value), day=day)
        folder = root / "sessions" / made.session.id
        folder.mkdir(parents=True)
        (folder / "retrospective.json").write_text(to_json(made), encoding="utf-8")
    return root


def test_records_alone_are_enough(tmp_path: Path) -> None:
    root, settings = trended_workspace(workspace(tmp_path, [1, 2, 3]))
    found = trend_of(root, settings)
    assert [point.value for point in found.kpis[0].points] == [1, 2, 3]
    assert found.problems == ()


def test_a_record_that_cannot_be_used_is_named_and_the_rest_counts(tmp_path: Path) -> None:
    root, settings = trended_workspace(workspace(tmp_path, [1, 2, 3, 4]))
    files = sorted(root.glob("sessions/*/retrospective.json"))
    files[0].write_text(files[0].read_text()[:100])
    newer = json.loads(files[1].read_text()) | {"schema": "rex.retrospective/9"}
    files[1].write_text(json.dumps(newer))
    value = json.loads(files[2].read_text())
    value["session"]["start"] = None
    files[2].write_text(json.dumps(value))
    found = trend_of(root, settings)
    assert [point.value for point in found.kpis[0].points] == [4]
    assert [problem.session for problem in found.problems] == [file.parent.name for file in files[:3]]
    whys = [said(problem.why) for problem in found.problems]
    assert "damaged" in whys[0]
    assert "rex.retrospective/9" in whys[1]
    assert "no start" in whys[2]


def test_without_a_record_there_is_nothing_to_show(tmp_path: Path) -> None:
    root, settings = trended_workspace(workspace(tmp_path, []))
    with pytest.raises(NothingToMeasure, match="no record"):
        trend_of(root, settings)


def test_outside_a_workspace_the_way_in_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no workspace"):
        trended_workspace(tmp_path)


def test_a_kpi_that_no_record_holds_is_told_with_the_nearest_one(tmp_path: Path) -> None:
    root, settings = trended_workspace(workspace(tmp_path, [1]))
    with pytest.raises(UsageError) as stop:
        trend_of(root, settings, only=("ordres",))
    assert 'Did you mean "orders"?' in stop.value.todo


def test_limits_of_a_kpi_that_no_record_holds_are_told_with_their_line(tmp_path: Path) -> None:
    text = "client: A\nlimits:\n  ordres: {from: 2026-11-20, reason: new studio}\n"
    root, settings = trended_workspace(workspace(tmp_path, [1], text))
    with pytest.raises(FileError, match="line 3") as stop:
        trend_of(root, settings)
    assert 'Did you mean "orders"?' in stop.value.todo


def test_limits_of_rex_yaml_reach_the_points(tmp_path: Path) -> None:
    text = "client: A\nlimits:\n  orders: {from: 2026-11-26, reason: new studio}\n"
    root, settings = trended_workspace(workspace(tmp_path, [*[10.0, 11.0] * 3, *[100.0, 110.0] * 3], text))
    kpi = trend_of(root, settings).kpis[0]
    assert [point.verdict for point in kpi.points[6:]] == ["too_little_history"] * 5 + ["usual"]
    assert kpi.limits is not None
    assert (kpi.limits.sessions, kpi.limits.reason) == (5, "new studio")


def test_the_collector_of_cycles_is_left_as_it_was_found(tmp_path: Path) -> None:
    root, settings = trended_workspace(workspace(tmp_path, []))
    assert gc.isenabled()
    with pytest.raises(NothingToMeasure):
        trend_of(root, settings)
    assert gc.isenabled()
