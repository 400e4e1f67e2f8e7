"""B16: conclusions that tell what did not happen."""

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
        ("We should have shown the lid first", True),
        ("Tendríamos que haber enseñado la tapa", True),
        ("On aurait dû montrer le couvercle", True),
        ("The lid was shown last", False),
        ("We should always show the lid", False),
        ("Deberíamos enseñar siempre la tapa", False),
        ("«deberíais haber avisado», una clienta", False),
        ("Je ne dis pas qu'on aurait dû annuler", False),
    ],
)
def test_it_speaks_of_what_did_not_happen(
    *, look: Callable[[str, Subject], Checks], claim: Callable[..., Claim], polarity: str, text: str, fires: bool
) -> None:
    assert bool(look("B16", Subject(claims=(claim(polarity, text=text),))).findings) is fires


def test_the_explanation_is_read_too_and_the_time_is_told(
    look: Callable[[str, Subject], Checks], claim: Callable[..., Claim], read: Callable[[Message], str]
) -> None:
    claims = (claim(id="1", text="Lid", how="we could have shown it", at_s=120), claim(text="Fine"))
    (finding,) = look("B16", Subject(claims=claims)).findings
    assert read(finding.says) == (
        "“Lid” (“could have shown”) tells what did not happen at 120 offset, and nobody saw that."
    )
    assert finding.evidence == ("claim:1",)
    assert finding.strength == 0.5  # one of two


def test_passing_not_applying_and_hiding(look: Callable[[str, Subject], Checks], claim: Callable[..., Claim]) -> None:
    assert look("B16", Subject(claims=(claim(text="Fine"),))).passed
    assert look("B16", Subject()).not_applicable
    subject = Subject(claims=(claim(text="If only it had rung"),), suppressions={"B16": "a wish for the brand"})
    assert look("B16", subject).findings[0].suppressed == "a wish for the brand"
