from __future__ import annotations

import gzip
import json
import tracemalloc
from typing import TYPE_CHECKING, Any

import pytest

from rex.importers.export import ExportFile
from rex.importers.head import head_of
from rex.importers.identify import Known, identify
from rex.importers.read import read
from rex.importers.sink import Nowhere
from rex.importers.twitch_downloader import IMPORTER
from rex.model.session import ClockSetting

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Reads

    from rex.model.session import Session
    from rex.text.pseudonym import Pseudonymiser

START = 1_795_197_600_000  # 2026-11-20T18:00:00Z


def comment(number: int, body: str = "hola", **other: Any) -> dict[str, Any]:
    """A comment as version 1.4.0 writes it, `number` seconds and a quarter after the start."""
    message = {"body": body, "bits_spent": 0, "fragments": [{"text": body}], "user_badges": [], "emoticons": []}
    return {
        "_id": f"c-{number}",
        "created_at": f"2026-11-20T18:00:{number:02}.25Z",
        "channel_id": "9",
        "content_type": "video",
        "content_id": "77",
        "content_offset_seconds": number + 0.25,
        "commenter": {"display_name": "Ana", "_id": "1", "name": "ana", "bio": None, "logo": None},
        "message": {**message, **other.pop("message", {})},
        **other,
    }


def root(*comments: Any, **other: Any) -> dict[str, Any]:
    return {
        "FileInfo": {"Version": {"Major": 1, "Minor": 4, "Patch": 0}, "CreatedAt": "2026-11-21T08:00:00Z"},
        "streamer": {"name": "Maison", "login": "maison", "id": 9},
        "clipper": None,
        "video": {"title": "Live", "id": "77", "created_at": "2026-11-20T18:00:00Z", "start": 0, "end": 5400, **other},
        "comments": list(comments),
        "embeddedData": {"thirdParty": [{"id": "e", "data": 'iVBOR"}]\\', "name": "x"}], "firstParty": []},
    }


def chapter(start: int, lasts: int, title: str) -> dict[str, Any]:
    return {
        "id": "g", "startMilliseconds": start, "lengthMilliseconds": lasts, "type": "GAME_CHANGE",
        "description": title, "subDescription": "", "gameDisplayName": "Shopping",
    }  # fmt: skip


def test_a_comment_has_its_own_instant_author_and_words(reads: Reads, people: Pseudonymiser) -> None:
    outcome = reads(json.dumps(root(comment(3, "precio? 600 000 000"), comment(7))))
    assert (outcome.source.importer, outcome.counts, outcome.clock.kind) == ("twitch_downloader", (2, 2, 0), "utc")
    first = outcome.the("chat")[0]
    assert (first.t_ms, first.offset_ms, first.msg_id) == (START + 3_250, 3_250, "c-3")
    assert (first.author, first.role, first.kind) == (people.of("ana"), "viewer", "message")
    assert "ana" not in repr(outcome.tables).lower().replace("analys", "")


def test_chapters_are_cues_that_were_not_planned(reads: Reads) -> None:
    outcome = reads(json.dumps(root(comment(3), chapters=[chapter(0, 600_000, "Intro"), chapter(600_000, 0, "")])))
    assert outcome.counts == (3, 3, 0)
    assert outcome.source.tables == {"chat": 1, "cues": 2}
    intro, second = outcome.the("cues")
    assert (intro.title, intro.offset_ms, intro.until_ms, intro.planned) == ("Intro", 0, 600_000, False)
    assert (second.title, second.offset_ms, second.until_ms) == ("Shopping", 600_000, None)


def test_an_old_root_without_instants_counts_from_the_start_of_the_video(reads: Reads) -> None:
    old = {
        "streamer": {"name": "maison", "id": "9"},
        "video": {"start": 0, "duration": "1h0m0s", "user_id": "9", "user_name": "maison"},
        "comments": [
            {**comment(4), "content_offset_seconds": 4, "created_at": "0001-01-01T00:00:00"},
            {**comment(5), "content_offset_seconds": 65.5, "created_at": None},
            {**comment(6), "content_offset_seconds": None, "created_at": "x"},
        ],
        "emotes": {"thirdParty": [], "firstParty": []},
    }
    outcome = reads(json.dumps(old))
    assert [row.offset_ms for row in outcome.the("chat")] == [4_000, 65_500]
    assert outcome.source.reasons == {"unreadable": 1}
    assert (outcome.clock.kind, outcome.issues[0].column) == ("offset", "created_at")


def test_the_offset_is_taken_where_the_person_says_so(reads: Reads, show: Session) -> None:
    clocks = {"export.csv": ClockSetting(kind="offset", origin_s=10)}
    told = show.model_copy(update={"clocks": clocks})
    outcome = reads(json.dumps(root(comment(3), chapters=[chapter(60_000, 1000, "A")])), session=told)
    assert outcome.the("chat")[0].offset_ms == 13_250
    assert (outcome.the("cues")[0].offset_ms, outcome.the("cues")[0].until_ms) == (70_000, 71_000)


@pytest.mark.parametrize(
    ("badges", "role", "member"),
    [
        (["broadcaster", "subscriber"], "host", True),
        (["moderator"], "moderator", False),
        (["lead_moderator", "founder"], "moderator", True),
        (["bot-badge"], "bot", False),
        (["vip"], "viewer", False),
    ],
)
def test_badges_tell_role_and_subscription(reads: Reads, badges: list[str], role: str, *, member: bool) -> None:
    shown = {"user_badges": [{"_id": badge, "version": "1"} for badge in badges]}
    (row,) = reads(json.dumps(root(comment(1, message=shown)))).the("chat")
    assert (row.role, row.member) == (role, member)


def test_a_deleted_account_keeps_its_message_without_an_author(reads: Reads) -> None:
    (row,) = reads(json.dumps(root(comment(1, commenter=None)))).the("chat")
    assert (row.author, row.text) == (None, "hola")


def test_bits_are_paid_and_no_money(reads: Reads) -> None:
    (row,) = reads(json.dumps(root(comment(1, "Cheer100 hola", message={"bits_spent": 100})))).the("chat")
    assert (row.kind, row.money_minor, row.currency, row.extra) == ("paid", None, None, '{"bits":"100"}')


@pytest.mark.parametrize(
    ("told", "kind", "role"),
    [("resub", "membership", "viewer"), ("submysterygift", "gift", "viewer"), ("raid", "raid", "system"),
     ("", "message", "viewer"), ("bitsbadgetier", "message", "viewer")],
)  # fmt: skip
def test_a_notice_by_its_parameter(reads: Reads, told: str, kind: str, role: str) -> None:
    message = {"user_notice_params": {"msg_id": told}}
    (row,) = reads(json.dumps(root(comment(1, message=message)))).the("chat")
    assert (row.kind, row.role) == (kind, role)


@pytest.mark.parametrize(
    ("body", "kind", "words"),
    [
        ("Ana subscribed with Prime.", "membership", ""),
        ("Ana subscribed at Tier 1. They've subscribed for 12 months! por fin", "membership", "por fin"),
        (
            "Ana subscribed at Tier 2. They've subscribed for 5 months, currently on a 3 month streak! hey",
            "membership",
            "hey",
        ),
        ("Ana is gifting 5 Tier 1 Subs to Maison's community!", "gift", ""),
        ("Ana gifted a Tier 1 sub to Bo!", "gift", ""),
        ("Ana converted from a Prime sub to a Tier 1 sub!", "membership", ""),
        ("12 raiders from Ana have joined!", "raid", ""),
        ("An anonymous user gifted a Tier 1 sub to Bo!", "gift", ""),
        ("Ana subscribed to the idea", "message", "Ana subscribed to the idea"),
        ("12 raiders from Bo have joined!", "message", "12 raiders from Bo have joined!"),
    ],
)
def test_a_notice_by_its_words_and_no_name_of_it(reads: Reads, body: str, kind: str, words: str) -> None:
    (row,) = reads(json.dumps(root(comment(1, body)))).the("chat")
    assert (row.kind, row.text) == (kind, words)


def test_a_message_that_came_twice_counts_once_also_from_another_file(reads: Reads) -> None:
    seen: set[str] = set()
    outcome = reads(json.dumps(root(comment(1), comment(1), comment(2))), seen=seen)
    assert outcome.source.reasons == {"duplicate": 1}
    assert reads(json.dumps(root(comment(2))), "again.json", seen=seen).counts == (1, 0, 1)


def test_a_packed_file_and_one_with_line_breaks_read_the_same(reads: Reads) -> None:
    plain = json.dumps(root(comment(1), comment(2), chapters=[chapter(0, 1, "A")]))
    packed, broken_up = gzip.compress(plain.encode()), json.dumps(json.loads(plain), indent=2)
    first = reads(plain).tables
    assert first == reads(packed).tables
    assert first == reads("\ufeff" + broken_up).tables
    assert first == reads(plain + "\n").tables


def test_a_file_that_is_cut_off_keeps_its_whole_comments_and_names_the_line(reads: Reads) -> None:
    text = json.dumps(root(*(comment(number) for number in range(5)), chapters=[chapter(0, 1, "A")]), indent=1)
    cut = text[: text.index('"c-3"')]
    outcome = reads(cut)
    assert outcome.source.tables == {"chat": 3, "cues": 1}
    assert outcome.source.reasons == {"unreadable": 1}
    at = cut[: cut.rindex("{\n", 0, len(cut) - 5)].count("\n") + 1
    assert abs(outcome.issues[0].line - at) <= 1


def test_pictures_are_passed_over_in_little_memory(tmp_path: Path, show: Session, people: Pseudonymiser) -> None:
    path = tmp_path / "chat.json"
    picture = "A" * 30_000_000
    value = root(comment(1))
    value["embeddedData"] = {"thirdParty": [{"id": "e", "data": picture}]}
    path.write_text(json.dumps(value))
    known = identify(ExportFile(path, "chat.json"), [IMPORTER])
    assert isinstance(known, Known)
    tracemalloc.start()
    source, _, _ = read(known, show, people, Nowhere())
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert source.tables == {"chat": 1}
    assert most < 16_000_000  # the text is read a megabyte at a time; the picture has thirty


def test_raw_rows_hold_all_that_the_file_holds(tmp_path: Path) -> None:
    value = root(comment(1), comment(2), chapters=[chapter(0, 1, "A")])
    path = tmp_path / "chat.json"
    path.write_text(json.dumps(value))
    assert IMPORTER.rows is not None
    rows = list(IMPORTER.rows(head_of(ExportFile(path, "chat.json"))))
    assert [row.number for row in rows] == [0, 1, 2, 0, 3]
    assert rows[1].cells == value["comments"][0]
    assert rows[3].cells == {name: part for name, part in value.items() if name != "comments"}
    assert rows[4].cells == value["video"]["chapters"][0]


@pytest.mark.parametrize(
    "value",
    [{"comments": []}, {"comments": [{"id": 1, "body": "x"}]}, {"comments": 7}, [], {}, {"streamer": 1, "video": 2}],
)
def test_other_json_is_not_claimed(tmp_path: Path, value: Any) -> None:
    path = tmp_path / "x.json"
    path.write_text(json.dumps(value))
    assert IMPORTER.recognise(head_of(ExportFile(path, "x.json"))) is None
