"""B28: a person as the cause of what did not work."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.checks.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Callable

    from rex.model.answer import Claim
    from rex.model.finding import Checks
    from rex.model.message import Message


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("The moderator forgot the shipping line", True),
        ("Error humano en la etiqueta", True),
        ("La modératrice a oublié la livraison", True),
        ("The router failed at 20:10", False),
        ("A Rita no se le olvidó ninguna talla", False),
        ("« votre animatrice a oublié », une cliente", False),
        ("Si la presentadora se olvida, regiduría saca el cartel", False),
    ],
)
def test_it_speaks_of_persons_in_what_did_not_work(
    *, look: Callable[[str, Subject], Checks], claim: Callable[..., Claim], text: str, fires: bool
) -> None:
    checks = look("B28", Subject(claims=(claim("did_not", text=text), claim("worked", text=text))))
    assert bool(checks.findings) is fires
    assert not look("B28", Subject(claims=(claim("worked", text=text),))).findings


def test_it_counts_persons_against_the_setup_and_never_repeats_a_name(
    look: Callable[[str, Subject], Checks], claim: Callable[..., Claim], read: Callable[[Message], str]
) -> None:
    persons = tuple(claim("did_not", id=f"p{n}", text="Julia forgot the code") for n in range(3))
    setup = tuple(claim("did_not", id=f"s{n}", text="Fell because the tray was hidden") for n in range(2))
    (one,) = look("B28", Subject(claims=(*persons, setup[0]))).findings
    assert read(one.says) == (
        "Of what did not work, 3 count conclusions name a person or a role as the cause, 1 count the setup."
    )
    assert one.evidence == ("claim:p0", "claim:p1", "claim:p2")
    assert one.strength == 0.75  # three of four
    (other,) = look("B28", Subject(claims=(*persons, *setup))).findings  # 3 is less than twice 2
    assert read(other.says) == "3 count conclusions name a person or a role as the cause."
    assert "Julia" not in read(one.says) + read(other.says) + read(one.instead)


def test_passing_not_applying_and_hiding(look: Callable[[str, Subject], Checks], claim: Callable[..., Claim]) -> None:
    assert look("B28", Subject(claims=(claim("did_not", text="The router failed"),))).passed
    assert look("B28", Subject()).not_applicable
    blame = (claim("did_not", text="Human error on the label"),)
    assert look("B28", Subject(claims=blame, suppressions={"B28": "agreed words"})).findings[0].suppressed == (
        "agreed words"
    )
