from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.config.placed import LARGEST, did_you_mean, parse, read
from rex.errors import FileError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12:30", "12:30"),
        ("no", "no"),
        ("on", "on"),
        ("2026-11-20", "2026-11-20"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("true", True),
        ("FALSE", False),
        ("~", None),
        ("", None),
        ("007", 7),
        ("-3", -3),
        ("2.50", 2.5),
        ("1e3", 1000.0),
        ('"5"', "5"),
        ("'true'", "true"),
        ("|-\n  null", "null"),
        ("+34 600 000 000", "+34 600 000 000"),
    ],
)
def test_scalars_follow_yaml_1_2(text: str, value: object) -> None:
    found = parse(f"key: {text}\n", "a.yaml").value
    assert found == {"key": value}
    assert type(found["key"]) is type(value)


def test_every_key_and_entry_has_its_place() -> None:
    placed = parse("title: Show\ncues:\n  - at: x\n    kind: y\n  - z\n", "a.yaml")
    where = {way: (placed.place(way).line, placed.place(way).column) for way in placed.places}
    assert where == {
        ("title",): (1, 1),
        ("cues",): (2, 1),
        ("cues", 0): (3, 5),
        ("cues", 0, "at"): (3, 5),
        ("cues", 0, "kind"): (4, 5),
        ("cues", 1): (5, 5),
    }
    assert placed.place(("cues", 0, "nothing")).line == 3
    assert str(placed.place(("nowhere",))) == "a.yaml"
    assert placed.place(("cues", 0, "kind")).excerpt == "    kind: y"


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("a: 1\na: 2\n", 2, "stands here twice"),
        ("a: &x 1\nb: *x\n", 1, "anchors"),
        ("b: *x\n", 1, "anchors"),
        ("a: !!python/object:os.system x\n", 1, "only plain"),
        ("a: !mine 1\n", 1, "only plain"),
        ("? [a]\n: 1\n", 1, "a key must be a word"),
        ("a: 1\n b: 2\n", 2, "not readable"),
        ("a: [1, 2\n", 2, "not readable"),
        ("a: 1\n---\nb: 2\n", 2, "not readable"),
    ],
)
def test_a_mistake_is_shown_in_its_line(text: str, line: int, says: str) -> None:
    with pytest.raises(FileError) as caught:
        parse(text, "a.yaml")
    assert says in caught.value.what
    assert caught.value.place is not None
    assert caught.value.place.line == line


@pytest.mark.parametrize("text", ["[" * 100_000, "a: " + "{a: " * 100_000, "- " * 50_000])
def test_text_that_goes_very_deep_is_refused_and_breaks_nothing(text: str) -> None:
    with pytest.raises(FileError, match=r"only plain|maximum nesting depth"):  # PyYAML has its own limit from 6.0.4
        parse(text, "a.yaml")


def test_aliases_that_would_grow_are_refused_at_once() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    with pytest.raises(FileError, match="anchors"):
        parse(bomb, "a.yaml")


def test_json_is_read_too_with_its_tabs_and_pairs() -> None:
    assert parse('{\n\t"a": "\\ud83d\\ude00 \\t",\n\t"b": [1, null]}', "a.json").value == {
        "a": "\U0001f600 \t",
        "b": [1, None],
    }


def test_an_empty_file_holds_nothing() -> None:
    assert parse("# only a comment\n", "a.yaml").value is None


def test_a_byte_order_mark_and_windows_lines_are_harmless(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    assert read(file).value == {"a": 1, "b": 2}


def test_a_file_that_is_no_text_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"a: 1\nb: caf\xe9\n")
    with pytest.raises(FileError, match=r"a\.yaml, line 2: not UTF-8"):
        read(file)
    file.write_bytes(b"a: \x00\n")
    with pytest.raises(FileError, match="not readable"):
        read(file)
    file.write_bytes(b"#" * (LARGEST + 1))
    with pytest.raises(FileError, match="too large"):
        read(file)
    with pytest.raises(FileError, match="cannot be read"):
        read(tmp_path)


def test_the_nearest_word_is_offered_else_all() -> None:
    assert did_you_mean("tittle", ["title", "start"]) == 'Did you mean "title"?'
    assert did_you_mean("zzz", ["title", "start"]) == "There are: title, start."
