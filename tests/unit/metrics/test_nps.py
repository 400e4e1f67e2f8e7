from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.builders import answers, measured, said

PUBLISHED = json.loads((Path(__file__).parents[2] / "published" / "nps.json").read_text())["cases"]


@pytest.mark.parametrize("case", [c for c in PUBLISHED if c["n"] >= 10], ids=lambda c: f"{c['nps']}-of-{c['n']}")
def test_published_scores(case: dict[str, float]) -> None:
    numbers = [10] * int(case["promoters"]) + [8] * int(case["passives"]) + [6] * int(case["detractors"])
    found = measured(answers("nps", numbers, 0, 10))["nps"]
    assert found.value == pytest.approx(case["nps"], rel=1e-9)
    assert found.low == pytest.approx(case["adjusted_wald_lower"], abs=1e-5)
    assert found.high == pytest.approx(case["adjusted_wald_upper"], abs=1e-5)


def test_the_borders_of_the_groups() -> None:
    # 9, 10 promote (2), 7, 8 are passive (2), 0 to 6 detract (7): 100 (2 - 7) / 11
    found = measured(answers("nps", range(11), 0, 10))["nps"]
    assert found.value == pytest.approx(-500 / 11)
    assert found.sums == {"promoters": 2, "passives": 2, "detractors": 7, "other_scale": 0}


@pytest.mark.parametrize(("low", "high"), [(1, 10), (0, 100), (0, 5), (None, None)])
def test_other_scales_are_refused(low: int | None, high: int | None) -> None:
    found = measured(answers("nps", [5] * 20, low, high))["nps"]
    assert (found.status, found.value) == ("not_applicable", None)
    assert "another scale" in said(found.why)


def test_answers_outside_the_scale_count_nowhere() -> None:
    found = measured(answers("nps", [*[10] * 10, 11, -1, None], 0, 10))["nps"]
    assert (found.value, found.n) == (100, 10)


@pytest.mark.parametrize(("count", "why"), [(1, "1 answer; shown from 10 on, 9 more."), (0, "Nobody was asked")])
def test_too_few_and_nobody_are_two_answers(count: int, why: str) -> None:
    rows = [*answers("nps", [10] * count, 0, 10), *answers("other", [1], 1, 5)]
    assert said(measured(rows)["nps"].why).startswith(why)


@pytest.mark.parametrize(("count", "warned"), [(49, True), (50, False)])
def test_under_fifty_answers_two_sessions_cannot_be_told_apart(count: int, *, warned: bool) -> None:
    assert bool(measured(answers("nps", [10] * count, 0, 10))["nps"].warnings) == warned
