"""YouTube's chat items: which kinds are messages, and what each says."""

from __future__ import annotations

from typing import Any, Final, Literal, NamedTuple

from rex.importers.chat_people import Role, role_of

Kind = Literal["message", "paid", "sticker", "membership", "gift"]

MESSAGES: Final[dict[str, Kind]] = {
    "liveChatTextMessageRenderer": "message",
    "liveChatPaidMessageRenderer": "paid",
    "liveChatPaidStickerRenderer": "sticker",
    "liveChatMembershipItemRenderer": "membership",
    "liveChatLegacyPaidMessageRenderer": "membership",
    "liveChatSponsorshipsGiftPurchaseAnnouncementRenderer": "gift",
}
SYSTEM: Final = frozenset(
    {
        "liveChatSponsorshipsGiftRedemptionAnnouncementRenderer",
        "liveChatViewerEngagementMessageRenderer",
        "liveChatPlaceholderItemRenderer",
        "liveChatModeChangeMessageRenderer",
        "liveChatDonationAnnouncementRenderer",
        "liveChatAutoModMessageRenderer",
        "liveChatPurchasedProductMessageRenderer",
    }
)
"""What YouTube writes itself: notices, placeholders, modes, machine-made thanks."""


class Item(NamedTuple):
    """One message as YouTube tells it; `usec` is 0 where the instant is not told.

    A sticker's description and a membership's headline are YouTube's, not the viewer's words, and stand apart.
    """

    kind: Kind
    id: str
    usec: int
    author: str
    name: str | None
    role: Role
    member: bool
    text: str
    sticker: str
    amount: str
    headline: str = ""


def item_of(name: str, body: dict[str, Any]) -> Item:
    """Read a renderer that `MESSAGES` lists."""
    kind = MESSAGES[name]
    who = body
    headline = plain_text(body.get("headerPrimaryText")) or plain_text(body.get("headerSubtext"))
    if kind == "gift":
        header = _dict(_dict(body.get("header")).get("liveChatSponsorshipsHeaderRenderer"))
        who = {**header, "authorExternalChannelId": body.get("authorExternalChannelId")}
        headline = plain_text(header.get("primaryText"))
    author_name = plain_text(who.get("authorName")) or None
    role, member = badges_of(who.get("authorBadges"), author_name)
    return Item(
        kind=kind,
        id=_str(body.get("id")),
        usec=whole(body.get("timestampUsec")) or 0,
        author=_str(who.get("authorExternalChannelId")) or author_name or "",
        name=author_name,
        role=role,
        member=member,
        text=plain_text(body.get("message")),
        sticker=_label(body.get("sticker")) if kind == "sticker" else "",
        amount=plain_text(body.get("purchaseAmountText")),
        headline=headline,
    )


def plain_text(value: Any) -> str:
    """Write YouTube's text (`simpleText`, or runs of text and emoji) as one string."""
    if not isinstance(value, dict):
        return ""
    simple = value.get("simpleText")
    if isinstance(simple, str):
        return simple
    runs = value.get("runs")
    return plain_runs(runs) if isinstance(runs, list) else ""


def plain_runs(runs: list[Any]) -> str:
    """Write runs of text and emoji as one string; the platform's own emoji by their shortcut."""
    if len(runs) == 1 and isinstance(runs[0], dict) and isinstance(text := runs[0].get("text"), str):
        return text
    return "".join(_run(run) for run in runs if isinstance(run, dict))


def _run(run: dict[str, Any]) -> str:
    text = run.get("text")
    if isinstance(text, str):
        return text
    emoji = _dict(run.get("emoji"))
    shortcuts = emoji.get("shortcuts")
    shortcut = _str(shortcuts[0]) if isinstance(shortcuts, list) and shortcuts else ""
    if emoji.get("isCustomEmoji") or not emoji.get("emojiId"):
        return shortcut
    return _str(emoji.get("emojiId"))


def badges_of(badges: Any, name: str | None) -> tuple[Role, bool]:
    """Give the role that an author's badges show, and whether one of them is a member's."""
    if not badges or not isinstance(badges, list):
        return role_of((), name), False
    words: list[str] = []
    member = False
    for badge in badges:
        body = _dict(_dict(badge).get("liveChatAuthorBadgeRenderer"))
        words.append(_str(_dict(body.get("icon")).get("iconType")).lower())
        member |= "customThumbnail" in body
    return role_of(words, name), member


def _label(sticker: Any) -> str:
    return _str(_dict(_dict(_dict(sticker).get("accessibility")).get("accessibilityData")).get("label"))


def whole(value: Any) -> int | None:
    """Read a whole number that comes as a string, an integer or a float; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    try:
        return int(value)
    except (ValueError, OverflowError):
        return None


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _str(value: Any) -> str:
    return value if isinstance(value, str) else ""
