from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from rex.errors import RexError
from rex.importers.export import ExportFile
from rex.importers.head import head_of
from rex.importers.identify import Known, identify
from rex.importers.read import read
from rex.importers.sink import Nowhere
from rex.importers.zoom_chat import IMPORTER
from rex.importers.zoom_chat_lines import MOST_LINES
from rex.model.session import ClockSetting, Session

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Reads

    from rex.importers.base import Importer
    from rex.text.pseudonym import Pseudonymiser

RECORDING = "00:00:05\tAna:\thola\r\n00:21:14\tLola Tienda:\tempezamos\r\n01:02:03\tAna:\tprecio?\r\n"
CURRENT = (
    "19:06:15 From Ana to Everyone:\r\r\n\tfirst line\r\r\n\tsecond line\r\n"
    "19:06:20 From Bo to Lola Tienda(Direct Message):\r\r\n\tmy address is secret\r\n"
    "19:06:21 From Bo to Everyone:\r\r\n\tdoes it come in blue and in green?\r\n"
    '19:06:30 From Ana to Everyone:\r\r\n\tReacted to "does it come in blu..." with 👍🏽\r\n'
    '19:06:31 From Cy to Everyone:\r\r\n\tReplying to "does it come in blue..."\r\r\n\t\r\r\n\tyes, in blue\r\n'
    '19:06:40 From Ana to Everyone:\r\r\n\tRemoved a 👍🏽 reaction from "does it come in blu..."\r\n'
    '19:06:41 From Cy to Everyone:\r\r\n\tReacted to "first line" with 🦄\r\n'
)


def clocked(show: Session, **setting: object) -> Session:
    return show.model_copy(update={"clocks": {"chat.txt": ClockSetting.model_validate(setting)}})


def test_a_recording_counts_from_its_start(reads: Reads) -> None:
    outcome = reads(RECORDING)
    assert (outcome.source.importer, outcome.counts, outcome.clock.kind) == ("zoom_chat", (3, 3, 0), "offset")
    found = [(row.offset_ms, row.text) for row in outcome.the("chat")]
    assert found == [(5_000, "hola"), (1_274_000, "empezamos"), (3_723_000, "precio?")]
    first, other, again = (row.author for row in outcome.the("chat"))
    assert first == again != other


def test_a_recording_that_began_before_the_show_has_its_own_zero(reads: Reads, show: Session) -> None:
    # the recording ran five minutes before the start: 00:21:14 of it is 16:14 of the show
    outcome = reads(RECORDING, "chat.txt", session=clocked(show, origin_s=-300))
    assert outcome.the("chat")[1].offset_ms == 974_000


@pytest.mark.parametrize(
    "line",
    [
        "19:08:13 From Ana to Everyone : how much : with shipping?",
        "19:08:13\t From  Ana  to  Everyone : how much : with shipping?",
        "19:08:13\t From Ana : how much : with shipping?",
        "19:08:13 From Ana to Everyone:\n\thow much : with shipping?",
        "19:08:13 Ana:\thow much : with shipping?",
    ],
)
def test_clients_tell_the_clock_of_the_day(reads: Reads, line: str) -> None:
    outcome = reads(f"{line}\n19:09:00{line[8:]}\n")
    assert (outcome.source.importer, outcome.clock.kind) == ("zoom_chat", "local")
    found = [(row.offset_ms, row.text) for row in outcome.the("chat")]
    assert found == [(493_000, "how much : with shipping?"), (540_000, "how much : with shipping?")]


def test_lines_of_one_message_are_one_row_and_direct_messages_stay_out(reads: Reads) -> None:
    outcome = reads(CURRENT)
    assert outcome.counts == (7, 6, 1)
    assert outcome.source.reasons == {"private": 1}
    texts = [row.text for row in outcome.the("chat")]
    assert texts == ["first line second line", "does it come in blue and in green?", "yes, in blue"]


@pytest.mark.parametrize(
    "receiver", ["Lola (Privately)", "Lola(Privately)", "Lola(Direct Message)", "Lola", "Hosts and panelists"]
)
def test_what_is_not_written_to_everyone_is_private(reads: Reads, receiver: str) -> None:
    lines = f"19:00:01 From Ana to Everyone : hola\n19:00:02 From Ana to {receiver} : secret\n"
    assert reads(lines).source.reasons == {"private": 1}


def test_a_direct_message_of_a_recording_is_private(reads: Reads) -> None:
    outcome = reads("00:00:01\tAna:\thola\n00:00:02\tAna to Lola(Direct Message):\tsecret\n")
    assert outcome.source.reasons == {"private": 1}


def test_reactions_are_counted_and_no_messages(reads: Reads) -> None:
    outcome = reads(CURRENT)
    found = [(row.kind, row.count, row.offset_ms) for row in outcome.the("reactions")]
    assert found == [("like", 1, 390_000), ("like", -1, 400_000), ("custom", 1, 401_000)]
    assert outcome.the("reactions")[2].extra == '{"emoji":"🦄"}'
    assert outcome.the("reactions")[0].person == outcome.the("chat")[0].author


def test_a_reply_leads_to_the_message_it_quotes(reads: Reads) -> None:
    _, question, reply = reads(CURRENT, "chat.txt").the("chat")
    assert reply.reply_to == question.msg_id == "chat.txt#3"
    assert question.reply_to is None


def test_of_messages_that_begin_alike_a_reply_means_the_newest(reads: Reads) -> None:
    lines = (
        "19:00:01 From Ana to Everyone:\n\tis the serum vegan, please?\n"
        "19:00:02 From Bo to Everyone:\n\tis the serum vegan or not?\n"
        "19:00:03 From Cy to Everyone:\n\tok\n"
        "19:00:04 From Di to Everyone:\n\tok then\n"
        '19:00:05 From Ed to Everyone:\n\tReplying to "is the serum vegan…"\n\t\n\tit is\n'
        "19:00:06 From Ed to Everyone:\n\tReplying to “ok”\n\tgood\n"
    )
    chat = reads(lines).the("chat")
    assert (chat[4].reply_to, chat[4].text) == (chat[1].msg_id, "it is")
    assert (chat[5].reply_to, chat[5].text) == (chat[2].msg_id, "good")


def test_a_reply_to_what_is_not_in_the_file_is_a_plain_message(reads: Reads) -> None:
    lines = '19:00:01 From Ana to Everyone:\n\tReplying to "before the file beg..."\n\n\tyes\n'
    (row,) = reads(lines).the("chat")
    assert (row.text, row.reply_to) == ("yes", None)


def test_a_quotation_without_an_answer_is_a_message_as_it_stands(reads: Reads) -> None:
    (row,) = reads('19:00:01 From Ana to Everyone:\n\tReplying to "this"\n').the("chat")
    assert row.text == 'Replying to "this"'


@pytest.mark.parametrize(
    ("lines", "kind", "first_ms"),
    [
        ("00:10:00\tAna:\ta\n00:20:00\tAna:\tb\n", "offset", 600_000),  # a tab: a recording
        ("19:10:00 Ana:\ta\n19:20:00 Ana:\tb\n", "local", 600_000),  # a space: a clock
        ("19:10:00\tAna:\ta\n19:20:00\tAna:\tb\n", "local", 600_000),  # 19 hours are no 90-minute show; 19:10 is
        ("00:10:00 Ana:\ta\n00:20:00 Ana:\tb\n", "offset", 600_000),  # ten past midnight is no show of 19:00
        ("07:10:00\tAna:\ta\n07:20:00\tAna:\tb\n", "offset", 25_800_000),  # neither fits: as it is written
        ("07:10:00 Ana:\ta\n07:20:00 Ana:\tb\n", "local", -42_600_000),
        ("25:10:00 Ana:\ta\n", "offset", 90_600_000),  # no day has 25 hours
        ("00:10:00 From Ana : a\n", "local", 18_600_000),  # a client never counts: 00:10 is the next day
    ],
)
def test_what_the_times_mean(reads: Reads, lines: str, kind: str, first_ms: int) -> None:
    outcome = reads(lines)
    assert (outcome.clock.kind, outcome.the("chat")[0].offset_ms) == (kind, first_ms)


def test_the_person_decides_over_every_rule(reads: Reads, show: Session) -> None:
    as_clock = reads("00:10:00\tAna:\ta\n", "chat.txt", session=clocked(show, kind="local"))
    assert as_clock.the("chat")[0].offset_ms == 5 * 3_600_000 + 600_000
    as_count = reads("00:10:00 From Ana : a\n", "chat.txt", session=clocked(show, kind="offset"))
    assert as_count.the("chat")[0].offset_ms == 600_000
    as_utc = reads("18:10:00 From Ana : a\n", "chat.txt", session=clocked(show, kind="utc"))
    assert as_utc.the("chat")[0].offset_ms == 600_000


def test_a_show_passes_midnight_silently(reads: Reads, show: Session) -> None:
    assert show.start is not None
    late = show.model_copy(update={"start": show.start.replace(hour=23, minute=30)})
    late = late.model_copy(update={"end": late.start + timedelta(hours=2) if late.start else None})
    lines = "23:59:50\tAna:\ta\n00:00:10\tAna:\tb\n00:45:00\tAna:\tc\n"
    outcome = reads(lines, session=late)
    assert outcome.clock.kind == "local"
    assert [row.offset_ms for row in outcome.the("chat")] == [1_790_000, 1_810_000, 4_500_000]


def test_times_that_pass_midnight_are_a_clock_though_nothing_is_known_of_the_show(reads: Reads) -> None:
    nothing = Session(id="s", title="s")
    assert reads("23:10:00\tAna:\ta\n23:59:50\tAna:\tb\n", session=nothing).clock.kind == "offset"
    assert reads("23:59:50\tAna:\ta\n00:00:10\tAna:\tb\n", session=nothing).clock.kind == "local"


def test_without_a_start_a_clock_has_no_day(reads: Reads) -> None:
    outcome = reads("19:10:00 From Ana : a\n", session=Session(id="s", title="s"))
    (row,) = outcome.the("chat")
    assert (row.t_ms, row.offset_ms, row.time_quality, row.time_raw) == (None, None, "missing", "19:10:00")


def test_without_a_zone_the_clock_is_not_guessed(reads: Reads) -> None:
    start = datetime.fromisoformat("2026-11-20T19:00:00+01:00")
    session = Session(id="s", title="s", start=start, end=start + timedelta(hours=1))
    outcome = reads("19:10:00 From Ana : a\n", session=session)
    assert outcome.the("chat")[0].t_ms is None
    assert outcome.clock.missing_zone_raw == "19:10:00"


def test_a_line_of_a_text_that_begins_with_a_time_is_no_message(reads: Reads) -> None:
    outcome = reads("00:00:01\tLola:\tplan\n19:00:00 start\n19:30:00 From the studio\n00:00:09\tAna:\tok\n")
    assert [row.text for row in outcome.the("chat")] == ["plan 19:00:00 start 19:30:00 From the studio", "ok"]


def test_what_cannot_be_read_is_named(reads: Reads) -> None:
    lines = "Chat of the show\n19:00:00 From Ana : a\n19:61:00 From Ana : b\n19:01:00 From Ana to Everyone:\n"
    outcome = reads(lines)
    assert outcome.source.reasons == {"title": 1, "unreadable": 1, "blank": 1}
    (issue,) = outcome.issues
    assert (issue.line, issue.problem.values["text"]) == (3, "19:61:00")


def test_a_paste_without_end_costs_memory_no_more_than_a_long_message(reads: Reads) -> None:
    outcome = reads("19:00:00 From Ana : a\n" + "line\n" * (MOST_LINES + 5) + "19:01:00 From Ana : b\n")
    assert len(outcome.the("chat")) == 2
    assert outcome.source.reasons == {"other": 6}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_encodings_read_the_same(reads: Reads, encoding: str) -> None:
    assert reads(CURRENT.encode(encoding)).tables == reads(CURRENT).tables


def test_the_raw_rows_hold_every_letter_under_the_numbers_of_the_reading(reads: Reads, tmp_path: Path) -> None:
    content = "Saved chat\n" + CURRENT
    outcome = reads(content, "chat.txt")
    raw = list(IMPORTER.rows(head_of(ExportFile(tmp_path / "chat.txt", "chat.txt")))) if IMPORTER.rows else []
    assert "".join("".join(row.cells.split()) for row in raw) == "".join(content.split())
    assert [row.number for row in raw] == list(range(1, outcome.source.rows_read + 1))
    assert raw[2].cells.startswith("19:06:20 From Bo to Lola Tienda(Direct Message):")
    assert [row.src_row for row in outcome.the("set_aside")] == [1, 3]


@pytest.mark.parametrize(
    "text",
    [
        "[20/11/26, 19:00:01] Ana: hola\n[20/11/26, 19:00:02] Bo: hi\n",
        "0:01:02 | Ana: hola\n",
        "1\n00:00:01,000 --> 00:00:03,000\nhola\n",
        "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nAna: hola\n",
        "time\tname\ttext\n19:00:01\tAna\thola\n",
        "19:00:01 Ana: hola\n19:00:02 Bo: hi\n",
    ],
)
def test_other_chats_and_subtitles_are_not_taken(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.txt"
    path.write_text(text)
    assert IMPORTER.recognise(head_of(ExportFile(path, "x.txt"))) is None


def test_damage_is_never_an_exception(
    tmp_path: Path, importers: list[Importer], show: Session, people: Pseudonymiser
) -> None:
    chance = random.Random("zoom")  # noqa: S311 - a seeded test
    content = (RECORDING + CURRENT).encode()
    pieces = [content[:end] for end in range(0, len(content), 23)]
    for _ in range(40):
        damaged = bytearray(content)
        for _ in range(6):
            damaged[chance.randrange(len(damaged))] = chance.choice(b'"\x00\xff\n\r\t: []0\x80')
        pieces.append(bytes(damaged))
    path = tmp_path / "x"
    for piece in pieces:
        path.write_bytes(piece)
        try:
            known = identify(ExportFile(path, "x"), importers)
            if isinstance(known, Known):
                source, _, _ = read(known, show, people, Nowhere())
                assert source.rows_read == source.rows_kept + source.rows_set_aside
        except RexError as error:
            assert error.what  # noqa: PT017 - an expected stop carries its sentence
