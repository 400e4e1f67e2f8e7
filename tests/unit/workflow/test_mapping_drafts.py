"""What `rex map` infers of a table, what it asks, and what it writes down."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from rex.errors import FileError, UsageError
from rex.importers.mapping import read_mapping
from rex.workflow.mapping_choices import Choices, choices_of, pairs_of
from rex.workflow.mapping_export import demand_rows, proposed, read_by, save, tried
from rex.workflow.mapping_file_seen import FileSeen, see
from rex.workflow.runtime import Runtime
from tests.fixtures.workbooks import workbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    See = Callable[..., FileSeen]

RUNTIME = Runtime(datetime(2026, 11, 23, tzinfo=UTC), bytes)
ODD = "Wann;Wer;Was er sagte;Punkte\n20/11/2026 19:05;ana;hola que tal estas;3\n20/11/2026 19:06;bo;muy bien y tú;0\n"
SETTINGS = "client: A\ncurrency: EUR\ntimezone: Europe/Madrid\n"


@pytest.fixture
def seen(tmp_path: Path) -> See:
    (tmp_path / "rex.yaml").write_text(SETTINGS)

    def go(content: str | bytes, name: str = "odd_2026-11-20.csv", **more: object) -> FileSeen:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return see(path, tmp_path, **more)  # type: ignore[arg-type]  # the tests name them

    return go


def ids(seen: FileSeen, choices: Choices) -> list[str]:
    return [one.id for one in proposed(seen, choices, RUNTIME).open]


def test_only_what_neither_names_nor_cells_tell_is_asked(seen: See) -> None:
    odd = seen(ODD)
    assert ids(odd, Choices()) == ["table"]
    draft = proposed(odd, Choices().with_setting("table", "chat"), RUNTIME)
    assert draft.places == {"time": 0, "text": 2}, "one column of times, one of sentences"
    (one,) = draft.open
    assert (one.id, one.needed) == ("author", False)
    assert [(found.value, found.samples) for found in one.offers] == [
        ("Wer", ("ana", "bo")),
        ("Punkte", ("3", "0")),
        ("", ()),
    ]
    assert ids(odd, Choices({"author": None}, {"table": "chat"})) == []


def test_the_table_that_its_cells_look_like_is_offered_first(seen: See) -> None:
    assert proposed(seen(ODD), Choices(), RUNTIME).open[0].offers[0].value == "chat"
    money = seen("Bon;Wann;Summe\n1;20/11/2026 19:05;12,50\n", "money.csv")
    assert proposed(money, Choices(), RUNTIME).open[0].offers[0].value == "sales"


def test_a_field_that_one_table_alone_has_tells_the_table(seen: See) -> None:
    draft = proposed(seen("Bon;Wann;Summe\n1;20/11/2026 19:05;12,50\n"), Choices({"order_id": 0}), RUNTIME)
    assert (draft.table, draft.places) == ("sales", {"time": 1, "order_id": 0, "total": 2})


def test_what_only_the_cells_can_ask_comes_when_the_columns_are_known(seen: See, tmp_path: Path) -> None:
    bare = seen("Bon;Wann;Summe\n1;05/11/2026 19:05;12,50\n")
    said = Choices({"order_id": 0})
    assert ids(bare, said) == ["dates"]
    assert ids(bare, said.with_setting("dates", "mdy")) == []
    (tmp_path / "rex.yaml").write_text("client: A\n")
    assert ids(seen("Bon;Wann;Summe\n1;05/11/2026 19:05;12,50\n"), said) == ["dates", "currency"]
    counts = seen("T;Leute\n0;120\n1;130\n", "counts.csv")
    assert ids(counts, Choices({"time": 0, "viewers": 1})) == ["clock"]
    assert ids(counts, Choices({"time": 0, "viewers": 1}, {"clock": "minutes"})) == []


def test_a_mapping_is_written_once_and_read_from_then_on(seen: See, tmp_path: Path) -> None:
    odd = seen(ODD)
    choices = choices_of(pairs_of(["table=chat", "author=wer"]), odd.sheet.labels, None)
    found = tried(odd, proposed(odd, choices, RUNTIME), choices, RUNTIME)
    demand_rows(found)
    path = save(odd, found)
    assert path == tmp_path / "mappings" / "odd.yaml"
    assert path.read_text(encoding="utf-8").splitlines()[2:] == [
        "title: Odd",
        "table: chat",
        "header: [Wann, Wer, Was er sagte, Punkte]",
        "columns:",
        "  Wann: time",
        "  Was er sagte: text",
        "  Wer: author",
        "dates: dmy",
    ]
    made = read_mapping(path)
    assert (made.columns, made.dates) == ({"wann": "time", "was_er_sagte": "text", "wer": "author"}, "dmy")
    assert read_by(odd) == "odd"
    again = seen(ODD.replace("20/11", "05/12"), "another.csv")
    assert (again.own, again.is_known) == ("odd", True)
    with pytest.raises(FileError, match="there already"):
        save(odd, found)


def test_what_is_said_again_changes_a_mapping_and_leaves_the_rest(seen: See) -> None:
    from rex.workflow.mapping_choices import choices_in

    odd = seen(ODD)
    choices = Choices({"author": 1}, {"table": "chat", "name": "mine"})
    save(odd, tried(odd, proposed(odd, choices, RUNTIME), choices, RUNTIME))
    known = seen(ODD, "next.csv")
    assert known.own_mapping is not None
    before = choices_in(known.own_mapping, known.sheet.labels)
    after = choices_of(pairs_of(["author="]), known.sheet.labels, "chat", before)
    assert after.columns == {"time": 0, "text": 2, "author": None}
    assert (after.settings["name"], after.settings["dates"]) == ("mine", "dmy")


@pytest.mark.parametrize(
    ("pair", "table", "column", "setting"),
    [
        ("currency=EUR", "sales", {}, {"currency": "EUR"}),
        ("currency=Moneda", "sales", {"currency": 0}, {}),
        ("name=shop", "products", {}, {"name": "shop"}),
        ("name=Nombre", "products", {"name": 1}, {}),
        ("name=Nombre", "sales", {}, {"name": "nombre"}),
        ("status=unverified", "sales", {}, {"status": "unverified"}),
        ("status=Estado", "sales", {"status": 2}, {}),
        ("title=Estado", "cues", {"title": 2}, {}),
        ("title=My own shop", "sales", {}, {"title": "My own shop"}),
        ("tax=", "sales", {"tax": None}, {}),
    ],
)
def test_a_word_that_is_a_field_and_a_setting_is_what_its_value_says(
    pair: str, table: str, column: dict[str, int | None], setting: dict[str, str]
) -> None:
    assert choices_of(pairs_of([pair]), ["Moneda", "Nombre", "Estado"], table) == Choices(column, setting)


@pytest.mark.parametrize(
    ("pair", "table", "told"),
    [
        ("currency=Monedda", "sales", '"Moneda"'),
        ("name=Nombree", "products", '"Nombre"'),
        ("status=Estdo", "sales", '"Estado"'),
        ("text=Nombre", "sales", "sales has no field"),
        ("total=Nada que ver", "sales", "There is no column"),
        ("status=verifyed", "chat", '"verified"'),
    ],
)
def test_a_word_that_is_nothing_gets_the_nearest_right_one(pair: str, table: str, told: str) -> None:
    with pytest.raises(UsageError) as raised:
        choices_of(pairs_of([pair]), ["Moneda", "Nombre", "Estado"], table)
    assert told in raised.value.what


def test_a_header_that_does_not_look_like_one_is_named_by_its_line(seen: See) -> None:
    odd = seen("Canal;Marca;Show\n1;2;3\nHora;Quién;Qué\n0:01;ana;hola a todos\n", header_line=3)
    assert odd.sheet.labels == ("Hora", "Quién", "Qué")
    choices = Choices({"author": 1, "text": 2}, {"table": "chat"})
    found = tried(odd, proposed(odd, choices, RUNTIME), choices, RUNTIME)
    assert (found.source.rows_kept, found.source.reasons) == (1, {"title": 2})
    save(odd, found)
    assert read_by(odd) == found.mapping.id


def test_the_sheet_whose_columns_are_known_is_taken_or_the_one_that_is_named(seen: See) -> None:
    chat = [["Hora", "Mensaje"], ["0:01", "hola a todos"]]
    content = workbook({"Pivot": [["Region", "Sum"], ["ES", 3]], "Chat": chat})
    assert seen(content, "b.xlsx").sheet.labels == ("Hora", "Mensaje")
    assert seen(content, "b.xlsx", sheet="Pivot").sheet.labels == ("Region", "Sum")
    with pytest.raises(UsageError, match="Did you mean"):
        seen(content, "b.xlsx", sheet="Chatt")


def test_of_json_only_names_that_last_make_the_shape(seen: See) -> None:
    rows = [{"at": f"2026-11-20T18:0{n}:00Z", "words": "hola a todos", "who": "ana"} for n in range(9)]
    odd = seen(json.dumps([*rows, {**rows[0], "gift": 1}]), "odd.json")
    choices = Choices({"author": 2}, {"table": "chat"})
    found = tried(odd, proposed(odd, choices, RUNTIME), choices, RUNTIME)
    assert found.header == ("at", "words", "who")
    save(odd, found)
    assert seen(json.dumps(rows), "next.json").own == found.mapping.id


def test_a_year_in_a_column_s_name_is_no_part_of_the_shape(seen: See) -> None:
    odd = seen("Wann;Was er sagte;Punkte 2026\n20/11/2026 19:05;hola que tal;3\n")
    choices = Choices({"author": None}, {"table": "chat"})
    assert tried(odd, proposed(odd, choices, RUNTIME), choices, RUNTIME).header == ("Wann", "Was er sagte")


def test_a_look_makes_no_key(seen: See, tmp_path: Path) -> None:
    odd = seen(ODD)
    choices = Choices({"author": 1}, {"table": "chat"})
    tried(odd, proposed(odd, choices, RUNTIME), choices, RUNTIME)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["odd_2026-11-20.csv", "rex.yaml"]


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "x.png"), (b"one line of words\n", "x.txt"), (b"", "x.csv")],
)
def test_what_is_no_table_is_said_to_be_none(seen: See, content: bytes, name: str) -> None:
    with pytest.raises(FileError, match="holds no table"):
        seen(content, name)


def test_a_chat_log_that_an_importer_reads_needs_no_table(seen: See) -> None:
    item = {"addChatItemAction": {"item": {"liveChatTextMessageRenderer": {"id": "a"}}}}
    line = json.dumps({"replayChatItemAction": {"actions": [item]}})
    assert seen(line + "\n", "x.live_chat.json").is_known
