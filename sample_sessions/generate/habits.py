"""How a person types: case, accents, abbreviations, slips, laughter, emoji. The words stay those of the bank."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sample_sessions.generate.spelling import ABBREVIATIONS, FAVOURITES, LAUGHS, MOODS, NEIGHBOURS

if TYPE_CHECKING:
    from sample_sessions.generate.dice import Dice

ASKS = re.compile(
    r"\?|^(qué|que|cómo|como|cuál|dónde|cuánt|quién|quoi|comment|combien|quand|où|qui|what|which|how|who|where|when|why|is|are"
    r"|do|does|can)\b",
    re.IGNORECASE,
)
SERIOUS = re.compile(
    r"quimio|chimio|chemo|c[aá]ncer|lo siento|hospital|d[ée]c[èe]d|\bdied\b|passed away|lo de mi madre|abrazo|fuerza"
    r"|op[ée]ration|oncolog|divorc|viuda|veuve|widow|condol|pobre de|hurts|suicid",
    re.IGNORECASE,
)
LAUGH = re.compile(r"\b(?:j+a+(?:j+a+)+j*|a?j+a+j+a+j*|ja|(?:ha){2,}h?|mdr+|ptdr+|lo+l|xd)\b", re.IGNORECASE)
KEEP = re.compile(r"@\S+|[A-ZÁÉÍÓÚ]*\d\S*|[A-Z]{4,}\d*|\S+\.\S+")
WORD = re.compile(r"\w+")
STRETCHABLE = re.compile(r"([aeiouyáéíóú])(\W*)$", re.IGNORECASE)
EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b50\u2764]")


@dataclass(frozen=True, slots=True)
class Voice:
    """One person's habits, each a share of their messages or words."""

    lang: str
    region: str
    capitals: float
    shouts: float
    drops_accents: float
    shortens: float
    slips: float
    stretches: float
    laughs: float
    laughter: str
    emoji: float
    favourites: tuple[str, ...]
    marks: float
    ends: str
    mentions: float


def make_voice(dice: Dice, lang: str, region: str) -> Voice:
    """Draw a person's habits once; they keep them for the season."""
    careful = dice.chance(0.3)
    older = dice.chance(0.22)
    return Voice(
        lang=lang,
        region=region,
        capitals=0.92 if dice.chance(0.42) else 0.04,
        shouts=0.25 if dice.chance(0.03) else 0.008,
        drops_accents=0.03 if careful else dice.pick((0.4, 0.85, 1.0)),
        shortens=0.0 if careful else dice.pick((0.0, 0.15, 0.45, 0.8)),
        slips=dice.pick((0.0, 0.002, 0.006, 0.012, 0.03)),
        stretches=dice.pick((0.0, 0.0, 0.04, 0.12, 0.22)),
        laughs=dice.pick((0.0, 0.01, 0.03, 0.07)),
        laughter=dice.weighted(LAUGHS[lang]),
        emoji=dice.pick((0.0, 0.0, 0.05, 0.15, 0.35)) * (1.3 if older else 1.0),
        favourites=tuple(dice.shuffled(FAVOURITES)[: dice.whole(1, 3)]),
        marks=dice.pick((0.0, 0.05, 0.15, 0.4)),
        ends="..." if older and dice.chance(0.4) else ("." if careful and dice.chance(0.25) else ""),
        mentions=dice.pick((0.0, 0.05, 0.3)),
    )


def say(text: str, voice: Voice, dice: Dice, *, upset: bool = False) -> str:
    """Type a line the way this person types; `upset` keeps hearts and laughter out of trouble."""
    words = [_word(word, voice, dice) for word in text.split(" ")]
    typed = " ".join(words)
    typed = LAUGH.sub(lambda found: _laugh(found.group(), voice, dice), typed)
    if dice.chance(voice.drops_accents):
        typed = plain(typed)
    typed = _case(typed, text, voice, dice)
    typed = _stretch(typed, voice, dice)
    typed = _marks(typed, text, voice, dice)
    typed = _feelings(typed, _mood(text, upset=upset), voice, dice)
    return typed.strip() or text


def plain(text: str) -> str:
    """Take the accents off letters; the tilde of an ñ stays, as a phone keeps it."""
    parts: list[str] = []
    for letter in text:
        bare = unicodedata.normalize("NFD", letter)
        parts.append(letter if letter in "ñÑ" or len(bare) == 1 else bare[0])
    return "".join(parts).replace("¿", "").replace("¡", "")


def _word(word: str, voice: Voice, dice: Dice) -> str:
    bare = word.strip("?!.,:;()").lower()
    if not bare or KEEP.fullmatch(word):
        return word
    short = ABBREVIATIONS[voice.lang].get(bare)
    if short and dice.chance(voice.shortens):
        return word.lower().replace(bare, dice.pick(short))
    if len(bare) > 3 and bare.isalpha() and dice.chance(voice.slips):
        return _slip(word, dice)
    return word


def _slip(word: str, dice: Dice) -> str:
    at = dice.whole(1, len(word) - 2)
    kind = dice.whole(0, 3)
    if kind == 0:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == 1:
        return word[:at] + word[at + 1 :]
    if kind == 2:
        return word[:at] + word[at] + word[at:]
    near = NEIGHBOURS.get(word[at].lower())
    return word[:at] + dice.pick(near) + word[at + 1 :] if near else word


def _laugh(found: str, voice: Voice, dice: Dice) -> str:
    if found and dice.chance(0.35):
        return found
    style = voice.laughter
    if len(style) != 2 or style == "xd":
        return style
    return style * dice.whole(2, 5) + (style[0] if dice.chance(0.3) else "")


def _case(typed: str, text: str, voice: Voice, dice: Dice) -> str:
    if dice.chance(voice.shouts) and "@" not in typed:
        return typed.upper()
    if text.isupper():
        return typed
    if dice.chance(voice.capitals):
        return typed[:1].upper() + typed[1:]
    if voice.capitals < 0.5 and typed[:1].isupper() and not typed[:2].isupper() and dice.chance(0.7):
        return typed[:1].lower() + typed[1:]
    return typed


def _stretch(typed: str, voice: Voice, dice: Dice) -> str:
    found = STRETCHABLE.search(typed)
    if not found or len(typed) > 45 or not dice.chance(voice.stretches):
        return typed
    letter = found.group(1)
    return typed[: found.start()] + letter * dice.whole(2, 5) + found.group(2)


def _marks(typed: str, text: str, voice: Voice, dice: Dice) -> str:
    if typed.endswith("?") and dice.chance(voice.marks):
        return typed + "?" * dice.whole(1, 2)
    if typed[-1:].isalpha() and len(typed) < 60 and not ASKS.search(text) and dice.chance(voice.marks * 0.4):
        return typed + "!" * dice.pick((1, 1, 2, 3))
    if typed[-1:].isalpha() and len(typed) > 14 and voice.ends and dice.chance(0.5):
        return typed + voice.ends
    return typed


def _mood(text: str, *, upset: bool) -> str:
    if SERIOUS.search(text):
        return "serious"
    if upset:
        return "upset"
    return "asking" if ASKS.search(text) else "glad"


def _feelings(typed: str, mood: str, voice: Voice, dice: Dice) -> str:
    if mood == "glad" and dice.chance(voice.laughs) and len(typed) > 5 and not LAUGH.search(typed):
        typed += " " + _laugh("", voice, dice)
    share = voice.emoji * {"glad": 1.0, "upset": 0.45, "asking": 0.3, "serious": 0.6}[mood]
    if dice.chance(share) and not EMOJI.search(typed):
        chosen = dice.pick(voice.favourites) if mood == "glad" else dice.pick(MOODS[mood])
        typed += dice.pick(("", " ")) + chosen * dice.pick((1, 1, 1, 1, 2, 3))
    return typed
