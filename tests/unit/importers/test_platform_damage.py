"""Whatever a platform's file holds, reading it ends in rows and reasons: cut, with stray bytes, with wrong types."""

from __future__ import annotations

import copy
import json
import random
from typing import TYPE_CHECKING, Any

import pytest

from rex.errors import RexError
from rex.importers.export import ExportFile
from rex.importers.head import head_of
from rex.importers.identify import Known, identify
from rex.importers.read import read
from rex.importers.sink import Nowhere

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rex.importers.base import Importer
    from rex.model.session import Session
    from rex.text.pseudonym import Pseudonymiser

WRONG: tuple[Any, ...] = (None, 7, -1, 10**30, 1.5, "", "x", "\ud83d", [], [None], {}, {"id": []}, True)

LIVE = (
    "2026-10-25 ~ 2026-11-21,,,,\n,,,,\n"
    "Livestream,Start time,Duration,Gross revenue,Views\n"
    "Promo,2026-11-20 19:00:00,3600,Rp9.467.316,5679\n"
    "Promo,2026-11-19 19:00:00,3600,Rp467.316,79\n"
)
TWITCH = (
    "Start Time,End Time,Average Viewers,Max. Viewers,Minutes Streamed\n"
    '"2026-11-20 19:02","2026-11-20 20:31",41.5,96,89\n'
)
POSTS = (
    "status_id,status_type,status_published,num_reactions,num_comments\n"
    "1_1,video,11/20/2026 19:00,529,512\n1_2,photo,11/19/2026 22:45,150,0\n"
)
OUTCOMES = "Durasi_Jam,Penonton Aktif,Produk Terjual,Bulan\n7.9,19,9,mei\n"
ORDERS = (
    "Order ID,Order Status,SKU ID,Seller SKU,Order Substatus,SKU Unit Original Price,Quantity,Order Amount,"
    "Created Time\n"
    "Platform unique order ID.,d,d,d,d,d,d,d,d\n"
    "576460752303423488\t,Completed\t,17\t,SER\t,Done\t,24.90\t,2\t,53.70\t,20/11/2026 19:05:11\t\n"
)
PRODUCTS = "商品信息,商品信息,总成交额,佣金,成交件数\n1733433942955754780,Serum,Rp140.334.601,Rp0,214\n"
STATS_CSV = "views,views_recorded,sales_purchases\n1200,350,31\n,,31\n,,31\n,,12\n"
PART = 'bambuser_show_id,bambuser_show\na,"{""id"": ""a"", ""title"": ""Show"", ""state"": ""ended""}"\n'
TABLES = [LIVE, TWITCH, POSTS, OUTCOMES, ORDERS, PRODUCTS, STATS_CSV, PART]

USER = {"idStr": "7001", "displayId": "ana_example", "badgeList": [{"sceneType": 1}]}
COMMON = {"msgId": "1", "createTime": "1795197602", "displayText": {"key": "pm_main_follow_message_viewer_2"}}
GIFT = {"id": "5655", "name": "Rose", "type": 1, "diamondCount": 1}
EVENTS: list[dict[str, Any]] = [
    {"o": 1, "type": "WebcastChatMessage", "data": {"common": COMMON, "user": USER, "content": "hola"}},
    {
        "o": 2, "type": "WebcastGiftMessage",
        "data": {"common": {**COMMON, "msgId": "2"}, "user": USER, "giftId": "5655", "repeatCount": 2, "gift": GIFT},
    },
    {"o": 3, "type": "WebcastLikeMessage", "data": {"common": {**COMMON, "msgId": "3"}, "count": 5, "total": "90"}},
    {"o": 4, "type": "WebcastSocialMessage", "data": {"common": {**COMMON, "msgId": "4"}, "user": USER, "action": "1"}},
    {"o": 5, "type": "WebcastRoomUserSeqMessage", "data": {"common": {**COMMON, "msgId": "5"}, "total": "500"}},
    {"event": "questionNew", "data": {"msgId": "6", "createTime": "1795197602", "details": {"text": "Any left?"}}},
]  # fmt: skip
SHOW = {
    "id": "a", "title": "Show", "state": "ended", "startedAt": "2026-11-20T18:00:00Z", "isTestShow": False,
    "endedAt": "2026-11-20T19:00:00Z", "isLive": False, "published": True, "showLengthSeconds": 60,
    "products": ["tpl:1", {"id": "p", "title": "Serum"}],
}  # fmt: skip
MESSAGE = {
    "id": "m",
    "authorName": "Ana",
    "message": "hola",
    "createdAt": "2026-11-20T18:03:11Z",
    "replyTo": {"id": "1"},
}
STATS = {"views": 1200, "uniqueViewers": 950, "addToCartClicks": 88, "purchases": 31, "revenue": 1543.5}
ANSWERS: list[Any] = [
    EVENTS, {"results": [SHOW, SHOW], "next": "x"}, {"data": SHOW}, {"results": [MESSAGE]}, {"data": STATS},
]  # fmt: skip


class Survives:
    """Reads any bytes as a review does, also asks for the parts and the raw rows, and checks the law about rows."""

    def __init__(self, path: Path, importers: list[Importer], show: Session, people: Pseudonymiser) -> None:
        self._path, self._importers, self._show, self._people = path, importers, show, people
        self.by: set[str] = set()

    def __call__(self, content: bytes) -> None:
        self._path.write_bytes(content)
        export = ExportFile(self._path, "x")
        try:
            known = identify(export, self._importers)
            if not isinstance(known, Known):
                return
            self.by.add(known.importer.id)
            source, _, _ = read(known, self._show, self._people, Nowhere())
            assert source.rows_read == source.rows_kept + source.rows_set_aside
            if known.importer.parts is not None:
                known.importer.parts(head_of(export))
            if known.importer.rows is not None:
                assert max((row.number for row in known.importer.rows(known.head)), default=0) == source.rows_read
        except RexError as error:
            assert error.what  # noqa: PT017 - an expected stop carries its sentence


@pytest.fixture
def survives(tmp_path: Path, importers: list[Importer], show: Session, people: Pseudonymiser) -> Survives:
    own = [
        one for one in importers if one.id.startswith(("tiktok", "twitch_stream", "facebook_live", "live_", "bambuser"))
    ]
    return Survives(tmp_path / "x", own, show, people)


def changed(value: Any) -> Iterator[Any]:
    """Give copies of a value, each with one thing in it of a wrong type or gone."""
    if isinstance(value, dict):
        for key, held in value.items():
            yield {name: one for name, one in value.items() if name != key}
            for wrong in WRONG:
                yield {**value, key: wrong}
            for other in changed(held):
                yield {**value, key: other}
    elif isinstance(value, list):
        for at, held in enumerate(value):
            for other in (*WRONG, *changed(held)):
                copied = copy.copy(value)
                copied[at] = other
                yield copied


@pytest.mark.parametrize("answer", ANSWERS, ids=["events", "shows", "show", "chat", "stats"])
def test_a_wrong_type_in_any_field_is_no_traceback(survives: Survives, answer: Any) -> None:
    for damaged in changed(answer):
        survives(json.dumps(damaged).encode())
    assert survives.by


def test_damaged_lines_of_events_are_no_traceback(survives: Survives) -> None:
    for damaged in changed(EVENTS):
        survives("".join(json.dumps(event) + "\n" for event in damaged).encode())
    assert survives.by == {"tiktok_live_events"}


@pytest.mark.parametrize("table", TABLES)
def test_a_table_with_any_cell_gone_or_strange_is_no_traceback(survives: Survives, table: str) -> None:
    lines = [line.split(",") for line in table.splitlines()]
    for row, cells in enumerate(lines):
        for at in range(len(cells)):
            for strange in ("", "\x00", "9" * 40, "-", "1e400", "12:99", '"open', "٣", "31/31/2026 99:99", "\ufeff"):
                damaged = [list(line) for line in lines]
                damaged[row][at] = strange
                survives("\n".join(",".join(line) for line in damaged).encode())
    assert survives.by


@pytest.mark.parametrize("content", [*TABLES, *map(json.dumps, ANSWERS)])
def test_a_file_cut_off_or_with_stray_bytes_is_no_traceback(survives: Survives, content: str) -> None:
    chance = random.Random(content)  # noqa: S311 - a seeded test
    whole = content.encode()
    for end in range(0, len(whole), max(1, len(whole) // 40)):
        survives(whole[:end])
    for _ in range(30):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            damaged[chance.randrange(len(damaged))] = chance.choice(b'"\x00\xff\n,;{}[]0\x80')
        survives(bytes(damaged))
