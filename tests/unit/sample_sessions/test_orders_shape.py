"""Orders as Shopify exports them, by people who cannot exist."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sample_sessions.generate.shopify_columns import COLUMNS

if TYPE_CHECKING:
    from conftest import Folder

BROKEN = "2026-11-06-cold-hands"
PHONE = re.compile(r"\+34 600 000 \d{3}|\+33 6 39 98 \d\d \d\d")  # the second range is kept for fiction in France
MAIL = re.compile(r"[\w.+-]+@[\w.-]+")


def test_the_header_has_the_79_real_columns_in_order(folder: Folder) -> None:
    header = folder.export("orders").read_text("utf-8").splitlines()[0].split(",")
    assert header == list(COLUMNS)
    assert len(header) == 79


def test_order_cells_stand_on_the_first_row_of_an_order_only(folder: Folder) -> None:
    seen: set[str] = set()
    for row in folder.orders:
        if row["Name"] in seen:
            assert not row["Total"]
            assert not row["Currency"]
        elif folder.path.name != BROKEN:
            assert row["Total"]
        seen.add(row["Name"])
    assert len(seen) < len(folder.orders)


def test_orders_lie_before_during_and_after_the_show(folder: Folder) -> None:
    seconds = [second for second, _ in folder.timed_orders]
    assert min(seconds) < 0
    assert sum(0 <= second <= folder.length for second in seconds) >= 30
    assert max(seconds) > folder.length + 12 * 3600


def test_there_are_cancelled_unpaid_refunded_and_discounted_orders(folders: dict[str, Folder]) -> None:
    rows = [row for folder in folders.values() for row in folder.orders if row["Total"]]
    assert {"paid", "pending", "voided", "refunded", "partially_refunded"} <= {row["Financial Status"] for row in rows}
    assert {"VERBENA10", "GLOW15"} <= {row["Discount Code"] for row in rows}
    assert any("\n" in row["Note Attributes"] for row in rows)
    assert any(row["Cancelled at"] for row in rows)


def test_money_adds_up_on_every_order(folder: Folder) -> None:
    for row in folder.orders:
        if row["Total"] and row["Lineitem price"]:
            # subtotal is after the discount, tax is inside: total = subtotal + delivery
            cents = [round(100 * float(row[key])) for key in ("Subtotal", "Shipping", "Total")]
            assert cents[0] + cents[1] == cents[2], row["Name"]


def test_buyers_come_back_on_later_fridays(folders: dict[str, Folder]) -> None:
    mails = [{row["Email"] for row in folder.orders if row["Total"]} for folder in folders.values()]
    for later in range(1, len(mails)):
        assert mails[later] & set().union(*mails[:later])


def test_the_night_of_the_clocks_gives_both_offsets(folders: dict[str, Folder]) -> None:
    rows = folders["2026-10-23-five-shades"].orders
    assert {row["Created at"][-5:] for row in rows} == {"+0100", "+0200"}


def test_nobody_in_the_files_can_be_a_real_person(folder: Folder) -> None:
    for row in folder.orders:
        assert row["Email"].endswith("@example.com")
        for key in ("Phone", "Billing Phone", "Shipping Phone"):
            assert not row[key] or PHONE.fullmatch(row[key]), row[key]
    for message in folder.messages:
        for mail in MAIL.findall(message.text):
            assert mail.endswith("example.com"), message.text
        words = re.sub(r"@\S+", "", message.text)
        assert not re.search(r"\d[\d .-]{7,}\d", words), message.text
