"""Made-up workspaces without a trap: honest people, evenings that differ by luck, and what the checks say of them.

A client has nine weekly sessions. Evenings spread as in `simulated`; orders are lognormal, chat is uneven as chats are,
moments lie anywhere, people scatter around what a thing is worth. Everybody who answers names one thing to repeat and
one to change, as the questions ask, cites what is there, and writes as honest people write (innocent lines of the
corpus, its half for tuning). What is drawn goes through the same steps as a review's record.
"""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import simulated

from rex.checks.base import Check
from rex.checks.parts import Concentration, Theme
from rex.checks.run import run
from rex.metrics.base import Metric
from rex.model.action import Action, Settled
from rex.model.answer import Answer, Claim, Forecast, Respondent, Seal
from rex.model.measure import Measure
from rex.model.message import say
from rex.model.moment import Moment, Moments, Quote, Timeline
from rex.model.session import Goal
from rex.model.source import Coverage
from rex.model.view import View, Voice
from rex.plugins.find import find
from rex.questionnaire.causes import cause
from rex.stats.intervals import mean_t, wilson
from rex.workflow.judging import subject_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rex.checks.subject import Subject
    from rex.model.retrospective import Retrospective

MOST = 0.05
"""Share of innocent sessions in which one check may warn."""
WEEKS, MINUTES = 9, 60
ROLES = ("csm", "host", "production", "client")
KPIS = ("conversion_rate", "participation", "aov", "revenue", "unique_viewers", "nps")


class Innocent(NamedTuple):
    """One check over all workspaces: in how many it could look, spoke, and warned (or blocked)."""

    check: str
    looked: int
    spoke: int
    warned: int


def told(workspaces: int, seed: int) -> int:
    """Print the table; gives 1 where a check warns in clearly more than 5 % of workspaces."""
    rows = list(table(workspaces, seed))
    print(
        f"{workspaces} innocent workspaces, seed {seed}: in how many each check warns, with its Wilson interval (95 %)"
    )
    print("check  looked  spoke  warned   share  interval")
    missed = 0
    for row in rows:
        found = wilson(row.warned, workspaces)
        over = row.warned > MOST * workspaces
        missed += over
        share = f"{row.warned / workspaces:7.1%}  {found.low:.1%} to {found.high:.1%}"
        print(
            f"{row.check}    {row.looked:6}  {row.spoke:5}  {row.warned:6} {share}{'  MORE THAN 5 %' if over else ''}"
        )
    return 1 if missed else 0


def table(workspaces: int, seed: int) -> Iterator[Innocent]:
    """Let every check look at so many workspaces."""
    room = find("rex.checks", Check)
    counts = {name: [0, 0, 0] for name in sorted(room.plugins)}
    for number in range(workspaces):
        found = run(workspace(seed * 100_000 + number), room)
        for one in found.passed:
            counts[one.check][0] += 1
        for finding in found.findings:
            counts[finding.check][0] += 1
            counts[finding.check][1] += 1
            counts[finding.check][2] += finding.level != "info"
    return (Innocent(name, *three) for name, three in counts.items())


TURNED = {
    "worked": "did_not", "did_not": "worked", "better": "worse", "worse": "better", "higher": "lower",
    "lower": "higher", "peak": "drop", "drop": "peak", "moved": "wrong_way", "wrong_way": "moved",
}  # fmt: skip
"""What is good and what is bad; every other word stays."""
ONE_SIDED = frozenset({"B28"})
"""Blame: who is praised by name is left alone, so there is no other direction."""


def mirrored(subject: Subject) -> Subject:
    """Swap good and bad and leave every number as it is: what was worth having is now worth avoiding."""

    def turn(noun: Any, *names: str) -> Any:
        return noun.model_copy(update={name: TURNED.get(getattr(noun, name), getattr(noun, name)) for name in names})

    return replace(
        subject,
        claims=tuple(turn(claim, "polarity") for claim in subject.claims),
        measures=tuple(turn(measure, "better", "verdict") for measure in subject.measures),
        changes=tuple(turn(change, "better", "verdict") for change in subject.changes),
        moments=tuple(turn(moment, "kind") for moment in subject.moments),
        settled=tuple(turn(one, "verdict") for one in subject.settled),
        ratings=tuple(replace(rating, step=6 - rating.step) for rating in subject.ratings),
        data_steps={item: 6 - step for item, step in subject.data_steps.items()},
        concluded={item: 6 - step for item, step in subject.concluded.items()},
    )


def mirror_told(workspaces: int, seed: int) -> int:
    """Print how often each check says something else once good and bad are swapped; gives 1 where one does."""
    room = find("rex.checks", Check)
    differs: dict[str, int] = {}
    spoke = 0
    for number in range(workspaces):
        subject = workspace(seed * 100_000 + number)
        plain, other = ({f.check: f.level for f in run(one, room).findings} for one in (subject, mirrored(subject)))
        spoke += len(plain)
        for check in sorted(set(plain) | set(other)):
            if plain.get(check) != other.get(check):
                differs[check] = differs.get(check, 0) + 1
    print(f"{workspaces} workspaces, seed {seed}: {spoke} findings; with good and bad swapped, others in:")
    for check, times in sorted(differs.items()):
        print(f"{check}    {times:6}{'  has one direction by its nature' if check in ONE_SIDED else ''}")
    unequal = set(differs) - ONE_SIDED
    print("every check with two directions says the same of both" if not unequal else f"{len(unequal)} checks do not")
    return 1 if unequal else 0


def workspace(seed: int) -> Subject:
    """Draw one workspace and lay its newest session out as a review does."""
    rng, drawn = random.Random(seed), np.random.default_rng(seed)  # noqa: S311 - a drawing, no secret
    buyers, writers = simulated.evenings(drawn, WEEKS), simulated.evenings(drawn, WEEKS, spread=0.15)
    hosts = ["Ana" if rng.random() < 0.7 else "Eva" for _ in range(WEEKS)]
    records: list[Retrospective] = []
    for week in range(WEEKS):
        measures = _measures(drawn, buyers[week], writers[week] * 4)
        made = simulated.record(week, measures, records)
        goals: tuple[Goal, ...] = ()
        if records:
            last = next(m.value for m in records[-1].measures if m.id == simulated.HEADLINE)
            goals = (Goal(kpi=simulated.HEADLINE, value=round(float(last or 0) * rng.uniform(1.0, 1.2), 4)),)
        session = made.session.model_copy(update={"hosts": (hosts[week],), "goals": goals})
        records.append(made.model_copy(update={"session": session}))
    return _seen(rng, drawn, records, buyers[-1])


def _measures(drawn: np.random.Generator, buyers: int, writers: int) -> list[Measure]:
    """Draw an evening's KPIs: two shares, the baskets, their sum, the viewers, and sixty answers to NPS."""
    baskets = drawn.lognormal(8.4, 0.6, buyers).round()
    promoters, passives, detractors = (int(n) for n in drawn.multinomial(60, (0.5, 0.3, 0.2)))
    mean = mean_t(buyers, float(baskets.sum()), float((baskets**2).sum()))
    if mean is None:
        raise ValueError("an evening of one buyer has no spread")
    common = {"group": "sales", "status": "measured", "better": "higher"}
    made: list[dict[str, Any]] = [
        {"id": "aov", "value": float(baskets.mean()), "unit": "EUR", "n": buyers, "low": mean.low, "high": mean.high,
         "method": "t", "sums": {"squares": int((baskets**2).sum())}, "settles": True},
        {"id": "revenue", "value": float(round(baskets.sum())), "unit": "EUR", "n": buyers, "settles": True},
        {"id": "unique_viewers", "value": float(drawn.poisson(simulated.VIEWERS)), "unit": "count"},
        {"id": "nps", "value": (promoters - detractors) / 0.6, "unit": "nps", "n": 60, "signed": True,
         "sums": {"promoters": promoters, "passives": passives, "detractors": detractors}},
    ]  # fmt: skip
    shares = [simulated.share(simulated.HEADLINE, buyers), simulated.share("participation", writers)]
    shares[0] = shares[0].model_copy(update={"settles": True})
    return [
        *shares,
        *(Measure.model_validate({"definition": f"{m['id']}@1", "title": m["id"], **common, **m}) for m in made),
    ]


def _seen(rng: random.Random, drawn: np.random.Generator, records: list[Retrospective], buyers: int) -> Subject:
    """Add what was said and seen on the newest evening, and lay it out."""
    *earlier, bare = records
    moments = _moments(rng)
    themes = _themes(rng)
    people = [f"p{n}" for n in range(rng.choice((1, 1, 2, 3, 5)))]
    forecasts = tuple(f for person in people[:2] for f in _forecasts(rng, person, bare))
    record = bare.model_copy(
        update={
            "edition": rng.choice(("provisional", "settled")),
            "moments": Moments(moments=moments, said=say("As drawn.")),
            "timeline": _timeline(drawn, buyers),
            "quotes": tuple(Quote(id=t.address, text=t.text, at_s=t.at_s, people=t.people) for t in themes),
            "respondents": tuple(_person(rng, person, bare) for person in people),
            "forecasts": forecasts,
            "claims": tuple(
                c for n, person in enumerate(people) for c in _claims(rng, person, n, bare, moments, themes)
            ),
            "views": _views(rng, people),
            "coverage": tuple(
                Coverage(table=t, rows=200, present=(True,) * MINUTES) for t in ("chat", "sales", "viewers")
            ),
            "settled": tuple(_settled(rng, n) for n in range(rng.randint(0, 3))),
            "actions": tuple(_action(n) for n in range(rng.randint(0, 3))),
            "settles_on": bare.written + timedelta(days=14),
        }
    )
    computed = SimpleNamespace(
        coverage=record.coverage, measures=record.measures, themes=themes, concentration=_concentration(drawn, buyers)
    )
    past = [a.model_copy(update={"status": "done" if rng.random() < 0.6 else "open"}) for a in map(_action, range(8))]
    desk = SimpleNamespace(
        metrics=find("rex.metrics", Metric).plugins,
        settings=SimpleNamespace(suppress=()),
        actions=SimpleNamespace(actions=past[: rng.randint(0, 8)]),
    )
    analysis = SimpleNamespace(computed=computed, session=record.session, earlier=tuple(earlier))
    return subject_of(desk, analysis, record)  # type: ignore[arg-type]  # made-up ones with the parts that are read


def _moments(rng: random.Random) -> tuple[Moment, ...]:
    starts = sorted(rng.uniform(0, MINUTES * 60 - 120) for _ in range(rng.randint(3, 10)))
    common = {"score": 3, "lift": 1.6, "lift_low": 1.2, "lift_high": 2.1, "p": 0.001, "q": 0.01, "label": "a part"}
    return tuple(
        Moment.model_validate(
            {"id": n, "rank": n, "kind": rng.choice(("peak", "drop")), "start_s": at, "end_s": at + 90,
             "peak_s": at + 30, "cause_s": max(0.0, at - 8), **common}
        )
        for n, at in enumerate(starts, start=1)
    )  # fmt: skip


def _themes(rng: random.Random) -> tuple[Theme, ...]:
    """Draw three things that many wrote; how often each person wrote it has the long tail of chats."""
    made = []
    for n in range(1, 4):
        wrote = sorted((min(20, int(rng.paretovariate(1.6))) for _ in range(rng.randint(8, 60))), reverse=True)
        share = sum(wrote[:5]) / sum(wrote)
        made.append(
            Theme(
                f"thing {n}",
                len(wrote),
                rng.uniform(0, 3000),
                address=f"quote:{n}",
                messages=sum(wrote),
                top_five=share,
            )
        )
    return tuple(made)


def _timeline(drawn: np.random.Generator, buyers: int) -> Timeline:
    viewers = drawn.normal(400, 25, MINUTES).round()
    return Timeline(
        viewers=tuple(int(v) for v in viewers),
        people_writing=tuple(int(n) for n in drawn.poisson(4, MINUTES)),
        orders=tuple(int(n) for n in drawn.multinomial(buyers, np.ones(MINUTES) / MINUTES)),
    )


def _person(rng: random.Random, person: str, record: Retrospective) -> Respondent:
    seal = Seal(at=record.written, hash="0", questions=("csm.mood",))
    return Respondent(
        id=person,
        role=_role(person),
        set="csm",
        seal=seal,
        blind=True,
        hours_after_end=rng.uniform(0.1, 20),
        answers=(Answer(question="csm.mood", phase="blind", value=rng.randint(2, 5)),),
    )


def _role(person: str) -> str:
    return ROLES[int(person[1:]) % len(ROLES)]


def _forecasts(rng: random.Random, person: str, record: Retrospective) -> Iterator[Forecast]:
    """Forecast as people do before they know: mostly as usual; the outcome is what the evening was."""
    for kpi in ("conversion_rate", "revenue", "participation"):
        measure = record.measure(kpi)
        if measure is None or measure.usual is None:
            continue
        place = {"better": "above", "worse": "below"}.get(measure.verdict, "usual")
        said = rng.choices(("below", "usual", "above"), (1, 3, 1))[0]
        given = {"id": f"{person}.{kpi}", "respondent": person, "role": _role(person), "kpi": kpi, "said": said}
        yield Forecast.model_validate(
            {**given, "actual": measure.value, "outcome": "held" if said == place else "missed"}
        )


def _claims(
    rng: random.Random,
    person: str,
    n: int,
    record: Retrospective,
    moments: tuple[Moment, ...],
    themes: tuple[Theme, ...],
) -> Iterator[Claim]:
    """Draw what one honest person concludes: one thing that worked, one that did not, and what the numbers show."""
    given = {"respondent": person, "role": _role(person)}
    for polarity, kind in (("worked", "peak"), ("did_not", "drop")):
        fitting = [m for m in moments if m.kind == kind]
        about: dict[str, Any] = {"evidence": ()}
        if fitting and rng.random() < 0.8:
            moment = rng.choice(fitting)
            about = {"at_s": moment.peak_s, "evidence": (f"moment:{moment.id}",)}
        elif rng.random() < 0.5:
            about = {"evidence": (rng.choice(themes).address, "metric:participation")}
        yield _claim(rng, f"{person}.{polarity}", polarity, "blind", {**given, **about})
    for measure in record.measures if n == 0 else ():
        if measure.verdict in {"better", "worse"}:
            up = measure.verdict == "better"
            about = {"topic": measure.id, "evidence": (f"metric:{measure.id}",), "direction": "up" if up else "down"}
            yield _claim(rng, f"{person}.{measure.id}", "worked" if up else "did_not", "reveal", {**given, **about})


def _claim(rng: random.Random, name: str, polarity: str, phase: str, parts: dict[str, Any]) -> Claim:
    text, lang = rng.choice(_lines())
    named = cause(text, lang)
    how = named or ("we looked at it together" if rng.random() < 0.5 else "")
    given = {
        "id": name,
        "polarity": polarity,
        "phase": phase,
        "text": text,
        "how": how,
        "states_cause": named is not None,
    }
    return Claim.model_validate({**given, **parts})


def _lines(kept: list[tuple[str, str]] = []) -> list[tuple[str, str]]:  # noqa: B006 - read once
    """Give the corpus's innocent lines of the half for tuning."""
    if not kept:
        file = Path(__file__).parent / "data/debriefs.jsonl"
        rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
        kept.extend(
            (r["text"], r["lang"]) for r in rows if r["split"] == "develop" and not r["fires"] and not r["also"]
        )
    return kept


def _views(rng: random.Random, people: list[str]) -> tuple[View, ...]:
    """Draw where people stand on six scales: what a thing is worth, and everybody's own scatter."""
    made = []
    for n in range(6 if len(people) > 1 else 0):
        worth = rng.uniform(2, 4.5)
        voices = tuple(
            Voice(
                respondent=p,
                role=_role(p),
                address=f"answer:{p}.{n}",
                step=float(min(5, max(1, round(rng.gauss(worth, 0.8))))),
            )
            for p in people
        )
        measured = "metric:conversion_rate" if n == 0 else ""
        made.append(View(id=f"v{n}", kind="scale", title=say("A scale."), measured=measured, voices=voices))
    return tuple(made)


def _action(n: int) -> Action:
    return Action.model_validate(
        {"id": f"A-{n:03d}", "what": "Say the delivery cost aloud", "owner": "Maria", "due": "2026-02-20",
         "kpi": "conversion_rate", "direction": "up", "smallest_effect": 0.5, "decided": "2026-02-01", "session": "s"}
    )  # fmt: skip


def _settled(rng: random.Random, n: int) -> Settled:
    action = _action(n).model_copy(update={"carried": rng.randint(0, 2)})
    return Settled(action=action, verdict=rng.choice(("too_early", "no_clear_change", "moved")), says=say("As drawn."))


def _concentration(drawn: np.random.Generator, buyers: int) -> tuple[Concentration, ...]:
    paid, products = drawn.lognormal(8.4, 0.6, buyers), drawn.pareto(1.5, 8) + 0.2
    total = float(paid.sum())
    rest = total - float(paid.max())
    return (
        Concentration("order", float(paid.max()) / total, buyers, without=rest),
        Concentration("buyer", float(paid.max()) / total, buyers, without=rest),
        Concentration("product", float(products.max() / products.sum()), 8, "kit"),
    )
