"""B18: conclusions that rest on very few, and do not say so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from rex.checks.b18_small_numbers import hedged
from rex.checks.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Callable

    from rex.model.answer import Claim
    from rex.model.finding import Checks
    from rex.model.measure import Measure
    from rex.model.message import Message


@pytest.mark.parametrize("polarity", ["worked", "did_not"])
@pytest.mark.parametrize(
    ("parts", "fires"),
    [
        ({"unit": "share", "n": 29}, True),
        ({"unit": "share", "n": 30}, False),
        ({"unit": "nps", "n": 99, "value": 41}, True),
        ({"unit": "nps", "n": 100, "value": 41}, False),
        ({"unit": "EUR", "n": 9, "value": 7502}, True),
        ({"unit": "EUR", "n": 10, "value": 7502}, False),
        ({"unit": "minutes", "n": 4, "value": 14.8}, False),
        ({"unit": "share", "n": None}, False),
    ],
)
def test_each_kind_of_number_has_its_own_smallest_n(
    look: Callable[[str, Subject], Checks],
    claim: Callable[..., Claim],
    measure: Callable[..., Measure],
    parts: dict[str, Any],
    fires: bool,
    polarity: str,
) -> None:
    subject = Subject(claims=(claim(polarity, evidence=("metric:x",)),), measures=(measure("x", **parts),))
    assert bool(look("B18", subject).findings) is fires


@pytest.mark.parametrize(("orders", "fires"), [(9, True), (10, False)])
def test_a_kpi_made_from_orders_rests_on_the_orders(
    look: Callable[[str, Subject], Checks],
    claim: Callable[..., Claim],
    measure: Callable[..., Measure],
    orders: int,
    fires: bool,
) -> None:
    subject = Subject(
        claims=(claim(topic="conversion_rate"),),
        measures=(measure("conversion_rate", n=1842), measure("orders", unit="count", value=orders)),
        kpi_tables={"conversion_rate": ("sales", "viewers")},
    )
    assert bool(look("B18", subject).findings) is fires


def test_it_says_what_it_rests_on_and_what_that_leaves_open(
    look: Callable[[str, Subject], Checks],
    claim: Callable[..., Claim],
    measure: Callable[..., Measure],
    read: Callable[[Message], str],
) -> None:
    nps = measure("nps", unit="nps", value=40, n=10, low=-7, high=68, title="NPS")
    csat = measure("csat", n=29, title="CSAT")
    claims = (claim(id="1", text="They are glad", topic="csat"), claim(id="2", text="They love us", topic="nps"))
    finding = look("B18", Subject(claims=claims, measures=(nps, csat))).findings[0]
    assert read(finding.says) == (
        "“They love us”: NPS rests on 10 count; 100 count would be needed to lean on it. "
        "It could be -7 nps to 68 nps. One more conclusion is like it."
    )
    assert finding.evidence == ("claim:2", "metric:nps", "claim:1", "metric:csat")
    assert finding.strength == 0.9  # 1 - 10 / 100
    assert read(finding.instead).startswith("Write it with its range")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Maybe they liked it", True),
        ("Quizás gustó", True),
        ("Peut-être plus de ventes", True),
        ("NPS is between -7 and 68", True),
        ("La conversión está entre 4 y 7 %", True),
        ("entre 4 et 7 %", True),
        ("41 ± 27", True),
        ("NPS rose from 30 to 41", False),
        ("Mayor demand for the kit", False),
        ("People could not pay in May", False),
        ("No fue posible pagar", False),
        ("They love us", False),
    ],
)
def test_a_range_or_a_word_of_doubt_is_a_hedge_in_three_languages(text: str, expected: bool) -> None:
    assert hedged(text) is expected


def test_a_hedged_conclusion_passes_aloud(
    look: Callable[[str, Subject], Checks],
    claim: Callable[..., Claim],
    measure: Callable[..., Measure],
    read: Callable[[Message], str],
) -> None:
    subject = Subject(
        claims=(claim(text="Perhaps they liked it", topic="nps"),), measures=(measure("nps", unit="nps", n=5),)
    )
    assert read(look("B18", subject).passed[0].says) == (
        "1 count conclusion cites a KPI, and it rests on enough or says how unsure it is."
    )


def test_without_a_conclusion_on_a_kpi_it_does_not_apply(
    look: Callable[[str, Subject], Checks], claim: Callable[..., Claim], measure: Callable[..., Measure]
) -> None:
    assert look("B18", Subject(claims=(claim(topic="sound"),), measures=(measure(n=3),))).not_applicable


def test_it_can_be_hidden_with_a_reason(
    look: Callable[[str, Subject], Checks], claim: Callable[..., Claim], measure: Callable[..., Measure]
) -> None:
    subject = Subject(
        claims=(claim(topic="x"),), measures=(measure("x", n=3),), suppressions={"B18": "a pilot of three"}
    )
    assert look("B18", subject).findings[0].suppressed == "a pilot of three"
