from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from rex.importers import bambuser_shows
from rex.importers.export import ExportFile
from rex.importers.head import head_of
from rex.importers.identify import Known, identify
from rex.importers.raw import raw_rows
from rex.model.session import Session
from tests.builders import said

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Outcome, Reads

    from rex.importers.base import Importer, Part
    from rex.text.pseudonym import Pseudonymiser

UNKNOWN = Session(id="folder", title="A folder of exports")


def show_of(name: str, started: str | None, **more: Any) -> dict[str, Any]:
    """A made show with the keys of the vendor's example."""
    return {
        "id": name,
        "title": f"Show {name}",
        "orgId": "org",
        "createdAt": "2026-11-01T10:00:00.000Z",
        "scheduledStartAt": "2026-11-20T18:00:00.000Z",
        **({} if started is None else {"startedAt": started}),
        "isTestShow": False,
        "isLive": False,
        "published": True,
        "allowArchivedPlayback": True,
        "state": "ended",
        "products": ["tpl:1", "tpl:2"],
        "curtains": {"pending": {"backgroundImage": "https://example.com/p.png"}},
        **more,
    }


MINE = show_of("a", "2026-11-20T18:01:45.000Z", endedAt="2026-11-20T18:17:28.000Z", showLengthSeconds=1337)
BEFORE = show_of("b", "2026-11-13T18:00:00.000Z", endedAt="2026-11-13T19:00:00.000Z")
PLANNED = show_of("c", None, state="pending")


def answer(*shows: dict[str, Any], indent: int | None = 2) -> str:
    return json.dumps({"results": list(shows), "next": "page2"}, indent=indent)


def parts(tmp_path: Path, content: str) -> list[Part]:
    path = tmp_path / "many"
    path.write_text(content, encoding="utf-8")
    return bambuser_shows._parts(head_of(ExportFile(path, "many")))


def totals(outcome: Outcome) -> dict[str, tuple[int, str]]:
    return {row.metric: (row.value_milli, row.metric_raw) for row in outcome.the("totals")}


def test_a_list_of_shows_is_kept_whole_where_no_start_is_known(reads: Reads) -> None:
    outcome = reads(answer(MINE, BEFORE, PLANNED), "shows.json", session=UNKNOWN)
    assert (outcome.source.importer, outcome.counts) == ("bambuser_shows", (3, 3, 0))
    assert [row.product_id for row in outcome.the("products")] == ["tpl:1", "tpl:2"] * 3


def test_in_a_session_s_folder_the_show_that_started_nearest_is_taken(reads: Reads) -> None:
    outcome = reads(answer(BEFORE, MINE, PLANNED), "shows.json")
    assert outcome.counts == (3, 1, 2)
    assert {aside.detail for aside in outcome.the("set_aside")} == {"another session"}
    # The two instants lie 943 s apart and the platform says 1337: it is a total, and nobody's length of the show.
    assert totals(outcome) == {"duration": (1_337_000, "showLengthSeconds")}
    assert outcome.the("totals")[0].offset_ms == 105_000
    assert '"endedAt":"2026-11-20T18:17:28.000Z"' in outcome.the("totals")[0].extra


@pytest.mark.parametrize(
    "content",
    [json.dumps(MINE), json.dumps({"data": MINE}, indent=1), json.dumps([MINE]), answer(MINE, indent=None)],
    ids=["bare", "data", "array", "one line"],
)
def test_one_show_reads_from_every_wrapping(reads: Reads, content: str) -> None:
    outcome = reads(content, "show.json")
    assert (outcome.source.importer, outcome.counts) == ("bambuser_shows", (1, 1, 0))


def test_a_show_alone_brings_its_line_up_with_titles(reads: Reads) -> None:
    lineup = [{"id": "p1", "title": "Serum", "brand": "Verbena"}, {"title": "Balm"}, {"image": {}}, 5, None]
    outcome = reads(json.dumps({"data": {**MINE, "products": lineup}}), "show.json")
    assert [(row.product_id, row.name, row.extra) for row in outcome.the("products")] == [
        ("p1", "Serum", '{"brand":"Verbena"}'),
        ("Balm", "Balm", "{}"),
    ]


def test_ended_shows_are_parts_from_their_own_instants_and_read_again(reads: Reads, tmp_path: Path) -> None:
    rehearsal = show_of("t", "2026-11-19T18:00:00.000Z", isTestShow=True)
    found = parts(tmp_path, answer(MINE, BEFORE, PLANNED, rehearsal))
    assert [(part.title, part.start, part.duration_s) for part in found] == [
        ("Show a", datetime(2026, 11, 20, 18, 1, 45, tzinfo=UTC), 943.0),
        ("Show b", datetime(2026, 11, 13, 18, 0, tzinfo=UTC), 3_600.0),
    ]
    out = io.StringIO()
    csv.writer(out).writerows(found[0].rows)
    outcome = reads(out.getvalue(), "show.csv")
    assert (outcome.source.importer, outcome.counts) == ("bambuser_shows", (1, 1, 0))
    assert totals(outcome) == {"duration": (1_337_000, "showLengthSeconds")}


def test_no_value_of_an_answer_is_lost_from_its_raw_rows(tmp_path: Path, importers: list[Importer]) -> None:
    path = tmp_path / "shows.json"
    path.write_text(answer(MINE, BEFORE))
    known = identify(ExportFile(path, "shows.json"), importers)
    assert isinstance(known, Known)
    rows = list(raw_rows(known))
    assert [(row.number, row.cells) for row in rows[1:]] == [(1, MINE), (2, BEFORE)]
    assert (rows[0].number, rows[0].cells) == (0, {"results": None, "next": "page2"})


def message(name: str, text: str, at: str | None = "2026-11-20T18:03:11.000Z", **more: Any) -> dict[str, Any]:
    return {"id": name, "authorName": "Ana", "message": text, **({} if at is None else {"createdAt": at}), **more}


def test_chat_messages_are_read_by_the_fields_that_the_vendor_names(reads: Reads, people: Pseudonymiser) -> None:
    other = {
        "id": "m3",
        "author": {"displayName": "Leo", "id": "u2"},
        "body": "hi",
        "createdAt": "2026-11-20T18:04:00Z",
    }
    pages = {"results": [message("m1", "hola"), message("m2", "precio?", replyTo={"id": "m1"}), other]}
    outcome = reads(json.dumps(pages), "chat.json")
    assert (outcome.source.importer, outcome.source.status) == ("bambuser_chat", "unverified")
    assert [(row.text, row.offset_ms, row.reply_to) for row in outcome.the("chat")] == [
        ("hola", 191_000, None),
        ("precio?", 191_000, "m1"),
        ("hi", 240_000, None),
    ]
    assert [row.author for row in outcome.the("chat")] == [people.of("Ana"), people.of("Ana"), people.of("u2")]


def test_a_message_on_two_pages_counts_once_and_one_without_a_time_is_named(reads: Reads) -> None:
    rows = [message("m1", "hola"), message("m1", "hola"), message("m2", "hi", at=None), "junk"]
    outcome = reads(json.dumps({"data": rows}), "chat.json")
    assert outcome.source.reasons == {"duplicate": 1, "other": 1, "unreadable": 1}
    assert said(outcome.issues[0].problem) == "The message has no time under createdAt."


STATS = {"views": 1200, "uniqueViewers": 950, "addToCartClicks": 88, "purchases": 31, "revenue": 1543.5}


def test_stats_of_a_show_are_totals_in_the_session_s_currency(reads: Reads) -> None:
    outcome = reads(json.dumps({"data": STATS}), "stats.json")
    assert (outcome.source.importer, outcome.source.status) == ("bambuser_stats", "unverified")
    assert totals(outcome) == {
        "views": (1_200_000, "views"),
        "viewers": (950_000, "uniqueViewers"),
        "add_to_cart": (88_000, "addToCartClicks"),
        "orders": (31_000, "purchases"),
        "revenue": (1_543_500, "revenue"),
    }
    assert [row.currency for row in outcome.the("totals")] == [None, None, None, None, "EUR"]


def test_a_stat_that_is_no_number_is_named_and_one_that_is_missing_is_no_zero(reads: Reads) -> None:
    outcome = reads(json.dumps({**STATS, "revenue": None, "views": {"live": 5}, "purchases": True}), "stats.json")
    assert totals(outcome).keys() == {"viewers", "add_to_cart"}
    assert [issue.column for issue in outcome.issues] == ["views", "purchases"]


CSV = (
    "views,views_recorded,sales_purchases,sales_currency,viewing_time\n"
    "1200,350,31,EUR,81000\n"
    ",,25,EUR,\n"
    ",,6,SEK,\n"
    ",,31,,\n"
    ",,12,,\n"
)


def test_rows_of_the_stats_csv_are_never_added_up(reads: Reads) -> None:
    outcome = reads(CSV, "stats.csv")
    assert (outcome.source.importer, outcome.source.status) == ("bambuser_stats_csv", "unverified")
    assert outcome.counts == (5, 1, 4)
    assert [(row.metric, row.value_milli, row.scope) for row in outcome.the("totals")] == [
        ("views", 1_200_000, "total"),
        ("views", 350_000, "recorded"),
        ("orders", 31_000, "total"),
    ]
    assert [(aside.reason, aside.detail) for aside in outcome.the("set_aside")] == [
        ("total", "sales by currency"),
        ("total", "sales by currency"),
        ("total", "sales within 30 days"),
        ("total", "sales within 7 days"),
    ]
    assert '"viewing_time":"81000"' in outcome.the("totals")[0].extra
    assert said(outcome.issues[0].did) == "The first row counts; no rows are added up."


def test_with_one_currency_the_csv_has_four_rows_and_says_the_same_thing_four_times(reads: Reads) -> None:
    four = "".join(CSV.splitlines(keepends=True)[number] for number in (0, 1, 2, 4, 5))
    outcome = reads(four, "stats.csv")
    assert outcome.counts == (4, 1, 3)
    assert [aside.detail for aside in outcome.the("set_aside")] == [
        "sales by currency",
        "sales within 30 days",
        "sales within 7 days",
    ]
