"""The words for what readers of the chat tell apart: intents, barriers, kinds of noise and of abusive words, moods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.message import Message, say

if TYPE_CHECKING:
    from rex.model.voice import Mood

INTENTS: dict[str, Message] = {
    "price": say("prices"),
    "size": say("sizes"),
    "stock": say("stock"),
    "shipping": say("shipping"),
    "promo": say("offers and codes"),
    "payment": say("paying"),
    "product": say("what a product is like"),
    "purchase": say("how to buy"),
    "want": say("wanting it"),
    "praise": say("praise"),
    "complaint": say("complaints"),
    "suggestion": say("suggestions"),
    "tech": say("picture, sound and app"),
    "greeting": say("greetings"),
    "giveaway": say("the giveaway"),
    "spam": say("spam"),
    "other": say("other things"),
}
BARRIERS: dict[str, Message] = {
    "out_of_stock": say("sold out"),
    "price_too_high": say("too dear"),
    "shipping_cost": say("shipping costs too much"),
    "shipping_area": say("not sent to where they live"),
    "shipping_time": say("arrives too late"),
    "payment_failed": say("payment failed"),
    "code_failed": say("code did not work"),
    "size_missing": say("their size is missing"),
    "technical": say("picture, sound or app failed"),
}
NOISE: dict[str, Message] = {
    "bot": say("machines"),
    "copies": say("one person's copies"),
    "pasted": say("pasted by many"),
    "burst": say("bursts"),
    "wall": say("walls of signs"),
    "spam": say("spam"),
}
HARM: dict[str, Message] = {
    "threat": say("threat"),
    "slur": say("slur"),
    "sexual": say("sexual"),
    "insult": say("insult"),
}


def feeling(mood: Mood) -> Message:
    """Say which way a mood points, where its interval leaves no doubt."""
    if mood.low > 0:
        return say("more positive than negative")
    if mood.high < 0:
        return say("more negative than positive")
    return say("no side clearly stronger")
