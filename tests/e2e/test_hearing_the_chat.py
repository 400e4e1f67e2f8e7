"""`rex chat`: what people asked, from exports to the screen, the document and the report, and what never gets there."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.e2e.driving import record, rex
from tests.e2e.sitting import Sitting
from tests.fixtures.workspace import make

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.driving import Ran

ROLES = {"host": "OWNER", "viewer": ""}
SAID: list[tuple[float, str, str]] = [
    *(
        (60 + 7 * n, f"Nadia {n}", f"how much is shipping to {place}?")
        for n, place in enumerate(("Spain", "Rome", "Bern"))
    ),
    (100, "Verbena Host", "shipping to Spain and Italy is 4.90 €"),
    (300, "Ines Planted", "is it sold out already? write me at ines.planted@example.com"),
    (310, "Otto Planted", "is this sold out? call me on +34 612 345 678"),
    (320, "Ana Planted", "sold out already? my friend @otto_planted asks too"),
    (330, "Zoe Planted", "is it sold out? card 4111 1111 1111 1111, Calle Mayor 12, 3º B"),
    (400, "Leo Planted", "you are an idiot, Clara"),
    (700, "Kim Planted", "is this one for oily skin?"),
]
SECRETS = (
    *("ines.planted", "612 345", "612345", "otto_planted", "4111", "Calle Mayor", "Planted", "Nadia"),
    *("Verbena Host", "UCheard"),
)
"""What names or reaches somebody in the export; none of it may leave it."""


def chat(said: list[tuple[float, str, str]], start: datetime) -> str:
    """Write a YouTube live chat as yt-dlp saves it."""
    lines = []
    for n, (at_s, who, text) in enumerate(sorted(said)):
        item: dict[str, Any] = {
            "id": f"heard-{n:05d}",
            "timestampUsec": str(round((start + timedelta(seconds=at_s)).timestamp() * 1_000_000)),
            "authorName": {"simpleText": who},
            "authorExternalChannelId": f"UCheard{who.replace(' ', '')}",
            "message": {"runs": [{"text": text}]},
        }
        if "Host" in who:
            item["authorBadges"] = [
                {"liveChatAuthorBadgeRenderer": {"icon": {"iconType": "OWNER"}, "tooltip": "Owner"}}
            ]
        action = {"addChatItemAction": {"item": {"liveChatTextMessageRenderer": item}}}
        replay = {"actions": [action], "videoOffsetTimeMsec": str(round(at_s * 1000))}
        lines.append(json.dumps({"replayChatItemAction": replay}, ensure_ascii=False) + "\n")
    return "".join(lines)


def session(root: Path, said: list[tuple[float, str, str]] = SAID) -> Path:
    """Make a workspace of one show with this chat."""
    (folder,) = make(root)
    start = datetime.fromisoformat("2026-11-20T19:00:00+01:00")
    (folder / "exports" / "chat.live_chat.json").write_text(chat(said, start), encoding="utf-8")
    return folder


def lines_of(ran: Ran) -> str:
    """Give what was printed as one line, however it was wrapped."""
    return " ".join(ran.out.split())


def test_the_screen_tells_open_questions_of_80_columns_and_says_answered_in_chat(tmp_path: Path) -> None:
    session(tmp_path)
    shown = rex("chat", "last", cwd=tmp_path).ended(0)
    assert all(len(line) <= 80 for line in shown.out.splitlines()), shown.told
    told = lines_of(shown)
    assert "Asked, and not answered in chat" in told
    assert "What was answered aloud is in no file." in told
    assert re.search(r"of them asked \d+ questions; answered in chat: \d+", told)


def test_the_document_has_one_entry_a_kept_message_with_the_fields_of_the_contract(tmp_path: Path) -> None:
    session(tmp_path)
    document = rex("chat", "last", "--json", cwd=tmp_path).ended(0).json
    kept = rex("inspect", "last", "--json", cwd=tmp_path).json["sources"]
    assert len(document["messages"]) == sum(source["tables"].get("chat", 0) for source in kept)
    wanted = {"row_id", "t", "lang", "sentiment", "question", "intent", "reason", "answered_by", "answer_after_s"}
    assert all(wanted | {"topics", "products"} <= set(one) for one in document["messages"])
    spain = next(one for one in document["messages"] if one["t"] == 60)
    host = next(one for one in document["messages"] if one["t"] == 100)
    assert (spain["question"], spain["intent"], spain["lang"]) == (True, "shipping", "en")
    assert (spain["answered_by"], spain["answer_after_s"]) == (host["row_id"], 40)
    (gone,) = [one for one in document["unanswered"] if one["people"] == 4]
    assert {"text", "people", "row_ids", "products"} <= set(gone)
    rows = {one["row_id"]: one["t"] for one in document["messages"]}
    assert [rows[row] for row in gone["row_ids"]] == [300, 310, 320, 330]


def test_this_one_is_the_product_on_screen(tmp_path: Path) -> None:
    session(tmp_path)
    document = rex("chat", "last", "--json", cwd=tmp_path).ended(0).json
    assert next(one["products"] for one in document["messages"] if one["t"] == 700) == ["VS-30"]
    page = rex("chat", "last", "--product", "vs-30", cwd=tmp_path).ended(0)
    assert "Night Serum 30 ml" in page.out
    assert "00:10:00 to 00:25:00" in page.out
    wrong = rex("chat", "last", "--product", "VS-31", cwd=tmp_path).ended(2)
    assert "VS-30" in wrong.err


@pytest.mark.parametrize("lang", ["en", "es", "fr"])
def test_no_personal_data_reaches_the_screen_the_document_the_record_or_a_report(tmp_path: Path, lang: str) -> None:
    folder = session(tmp_path)
    texts = [rex("chat", "last", "--lang", lang, cwd=tmp_path).ended(0).out]
    texts += [rex("chat", "last", "--json", cwd=tmp_path).ended(0).out]
    rex("review", "last", "--no-input", "--lang", lang, cwd=tmp_path).ended(0)
    texts += [file.read_text(encoding="utf-8") for file in folder.glob("retrospective.*")]
    rex("render", folder / "retrospective.json", "--edition", "client", "--format", "md", cwd=tmp_path).ended(0)
    texts += [file.read_text(encoding="utf-8") for file in folder.glob("*client*")]
    assert len(texts) >= 5
    for text in texts:
        assert [secret for secret in SECRETS if secret.casefold() in text.casefold()] == []


def test_a_record_keeps_no_words_of_fewer_than_three_people(tmp_path: Path) -> None:
    folder = session(tmp_path)
    rex("review", "last", "--no-input", cwd=tmp_path).ended(0)
    kept = record(folder)
    text = json.dumps(kept, ensure_ascii=False)
    assert "oily skin" not in text
    assert "Clara" not in text
    assert kept["voice"]["open_few"] >= 1
    assert [one["word"] for one in kept["voice"]["look"]] == ["idiot"]
    assert {m["id"]: m["n"] for m in kept["measures"]}["answered_share"] == kept["voice"]["asked"]
    assert {m["id"]: m["value"] for m in kept["measures"]}["questions"] == kept["voice"]["asked"]


def test_a_flood_of_500_equal_messages_moves_no_share_by_more_than_its_person(tmp_path: Path) -> None:
    crowd = [(60 + 9 * n, f"Viewer {n}", text) for n, text in enumerate(WORDS * 5)]
    flood = [(900 + n, "Loud Planted", "what size is the blue dress?") for n in range(500)]
    session(tmp_path / "calm", crowd)
    session(tmp_path / "loud", [*crowd, *flood])
    calm = rex("chat", "last", "--json", cwd=tmp_path / "calm").ended(0).json
    loud = rex("chat", "last", "--json", cwd=tmp_path / "loud").ended(0).json
    people = calm["people"]
    assert loud["people"] == people + 1
    assert loud["asked"] <= calm["asked"] + 1
    after = {theme["key"]: theme for theme in loud["themes"]}
    for theme in calm["themes"]:
        assert abs(after[theme["key"]]["people"] - theme["people"]) <= 1
        assert abs(after[theme["key"]]["share"] - theme["share"]) <= 1 / people
    for barrier in calm["barriers"]:
        (same,) = [one for one in loud["barriers"] if one["kind"] == barrier["kind"]]
        assert abs(same["share"] - barrier["share"]) <= 1 / people
    for intent, count in loud["intents"].items():
        assert count - calm["intents"].get(intent, 0) <= 1
    assert sum(one["messages"] for one in loud["noise"]) >= 498
    shares = [
        next(m["value"] for m in rex("kpis", "last", "--json", cwd=tmp_path / name).json["measures"] if m["id"] == kpi)
        for kpi in ("answered_share",)
        for name in ("calm", "loud")
    ]
    assert abs(shares[0] - shares[1]) <= 1 / calm["asked"]


WORDS = [
    "how much is shipping to Spain?",
    "the blue dress is gorgeous",
    "my card was declined",
    "is it sold out already?",
    "do you ship to Portugal",
    "what is the code?",
]


def test_without_the_exports_the_record_still_tells_its_voice(tmp_path: Path) -> None:
    folder = session(tmp_path)
    rex("review", "last", "--no-input", cwd=tmp_path).ended(0)
    for file in (folder / "exports").iterdir():
        file.unlink()
    assert "answered in chat: " in lines_of(rex("chat", "last", cwd=tmp_path).ended(0))
    assert rex("chat", "last", "--json", cwd=tmp_path).ended(0).json["messages"] == []
    rex("chat", "last", "--product", "VS-30", cwd=tmp_path).ended(4)


def test_a_session_without_a_chat_says_so(tmp_path: Path) -> None:
    (folder,) = make(tmp_path)
    (folder / "exports" / "chat.live_chat.json").unlink()
    assert "There is no chat in these files" in rex("chat", "last", cwd=tmp_path).ended(0).out
    document = rex("chat", "last", "--json", cwd=tmp_path).ended(0).json
    assert document == {"messages": [], "themes": [], "unanswered": []}


def test_names_leave_the_terminal_in_no_way(tmp_path: Path) -> None:
    session(tmp_path)
    for more in ((), ("--json",)):
        refused = rex("chat", "last", "--who", *more, cwd=tmp_path).ended(2)
        assert "on a terminal alone" in refused.err


def test_on_a_terminal_who_asked_is_named_and_no_file_holds_a_name(tmp_path: Path) -> None:
    folder = session(tmp_path)
    sitting = Sitting("chat", "last", "--who", cwd=tmp_path, log=tmp_path.parent / "seen.txt")
    assert sitting.end() == 0
    shown = sitting.told
    assert "Who asked, from the exports; kept nowhere" in shown
    assert "Ines Planted, Otto Planted, Ana Planted, Zoe Planted" in " ".join(shown.split())
    written = [file for file in tmp_path.rglob("*") if file.is_file() and folder / "exports" not in file.parents]
    assert len(written) > 3
    assert [file.name for file in written if b"Planted" in file.read_bytes()] == []
