"""B22: a total that moves against its own parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.checks.parts import Stratum
from rex.checks.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Callable

    from rex.model.answer import Claim
    from rex.model.finding import Checks
    from rex.model.measure import Measure
    from rex.model.message import Message

# Before: 10 % of 1,000 and 2 % of 1,000: 6 %. After: 12 % of 500 and 3 % of 3,500: (60 + 105)/4,000 = 4.125 %.
SHOP = Stratum("channel", "shop", 0.10, 1000, 0.12, 500)
SOCIAL = Stratum("channel", "social", 0.02, 1000, 0.03, 3500)


def back(s: Stratum) -> Stratum:
    return Stratum(s.by, s.name, s.after, s.n_after, s.before, s.n_before)


@pytest.mark.parametrize(
    ("strata", "fires"),
    [
        ((SHOP, SOCIAL), True),
        ((SHOP, Stratum("channel", "social", 0.02, 1000, 0.02, 3500)), False),  # near miss: one part moved, 0.3125
        ((SHOP, Stratum("device", "mobile", 0.02, 1000, 0.03, 3500)), False),  # parts of two different things
        ((SHOP, Stratum("channel", "social", 0.02, 29, 0.03, 3500)), False),  # near miss: 29 people
        ((Stratum("channel", "a", 0.1, 100, 0.2, 100), Stratum("channel", "b", 0.1, 100, 0.2, 100)), False),
    ],
)
def test_it_speaks_of_a_fall_and_of_a_rise(
    look: Callable[[str, Subject], Checks], measure: Callable[..., Measure], strata: tuple[Stratum, ...], fires: bool
) -> None:
    one = look("B22", Subject(strata={"conversion_rate": strata}, measures=(measure(),)))
    mirror = look("B22", Subject(strata={"conversion_rate": tuple(map(back, strata))}, measures=(measure(),)))
    assert bool(one.findings) is bool(mirror.findings) is fires


@pytest.mark.parametrize(
    ("direction", "unit", "level"),
    [("down", "share", "warn"), (None, "share", "info"), ("down", "EUR", "info")],
)
def test_it_warns_where_a_conclusion_rests_on_it_and_scatter_is_excluded(
    look: Callable[[str, Subject], Checks],
    claim: Callable[..., Claim],
    measure: Callable[..., Measure],
    direction: str | None,
    unit: str,
    level: str,
) -> None:
    subject = Subject(
        strata={"conversion_rate": (SHOP, SOCIAL)},
        measures=(measure(unit=unit),),
        claims=(claim("did_not", topic="conversion_rate", direction=direction),),
    )
    assert look("B22", subject).findings[0].level == level


def test_parts_within_scatter_pass(
    look: Callable[[str, Subject], Checks], claim: Callable[..., Claim], measure: Callable[..., Measure]
) -> None:
    strata = (Stratum("channel", "a", 0.10, 100, 0.11, 40), Stratum("channel", "b", 0.02, 100, 0.03, 300))
    subject = Subject(
        strata={"conversion_rate": strata},
        measures=(measure(),),
        claims=(claim("did_not", topic="conversion_rate", direction="down"),),
    )
    assert look("B22", subject).passed


def test_it_shows_total_parts_and_the_unchanged_mix(
    look: Callable[[str, Subject], Checks],
    claim: Callable[..., Claim],
    measure: Callable[..., Measure],
    read: Callable[[Message], str],
) -> None:
    subject = Subject(
        strata={"conversion_rate": (SHOP, SOCIAL)},
        measures=(measure(),),
        claims=(claim("did_not", id="1", topic="conversion_rate", direction="down"),),
    )
    finding = look("B22", subject).findings[0]
    # mean weights 0.3125 and 0.6875: 0.3125 * 0.02 + 0.6875 * 0.01 = 0.013125, printed to four digits
    assert read(finding.says) == (
        "Conversion rate fell from 0.06 share to 0.04125 share, but rose in 2 count of 2 count parts: the mix changed. "
        "At an unchanged mix the difference would be 0.01312 points."
    )
    assert finding.evidence == ("claim:1", "metric:conversion_rate")
    assert finding.strength == pytest.approx(2 / 3, abs=1e-4)  # 1 - (1/3)/1


def test_passing_and_not_applying(
    look: Callable[[str, Subject], Checks], measure: Callable[..., Measure], read: Callable[[Message], str]
) -> None:
    alike = (Stratum("channel", "a", 0.1, 100, 0.2, 100), Stratum("channel", "b", 0.1, 100, 0.2, 100))
    passed = look("B22", Subject(strata={"conversion_rate": alike}, measures=(measure(),))).passed[0]
    assert (
        read(passed.says)
        == "KPIs split into parts: 1 count; none moved against most of its parts by more than scatter."
    )
    assert look("B22", Subject(strata={"conversion_rate": (SHOP,)}, measures=(measure(),))).not_applicable


def test_it_can_be_hidden_with_a_reason(
    look: Callable[[str, Subject], Checks], measure: Callable[..., Measure]
) -> None:
    subject = Subject(
        strata={"conversion_rate": (SHOP, SOCIAL)}, measures=(measure(),), suppressions={"B22": "told by channel"}
    )
    assert look("B22", subject).findings[0].suppressed == "told by channel"
