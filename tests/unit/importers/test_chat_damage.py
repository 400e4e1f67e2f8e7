"""Whatever a chat's file holds, reading it ends in rows and reasons: cut, with stray bytes, with wrong types."""

from __future__ import annotations

import copy
import json
import random
from typing import TYPE_CHECKING, Any

import pytest

from rex.errors import RexError
from rex.importers import (
    bilibili_danmaku,
    chat_downloader_text,
    facebook_live_comments,
    messenger_chat,
    twitch_downloader,
    twitch_irc,
    twitch_viewer_poll,
    twitch_vod_text,
    whatsapp_chat,
    youtube_live_chat,
)
from rex.importers.export import ExportFile
from rex.importers.head import head_of
from rex.importers.identify import Known
from rex.importers.read import read
from rex.importers.sink import Nowhere

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rex.importers.base import Importer
    from rex.model.session import Session
    from rex.text.pseudonym import Pseudonymiser

WRONG: tuple[Any, ...] = (None, 7, -1, 10**30, 1.5, "", "x", "\ud83d", [], [None], {}, {"id": []}, True)

IRC = (
    "2026-11-20_19:00:04 — :ana!ana@ana.tmi.twitch.tv PRIVMSG #maison :hola\r\n\n"
    "@badges=moderator/1;id=i;tmi-sent-ts=1795197600000;bits=5 :bo!bo@bo.tmi.twitch.tv PRIVMSG #maison :si\n"
    "@tmi-sent-ts=1795197600000;target-user-id=1 :tmi.twitch.tv CLEARCHAT #maison :ana\n"
)
POLL = (
    "2026-11-20T19:00:18.126024{'user_id': '9', 'title': 'a\\'b', 'viewer_count': 786, "
    "'started_at': datetime.datetime(2026, 11, 20, 17, 5, 48), 'tag_ids': ['x']}\n"
)
IOS = "\u200e[20/11/26, 7:00:03\u202fPM] Ana: hola\r\nmás\r\n[20/11/26, 7:01:03 PM] Bo: \u200ex\n"
DANMAKU = (
    '<?xml version="1.0"?><i><BililiveRecorderRecordInfo start_time="2026-11-21T02:00:00+08:00"/>\n'
    '<d p="1.5,1,25,16777215,0,0,123,0" user="a">x &lt;</d>\n<sc ts="2" uid="4" price="30">y</sc>\n'
    '<gift ts="3" uid="7" giftname="z" giftcount="2"/>\n</i>'
)
TEXTS: list[tuple[Importer, str]] = [
    (twitch_irc.IMPORTER, IRC),
    (twitch_irc.IMPORTER, "[2026-11-20 19:00:31] #maison ana: hola\n[2026-11-20 19:00:32] #maison bo: si\n"),
    (twitch_irc.IMPORTER, "# Start logging at 2026-11-20 23:59:00 CET\n[23:59:58]  ana: hola\n[00:00:03]  bo: si\n"),
    (twitch_vod_text.IMPORTER, "[2026-11-20 18:00:03.250 UTC] ana: hola\n[2026-11-20 18:00:04 UTC] bo: si\n"),
    (twitch_vod_text.IMPORTER, "\ufeff[00:00:30.108] ana: hola\r\n[00:00:31.000] bo: si\r\n"),
    (twitch_viewer_poll.IMPORTER, POLL * 3),
    (whatsapp_chat.IMPORTER, IOS),
    (whatsapp_chat.IMPORTER, "20/11/2026, 19:00 - Ana creó\n20/11/2026, 19:00 - Ana: <Media omitted>\n"),
    (chat_downloader_text.IMPORTER, "0:02 | (Moderator) *US$5.00* Mo: hola\n-0:05 | Ana: si\n1:00:00 | notice\n"),
    (bilibili_danmaku.IMPORTER, DANMAKU),
]

COMMENT = {
    "_id": "c", "created_at": "2026-11-20T18:00:03.25Z", "content_offset_seconds": 3.25, "state": "published",
    "commenter": {"display_name": "Ana", "_id": "1", "name": "ana"},
    "message": {
        "body": "hola", "bits_spent": 3, "user_badges": [{"_id": "moderator", "version": "1"}],
        "user_notice_params": {"msg_id": "resub"},
    },
}  # fmt: skip
CHAPTER = {"startMilliseconds": 0, "lengthMilliseconds": 5, "description": "A", "gameDisplayName": "B"}
ROOT = {
    "FileInfo": {}, "streamer": {"name": "m"}, "comments": [COMMENT, COMMENT], "embeddedData": {"a": ["}"]},
    "video": {"created_at": "2026-11-20T18:00:00Z", "chapters": [CHAPTER]},
}  # fmt: skip
JUSTLOG = {
    "text": "hola", "username": "ana", "channel": "maison", "timestamp": "2026-11-20T18:00:05Z", "type": 1,
    "raw": "@id=i;tmi-sent-ts=1795197600000 :ana!a@a PRIVMSG #maison :hola", "tags": {"id": "i", "badges": "vip/1"},
}  # fmt: skip
MESSAGE = {
    "sender_name": "Ana", "timestamp_ms": 1_795_197_600_000, "content": "s\u00c3\u00ad", "type": "Generic",
    "reactions": [{"reaction": "x", "actor": "Bo"}], "sticker": {"uri": "x"}, "is_unsent": False,
}  # fmt: skip
REPLY = {"id": "2", "message": "si", "created_time": "2026-11-20T18:03:12+0000", "parent": {"id": "1"}}
FACEBOOK = {
    "id": "1", "message": "hola Bo", "created_time": "2026-11-20T18:03:11+0000", "from": {"id": "5", "name": "Ana"},
    "live_broadcast_timestamp": 5, "message_tags": [{"name": "Bo", "type": "user"}], "like_count": 1,
    "attachment": {"type": "sticker"}, "comments": {"data": [REPLY]},
}  # fmt: skip
PAGE = {"data": [FACEBOOK, REPLY], "paging": {"next": "x"}}
ITEM = {
    "id": "m", "timestampUsec": "1795197601000000", "authorExternalChannelId": "UC", "authorName": {"simpleText": "a"},
    "message": {"runs": [{"text": "x"}, {"emoji": {"emojiId": "e", "shortcuts": [":e:"]}}]},
    "authorBadges": [{"liveChatAuthorBadgeRenderer": {"icon": {"iconType": "OWNER"}}}],
    "purchaseAmountText": {"simpleText": "€2,00"}, "headerSubtext": {"runs": [{"text": "New"}]},
}  # fmt: skip
REPLACED = {"targetItemId": "m", "replacementItem": {"liveChatPlaceholderItemRenderer": {"id": "m"}}}
LINE = {
    "replayChatItemAction": {
        "actions": [
            {"addChatItemAction": {"item": {"liveChatPaidMessageRenderer": ITEM}}},
            {"replaceChatItemAction": REPLACED},
            {"markChatItemsByAuthorAsDeletedAction": {"externalChannelId": "UC"}},
        ],
        "videoOffsetTimeMsec": "1000",
    }
}
ANSWERS: list[tuple[Importer, Any]] = [
    (twitch_downloader.IMPORTER, ROOT),
    (twitch_irc.IMPORTER, {"messages": [JUSTLOG, JUSTLOG]}),
    (messenger_chat.IMPORTER, {"participants": [], "messages": [MESSAGE, MESSAGE], "title": "x"}),
    (facebook_live_comments.IMPORTER, PAGE),
    (facebook_live_comments.IMPORTER, [PAGE, PAGE]),
    (youtube_live_chat.IMPORTER, LINE),
    (youtube_live_chat.IMPORTER, [LINE, LINE["replayChatItemAction"]["actions"][0]]),
]


class Survives:
    """Reads any bytes with one importer, also the raw rows, and checks the law about rows and their numbers."""

    def __init__(self, path: Path, show: Session, people: Pseudonymiser) -> None:
        self._path, self._show, self._people = path, show, people

    def __call__(self, content: bytes, importer: Importer) -> bool:
        """Say whether the importer knew the content."""
        self._path.write_bytes(content)
        export = ExportFile(self._path, "x")
        head = head_of(export)
        recognition = importer.recognise(head)
        if recognition is None:
            return False
        try:
            source, _, _ = read(Known(export, head, importer, recognition), self._show, self._people, Nowhere())
            assert source.rows_read == source.rows_kept + source.rows_set_aside
            assert importer.rows is not None
            rows = list(importer.rows(head))
            assert max((row.number for row in rows), default=0) == source.rows_read
            assert len({row.number for row in rows if row.number}) == source.rows_read
        except RexError as error:
            assert error.what  # noqa: PT017 - an expected stop carries its sentence
        return True


@pytest.fixture
def survives(tmp_path: Path, show: Session, people: Pseudonymiser) -> Survives:
    return Survives(tmp_path / "x", show, people)


def written() -> list[tuple[Importer, bytes]]:
    answers = [(importer, json.dumps(value, indent=indent)) for importer, value in ANSWERS for indent in (None, 1)]
    return [(importer, text.encode()) for importer, text in [*TEXTS, *answers]]


def changed(value: Any) -> Iterator[Any]:
    """Put each wrong value in each place of a document, one at a time."""
    places: list[tuple[Any, Any]] = []
    whole = copy.deepcopy(value)

    def collect(part: Any) -> None:
        for key in part if isinstance(part, dict) else range(len(part)):
            places.append((part, key))
            if isinstance(part[key], (dict, list)):
                collect(part[key])

    collect(whole)
    for part, key in places:
        right = part[key]
        for wrong in WRONG:
            part[key] = wrong
            yield whole
        part[key] = right


@pytest.mark.parametrize(("importer", "value"), ANSWERS, ids=lambda part: getattr(part, "id", ""))
def test_wrong_types_in_every_place(survives: Survives, importer: Importer, value: Any) -> None:
    assert survives(json.dumps(value).encode(), importer)
    for broken in changed(value):
        survives(json.dumps(broken).encode(), importer)


@pytest.mark.parametrize(("importer", "content"), written(), ids=lambda part: getattr(part, "id", ""))
def test_a_file_that_is_cut_off_anywhere(survives: Survives, importer: Importer, content: bytes) -> None:
    assert survives(content, importer)
    for end in range(0, len(content), max(1, len(content) // 50)):
        survives(content[:end], importer)


@pytest.mark.parametrize(("importer", "content"), written(), ids=lambda part: getattr(part, "id", ""))
def test_stray_bytes(survives: Survives, importer: Importer, content: bytes) -> None:
    chance = random.Random(content)  # noqa: S311 - a seeded test
    known = 0
    for _ in range(40):
        damaged = bytearray(content)
        for _ in range(chance.randint(1, 2)):
            damaged[chance.randrange(len(damaged))] = chance.choice(b'"\x00\xff\n\r,;:{}[]()<>0\x80-')
        known += survives(bytes(damaged), importer)
    assert known > 5


@pytest.mark.parametrize(("importer", "text"), TEXTS, ids=lambda part: getattr(part, "id", ""))
def test_raw_rows_hold_every_letter_of_a_text(tmp_path: Path, importer: Importer, text: str) -> None:
    path = tmp_path / "x"
    path.write_bytes(text.encode())
    assert importer.rows is not None
    rows = importer.rows(head_of(ExportFile(path, "x")))
    assert "".join("".join(str(row.cells) for row in rows).split()) == "".join(text.strip("\ufeff").split())


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252"])
def test_encodings_read_the_same(survives: Survives, encoding: str) -> None:
    for importer, text in TEXTS:
        try:
            content = text.strip("\ufeff").encode(encoding)
        except UnicodeEncodeError:
            continue
        assert survives(content, importer), importer.id
