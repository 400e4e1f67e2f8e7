from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import Reads

OLD = (
    "#,How likely is it that you would recommend us?,Price,Sizes,Checkout,Other,"
    "What is the main reason for your score?,Start Date (UTC),Submit Date (UTC),Network ID\n"
    "t1,9,Price,,Checkout,,good host,2026-11-21 09:59:00,2026-11-21 10:00:00,n1\n"
    "t2,4,Price,,,the music,,2026-11-21 10:01:00,2026-11-21 10:02:00,n2\n"
    "t3,7,,,,,,2026-11-21 10:03:00,2026-11-21 10:04:00,n1\n"
)
NEW = (
    "#,How likely is it that you would recommend us?,What held you back?,Your phone number,Response Type,"
    "Start Date (UTC),Stage Date (UTC),Submit Date (UTC),Network ID,Tags,Ending\n"
    "a1,10,Price / Sizes,'+34600000001,completed,2026-11-21 09:59:00,,2026-11-21 10:00:00,n1,vip,e\n"
    "a2,2,Sizes / Price,,completed,2026-11-21 10:01:00,,2026-11-21 10:02:00,n2,,\n"
    "a3,6,Price,,partial,2026-11-21 10:03:00,2026-11-21 10:03:30,,n3,,\n"
    "a4,,,,started,2026-11-21 10:05:00,,,n4,,\n"
)


def test_one_column_a_choice_is_one_question_and_other_holds_peoples_words(reads: Reads) -> None:
    outcome = reads(OLD)
    assert outcome.source.importer == "survey_typeform"
    assert outcome.counts == (3, 3, 0)
    choices = [(row.src_row, row.answer_raw) for row in outcome.the("survey") if row.qtype == "multi"]
    assert choices == [(1, "Price"), (1, "Checkout"), (2, "Price"), (2, "the music")]
    assert len({row.question_id for row in outcome.the("survey") if row.qtype == "multi"}) == 1
    assert [row.answer_num for row in outcome.the("survey") if row.question_id == "nps"] == [9, 4, 7]


def test_joined_choices_are_taken_apart(reads: Reads) -> None:
    barriers = [(row.src_row, row.answer_raw) for row in reads(NEW).the("survey") if row.question_id == "barriers"]
    assert barriers == [(1, "Price"), (1, "Sizes"), (2, "Sizes"), (2, "Price"), (3, "Price")]


def test_a_leading_sign_before_the_choices_joins_nothing(reads: Reads) -> None:
    header = "#,Muscles,Start Date (UTC),Submit Date (UTC),Network ID"
    content = f'{header}\nx," / Biceps / Lats",2026-11-21 09:59:00,2026-11-21 10:00:00,n\n'
    assert [row.answer_raw for row in reads(content).the("survey")] == ["Biceps", "Lats"]


def test_times_are_utc_and_a_sheet_left_half_way_is_kept_as_such(reads: Reads) -> None:
    outcome = reads(NEW)
    # the fourth sheet was opened and holds no answer
    assert outcome.counts == (4, 3, 1)
    assert outcome.source.reasons == {"blank": 1}
    nps = [(row.answer_num, row.complete, row.t_ms) for row in outcome.the("survey") if row.question_id == "nps"]
    # 2026-11-21 10:00:00 UTC is 1 795 255 200 s; the one left half way has the time of its stage, 10:03:30
    assert nps == [
        (10, True, 1_795_255_200_000),
        (2, True, 1_795_255_320_000),
        (6, False, 1_795_255_410_000),
    ]
    assert outcome.clock.kind == "utc"


def test_who_answered_is_nowhere(reads: Reads) -> None:
    written = repr(reads(NEW).tables)
    assert "600000001" not in written
    assert "vip" not in written
    assert "n1" not in written


def test_the_same_token_in_a_newer_export_counts_once(reads: Reads) -> None:
    seen: set[str] = set()
    reads(OLD, "older.csv", seen=seen)
    newer = OLD + "t4,1,,,,,,2026-11-21 11:03:00,2026-11-21 11:04:00,n9\n"
    assert reads(newer, "newer.csv", seen=seen).source.reasons == {"duplicate": 3}
