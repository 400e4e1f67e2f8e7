"""A draw's code word, as hundreds of people type it at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sample_sessions.generate.habits import Voice, say

if TYPE_CHECKING:
    from sample_sessions.generate.dice import Dice

SLIPPED = 0.07
ADDED = 0.16
WITH = {
    "es": (
        "participo",
        "suerte!!",
        "a ver si hoy",
        "desde Cuenca",
        "porfaaa",
        "🍀",
        "🤞🤞",
        "yo",
        "para mi madre",
        "va",
    ),
    "fr": ("je participe", "bonne chance", "🍀", "allez", "pour ma mère", "🤞", "enfin", "svp svp"),
    "en": ("good luck all", "🍀", "pick me", "🤞🤞", "in", "pls", "for my mum", "count me in"),
}


def code_word(code: str, voice: Voice, dice: Dice) -> str:
    """Type the code word the way this person would."""
    text = code.lower() if dice.chance(0.55) else (code.upper() if dice.chance(0.6) else code.capitalize())
    if dice.chance(SLIPPED):
        at = dice.whole(1, len(text) - 2)
        text = text[:at] + text[at + 1 :] if dice.chance(0.5) else text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    if dice.chance(0.1):
        return " ".join([text] * dice.whole(2, 4))
    if dice.chance(ADDED):
        text = f"{text} {dice.pick(WITH[voice.lang])}"
    return say(text, voice, dice) if dice.chance(0.5) else text
