"""Late refunds restate a session: the numbers move, the record says which, and so does the month."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.e2e.driving import rex, workspace

if TYPE_CHECKING:
    from pathlib import Path


def shop(root: Path) -> Path:
    workspace(root / "shop", 1)
    return root / "shop"


def record(shop: Path) -> dict[str, Any]:
    (file,) = shop.glob("sessions/*/retrospective.json")
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def without_the_last_order(shop: Path) -> None:
    """Take the last line out of the orders, as a newer export without a deleted order has them."""
    (orders,) = shop.glob("sessions/*/exports/*order*")
    lines = orders.read_text(encoding="utf-8").splitlines(keepends=True)
    orders.write_text("".join(lines[:-1]), encoding="utf-8")


def test_a_refresh_says_what_newer_exports_changed_and_keeps_it(tmp_path: Path) -> None:
    folder = shop(tmp_path)
    rex("review", "last", "--no-input", cwd=folder).ended(0)
    before = {m["id"]: m["value"] for m in record(folder)["measures"]}
    without_the_last_order(folder)
    ended = rex("refresh", "last", cwd=folder).ended(0)
    assert "Restated" in ended.err
    assert "Orders 36 → 35" in " ".join(ended.err.split())
    (entry,) = record(folder)["restatements"]
    changed = {change["kpi"]: (change["before"], change["after"]) for change in entry["changes"]}
    assert changed["orders"] == (before["orders"], 35)
    assert changed["revenue"][0] == before["revenue"] > changed["revenue"][1]
    assert "messages" not in changed
    page = next(folder.glob("sessions/*/retrospective.md")).read_text(encoding="utf-8")
    assert "Restated" in page
    rex("report", "--month", "2026-11", "--format", "md", cwd=folder).ended(0)
    assert "Restated since they were first told: Small Show (2026-11-20)." in (folder / "reports/2026-11.md").read_text(
        encoding="utf-8"
    )


def test_the_same_exports_change_nothing_and_the_log_stays(tmp_path: Path) -> None:
    folder = shop(tmp_path)
    rex("review", "last", "--no-input", cwd=folder).ended(0)
    without_the_last_order(folder)
    rex("review", "last", "--no-input", cwd=folder).ended(0)  # a review restates as a refresh does
    kept = record(folder)["restatements"]
    ended = rex("refresh", "last", cwd=folder).ended(0)
    assert "no number changed" in ended.err
    assert record(folder)["restatements"] == kept
    assert len(kept) == 1


def test_without_a_record_there_is_nothing_to_refresh(tmp_path: Path) -> None:
    ended = rex("refresh", "last", cwd=shop(tmp_path)).ended(3)
    assert "has no record yet" in " ".join(ended.err.split())
    assert "rex review" in ended.err


def test_a_damaged_record_is_named_and_not_written_over(tmp_path: Path) -> None:
    folder = shop(tmp_path)
    rex("review", "last", "--no-input", cwd=folder).ended(0)
    (file,) = folder.glob("sessions/*/retrospective.json")
    file.write_text('{"half', encoding="utf-8")
    assert "damaged" in rex("refresh", "last", cwd=folder).ended(3).err
    assert file.read_text(encoding="utf-8") == '{"half'


def test_the_calendar_alone_settles_nothing_and_newer_orders_or_a_word_do(tmp_path: Path) -> None:
    folder = shop(tmp_path)
    rex("review", "last", "--no-input", "--now", "2026-11-21T10:00:00+01:00", cwd=folder).ended(0)
    later = ("--now", "2027-03-01T10:00:00+01:00")
    ended = rex("refresh", "last", *later, cwd=folder).ended(0)
    assert record(folder)["edition"] == "provisional"
    assert "Still provisional" in ended.err
    assert "--settled" in ended.err
    rex("refresh", "last", "--settled", *later, cwd=folder).ended(0)
    assert record(folder)["edition"] == "settled"
    rex("refresh", "last", *later, cwd=folder).ended(0)  # a word once given holds
    assert record(folder)["edition"] == "settled"


def test_the_record_of_a_newer_rex_is_not_written_over(tmp_path: Path) -> None:
    folder = shop(tmp_path)
    rex("review", "last", "--no-input", cwd=folder).ended(0)
    (file,) = folder.glob("sessions/*/retrospective.json")
    newer = file.read_text(encoding="utf-8").replace("rex.retrospective/1", "rex.retrospective/2")
    file.write_text(newer, encoding="utf-8")
    ended = rex("review", "last", "--no-input", cwd=folder).ended(3)
    assert "A newer REX wrote it" in " ".join(ended.err.split())
    assert file.read_text(encoding="utf-8") == newer


def test_a_review_keeps_the_damaged_record_that_it_replaces(tmp_path: Path) -> None:
    folder = shop(tmp_path)
    rex("review", "last", "--no-input", cwd=folder).ended(0)
    (file,) = folder.glob("sessions/*/retrospective.json")
    file.write_text('{"half', encoding="utf-8")
    ended = rex("review", "last", "--no-input", cwd=folder).ended(0)
    assert "retrospective.damaged.json" in ended.err
    assert file.with_name("retrospective.damaged.json").read_text(encoding="utf-8") == '{"half'
    assert record(folder)["schema"] == "rex.retrospective/1"


def test_a_refresh_looks_for_what_a_pdf_needs_before_it_touches_the_record(tmp_path: Path) -> None:
    folder = shop(tmp_path)
    rex("review", "last", "--no-input", cwd=folder).ended(0)
    (file,) = folder.glob("sessions/*/retrospective.json")
    before = file.read_bytes()
    without_the_last_order(folder)
    settings = folder / "rex.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "brand: {logo: none.png}\n", encoding="utf-8")
    ended = rex("refresh", "last", "--format", "pdf", cwd=folder).ended(3)
    assert "none.png cannot be read" in ended.err
    assert file.read_bytes() == before
