from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from rex.importers.export import ExportFile
from rex.importers.head import head_of
from rex.importers.irc_message import irc_message
from rex.importers.twitch_irc import IMPORTER
from rex.model.session import ClockSetting

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Reads

    from rex.model.session import Session
    from rex.text.pseudonym import Pseudonymiser

START = 1_795_197_600_000  # 2026-11-20T18:00:00Z, 19:00 in Madrid


def said(nick: str, text: str, channel: str = "maison") -> str:
    return f":{nick}!{nick}@{nick}.tmi.twitch.tv PRIVMSG #{channel} :{text}"


OWN = (
    f"2026-11-20_19:00:04 — {said('ana', 'hola: que tal')}\r\n\n"
    f"2026-11-20_19:00:11 — {said('bo', 'OOF')}\r\n"
    f"{said('cy', 'together with the one above')}\r\n\n"
    f"2026-11-20_19:00:13 — {said('maison', 'bienvenidos')}\r\n\n"
)


def test_an_own_loggers_stamp_is_a_wall_clock_and_a_message_without_one_came_with_the_one_above(reads: Reads) -> None:
    outcome = reads(OWN)
    assert (outcome.source.importer, outcome.counts) == ("twitch_irc_log", (4, 4, 0))
    assert outcome.source.clock is not None
    assert (outcome.source.clock.kind, outcome.source.clock.timezone) == ("local", "Europe/Madrid")
    rows = outcome.the("chat")
    assert [row.offset_ms for row in rows] == [4_000, 11_000, 11_000, 13_000]
    assert [row.t_ms for row in rows][:1] == [START + 4_000]
    assert rows[0].text == "hola: que tal"
    assert [row.role for row in rows] == ["viewer", "viewer", "viewer", "host"]  # the last one writes in their channel


def test_a_wall_clock_without_a_zone_stays_without_an_instant(reads: Reads, show: Session) -> None:
    outcome = reads(OWN, session=show.model_copy(update={"timezone": None}))
    assert [row.t_ms for row in outcome.the("chat")] == [None] * 4
    assert outcome.clock.missing_zone_raw == "2026-11-20_19:00:04"


def test_a_source_may_be_told_to_be_in_utc(reads: Reads, show: Session) -> None:
    told = show.model_copy(update={"clocks": {"export.csv": ClockSetting(kind="utc")}})
    assert reads(OWN, session=told).the("chat")[0].offset_ms == 3_604_000  # 19:00:04 UTC is an hour after the start


TAGS = "@badge-info=subscriber/6;badges=moderator/1,subscriber/6;display-name=Ana;id={id};{more}tmi-sent-ts={ts} "


def tagged(line: str, number: int, more: str = "") -> str:
    return TAGS.format(id=f"i-{number}", more=more, ts=START + number * 1000) + line


def test_tags_tell_instant_badges_bits_and_what_is_answered(reads: Reads, people: Pseudonymiser) -> None:
    outcome = reads(
        tagged(said("ana", "hola"), 1) + "\r\n"
        + tagged(said("ana", "cheer100 toma"), 2, "bits=100;") + "\r\n"
        + tagged(said("bo", "si"), 3, "reply-parent-msg-id=i-1;") + "\r\n"
        + tagged(said("ana", "\x01ACTION saluda\x01"), 4) + "\n"
        + tagged(said("ana", "hola"), 1) + "\n"
    )  # fmt: skip
    assert outcome.counts == (5, 4, 1)
    assert outcome.source.reasons == {"duplicate": 1}
    assert outcome.clock.kind == "utc"
    first, paid, reply, action = outcome.the("chat")
    assert (first.t_ms, first.msg_id, first.role, first.member) == (START + 1000, "i-1", "moderator", True)
    assert first.author == people.of("ana")
    assert (paid.kind, paid.extra, paid.money_minor) == ("paid", '{"bits":"100"}', None)
    assert (reply.reply_to, action.text) == ("i-1", "saluda")


def test_twitchs_own_instant_is_preferred_to_the_loggers_stamp(reads: Reads, show: Session) -> None:
    line = f"2026-11-20 19:30:00 {tagged(said('ana', 'hola'), 5)}\n"
    assert reads(line).the("chat")[0].offset_ms == 5_000
    told = show.model_copy(update={"clocks": {"export.csv": ClockSetting(kind="local")}})
    assert reads(line, session=told).the("chat")[0].offset_ms == 1_800_000


def test_a_stamp_is_read_anew_behind_a_message_that_had_twitchs_instant(reads: Reads) -> None:
    stamp = "2026-11-20 19:30:00 "
    outcome = reads(f"{stamp}{tagged(said('ana', 'hola'), 5)}\n{stamp}{said('bo', 'si')}\n{stamp}{said('cy', 'no')}\n")
    assert [row.offset_ms for row in outcome.the("chat")] == [5_000, 1_800_000, 1_800_000]


def test_notices_are_kept_by_their_kind_and_twitchs_own_affairs_are_not(reads: Reads) -> None:
    server = ":tmi.twitch.tv USERNOTICE #maison"
    outcome = reads(
        "\n".join([
            tagged(said("ana", "hola"), 1),
            tagged(f"{server} :a year already", 2, "login=bo;msg-id=resub;system-msg=bo\\ssubscribed;"),
            tagged(server, 3, "login=cy;msg-id=submysterygift;"),
            tagged(server, 4, "login=otra;msg-id=raid;msg-param-viewerCount=40;"),
            tagged(f"{server} :empezamos", 5, "login=mo;msg-id=announcement;"),
            tagged(server, 6, "login=di;msg-id=bitsbadgetier;"),
            "PING :tmi.twitch.tv",
            ":ana!ana@ana.tmi.twitch.tv JOIN #maison",
            ":tmi.twitch.tv 001 rex :Welcome, GLHF!",
            tagged(":bo!bo@bo.tmi.twitch.tv WHISPER rex :entre nosotros", 8),
        ])
    )  # fmt: skip
    assert outcome.source.reasons == {"private": 1, "system": 4}
    assert [(row.kind, row.text) for row in outcome.the("chat")] == [
        ("message", "hola"), ("membership", "a year already"), ("gift", ""), ("raid", ""), ("message", "empezamos"),
    ]  # fmt: skip
    assert outcome.the("chat")[3].role == "system"


def test_who_is_banned_has_their_earlier_messages_marked_and_one_message_goes_by_its_id(reads: Reads) -> None:
    outcome = reads(
        "\n".join([
            tagged(said("troll", "spam"), 1),
            tagged(said("ana", "fuera"), 2),
            tagged(said("ana", "queda"), 3),
            tagged(":tmi.twitch.tv CLEARCHAT #maison :troll", 4, "ban-duration=600;"),
            tagged(said("troll", "sorry"), 5),
            tagged(":tmi.twitch.tv CLEARMSG #maison :fuera", 6, "login=ana;target-msg-id=i-2;"),
            tagged(":tmi.twitch.tv CLEARCHAT #maison", 7),
        ])
    )  # fmt: skip
    assert [(row.text, row.deleted) for row in outcome.the("chat")] == [
        ("spam", True), ("fuera", True), ("queda", False), ("sorry", False),
    ]  # fmt: skip
    assert outcome.source.reasons == {"system": 3}
    assert outcome.source.marked == {"deleted": 2, "moderator": 4}


def test_a_line_that_is_no_irc_is_set_aside(reads: Reads) -> None:
    outcome = reads(OWN + "LUL I am a line of nothing\n2026-11-20_19:00:14 — INFO connected\n")
    assert outcome.source.reasons == {"other": 1, "system": 1}


def test_justlogs_text(reads: Reads, people: Pseudonymiser) -> None:
    outcome = reads(
        "[2026-11-20 19:00:31] #maison ana: hola: tú\n"
        "[2026-11-20 19:00:32] #maison troll: spam\n"
        "[2026-11-20 19:00:33] #maison bo subscribed at Tier 1. They've subscribed for 3 months!\n"
        "[2026-11-2 19:00:34] #maison Maison: hola de verdad\n"
        "[2026-11-20 19:00:35] #maison troll has been timed out for 600 seconds\n"
        "[2026-11-20 19:00:36] #maison something that Twitch says\n"
    )
    assert outcome.counts == (6, 4, 2)
    assert outcome.source.reasons == {"system": 2}
    rows = outcome.the("chat")
    assert [(row.kind, row.text, row.deleted) for row in rows] == [
        ("message", "hola: tú", False), ("message", "spam", True), ("membership", "", False),
        ("message", "hola de verdad", False),
    ]  # fmt: skip
    assert rows[0].author == people.of("ana")
    assert rows[0].offset_ms == 31_000
    assert rows[3].role == "host"
    assert rows[3].t_ms == START - 18 * 24 * 3_600_000 + 34_000  # the 2nd of November, without a leading zero


def test_justlogs_json(reads: Reads) -> None:
    base: dict[str, Any] = {
        "text": "hola", "username": "ana", "displayName": "Ana", "channel": "maison",
        "timestamp": "2026-11-20T18:00:05Z", "id": "m-1", "type": 1,
    }  # fmt: skip
    messages = [
        {**base, "raw": tagged(said("ana", "hola cruda"), 5), "tags": {"id": "i-5"}},
        {**base, "raw": "", "tags": {"id": "m-2", "badges": "broadcaster/1"}, "timestamp": "2026-11-20T18:00:06Z"},
        {**base, "tags": {"login": "bo", "msg-id": "resub"}, "type": 4},
        {**base, "tags": {}, "type": 2, "text": "troll has been banned"},
        {**base, "tags": {}, "type": 0, "text": "whisper"},
        7,
    ]
    outcome = reads(json.dumps({"messages": messages}))
    assert (outcome.source.importer, outcome.counts) == ("twitch_irc_log", (6, 3, 3))
    assert outcome.source.reasons == {"other": 1, "private": 1, "system": 1}
    raw, own, notice = outcome.the("chat")
    assert (raw.text, raw.t_ms, raw.msg_id) == ("hola cruda", START + 5_000, "i-5")
    assert (own.t_ms, own.role, own.msg_id) == (START + 6_000, "host", "m-2")
    assert (notice.kind, notice.text) == ("membership", "")


CHATTERINO = (
    "# Start logging at 2026-11-20 23:59:00 CET\n"
    "[23:59:58]  ana: hola\n"
    "[23:59:59] bo: sin dos espacios\n"
    "[00:00:03] 店員 shop_jp: después de medianoche\n"
    "[00:00:04] maison is live!\n"
    "[00:00:05] Unrecognized command: /foo\n"
    "# Stop logging at 2026-11-21 00:00:06CET\n"
    "\n"
    "# Start logging at 2026-11-21 01:00:00 CET\n"
    "[01:00:01]  ana: otra vez\n"
)


def test_chatterino_tells_the_date_once_and_passes_midnight(reads: Reads, people: Pseudonymiser) -> None:
    outcome = reads(CHATTERINO)
    assert outcome.counts == (9, 4, 5)
    assert outcome.source.reasons == {"system": 2, "title": 3}
    rows = outcome.the("chat")
    # 23:59:58 in Madrid is 4 h 59 min 58 s after 19:00; the next ones 5 h 3 s and 6 h 1 s.
    assert [row.offset_ms for row in rows] == [17_998_000, 17_999_000, 18_003_000, 21_601_000]
    assert rows[2].author == people.of("shop_jp")


@pytest.mark.parametrize(
    ("zone", "offset_ms"),
    [
        ("CET", 1_000),
        ("Romance Standard Time", 1_000),  # Windows' name of Madrid's zone
        ("Eastern Standard Time", 21_601_000),  # six hours behind Madrid in November
        ("UTC", 3_601_000),
        ("hora de Marte", 1_000),  # not known: the session's zone
    ],
)
def test_the_zone_that_chatterino_names_is_the_logs(reads: Reads, zone: str, offset_ms: int) -> None:
    outcome = reads(f"# Start logging at 2026-11-20 18:00:00 {zone}\n[19:00:01]  ana: hola\n")
    assert outcome.the("chat")[0].offset_ms == offset_ms


def test_the_persons_zone_is_stronger_than_the_named_one(reads: Reads, show: Session) -> None:
    told = show.model_copy(update={"clocks": {"export.csv": ClockSetting(timezone="Europe/Lisbon")}})
    outcome = reads("# Start logging at 2026-11-20 18:00:00 CET\n[19:00:01]  ana: hola\n", session=told)
    assert outcome.the("chat")[0].offset_ms == 3_601_000  # 19:00 in Lisbon is 20:00 in Madrid


def test_without_its_heading_the_clocks_lie_around_the_sessions_start(reads: Reads, show: Session) -> None:
    text = "[18:59:59]  ana: pronto\n[19:00:01]  bo: ya\n[00:10:00]  ana: tarde\n"
    assert [row.offset_ms for row in reads(text).the("chat")] == [-1_000, 1_000, 18_600_000]
    lost = reads(text, session=show.model_copy(update={"start": None, "end": None}))
    assert [row.t_ms for row in lost.the("chat")] == [None] * 3


def test_a_first_message_without_any_time_is_not_guessed(reads: Reads) -> None:
    outcome = reads(f"{said('ana', 'hola')}\n{OWN}")
    assert outcome.source.reasons == {"unreadable": 1}


@pytest.mark.parametrize(
    "text",
    [
        ":ana!ana@irc.example.org PRIVMSG #channel :hola\n",  # another network
        "2026-11-20 19:00:00 INFO started\n2026-11-20 19:00:01 ERROR stopped\n",
        "[18:00:03] ana: hola\n[18:00:04] bo: si\n",
        "[15/01/20, 18:00:03] Ana: hola\n",
        "LUL HELLO :there\n",
        "time,user,message\n0:00:01,ana,hola\n",
        '{"messages": [{"sender_name": "Ana", "timestamp_ms": 1}]}',
        '{"messages": [{"text": "a", "username": "b", "channel": "c"}]}',
        '{"messages": 7}',
    ],
)
def test_other_logs_are_not_claimed(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.txt"
    path.write_text(text)
    assert IMPORTER.recognise(head_of(ExportFile(path, "x.txt"))) is None


def test_an_irc_line_is_taken_apart() -> None:
    line = irc_message("@a=1;b=x\\sy\\:z;c :nick!user@host PRIVMSG #chan :text :with colons")
    assert line is not None
    assert (line.command, line.nick, line.channel, line.text) == ("PRIVMSG", "nick", "chan", "text :with colons")
    assert (line.tag("missing", "b"), line.tag("c")) == ("x y;z", "")
    assert irc_message("PRIVMSG is a word that somebody shouts") is None
    assert irc_message("") is None
