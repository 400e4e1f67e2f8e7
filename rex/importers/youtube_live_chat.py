"""YouTube live chat as yt-dlp saves it (`.live_chat.json`), from a replay or caught live, and as raw actions.

A row is one action. A message's own instant (microseconds, UTC) is preferred to the offset beside it,
since a live capture counts its offsets from when the capture was started.

A message that is taken down later stays, marked as deleted: by its id, by all of its author's so far, or by a
placeholder put in its place (until it is shown again). Polls, banners and modes are YouTube's own and set aside.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from rex.importers.base import Importer, RawRow, Recognition
from rex.importers.documents import Document, documents, documents_holding, unreadable_document
from rex.importers.money import parse_money
from rex.importers.sink import extra_of
from rex.importers.youtube_items import MESSAGES, SYSTEM, Item, item_of, whole
from rex.importers.youtube_quick import Plain, parse
from rex.model.tables import ChatRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rex.importers.clock import Stamp
    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink
    from rex.model.source import Reason

_DELETIONS = ("markChatItemAsDeletedAction", "removeChatItemAction")
_DELETIONS_OF_AUTHOR = ("markChatItemsByAuthorAsDeletedAction", "removeChatItemByAuthorAction")
_REPLACES = "replaceChatItemAction"
_PLACEHOLDER = "liveChatPlaceholderItemRenderer"
_HOLDS_DELETION = (b"AsDeletedAction", b"removeChatItem", b"replaceChatItemAction")
_ACTIONS = frozenset(
    {*_DELETIONS, *_DELETIONS_OF_AUTHOR, "addChatItemAction", "addLiveChatTickerItemAction", _REPLACES}
)
_LARGEST_USEC = 253_402_300_799_000_000  # the last microsecond that a calendar can write


class _Action(NamedTuple):
    """One action, and the offset of its line; the offset is None where it counts from the capture's start."""

    body: Any
    offset_ms: int | None
    live: bool


class _Deleted(NamedTuple):
    """What was taken down: messages by id, and people's messages up to a document's number."""

    ids: frozenset[str]
    authors: dict[str, int]


def _recognise(head: Head) -> Recognition | None:
    if head.kind not in {"json", "jsonl"}:
        return None
    values = [element for value in head.documents for element in (value if isinstance(value, list) else [value])]
    wrapped = [value for value in values if isinstance(value, dict) and "replayChatItemAction" in value]
    if wrapped:
        if any(value.get("isLive") for value in wrapped):
            return Recognition(
                100, "JSON Lines of replayChatItemAction with isLive: YouTube chat caught live by yt-dlp."
            )
        return Recognition(100, "replayChatItemAction: YouTube chat of a replay, saved by yt-dlp.")
    if any(isinstance(value, dict) and not _ACTIONS.isdisjoint(value) for value in values):
        return Recognition(95, "addChatItemAction and its like: YouTube chat as raw actions.")
    if '"replayChatItemAction"' in head.text[:200]:
        return Recognition(80, "replayChatItemAction, but the first line is no whole JSON: damaged YouTube chat.")
    return None


def _read(_: ExportFile, sink: Sink) -> None:
    deleted = _what_was_deleted(sink.head)
    row = 0
    for document in documents(sink.head, parse):
        if type(document.value) is Plain:
            row += 1
            _keep(sink, *document.value, row, document, deleted)
            continue
        if document.broken:
            row += 1
            unreadable_document(sink, document, row)
            continue
        actions = list(_actions(document.value))
        if not actions:
            row += 1
            sink.set_aside(row, "blank" if isinstance(document.value, dict) else "other", line=document.line)
        for action in actions:
            row += 1
            _take(sink, action, row, document, deleted)


def _actions(value: Any) -> Iterator[_Action]:
    """Unwrap a line: yt-dlp's two wrappers, a bare action, or a list of bare actions."""
    if not isinstance(value, dict):
        return
    wrapper = value.get("replayChatItemAction")
    if not isinstance(wrapper, dict):
        yield _Action(value, None, live=True)
        return
    live = bool(value.get("isLive")) or "videoOffsetTimeMsec" not in wrapper  # outside it counts from the capture
    offset = whole(wrapper.get("videoOffsetTimeMsec", value.get("videoOffsetTimeMsec")))
    actions = wrapper.get("actions")
    for body in actions if isinstance(actions, list) else ():
        yield _Action(body, offset, live)


def _what_was_deleted(head: Head) -> _Deleted:
    ids: set[str] = set()
    authors: dict[str, int] = {}
    for document in documents_holding(head, _HOLDS_DELETION):
        for action in _actions(document.value):
            if not isinstance(action.body, dict):
                continue
            for name in _DELETIONS:
                if isinstance(body := action.body.get(name), dict):
                    ids.add(str(body.get("targetItemId", "")))
            for name in _DELETIONS_OF_AUTHOR:
                if isinstance(body := action.body.get(name), dict):
                    authors[str(body.get("externalChannelId", ""))] = document.number
            if target := _replaced(action.body):
                hidden = _renderer(action.body)[0] == _PLACEHOLDER
                (ids.add if hidden else ids.discard)(target)
    return _Deleted(frozenset(ids - {""}), authors)


def _replaced(action: Any) -> str:
    """Give the id of the item that an action puts another in the place of; "" where it replaces none."""
    body = action.get(_REPLACES) if isinstance(action, dict) else None
    target = body.get("targetItemId") if isinstance(body, dict) else None
    return target if isinstance(target, str) else ""


def _take(sink: Sink, action: _Action, row: int, document: Document, deleted: _Deleted) -> None:
    renderer, body, ticker = _renderer(action.body)
    if renderer in MESSAGES and body is not None:
        item = item_of(renderer, body)
        target = _replaced(action.body)
        if target not in {"", item.id} and not sink.first_time(target):
            sink.set_aside(row, "duplicate", line=document.line, detail="replaced")
            return
        _keep(sink, item, action.offset_ms, action.live, row, document, deleted, ticker="ticker" if ticker else "")
        return
    reason: Reason = "system" if _is_notice(action.body, renderer) else "other"
    sink.set_aside(row, reason, line=document.line, detail=renderer)


def _keep(
    sink: Sink,
    item: Item,
    offset_ms: int | None,
    live: bool,
    row: int,
    document: Document,
    deleted: _Deleted,
    ticker: str = "",
) -> None:
    if item.id and not sink.first_time(item.id):
        sink.set_aside(row, "duplicate", line=document.line, detail=ticker)
        return
    chat = ChatRow(
        msg_id=item.id,
        author=sink.person(item.author) if item.author else None,
        role=item.role,
        member=item.member,
        kind=item.kind,
        text=sink.words(item.text),
        deleted=item.id in deleted.ids or deleted.authors.get(item.author, 0) >= document.number,
    )
    if item.amount and (money := parse_money(item.amount)) is not None:
        chat.money_minor, chat.currency = money
    if item.sticker or item.headline:
        chat.extra = extra_of({"sticker": sink.label(item.sticker), "headline": sink.label(item.headline)})
    sink.keep("chat", chat, _stamp(sink, item, offset_ms, live), row, item.id)


def _renderer(action: Any) -> tuple[str, dict[str, Any] | None, bool]:
    """Find what an action shows: the renderer's name and body, and whether it is a ticker's repeat of a message."""
    if not isinstance(action, dict):
        return "", None, False
    for name, key in (("addChatItemAction", "item"), ("replaceChatItemAction", "replacementItem")):
        if isinstance(outer := action.get(name), dict):
            return *_only(outer.get(key)), False
    if isinstance(outer := action.get("addLiveChatTickerItemAction"), dict):
        _, ticker = _only(outer.get("item"))
        inner: Any = ticker
        for key in ("showItemEndpoint", "showLiveChatItemEndpoint", "renderer"):
            inner = inner.get(key) if isinstance(inner, dict) else None
        return *_only(inner), True
    return next((str(key) for key in action if key != "clickTrackingParams"), ""), None, False


def _only(item: Any) -> tuple[str, dict[str, Any] | None]:
    if not isinstance(item, dict):
        return "", None
    for name, body in item.items():
        if isinstance(body, dict):
            return str(name), body
    return "", None


def _is_notice(action: Any, renderer: str) -> bool:
    """Tell YouTube's own notices and commands from an item that this importer does not know."""
    return renderer in SYSTEM or (isinstance(action, dict) and "addChatItemAction" not in action)


def _stamp(sink: Sink, item: Item, offset_ms: int | None, live: bool) -> Stamp | None:
    clock = sink.clock
    has_instant = 0 < item.usec < _LARGEST_USEC
    if offset_ms is not None and (clock.prefers == "offset" or not (has_instant or live)):
        return clock.at_offset(offset_ms)
    return clock.at_utc(item.usec // 1000, str(item.usec)) if has_instant else None


def _rows(head: Head) -> Iterator[RawRow]:
    """Give each action as it stands; the first one of a line with all that stands around it."""
    row = 0
    for document in documents(head, _value_or_text):
        actions = list(_actions(document.value))
        row += 1
        yield RawRow(row, document.line, _alone(document.value) if len(actions) > 1 else document.value)
        for action in actions[1:]:
            row += 1
            yield RawRow(row, document.line, action.body)


def _value_or_text(line: bytes) -> Any:
    """Read a line, or give the text of one that is cut off or damaged."""
    text = line.decode("utf-8", "replace")
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _alone(value: dict[str, Any]) -> dict[str, Any]:
    """Give a line with its first action alone."""
    wrapper = value["replayChatItemAction"]
    return {**value, "replayChatItemAction": {**wrapper, "actions": wrapper["actions"][:1]}}


IMPORTER = Importer(
    id="youtube_live_chat",
    title="YouTube live chat (yt-dlp)",
    tables=("chat",),
    recognise=_recognise,
    read=_read,
    where="yt-dlp --write-subs --sub-langs live_chat --skip-download ADDRESS, during the show or from its replay",
    source="yt-dlp, downloader/youtube_live_chat.py; real actions of a replay and of a live show",
    rows=_rows,
    version=2,
)
