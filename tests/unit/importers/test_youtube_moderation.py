"""What becomes of YouTube messages that are taken down, replaced or repeated, and where a live capture counts from."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from rex.importers.export import ExportFile
from rex.importers.head import head_of
from rex.importers.youtube_live_chat import IMPORTER

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Reads

START = 1_795_197_600_000


def item(kind: str, number: int, author: str = "ana", **other: Any) -> dict[str, Any]:
    return {
        f"liveChat{kind}Renderer": {
            "id": f"m-{number}", "timestampUsec": str((START + number * 1000) * 1000),
            "authorExternalChannelId": f"UC-{author}", "authorName": {"simpleText": author},
            "message": {"runs": [{"text": f"text {number}"}]}, **other,
        }
    }  # fmt: skip


def added(number: int, author: str = "ana") -> dict[str, Any]:
    return {"addChatItemAction": {"item": item("TextMessage", number, author)}}


def placeholder(number: int) -> dict[str, Any]:
    return {"liveChatPlaceholderItemRenderer": {"id": f"m-{number}", "timestampUsec": "1"}}


def replaced(number: int, by: dict[str, Any]) -> dict[str, Any]:
    return {"replaceChatItemAction": {"targetItemId": f"m-{number}", "replacementItem": by}}


def lines(*actions: Any, **around: Any) -> str:
    return "\n".join(json.dumps({"replayChatItemAction": {"actions": [action]}, **around}) for action in actions)


def test_a_placeholder_in_a_messages_place_takes_it_down(reads: Reads) -> None:
    outcome = reads(lines(added(1), added(2), replaced(1, placeholder(1))))
    assert [(row.msg_id, row.deleted) for row in outcome.the("chat")] == [("m-1", True), ("m-2", False)]
    assert outcome.source.reasons == {"system": 1}


def test_a_message_that_is_shown_after_its_placeholder_counts_once(reads: Reads) -> None:
    held = {"addChatItemAction": {"item": placeholder(1)}}
    outcome = reads(lines(held, replaced(1, item("TextMessage", 1)), added(2)))
    assert [(row.msg_id, row.deleted) for row in outcome.the("chat")] == [("m-1", False), ("m-2", False)]
    again = reads(lines(added(3), replaced(3, placeholder(3)), replaced(3, item("TextMessage", 3))))
    assert [(row.msg_id, row.deleted) for row in again.the("chat")] == [("m-3", False)]
    assert again.source.reasons == {"duplicate": 1, "system": 1}


def test_a_replacement_with_another_id_is_no_second_message(reads: Reads) -> None:
    outcome = reads(lines(added(1), replaced(1, item("TextMessage", 9)), replaced(5, item("TextMessage", 6))))
    assert [row.msg_id for row in outcome.the("chat")] == ["m-1", "m-6"]
    assert outcome.source.reasons == {"duplicate": 1}


def test_a_ban_marks_all_that_its_person_wrote_so_far(reads: Reads) -> None:
    ban = {"markChatItemsByAuthorAsDeletedAction": {"externalChannelId": "UC-troll"}}
    outcome = reads(lines(added(1, "troll"), added(2), added(3, "troll"), ban))
    assert [row.deleted for row in outcome.the("chat")] == [True, False, True]


def test_a_ticker_before_its_message_counts_once(reads: Reads) -> None:
    paid = item("PaidMessage", 1, purchaseAmountText={"simpleText": "¥1,500"})
    ticker = {
        "addLiveChatTickerItemAction": {
            "item": {
                "liveChatTickerPaidMessageItemRenderer": {
                    "id": "m-1", "showItemEndpoint": {"showLiveChatItemEndpoint": {"renderer": paid}},
                }
            }
        }
    }  # fmt: skip
    outcome = reads(lines(ticker, {"addChatItemAction": {"item": paid}}))
    (row,) = outcome.the("chat")
    assert (row.kind, row.money_minor, row.currency) == ("paid", 1500, "JPY")
    assert outcome.source.reasons == {"duplicate": 1}


def test_memberships_and_gifts_say_what_was_bought(reads: Reads) -> None:
    new = item("MembershipItem", 1, message=None, headerSubtext={"runs": [{"text": "New member"}]})
    months = item("MembershipItem", 2, headerPrimaryText={"runs": [{"text": "Member for 6 months"}]})
    gift = {
        "liveChatSponsorshipsGiftPurchaseAnnouncementRenderer": {
            "id": "m-3", "timestampUsec": str((START + 3000) * 1000), "authorExternalChannelId": "UC-bo",
            "header": {"liveChatSponsorshipsHeaderRenderer": {
                "authorName": {"simpleText": "bo"}, "primaryText": {"runs": [{"text": "Sent "}, {"text": "5"}]},
            }},
        }
    }  # fmt: skip
    given = item("SponsorshipsGiftRedemptionAnnouncement", 4)
    outcome = reads(lines(*({"addChatItemAction": {"item": one}} for one in (new, months, gift, given))))
    assert [(row.kind, row.text, row.extra) for row in outcome.the("chat")] == [
        ("membership", "", '{"headline":"New member"}'),
        ("membership", "text 2", '{"headline":"Member for 6 months"}'),
        ("gift", "", '{"headline":"Sent 5"}'),
    ]
    assert outcome.source.reasons == {"system": 1}


@pytest.mark.parametrize(
    "action",
    [
        {"updateLiveChatPollAction": {"pollToUpdate": {"pollRenderer": {"choices": []}}}},
        {"showLiveChatActionPanelAction": {}},
        {"addBannerToLiveChatCommand": {"bannerRenderer": {}}},
        {"addChatItemAction": {"item": item("DonationAnnouncement", 1)}},
        {"addChatItemAction": {"item": item("ModeChangeMessage", 1)}},
        {"replaceChatItemAction": None},
    ],
)
def test_polls_banners_donations_and_modes_are_youtubes_own(reads: Reads, action: dict[str, Any]) -> None:
    assert reads(lines(added(7), action)).source.reasons == {"system": 1}


def test_null_in_every_place(reads: Reads) -> None:
    text = "\n".join([
        json.dumps({"replayChatItemAction": {"actions": None, "videoOffsetTimeMsec": 5}}),
        json.dumps({"replayChatItemAction": {"actions": [{"addChatItemAction": {"item": None}}]}}),
        json.dumps({"replayChatItemAction": {"actions": [None, {"addChatItemAction": None}, added(1)]}}),
        json.dumps({"replayChatItemAction": None}),
    ])  # fmt: skip
    outcome = reads(text)
    assert outcome.counts == (6, 1, 5)


def without_instant() -> dict[str, Any]:
    return {"addChatItemAction": {"item": item("TextMessage", 1, timestampUsec="0", extra=1)}}


def test_an_offset_beside_the_wrapper_counts_from_the_capture_and_is_no_time_of_the_show(reads: Reads) -> None:
    paid = {"addChatItemAction": {"item": item("PaidMessage", 2, timestampUsec="0")}}
    outcome = reads(lines(added(1), paid, videoOffsetTimeMsec="90000"))
    assert [row.offset_ms for row in outcome.the("chat")] == [1_000, None]
    live = reads(lines(added(1), paid, videoOffsetTimeMsec="90000", isLive=True))
    assert [row.offset_ms for row in live.the("chat")] == [1_000, None]


def test_raw_rows_are_numbered_as_the_actions_are_read(tmp_path: Path) -> None:
    both = {
        "replayChatItemAction": {"actions": [added(1), added(2)], "videoOffsetTimeMsec": "5"},
        "clickTrackingParams": "x",
    }
    path = tmp_path / "x.json"
    path.write_text(json.dumps(both) + "\n" + lines(added(3)) + '\n{"replayChatItemAction": {"act')
    assert IMPORTER.rows is not None
    rows = list(IMPORTER.rows(head_of(ExportFile(path, "x.json"))))
    assert [(row.number, row.line) for row in rows] == [(1, 1), (2, 1), (3, 2), (4, 3)]
    assert rows[3].cells == '{"replayChatItemAction": {"act'
    assert rows[0].cells == {
        "replayChatItemAction": {"actions": [added(1)], "videoOffsetTimeMsec": "5"}, "clickTrackingParams": "x",
    }  # fmt: skip
    assert rows[1].cells == added(2)
