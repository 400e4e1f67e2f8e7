from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import said
from tests.fixtures.books import book

if TYPE_CHECKING:
    from conftest import Reads

CHINESE = ["商品信息", "商品信息", "总成交额", "佣金", "成交件数"]
RANGE = ["Date Start: 2026-11-14 - Date End: 2026-11-21", "", "", "", ""]
SERUM = ["1733433942955754780", "Serum 30 ml", "Rp140.334.601", "Rp0", "214"]
BALM = ["1733433942955754781", "Balm, 2 pieces", "Rp58.317.857", "Rp0", "423"]


def test_the_chinese_sheet_has_number_and_name_under_one_heading(reads: Reads) -> None:
    blank: list[str] = []
    outcome = reads(book(RANGE, blank, CHINESE, SERUM, BALM), "products.xlsx")
    assert outcome.source.importer == "tiktok_shop_products"
    assert outcome.counts == (3, 2, 1)
    assert outcome.source.reasons == {"title": 1}
    serum, balm = outcome.the("products")
    assert (serum.product_id, serum.name) == ("1733433942955754780", "Serum 30 ml")
    assert serum.extra == '{"总成交额":"Rp140.334.601","佣金":"Rp0","成交件数":"214"}'
    assert (balm.product_id, balm.name) == ("1733433942955754781", "Balm, 2 pieces")


def test_a_product_s_numbers_are_no_totals_of_the_session(reads: Reads) -> None:
    content = "\n".join(",".join(f'"{cell}"' for cell in line) for line in (CHINESE, SERUM, BALM))
    assert reads(content).tables.keys() == {"products", "set_aside"}


ENGLISH = "Product,ID,LIVE GMV,LIVE items sold,LIVE impressions,Page views from LIVE,Video GMV\n"


def test_the_english_sheet_is_known_by_its_live_columns(reads: Reads) -> None:
    outcome = reads(ENGLISH + "Serum,1733433942955754780,$120.00,7,3000,410,$5.00\n")
    assert outcome.source.importer == "tiktok_shop_products"
    (row,) = outcome.the("products")
    assert (row.product_id, row.name) == ("1733433942955754780", "Serum")
    assert '"LIVE items sold":"7"' in row.extra


def test_a_column_of_long_numbers_is_the_id_whatever_its_name(reads: Reads) -> None:
    outcome = reads(
        "Item,LIVE GMV,LIVE items sold,Number\nSerum,$120.00,7,1733433942955754780\nBalm,$20.00,2,1733433942955754781\n"
    )
    assert [row.product_id for row in outcome.the("products")] == ["1733433942955754780", "1733433942955754781"]


def test_a_total_a_repeat_and_a_nameless_row_are_set_aside(reads: Reads) -> None:
    line = "Serum,1733433942955754780,$120.00,7,3000,410,$5.00\n"
    outcome = reads(ENGLISH + line + line + ",,$1.00,1,1,1,$1.00\n" + "Total,,$120.00,7,3000,410,$5.00\n")
    assert outcome.source.reasons == {"duplicate": 1, "total": 1, "unreadable": 1}
    assert said(outcome.issues[0].problem) == "The row names no product."


@pytest.mark.parametrize("lost", ["1.73343E+18", "1733433942955750000"])
def test_numbers_that_lost_digits_are_said(reads: Reads, lost: str) -> None:
    outcome = reads(ENGLISH + f"Serum,{lost},$120.00,7,3000,410,$5.00\n")
    assert said(outcome.issues[0].problem).startswith("The long numbers of this file have lost their last digits")
