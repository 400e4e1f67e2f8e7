"""A chat that a reader may take for real: full, varied, with the shape of YouTube's replay."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import yaml

from sample_sessions.generate.plan import PLANS

if TYPE_CHECKING:
    from conftest import Folder

FULLEST = "2026-11-13-season-set"
CODES = {
    plan["id"]: plan.get("giveaway_code", "")
    for plan in (yaml.safe_load(path.read_text("utf-8")) for path in PLANS.glob("*.yaml"))
}


def test_a_session_has_two_to_six_thousand_messages_and_the_anniversary_nine(folder: Folder) -> None:
    low, high = (9_000, 11_000) if folder.path.name == FULLEST else (2_000, 6_000)
    assert low <= len(folder.messages) <= high


def test_at_least_sixty_in_a_hundred_messages_are_distinct(folder: Folder) -> None:
    distinct = {message.text.casefold() for message in folder.messages}
    assert len(distinct) >= 0.6 * len(folder.messages)


def test_no_text_but_a_draws_code_word_makes_up_more_than_two_in_a_hundred(folder: Folder) -> None:
    code = CODES[folder.path.name]
    counts = Counter(m.text.casefold() for m in folder.messages if not code or code not in m.text.casefold())
    text, count = counts.most_common(1)[0]
    assert count <= 0.02 * len(folder.messages), text


def test_no_long_sentence_of_a_viewer_comes_back_word_for_word_again_and_again(folder: Folder) -> None:
    code = CODES[folder.path.name]
    said = [m.text.casefold() for m in folder.messages if not m.team and len(m.text) > 25]
    counts = Counter(text for text in said if not code or code not in text)
    limit = 8 if folder.path.name == FULLEST else 4
    assert counts.most_common(1)[0][1] <= limit


def test_few_people_write_much_and_many_write_little(folder: Folder) -> None:
    counts = sorted(Counter(m.author for m in folder.messages if not m.team).values())
    assert counts[-1] < 0.06 * len(folder.messages)
    assert counts[len(counts) // 2] <= counts[-1] / 5
    assert counts.count(1) >= 20


def test_three_languages_are_written(folder: Folder) -> None:
    words = " ".join(m.text.lower() for m in folder.messages)
    for telling in (r"\bpero\b", r"\bavec\b", r"\bthe\b"):
        assert re.search(telling, words), telling


def test_the_chat_has_what_real_ones_have(folder: Folder) -> None:
    kinds = Counter(kind for _, action in folder.actions for kind in action)
    renderers = Counter(
        renderer for _, action in folder.actions for renderer in action.get("addChatItemAction", {}).get("item", {})
    )
    assert kinds["addLiveChatTickerItemAction"] == renderers["liveChatPaidMessageRenderer"] > 0
    assert kinds["markChatItemAsDeletedAction"] >= 2
    assert renderers["liveChatViewerEngagementMessageRenderer"] == 2


def test_the_waiting_room_has_offset_zero_and_a_negative_clock(folder: Folder) -> None:
    waiting = [
        item
        for second, action in folder.actions
        for item in action.get("addChatItemAction", {}).get("item", {}).values()
        if second == 0 and item.get("timestampText", {}).get("simpleText", "").startswith("-")
    ]
    assert len(waiting) >= 20
