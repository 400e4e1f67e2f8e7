"""B11: one vivid message in the place of a count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.checks.base import Answer, Cannot, Clear, Fires, check
from rex.checks.lexicon import holds
from rex.checks.wording import and_more, claim_address
from rex.model.message import Message, say, say_n

if TYPE_CHECKING:
    from rex.checks.subject import Subject, Theme
    from rex.model.answer import Claim

PEOPLE = 5
"""Different people from whom on one repeated message is more than an anecdote; the same number as in B01. [heur]"""


@check(
    id="B11",
    title="Vivid anecdote",
    level="warn",
    needs=("claims",),
    uses=("themes",),
    source="S36 (saliency)",
)
def vivid_anecdote(subject: Subject) -> Answer:
    """Find conclusions, good or bad, that rest on one message and on nothing that counts.

    One funny or angry line stays in mind, and a thousand silent viewers do not.

    It speaks when the one thing that a conclusion cites is a message that fewer than five people wrote, with no KPI
    and no moment beside it. A conclusion that calls itself an anecdote, or says that it is unsure, is left alone.

    Too little: where no conclusion cites a message it does not apply; one without any evidence is an opinion, and
    stands as such. Source: S36; the five people are a starting value.
    """
    quoting = [claim for claim in subject.claims if any(_is_quote(address) for address in claim.evidence)]
    if not quoting:
        return Cannot(say("No conclusion cites a message."))
    found = [
        claim for claim in quoting if _anecdote(claim, subject) and not holds("hedge", f"{claim.text} {claim.how}")
    ]
    if not found:
        return Clear(
            say_n(
                "{n} conclusion cites a message, and more stands behind it.",
                "{n} conclusions cite a message, and more stands behind each.",
                len(quoting),
            )
        )
    return Fires(
        says=and_more(_says(found[0], _theme(found[0], subject)), len(found) - 1),
        instead=say("Find a number that says the same, or call it an anecdote."),
        evidence=tuple(a for claim in found for a in (claim_address(claim), *claim.evidence)),
        strength=len(found) / len(quoting),
    )


def _is_quote(address: str) -> bool:
    return address.startswith("quote:")


def _anecdote(claim: Claim, subject: Subject) -> bool:
    if len(set(claim.evidence)) != 1 or not _is_quote(claim.evidence[0]):
        return False
    theme = _theme(claim, subject)
    return theme is None or theme.people < PEOPLE


def _theme(claim: Claim, subject: Subject) -> Theme | None:
    return next((theme for theme in subject.themes if theme.address == claim.evidence[0]), None)


def _says(claim: Claim, theme: Theme | None) -> Message:
    if theme is None:
        return say("“{claim}” rests on one message.", claim=claim.text)
    return say_n(
        "“{claim}” rests on one message, which {n} person wrote, and on no count.",
        "“{claim}” rests on one message, which {n} people wrote, and on no count.",
        theme.people,
        claim=claim.text,
    )
