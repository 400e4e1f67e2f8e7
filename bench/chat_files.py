"""Made chats of any size for measuring: one seeded conversation, written as the files that chats come in.

Nobody in them exists. As in real chats half of the texts were said before, a tenth holds a digit, some hold an emoji,
an accent, a mail or a phone, and a few people write most of it. The rows are the same in every format.
"""

from __future__ import annotations

import csv
import json
import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

START = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
LASTS_S = 3 * 3600
PEOPLE = 60_000

_SHORT = (
    "hola", "hi", "yes", "no", "si", "👏👏👏", "❤️", "🔥🔥🔥", "+1", "precio?", "price?", "love it", "jajaja", "merci !",
    "ok",
    "wow", "me encanta", "quiero", "link please", "prix ?", "hello everyone", "😍", "gracias", "bonsoir", "talla M?",
    "yo",
)  # fmt: skip
_WORDS = [
    "the",
    "a",
    "is",
    "it",
    "this",
    "that",
    "for",
    "my",
    "do",
    "you",
    "have",
    "in",
    "red",
    "blue",
    "black",
    "size",
    "how",
    "much",
    "ship",
    "to",
    "when",
    "love",
    "dress",
    "colour",
    "look",
    "really",
    "nice",
    "can",
    "we",
    "see",
    "again",
    "please",
    "el",
    "la",
    "de",
    "que",
    "en",
    "talla",
    "color",
    "azul",
    "rojo",
    "cuánto",
    "cuesta",
    "envío",
    "a",
    "Canarias",
    "hay",
    "para",
    "piel",
    "sérum",
    "crema",
    "más",
    "bonito",
    "qué",
    "tal",
    "le",
    "les",
    "avec",
    "pour",
    "taille",
    "combien",
    "ça",
    "coûte",
    "livraison",
    "très",
    "joli",
    "encore",
    "montre",
    "robe",
    "été",
    "bag",
    "shoes",
    "code",
    "today",
    "live",
    "sale",
    "order",
    "stock",
    "discount",
    "gift",
    "thanks",
]
_EMOJI = ("😍", "🔥", "👏", "❤️", "😂", "🙏🏽", "👩‍🦰", "🇪🇸", "✨")
_RARE: tuple[tuple[float, Callable[[random.Random], str]], ...] = (
    (0.002, lambda draw: f"escribidme a cliente{draw.randrange(1000)}@example.com"),
    (0.002, lambda draw: f"my number is +34 600 000 {draw.randrange(1000):03}"),
    (0.010, lambda draw: f"@viewer_{draw.randrange(PEOPLE)} yes, the blue one"),
    (0.002, lambda draw: f"https://shop.example.com/p/{draw.randrange(500)}"),
    (0.002, lambda _: "two\tspaces\u200b and   a tab"),
)


@dataclass(frozen=True, slots=True)
class Said:
    """One message: milliseconds from the start, who (a number), and what."""

    offset_ms: int
    who: int
    text: str


def conversation(rows: int, seed: int = 1) -> Iterator[Said]:
    """Give the same messages for the same number and seed, in the order of time."""
    draw = random.Random(seed)  # noqa: S311 - a seeded bench
    at = 0.0
    step = LASTS_S * 1000 / rows
    for _ in range(rows):
        at += draw.random() * 2 * step
        yield Said(int(at), int(PEOPLE * draw.random() ** 3), _text(draw))


def _text(draw: random.Random) -> str:
    chance = draw.random()
    if chance < 0.35:
        return draw.choice(_SHORT)
    for part, make in _RARE:
        chance -= part
        if 0.35 <= chance < 0.36:
            return make(draw)
    words = draw.choices(_WORDS, k=1 + int(9 * draw.random() ** 2))
    extra = draw.random()
    if extra < 0.10:
        words.append(str(draw.randrange(120)))
    elif extra < 0.16:
        words.append(draw.choice(_EMOJI) * draw.randrange(1, 4))
    elif extra < 0.26:
        words[-1] += draw.choice("?!.")
    return " ".join(words)


def table_csv(rows: int, path: Path) -> None:
    """Write a table of no known platform: time, author, message."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(("time", "author", "message"))
        for said in conversation(rows):
            instant = START + timedelta(milliseconds=said.offset_ms)
            table.writerow((f"{instant:%Y-%m-%dT%H:%M:%S}Z", f"viewer_{said.who}", said.text))


def downloader_jsonl(rows: int, path: Path) -> None:
    """Write what chat-downloader saves as JSON Lines."""
    with path.open("w", encoding="utf-8") as file:
        for number, said in enumerate(conversation(rows)):
            file.write(json.dumps(_entry(number, said), sort_keys=True) + "\n")


def downloader_csv(rows: int, path: Path) -> None:
    """Write what chat-downloader saves as CSV: the same entries, flattened."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        for number, said in enumerate(conversation(rows)):
            flat = dict(sorted(_flat("", _entry(number, said))))
            if number == 0:
                table.writerow(flat)
            table.writerow(flat.values())


def _entry(number: int, said: Said) -> dict[str, Any]:
    usec = int(START.timestamp() * 1_000_000) + said.offset_ms * 1000 + number % 1000
    seconds = said.offset_ms // 1000
    picture = f"https://pictures.example.com/ytc/AAUvwni{said.who:08}"
    return {
        "action_type": "add_chat_item",
        "author": {
            "id": f"UCmade{said.who:018}",
            "images": [{"height": h, "id": f"{h}x{h}", "url": f"{picture}=s{h}", "width": h} for h in (32, 64)],
            "name": f"viewer_{said.who}",
        },
        "message": said.text,
        "message_id": f"CjoKGkNMade{number:012}RhREUU1jUVN",
        "message_type": "text_message",
        "time_in_seconds": said.offset_ms / 1000,
        "time_text": f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}",
        "timestamp": usec,
    }


def _flat(prefix: str, value: Any) -> Iterator[tuple[str, Any]]:
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    if parts is None:
        yield prefix, value
        return
    for key, part in parts:
        yield from _flat(f"{prefix}.{key}" if prefix else str(key), part)


def youtube_jsonl(rows: int, path: Path) -> None:
    """Write what yt-dlp saves of a replay's chat."""
    with path.open("w", encoding="utf-8") as file:
        for number, said in enumerate(conversation(rows)):
            file.write(json.dumps(_action(number, said), ensure_ascii=False) + "\n")


def _action(number: int, said: Said) -> dict[str, Any]:
    usec = int(START.timestamp() * 1_000_000) + said.offset_ms * 1000 + number % 1000
    picture = f"https://pictures.example.com/{said.who:08}"
    seconds = said.offset_ms // 1000
    renderer = {
        "message": {"runs": [{"text": said.text}]},
        "authorName": {"simpleText": f"viewer_{said.who}"},
        "authorPhoto": {"thumbnails": [{"url": f"{picture}/s{h}", "width": h, "height": h} for h in (32, 64)]},
        "contextMenuEndpoint": {
            "commandMetadata": {"webCommandMetadata": {"ignoreNavigation": True}},
            "liveChatItemContextMenuEndpoint": {"params": "made"},
        },
        "id": f"CjoKGkNMade{number:012}RhREUU1jUVN",
        "timestampUsec": str(usec),
        "authorExternalChannelId": f"UCmade{said.who:018}",
        "contextMenuAccessibility": {"accessibilityData": {"label": "Chat actions"}},
        "timestampText": {"simpleText": f"{seconds // 60}:{seconds % 60:02}"},
    }
    item = {"item": {"liveChatTextMessageRenderer": renderer}, "clientId": f"CJyA{number:012}"}
    return {
        "replayChatItemAction": {
            "actions": [{"addChatItemAction": item}],
            "videoOffsetTimeMsec": str(said.offset_ms),
        }
    }
