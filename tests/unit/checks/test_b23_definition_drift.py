"""B23: numbers compared that were counted by two rules."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from rex.checks.parts import Basis
from rex.checks.subject import Subject
from rex.model.comparison import Change
from rex.model.message import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from rex.model.answer import Claim
    from rex.model.finding import Checks
    from rex.model.measure import Measure, Verdict
    from rex.model.message import Message

NOW = Basis(
    "new",
    definitions={"aov": "aov@2", "nps": "nps@1"},
    units={"aov": "EUR", "nps": "nps"},
    attribution="window, 0 h",
    tax="tax inside",
    timezone="Europe/Madrid",
)
THEN = replace(NOW, session="old")


@pytest.fixture
def told(claim: Callable[..., Claim], measure: Callable[..., Measure]) -> Callable[..., Subject]:
    def one(previous: Basis, topic: str = "aov", direction: str | None = "up") -> Subject:
        return Subject(
            basis=NOW,
            previous=previous,
            measures=(measure("aov", unit="EUR", value=4000, title="Order value"), measure("nps", unit="nps")),
            kpi_tables={"aov": ("sales",), "nps": ("survey",)},
            claims=(claim(id="1", topic=topic, direction=direction),),
        )

    return one


@pytest.mark.parametrize("direction", ["up", "down", "same"])
@pytest.mark.parametrize(
    "previous",
    [
        replace(THEN, definitions={"aov": "aov@1"}),
        replace(THEN, units={"aov": "USD"}),
        replace(THEN, attribution="window, 24 h"),
        replace(THEN, tax="before tax"),
    ],
)
def test_each_difference_blocks_a_compared_kpi(
    look: Callable[[str, Subject], Checks], told: Callable[..., Subject], previous: Basis, direction: str
) -> None:
    finding = look("B23", told(previous, direction=direction)).findings[0]
    assert finding.level == "block"
    assert finding.evidence == ("claim:1", "metric:aov")
    assert finding.strength == 1  # 1 of 1


@pytest.mark.parametrize(
    ("previous", "topic", "direction"),
    [
        (THEN, "aov", "up"),  # counted alike
        (replace(THEN, definitions={}, units={}, attribution="", tax=""), "aov", "up"),  # unknown differs from nothing
        (replace(THEN, attribution="window, 24 h", tax="before tax"), "nps", "up"),  # no orders, no money in it
        (replace(THEN, definitions={"nps": "nps@0"}), "aov", "up"),  # another KPI's rule changed
        (replace(THEN, timezone="America/Bogota"), "aov", "up"),  # a show's own numbers do not hang on the zone
        (replace(THEN, definitions={"aov": "aov@1"}), "aov", None),  # nothing is compared
    ],
)
def test_near_misses_are_silent(
    look: Callable[[str, Subject], Checks],
    told: Callable[..., Subject],
    previous: Basis,
    topic: str,
    direction: str | None,
) -> None:
    assert not look("B23", told(previous, topic, direction)).findings


@pytest.mark.parametrize(("verdict", "fires"), [("better", True), ("usual", True), ("not_comparable", False)])
def test_a_row_with_a_verdict_is_a_comparison(
    look: Callable[[str, Subject], Checks], told: Callable[..., Subject], verdict: Verdict, fires: bool
) -> None:
    change = Change(
        id="aov",
        title="Order value",
        unit="EUR",
        better="higher",
        before=1,
        after=2,
        verdict=verdict,
        why=say("It is."),
    )
    subject = told(replace(THEN, tax="before tax"), direction=None)
    assert bool(look("B23", replace(subject, changes=(change,))).findings) is fires


def test_it_says_what_differs(
    look: Callable[[str, Subject], Checks], told: Callable[..., Subject], read: Callable[[Message], str]
) -> None:
    finding = look("B23", told(replace(THEN, definitions={"aov": "aov@1"}))).findings[0]
    assert read(finding.says) == ("Order value cannot be compared with old. Definition: aov@1 there, aov@2 here.")
    passed = look("B23", told(THEN)).passed[0]
    assert read(passed.says) == "1 count KPI is compared, and it was counted alike in both sessions."


def test_it_can_be_hidden_with_a_reason(look: Callable[[str, Subject], Checks], told: Callable[..., Subject]) -> None:
    subject = replace(told(replace(THEN, tax="before tax")), suppressions={"B23": "both without tax, checked"})
    assert look("B23", subject).findings[0].suppressed == "both without tax, checked"
