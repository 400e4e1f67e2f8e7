"""`rex trend` as a person runs it, on a workspace of records alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from rex.model.trend import Trend
from rex.render.jsonfile import to_json
from tests.builders import measure, record, share
from tests.e2e.driving import rex

if TYPE_CHECKING:
    from pathlib import Path

ORDERS = [52, 47, 60, 55, 49, 51, 90, 50, 51]
SETTINGS = "client: Made Cosmetics\nlanguage: en\ntimezone: Europe/Madrid\nheadline: [orders]\n"


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """Make nine reviewed shows without exports, key or answers."""
    (tmp_path / "rex.yaml").write_text(SETTINGS, encoding="utf-8")
    for week, orders in enumerate(ORDERS):
        made = record(
            measure("orders", orders, title="Orders", headline=True, scale="log"),
            share("conversion_rate", 20 + week % 3, 400, title="Conversion"),
            day=7 * week,
        )
        folder = tmp_path / "sessions" / made.session.id
        folder.mkdir(parents=True)
        (folder / "retrospective.json").write_text(to_json(made), encoding="utf-8")
    return tmp_path


def test_the_text_says_first_what_stands_out(shop: Path) -> None:
    told = rex("trend", cwd=shop).ended(0)
    assert "1 of 8 judged points outside their usual" in told.out
    assert "Show 42 (2027-01-01): Orders above its range." in told.out
    assert told.err == ""
    assert max(map(len, told.out.splitlines())) <= 80


def test_json_is_the_contracts(shop: Path) -> None:
    told = rex("trend", "--json", cwd=shop).ended(0)
    found = told.json
    assert found["schema"] == "rex.trend/1"
    orders = next(kpi for kpi in found["kpis"] if kpi["id"] == "orders")
    assert [point["value"] for point in orders["points"]] == ORDERS
    assert [point["session"] for point in orders["points"]] == [session["session"] for session in found["sessions"]]
    assert orders["points"][6]["verdict"] == "better"
    assert {"session", "value", "verdict", "why"} <= orders["points"][6].keys()
    limits = orders["limits"]
    assert (limits["kind"], limits["sessions"], limits["low"] < 49 < limits["high"]) == ("trial", 8, True)
    assert to_json(Trend.model_validate_json(told.out)) == told.out
    assert rex("trend", "--json", cwd=shop).out == told.out


def test_the_page_and_the_table_are_written_where_they_are_wanted(shop: Path) -> None:
    told = rex("trend", "--format", "html,md,text", "--out", "out/trend", cwd=shop).ended(0)
    assert sorted(path.name for path in (shop / "out").iterdir()) == ["trend.html", "trend.md", "trend.txt"]
    page = (shop / "out" / "trend.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "Made Cosmetics" not in told.err
    assert rex("trend", "--format", "md", cwd=shop).out == (shop / "out" / "trend.md").read_text(encoding="utf-8")


def test_one_kpi_is_told_point_by_point_and_the_last_sessions_alone(shop: Path) -> None:
    told = rex("trend", "--kpi", "orders", "--last", "3", cwd=shop).ended(0)
    lines = [line.strip() for line in told.out.splitlines()]
    assert "1 Jan   90  + better than usual" in lines
    assert not any("Conversion" in line or "Dec" in line for line in lines)
    assert rex("trend", "--last", "3", "--json", cwd=shop).json["kpis"][0]["limits"]["sessions"] == 8


def test_a_folder_inside_or_named_is_the_workspace_too(shop: Path, tmp_path: Path) -> None:
    inside = rex("trend", cwd=shop / "sessions").ended(0)
    named = rex("trend", shop, cwd=tmp_path.parent).ended(0)
    assert inside.out == named.out


def test_a_range_starts_anew_where_rex_yaml_says_so(shop: Path) -> None:
    (shop / "rex.yaml").write_text(SETTINGS + "limits: {orders: {from: 2026-12-11, reason: new studio}}\n")
    told = rex("trend", "--json", cwd=shop).ended(0)
    orders = told.json["kpis"][0]
    assert [point["verdict"] for point in orders["points"]][-3:] == ["too_little_history"] * 2 + ["usual"]
    assert orders["limits"]["since"] == "2026-12-11"
    assert "new studio" in rex("trend", cwd=shop).out


def test_a_damaged_record_is_named_and_the_rest_goes_on(shop: Path) -> None:
    first = min((shop / "sessions").iterdir())
    (first / "retrospective.json").write_text("{")
    told = rex("trend", cwd=shop).ended(0)
    assert "Left out" in told.out
    assert first.name in told.out
    assert len(rex("trend", "--json", cwd=shop).json["sessions"]) == 8


def test_what_is_wrong_is_told_with_its_exit_code(shop: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert 'Did you mean "orders"?' in rex("trend", "--kpi", "order", cwd=shop).ended(2).err
    rex("trend", "--last", "0", cwd=shop).ended(2)
    rex("trend", "--format", "pdf", cwd=shop).ended(2)
    (shop / "rex.yaml").write_text(SETTINGS + "limits: {order: {from: 2026-12-11, reason: new studio}}\n")
    assert "rex.yaml, line 5" in rex("trend", cwd=shop).ended(3).err
    empty = tmp_path_factory.mktemp("empty")
    rex("trend", cwd=empty).ended(2)
    (empty / "rex.yaml").write_text(SETTINGS)
    assert "rex review --all" in rex("trend", cwd=empty).ended(4).err


def test_nothing_but_the_record_is_needed_or_touched(shop: Path) -> None:
    before = sorted(path.relative_to(shop) for path in shop.rglob("*"))
    rex("trend", "--all", "--plain", cwd=shop).ended(0)
    assert sorted(path.relative_to(shop) for path in shop.rglob("*")) == before
    document = json.dumps(rex("trend", "--json", cwd=shop).json)
    assert str(shop) not in document
