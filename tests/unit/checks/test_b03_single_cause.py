"""B03: one cause and no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.checks.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Callable

    from rex.model.answer import Claim
    from rex.model.finding import Checks
    from rex.model.message import Message


@pytest.mark.parametrize("polarity", ["worked", "did_not"])
@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("Orders fell because the tray was hidden", True),
        ("Bajaron los pedidos debido al eco", True),
        ("La théière est partie grâce à la vapeur", True),
        ("Orders fell, perhaps because of the echo", False),
        ("Quizá bajaron debido al eco", False),
        ("“left because of the echo”, a viewer", False),
        ("Ce n'est pas à cause du prix", False),
        ("Orders fell at 20:10", False),
    ],
)
def test_it_speaks_of_a_flat_cause(
    *, look: Callable[[str, Subject], Checks], claim: Callable[..., Claim], polarity: str, text: str, fires: bool
) -> None:
    assert bool(look("B03", Subject(claims=(claim(polarity, text=text),))).findings) is fires


def test_an_alternative_on_record_or_a_hedge_beside_it_settles_it(
    look: Callable[[str, Subject], Checks], claim: Callable[..., Claim]
) -> None:
    text = "Orders fell because the tray was hidden"
    assert look("B03", Subject(claims=(claim(text=text, against=("moment:1",)),))).passed
    assert look("B03", Subject(claims=(claim(text=text, how="A small sample."),))).passed
    assert look("B03", Subject(claims=(claim(text=text, how="It was hidden."),))).findings


def test_it_quotes_the_first_and_counts_the_others(
    look: Callable[[str, Subject], Checks], claim: Callable[..., Claim], read: Callable[[Message], str]
) -> None:
    texts = ("Fell due to the echo", "The long intro killed the chat", "Fine", "Fine")
    claims = tuple(claim(id=str(n), text=text) for n, text in enumerate(texts))
    (finding,) = look("B03", Subject(claims=claims)).findings
    assert read(finding.says) == "“Fell due to the echo” (“due to”) gives one cause. One more conclusion is like it."
    assert finding.evidence == ("claim:0", "claim:1")
    assert finding.strength == 0.5  # two of four
    assert look("B03", Subject()).not_applicable
    hidden = Subject(claims=claims, suppressions={"B03": "tested twice"})
    assert look("B03", hidden).findings[0].suppressed == "tested twice"
