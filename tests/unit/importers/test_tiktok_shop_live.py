from __future__ import annotations

import csv
import io
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from rex.importers.export import ExportFile
from rex.importers.head import head_of
from rex.importers.tiktok_shop_live import IMPORTER
from rex.model.session import Session
from tests.builders import said
from tests.fixtures.books import book

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Outcome, Reads

    from rex.importers.base import Part

HEADER = [
    "Livestream", "Start time", "Duration", "Gross revenue", "Direct GMV", "Items sold", "Customers", "Avg. price",
    "Orders paid for", "GMV/1K shows", "GMV/1K views", "Views", "Viewers", "Peak viewers", "New followers",
    "Avg. view duration", "Likes", "Comments", "Shares", "Product impressions", "Product clicks", "CTR",
    "CTOR (SKU orders)",
]  # fmt: skip
UNKNOWN = Session(id="folder", title="A folder of exports")


def row(start: str, **more: str) -> list[str]:
    """A made session: 36 orders of Rp248.780 come to Rp8.956.080 and not to the gross revenue."""
    told = {
        "Livestream": "Promo", "Start time": start, "Duration": "3600", "Gross revenue": "Rp9.467.316",
        "Direct GMV": "Rp8.956.080", "Items sold": "39", "Customers": "34", "Avg. price": "Rp248.780",
        "Orders paid for": "36", "GMV/1K shows": "Rp105.939", "GMV/1K views": "Rp1.577.054", "Views": "5679",
        "Viewers": "4587", "Peak viewers": "181", "New followers": "49", "Avg. view duration": "34", "Likes": "3067",
        "Comments": "224", "Shares": "2", "Product impressions": "32780", "Product clicks": "2007", "CTR": "0.353407",
        "CTOR (SKU orders)": "0.017937",
    }  # fmt: skip
    return [{**told, **more}[name] for name in HEADER]


def table(*rows: list[str], header: list[str] | None = None) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([["2026-10-25 ~ 2026-11-21"], [], header or HEADER, *rows])
    return out.getvalue()


def three() -> str:
    return table(row("2026-11-20 12:00:00"), row("2026-11-20 18:55:00", Views="7"), row("2026-11-20 19:15:00"))


def told(outcome: Outcome) -> dict[str, tuple[int, str, str | None]]:
    return {total.metric: (total.value_milli, total.unit, total.currency) for total in outcome.the("totals")}


def parts(tmp_path: Path, content: str | bytes) -> list[Part]:
    path = tmp_path / "many"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    assert IMPORTER.parts is not None
    return IMPORTER.parts(head_of(ExportFile(path, "many")))


def test_each_column_is_a_total_with_its_unit_and_the_platform_s_own_name(reads: Reads) -> None:
    outcome = reads(table(row("2026-11-20 19:00:00")))
    assert outcome.source.importer == "tiktok_shop_live"
    assert told(outcome) == {
        "duration": (3_600_000, "seconds", None),
        "revenue": (9_467_316_000, "currency", "IDR"),
        "direct_revenue": (8_956_080_000, "currency", "IDR"),
        "units": (39_000, "count", None),
        "buyers": (34_000, "count", None),
        "revenue_per_order": (248_780_000, "currency", "IDR"),
        "orders": (36_000, "count", None),
        "revenue_per_1000_shows": (105_939_000, "currency", "IDR"),
        "revenue_per_1000_views": (1_577_054_000, "currency", "IDR"),
        "views": (5_679_000, "count", None),
        "viewers": (4_587_000, "count", None),
        "peak_viewers": (181_000, "count", None),
        "new_followers": (49_000, "count", None),
        "view_duration": (34_000, "seconds", None),
        "likes": (3_067_000, "count", None),
        "comments": (224_000, "count", None),
        "shares": (2_000, "count", None),
        "product_impressions": (32_780_000, "count", None),
        "product_clicks": (2_007_000, "count", None),
        "click_rate": (353, "ratio", None),  # thousandths: facts hold no fractions, the cell stays in `extra`
        "order_rate": (18, "ratio", None),
    }
    rate = next(total for total in outcome.the("totals") if total.metric == "click_rate")
    assert (rate.metric_raw, rate.extra) == ("CTR", '{"found":"0.353407"}')
    first = outcome.the("totals")[0]
    assert '"Livestream":"Promo"' in first.extra
    assert (first.offset_ms, first.time_quality) == (0, "minute")


def test_a_whole_file_of_sessions_is_kept_where_no_start_is_known(reads: Reads) -> None:
    outcome = reads(three(), session=UNKNOWN)
    assert outcome.counts == (4, 3, 1)  # three sessions and the line with the range of dates
    assert outcome.source.reasons == {"title": 1}
    assert outcome.clock.missing_zone_raw == "2026-11-20 12:00:00"


def test_in_a_session_s_folder_the_row_that_starts_nearest_is_the_session_s(reads: Reads) -> None:
    outcome = reads(three())  # the show began at 19:00 in Madrid
    assert outcome.counts == (4, 1, 3)
    assert outcome.source.reasons == {"other": 2, "title": 1}
    assert told(outcome)["views"] == (7_000, "count", None)
    assert [aside.detail for aside in outcome.the("set_aside")] == ["", "another session", "another session"]
    assert outcome.issues == []


@pytest.mark.parametrize(("start", "kept"), [("19:10:00", 1), ("18:50:00", 1), ("19:11:00", 0), ("18:49:00", 0)])
def test_ten_minutes_decide_whether_a_row_is_the_session_s(reads: Reads, start: str, kept: int) -> None:
    outcome = reads(table(row(f"2026-11-20 {start}"), row("2026-11-01 19:00:00")))
    assert outcome.source.rows_kept == kept
    assert [said(issue.problem) for issue in outcome.issues] == (
        [] if kept else ["2 sessions stand in this file, and none began within 10 minutes of this one."]
    )


@pytest.mark.parametrize(
    ("start", "issues"),
    [
        ("2026-11-21 06:59:00", []),
        ("2026-11-20 07:00:00", []),
        ("2026-11-21 07:01:00", ["This row's session began more than 12 hours before or after this one."]),
    ],
)
def test_a_file_of_one_row_is_taken_and_one_that_is_far_off_says_so(
    reads: Reads, start: str, issues: list[str]
) -> None:
    outcome = reads(table(row(start)))
    assert outcome.source.rows_kept == 1
    assert [said(issue.problem) for issue in outcome.issues] == issues


def test_every_session_is_a_part_whose_table_the_same_importer_reads_again(reads: Reads, tmp_path: Path) -> None:
    found = parts(tmp_path, three())
    assert [(part.title, part.start, part.duration_s) for part in found] == [
        ("Promo", datetime(2026, 11, 20, 12, 0), 3_600.0),  # noqa: DTZ001 - the file names no zone
        ("Promo", datetime(2026, 11, 20, 18, 55), 3_600.0),  # noqa: DTZ001 - as above
        ("Promo", datetime(2026, 11, 20, 19, 15), 3_600.0),  # noqa: DTZ001 - as above
    ]
    for part in found:
        out = io.StringIO()
        csv.writer(out).writerows(part.rows)
        outcome = reads(out.getvalue(), session=UNKNOWN)
        assert (outcome.source.importer, outcome.counts) == ("tiktok_shop_live", (1, 1, 0))
        assert told(outcome)["revenue"] == (9_467_316_000, "currency", "IDR")


def test_small_amounts_alone_are_still_thousands(reads: Reads) -> None:
    # One evening without a sale over a million: every amount ends in a sign and three digits.
    small = {"Gross revenue": "Rp248.780", "Direct GMV": "Rp0", "GMV/1K views": "Rp9.120"}
    outcome = reads(table(row("2026-11-20 19:00:00", **small)))
    assert told(outcome)["revenue"] == (248_780_000, "currency", "IDR")
    assert told(outcome)["revenue_per_1000_views"] == (9_120_000, "currency", "IDR")


def test_a_workbook_reads_as_its_table(reads: Reads) -> None:
    cells = row("2026-11-20 19:00:00")
    typed = [cell if at in {0, 1} or "Rp" in cell else float(cell) for at, cell in enumerate(cells)]
    typed[1] = datetime(2026, 11, 20, 19, 0)  # type: ignore[call-overload]  # noqa: DTZ001 - a sheet's date has no zone
    blank: list[str] = []
    outcome = reads(book(["2026-10-25 ~ 2026-11-21"], blank, HEADER, typed), "live.xlsx")
    assert told(outcome) == told(reads(table(cells)))


def test_the_names_that_other_tools_and_the_help_pages_use_mean_the_same(reads: Reads) -> None:
    renamed = {"Duration": "Duration (s)", "Avg. price": "Avg, price", "Avg. view duration": "Avg. view duration (s)"}
    header = [{**renamed, "CTOR (SKU orders)": "CTOR"}.get(name, name) for name in HEADER]
    assert told(reads(table(row("2026-11-20 19:00:00"), header=header))) == told(
        reads(table(row("2026-11-20 19:00:00")))
    )


def test_the_same_row_twice_counts_once_and_a_row_of_totals_never(reads: Reads) -> None:
    one = row("2026-11-20 19:00:00")
    outcome = reads(table(one, one, row("", Livestream="Total")))
    assert outcome.source.reasons == {"duplicate": 1, "title": 1, "total": 1}
    assert outcome.source.rows_kept == 1


def test_a_cell_that_is_no_number_is_named_and_the_others_stay(reads: Reads) -> None:
    outcome = reads(table(row("2026-11-20 19:00:00", Views="many", Likes="--")))
    assert outcome.source.rows_kept == 1
    assert "views" not in told(outcome)
    assert "likes" not in told(outcome)  # what a platform does not tell is no zero
    (issue,) = outcome.issues
    assert (issue.column, said(issue.problem)) == ("Views", "“…” is not a number.")


def test_a_start_that_is_no_time_costs_its_row(reads: Reads) -> None:
    outcome = reads(table(row("soon"), row("2026-11-20 19:00:00")), session=UNKNOWN)
    assert outcome.source.reasons == {"title": 1, "unreadable": 1}
    assert outcome.issues[0].column == "Start time"


def test_dates_are_read_day_or_month_first_by_the_whole_column(reads: Reads) -> None:
    outcome = reads(table(row("11/20/2026 19:00"), row("11/05/2026 19:00")))
    assert outcome.source.rows_kept == 1
    assert outcome.the("totals")[0].offset_ms == 0


def test_a_bare_dollar_sign_is_the_session_s_own_currency(reads: Reads, show: Session) -> None:
    money = [name for name in HEADER if "Rp" in dict(zip(HEADER, row(""), strict=True))[name]]
    line = row("2026-11-20 19:00:00", **{**dict.fromkeys(money, "$5.00"), "Gross revenue": "$1,234.50"})
    pesos = reads(table(line), session=show.model_copy(update={"currency": "MXN"}))
    assert told(pesos)["revenue"] == (1_234_500, "currency", "MXN")
    assert told(reads(table(line), session=show.model_copy(update={"currency": None})))["revenue"][2] == "USD"


def test_starts_with_a_zone_of_their_own_are_compared_as_instants(reads: Reads) -> None:
    outcome = reads(table(row("2026-11-20 18:02:00Z"), row("2026-11-20 19:02:00Z")))
    assert outcome.the("totals")[0].offset_ms == 2 * 60_000
