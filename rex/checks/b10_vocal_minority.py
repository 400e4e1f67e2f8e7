"""B10: a few busy people read as the whole audience."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rex.checks.base import Answer, Cannot, Clear, Fires, beyond, check
from rex.checks.lexicon import holds
from rex.checks.wording import and_more, claim_address, count, together
from rex.model.message import Message, quantity, say, say_n

if TYPE_CHECKING:
    from rex.checks.subject import Subject, Theme
    from rex.model.answer import Claim

FIVE = 5
TOP = 0.50
"""Share of a theme's messages that its five busiest people may write. [heur]"""
OVER_EVEN = 0.20
"""How far that share must lie over the one they would have if all wrote alike: five of eight are many anyway. [heur]"""
PEOPLE, OF_VIEWERS = 3, 0.005
"""Fewest different people behind a theme, alone and as a share of all viewers. [heur]"""


@dataclass(frozen=True, slots=True)
class _Few:
    claim: Claim
    theme: Theme
    strength: float
    alone: bool


@check(
    id="B10",
    title="Vocal minority",
    level="warn",
    needs=("claims", "themes"),
    uses=("unique_viewers",),
    source="S41 (few write most; live chat narrows as crowds grow)",
)
def vocal_minority(subject: Subject) -> Answer:
    """Find conclusions on what the chat said, praise or complaint, where few people said it.

    In a live chat few write most. Ten lines by three people look like ten viewers.

    It speaks when a conclusion cites a theme of which five people wrote half of the messages or more (and 20 points
    more than if all its people wrote equally), or behind which stand fewer than three people, or fewer than 0.5 % of
    the viewers. It warns where the theme is all that the conclusion cites, and is a remark (info) where a KPI or a
    moment stands beside it. A word such as "maybe" or "few" in the conclusion is an answer to it.

    Too little: where no conclusion cites a theme it does not apply; without a number of viewers the share of them is
    left out. Source: S41; the thresholds are starting values.
    """
    cited = [(c, t) for c in subject.claims for t in subject.themes if t.address and t.address in c.evidence]
    if not cited:
        return Cannot(say("No conclusion cites what several people wrote."))
    found = [few for claim, theme in cited if (few := _few(claim, theme, subject.unique_viewers)) is not None]
    if not found:
        fewest = min((theme for _, theme in cited), key=lambda theme: theme.people)
        return Clear(
            say_n(
                "The themes that conclusions cite were written by {n} person or more each.",
                "The themes that conclusions cite were written by {n} people or more each.",
                fewest.people,
            )
        )
    found.sort(key=lambda few: (not few.alone, -few.strength, few.claim.id))
    first = found[0]
    return Fires(
        says=and_more(_says(first.theme, subject.unique_viewers), len({few.claim.id for few in found}) - 1),
        instead=say("Write how many people said it, and look for a count that covers those who did not write."),
        evidence=tuple(a for few in found for a in (claim_address(few.claim), few.theme.address)),
        strength=first.strength,
        level="warn" if first.alone else "info",
    )


def _few(claim: Claim, theme: Theme, viewers: int | None) -> _Few | None:
    if holds("hedge", f"{claim.text} {claim.how}"):
        return None
    reasons = []
    if theme.top_five is not None and _uneven(theme):
        reasons.append(beyond(theme.top_five, TOP))
    enough = max(PEOPLE, OF_VIEWERS * (viewers or 0))
    if theme.people < enough:
        reasons.append(beyond(enough, max(theme.people, 1)))
    if not reasons:
        return None
    alone = all(address.startswith("quote:") for address in claim.evidence)
    return _Few(claim, theme, max(reasons), alone)


def _uneven(theme: Theme) -> bool:
    """Tell whether five people wrote half of a theme, and far more than five of so many would if all wrote alike."""
    even = FIVE / max(theme.people, 1)
    return theme.top_five is not None and theme.top_five >= max(TOP, even + OVER_EVEN)


def _says(theme: Theme, viewers: int | None) -> Message:
    says = _people(theme)
    if viewers:
        text = "{all} watched, so that is {share} of them."
        says = together(says, say(text, all=count(viewers), share=quantity(theme.people / viewers, "share")))
    if theme.top_five is not None and _uneven(theme):
        text = "Five of them wrote {share} of these messages."
        return together(says, say(text, share=quantity(theme.top_five, "share")))
    return says


def _people(theme: Theme) -> Message:
    if theme.messages:
        return say_n(
            "“{words}”: {messages} messages from {n} person.",
            "“{words}”: {messages} messages from {n} people.",
            theme.people,
            words=theme.text,
            messages=count(theme.messages),
        )
    return say_n("“{words}”: from {n} person.", "“{words}”: from {n} people.", theme.people, words=theme.text)
