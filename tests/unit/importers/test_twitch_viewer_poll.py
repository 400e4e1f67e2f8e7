from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from rex.importers.export import ExportFile
from rex.importers.head import head_of
from rex.importers.python_values import simple_fields
from rex.importers.twitch_viewer_poll import IMPORTER

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Reads

ANSWER = (
    "{{'id': '1', 'user_id': '{user}', 'user_name': 'maison', 'game_id': '5', 'community_ids': ['a', 'b'], "
    "'type': 'live', 'title': {title}, 'viewer_count': {viewers}, "
    "'started_at': datetime.datetime(2026, 11, 20, 17, 5, 48), 'language': 'es', 'tag_ids': [{{'viewer_count': 1}}]}}"
)


def polled(minute: int, viewers: object = 786, title: str = "'LIVE'", user: str = "9") -> str:
    answer = ANSWER.format(viewers=viewers, title=title, user=user)
    return f"2026-11-20T19:{minute:02}:18.126024{answer}\n"


def test_the_stamp_before_the_answer_is_the_clock_and_not_started_at(reads: Reads) -> None:
    outcome = reads(polled(0) + polled(1, 772) + polled(2, 0))
    assert (outcome.source.importer, outcome.counts) == ("twitch_viewer_poll", (3, 3, 0))
    assert outcome.source.clock is not None
    assert outcome.source.clock.kind == "local"
    rows = outcome.the("viewers")
    assert [(row.offset_ms, row.value) for row in rows] == [(18_126, 786), (78_126, 772), (138_126, 0)]
    assert (rows[0].metric, rows[0].interval_ms) == ("concurrent", 0)
    assert rows[0].extra == '{"title":"LIVE","game_id":"5","type":"live","language":"es"}'
    assert outcome.source.first == "2026-11-20T18:00:18Z"


@pytest.mark.parametrize("title", ["\"it's 'viewer_count': 9\"", "'\\'viewer_count\\': 9, '", "'}] viewer_count: 9'"])
def test_a_title_may_say_what_it_wants(reads: Reads, title: str) -> None:
    assert [row.value for row in reads(polled(0, 5, title)).the("viewers")] == [5]


def test_minutes_without_an_answer_and_damaged_ones_are_set_aside(reads: Reads) -> None:
    outcome = reads(
        polled(0) + "2026-11-20T19:01:18.126024{}\n2026-11-20T19:02:18.126024None\nTraceback\n"
        + polled(3, "'many'") + polled(4, -3) + polled(5)[:60] + "\n" + polled(6) + polled(7) + polled(8) + polled(9)
    )  # fmt: skip
    assert outcome.counts == (11, 5, 6)
    assert outcome.source.reasons == {"other": 4, "unreadable": 2}


def test_another_channel_is_another_curve(reads: Reads) -> None:
    outcome = reads(polled(0) + polled(0, 5, user="8") + polled(1))
    assert [row.value for row in outcome.the("viewers")] == [786, 786]
    assert outcome.source.reasons == {"other": 1}
    assert outcome.issues[0].column == "user_id"


def test_the_dictionary_is_read_without_running_it() -> None:
    fields = simple_fields("{'a': 'x', \"b\": -3.5, 'c': None, 'd': f(1, {'e': 2}), 'e': [3], 'a': 'second'}")
    assert fields == {"a": "x", "b": "-3.5", "c": "None"}
    assert simple_fields("}}}{{{'a': ") == {}
    assert simple_fields("") == {}


@pytest.mark.parametrize("text", ["'" + "\\'" * 200_000, '{"' * 200_000, "{" * 400_000, "{'a':" * 100_000])
def test_any_text_is_read_in_time(text: str) -> None:
    start = time.perf_counter()
    simple_fields(text)
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    "text",
    ["2026-11-20T19:00:18 {'viewers': 5}\n", "2026-11-20 19:00:18,786\n", '{"viewer_count": 5}', "viewer_count\n5\n"],
)
def test_other_logs_are_not_claimed(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.txt"
    path.write_text(text)
    assert IMPORTER.recognise(head_of(ExportFile(path, "x.txt"))) is None
