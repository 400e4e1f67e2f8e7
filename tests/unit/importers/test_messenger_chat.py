from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from rex.importers.export import ExportFile
from rex.importers.head import head_of
from rex.importers.messenger_chat import IMPORTER, repaired

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Reads

    from rex.text.pseudonym import Pseudonymiser

START = 1_795_197_600_000


def wrong(text: str) -> str:
    """Write a text as Facebook's download does: its UTF-8 taken for Latin-1."""
    return text.encode().decode("latin-1")


def message(second: int, **other: Any) -> dict[str, Any]:
    return {"sender_name": wrong("Inés"), "timestamp_ms": START + second * 1000, "type": "Generic", **other}


def conversation(*messages: Any) -> str:
    return json.dumps({
        "participants": [{"name": wrong("Inés")}, {"name": "Bo"}, {"name": "Ada"}],
        "messages": list(messages),
        "title": "Ventas",
        "thread_path": "inbox/ventas",
    })  # fmt: skip


def test_newest_first_with_accents_put_right(reads: Reads, people: Pseudonymiser) -> None:
    outcome = reads(
        conversation(
            message(20, content=wrong("sí, en azul 💙"), reactions=[{"reaction": wrong("❤"), "actor": "Bo"}]),
            message(10, sender_name="Bo", content="hola"),
        )
    )
    assert (outcome.source.importer, outcome.counts, outcome.clock.kind) == ("messenger_chat", (2, 2, 0), "utc")
    late, early = outcome.the("chat")
    assert (late.offset_ms, late.text, late.author) == (20_000, "sí, en azul 💙", people.of("Inés"))
    assert late.extra == '{"reactions":"1"}'
    assert (early.t_ms, early.author) == (START + 10_000, people.of("Bo"))


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (wrong("España — ñandú"), "España — ñandú"),
        ("España", "España"),  # right already: é alone is no UTF-8
        ("año 💙", "año 💙"),  # not Latin-1
        ("hola", "hola"),
        (wrong("cortado é")[:-1], wrong("cortado é")[:-1]),  # cut inside a letter: left as it is
        (None, ""),
        (7, ""),
    ],
)
def test_only_what_is_certainly_wrong_is_put_right(text: Any, right: str) -> None:
    assert repaired(text) == right


def test_kinds_of_messages(reads: Reads) -> None:
    outcome = reads(
        conversation(
            message(9, sticker={"uri": "x.png"}),
            message(8, photos=[{"uri": "x.jpg"}], content="mira"),
            message(7, is_unsent=True),
            message(6, type="Call", call_duration=30),
            message(5, type="Subscribe", content="Bo joined"),
            message(4, timestamp_ms=None),
            None,
        )
    )
    assert outcome.source.reasons == {"other": 1, "system": 2, "unreadable": 1}
    assert [(row.kind, row.text, row.deleted) for row in outcome.the("chat")] == [
        ("sticker", "", False), ("message", "mira", False), ("message", "", True),
    ]  # fmt: skip
    assert outcome.the("chat")[1].extra == '{"media":"photos"}'


def test_raw_rows_are_the_messages_and_what_stands_around_them(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(conversation(message(2, content="a"), message(1, content="b")))
    assert IMPORTER.rows is not None
    rows = list(IMPORTER.rows(head_of(ExportFile(path, "x"))))
    assert [row.number for row in rows] == [0, 1, 2, 0]
    assert rows[1].cells == message(2, content="a")
    assert rows[3].cells["title"] == "Ventas"


def test_a_conversation_that_is_cut_off_keeps_its_whole_messages(reads: Reads) -> None:
    text = conversation(message(2, content="a"), message(1, content="b"))
    outcome = reads(text[: text.index('"b"')])
    assert [row.text for row in outcome.the("chat")] == ["a"]
    assert outcome.source.reasons == {"unreadable": 1}


@pytest.mark.parametrize("after", [False, True])
def test_a_conversation_of_two_is_private(reads: Reads, *, after: bool) -> None:
    two, told = [{"name": "Ana"}, {"name": "Bo"}], [message(n, content="secret") for n in range(25)]
    whole = {"messages": told, "participants": two} if after else {"participants": two, "messages": told}
    outcome = reads(json.dumps(whole))
    assert (outcome.source.importer, outcome.counts, outcome.source.reasons) == (
        "messenger_chat", (25, 0, 25), {"private": 25},
    )  # fmt: skip
    assert outcome.the("chat") == []
