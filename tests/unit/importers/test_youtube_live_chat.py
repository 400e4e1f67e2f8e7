from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

from rex.model.session import ClockSetting

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Reads

    from rex.model.session import Session
    from rex.text.pseudonym import Pseudonymiser

START = 1_795_197_600_000  # 2026-11-20T18:00:00Z


def replay(fixture: Path) -> bytes:
    return (fixture / "youtube_replay.live_chat.json").read_bytes()


def test_every_action_is_kept_or_set_aside_with_its_reason(reads: Reads, fixture: Path) -> None:
    outcome = reads(replay(fixture), "chat.live_chat.json")
    # 19 lines; one holds two actions: 20 rows.
    # Kept: m-1 to m-6 (6), p-1, p-2, p-3, p-4 = 10.
    # Aside: the ticker; the line without actions; the broken one; and seven of YouTube's own: notice, redemption,
    # placeholder, mode, two deletions, banner.
    assert outcome.counts == (20, 10, 10)
    assert outcome.source.reasons == {"blank": 1, "duplicate": 1, "system": 7, "unreadable": 1}
    assert outcome.source.marked == {"deleted": 2, "host": 1, "moderator": 1}


def test_the_broken_line_is_named(reads: Reads, fixture: Path) -> None:
    outcome = reads(replay(fixture))
    (issue,) = outcome.issues
    assert (issue.file, issue.line) == ("export.csv", 19)


def test_the_instant_of_a_message_is_taken_to_the_millisecond_and_a_missing_one_from_the_offset(
    reads: Reads, fixture: Path
) -> None:
    rows = {row.msg_id: row for row in reads(replay(fixture)).the("chat")}
    assert (rows["m-1"].t_ms, rows["m-1"].offset_ms) == (START + 1250, 1250)
    assert (rows["m-5"].t_ms, rows["m-5"].offset_ms) == (START + 69_500, 69_500)  # its timestampUsec is 0


def test_text_holds_emoji_and_the_platforms_own_ones_by_their_shortcut(reads: Reads, fixture: Path) -> None:
    rows = {row.msg_id: row for row in reads(replay(fixture)).the("chat")}
    assert rows["m-1"].text == "hola a todas ❤️:_glow:"
    assert rows["m-4"].text == "[/b]<script>alert(1)</script>"
    assert (rows["p-2"].text, rows["p-2"].extra) == ("", '{"sticker":"A pear in love"}')


def test_money_is_in_minor_units_of_its_currency(reads: Reads, fixture: Path) -> None:
    rows = {row.msg_id: row for row in reads(replay(fixture)).the("chat")}
    assert (rows["p-1"].kind, rows["p-1"].money_minor, rows["p-1"].currency) == ("paid", 200, "EUR")
    assert (rows["p-2"].kind, rows["p-2"].money_minor, rows["p-2"].currency) == ("sticker", 1500, "JPY")
    assert [rows[i].kind for i in ("p-3", "p-4")] == ["membership", "gift"]


def test_roles_come_from_badges_and_deletions_reach_back_only(reads: Reads, fixture: Path) -> None:
    rows = {row.msg_id: row for row in reads(replay(fixture)).the("chat")}
    assert rows["m-2"].role == "host"
    assert (rows["m-3"].role, rows["m-3"].member, rows["m-3"].deleted) == ("moderator", True, True)
    assert (rows["m-4"].deleted, rows["m-6"].deleted) == (True, False)  # the same author, before and after


def test_nobodys_name_or_channel_is_kept(reads: Reads, fixture: Path, people: Pseudonymiser) -> None:
    rows = reads(replay(fixture)).the("chat")
    assert rows[0].author == people.of("UC-ana")
    written = repr(rows)
    assert "UC-" not in written
    assert "@ana" not in written


def test_a_live_capture_is_placed_by_its_instants_not_by_its_offsets(reads: Reads, fixture: Path) -> None:
    outcome = reads((fixture / "youtube_live.live_chat.json").read_bytes())
    assert outcome.counts == (3, 2, 1)  # the bot's line came twice
    assert [row.offset_ms for row in outcome.the("chat")] == [0, 10_000]  # and not -5000, 5000
    assert outcome.source.marked == {"bot": 1}
    assert outcome.source.clock is not None
    assert outcome.source.clock.kind == "utc"


def test_the_offset_is_taken_where_the_person_says_so(reads: Reads, fixture: Path, show: Session) -> None:
    clocks = {"export.csv": ClockSetting(kind="offset", origin_s=30)}
    outcome = reads(replay(fixture), session=show.model_copy(update={"clocks": clocks}))
    assert outcome.the("chat")[0].offset_ms == 1250 + 30_000


def test_a_packed_file_reads_the_same(reads: Reads, fixture: Path) -> None:
    plain, packed = reads(replay(fixture)), reads(gzip.compress(replay(fixture)))
    assert plain.the("chat") == packed.the("chat")


def test_bare_actions_in_one_array_read_too(reads: Reads) -> None:
    action = (
        '{"addChatItemAction": {"item": {"liveChatTextMessageRenderer": {"id": "r-1",'
        ' "timestampUsec": "1795197601000000", "authorExternalChannelId": "UC-x", "message": {"simpleText": "hi"}}}}}'
    )
    outcome = reads(f'[{action}, {{"removeChatItemAction": {{"targetItemId": "r-1"}}}}, {{"addChatItemAction": 3}}, 7]')
    assert outcome.counts == (4, 1, 3)
    assert outcome.the("chat")[0].deleted


def test_a_message_met_in_another_file_of_the_session_counts_once(reads: Reads, fixture: Path) -> None:
    seen: set[str] = set()
    reads(replay(fixture), "first.json", seen=seen)
    again = reads(replay(fixture), "second.json", seen=seen)
    assert again.source.rows_kept == 0
    assert again.source.reasons["duplicate"] == 11


def test_times_out_of_any_calendar_and_odd_types_are_no_traceback(reads: Reads) -> None:
    line = (
        '{"replayChatItemAction": {"actions": [{"addChatItemAction": {"item": {"liveChatTextMessageRenderer":'
        ' {"id": %s, "timestampUsec": %s, "message": %s}}}}], "videoOffsetTimeMsec": %s}}'
    )
    odd = [
        ("1", '"9"', "3", "7"),
        ('"a"', '"99999999999999999999"', '{"runs": [1, {"emoji": 2}]}', '"x"'),
        ("null",) * 4,
    ]
    outcome = reads("\n".join(line % values for values in odd))
    assert outcome.source.rows_read == 3
