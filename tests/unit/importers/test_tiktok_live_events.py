from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from rex.importers.export import ExportFile
from rex.importers.head import head_of
from rex.importers.tiktok_live_events import IMPORTER
from rex.model.session import ClockSetting, Session
from tests.builders import said

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Outcome, Reads

    from rex.text.pseudonym import Pseudonymiser

START_S = 1_795_197_600  # 2026-11-20 18:00 UTC, when the show began


def raw(kind: str, number: str, second: int, **more: Any) -> dict[str, Any]:
    """An event as the room sends it, with a person of made numbers and names."""
    common = {"msgId": number, "createTime": str(START_S + second)}
    user = {"id": "7001", "idStr": "7001", "displayId": "ana_example", "nickname": "Ana", "badgeList": []}
    return {"o": second * 1000, "type": f"Webcast{kind}Message", "data": {"common": common, "user": user, **more}}


def gift(number: str, second: int, times: int, *, ends: int = 0, group: str = "g", kind: int = 1) -> dict[str, Any]:
    about = {"id": "5655", "name": "Rose", "type": kind, "diamondCount": 1}
    return raw("Gift", number, second, giftId="5655", repeatCount=times, repeatEnd=ends, groupId=group, gift=about)


def lines(*events: Any) -> str:
    return "".join(json.dumps(event) + "\n" for event in events)


def given(outcome: Outcome, kind: str) -> list[int]:
    return [row.count for row in outcome.the("reactions") if row.kind == kind and not row.cumulative]


ROOM = (
    {"o": -1, "meta": {"note": "a capture of a small room"}},
    raw("Member", "m1", 1, action=1, memberCount=31),
    raw("Chat", "c1", 2, content="How much is the serum?"),
    raw("Like", "l1", 3, count=15, total="900"),
    raw("Social", "s1", 4, action="1"),
    raw("RoomUserSeq", "r1", 5, total="500", totalUser="812", ranks=[]),
    raw("Like", "l2", 6, count=5, total="930"),
    raw("Control", "x1", 7, action=3),
)


def test_a_room_becomes_chat_reactions_and_viewers(reads: Reads, people: Pseudonymiser) -> None:
    outcome = reads(lines(*ROOM), "room.ndjson")
    assert outcome.source.importer == "tiktok_live_events"
    assert outcome.counts == (8, 6, 2)
    assert outcome.source.reasons == {"description": 1, "other": 1}
    (message,) = outcome.the("chat")
    assert (message.text, message.author, message.offset_ms) == (
        "How much is the serum?",
        people.of("7001"),
        2_000,
    )
    assert [(row.metric, row.value, row.offset_ms) for row in outcome.the("viewers")] == [("concurrent", 500, 5_000)]
    assert [(row.kind, row.count, row.cumulative) for row in outcome.the("reactions")] == [
        ("join", 1, False),
        ("like", 15, False),
        ("like", 900, True),
        ("follow", 1, False),
        ("like", 5, False),
        ("like", 930, True),
    ]


def test_likes_that_came_and_the_room_s_own_count_are_never_one_sum(reads: Reads) -> None:
    # 15 and 5 likes came; the room counted 930 - 885 = 45 since before the first: batches do not always come.
    outcome = reads(lines(*ROOM), "room.ndjson")
    assert sum(given(outcome, "like")) == 20
    assert max(row.count for row in outcome.the("reactions") if row.cumulative) == 930


def test_a_streak_counts_once_with_the_count_of_its_end(reads: Reads) -> None:
    # The end says the last count again: 1, 2, 3, 4 and an end of 4 are four roses, not ten.
    events = [gift(f"g{n}", n, n) for n in range(1, 5)]
    outcome = reads(lines(*events, gift("g5", 5, 4, ends=1)), "gifts.ndjson")
    assert given(outcome, "gift") == [4]
    assert outcome.source.reasons == {"duplicate": 4}
    assert {aside.detail for aside in outcome.the("set_aside")} == {"streak"}
    assert outcome.the("reactions")[0].extra == '{"gift":"Rose","gift_id":"5655","diamonds":"1"}'


def test_a_streak_whose_end_never_came_counts_once_with_its_last_count(reads: Reads) -> None:
    outcome = reads(lines(gift("g1", 1, 1), gift("g2", 2, 2), gift("g3", 3, 3)), "gifts.ndjson")
    assert given(outcome, "gift") == [3]
    assert outcome.counts == (3, 1, 2)


def test_a_streak_that_starts_again_without_an_end_is_two(reads: Reads) -> None:
    counts = [1, 2, 5, 1, 2]
    outcome = reads(lines(*[gift(f"g{n}", n, times, group="") for n, times in enumerate(counts)]), "gifts.ndjson")
    assert given(outcome, "gift") == [5, 2]


def test_streaks_of_two_people_and_two_gifts_do_not_mix(reads: Reads) -> None:
    other = gift("h1", 2, 1)
    other["data"]["user"] = {"idStr": "7002", "displayId": "leo_example"}
    outcome = reads(lines(gift("g1", 1, 1), other, gift("g2", 3, 2), gift("g3", 4, 2, ends=1)), "gifts.ndjson")
    assert sorted(given(outcome, "gift")) == [1, 2]


def test_a_gift_that_cannot_be_sent_in_a_row_counts_each_time(reads: Reads) -> None:
    outcome = reads(lines(gift("g1", 1, 1, kind=2), gift("g2", 2, 1, kind=2)), "gifts.ndjson")
    assert given(outcome, "gift") == [1, 1]


def test_what_a_room_sends_again_after_a_lost_connection_counts_once(reads: Reads) -> None:
    streak = [gift("g1", 8, 1), gift("g2", 9, 2), gift("g3", 10, 2, ends=1)]
    once = reads(lines(*ROOM[1:7], *streak), "room.ndjson")
    twice = reads(lines(*ROOM[1:7], *streak, *ROOM[1:7], *streak), "room.ndjson")
    assert twice.source.rows_kept == once.source.rows_kept
    assert twice.source.reasons == {"duplicate": 2 + 9}  # two of the streak, then all nine again
    assert (twice.the("chat"), twice.the("reactions")) == (once.the("chat"), once.the("reactions"))


def test_events_without_an_id_are_known_by_what_they_say(reads: Reads) -> None:
    first, second = raw("Chat", "", 1, content="hola"), raw("Chat", "", 1, content="hi")
    assert reads(lines(first, second, first), "room.ndjson").counts == (3, 2, 1)


@pytest.mark.parametrize("scale", [1, 1_000, 1_000_000])
def test_the_time_of_creation_comes_in_seconds_or_finer(reads: Reads, scale: int) -> None:
    event = raw("Chat", "c1", 0, content="hola")
    event["data"]["common"]["createTime"] = (START_S + 90) * scale
    assert reads(lines(event), "room.ndjson").the("chat")[0].offset_ms == 90_000


def test_an_event_without_an_instant_is_placed_by_the_capture_s_own_count(reads: Reads) -> None:
    event = raw("Chat", "c1", 95, content="hola")
    event["data"]["common"]["createTime"] = "0"
    (row,) = reads(lines(event), "room.ndjson").the("chat")
    assert row.offset_ms == 95_000


def test_the_person_may_choose_the_capture_s_count(reads: Reads, show: Session) -> None:
    clocks = {"room.ndjson": ClockSetting(kind="offset", origin_s=60)}
    session = show.model_copy(update={"clocks": clocks})
    outcome = reads(lines(raw("Chat", "c1", 5, content="hola")), "room.ndjson", session=session)
    assert (outcome.clock.kind, outcome.the("chat")[0].offset_ms) == ("offset", 65_000)


def test_an_event_without_any_time_is_set_aside_by_name(reads: Reads) -> None:
    event = raw("Chat", "c1", 0, content="hola")
    del event["o"], event["data"]["common"]["createTime"]
    outcome = reads(lines(event, raw("Chat", "c2", 1, content="hi")), "room.ndjson")
    assert outcome.source.reasons == {"unreadable": 1}
    assert said(outcome.issues[0].problem) == "The event has no time."


def test_the_connector_s_own_shape_with_names_of_events(reads: Reads, people: Pseudonymiser) -> None:
    at, ana = {"createTime": str((START_S + 3) * 1000)}, {"uniqueId": "ana_example"}
    said_hello = {"msgId": "1", **at, **ana, "comment": "hola", "isModerator": True}
    events = [
        {"event": "chat", "data": said_hello},
        {"event": "like", "data": {"msgId": "2", **at, **ana, "likeCount": 3, "totalLikeCount": 40}},
        {"event": "roomUser", "data": {"msgId": "3", **at, "viewerCount": 77}},
        {"event": "social", "data": {"msgId": "4", **at, "uniqueId": "kim", "displayType": "pm_mt_guidance_share"}},
        {"event": "share", "data": {"msgId": "4", **at, "uniqueId": "kim", "displayType": "pm_mt_guidance_share"}},
        {"event": "subscribe", "data": {"msgId": "5", **at, "uniqueId": "kim"}},
        {"event": "envelope", "data": {"msgId": "6", **at, "uniqueId": "kim", "coins": 20}},
        {"event": "questionNew", "data": {"msgId": "7", **at, "uniqueId": "kim", "questionText": "Any left?"}},
        {"event": "streamEnd", "data": {"msgId": "8", **at}},
    ]
    outcome = reads(lines(*events), "room.jsonl")
    assert outcome.source.reasons == {"duplicate": 1, "system": 1}  # social and share are one; the end is no row
    chat, question = outcome.the("chat")
    assert (chat.role, chat.author, chat.offset_ms) == ("moderator", people.of("ana_example"), 3_000)
    assert (question.kind, question.text) == ("question", "Any left?")
    assert [row.kind for row in outcome.the("reactions")] == ["like", "like", "share", "subscribe", "envelope"]


def test_the_python_library_s_shape_with_small_letters(reads: Reads) -> None:
    common = {"msg_id": 12, "create_time": START_S + 1}
    events = [
        {"type": "CommentEvent", "common": common, "user": {"unique_id": "ana_example"}, "comment": "hola"},
        {
            "type": "GiftEvent", "common": {**common, "msg_id": 13}, "user": {"unique_id": "ana_example"},
            "gift_id": 5655, "repeat_count": 3, "repeat_end": 1, "gift": {"name": "Rose", "diamond_count": 1},
        },
        {"type": "JoinEvent", "common": {**common, "msg_id": 14}, "user": {"unique_id": "leo_example"}},
    ]  # fmt: skip
    outcome = reads(lines(*events), "room.jsonl")
    assert outcome.counts == (3, 3, 0)
    assert given(outcome, "gift") == [3]


def test_an_array_reads_as_its_lines(reads: Reads) -> None:
    as_array = reads(json.dumps(list(ROOM)), "room.json")
    assert as_array.counts == reads(lines(*ROOM), "room.json").counts


def test_badges_tell_who_moderates_and_who_subscribes(reads: Reads) -> None:
    one, two = raw("Chat", "c1", 1, content="hola"), raw("Chat", "c2", 2, content="hi")
    one["data"]["user"]["badgeList"] = [{"sceneType": 1}]
    two["data"]["user"]["badgeList"] = [{"sceneType": 4}]
    assert [(row.role, row.member) for row in reads(lines(one, two), "room.ndjson").the("chat")] == [
        ("moderator", False),
        ("viewer", True),
    ]


def test_no_name_of_a_viewer_reaches_the_facts(reads: Reads) -> None:
    written = repr(reads(lines(*ROOM, gift("g1", 9, 1)), "room.ndjson").tables)
    for personal in ("Ana", "ana_example", "7001"):
        assert personal not in written


@pytest.mark.parametrize(
    "event",
    [
        {"type": "chat", "user": "ana", "text": "hola", "timestamp": START_S},
        {"event": "comment", "id": "1", "message": "hola", "created_time": "2026-11-20T18:00:00+0000"},
        {"msg_type": "danmaku", "name": "ana", "content": "hola", "ExactTime": 1.0},
        {"event": "purchase", "user": {"id": 1}, "amount": 3},
    ],
)
def test_events_of_other_places_are_not_claimed(tmp_path: Path, event: dict[str, Any]) -> None:
    path = tmp_path / "x"
    path.write_text(lines(event, event))
    assert IMPORTER.recognise(head_of(ExportFile(path, "x"))) is None
