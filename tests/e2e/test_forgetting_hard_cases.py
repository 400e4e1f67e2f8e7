"""What a stern reader broke once: whose rows go, whose stay, and what may be called erased."""

from __future__ import annotations

import json
import re
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from ruamel.yaml import YAML

from tests.e2e.driving import rex
from tests.fixtures.workspace import make

if TYPE_CHECKING:
    from pathlib import Path

ORDERS = (
    "Name,Email,Financial Status,Paid at,Fulfillment Status,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,"
    "Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Notes,Note Attributes,"
    "Cancelled at,Refunded Amount,Id,Tags,Source\n"
    "#1001,ana@example.com,paid,2026-11-20 19:05:00 +0100,,EUR,49.80,5.00,8.64,54.80,GLOW,0.00,"
    "2026-11-20 19:05:00 +0100,2,Serum - 30 ml,24.90,SER-1,,,,0.00,9000000001,live,web\n"
    "#1002,bo@example.com,pending,,,EUR,9.00,0.00,0.00,9.00,,0.00,2026-11-20 19:06:00 +0100,1,Balm,9.00,1001,,,,0.00,"
    "9000000002,,web\n"
)
VIEWERS = "minute,viewers\n0,900\n1,1001\n2,1050\n3,1001\n"
CHAT = "time,author,message\n2026-11-20 19:01:00,ana_1,hi\n2026-11-20 19:02:00,bo_2,hi there\n"


@pytest.fixture
def session(tmp_path: Path) -> Path:
    """Make a workspace with one show and no exports yet."""
    folder = tmp_path / "sessions/2026-11-20-glow"
    (folder / "exports").mkdir(parents=True)
    (tmp_path / "rex.yaml").write_text("client: X\nlanguage: en\ncurrency: EUR\ntimezone: Europe/Madrid\n")
    (folder / "session.yaml").write_text(
        "title: Glow\nstart: '2026-11-20T19:00:00+01:00'\nend: '2026-11-20T20:00:00+01:00'\n"
    )
    return folder


def put(session: Path, name: str, text: str) -> Path:
    """Write an export, its line ends as they are."""
    file = session / "exports" / name
    file.write_text(text, encoding="utf-8", newline="")
    return file


def forget(session: Path, name: str, code: int = 0) -> str:
    """Erase somebody; gives everything that was said, in one line."""
    ran = rex("forget", name, "--yes", cwd=session.parents[1]).ended(code)
    return " ".join((ran.out + ran.err).split())


def read(file: Path) -> str:
    """Read a file's text with its line ends."""
    return file.read_bytes().decode("utf-8")


@pytest.mark.parametrize("sign", ["\u2028", "\x0b", "\x85", "\x0c", "\x1c"])
def test_signs_that_only_look_like_line_ends_shift_nobody_s_rows(session: Path, sign: str) -> None:
    rows = [f"2026-11-20 19:0{n}:00,{who},{text}\r\n" for n, who, text in ((1, "ana_1", f"one{sign}two"), (2, "bo_2", "I love it"), (3, "carla_3", "price please"), (4, "dan_4", "bye"))]  # fmt: skip # noqa: E501 - one row a person
    file = put(session, "chat.csv", "time,author,message\r\n" + "".join(rows))
    forget(session, "carla_3")
    assert read(file) == "time,author,message\r\n" + rows[0] + rows[1] + rows[3]


def _said(number: int, name: str, text: str, who: str = "") -> dict[str, Any]:
    return {
        "action_type": "add_chat_item",
        "message_type": "text_message",
        "message_id": f"m{number}",
        "timestamp": 1795197660000000 + number * 1000000,
        "time_in_seconds": 60 + number,
        "author": {"name": name, "id": who or f"UC{number}"},
        "message": text,
    }


def test_a_name_in_ascii_escapes_goes_too(session: Path) -> None:
    lines = [json.dumps(_said(*each)) for each in ((1, "José Ñandú", "hola"), (2, "Bo", "gracias @José Ñandú!"), (3, "Eva", "ok"))]  # fmt: skip # noqa: E501
    file = put(session, "chat.jsonl", "\n".join(lines) + "\n")
    assert "Erased." in forget(session, "José Ñandú")
    left = read(file)
    assert [json.loads(line)["message"] for line in left.splitlines()] == ["gracias [erased]!", "ok"]
    assert left.splitlines()[1] == lines[2]
    assert "Nobody of this name" in forget(session, "José Ñandú")


def test_a_renamed_person_s_other_messages_go_and_nobody_else_s(session: Path) -> None:
    said = [_said(1, "anna", "x", "UCa"), _said(2, "anna_new", "second secret", "UCa"), _said(3, "bob", "z", "UCb")]
    file = put(session, "chat.json", json.dumps(said))
    forget(session, "anna")
    assert json.loads(read(file)) == [said[2]]


def test_an_order_s_number_takes_neither_products_nor_minutes_of_that_number(session: Path) -> None:
    orders, viewers = put(session, "orders.csv", ORDERS), put(session, "viewers.csv", VIEWERS)
    forget(session, "1001")
    lines = ORDERS.splitlines(keepends=True)
    assert read(orders) == lines[0] + lines[2]
    assert read(viewers) == VIEWERS


def test_a_tag_is_nobody(session: Path) -> None:
    orders = put(session, "orders.csv", ORDERS)
    assert "Nobody of this name" in forget(session, "live")
    assert read(orders) == ORDERS


def _order(number: int, mail: str) -> dict[str, Any]:
    return {
        "id": number,
        "name": f"#{number}",
        "email": mail,
        "created_at": "2026-11-20T19:05:00+01:00",
        "currency": "EUR",
        "total_price": "10.00",
        "financial_status": "paid",
        "line_items": [{"id": number * 10, "title": "Balm", "quantity": 1, "price": "10.00", "sku": "B"}],
        "customer": {"id": number * 7, "email": mail},
    }


def test_orders_of_an_api_go_by_their_number_and_those_of_the_same_customer_too(session: Path) -> None:
    mails = ("ana@example.com", "bo@example.com", "ana@example.com")
    orders = [_order(1001 + at, mail) for at, mail in enumerate(mails)]
    file = put(session, "orders.json", json.dumps({"orders": orders}))
    forget(session, "#1003")
    assert json.loads(read(file)) == {"orders": [orders[1]]}


def test_several_documents_in_one_file_are_gone_through(session: Path) -> None:
    pages = [{"orders": [_order(1, "ana@example.com")]}, {"orders": [_order(2, "bo@example.com")]}]
    file = put(session, "orders.json", "\n".join(json.dumps(page, indent=1) for page in pages))
    forget(session, "ana@example.com", code=0)
    assert read(file) == '{\n "orders": []\n}\n' + json.dumps(pages[1], indent=1)


def test_a_cut_file_is_named_and_the_others_are_erased_all_the_same(session: Path) -> None:
    whole = json.dumps([_said(1, "Bo", "hi"), _said(2, "Ana Prueba", "my words")])
    cut = put(session, "cut.json", whole[:-15])
    chat = put(session, "chat.csv", CHAT.replace("bo_2", "Ana Prueba"))
    said = forget(session, "Ana Prueba", code=3)
    assert "exports/cut.json" in said
    assert "cut off or damaged" in said
    assert read(cut) == whole[:-15]
    assert "Ana Prueba" not in read(chat)


def test_her_reaction_goes_and_the_message_under_it_stays(session: Path) -> None:
    messages = [
        {"sender_name": "Ana B", "timestamp_ms": 1795197660000, "content": "hola"},
        {
            "sender_name": "Bo C",
            "timestamp_ms": 1795197661000,
            "content": "ok",
            "reactions": [{"reaction": "x", "actor": "Ana B"}],
        },
    ]
    people = [{"name": "Ana B"}, {"name": "Bo C"}]
    file = put(
        session,
        "m.json",
        json.dumps({"participants": people, "messages": messages, "title": "g", "thread_path": "inbox/x"}),
    )
    forget(session, "Ana B")
    left = json.loads(read(file))
    assert left["messages"] == [messages[1] | {"reactions": []}]
    assert left["participants"] == [{"name": "Bo C"}]


def test_one_of_two_actions_of_a_line_goes_alone(session: Path) -> None:
    def action(number: int, name: str, who: str, text: str) -> dict[str, Any]:
        item = {"message": {"runs": [{"text": text}]}, "authorName": {"simpleText": name}, "id": f"i{number}", "timestampUsec": str(1795197660000000 + number), "authorExternalChannelId": who}  # fmt: skip # noqa: E501
        return {"addChatItemAction": {"item": {"liveChatTextMessageRenderer": item}, "clientId": "c"}}

    def line(*actions: dict[str, Any]) -> str:
        return json.dumps({"replayChatItemAction": {"actions": actions, "videoOffsetTimeMsec": "1000"}})

    bob, eva = action(3, "bob", "UCb", "bob's words"), action(4, "eva", "UCe", "z")
    lines = [line(action(1, "anna", "UCa", "x"), bob), line(eva), line(action(5, "anna_new", "UCa", "secret"), eva)]
    file = put(session, "c.json", "\n".join(lines))
    forget(session, "anna")
    assert [json.loads(each)["replayChatItemAction"]["actions"] for each in read(file).split("\n")] == [
        [bob],
        [eva],
        [eva],
    ]


def test_yaml_stays_what_it_was(session: Path) -> None:
    put(session, "chat.csv", CHAT)
    file = session / "session.yaml"
    file.write_text(read(file).replace("title: Glow", "title: Maria shows  # by Maria\nhosts: [Maria, 'Leo']"))
    forget(session, "Maria")
    assert read(file).startswith('title: "[erased] shows"  # by [erased]\nhosts: ["[erased]", \'Leo\']\nstart: \'2026')
    assert YAML(typ="safe").load(read(file))["hosts"] == ["[erased]", "Leo"]
    rex("inspect", "last", cwd=session.parents[1]).ended(0)


def test_a_file_that_would_not_load_without_the_name_is_left_and_named(session: Path) -> None:
    before = read(session / "session.yaml") + "timezone: Europe/Madrid\n"
    (session / "session.yaml").write_text(before)
    assert "sessions/2026-11-20-glow/session.yaml" in forget(session, "Madrid", code=3)
    assert read(session / "session.yaml") == before


def test_every_file_that_may_hold_her_is_named(session: Path) -> None:
    root = session.parents[1]
    put(session, "chat.csv", CHAT)
    put(session, "notes.txt", "call bo_2 at home\n")
    put(session, "innocent.txt", "call the shop at home\n")
    (session / "retrospective.pdf").write_bytes(b"%PDF-1.7\nstream of packed letters")
    (root / "list.csv").write_text("bo_2,x\n")
    (session / "answers").mkdir()
    (session / "answers/bo_2.yaml").write_text("answers: {}\n")
    with zipfile.ZipFile(session / "exports/book.docx", "w") as office:
        office.writestr("word/document.xml", "<w:t>thanks to bo_2</w:t>")
    (session / "exports/beyond.csv").symlink_to(root / "list.csv")
    said = forget(session, "bo_2", code=3)
    for name, why in (
        ("exports/notes.txt", "it names the person"),
        ("retrospective.pdf", "REX cannot look into"),
        ("list.csv", "it names the person"),
        ("exports/beyond.csv", "a link"),
        ("exports/book.docx/word/document.xml", "it names the person"),
    ):
        assert f"{name}, " in said, name
        assert why in said.partition(f"{name}, ")[2][:90], name
    assert "innocent.txt" not in said
    assert [path.name for path in (session / "answers").iterdir()] == ["someone.yaml"]
    assert read(root / "list.csv") == "bo_2,x\n"


def test_answers_and_actions_that_quote_her_are_named_and_her_facts_go(session: Path) -> None:
    root = session.parents[1]
    put(session, "chat.csv", CHAT)
    (session / "answers").mkdir()
    (session / "answers/csm.yaml").write_text("answers: {csm.repeat: 'ask bo_2'}\n")
    rex("inspect", "last", cwd=root).ended(0)
    assert list((root / ".rex/2026-11-20-glow").glob("facts-*"))
    (root / ".rex/2026-10-01-gone/facts-1").mkdir(parents=True)
    assert "answers/csm.yaml 0 rows, 1 mention" in forget(session, "bo_2")
    assert not (root / ".rex/2026-11-20-glow").exists()
    assert not (root / ".rex/2026-10-01-gone").exists()


def test_a_session_that_never_knew_her_keeps_its_facts(session: Path) -> None:
    root = session.parents[1]
    other = root / "sessions/2026-11-27-glow"
    (other / "exports").mkdir(parents=True)
    (other / "session.yaml").write_text((session / "session.yaml").read_text().replace("-20T", "-27T"))
    put(other, "chat.csv", CHAT.replace("bo_2", "eva").replace("-20 ", "-27 "))
    put(session, "chat.csv", CHAT)
    forget(session, "bo_2")
    assert list((root / ".rex/2026-11-27-glow").glob("facts-*"))


def test_her_order_takes_no_other_shops_order_of_the_same_number(session: Path) -> None:
    head = "order_id,created_at,email,status,total,currency\n"
    ana, leo, zoe = (f"{name}@example.com" for name in ("ana", "leo", "zoe"))
    eu = put(
        session,
        "eu.csv",
        f"{head}1001,2026-11-20T18:11:20Z,{ana},paid,10.00,EUR\n1002,2026-11-20T18:12:20Z,{leo},paid,20.00,EUR\n",
    )
    us = put(
        session,
        "us.csv",
        f"{head}1001,2026-11-20T18:40:20Z,{zoe},paid,50.00,EUR\n1002,2026-11-20T18:41:20Z,{ana},paid,60.00,EUR\n",
    )
    forget(session, ana)
    assert read(eu) == f"{head}1002,2026-11-20T18:12:20Z,{leo},paid,20.00,EUR\n"
    assert read(us) == f"{head}1001,2026-11-20T18:40:20Z,{zoe},paid,50.00,EUR\n"


def test_a_sign_that_nobody_sees_does_not_hide_her(session: Path) -> None:
    file = put(session, "chat.csv", CHAT.replace("hi there", "ask ana\u200b_1"))
    forget(session, "ana_1")
    assert read(file) == "time,author,message\n2026-11-20 19:02:00,bo_2,ask [erased]\n"


def test_who_answered_is_nobody_in_answers_record_and_pages_and_what_she_said_stays(tmp_path: Path) -> None:
    make(tmp_path, 1)
    answers = "respondent: ana\ncsm.forecast.revenue: above\ncsm.repeat: {text: the banana test, at: 00:12:00}\n"
    (tmp_path / "in.yaml").write_text(answers, encoding="utf-8")
    rex("review", "last", "--no-input", "--answers", "in.yaml", cwd=tmp_path).ended(0)
    (tmp_path / "in.yaml").unlink()
    (session,) = (tmp_path / "sessions").iterdir()
    shown = rex("forget", "ana", cwd=tmp_path).ended(0)
    assert "by hand" not in shown.out
    ended = rex("forget", "ana", "--yes", cwd=tmp_path).ended(0)
    assert "by hand" not in ended.err
    assert [path.name for path in (session / "answers").iterdir()] == ["someone.yaml"]
    for path in (*session.glob("retrospective.*"), *(session / "answers").iterdir()):
        assert re.search(r"\bana\b", path.read_text(encoding="utf-8")) is None, path.name
    made = json.loads((session / "retrospective.json").read_text(encoding="utf-8"))
    assert [one["id"] for one in made["respondents"]] == ["someone"]
    assert [(one["id"], one["respondent"]) for one in made["forecasts"]] == [("someone.revenue", "someone")]
    assert made["claims"][0]["text"] == "the banana test"
    rex("review", "last", "--no-input", cwd=tmp_path).ended(0)  # and the next review takes them up as they are
    again = json.loads((session / "retrospective.json").read_text(encoding="utf-8"))
    assert [one["id"] for one in again["respondents"]] == ["someone"]
