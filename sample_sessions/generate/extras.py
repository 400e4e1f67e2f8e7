"""What every real chat also holds: super chats with their ticker, new members, spam that gets deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sample_sessions.generate.bank import read_topic
from sample_sessions.generate.habits import say
from sample_sessions.generate.message import Author, Message, as_author
from sample_sessions.generate.people import channel_id

if TYPE_CHECKING:
    from sample_sessions.generate.bank import Decks
    from sample_sessions.generate.crowd import Crowd
    from sample_sessions.generate.dice import Dice
    from sample_sessions.generate.plan import Plan

AMOUNTS = {
    "es": ("2,00 €", "5,00 €", "5,00 €", "MX$50.00", "10,00 €"),
    "fr": ("2,00 €", "5,00 €", "4,99 €"),
    "en": ("£2.00", "US$4.99", "£5.00"),
}
SPAM = (
    "gana 200€ al día desde casa, info en mi perfil",
    "GANA DINERO DESDE CASA 👉 example.org/facil",
    "mirad mi canal de recetas suscribios xfa",
    "free followers example.net/boost",
    "hago lecturas de tarot baratas escribeme",
    "cremas originales a mitad de precio en example.org/outlet",
    "sub4sub anyone",
    "suscribanse a mi canal y los sigo de vuelta",
)


def paid_messages(dice: Dice, plan: Plan, crowd: Crowd, decks: Decks) -> list[Message]:
    """Let two to five people pay for a message; one of them writes nothing."""
    said: list[Message] = []
    wanted = dice.whole(2, 5)
    while len(said) < wanted:
        second = dice.between(300, plan.length - 120)
        line = dice.pick(read_topic(dice.weighted(plan.languages), "praise"))
        writer = crowd.take(line, second, apart_from=None, many=True) if decks.fits(line) else None
        if writer is None:
            continue
        text = "" if len(said) == 1 else say(line.text, writer.person.voice, dice)
        amount = dice.pick(AMOUNTS[line.lang])
        said.append(Message(second, as_author(writer.person), text, line.lang, "praise", paid=amount))
    return said


def new_members(dice: Dice, plan: Plan, crowd: Crowd) -> list[Message]:
    """Let one to three viewers become members of the channel."""
    count = dice.whole(1, 3)
    writers = [dice.pick(crowd.writers) for _ in range(count)]
    return [
        Message(
            dice.between(max(writer.came, 60), max(writer.left, writer.came + 60, 90)),
            as_author(writer.person),
            "",
            writer.person.lang,
            "member",
            kind="member",
        )
        for writer in writers
        if writer.came < plan.length - 120
    ]


def spam(dice: Dice, plan: Plan) -> list[Message]:
    """Let a few strangers advertise; moderators delete it within half a minute."""
    lines = dice.shuffled(SPAM)[: dice.whole(2, 4)]
    return [
        Message(
            dice.between(200, plan.length - 200),
            Author(f"@promo{dice.whole(100, 999)}x{number}", channel_id("spam", plan.number * 100 + number)),
            line,
            "es",
            "spam",
            deleted=True,
        )
        for number, line in enumerate(lines)
    ]
