"""What REX says about each family of its own rules, and what it proposes instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rex.model.message import Message, say

if TYPE_CHECKING:
    from rex.checks.prose.rule import Rule


class Says(NamedTuple):
    """A family's title, what is said of a sentence, and the way out."""

    title: Message
    says: Message
    instead: Message


SAYS = {
    "hindsight": Says(
        say("Known all along"),
        say("This says that the outcome was known before. After the fact, most outcomes look so."),
        say("Cite the sealed forecast that said it, or write what could be seen at the time."),
    ),
    "counterfactual": Says(
        say("What did not happen"),
        say("This tells what did not happen, and nobody saw that."),
        say("Write what people saw at that moment and which options they had, or make it an action."),
    ),
    "blame": Says(
        say("A person as the cause"),
        say("This names a person or a role as the cause."),
        say("Write what in the setup made it likely, and what would make it less so."),
    ),
    "absolute": Says(
        say("Everyone, nobody, always, never"),
        say("This speaks of everyone or no one, always or never."),
        say("Give the count: how many, out of how many."),
    ),
    "cause": Says(
        say("One cause"),
        say("One cause is given and no other is weighed."),
        say("Name one other explanation, and what would tell them apart."),
    ),
}
"""By the family's name; a workspace's own family brings its own message and remedy."""


def title_of(rule: Rule) -> str:
    """Give the title of a rule's family: REX's own, or the family's name."""
    return SAYS[rule.family].title.text if rule.family in SAYS else rule.family


def message_of(rule: Rule) -> Message:
    """Give what is said of a hit: the file's own words first, then those of REX."""
    return say(_escaped(rule.message)) if rule.message else SAYS[rule.family].says


def remedy_of(rule: Rule) -> Message:
    """Give the way out: the file's own words first, then those of REX."""
    return say(_escaped(rule.remedy)) if rule.remedy else SAYS[rule.family].instead


def _escaped(text: str) -> str:
    """Double the braces of a person's own words, which are no places of a sentence."""
    return text.replace("{", "{{").replace("}", "}}")
