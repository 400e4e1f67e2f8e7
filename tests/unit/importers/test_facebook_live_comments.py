from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from rex.importers.export import ExportFile
from rex.importers.facebook_live_comments import IMPORTER
from rex.importers.head import head_of
from rex.model.session import ClockSetting

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Reads

    from rex.model.session import Session
    from rex.text.pseudonym import Pseudonymiser

START = 1_795_197_600_000


def comment(number: int, **other: Any) -> dict[str, Any]:
    return {
        "id": f"77_{number}",
        "message": f"hola {number}",
        "created_time": f"2026-11-20T18:00:{number:02}+0000",
        "live_broadcast_timestamp": number + 5,
        "from": {"id": "500", "name": "Ana Ejemplo"},
        **other,
    }


def page(*comments: Any, **other: Any) -> dict[str, Any]:
    return {"data": list(comments), "paging": {"cursors": {"before": "a", "after": "b"}, "next": "x"}, **other}


def test_the_instant_is_told_without_a_colon_in_its_zone(reads: Reads, people: Pseudonymiser) -> None:
    outcome = reads(json.dumps(page(comment(3), comment(1))))  # ranked, not in order
    assert (outcome.source.importer, outcome.source.status) == ("facebook_live_comments", "unverified")
    assert (outcome.counts, outcome.clock.kind) == ((2, 2, 0), "utc")
    first = outcome.the("chat")[0]
    assert (first.t_ms, first.offset_ms, first.msg_id, first.author) == (START + 3_000, 3_000, "77_3", people.of("500"))
    assert "Ejemplo" not in repr(outcome.tables)
    assert outcome.source.first == "2026-11-20T18:00:01Z"


def test_seconds_into_the_video_where_there_is_no_instant_or_the_person_says_so(reads: Reads, show: Session) -> None:
    text = json.dumps(page(comment(3), comment(4, created_time="")))
    assert [row.offset_ms for row in reads(text).the("chat")] == [3_000, 9_000]
    told = show.model_copy(update={"clocks": {"export.csv": ClockSetting(kind="offset")}})
    assert [row.offset_ms for row in reads(text, session=told).the("chat")] == [8_000, 9_000]


def test_nobody_is_named_without_the_pages_permission(reads: Reads) -> None:
    nameless = comment(1)
    del nameless["from"]
    (row,) = reads(json.dumps(page(nameless))).the("chat")
    assert (row.author, row.text) == (None, "hola 1")


def test_replies_name_what_they_answer_or_stand_in_it(reads: Reads) -> None:
    inside = comment(1, comments=page(comment(2), comment(3, comments=page(comment(4)))))
    outcome = reads(json.dumps(page(inside, comment(5, parent={"id": "77_1"}))))
    assert outcome.counts == (5, 5, 0)
    assert [(row.msg_id, row.reply_to) for row in outcome.the("chat")] == [
        ("77_1", None), ("77_2", "77_1"), ("77_3", "77_1"), ("77_4", "77_3"), ("77_5", "77_1"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        json.dumps([page(comment(1)), page(comment(2))]),
        json.dumps(page(comment(1))) + "\n" + json.dumps(page(comment(2))) + "\n",
        json.dumps([comment(1), comment(2)]),
        json.dumps(comment(1)) + "\n" + json.dumps(comment(2)),
        json.dumps({"data": [comment(1), comment(2)]}),
        json.dumps(page(comment(1), comment(2)), indent=2),
        json.dumps({"id": "77", "from": {"id": "9"}, "comments": page(comment(1), comment(2))}),
    ],
)
def test_pages_come_in_many_wrappings(reads: Reads, text: str) -> None:
    outcome = reads(text)
    assert outcome.counts == (2, 2, 0)
    assert [row.text for row in outcome.the("chat")] == ["hola 1", "hola 2"]


def test_pages_in_several_files_may_overlap(reads: Reads) -> None:
    seen: set[str] = set()
    reads(json.dumps(page(comment(1), comment(2))), "one.json", seen=seen)
    again = reads(json.dumps(page(comment(2), comment(3))), "two.json", seen=seen)
    assert (again.counts, again.source.reasons) == ((2, 1, 1), {"duplicate": 1})


def test_the_page_itself_private_ones_stickers_and_counts(reads: Reads) -> None:
    comments = page(
        comment(1, **{"from": {"id": "9", "name": "Maison"}}),
        comment(2, is_private=True),
        comment(3, attachment={"type": "sticker", "url": "x"}, message="", like_count=4, comment_count=0),
        comment(4, admin_creator={"id": "5", "name": "Lola"}),
        comment(5, message="gracias Ana Ejemplo", message_tags=[{"name": "Ana Ejemplo", "type": "user", "id": "500"}]),
    )
    outcome = reads(json.dumps({"id": "77", "from": {"id": "9"}, "comments": comments}))
    assert outcome.source.reasons == {"private": 1}
    host, sticker, admin, tagged = outcome.the("chat")
    assert (host.role, sticker.kind, admin.role) == ("host", "sticker", "host")
    assert sticker.extra == '{"attachment":"sticker","like_count":"4"}'
    assert "Ejemplo" not in tagged.text


def test_a_comment_without_any_time_and_what_is_no_comment(reads: Reads) -> None:
    outcome = reads(json.dumps(page(comment(1), comment(2, created_time=None, live_broadcast_timestamp=None), 7, None)))
    assert (outcome.counts, outcome.source.reasons) == ((4, 1, 3), {"other": 2, "unreadable": 1})


def test_a_page_that_is_cut_off_and_a_damaged_line(reads: Reads) -> None:
    text = json.dumps(page(comment(1), comment(2)))
    assert reads(text[: text.index("hola 2")]).source.reasons == {"unreadable": 1}
    lines = "\n".join([json.dumps(comment(1)), json.dumps(comment(2))[:40], json.dumps(comment(3))])
    outcome = reads(lines)
    assert [row.text for row in outcome.the("chat")] == ["hola 1", "hola 3"]
    assert outcome.issues[0].line == 2


@pytest.mark.parametrize(
    "value",
    [
        page({"id": "1", "message": "x"}),
        page({"id": "1", "created_time": 5, "message": "x", "from": {}}),
        page({"id": "1", "created_time": "2026", "message": "a post"}),
        {"data": {"orders": []}},
        {"data": []},
        [],
    ],
)
def test_other_answers_are_not_claimed(tmp_path: Path, value: Any) -> None:
    path = tmp_path / "x.json"
    path.write_text(json.dumps(value))
    assert IMPORTER.recognise(head_of(ExportFile(path, "x.json"))) is None
