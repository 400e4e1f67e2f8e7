"""Who wrote a message that chat-downloader saved: identity, name and badges, in the fields of 2020 and of later."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from rex.importers.chat_people import Role, role_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_BADGE = re.compile(r"owner|broadcaster|moderator|staff", re.IGNORECASE)
_MEMBER = re.compile(r"member|subscriber|sponsor", re.IGNORECASE)


def author_of(entry: dict[str, Any]) -> tuple[str, str, tuple[str, ...]]:
    """Give the author's identity, name and badge titles; the fields of 2020 keep all three at the top."""
    author = entry.get("author")
    if isinstance(author, dict):
        name = str(author.get("name") or author.get("display_name") or "")
        return str(author.get("id") or name), name, titles_of(author.get("badges"))
    name = str(author or "")
    return str(entry.get("author_id") or name), name, tuple(_old_titles(entry.get("badges")))


def titles_of(badges: Any) -> tuple[str, ...]:
    """Give the titles of a list of badges; anything else has none."""
    listed = badges if isinstance(badges, list) else ()
    return tuple(str(badge.get("title") or "") for badge in listed if isinstance(badge, dict))


def _old_titles(badges: Any) -> Iterator[str]:
    for badge in badges if isinstance(badges, list) else [badges]:
        if isinstance(badge, str) and badge:
            yield badge


@lru_cache(maxsize=1 << 16)
def standing(titles: tuple[str, ...], name: str) -> tuple[Role, bool]:
    """Give the role that badges and name show, and whether the author is a member."""
    role = role_of([word.lower() for title in titles for word in _BADGE.findall(title)], name or None)
    return role, any(_MEMBER.search(title) for title in titles)
