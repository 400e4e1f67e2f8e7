"""What Twitch shows beside a message: badges, and notices of subscriptions, gifts and raids."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from rex.importers.chat_people import Role, role_of

if TYPE_CHECKING:
    from collections.abc import Collection

_MEMBERS: Final = frozenset({"subscriber", "founder"})
_MACHINE: Final = "bot-badge"
_KINDS: Final = {
    "sub": "membership", "resub": "membership", "primepaidupgrade": "membership", "giftpaidupgrade": "membership",
    "anongiftpaidupgrade": "membership", "extendsub": "membership", "subgift": "gift", "anonsubgift": "gift",
    "submysterygift": "gift", "anonsubmysterygift": "gift", "standardpayforward": "gift",
    "communitypayforward": "gift", "rewardgift": "gift", "raid": "raid", "announcement": "message",
    "viewermilestone": "message", "ritual": "message",
}  # fmt: skip
"""Twitch's names of notices (`msg-id`) and what they are in the chat table; others are Twitch's own and no message."""
_PAID_UP = re.compile(
    r" subscribed (?:with Prime|at Tier \d)\."
    r"(?: They've subscribed for \d{1,4} months(?:, currently on a \d{1,4} month streak)?!)? ?"
)
_GIVES = (" is gifting ", " gifted a Tier", " gifted a sub", " is paying forward the Gift")
_GOES_ON = (" converted from a ", " is continuing the Gift Sub", " subscribed at Tier", " subscribed with Prime")
_RAID = re.compile(r"\d{1,7} raiders from ")
_NAMELESS = re.compile(r"An anonymous user (?:gifted a|is gifting \d{1,4}) Tier \d")


class Notice(NamedTuple):
    """A notice: its kind in the chat table, and the words that its person added."""

    kind: str
    words: str


def people_of(badges: Collection[str], name: str | None) -> tuple[Role, bool]:
    """Give the role that badges (`broadcaster`, `moderator`) and name show, and whether the person subscribes."""
    words = [badge.removeprefix("lead_") for badge in badges]
    role: Role = "bot" if _MACHINE in words else role_of(words, name)
    return role, not _MEMBERS.isdisjoint(words)


def notice_kind(msg_id: str) -> str | None:
    """Give what a notice is in the chat table; None for one that is no message."""
    return _KINDS.get(msg_id)


def notice_in(name: str, body: str) -> Notice | None:
    """Tell a notice by its English text, which begins with its person's name; None for a message.

    Replays of chats hold notices as if their person had written them.
    """
    if name and body.startswith(name):
        told = body[len(name) :]
        paid_up = _PAID_UP.match(told)
        if paid_up is not None:
            return Notice("membership", told[paid_up.end() :])
        if told.startswith(_GOES_ON):
            return Notice("membership", "")
        if told.startswith(_GIVES):
            return Notice("gift", "")
    elif (raid := _RAID.match(body)) is not None and body.startswith(f"{name} have joined!", raid.end()):
        return Notice("raid", "")
    elif _NAMELESS.match(body):
        return Notice("gift", "")
    return None
