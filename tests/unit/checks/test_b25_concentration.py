"""B25: results that one buyer, order or product makes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest

from rex.checks.parts import Concentration
from rex.checks.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Callable

    from rex.model.answer import Claim
    from rex.model.finding import Checks
    from rex.model.measure import Measure
    from rex.model.message import Message


@pytest.mark.parametrize("polarity", ["worked", "did_not"])
@pytest.mark.parametrize(
    ("kind", "share", "among", "without", "level"),
    [
        ("buyer", 0.25, 20, None, "warn"),  # 5/20 = 0.25: five times an even share
        ("order", 0.25, 19, None, "info"),  # 5/19 = 0.263: not five times an even share
        ("buyer", 0.24, 100, None, ""),  # near miss
        ("product", 0.60, 30, None, "info"),  # a hero product is planned
        ("order", 0.10, 40, 70_000, "info"),  # without it 700.00, under the printed 800.00 to 1,200.00
        ("order", 0.10, 40, 80_000, ""),  # near miss: on the edge of the range
        ("order", 0.50, 4, None, "info"),
        ("order", 0.50, 3, None, ""),  # one of three orders always has a large share
    ],
)
def test_each_kind_has_its_level(
    *,
    look: Callable[[str, Subject], Checks],
    claim: Callable[..., Claim],
    measure: Callable[..., Measure],
    kind: Literal["buyer", "order", "product"],
    share: float,
    among: int,
    without: float | None,
    level: str,
    polarity: str,
) -> None:
    subject = Subject(
        measures=(measure("revenue", unit="EUR", value=100_000, low=80_000, high=120_000),),
        claims=(claim(polarity, topic="revenue"),),
        concentration=(Concentration(kind, share, among, without=without),),
    )
    assert [finding.level for finding in look("B25", subject).findings] == ([level] if level else [])


def test_it_warns_only_where_something_rests_on_it(
    look: Callable[[str, Subject], Checks], claim: Callable[..., Claim], measure: Callable[..., Measure]
) -> None:
    part = (Concentration("buyer", 0.4, 50),)
    revenue = measure("revenue", unit="EUR", value=100_000)
    idle = Subject(measures=(revenue,), claims=(claim(topic="sound"),), concentration=part)
    headline = Subject(measures=(measure("revenue", unit="EUR", headline=True),), concentration=part)
    assert look("B25", idle).findings[0].level == "info"
    assert look("B25", headline).findings[0].level == "warn"


def test_it_shows_the_result_with_and_without(
    look: Callable[[str, Subject], Checks],
    claim: Callable[..., Claim],
    measure: Callable[..., Measure],
    read: Callable[[Message], str],
) -> None:
    subject = Subject(
        measures=(measure("revenue", unit="EUR", value=2000),),
        claims=(claim(id="1", topic="revenue"),),
        concentration=(Concentration("product", 0.3, 9, name="the kit"), Concentration("order", 0.5, 20, without=1000)),
    )
    finding = look("B25", subject).findings[0]
    assert read(finding.says) == (
        "One of 20 count orders makes 0.5 share of the revenue. Revenue is 2000 EUR, and 1000 EUR without it. "
        "One conclusion depends on it."
    )
    assert finding.evidence == ("claim:1", "metric:revenue")
    assert finding.strength == 0.5  # 1 - 0.25/0.5


def test_passing_tells_the_largest_share(
    look: Callable[[str, Subject], Checks], measure: Callable[..., Measure], read: Callable[[Message], str]
) -> None:
    parts = (Concentration("order", 0.05, 60), Concentration("product", 0.2, 12, name="kit"))
    passed = look("B25", Subject(measures=(measure(),), concentration=parts)).passed[0]
    assert read(passed.says) == "The largest buyer, order or product makes 0.2 share of the revenue."


def test_it_can_be_hidden_with_a_reason(
    look: Callable[[str, Subject], Checks], measure: Callable[..., Measure]
) -> None:
    part = (Concentration("buyer", 0.4, 50),)
    subject = Subject(measures=(measure(),), concentration=part, suppressions={"B25": "a wholesale buyer, agreed"})
    assert look("B25", subject).findings[0].suppressed == "a wholesale buyer, agreed"
