"""TikTok LIVE events as the three known programs write them down, reduced to one shape.

People dump what a library hands them, one JSON object a line: TikTok-Live-Connector's `{"event": "chat", "data": ...}`,
TikTokLive's `{"type": "CommentEvent", ...}`, the raw `{"type": "WebcastChatMessage", "data": ...}`, or the event's own
fields beside its name. Field names differ in spelling (`msgId`, `msg_id`) and place (`common`, `event`, the top).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final, NamedTuple

from rex.importers.chat_people import Role, role_of
from rex.importers.youtube_items import whole

_NAMES = ("event", "type", "eventName", "event_name", "eventType", "event_type", "name", "method", "kind")
_BODIES = ("data", "payload", "body", "message")
_KINDS: Final = {
    "chat": "chat",
    "comment": "chat",
    "gift": "gift",
    "like": "like",
    "member": "join",
    "join": "join",
    "roomuser": "viewers",
    "roomuserseq": "viewers",
    "viewercountupdate": "viewers",
    "social": "social",
    "follow": "follow",
    "share": "share",
    "subscribe": "subscribe",
    "subnotify": "subscribe",
    "envelope": "envelope",
    "questionnew": "question",
    "question": "question",
    "streamend": "end",
    "liveend": "end",
}
"""Each kind of event by its name without `Webcast`, `Message` and `Event`, in small letters."""
_OURS = ("chat", "gift", "like", "join", "viewers", "social", "follow", "share", "subscribe", "envelope", "question")
_EPOCHS = ((10**17, 0), (10**14, 1_000), (10**11, 1), (10**8, 0))
"""Least value and divisor of microseconds, milliseconds; seconds are multiplied, what is larger is no instant."""
_HANDLES = ("uniqueId", "unique_id", "displayId", "display_id")
"""How TikTok's libraries call a person's handle; no other platform's do."""
_MODERATOR, _SUBSCRIBER = frozenset({1}), frozenset({4, 7})
"""TikTok's numbers of badge scenes."""
_BADGES = ("badges", "badgeList", "badge_list", "userBadges")
_SCENES = ("badgeSceneType", "badge_scene_type", "sceneType", "scene_type", "badge_scene")
_COMMON = ("common", "event", "base_message", "baseMessage")


class Event(NamedTuple):
    """One event: its kind (one of `_KINDS`' values, or "" for one REX does not read), its name, body and wrapper."""

    kind: str
    name: str
    body: dict[str, Any]
    wrapper: dict[str, Any]


def event_of(value: dict[str, Any]) -> Event:
    """Unwrap one line; an event that names itself nowhere has an empty name."""
    body = value
    for key in _BODIES:
        if type(part := value.get(key)) is dict:
            body = part
            break
    named = ""
    for told in (*map(value.get, _NAMES), _dict(body, "common").get("method"), body.get("method")):
        if type(told) is str and told:
            kind = _kind(told)
            if kind:
                return Event(kind, told, body, value)
            named = named or told[:60]
    return Event("", named, body, value)


@lru_cache(maxsize=256)
def _kind(name: str) -> str:
    """Give the kind of an event by its name, as any of the programs writes it; "" for one REX does not read."""
    plain = name.replace("_", "").casefold().removeprefix("webcast")
    return _KINDS.get(plain.removesuffix("message").removesuffix("event"), "")


def is_webcast(event: Event) -> bool:
    """Tell an event that only TikTok has: by its raw name, or by the fields that its libraries give it."""
    if event.name.startswith("Webcast"):
        return True
    if event.kind not in _OURS:
        return False
    user = _user(event)
    ours = text_of(user, *_HANDLES) or first(event.body, "viewerCount", "viewer_count") is not None
    return bool(ours) and bool(message_id(event) or instant_ms(event))


def first(body: dict[str, Any], *keys: str) -> Any:
    """Give the first of these fields that is there and not None."""
    for key in keys:
        value = body.get(key)
        if value is not None:
            return value
    return None


def _dict(body: dict[str, Any], *keys: str) -> dict[str, Any]:
    for key in keys:
        value = body.get(key)
        if type(value) is dict:
            return value
    return {}


def text_of(body: dict[str, Any], *keys: str) -> str:
    """Give the first of these fields that is a text."""
    for key in keys:
        value = body.get(key)
        if type(value) is str and value:
            return value
    return ""


def number(body: dict[str, Any], *keys: str) -> int | None:
    """Give the first of these fields that is a whole number, written as one or as text."""
    for key in keys:
        if key in body and (value := whole(body[key])) is not None:
            return value
    return None


def message_id(event: Event) -> str:
    """Give the platform's id of an event; "" where it has none."""
    for part in (_dict(event.body, *_COMMON), event.body, event.wrapper):
        value = first(part, "msgId", "msg_id", "messageId", "message_id")
        if isinstance(value, (str, int)) and not isinstance(value, bool) and str(value) not in {"", "0"}:
            return str(value)
    return ""


def instant_ms(event: Event) -> int | None:
    """Give the instant of an event in UTC milliseconds: its own time of creation, else when it was written down."""
    for part in (_dict(event.body, *_COMMON), event.body):
        if (ms := _epoch_ms(first(part, "createTime", "create_time"))) is not None:
            return ms
    for part in (event.wrapper, event.body):
        if (ms := _epoch_ms(first(part, "timestamp", "time", "ts", "receivedAt", "received_at"))) is not None:
            return ms
    return None


def _epoch_ms(value: Any) -> int | None:
    """Read seconds, milliseconds or microseconds since 1970, told apart by their size."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    told = whole(value)
    if told is None:
        return None
    for least, divisor in _EPOCHS:
        if told >= least:
            if least == _EPOCHS[0][0]:
                return None
            return told // divisor if divisor else told * 1000
    return None


def offset_ms(event: Event) -> int | None:
    """Give the milliseconds from the capture's beginning that some programs write beside an event."""
    return whole(event.wrapper.get("o")) if event.wrapper is not event.body else None


class Person(NamedTuple):
    """Who did it: an identity for the pseudonym ("" where nobody is named), the role and whether they subscribe."""

    identity: str
    role: Role
    member: bool


def _user(event: Event) -> dict[str, Any]:
    return _dict(event.body, "user", "userInfo", "user_info", "from_user", "fromUser") or event.body


def person_of(event: Event) -> Person:
    """Read who an event is by; the number that stays is preferred to the handle that people change."""
    user = _user(event)
    known = first(user, "userId", "user_id", "idStr", "id_str")
    if known is None and user is not event.body:
        known = user.get("id")
    handle = text_of(user, *_HANDLES, "username", "nickname", "nickName")
    numbered = isinstance(known, (str, int)) and not isinstance(known, bool) and str(known) not in {"", "0"}
    scenes, about = _scenes(user), _dict(event.body, "userIdentity", "user_identity")
    words = ["host"] if first(about, "isAnchor", "is_anchor") else []
    if first(about, "isModeratorOfAnchor", "is_moderator_of_anchor") or user.get("isModerator") or scenes & _MODERATOR:
        words.append("moderator")
    pays = user.get("isSubscriber") or user.get("isSubscribe")
    pays = pays or first(about, "isSubscriberOfAnchor", "is_subscriber_of_anchor")
    return Person(str(known) if numbered else handle, role_of(words, handle), bool(pays or scenes & _SUBSCRIBER))


def _scenes(user: dict[str, Any]) -> frozenset[int]:
    found = [badge for name in _BADGES if type(badges := user.get(name)) is list for badge in badges]
    if not found:
        return frozenset()
    scenes = {number(badge, *_SCENES) for badge in found if isinstance(badge, dict)}
    return frozenset(scene for scene in scenes if scene is not None)


class Gift(NamedTuple):
    """One message of a gift: `times` is how often it was sent in this streak so far; `open` says more may follow."""

    id: str
    name: str
    times: int
    diamonds: int | None
    streak: str
    open: bool


def gift_of(event: Event) -> Gift:
    """Read a gift; one whose type is not told counts as a streak where it tells a count, so that nothing counts twice.

    `streak` names who sends which gift in which row; only the type 1 can be sent in a row.
    """
    body = event.body
    about = _dict(body, "gift", "giftDetails", "gift_details", "m_gift")
    kind = _known(number(body, "giftType", "gift_type"), number(about, "giftType", "gift_type", "type"))
    times = _known(number(body, "repeatCount", "repeat_count"), number(about, "repeat_count", "repeatCount"))
    ends = first(body, "repeatEnd", "repeat_end")
    ends = ends if ends is not None else first(about, "repeat_end", "repeatEnd")
    gift_id = first(body, "giftId", "gift_id") or first(about, "id", "gift_id", "giftId") or ""
    group = first(body, "groupId", "group_id") or ""
    return Gift(
        id=str(gift_id),
        name=text_of(body, "giftName", "gift_name") or text_of(about, "name", "giftName", "gift_name"),
        times=max(1, times or 1),
        diamonds=_known(number(body, "diamondCount", "diamond_count"), number(about, "diamondCount", "diamond_count")),
        streak=f"{person_of(event).identity}\x1f{gift_id}\x1f{group}",
        open=kind in {None, 1} and times is not None and ends in (None, False, 0, "0", ""),
    )


def _known(*values: int | None) -> int | None:
    return next((value for value in values if value is not None), None)


def social_kind(event: Event) -> str:
    """Tell what a social event is: follow, share, or "" for neither; by its text's key, else by its number."""
    common = _dict(event.body, "common", "event")
    shown = _dict(common, "displayText", "display_text")
    key = " ".join(
        (
            text_of(shown, "key", "displayType", "display_type"),
            text_of(event.body, "displayType", "display_type"),
            text_of(_dict(event.body, "eventDetails"), "displayType"),
        )
    ).casefold()
    if "follow" in key:
        return "follow"
    if "share" in key:
        return "share"
    return {1: "follow", 3: "share"}.get(number(event.body, "action") or 0, "")


def question_text(event: Event) -> str:
    """Give a question's words, wherever the program keeps them."""
    body = event.body
    about = _dict(body, "questionDetails", "question_details", "details", "question", "data")
    return text_of(about, "questionText", "question_text", "text", "content") or text_of(
        body, "questionText", "question_text", "text", "content"
    )
