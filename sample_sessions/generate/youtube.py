"""Write a chat as yt-dlp saves YouTube's replay: one JSON action a line, the offset inside, tickers too."""

from __future__ import annotations

import base64
import gzip
import json
import re
from datetime import UTC
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sample_sessions.generate.message import Author, Message
    from sample_sessions.generate.plan import Plan

EMOJI = re.compile(
    "[\U0001f1e6-\U0001f1ff]{2}|[\U0001f300-\U0001faff\u2600-\u27bf\u2b50]\ufe0f?[\U0001f3fb-\U0001f3ff]?\ufe0f?"
)
CUSTOM = re.compile(r":_(\w+):")
CHANNEL_EMOJI = "UCsampleMaisonVerbena000"
PHOTO = "https://yt3.ggpht.com/sample/s{size}-c-k-c0x00ffffff-no-rj"
WELCOME = "Te damos la bienvenida al chat en directo. Protege tu privacidad y respeta las normas de la comunidad."
REPLAY = "La repetición del chat en directo está activada. Aquí aparecen los mensajes de cuando se emitió."
PAID_COLOURS = {"headerBackgroundColor": 4278239141, "bodyBackgroundColor": 4280150454, "headerTextColor": 4278190080}


def write_chat(plan: Plan, messages: list[Message]) -> bytes:
    """Give the JSON Lines of the whole chat, waiting room first."""
    lines = [_line(plan, 0.0, [_system(plan, "REPLAY", REPLAY)]), _line(plan, 0.0, [_system(plan, "WELCOME", WELCOME)])]
    deleted: list[tuple[float, str]] = []
    for number, message in enumerate(messages):
        while deleted and deleted[0][0] <= message.second:
            second, target = deleted.pop(0)
            lines.append(_line(plan, second, [_deletion(target)]))
        lines += [_line(plan, message.second, [action]) for action in _actions(plan, message, number)]
        if message.deleted:
            deleted.append((message.second + 24, _id(plan, number)))
    lines += [_line(plan, second, [_deletion(target)]) for second, target in deleted]
    return ("\n".join(json.dumps(line, ensure_ascii=False) for line in lines) + "\n").encode("utf-8")


def packed(data: bytes) -> bytes:
    """Compress without a time or a name inside, so that the bytes depend on the data alone."""
    return gzip.compress(data, compresslevel=9, mtime=0)


def _line(plan: Plan, second: float, actions: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "clickTrackingParams": f"CAEQ{plan.number:02}sample",
        "replayChatItemAction": {"actions": actions, "videoOffsetTimeMsec": str(max(0, round(second * 1000)))},
    }


def _id(plan: Plan, number: int) -> str:
    return base64.b64encode(f"\n\x1asample-{plan.day}-{number:06}".encode()).decode().rstrip("=")


def _usec(plan: Plan, second: float) -> str:
    start = int(plan.start.astimezone(UTC).timestamp())
    return str(start * 1_000_000 + round(second * 1000) * 1000 + 417)


def _clock(second: float) -> str:
    sign = "-" if second < 0 else ""
    whole = abs(int(second))
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    return f"{sign}{hours}:{minutes:02}:{rest:02}" if hours else f"{sign}{minutes}:{rest:02}"


def _system(plan: Plan, name: str, text: str) -> dict[str, Any]:
    renderer = {
        "id": f"sample-{plan.day}-{name}",
        "timestampUsec": _usec(plan, 0),
        "icon": {"iconType": "YOUTUBE_ROUND"},
        "message": {"runs": [{"text": text}]},
    }
    return {"addChatItemAction": {"item": {"liveChatViewerEngagementMessageRenderer": renderer}}}


def _actions(plan: Plan, message: Message, number: int) -> Iterator[dict[str, Any]]:
    base = _base(plan, message, number)
    if message.kind == "member":
        base["headerSubtext"] = {"runs": [{"text": "¡Te damos la bienvenida a "}, {"text": "Amigas de Verbena"}]}
        yield {"addChatItemAction": {"item": {"liveChatMembershipItemRenderer": base}}}
    elif message.paid:
        paid = base | {"purchaseAmountText": {"simpleText": message.paid}} | PAID_COLOURS
        if message.text:
            paid["message"] = {"runs": list(_runs(message.text))}
        yield {"addChatItemAction": {"item": {"liveChatPaidMessageRenderer": paid}}}
        yield _ticker(message, paid)
    else:
        base["message"] = {"runs": list(_runs(message.text))}
        yield {"addChatItemAction": {"item": {"liveChatTextMessageRenderer": base}, "clientId": f"c{number:06}"}}


def _base(plan: Plan, message: Message, number: int) -> dict[str, Any]:
    base: dict[str, Any] = {
        "authorName": {"simpleText": message.author.name},
        "authorPhoto": {
            "thumbnails": [{"url": PHOTO.format(size=size), "width": size, "height": size} for size in (32, 64)]
        },
        "contextMenuEndpoint": {
            "commandMetadata": {"webCommandMetadata": {"ignoreNavigation": True}},
            "liveChatItemContextMenuEndpoint": {"params": "sample"},
        },
        "id": _id(plan, number),
        "timestampUsec": _usec(plan, message.second),
        "authorExternalChannelId": message.author.channel,
        "contextMenuAccessibility": {"accessibilityData": {"label": "Acciones del chat"}},
        "timestampText": {"simpleText": _clock(message.second)},
    }
    badges = list(_badges(message.author))
    return base | ({"authorBadges": badges} if badges else {})


def _badges(author: Author) -> Iterator[dict[str, Any]]:
    if author.role == "host":
        yield _badge("Propietario", {"icon": {"iconType": "OWNER"}})
    if author.role == "moderator":
        yield _badge("Moderador", {"icon": {"iconType": "MODERATOR"}})
    if author.member_months:
        months = author.member_months
        label = f"Miembro ({months} {'mes' if months == 1 else 'meses'})"
        yield _badge(label, {"customThumbnail": {"thumbnails": [{"url": PHOTO.format(size=16)}]}})


def _badge(label: str, shown: dict[str, Any]) -> dict[str, Any]:
    renderer = shown | {"tooltip": label, "accessibility": {"accessibilityData": {"label": label}}}
    return {"liveChatAuthorBadgeRenderer": renderer}


def _runs(text: str) -> Iterator[dict[str, Any]]:
    at = 0
    for found in re.finditer(f"{EMOJI.pattern}|{CUSTOM.pattern}", text):
        if found.start() > at:
            yield {"text": text[at : found.start()]}
        yield _emoji(found.group())
        at = found.end()
    if at < len(text):
        yield {"text": text[at:]}


def _emoji(shown: str) -> dict[str, Any]:
    custom = CUSTOM.fullmatch(shown)
    if custom:
        name = custom.group(1)
        return {
            "emoji": {
                "emojiId": f"{CHANNEL_EMOJI}/{name}",
                "shortcuts": [f":_{name}:", f":{name}:"],
                "searchTerms": [f"_{name}", name],
                "image": {"thumbnails": [{"url": PHOTO.format(size=24), "width": 24, "height": 24}]},
                "isCustomEmoji": True,
            }
        }
    image = {"thumbnails": [{"url": "https://fonts.gstatic.com/s/e/notoemoji/sample/72.png"}]}
    return {"emoji": {"emojiId": shown, "shortcuts": [], "searchTerms": [], "image": image}}


def _ticker(message: Message, paid: dict[str, Any]) -> dict[str, Any]:
    renderer = {
        "id": paid["id"],
        "amount": {"simpleText": message.paid},
        "authorPhoto": paid["authorPhoto"],
        "durationSec": 120,
        "showItemEndpoint": {"showLiveChatItemEndpoint": {"renderer": {"liveChatPaidMessageRenderer": paid}}},
        "authorExternalChannelId": message.author.channel,
        "fullDurationSec": 120,
    }
    item = {"liveChatTickerPaidMessageItemRenderer": renderer}
    return {"addLiveChatTickerItemAction": {"item": item, "durationSec": "120"}}


def _deletion(target: str) -> dict[str, Any]:
    text = {"runs": [{"text": "[mensaje retirado]"}]}
    return {"markChatItemAsDeletedAction": {"deletedStateMessage": text, "targetItemId": target}}
