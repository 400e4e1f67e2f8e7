"""The brand's side of the chat: host announcements, moderators who answer some questions, a bot."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from sample_sessions.generate.message import Author, Message
from sample_sessions.generate.people import channel_id
from sample_sessions.generate.plan import seconds

if TYPE_CHECKING:
    from sample_sessions.generate.dice import Dice
    from sample_sessions.generate.plan import Plan

ANSWERS = Path(__file__).parent / "phrases" / "team" / "answers.yaml"
NOTICES = Path(__file__).parent / "phrases" / "team" / "notices.yaml"
HOST = Author("Maison Verbena", channel_id("team", 1), "host")
BOT = Author("@VerbenaBot", channel_id("team", 2), "moderator")
MODERATORS = {
    "first": Author("@nadia.verbena", channel_id("team", 3), "moderator"),
    "second": Author("@camille.verbena", channel_id("team", 4), "moderator"),
}
ANSWERABLE = frozenset(
    {"serum_demo", "cream", "mask", "balm_shades", "oil", "hands", "kit", "price", "shipping", "stock", "promo_code"}
    | {"code_refused", "payment", "product_question", "skin_type", "ingredients", "giveaway", "raid", "late_arrival"}
)
UNSURE = 0.7  # how much less often an unusual question is answered
LATEST_ANSWER = 60.0  # nobody answers after this many seconds past the end


@dataclass(frozen=True, slots=True)
class Intent:
    """What a question is about, and what the team says to it in each language."""

    id: str
    asks: re.Pattern[str]
    says: dict[str, tuple[str, ...]]


@cache
def intents() -> tuple[Intent, ...]:
    """Read the moderators' answers."""
    raw = yaml.safe_load(ANSWERS.read_text("utf-8"))
    return tuple(
        Intent(
            item["id"],
            re.compile(item["asks"], re.IGNORECASE),
            {lang: tuple(item[lang]) for lang in ("es", "fr", "en")},
        )
        for item in raw
        if item["asks"]
    )


@cache
def unsure() -> dict[str, tuple[str, ...]]:
    """Read what the team says when it has no ready answer."""
    raw = yaml.safe_load(ANSWERS.read_text("utf-8"))
    return {lang: tuple(raw[-1][lang]) for lang in ("es", "fr", "en")}


def intent_of(text: str) -> Intent | None:
    """Say what a question is about; None where the team has no ready answer."""
    return next((intent for intent in intents() if intent.asks.search(text)), None)


def answer_questions(dice: Dice, plan: Plan, messages: list[Message]) -> list[Message]:
    """Let the moderators answer the planted share of the questions they can answer."""
    said: list[Message] = []
    for message in messages:
        if not message.question or message.topic not in ANSWERABLE:
            continue
        intent = intent_of(message.text)
        says = intent.says if intent else unsure()
        share = (1.0 if intent else UNSURE) * plan.answered
        share *= plan.raw["answered"].get("by_language", {}).get(message.lang, 1.0)
        if not dice.chance(share):
            continue
        second = max(message.second, 0.0) + 9 + dice.skewed(plan.answer_wait, 0.7)
        if second > plan.length + LATEST_ANSWER:
            continue
        author = _moderator(plan, message.lang)
        text = f"{message.author.name} {dice.pick(says[message.lang])}"
        message.answered_at = second
        said.append(Message(second, author, text, message.lang, "answer"))
    return said


def _moderator(plan: Plan, lang: str) -> Author:
    if "second_moderator" in plan.flags and lang in ("fr", "en"):
        return MODERATORS["second"]
    return MODERATORS["first"]


def announcements(dice: Dice, plan: Plan) -> list[Message]:
    """Post what the host pins for each product, and the bot's reminders every ten minutes or so."""
    raw = yaml.safe_load(NOTICES.read_text("utf-8"))
    said: list[Message] = []
    for segment in plan.segments:
        for product in segment.products:
            lines = raw["products"][product]
            said.append(Message(segment.start + dice.between(35, 80), HOST, dice.pick(lines), "es", "notice"))
        lines = raw["kinds"].get(segment.kind, [])
        said += [Message(segment.start + dice.between(5, 50), HOST, line, "es", "notice") for line in lines]
    second = dice.between(240, 420)
    while second < plan.length:
        said.append(Message(second, BOT, raw["bot"][len(said) % len(raw["bot"])], "es", "bot"))
        second += dice.between(520, 700)
    said += [_note(note) for note in plan.raw.get("team_notes", [])]
    return said


def _note(note: dict[str, Any]) -> Message:
    author = {"host": HOST, "first": MODERATORS["first"], "second": MODERATORS["second"]}[note["by"]]
    return Message(seconds(note["at"]), author, note["text"], note.get("lang", "es"), "notice")
