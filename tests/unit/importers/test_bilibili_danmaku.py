from __future__ import annotations

import io
import time
from typing import TYPE_CHECKING

import pytest

from rex.importers import markup_elements
from rex.importers.bilibili_danmaku import IMPORTER
from rex.importers.export import ExportFile
from rex.importers.head import head_of
from rex.importers.markup_elements import elements_in

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Reads

    from rex.text.pseudonym import Pseudonymiser

START = 1_795_197_600_000
HEADER = (
    '<?xml version="1.0" encoding="utf-8"?>\n<i>\n<chatserver>chat.bilibili.com</chatserver>\n'
    '<BililiveRecorder version="2.18.0"/>\n'
)
RECORDING = (
    '<BililiveRecorderRecordInfo roomid="1" name="店" title="x" start_time="2026-11-21T02:00:00.0000000+08:00"/>\n'
)
BODY = (
    '<d p="1.500,1,25,16777215,0,0,123,0" user="小明" raw="[1,&quot;a&quot;]">多少钱 &lt;&amp;&#33;&#x21;&gt;</d>\n'
    '<sc ts="2.000" user="ana" uid="456" price="30" time="60" raw="{}">谢谢</sc>\n'
    '<gift ts="3" user="bo" uid="789" giftname="辣条" giftcount="2" raw="{}"/>\n'
    '<guard ts="4.000" user="cy" uid="101" level="3" count="1" raw="{}"/>\n'
    '<d p="x,1,25,16777215,0,0,123,0" user="小明">无</d>\n'
    '<d p="5,1,25,16777215,0,0,0,0" user="小***">藏</d>\n</i>\n'
)


def test_a_recording_states_its_start(reads: Reads, people: Pseudonymiser) -> None:
    outcome = reads(HEADER + RECORDING + BODY)
    assert (outcome.source.importer, outcome.counts, outcome.clock.kind) == ("bilibili_danmaku", (6, 5, 1), "utc")
    assert outcome.source.reasons == {"unreadable": 1}
    first, paid, guard, hidden = outcome.the("chat")
    assert (first.t_ms, first.offset_ms, first.text) == (START + 1_500, 1_500, "多少钱 <&!!>")
    assert first.author == people.of("123")
    assert (paid.kind, paid.money_minor, paid.currency, paid.offset_ms) == ("paid", 3000, "CNY", 2_000)
    assert (guard.kind, guard.member, guard.extra) == ("membership", True, '{"level":"3"}')
    assert hidden.author is None  # only the first letter of the name is shown
    (gift,) = outcome.the("reactions")
    assert (gift.kind, gift.count, gift.extra) == ("gift", 2, '{"gift":"辣条"}')
    assert outcome.issues[0].line == 10


def test_without_a_stated_start_it_counts_from_the_start_of_the_video(reads: Reads) -> None:
    outcome = reads('<?xml version="1.0"?><i><d p="65.5,1,25,16777215,1700000000,0,abc,1">一</d></i>')
    assert (outcome.clock.kind, outcome.the("chat")[0].offset_ms) == ("offset", 65_500)


def test_nothing_that_a_file_declares_is_expanded(reads: Reads) -> None:
    bomb = '<!DOCTYPE i [<!ENTITY a "AAAA"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    outcome = reads(f'<?xml version="1.0"?>{bomb}<i><d p="1,1,25,0,0,0,9,1">&b;&f;</d></i>')
    assert outcome.the("chat")[0].text == "&b;&f;"


def test_raw_rows_joined_are_the_file(tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    path.write_text(HEADER + RECORDING + BODY)
    assert IMPORTER.rows is not None
    rows = list(IMPORTER.rows(head_of(ExportFile(path, "x.xml"))))
    assert "".join(row.cells for row in rows) == HEADER + RECORDING + BODY
    assert [row.number for row in rows if row.number] == [1, 2, 3, 4, 5, 6]


def test_an_element_may_lie_across_two_parts_of_a_large_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup_elements, "_CHUNK", 7)
    text = HEADER + BODY
    found = list(elements_in(io.StringIO(text), ("d", "sc", "gift", "guard")))
    assert [one.name for one in found if one.name] == ["d", "sc", "gift", "guard", "d", "d"]
    assert "".join(one.raw for one in found) == text
    assert [one.line for one in found if one.name] == [5, 6, 7, 8, 9, 10]


@pytest.mark.parametrize("text", ["<d " * 100_000, "<d p='" * 100_000, "<d" + " " * 300_000, '<d p="1">' * 50_000])
def test_any_text_is_read_in_time(text: str) -> None:
    start = time.perf_counter()
    list(elements_in(io.StringIO(text), ("d",)))
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    "text",
    ["<html><d>x</d></html>", '<i><d p="1">x</d></i>', '<i><d p="a,b,c,d,e">x</d></i>', "time,user\n<d,x\n", ""],
)
def test_other_markup_is_not_claimed(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.xml"
    path.write_text(text)
    assert IMPORTER.recognise(head_of(ExportFile(path, "x.xml"))) is None
