"""The few words that return on every page: marks, roles, groups of measures, and the page's own labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.measure import MARKS
from rex.model.message import Message, say
from rex.render.blocks import Mark, Tone

if TYPE_CHECKING:
    from rex.model.action import Settled
    from rex.model.measure import Measure, Verdict
    from rex.render.reading import Reading

TONES: dict[Verdict, Tone] = {
    "better": "better",
    "worse": "worse",
    "up": "changed",
    "down": "changed",
    "differs": "changed",
    "usual": "usual",
    "too_little_data": "unknown",
    "too_little_history": "unknown",
    "not_comparable": "unknown",
}

VERDICTS: dict[Verdict, Message] = {
    "better": say("better than usual"),
    "worse": say("worse than usual"),
    "up": say("above usual"),
    "down": say("below usual"),
    "usual": say("as usual"),
    "differs": say("differs from before"),
    "too_little_data": say("too little data"),
    "too_little_history": say("too little history"),
    "not_comparable": say("not comparable"),
}

PLACED: dict[tuple[str, bool], Message] = {
    ("better", True): say("better: above usual"),
    ("better", False): say("better: below usual"),
    ("worse", True): say("worse: above usual"),
    ("worse", False): say("worse: below usual"),
}

WAITED: dict[Verdict, Message] = {"better": say("better: faster than usual"), "worse": say("worse: slower than usual")}
"""A wait is faster or slower, not below or above."""

SETTLED: dict[str, tuple[str, Tone, Message]] = {
    "moved": ("+", "better", say("moved as hoped")),
    "no_clear_change": ("~", "usual", say("no clear change")),
    "wrong_way": ("-", "worse", say("moved the wrong way")),
    "too_early": ("?", "unknown", say("too early to tell")),
    "never_tried": ("?", "unknown", say("never tried")),
    "not_measured": ("?", "unknown", say("not measured")),
}

STATUS: dict[str, Message] = {"open": say("open"), "done": say("done"), "dropped": say("dropped")}

ROLES: dict[str, Message] = {
    "host": say("Host"),
    "csm": say("Customer success"),
    "client": say("Client"),
    "shopper": say("Shoppers"),
    "production": say("Production"),
    "team": say("Team"),
}
EXPECTED_ROLES = ("host", "csm", "client")
"""Whose view a whole retrospective holds; who of them is missing is said."""

GROUPS: dict[str, Message] = {
    "reach": say("Reach"),
    "audience": say("Audience"),
    "chat": say("Chat"),
    "engagement": say("Taking part"),
    "intent": say("Interest in products"),
    "sales": say("Sales"),
    "products": say("Products"),
    "value": say("Value of customers"),
    "experience": say("Experience"),
    "survey": say("What was answered"),
    "service": say("Service"),
    "loyalty": say("Loyalty"),
    "costs": say("Costs"),
    "other": say("Other measures"),
}

PAGE: dict[str, Message] = {
    "skip": say("Skip to the report"),
    "contents": say("In this report"),
    "sections": say("Sections of this report"),
    "headline": say("headline"),
    "evidence": say("Evidence"),
    "table": say("As a table"),
    "provisional": say("Provisional"),
    "settled": say("Settled"),
    "headlines": say("The headline measures"),
    "moments": say("Peaks and drops"),
}


def labelled(label: str) -> str:
    """End a label with a colon, unless it ends with a mark of its own ("How sure?")."""
    return label if label.endswith("?") else f"{label}:"


def verdict_mark(reading: Reading, measure: Measure) -> Mark:
    """Give a measure's mark, with where it lies when a usual range is known."""
    verdict = measure.verdict if measure.status == "measured" else "too_little_data"
    word = VERDICTS[verdict]
    if measure.status == "not_applicable":
        word = say("cannot be computed")
    elif measure.status == "error":
        word = say("could not be computed")
    elif measure.usual is not None and measure.value is not None:
        word = PLACED.get((verdict, measure.value > measure.usual.centre), word)
        if measure.unit == "seconds" and measure.better == "lower":
            word = WAITED.get(verdict, word)
    return Mark(MARKS[verdict], TONES[verdict], reading.tell(word))


def plain_mark(reading: Reading, verdict: Verdict) -> Mark:
    """Give the mark and word of a verdict alone."""
    return Mark(MARKS[verdict], TONES[verdict], reading.tell(VERDICTS[verdict]))


def settled_mark(reading: Reading, settled: Settled) -> Mark:
    """Give the mark of what became of an action."""
    sign, tone, word = SETTLED[settled.verdict]
    return Mark(sign, tone, reading.tell(word))


def role(reading: Reading, name: str) -> str:
    """Name a role in the reader's language; a role of the client's own stays as it is written."""
    known = ROLES.get(name)
    return reading.tell(known) if known else name


def group(reading: Reading, name: str) -> str:
    """Name a group of measures."""
    known = GROUPS.get(name)
    return reading.tell(known) if known else reading.speaker.t(name.replace("_", " ").capitalize())
