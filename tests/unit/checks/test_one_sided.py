"""B07 and B08: one rule read in both directions."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from rex.checks.one_sided import sign_tail
from rex.checks.run import run
from rex.checks.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Callable

    from rex.checks.base import Check
    from rex.model.answer import Claim
    from rex.model.finding import Checks
    from rex.model.measure import Measure
    from rex.model.message import Message
    from rex.plugins.find import Room


@pytest.fixture
def evening(claim: Callable[..., Claim], measure: Callable[..., Measure]) -> Callable[..., Subject]:
    """Make a subject of so many good and bad conclusions, better, worse and usual KPIs."""

    def one(good: int, bad: int, better: int = 0, worse: int = 0, usual: int = 1) -> Subject:
        verdicts = ["better"] * better + ["worse"] * worse + ["usual"] * usual
        return Subject(
            claims=(*(claim("worked") for _ in range(good)), *(claim("did_not") for _ in range(bad))),
            measures=tuple(measure(f"kpi_{i}", verdict) for i, verdict in enumerate(verdicts)),
        )

    return one


def fired(look: Callable[[str, Subject], Checks], subject: Subject) -> tuple[bool, bool]:
    return bool(look("B07", subject).findings), bool(look("B08", subject).findings)


@pytest.mark.parametrize(
    ("k", "n", "chance"),
    [
        (7, 8, 9 / 256),  # 8 + 1 of 256 = 0.0352
        (9, 10, 11 / 1024),  # 10 + 1 of 1024 = 0.0107
        (8, 10, 56 / 1024),  # 45 + 10 + 1 of 1024 = 0.0547
        (6, 8, 37 / 256),  # 28 + 8 + 1 of 256 = 0.1445
        (5, 5, 1 / 32),
        (0, 4, 1.0),
    ],
)
def test_the_chance_of_so_many_on_one_side_by_hand(k: int, n: int, chance: float) -> None:
    assert sign_tail(k, n) == pytest.approx(chance, abs=1e-12)


@pytest.mark.parametrize(
    ("good", "bad", "better", "worse", "b07"),
    [
        (0, 3, 0, 0, True),  # three, and none on the other side
        (0, 2, 0, 0, False),  # near miss: two
        (1, 3, 0, 0, False),  # near miss: one good
        (1, 7, 0, 0, True),  # 9/256 = 0.035
        (2, 8, 0, 0, False),  # near miss: 56/1024 = 0.055
        (2, 8, 4, 2, True),  # 0.80 of the conclusions, 2 of 6 moved KPIs = 0.33: 0.47 over
        (2, 4, 4, 2, False),  # near miss: 0.67 - 0.33 = 0.33
        (1, 4, 11, 9, True),  # 0.80 - 0.45 = 0.35, on the threshold
        (2, 8, 2, 0, False),  # near miss: only two KPIs moved
        (3, 3, 3, 0, False),  # as many good as bad: nobody is left out, whatever the data did
        (3, 3, 4, 2, False),  # the storyboard's evening
    ],
)
def test_it_speaks_for_bad_exactly_as_for_good(
    look: Callable[[str, Subject], Checks],
    evening: Callable[..., Subject],
    good: int,
    bad: int,
    better: int,
    worse: int,
    b07: bool,
) -> None:
    assert fired(look, evening(good, bad, better, worse)) == (b07, False)
    assert fired(look, evening(bad, good, worse, better)) == (False, b07)


def test_swapping_good_and_bad_swaps_the_findings_and_nothing_else(
    look: Callable[[str, Subject], Checks], evening: Callable[..., Subject]
) -> None:
    for good, bad, better, worse in product(range(7), range(7), (0, 1, 4), (0, 2, 5)):
        one, other = evening(good, bad, better, worse), evening(bad, good, worse, better)
        for check, mirror in (("B07", "B08"), ("B08", "B07")):
            here, there = look(check, one), look(mirror, other)
            assert [f.strength for f in here.findings] == [f.strength for f in there.findings]
            assert [f.level for f in here.findings] == [f.level for f in there.findings]
            assert [len(f.evidence) for f in here.findings] == [len(f.evidence) for f in there.findings]
            assert [f.says.text for f in here.findings] == [f.says.text for f in there.findings]
            assert len(here.passed) == len(there.passed)
            assert len(here.not_applicable) == len(there.not_applicable)


def test_the_two_never_speak_of_the_same_session(
    look: Callable[[str, Subject], Checks], evening: Callable[..., Subject]
) -> None:
    for good, bad, better, worse in product(range(7), range(7), (0, 1, 4), (0, 2, 5)):
        assert fired(look, evening(good, bad, better, worse)) != (True, True)


def test_the_finding_shows_its_arithmetic_and_the_way_out(
    look: Callable[[str, Subject], Checks], evening: Callable[..., Subject], read: Callable[[Message], str]
) -> None:
    finding = look("B07", evening(1, 7, better=2, worse=1, usual=3)).findings[0]
    assert read(finding.says) == (
        "Conclusions: 1 count worked, 7 count did not. "
        "The data: 2 count better and 1 count worse of 6 count KPIs that can be judged. "
        "If both kinds came equally often, 7 count or more of 8 count on one side would happen in "
        "0.03516 share of sessions."
    )
    assert read(finding.instead) == "Name one thing to keep; a place to start: Kpi 0 was better than usual."
    assert len([one for one in finding.evidence if one.startswith("claim:")]) == 7
    assert finding.evidence[-2:] == ("metric:kpi_0", "metric:kpi_1")


def test_passing_says_what_was_counted(
    look: Callable[[str, Subject], Checks], evening: Callable[..., Subject], read: Callable[[Message], str]
) -> None:
    says = look("B08", evening(3, 3, better=4, worse=2, usual=10)).passed[0].says
    assert read(says) == (
        "Conclusions: 3 count worked, 3 count did not. "
        "The data: 4 count better and 2 count worse of 16 count KPIs that can be judged."
    )


def test_without_a_usual_range_the_conclusions_are_read_alone(
    look: Callable[[str, Subject], Checks],
    claim: Callable[..., Claim],
    measure: Callable[..., Measure],
    read: Callable[[Message], str],
) -> None:
    subject = Subject(
        claims=tuple(claim("did_not") for _ in range(3)), measures=(measure("aov", "too_little_history"),)
    )
    assert "No KPI can be judged yet" in read(look("B07", subject).findings[0].says)


@pytest.mark.parametrize("check", ["B07", "B08"])
def test_without_conclusions_it_does_not_apply(
    look: Callable[[str, Subject], Checks], measure: Callable[..., Measure], check: str
) -> None:
    assert look(check, Subject(measures=(measure(),))).not_applicable


def test_it_can_be_hidden_with_a_reason(shipped: Room[Check], evening: Callable[..., Subject]) -> None:
    sad = evening(0, 4)
    hidden = Subject(claims=sad.claims, measures=sad.measures, suppressions={"B07": "an outage all evening"})
    assert {f.check: f.suppressed for f in run(hidden, shipped).findings}["B07"] == "an outage all evening"
