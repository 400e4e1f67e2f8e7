"""Sessions without any bias planted: no check warns in more than 5 % of them, and good and bad are one to it."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from rex.checks.parts import (
    ActionsDue,
    AnswerGroup,
    Audience,
    Basis,
    Concentration,
    ContextChange,
    Rating,
    Stratum,
    Target,
    Theme,
    TrackRecord,
)
from rex.checks.run import run
from rex.checks.subject import Subject
from rex.model.action import Action
from rex.model.answer import Claim, Forecast
from rex.model.comparison import Change
from rex.model.measure import Measure, UsualRange
from rex.model.message import say
from rex.model.moment import Moment, Timeline

if TYPE_CHECKING:
    from rex.checks.base import Check
    from rex.plugins.find import Room

SESSIONS = 200
MOST = 10
"""Sessions of 200 in which one check may warn: 5 %."""
OURS = (
    *("B02", "B05", "B06", "B10", "B11", "B12", "B13", "B20", "B21", "B22", "B23", "B24", "B25", "B26", "B27", "B29"),
    *("B30", "B31", "B32", "B33", "B34", "B35", "B36", "B38"),
)
KPIS = ("conversion_rate", "revenue_per_viewer", "participation", "aov", "nps", *(f"k{i}" for i in range(15)))
HOUR = 3600.0


def _measures(values: dict[str, float]) -> tuple[Measure, ...]:
    return tuple(
        Measure.model_validate(
            {
                "id": kpi,
                "definition": f"{kpi}@1",
                "title": kpi,
                "status": "measured",
                "value": value,
                "unit": "share",
                "better": "higher",
                "verdict": "usual" if 0.7 < value < 1.3 else "better" if value > 1 else "worse",
                "usual": UsualRange(low=0.7, high=1.3, centre=1, sessions=9, kind="trial"),
                "headline": kpi in {"conversion_rate", "nps"},
                "settles": kpi in {"conversion_rate", "aov", "revenue_per_viewer"},
                "low": value * 0.8,
                "high": value * 1.25,
                "n": 800,
            }
        )
        for kpi, value in values.items()
    )


def _claims(rng: random.Random, moments: tuple[Moment, ...], values: dict[str, float]) -> tuple[Claim, ...]:
    """Draw honest conclusions: any minute, any KPI, told as it is, often with its evidence, at times with a cause."""
    made = []
    for number in range(rng.randint(6, 16)):
        kind = rng.random()
        parts: dict[str, Any] = {}
        if kind < 0.5:
            kpi = rng.choice(KPIS[:5] if rng.random() < 0.7 else KPIS)
            cause = rng.random() < 0.1  # who is honest seldom gives a cause without having tried
            parts = {"topic": kpi, "evidence": (f"metric:{kpi}",), "states_cause": cause}
            parts["polarity"] = "worked" if values[kpi] > 1 else "did_not"
            if rng.random() < 0.1:  # a change is told at times where there is none
                parts["direction"] = "up" if values[kpi] > 1 else "down"
        elif kind < 0.8:
            moment = rng.choice(moments)
            parts = {"at_s": moment.peak_s, "evidence": (f"moment:{moment.id}",)}
            parts["polarity"] = "worked" if moment.kind == "peak" else "did_not"
        else:
            parts = {"evidence": ("quote:1", "metric:nps"), "polarity": rng.choice(("worked", "did_not"))}
        given = {"id": str(number), "text": "As it was", "respondent": "maria", "role": "csm", "phase": "commit"}
        made.append(Claim.model_validate({**given, **parts}))
    return tuple(made)


def _moments(rng: random.Random) -> tuple[Moment, ...]:
    return tuple(
        Moment(
            id=i,
            rank=i,
            kind=rng.choice(("peak", "drop")),
            start_s=at,
            end_s=at + 90,
            peak_s=at + 30,
            cause_s=at,
            score=3,
            lift=1.5,
            lift_low=1.1,
            lift_high=2,
            p=0.001,
            q=0.01,
            label="x",
        )
        for i, at in enumerate(sorted(rng.uniform(0, HOUR - 100) for _ in range(rng.randint(6, 14))), start=1)
    )


def _forecasts(rng: random.Random, values: dict[str, float]) -> tuple[Forecast, ...]:
    made = []
    for kpi in KPIS[:5]:
        said = rng.choice(("below", "usual", "above"))
        place = "usual" if 0.7 < values[kpi] < 1.3 else "above" if values[kpi] > 1 else "below"
        given = {"id": kpi, "respondent": "maria", "role": "csm", "kpi": kpi, "said": said}
        made.append(Forecast.model_validate({**given, "outcome": "held" if said == place else "missed"}))
    return tuple(made)


def _people(rng: random.Random) -> tuple[Rating, ...]:
    """Draw five people's places on eight things: a thing's own worth, and everybody's own scatter."""
    roles = (*("csm",) * 3, "host", "lead")
    worth = [rng.uniform(2, 4.5) for _ in range(8)]
    return tuple(
        Rating(f"v{item}", f"p{i}", role, float(min(5, max(1, round(rng.gauss(middle, 0.8))))))
        for item, middle in enumerate(worth)
        for i, role in enumerate(roles)
    )


def _changes(rng: random.Random, values: dict[str, float]) -> tuple[Change, ...]:
    return tuple(
        Change(
            id=kpi,
            title=kpi,
            unit="share",
            better="higher",
            before=1,
            after=value,
            p=rng.random(),
            verdict="usual",
            why=say("It is."),
            headline=kpi in {"conversion_rate", "nps"},
        )
        for kpi, value in values.items()
    )


def _orders(rng: random.Random) -> tuple[Concentration, ...]:
    """Draw 25 orders of lognormal size, some by one buyer, and eight products."""
    paid = [rng.lognormvariate(4, 0.6) for _ in range(25)]
    products = [rng.paretovariate(1.2) for _ in range(8)]
    return (
        Concentration("order", max(paid) / sum(paid), 25),
        Concentration("buyer", (max(paid) + paid[0] * (rng.random() < 0.2)) / (sum(paid) + paid[0]), 24),
        Concentration("product", max(products) / sum(products), 8, name="kit"),
    )


def _actions(rng: random.Random) -> tuple[Action, ...]:
    given = {"what": "x", "owner": "maria", "due": date(2026, 12, 1), "kpi": "orders", "direction": "up"}
    more = {"smallest_effect": 1, "decided": date(2026, 11, 20), "session": "s"}
    return tuple(Action.model_validate({"id": str(i), **given, **more}) for i in range(rng.randint(0, 3)))


def _strata(rng: random.Random) -> dict[str, tuple[Stratum, ...]]:
    def share(n: int) -> float:
        return sum(rng.random() < 0.04 for _ in range(n)) / n

    sizes = [(rng.randint(100, 500), rng.randint(100, 500)) for _ in range(3)]
    return {
        "conversion_rate": tuple(Stratum("channel", str(i), share(a), a, share(b), b) for i, (a, b) in enumerate(sizes))
    }


def innocent(seed: int) -> Subject:
    rng = random.Random(seed)  # noqa: S311 - a simulation
    history = {kpi: tuple((f"s{i}", rng.gauss(1, 0.1)) for i in range(12)) for kpi in KPIS}
    values = {kpi: rng.gauss(1, 0.1) for kpi in KPIS}
    moments = _moments(rng)
    claims = _claims(rng, moments, values)
    ratings = _people(rng)
    people = rng.randint(8, 40)
    orders = tuple(min(9, int(rng.expovariate(0.5))) for _ in range(60))
    return Subject(
        duration_s=HOUR,
        claims=claims,
        forecasts=_forecasts(rng, values),
        measures=_measures(values),
        kpi_tables=dict.fromkeys(KPIS, ("sales", "viewers")) | {"nps": ("survey",)},
        moments=moments,
        themes=(Theme("wow", people, 60, address="quote:1", messages=people + 3, top_five=8 / (people + 3)),),
        history=history,
        changes=_changes(rng, values),
        timeline=Timeline(viewers=tuple(rng.randint(90, 150) for _ in range(60)), people_writing=orders, orders=orders),
        windows={c.id: (a := rng.uniform(0, 3000), a + 600) for c in claims if rng.random() < 0.2},
        unique_viewers=1500,
        audience=Audience(60, rng.uniform(900, 1500), 1100, sum(rng.random() < 0.05 for _ in range(60)), 0.05),
        period_sessions=("a", "b", "c", "d"),
        claim_sessions={claim.id: rng.choice("abcd") for claim in claims},
        strata=_strata(rng),
        basis=Basis("new", {"aov": "aov@1"}, {"aov": "EUR"}, "window, 0 h"),
        previous=Basis("old", {"aov": "aov@1"}, {"aov": "EUR"}, "window, 0 h"),
        refundable_share=1.0,
        concentration=_orders(rng),
        context_changes=tuple(ContextChange(f) for f in ("weekday", "duration", "catalogue") if rng.random() < 0.4),
        targets=tuple(Target(f"s{i}", "orders", 100 * rng.gauss(1.05, 0.1), 100) for i in range(6)),
        ratings=ratings,
        own_area={"v0": "host"},
        data_steps={"v1": 4.0, "v2": 2.0},
        concluded={f"v{i}": sum(r.step for r in ratings if r.item == f"v{i}") / 5 for i in range(8)},
        senior="p4",
        actions=_actions(rng),
        due=ActionsDue(6, 2),
        track_record=TrackRecord(20, sum(rng.random() < 0.8 for _ in range(20)), 6),
        answer_groups=(AnswerGroup("nps", "country", "España", 40, 30, 28.0),),
    )


def swapped(subject: Subject) -> Subject:
    """Swap good and bad: conclusions, forecasts, verdicts, peaks, places on scales."""
    turn: dict[str, Any] = {"worked": "did_not", "did_not": "worked", "above": "below", "below": "above"}
    turn |= {"better": "worse", "worse": "better", "higher": "lower", "peak": "drop", "drop": "peak", "usual": "usual"}
    return replace(
        subject,
        claims=tuple(c.model_copy(update={"polarity": turn[c.polarity]}) for c in subject.claims),
        measures=tuple(
            m.model_copy(update={"better": turn[m.better], "verdict": turn[m.verdict]}) for m in subject.measures
        ),
        moments=tuple(m.model_copy(update={"kind": turn[m.kind]}) for m in subject.moments),
        ratings=tuple(replace(r, step=6 - r.step) for r in subject.ratings),
        data_steps={item: 6 - step for item, step in subject.data_steps.items()},
        concluded={item: 6 - step for item, step in subject.concluded.items()},
    )


@pytest.fixture(scope="module")
def told(shipped: Room[Check]) -> list[tuple[Subject, frozenset[str], frozenset[str]]]:
    """Give each session with the checks that warn (or block), and those that could look at all."""
    found = []
    for seed in range(SESSIONS):
        subject = innocent(seed)
        checks = run(subject, shipped)
        warned = frozenset(f.check for f in checks.findings if f.level != "info" and f.check in OURS)
        looked = frozenset({f.check for f in checks.findings} | {p.check for p in checks.passed})
        found.append((subject, warned, looked))
    return found


def test_no_check_warns_in_more_than_one_of_twenty_innocent_sessions(
    told: list[tuple[Subject, frozenset[str], frozenset[str]]],
) -> None:
    often = Counter(check for _, warned, _ in told for check in warned)
    assert {check: times for check, times in often.items() if times > MOST} == {}


def test_the_checks_that_were_silent_did_look(told: list[tuple[Subject, frozenset[str], frozenset[str]]]) -> None:
    looked = Counter(check for _, _, seen in told for check in seen)
    asleep = {"B26", "B33", "B36"}  # no change is explained, nothing carried or cut by country
    assert {check for check in OURS if looked[check] < SESSIONS // 20} <= asleep


def test_swapping_good_and_bad_changes_no_finding(
    told: list[tuple[Subject, frozenset[str], frozenset[str]]], shipped: Room[Check]
) -> None:
    only_good = {"B02", "B05"}  # forecasts and windows point at numbers, which the swap leaves as they are
    for subject, _, _ in told[:40]:
        plain, other = run(subject, shipped), run(swapped(subject), shipped)
        one = {(f.check, f.level) for f in plain.findings if f.check in OURS and f.check not in only_good}
        two = {(f.check, f.level) for f in other.findings if f.check in OURS and f.check not in only_good}
        assert one == two
