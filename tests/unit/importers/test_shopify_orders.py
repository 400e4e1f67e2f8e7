from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Reads

    from rex.text.pseudonym import Pseudonymiser

START = 1_795_197_600_000


def text(fixture: Path) -> str:
    return (fixture / "shopify_79.csv").read_text()


def test_lines_of_an_order_carry_its_totals_once(reads: Reads, fixture: Path) -> None:
    lines = [row for row in reads(text(fixture)).the("sales") if row.order_id == "#2001"]
    assert [row.line_no for row in lines] == [1, 2, 3]  # two equal balms in one order are two lines
    assert [row.order_total_minor for row in lines] == [5980, None, None]
    # 2 x 24.90 + 5.00 + 5.00 = 59.80
    assert [row.line_gross_minor for row in lines] == [4980, 500, 500]
    assert {(row.currency, row.t_ms, row.customer) for row in lines} == {("EUR", START + 5 * 60_000, lines[0].customer)}


def test_statuses_become_marks_and_amounts(reads: Reads, fixture: Path) -> None:
    rows = {row.order_id: row for row in reads(text(fixture)).the("sales") if row.line_no == 1}
    assert [rows[f"#200{n}"].status for n in range(1, 8)] == [
        "paid", "refunded", "partially_refunded", "pending", "cancelled", "cancelled", "paid",
    ]  # fmt: skip
    assert rows["#2003"].order_refunded_minor == 1000
    assert rows["#2004"].unpaid
    assert rows["#2007"].giveaway


def test_an_order_without_a_readable_total_is_set_aside_with_all_its_lines_and_the_others_stay(
    reads: Reads, fixture: Path
) -> None:
    outcome = reads(text(fixture))
    assert outcome.counts == (11, 9, 2)
    assert outcome.source.reasons == {"unreadable": 2}
    (issue,) = outcome.issues
    # The header is line 1; the first order's note takes three lines: order 2008 begins on line 13.
    assert (issue.line, issue.column) == (13, "Total")


def test_no_personal_column_reaches_the_facts(reads: Reads, fixture: Path) -> None:
    written = repr(reads(text(fixture)).tables)
    for personal in ("Ejemplo", "example.com", "Inventada", "600 000", "pay_0001", "Ring", "Villaficticia"):
        assert personal not in written


def test_every_line_of_an_order_carries_its_tags_code_and_channel(reads: Reads, fixture: Path) -> None:
    for row in reads(text(fixture)).the("sales")[:3]:
        assert row.tags == "live, autumn, utm_source=live, utm_campaign=autumn-glow"
        assert (row.order_id, row.discount_code, row.channel) == ("#2001", "GLOW", "web")


def test_a_customer_is_the_mail_else_the_phone_else_nobody(reads: Reads, fixture: Path, people: Pseudonymiser) -> None:
    rows = {row.order_id: row for row in reads(text(fixture)).the("sales")}
    assert rows["#2001"].customer == rows["#2003"].customer == people.of("ana@example.com")
    assert rows["#2004"].customer == people.of("34600000002")
    assert rows["#2005"].customer is None


def test_an_export_joined_to_itself_counts_once(reads: Reads, fixture: Path) -> None:
    once = text(fixture)
    twice = once + once.split("\n", 1)[1]
    outcome = reads(twice)
    assert outcome.counts == (22, 9, 13)
    assert outcome.source.reasons == {"duplicate": 11, "unreadable": 2}
    assert outcome.the("sales") == reads(once).the("sales")


def test_an_export_joined_to_itself_and_sorted_counts_once(reads: Reads, fixture: Path) -> None:
    header, *rows = list(csv.reader(io.StringIO(text(fixture))))
    out = io.StringIO()
    csv.writer(out).writerows([header, *sorted(rows * 2, key=lambda row: row[0])])
    sold = reads(out.getvalue()).the("sales")
    assert sum(row.qty for row in sold) == sum(row.qty for row in reads(text(fixture)).the("sales"))


def test_totals_that_somebody_filled_down_count_once_and_no_line_is_lost(reads: Reads) -> None:
    outcome = reads(
        "Name,Financial Status,Currency,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price\n"
        "#1,paid,EUR,30.00,2026-11-20 19:05:00 +0100,1,Serum,25.00\n"
        "#1,paid,EUR,30.00,2026-11-20 19:05:00 +0100,1,Balm,5.00\n"
    )
    assert [(row.line_no, row.order_total_minor) for row in outcome.the("sales")] == [(1, 3000), (2, None)]


def test_an_order_met_in_another_file_is_a_duplicate(reads: Reads, fixture: Path) -> None:
    seen: set[str] = set()
    reads(text(fixture), "a.csv", seen=seen)
    assert reads(text(fixture), "b.csv", seen=seen).source.rows_kept == 0


def test_a_sheet_saved_again_in_spain_has_local_times_and_decimal_commas(reads: Reads, fixture: Path) -> None:
    outcome = reads((fixture / "shopify_excel.csv").read_bytes())
    big, small, sample = outcome.the("sales")
    assert (big.order_total_minor, big.unit_price_minor, big.qty) == (104_980, 52_490, 2)
    assert (small.order_total_minor, small.offset_ms) == (550, 40 * 60_000)
    assert (sample.line_no, sample.order_total_minor, sample.currency) == (2, None, "EUR")
    assert (big.time_quality, outcome.clock.kind) == ("minute", "local")


def test_a_cut_without_amounts_keeps_its_rows_and_invents_none(reads: Reads) -> None:
    outcome = reads(
        "Name,Financial Status,Created at,Lineitem quantity,Lineitem name\n"
        "#1,paid,2026-11-20 19:05:00 +0100,2,Serum\n"
        "#1,,2026-11-20 19:05:00 +0100,1,Balm\n"
    )
    assert [(row.qty, row.order_total_minor) for row in outcome.the("sales")] == [(2, None), (1, None)]


def test_the_second_part_of_a_split_export_keeps_lines_whose_first_row_is_elsewhere(reads: Reads) -> None:
    outcome = reads(
        "Name,Financial Status,Total,Created at,Lineitem quantity,Lineitem name\n"
        "#1,,,2026-11-20 19:05:00 +0100,1,Balm\n"
        "#2,paid,5.00,2026-11-20 19:06:00 +0100,1,Balm\n"
    )
    assert [(row.order_id, row.order_total_minor) for row in outcome.the("sales")] == [("#1", None), ("#2", 500)]


HEADER = "Name,Financial Status,Currency,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Id,Source\n"


def sold(number: int, minute: int, **more: str) -> str:
    told = {"status": "paid", "total": "5.00", "id": f"90000000200{number}", "source": "web", **more}
    return (
        f"#{number},{told['status']},EUR,{told['total']},2026-11-20 19:{minute:02}:00 +0100,1,Balm,5.00,"
        f"{told['id']},{told['source']}\n"
    )


def test_ids_that_a_spreadsheet_rounded_make_no_duplicates(reads: Reads) -> None:
    rows = [sold(number, number, id="9,00E+11") for number in (1, 2, 3)]
    outcome = reads(HEADER + "".join(rows).replace("9,00E+11", '"9,00E+11"'))
    assert outcome.counts == (3, 3, 0)


def test_drafts_subscriptions_and_tills_are_orders_of_their_channel(reads: Reads) -> None:
    sources = ("shopify_draft_order", "subscription_contract", "pos", "580111")
    rows = reads(HEADER + "".join(sold(n, n, source=source) for n, source in enumerate(sources))).the("sales")
    assert tuple(row.channel for row in rows) == sources
    assert {row.status for row in rows} == {"paid"}


def test_cash_on_delivery_is_kept_and_marked_unpaid(reads: Reads) -> None:
    outcome = reads(HEADER + sold(1, 5, status="pending") + sold(2, 6))
    assert outcome.source.marked == {"unpaid": 1}
    assert [row.order_total_minor for row in outcome.the("sales")] == [500, 500]


def test_a_sorted_file_whose_later_rows_come_first_reads_the_same_order(reads: Reads) -> None:
    later = "#1,,,,2026-11-20 19:05:00 +0100,1,Serum,25.00,,\n"
    rows = reads(HEADER + later + sold(1, 5, total="30.00")).the("sales")
    assert [(row.line_no, row.product, row.order_total_minor, row.currency) for row in rows] == [
        (2, "Serum", None, "EUR"), (1, "Balm", 3000, "EUR"),
    ]  # fmt: skip


def test_the_end_of_an_order_in_two_copies_of_a_split_export_counts_once(reads: Reads) -> None:
    tail = HEADER + "#1,,,,2026-11-20 19:05:00 +0100,1,Serum,25.00,,\n" * 2  # two equal pieces, two lines
    seen: set[str] = set()
    assert reads(tail, "b.csv", seen=seen).counts == (2, 2, 0)
    assert reads(tail, "c.csv", seen=seen).source.reasons == {"duplicate": 2}


def test_a_landing_address_in_the_notes_tells_the_campaign_and_other_notes_stay_out(reads: Reads) -> None:
    notes = '"landing: https://shop.example.com/?utm_campaign=glow&utm_term=serum\ngift for: Ana\nutm_term: serum"'
    (row,) = reads(
        "Name,Total,Currency,Created at,Lineitem quantity,Note Attributes,Lineitem name\n"
        f"#1,5.00,EUR,2026-11-20 19:05:00 +0100,1,{notes},Balm\n"
    ).the("sales")
    assert (row.tags, row.extra) == ("utm_campaign=glow", '{"utm_term":"serum"}')


def test_another_shops_export_with_line_items_is_not_taken(reads: Reads) -> None:
    outcome = reads(
        "Order ID,Email,Financial Status,Currency,Total,Created at,Lineitem quantity,Lineitem name\n"
        "05631,ana@example.com,PAID,EUR,5.00,2026-11-20 19:05:00 +0100,1,Balm\n"
    )
    assert outcome.source.importer != "shopify_orders"


def test_of_an_order_that_stands_twice_the_last_state_counts_and_each_row_once(reads: Reads) -> None:
    outcome = reads(HEADER + sold(1, 5, status="pending", total="4.00") + sold(2, 6) + sold(1, 5, total="5.00"))
    assert outcome.counts == (3, 2, 1)
    assert outcome.source.reasons == {"duplicate": 1}
    assert [(row.order_id, row.status, row.order_total_minor) for row in outcome.the("sales")] == [
        ("#1", "paid", 500), ("#2", "paid", 500),
    ]  # fmt: skip


def test_a_paid_order_does_not_become_pending_since_an_older_export_stands_behind(reads: Reads) -> None:
    rows = reads(HEADER + sold(1, 5) + sold(1, 5, status="pending")).the("sales")
    assert [row.status for row in rows] == ["paid"]


def test_an_order_met_a_third_time_as_it_was_is_as_it_was(reads: Reads) -> None:
    states = [sold(1, 5), sold(1, 5, status="refunded"), sold(1, 5)]
    assert [row.status for row in reads(HEADER + "".join(states)).the("sales")] == ["paid"]


def test_a_stock_list_with_a_name_and_a_line_quantity_is_no_orders_export(reads: Reads) -> None:
    outcome = reads(
        "Name,Lineitem quantity,Lineitem name,Created at,Price\nBalm,2,Balm 50 ml,2026-11-20 19:05:00 +0100,5.00\n"
    )
    assert outcome.source.importer != "shopify_orders"


def test_a_price_that_no_fact_can_hold_is_unreadable_with_its_place(reads: Reads) -> None:
    outcome = reads(HEADER + sold(1, 5).replace(",Balm,5.00,", f",Balm,{'9' * 40},"))
    assert outcome.source.reasons == {"unreadable": 1}
    assert [(issue.line, issue.column) for issue in outcome.issues] == [(2, "Lineitem price")]
