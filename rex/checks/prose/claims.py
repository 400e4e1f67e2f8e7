"""Read what people concluded with the rules for prose: which conclusions a family speaks of, and by which words."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from rex.checks.prose.find import Hit, hits
from rex.checks.prose.rule import shipped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rex.checks.prose.rule import Rule
    from rex.model.answer import Claim


class Worded(NamedTuple):
    """A conclusion and the first place of it where a family of rules applies."""

    claim: Claim
    hit: Hit


def worded(claims: Iterable[Claim], family: str) -> list[Worded]:
    """Find the conclusions whose text or explanation a family's rules speak of, in the order given.

    A conclusion does not tell its language; the rules of all three are tried.
    """
    found = []
    for claim in claims:
        for text in (claim.text, claim.how):
            hit = next(iter(hits(text, None, _of(family))), None)
            if hit is not None:
                found.append(Worded(claim, hit))
                break
    return found


@cache
def _of(family: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in shipped() if rule.family == family)
