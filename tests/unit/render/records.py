"""Two records made by hand: a full session of an invented shop, and one of which almost nothing is known."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime

from rex.model.action import Action, Settled
from rex.model.answer import Answer, Claim, Forecast, Respondent, Seal
from rex.model.finding import Checks, Finding, NotApplicable, Passed
from rex.model.measure import Measure, Ranked, UsualRange
from rex.model.message import quantity, say, say_n
from rex.model.moment import Estimate, Moment, Moments, Quote, Timeline
from rex.model.retrospective import BottomLine, ProductResult, Retrospective
from rex.model.session import Attribution, Cue, Goal, Session
from rex.model.source import Coverage, Issue, Source, Unrecognised

MARKUP = "[/b]<script>alert(1)</script> **bold** [link](https://example.com) @everyone"
PIPES = "| a | b |"
START = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
END = datetime(2026, 11, 20, 19, 30, tzinfo=UTC)
HISTORY = tuple(f"2026-{m:02d}-{d:02d}" for m, d in ((9, 18), (9, 25), (10, 2), (10, 9), (10, 16), (10, 23), (10, 30), (11, 6), (11, 13)))


def usual(low: float, high: float, *values: float) -> UsualRange:
    """Make a trial range from earlier sessions."""
    return UsualRange(
        low=low, high=high, centre=sum(values) / len(values), sessions=len(values), kind="trial",
        names=HISTORY[: len(values)], values=values,
    )


def measures() -> tuple[Measure, ...]:
    """Five headline measures and others, one of each verdict."""
    return (
        Measure(
            id="unique_viewers", definition="unique_viewers@1", title="Unique viewers", group="reach", status="measured",
            value=1842, unit="count", better="higher", n=1842, verdict="usual",
            usual=usual(1273, 1900, 1400, 1510, 1498, 1620, 1477, 1702, 1555, 1640, 1676),
        ),
        Measure(
            id="peak_concurrent", definition="peak_concurrent@1", title="Most people at once", group="reach",
            status="measured", value=612, unit="count", better="higher", verdict="usual",
            usual=usual(416, 626, 470, 500, 490, 540, 505, 560, 520, 555, 570),
        ),
        Measure(
            id="watch_time", definition="watch_time@1", title="Average view duration", group="reach", status="measured",
            value=14.8, unit="minutes", better="higher", n=1842, low=14.2, high=15.5, confidence=0.95, method="t",
            verdict="usual", headline=True, usual=usual(12.3, 15.9, 13.1, 14.5, 13.4, 15.1, 12.9, 15.6, 14.0, 13.2, 14.9),
        ),
        Measure(
            id="participation", definition="participation@1", title="People who wrote", group="chat", status="measured",
            value=287 / 1842, unit="share", better="higher", k=287, n=1842, low=0.14, high=0.173, confidence=0.95,
            method="wilson", verdict="better", headline=True,
            usual=usual(0.106, 0.154, 0.118, 0.131, 0.121, 0.139, 0.124, 0.142, 0.129, 0.138, 0.130),
        ),
        Measure(
            id="questions", definition="questions@1", title="Questions asked", group="chat", status="measured", value=236,
            unit="count", better="neither", verdict="up", usual=usual(110, 228, 140, 166, 150, 190, 158, 201, 170, 182, 176),
        ),
        Measure(
            id="answered_share", definition="answered_share@1", title="Questions answered in chat", group="chat",
            status="measured", value=129 / 236, unit="share", better="higher", k=129, n=236, low=0.483, high=0.609,
            confidence=0.95, method="wilson", verdict="worse", headline=True,
            usual=usual(0.56, 0.821, 0.72, 0.66, 0.74, 0.69, 0.77, 0.64, 0.70, 0.68, 0.682),
        ),
        Measure(
            id="first_response_time", definition="first_response_time@1", title="Median wait for an answer", group="chat",
            status="measured", value=290, unit="seconds", better="lower", n=236, low=220, high=430, confidence=0.95,
            method="kaplan-meier", verdict="worse", usual=usual(74, 214, 110, 150, 128, 160, 122, 171, 140, 152, 166),
            warnings=(say("unanswered questions count as still waiting"),),
        ),
        Measure(
            id="conversion_rate", definition="conversion_rate@1", title="Conversion", group="sales", status="measured",
            value=114 / 1842, unit="share", better="higher", k=114, n=1842, low=0.052, high=0.074, confidence=0.95,
            method="wilson", verdict="better", headline=True,
            usual=usual(0.029, 0.061, 0.038, 0.045, 0.041, 0.050, 0.043, 0.048, 0.040, 0.046, 0.045),
        ),
        Measure(
            id="orders", definition="orders@1", title="Orders", group="sales", status="measured", value=121, unit="count",
            better="higher", verdict="usual", usual=usual(43, 123, 60, 80, 66, 92, 71, 99, 76, 88, 84),
        ),
        Measure(
            id="revenue", definition="revenue@1", title="Revenue placed", group="sales", status="measured", value=907800,
            unit="EUR", better="higher", verdict="better", headline=True, warnings=(say("before returns"),),
            usual=usual(236800, 797500, 400000, 500000, 430000, 620000, 470000, 640000, 450000, 560000, 590000),
        ),
        Measure(
            id="aov", definition="aov@1", title="Revenue per order", group="sales", status="measured", value=7502,
            unit="EUR", better="higher", n=121, low=6940, high=8060, confidence=0.95, method="bootstrap", verdict="better",
            usual=usual(5490, 6460, 5800, 6010, 5900, 6150, 5950, 6200, 5880, 6100, 6050),
        ),
        Measure(
            id="nps", definition="nps@1", title="NPS", group="experience", status="measured", value=40.6, unit="nps",
            better="higher", n=64, low=21, high=57, confidence=0.95, method="adjusted-wald", verdict="too_little_history",
            verdict_why=say_n("{n} earlier session; 5 are needed", "{n} earlier sessions; 5 are needed", 4),
            usual=UsualRange(low=30, high=45, centre=36, sessions=4, kind="trial", names=HISTORY[:4], values=(33, 38, 35, 36)),
        ),
        Measure(
            id="ces", definition="ces@1", title="Ease of ordering", group="experience", status="insufficient",
            why=say_n("{n} answer; it takes 10", "{n} answers; it takes 10", 9), unit="score", better="higher", n=9,
            verdict="too_little_data",
        ),
        Measure(
            id="best_sellers", definition="best_sellers@1", title="Best sellers", group="sales", status="measured", value=60,
            unit="count", better="neither", verdict="too_little_history",
            ranked=(Ranked(rank=1, id="KIT", name="Autumn Glow Kit", value=60, low=45.8, high=77.2),),
        ),
    )  # fmt: skip


def timeline(minutes: int = 90) -> Timeline:
    """Ninety minutes that rise, dip, rise and fall, with a hole in the viewer curve."""
    viewers = [round(118 + 440 * (1 - math.exp(-m / 14)) + 60 * math.sin(m / 9) - max(0, m - 70) * 11) for m in range(minutes)]
    expected = [round(3 + v / 26, 1) for v in viewers]
    writing = [round(e * (0.8 + 0.35 * ((m * 7) % 5) / 4)) for m, e in enumerate(expected)]
    for start, end, factor in ((18, 22, 2.4), (36, 38, 2.0), (52, 60, 1.9), (61, 66, 1.7)):
        for m in range(start, end):
            writing[m] = round(expected[m] * factor)
    orders = [max(0, round(1.2 + 9 * math.exp(-((m - 54) ** 2) / 12) + (2 if m in {20, 21} else 0) - (m % 3))) for m in range(minutes)]
    curve: list[int | None] = list(viewers)
    curve[44:47] = [None] * 3
    return Timeline(
        step_s=60, viewers=tuple(curve), people_writing=tuple(writing), expected_writing=tuple(expected), orders=tuple(orders)
    )


def moments() -> tuple[Moment, ...]:
    """Three peaks and two drops in show order."""
    shared = {"score": 5.0, "p": 0.0004, "q": 0.004, "signals": {"chat": 5.1}}
    return (
        Moment.model_validate(shared | {
            "id": 1, "rank": 2, "kind": "peak", "start_s": 1090, "end_s": 1320, "peak_s": 1210, "cause_s": 1082, "lift": 2.4,
            "lift_low": 1.8, "lift_high": 3.1, "label": "Half-face test, live", "cue": "b", "product": "SERUM", "people": 48,
            "orders": 9, "quotes": [Quote(id="m1", text="¡Se nota muchísimo, media cara parece otra!", at_s=1140, people=48)],
        }),
        Moment.model_validate(shared | {
            "id": 2, "rank": 1, "kind": "drop", "start_s": 1570, "end_s": 1670, "peak_s": 1600, "cause_s": 1560, "lift": 0.6,
            "lift_low": 0.5, "lift_high": 0.8, "label": "Sound lost", "cue": "c", "people": 41, "viewers_before": 488,
            "viewers_after": 414, "orders": 1, "quotes": [Quote(id="m2", text="No se oye nada", at_s=1600, people=41)],
        }),
        Moment.model_validate(shared | {
            "id": 3, "rank": 3, "kind": "peak", "start_s": 2160, "end_s": 2280, "peak_s": 2200, "cause_s": 2165, "lift": 2.0,
            "lift_low": 1.3, "lift_high": 2.9, "label": "App notification lands", "cue": "gift", "people": 22,
            "viewers_before": 449, "viewers_after": 543, "orders": 0,
        }),
        Moment.model_validate(shared | {
            "id": 4, "rank": 1, "kind": "peak", "start_s": 3120, "end_s": 3600, "peak_s": 3240, "cause_s": 3115, "lift": 1.9,
            "lift_low": 1.5, "lift_high": 2.4, "label": "Kit revealed at €69", "cue": "e", "product": "KIT", "people": 61,
            "orders": 59, "extra_orders": Estimate(value=50, low=38, high=61),
            "quotes": [Quote(id="m4", text=MARKUP, at_s=3200, people=61)],
        }),
        Moment.model_validate(shared | {
            "id": 5, "rank": 2, "kind": "drop", "start_s": 3660, "end_s": 3960, "peak_s": 3700, "cause_s": 3650, "lift": 0.7,
            "lift_low": 0.6, "lift_high": 0.8, "label": "Kit sold out, still on screen", "cue": "e", "product": "KIT",
            "people": 37, "viewers_before": 592, "viewers_after": 504, "orders": 0,
        }),
    )  # fmt: skip


def cues() -> tuple[Cue, ...]:
    """The run of show, with two incidents."""
    plan = (
        ("w", 0, "Welcome"), ("a", 360, "A Rose Clay Mask"), ("b", 840, "B Vitamin C Serum"), ("c", 1380, "C Barrier Cream"),
        ("d", 1800, "D Tinted Balm"), ("gift", 2160, "Gift draw"), ("e", 3100, "E Autumn Glow Kit"), ("f", 4000, "F Night Oil"),
        ("g", 4500, "G Hand Cream Trio"), ("z", 5100, "Close"),
    )  # fmt: skip
    shown = tuple(Cue(id=i, start_s=s, kind="product", title=t) for i, s, t in plan)
    return (
        *shown,
        Cue(id="x1", start_s=1570, end_s=1670, kind="incident", title="no sound", planned=False),
        Cue(id="x2", start_s=3660, end_s=3830, kind="incident", title="sold out, on screen", planned=False),
    )


def claims() -> tuple[Claim, ...]:
    """Two for, two against, one of them an opinion, one that names a cause."""
    return (
        Claim(
            id="c1", polarity="worked", text="The half-face test drew the most talk before the kit",
            how="A viewer asked, the host did it at once, close, without a script.", topic="half-face test",
            respondent="maria", role="csm", phase="blind", evidence=("moment:1", "quote:q1"),
        ),
        Claim(
            id="c2", polarity="worked", text="The kit sold 60 in under eight minutes", how="One price, one set.",
            respondent="ines", role="host", phase="reveal", states_cause=True,
            evidence=("moment:4", "metric:revenue", "answer:ines.best_moment"),
        ),
        Claim(
            id="c3", polarity="did_not", text="Half of the questions had no answer in chat",
            how="One moderator for three languages; the second was not on the roster.", topic="metric:answered_share",
            respondent="maria", role="csm", phase="reveal", evidence=("metric:answered_share",),
        ),
        Claim(
            id="c4", polarity="did_not", text=f"Inès says the welcome is too long {PIPES}", respondent="ines", role="host",
            phase="blind",
        ),
        Claim(
            id="c5", polarity="worked", text="Questions were answered quickly", topic="metric:answered_share",
            respondent="ines", role="host", phase="blind", against=("metric:answered_share",), evidence=("quote:q2",),
        ),
    )  # fmt: skip


def forecasts() -> tuple[Forecast, ...]:
    """Sealed forecasts of three people about two KPIs, and one chance of reaching the goal."""
    rows = (
        ("ines", "host", "conversion_rate", "range", 0.035, 0.07, "held"),
        ("maria", "csm", "conversion_rate", "range", 0.038, 0.055, "missed"),
        ("hugo", "client", "conversion_rate", "above", None, None, "held"),
        ("ines", "host", "answered_share", "above", None, None, "missed"),
        ("maria", "csm", "answered_share", "range", 0.6, 0.78, "missed"),
        ("hugo", "client", "answered_share", "usual", None, None, "missed"),
    )
    made = tuple(
        Forecast.model_validate(
            {"id": f"f{i}", "respondent": who, "role": role, "kpi": kpi, "said": said, "low": low, "high": high,
             "outcome": outcome, "actual": 114 / 1842 if kpi == "conversion_rate" else 129 / 236}
        )
        for i, (who, role, kpi, said, low, high, outcome) in enumerate(rows)
    )  # fmt: skip
    chance = Forecast(
        id="f9", respondent="maria", role="csm", kpi="conversion_rate", said="probability", probability=0.6,
        actual=114 / 1842, outcome="held", informed=True,
    )  # fmt: skip
    return (*made, chance)


def respondents() -> tuple[Respondent, ...]:
    """Two people who sealed their answers; the client's person did not answer the questions."""
    return tuple(
        Respondent(
            id=who, role=role, set="post-live@1", blind=True,
            seal=Seal(at=datetime(2026, 11, 20, 19, 31, tzinfo=UTC), hash="9f" * 32, questions=("csm.goal",)),
            answers=(Answer(question="csm.renewal", phase="commit", value="Inès may leave"),),
        )
        for who, role in (("maria", "csm"), ("ines", "host"))
    )  # fmt: skip


def action(ident: str, what: str, owner: str, kpi: str, effect: float, **more: object) -> Action:
    """Make an action of this session or an earlier one."""
    return Action.model_validate(
        {"id": ident, "what": what, "owner": owner, "due": date(2026, 11, 26), "kpi": kpi, "direction": "up",
         "smallest_effect": effect, "decided": date(2026, 11, 20), "session": "2026-11-20-autumn-glow"} | more
    )  # fmt: skip


def settled() -> tuple[Settled, ...]:
    """Earlier actions with four fates."""
    old = {"decided": date(2026, 11, 13), "session": "2026-11-13-calm-skin"}
    return (
        Settled(
            action=action("A-016", "Send the app notification when the kit is announced", "Lucía", "participation", 2, status="done", **old),
            verdict="moved", says=say("{value} against {usual} as usual.", value=quantity(287 / 1842, "share"), usual=quantity(0.13, "share")),
        ),
        Settled(
            action=action("A-015", "Second moderator, French-speaking", "Maria", "answered_share", 5, origin="answer:maria.change", **old),
            verdict="wrong_way", says=say("Decided again as {id}.", id="A-018"), overdue=True,
        ),
        Settled(
            action=action("A-012", "Cut the welcome from six to four minutes", "Inès", "watch_time", 1, carried=3, **old),
            verdict="never_tried", says=say("The welcome still lasts six minutes."),
        ),
        Settled(
            action=action("A-011", "Free-delivery banner during the show", "Hugo", "aov", 3, status="done", **old),
            verdict="no_clear_change", says=say("Five sessions with it, no movement."),
        ),
    )  # fmt: skip


def checks() -> Checks:
    """Open, answered and suppressed findings; passed ones; one that could not look."""
    return Checks(
        findings=(
            Finding(
                check="B06", title="Those who answered stayed longer", level="warn",
                says=say("{n} answered; they watched {times} times as long as all viewers.", n=64, times=quantity(4.2, "score")),
                instead=say("Read NPS as the opinion of buyers."), evidence=("metric:nps", "answer:maria.context"), strength=0.9,
            ),
            Finding(
                check="B25", title="One product is nearly half of the result", level="warn", response="explained",
                says=say("{product} is {part} of revenue.", product="Autumn Glow Kit", part=quantity(0.456, "share")),
                instead=say("Say that the kit sold well, not that the session converted better."),
                explanation="Done: see the bottom line (Maria).", evidence=("metric:revenue",),
            ),
            Finding(
                check="B03", title="A single cause is named", level="info", response="suppressed",
                suppressed="the encoder log shows it (Maria)", says=say("One claim names one cause."),
                instead=say("Name another explanation."),
            ),
        ),
        passed=(
            Passed(check="B07", title="Only negatives", says=say("3 for and 2 against")),
            Passed(check="B08", title="Only positives", says=say("the same, read the other way")),
        ),
        not_applicable=(NotApplicable(check="B29", title="Everyone agrees", why=say("needs four respondents")),),
    )  # fmt: skip


def sources() -> tuple[Source, ...]:
    """Three files; rows read = kept + set aside in each."""
    return (
        Source(
            file="chat.csv", sha256="9e79bb5a3562" + "0" * 52, importer="player_chat", why="header", tables={"chat": 1698},
            rows_read=1759, rows_kept=1698, rows_set_aside=61, reasons={"duplicate": 38, "system": 23},
        ),
        Source(
            file="orders.csv", sha256="0eb8b631122e" + "1" * 52, importer="shopify_orders", why="header", status="unverified",
            tables={"sales": 176}, rows_read=181, rows_kept=176, rows_set_aside=5, reasons={"duplicate": 3, "other": 2},
        ),
        Source(
            file="viewers.csv", sha256="c4d422177fdf" + "2" * 52, importer="mapping", why="mapping", tables={"viewers": 125},
            rows_read=125, rows_kept=125, rows_set_aside=0,
        ),
    )  # fmt: skip


def products() -> tuple[ProductResult, ...]:
    """Products by units; two share a place."""
    rows = (
        ("KIT", "Autumn Glow Kit", 60, 45.8, 77.2, 414000, 600, 1, False), ("SERUM", "Vitamin C Serum", 40, 28.6, 54.5, 168000, 540, 2, True),
        ("BALM", "Tinted Balm", 31, 21.1, 44.0, 55800, 360, 3, True), ("MASK", "Rose Clay Mask", 24, 15.4, 35.7, 69600, 480, 4, False),
        ("CREAM", f"Barrier Cream {PIPES}", 21, 13.0, 32.1, 75600, None, 5, False),
    )  # fmt: skip
    return tuple(
        ProductResult(
            id=i, name=n, units=u, units_low=lo, units_high=hi, revenue_minor=r, orders=u - 2, refunded_units=1, shown_s=s,
            rank=k, tied=t,
        )
        for i, n, u, lo, hi, r, s, k, t in rows
    )  # fmt: skip


def full() -> Retrospective:
    """Everything a session can leave behind, hostile words included."""
    return Retrospective(
        rex="0.1.0", id="rex-20261120-7c1e", written=datetime(2026, 11, 23, 8, 12, tzinfo=UTC), edition="provisional",
        settles_on=datetime(2026, 12, 5, tzinfo=UTC), session=session(), duration_s=5400, inputs="sha256:" + "ab" * 32,
        sources=sources(), unrecognised=(Unrecognised(file="moodboard.pdf", why=say("It is not a table.")),),
        issues=(Issue(file="orders.csv", line=14, column="Total", problem=say("“12,5O” is not a number."), did=say("The row was set aside.")),),
        coverage=(
            Coverage(table="chat", rows=1698, before=52, after=19, present=(True,) * 90),
            Coverage(table="viewers", rows=125, present=(True,) * 44 + (False,) * 3 + (True,) * 43, gaps=((2640, 2820),)),
            Coverage(table="sales", rows=176, after=26, present=(True, False) * 45),
            Coverage(table="survey", rows=64),
        ),
        bottom_line=BottomLine(
            headline=say("The goal was reached; the kit sold out."), sentence="The kit made the evening. It also ran out.",
            result=say("{share} of viewers bought ({k} of {n}): over the goal of {goal}.", share=quantity(114 / 1842, "share"), k=114, n=1842, goal=quantity(0.05, "share")),
            keep=say("The live half-face test at {at}: {n} people wrote where {usual} were expected.", at=quantity(1090, "offset"), n=48, usual=20),
            change=say("Stock and answers: {k} of {n} questions had no answer in chat.", k=107, n=236),
            sure=say("Sure that the goal was reached: even the low end, {low}, is above it. Not sure that the session as such converted better.", low=quantity(0.052, "share")),
        ),
        trust=(say("Returns are open until 5 December; revenue is provisional."), say("Chat and orders differ by 2 s; nothing was shifted.")),
        forecasts=forecasts(), settled=settled(), measures=measures(), expected_by_luck=0.9, cues=cues(), timeline=timeline(),
        moments=Moments(
            moments=moments(), tested=88, expected_false=0.3,
            said=say("Three peaks and two drops stood out of the session's own noise."),
        ),
        claims=claims(), products=products(),
        quotes=(
            Quote(id="q1", text="On voit la différence en direct, je prends", at_s=1150, people=48),
            Quote(id="q2", text=MARKUP, at_s=3200, people=61),
            Quote(id="q3", text=f"{PIPES} <img src=x onerror=alert(1)> # heading www.example.com", at_s=3700, people=37),
        ),
        respondents=respondents(), checks=checks(),
        actions=(
            action("A-017", "Reserve stock for 30 minutes of the hero set and prepare a waitlist card", "Lucía", "revenue", 500, origin="moment:5"),
            action("A-018", "French-speaking moderator on the roster, by name", "Maria", "answered_share", 5, origin="metric:answered_share", note="ask Hugo first"),
        ),
        next_session=(say("Seal a forecast of conversion and of questions answered."), say("Risk: the moderator is ill; name a second one.")),
        not_concluded=(say("Is the welcome too long? People are still arriving; three sessions at four minutes would tell."),),
        method=(say("Intervals are 95%. Usual ranges: mean and 2.66 times the mean moving range."), say("Two people answered; the blind part was sealed before the numbers.")),
    )  # fmt: skip


def session() -> Session:
    """The invented session's own facts."""
    return Session(
        id="2026-11-20-autumn-glow", title="Autumn Glow", client="Maison Verbena", start=START, end=END,
        timezone="Europe/Madrid", platform="own-site player and app", hosts=("Inès",), currency="EUR", language="es",
        goals=(
            Goal(kpi="conversion_rate", value=0.05, says="agreed on 6 November"),
            Goal(kpi="answered_share", value=0.7), Goal(kpi="revenue", value=8000), Goal(kpi="ces", value=5),
        ),
        attribution=Attribution(after_hours=24), costs={"studio": 900.0},
    )  # fmt: skip


def bare() -> Retrospective:
    """A session with a handful of orders, no chat, no survey, no history, nobody's answers."""
    return Retrospective(
        rex="0.1.0", id="rex-20261120-0000", written=datetime(2026, 11, 23, 8, 12, tzinfo=UTC), edition="settled",
        session=Session(id="first", title="First <b>show</b>", client="Small Shop"), duration_s=1800, anchor="unknown",
        inputs="sha256:" + "cd" * 32,
        bottom_line=BottomLine(
            headline=say("Too little is known to say how it went."), result=say("No goal was set and no viewer was counted."),
            sure=say("Not sure of anything yet."),
        ),
        measures=(
            Measure(
                id="conversion_rate", definition="conversion_rate@1", title="Conversion", group="sales", status="not_applicable",
                why=say("no count of viewers in these files"), unit="share", better="higher", headline=True,
                verdict="too_little_data",
            ),
        ),
        moments=Moments(said=say("No moment could be looked for: there is no chat and no viewer curve.")),
    )  # fmt: skip
