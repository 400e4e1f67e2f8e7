"""A session's customers are told by the orders of the sessions before it, and by none after it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

from tests.e2e.driving import rex
from tests.fixtures.workspace import make

if TYPE_CHECKING:
    from pathlib import Path


def measures(root: Path, session: str) -> dict[str, Any]:
    document = rex("kpis", session, "--json", cwd=root).ended(0).json
    return {measure["id"]: measure for measure in document["measures"]}


def test_buyers_of_an_earlier_session_have_come_back(tmp_path: Path) -> None:
    make(tmp_path, 2)
    later, first = measures(tmp_path, "last"), measures(tmp_path, "last-1")
    assert later["returning_buyers"]["status"] == "measured"
    assert later["returning_buyers"]["k"] > 0
    assert later["clv_historic"]["definition"] == "clv_historic@1:revenue"
    assert first["returning_buyers"]["status"] == "not_applicable"  # what comes later is no history


def test_an_earlier_session_whose_exports_are_gone_tells_nothing_and_stops_nobody(tmp_path: Path) -> None:
    first, _ = make(tmp_path, 2)
    shutil.rmtree(first / "exports")
    assert measures(tmp_path, "last")["returning_buyers"]["status"] == "not_applicable"


def test_costs_and_margin_of_the_settings_reach_the_record(tmp_path: Path) -> None:
    [folder] = make(tmp_path)
    (tmp_path / "rex.yaml").write_text((tmp_path / "rex.yaml").read_text() + "margin: 0.5\n")
    (folder / "session.yaml").write_text((folder / "session.yaml").read_text() + "costs: {host: 300, ads: 60.5}\n")
    found = measures(tmp_path, "last")
    assert found["show_costs"]["value"] == 36_050
    # 1,305.00 placed and 21.25 given back, half of it: 641.875; minus 360.50.
    assert found["contribution"]["value"] == 64_187.5 - 36_050
    told = rex("kpis", "last", cwd=tmp_path)
    assert "Contribution" in told.out


def test_costs_are_in_the_orders_own_currency_where_no_file_names_one(tmp_path: Path) -> None:
    [folder] = make(tmp_path)
    for file in (tmp_path / "rex.yaml", folder / "session.yaml"):
        file.write_text("".join(line for line in file.read_text().splitlines(True) if not line.startswith("currency")))
    for export in (folder / "exports").glob("*order*"):
        export.write_text(export.read_text().replace("EUR", "JPY"))
    (folder / "session.yaml").write_text((folder / "session.yaml").read_text() + "costs: {host: 30000}\n")
    found = measures(tmp_path, "last")["show_costs"]
    assert (found["value"], found["unit"]) == (30_000, "JPY")  # a yen has no smaller coin


def test_a_margin_above_one_and_a_cost_below_nought_are_refused_at_their_line(tmp_path: Path) -> None:
    [folder] = make(tmp_path)
    (folder / "session.yaml").write_text((folder / "session.yaml").read_text() + "costs: {host: -1}\n")
    assert "session.yaml, line" in rex("kpis", "last", cwd=tmp_path).ended(3).err
    (tmp_path / "rex.yaml").write_text((tmp_path / "rex.yaml").read_text() + "margin: 45\n")
    assert "rex.yaml, line" in rex("kpis", "last", cwd=tmp_path).ended(3).err
