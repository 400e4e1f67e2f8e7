"""B12: what is cited comes from the end, or from the fullest minute."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.checks.subject import Subject
from rex.model.moment import Timeline

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rex.model.answer import Claim
    from rex.model.finding import Checks
    from rex.model.message import Message
    from rex.model.moment import Moment

HOUR = 3600.0  # the last fifth begins at minute 48


def at(claim: Callable[..., Claim], minutes: Sequence[float], polarity: str = "worked") -> tuple[Claim, ...]:
    return tuple(claim(polarity, id=f"m{minute}", at_s=minute * 60) for minute in minutes)


@pytest.mark.parametrize("polarity", ["worked", "did_not"])
@pytest.mark.parametrize(
    ("minutes", "fires"),
    [
        ((5, 20, 50, 52, 55, 58), True),  # 4 of 6: 0.017
        ((5, 20, 30, 50, 55, 58), False),  # near miss: 3 of 6, 0.099
        ((5, 10, 20, 30, 40, 49, 51, 53, 55, 57), True),  # 5 of 10: 0.033
        ((2, 5, 10, 20, 30, 40, 51, 53, 55, 57), False),  # near miss: 4 of 10, 0.121
        ((50, 52, 55, 58), False),  # four minutes are too few
        ((50, 50.2, 50.5, 51, 51.5, 5), False),  # two minutes told often are two, and one more: 3 in all
        ((1, 13, 25, 37, 49, 59), False),  # spread over the show
    ],
)
def test_the_tail_of_the_end_decides(
    look: Callable[[str, Subject], Checks],
    claim: Callable[..., Claim],
    minutes: Sequence[float],
    fires: bool,
    polarity: str,
) -> None:
    subject = Subject(claims=at(claim, minutes, polarity), duration_s=HOUR)
    assert bool(look("B12", subject).findings) is fires


@pytest.mark.parametrize(
    ("minutes", "fires"),
    [((2, 45, 21, 22, 23), True), ((2, 45, 50, 22, 23), False)],  # 3 of 5 within 20.5 to 24.5; 2 of 5
)
def test_the_viewer_peak_decides_too(
    look: Callable[[str, Subject], Checks], claim: Callable[..., Claim], minutes: Sequence[float], fires: bool
) -> None:
    viewers = tuple(100 + (50 if step == 22 else 0) for step in range(60))
    subject = Subject(claims=at(claim, minutes), duration_s=HOUR, timeline=Timeline(viewers=viewers))
    found = look("B12", subject).findings
    assert bool(found) is fires


def test_moments_decide_whether_something_was_left_out(
    look: Callable[[str, Subject], Checks],
    claim: Callable[..., Claim],
    moment: Callable[..., Moment],
    read: Callable[[Message], str],
) -> None:
    early = moment(1, "drop", start_s=600, end_s=720, peak_s=660)
    late = moment(2, "peak", start_s=3000, end_s=3100, peak_s=3050)
    claims = at(claim, (5, 20, 50, 52, 55, 58))
    finding = look("B12", Subject(claims=claims, duration_s=HOUR, moments=(early, late))).findings[0]
    assert read(finding.says) == (
        "4 count of 6 count cited minutes lie in the last 12 minutes of the show. "
        "If every minute were cited equally often, that would happen in 0.01696 share of sessions. "
        "1 count moment elsewhere is mentioned by nobody."
    )
    assert read(finding.instead) == "Look at the rest of the show; a place to start: 600 offset, sound lost."
    assert finding.evidence == ("claim:m50", "claim:m52", "claim:m55", "claim:m58")
    assert finding.strength == pytest.approx(0.2652, abs=1e-3)  # 1 - ln 0.05 / ln 0.01696
    assert look("B12", Subject(claims=claims, duration_s=HOUR, moments=(late,))).passed  # nothing else happened
    told = moment(1, "drop", start_s=290, end_s=400, peak_s=350)  # the fifth minute is cited
    assert look("B12", Subject(claims=claims, duration_s=HOUR, moments=(told, late))).passed


def test_a_cited_moment_gives_its_minute(
    look: Callable[[str, Subject], Checks], claim: Callable[..., Claim], moment: Callable[..., Moment]
) -> None:
    moments = tuple(
        moment(i, "peak", start_s=s, end_s=s + 60, peak_s=s) for i, s in enumerate((900, 2940, 3060, 3200, 3400, 3500))
    )
    claims = tuple(claim(evidence=(f"moment:{i}",)) for i in range(1, 6))
    assert look("B12", Subject(claims=claims, duration_s=HOUR, moments=moments)).findings


def test_passing_counts(
    look: Callable[[str, Subject], Checks], claim: Callable[..., Claim], read: Callable[[Message], str]
) -> None:
    passed = look("B12", Subject(claims=at(claim, (1, 13, 25, 37, 49)), duration_s=HOUR)).passed[0]
    assert read(passed.says) == "Cited minutes: 5 count; 1 count of them in the last fifth of the show."


def test_it_can_be_hidden_with_a_reason(look: Callable[[str, Subject], Checks], claim: Callable[..., Claim]) -> None:
    subject = Subject(
        claims=at(claim, (50, 51, 52, 53, 54)), duration_s=HOUR, suppressions={"B12": "the launch came at the end"}
    )
    assert look("B12", subject).findings[0].suppressed == "the launch came at the end"
