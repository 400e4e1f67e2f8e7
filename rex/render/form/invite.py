"""The mail that a form goes with: why, how long, until when, and what happens with the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.message import say, say_n

if TYPE_CHECKING:
    from rex.model.message import Message
    from rex.text.speaker import Speaker


def invitation(title: str, minutes: int, speaker: Speaker, *, shopper: bool, nameless: bool) -> str:
    """Write the mail's text, subject first; what stands in square brackets is for the sender to fill in."""
    about = _shopper(title, minutes) if shopper else _team(title, minutes)
    privacy = (
        [say("Your answers are kept without name, role or time. Whoever opens your mail sees who sent it.")]
        if nameless
        else []
    )
    parts = [*about, *(_data() if shopper else privacy), say("[your name]")]
    return "\n\n".join(speaker.say(part) for part in parts) + "\n"


def _team(title: str, minutes: int) -> list[Message]:
    return [
        say("Subject: {session}: a few questions before the numbers", session=title),
        say("Hello,"),
        say(
            "The numbers of “{session}” come later. What you remember before you see them is worth more: "
            "afterwards nobody can tell memory and chart apart.",
            session=title,
        ),
        say_n(
            "The attached page takes about {n} minute. Every text may be skipped.",
            "The attached page takes about {n} minutes. Every text may be skipped.",
            minutes,
        ),
        say("Open it on your phone or computer; it needs no connection and sends nothing by itself."),
        say(
            "At the end it gives you a file, or a text to copy. Please send one of the two back to this address until "
            "[day and hour]."
        ),
        say("In return you get the report, with your answers beside the numbers."),
    ]


def _shopper(title: str, minutes: int) -> list[Message]:
    return [
        say("Subject: {session}: how was it for you?", session=title),
        say("Hello,"),
        say(
            "You watched “{session}”. What you say about it helps to decide what the next one looks like.",
            session=title,
        ),
        say_n(
            "The attached page takes about {n} minute. Every answer is optional, and you can stop at any point.",
            "The attached page takes about {n} minutes. Every answer is optional, and you can stop at any point.",
            minutes,
        ),
        say("Open it on your phone or computer; it needs no connection and sends nothing by itself."),
        say(
            "At the end it gives you a file, or a text to copy. Please send one of the two back to this address until "
            "[day and hour]."
        ),
        say("For your time: [reward, or nothing]. It does not depend on what you answer."),
    ]


def _data() -> list[Message]:
    return [
        say(
            "What happens with your answers: they are kept without your name, counted together with those of others, "
            "and shown as numbers or as single sentences that nobody can trace to you. The mail itself is deleted "
            "after [number] days. To have it deleted at once, answer this mail."
        )
    ]
