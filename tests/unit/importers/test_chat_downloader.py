from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Reads

START = 1_795_197_600_000


@pytest.mark.parametrize("name", ["chat_downloader_2020.json", "chat_downloader_2020.csv"])
def test_a_paid_message_and_its_ticker_count_once_in_the_fields_of_2020(reads: Reads, fixture: Path, name: str) -> None:
    outcome = reads((fixture / name).read_bytes(), name)
    assert outcome.source.importer == "chat_downloader"
    assert outcome.counts == (4, 3, 1)
    assert outcome.source.reasons == {"duplicate": 1}
    assert outcome.clock.kind == "utc"
    hello, mod, paid = outcome.the("chat")
    assert (hello.text, hello.t_ms, hello.offset_ms) == ("hola", START + 1000, 1000)
    assert mod.role == "moderator"
    assert (paid.kind, paid.money_minor, paid.currency) == ("paid", 200, "EUR")


def test_json_and_csv_of_one_chat_hold_the_same_people_and_words(reads: Reads, fixture: Path) -> None:
    json, csv = (
        [(row.author, row.text, row.t_ms) for row in reads((fixture / name).read_bytes(), name).the("chat")]
        for name in ("chat_downloader_2020.json", "chat_downloader_2020.csv")
    )
    assert json == csv


def test_later_fields_with_badges_money_and_rows_without_an_instant(reads: Reads, fixture: Path) -> None:
    outcome = reads((fixture / "chat_downloader_new.jsonl").read_bytes())
    assert outcome.source.reasons == {"duplicate": 1, "system": 1, "unreadable": 1}
    host, ana, paid, late = outcome.the("chat")
    assert (host.role, host.offset_ms) == ("host", -2500)
    assert (ana.member, ana.text) == (True, "mi mail es [mail]")
    assert (paid.money_minor, paid.currency) == (500, "USD")
    assert (late.offset_ms, late.t_ms) == (65_500, START + 65_500)  # no timestamp: from time_in_seconds
    assert outcome.issues[0].line == 7


def test_nested_columns_of_a_csv_are_read_as_the_object_they_were(reads: Reads) -> None:
    outcome = reads(
        "author.badges.0.title,author.id,author.name,message,message_id,message_type,money.amount,money.currency,"
        "time_in_seconds,timestamp\r\n"
        "Moderator,UC-m,mo,hi,a,text_message,,,1.5,1795197601500000\r\n"
        ",UC-b,bo,,b,paid_message,5.0,USD,2.5,1.7952E+15\r\n"
    )
    mod, paid = outcome.the("chat")
    assert mod.role == "moderator"
    assert paid.money_minor == 500
    assert paid.offset_ms == 2500  # a spreadsheet rounded the timestamp away


def test_an_array_that_is_cut_off_keeps_its_whole_elements(reads: Reads, fixture: Path) -> None:
    content = (fixture / "chat_downloader_2020.json").read_bytes()
    outcome = reads(content[: content.index(b'"badges"')])
    assert outcome.counts == (2, 1, 1)
    assert outcome.source.reasons == {"unreadable": 1}
