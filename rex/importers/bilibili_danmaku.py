"""Bilibili's comments that fly over the picture (danmaku), as recorders of live rooms write them: XML.

`<d p="time,type,size,color,sent,pool,user,id" user="...">text</d>`, with paid messages (`sc`), gifts and memberships
(`guard`) beside them. The time counts from the start of the recording, which the recorder states; without that it
counts from the start of the video. The instant at which a comment was sent is no help: under a replay it is days later.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, NamedTuple

from rex.importers.base import Importer, RawRow, Recognition
from rex.importers.markup_elements import Element, elements, elements_in
from rex.importers.money import Money
from rex.importers.sheet import NOT_COUNTED
from rex.importers.sink import extra_of
from rex.importers.times import parse_wall
from rex.importers.youtube_items import whole
from rex.model.message import say
from rex.model.tables import ChatRow, ReactionRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rex.importers.clock import Stamp
    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink

_ROWS = ("d", "sc", "gift", "guard")
_RECORDING = "BililiveRecorderRecordInfo"
_FEWEST_PARTS = 5
_LONGEST_S = 10**7
_MOST = 10**9
_HIDDEN = "***"
"""Bilibili shows strangers only the first letter of a name: two people would become one."""


class _Comment(NamedTuple):
    """An element and its number; 0 for what is no row."""

    number: int
    element: Element


def _recognise(head: Head) -> Recognition | None:
    if head.kind != "text" or not head.text.lstrip("\ufeff \t\r\n").startswith("<"):
        return None
    first = next((one for one in elements_in(io.StringIO(head.text), _ROWS) if one.name == "d"), None)
    parts = first.fields.get("p", "").split(",") if first is not None else []
    if len(parts) < _FEWEST_PARTS or _seconds(parts[0]) is None or not parts[1].strip().isdecimal():
        return None
    return Recognition(93, "XML of <d p=...> elements: comments of a Bilibili room or video.")


def _comments(head: Head) -> Iterator[_Comment]:
    number = 0
    for element in elements(head, (*_ROWS, _RECORDING)):
        is_row = element.name in _ROWS
        number += is_row
        yield _Comment(number if is_row else 0, element)


def _read(_: ExportFile, sink: Sink) -> None:
    began: int | None = None
    for number, element in _comments(sink.head):
        if element.name == _RECORDING:
            wall = parse_wall(element.fields.get("start_time", ""), "ymd")
            began = None if wall is None or wall.tzinfo is None else round(wall.timestamp() * 1000)
        elif number:
            _take(sink, element, began, number)


def _take(sink: Sink, element: Element, began: int | None, row: int) -> None:
    parts = element.fields.get("p", "").split(",") if element.name == "d" else [element.fields.get("ts", "")]
    seconds = _seconds(parts[0])
    if seconds is None:
        problem = say("“{text}” is not a time.", text=sink.shown(parts[0]))
        sink.unreadable(row, line=element.line, column="p", problem=problem, did=NOT_COUNTED)
        return
    stamp = _stamp(sink, seconds, began)
    author = sink.person(_person(element, parts)) or None
    if element.name == "gift":
        count = whole(element.fields.get("giftcount")) or 1
        given = ReactionRow(kind="gift", count=min(max(count, 1), _MOST), person=author)
        given.extra = extra_of({"gift": sink.label(element.fields.get("giftname", ""))})
        sink.keep("reactions", given, stamp, row)
        return
    chat = ChatRow(author=author, text=sink.words(element.text))
    if element.name == "guard":
        chat.kind, chat.member = "membership", True
        chat.extra = extra_of({"level": sink.label(element.fields.get("level", ""))})
    elif element.name == "sc":
        chat.kind = "paid"
        chat.money_minor, chat.currency = _price(element) or (None, None)
    sink.keep("chat", chat, stamp, row)


def _stamp(sink: Sink, seconds: float, began: int | None) -> Stamp:
    ms = round(seconds * 1000)
    if began is None or sink.clock.prefers == "offset":
        return sink.clock.at_offset(ms, f"{seconds:g}")
    return sink.clock.at_utc(began + ms, f"{seconds:g}")


def _person(element: Element, parts: list[str]) -> str:
    """Give who wrote: the number of the account, its hash, or a name that is shown in full."""
    number = element.fields.get("uid") or (parts[6] if len(parts) > 6 else "")
    name = element.fields.get("user", "")
    return number if number not in {"", "0"} else "" if _HIDDEN in name else name


def _price(element: Element) -> Money | None:
    """Read the price of a paid message, in whole yuan."""
    yuan = _seconds(element.fields.get("price", ""))
    return None if yuan is None or not 0 <= yuan < _MOST else Money(round(yuan * 100), "CNY")


def _seconds(text: str) -> float | None:
    try:
        found = float(text)
    except ValueError:
        return None
    return found if abs(found) < _LONGEST_S else None


def _rows(head: Head) -> Iterator[RawRow]:
    for number, element in _comments(head):
        yield RawRow(number, element.line, element.raw)


IMPORTER = Importer(
    id="bilibili_danmaku",
    title="Bilibili comments (danmaku XML)",
    tables=("chat", "reactions"),
    recognise=_recognise,
    read=_read,
    where="BililiveRecorder, the .xml beside the recording; or a downloader's danmaku file of the replay",
    source="code that writes and reads BililiveRecorder's and Bilibili's own XML",
    status="unverified",
    rows=_rows,
)
