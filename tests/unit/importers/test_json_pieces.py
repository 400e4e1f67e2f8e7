from __future__ import annotations

import io
import json
import time
from typing import TYPE_CHECKING, Any

import pytest

from rex.importers import json_text
from rex.importers.export import ExportFile
from rex.importers.head import head_of
from rex.importers.json_pieces import Piece, _Walk, numbered, opening_of, pieces

if TYPE_CHECKING:
    from pathlib import Path

VALUE: dict[str, Any] = {
    "a": {"x": [1, 2]},
    "rows": [{"n": 1}, 22, 't\\"{[', None],
    "skip": {"y": ['}]"\\', 3]},
    "end": -1.5,
}


def walked(text: str, without: tuple[str, ...] = (), *, keep: bool = False) -> list[Piece]:
    return list(_Walk(io.StringIO(text).read, ("rows",), without, keep=keep).roots())


@pytest.mark.parametrize("chunk", [1, 2, 3, 7, 1 << 20])
@pytest.mark.parametrize("indent", [None, 2])
def test_pieces_are_the_same_however_the_file_is_cut_for_reading(
    monkeypatch: pytest.MonkeyPatch, chunk: int, indent: int | None
) -> None:
    monkeypatch.setattr(json_text, "_CHUNK", chunk)
    found = walked(json.dumps(VALUE, indent=indent), ("skip",))
    assert [(piece.key, piece.value) for piece in found] == [
        *(("rows", value) for value in VALUE["rows"]),
        ("", {"a": VALUE["a"], "end": -1.5}),
    ]
    kept = walked(json.dumps(VALUE, indent=indent), ("skip", "end"), keep=True)
    assert kept[-1].value == {name: value for name, value in VALUE.items() if name != "rows"}


def test_what_is_passed_over_is_no_reason_to_stop() -> None:
    damaged = '{"rows": [1], "skip": {"x": 1,,}, "end": 2}'
    assert [piece.value for piece in walked(damaged, ("skip",))] == [1, {"end": 2}]
    assert [piece.value for piece in walked(damaged, ("skip",), keep=True)] == [1, {"skip": '{"x": 1,,}', "end": 2}]


def test_the_line_of_each_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_text, "_CHUNK", 5)
    found = walked('{"rows": [\n1,\n2,\n\n{"a":\n 3}, 4]\n}\n{"b": 1}\n')
    assert [(piece.line, piece.value) for piece in found] == [
        (2, 1), (3, 2), (5, {"a": 3}), (6, 4), (1, {}), (8, {"b": 1}),
    ]  # fmt: skip


def test_what_is_whole_comes_before_what_is_broken() -> None:
    text = json.dumps(VALUE)
    for end in range(1, len(text)):
        found = walked(text[:end])
        whole = [piece.value for piece in found if piece.key]
        assert whole == VALUE["rows"][: len(whole)]
        broken = [piece.value for piece in found if piece.broken]
        assert len(broken) <= 1
        assert all(text[:end].endswith(left) for left in broken)


def test_objects_follow_one_another_in_a_list_or_a_line_each(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    one, two = {"rows": [1], "a": 1}, {"rows": [2], "b": 2}
    for text in (json.dumps([one, two]), f"{json.dumps(one)}\n{json.dumps(two)}\n"):
        path.write_text(text)
        found = [(piece.key, piece.value) for piece in pieces(head_of(ExportFile(path, "x")), ("rows",))]
        assert found == [("rows", 1), ("", {"a": 1}), ("rows", 2), ("", {"b": 2})]


def test_numbers_count_the_elements_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text('{"rows": [1, 2], "a": 1}\n{"b": 2}\n{"rows": [3]}\n{"rows": [4,\n')
    found = [(number, piece.value) for number, piece in numbered(head_of(ExportFile(path, "x")), "rows")]
    assert found == [(1, 1), (2, 2), (0, {"a": 1}), (0, {"b": 2}), (3, 3), (0, {}), (4, 4)]


def test_how_a_document_begins(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(json.dumps({"a": 1, "rows": list(range(100_000)), "b": 2}))
    opening = opening_of(head_of(ExportFile(path, "x")), "rows")
    assert opening is not None
    assert (opening.elements, opening.members) == (list(range(20)), {"a": 1})
    path.write_text("no json")
    assert opening_of(head_of(ExportFile(path, "x")), "rows") is None


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"a":' * 50_000,
        '{"rows": [' * 50_000,
        "{" * 100_000,
        '{"rows": [1' + "," * 100_000,
        '{"rows": ["',
    ],
)
def test_any_text_ends(text: str) -> None:
    start = time.perf_counter()
    walked(text)
    walked(text, ("a",))
    assert time.perf_counter() - start < 5
