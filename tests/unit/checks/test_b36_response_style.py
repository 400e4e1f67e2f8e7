"""B36: satisfaction held against that of another country or language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.checks.parts import AnswerGroup
from rex.checks.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Callable

    from rex.model.answer import Claim
    from rex.model.finding import Checks
    from rex.model.message import Message


def groups(*baselines: float | None) -> tuple[AnswerGroup, ...]:
    named = zip(("España", "France", "Italia"), (60.0, 20.0, 45.0), baselines, strict=False)
    return tuple(AnswerGroup("nps", "country", name, 80, value, base) for name, value, base in named)


@pytest.mark.parametrize("polarity", ["worked", "did_not"])
@pytest.mark.parametrize(
    ("text", "topic", "evidence", "baselines", "fires"),
    [
        ("Happier in Espana than in France", "nps", (), (None, None), True),
        ("Happier in España than in France", "nps", (), (58.0, None), True),  # one without a value of its own
        ("Happier in España than in France", "nps", (), (58.0, 25.0), False),  # both have one
        ("Happier in the south", "", ("group:nps:España", "group:nps:France"), (None, None), True),
        ("Happier in España", "nps", (), (None, None), False),  # near miss: nothing is compared
        ("Happier in España than in France", "orders", (), (None, None), False),  # another KPI
        ("Perhaps happier in España than in France", "nps", (), (None, None), False),
    ],
)
def test_it_speaks_of_comparisons_without_a_value_of_their_own(
    *,
    look: Callable[[str, Subject], Checks],
    claim: Callable[..., Claim],
    text: str,
    topic: str,
    evidence: tuple[str, ...],
    baselines: tuple[float | None, ...],
    fires: bool,
    polarity: str,
) -> None:
    subject = Subject(
        claims=(claim(polarity, text=text, topic=topic, evidence=evidence),), answer_groups=groups(*baselines)
    )
    assert bool(look("B36", subject).findings) is fires


def test_it_shows_the_values(
    look: Callable[[str, Subject], Checks], claim: Callable[..., Claim], read: Callable[[Message], str]
) -> None:
    subject = Subject(
        claims=(claim(id="1", text="España beats France", topic="nps"),), answer_groups=groups(None, 25.0)
    )
    finding = look("B36", subject).findings[0]
    assert read(finding.says) == (
        "“España beats France” holds España (60 nps, 80 count answers) against France (20 nps, 80 count answers). "
        "Without an earlier value of their own: 1 count of 2 count."
    )
    assert finding.evidence == ("claim:1", "group:nps:España", "group:nps:France")
    assert finding.strength == 1


def test_passing_and_not_applying(
    look: Callable[[str, Subject], Checks], claim: Callable[..., Claim], read: Callable[[Message], str]
) -> None:
    both = (claim(text="España beats France", topic="nps"),)
    passed = look("B36", Subject(claims=both, answer_groups=groups(58.0, 25.0))).passed[0]
    assert read(passed.says) == (
        "Conclusions that compare countries or languages: 1 count; each has earlier values, or says it is unsure."
    )
    assert look("B36", Subject(claims=(claim(),), answer_groups=groups(None, None))).not_applicable


def test_it_can_be_hidden_with_a_reason(look: Callable[[str, Subject], Checks], claim: Callable[..., Claim]) -> None:
    subject = Subject(
        claims=(claim(text="España beats France", topic="nps"),),
        answer_groups=groups(None, None),
        suppressions={"B36": "one panel, one language"},
    )
    assert look("B36", subject).findings[0].suppressed == "one panel, one language"
