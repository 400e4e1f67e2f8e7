"""What the invented session's files hold: measures, curves, moments, run of show, products."""

from __future__ import annotations

import math

from rex.model.measure import Measure, Ranked, UsualRange
from rex.model.message import say, say_n
from rex.model.moment import Estimate, Moment, Quote, Timeline
from rex.model.retrospective import ProductResult
from rex.model.session import Cue

MARKUP = "[/b]<script>alert(1)</script> **bold** [link](https://example.com) @everyone"
PIPES = "| a | b |"
HISTORY = (
    "2026-09-18",
    "2026-09-25",
    "2026-10-02",
    "2026-10-09",
    "2026-10-16",
    "2026-10-23",
    "2026-10-30",
    "2026-11-06",
    "2026-11-13",
)


def usual(low: float, high: float, *values: float) -> UsualRange:
    """Make a trial range from earlier sessions."""
    return UsualRange(
        low=low,
        high=high,
        centre=sum(values) / len(values),
        sessions=len(values),
        kind="trial",
        names=HISTORY[: len(values)],
        values=values,
    )


def measures() -> tuple[Measure, ...]:
    """Five headline measures and others, one of each verdict."""
    return (
        Measure(
            id="unique_viewers",
            definition="unique_viewers@1",
            title="Unique viewers",
            group="reach",
            status="measured",
            value=1842,
            unit="count",
            better="higher",
            n=1842,
            verdict="usual",
            usual=usual(1273, 1900, 1400, 1510, 1498, 1620, 1477, 1702, 1555, 1640, 1676),
        ),
        Measure(
            id="peak_concurrent",
            definition="peak_concurrent@1",
            title="Most people at once",
            group="reach",
            status="measured",
            value=612,
            unit="count",
            better="higher",
            verdict="usual",
            usual=usual(416, 626, 470, 500, 490, 540, 505, 560, 520, 555, 570),
        ),
        Measure(
            id="watch_time",
            definition="watch_time@1",
            title="Average view duration",
            group="reach",
            status="measured",
            value=14.8,
            unit="minutes",
            better="higher",
            n=1842,
            low=14.2,
            high=15.5,
            confidence=0.95,
            method="t",
            verdict="usual",
            headline=True,
            usual=usual(12.3, 15.9, 13.1, 14.5, 13.4, 15.1, 12.9, 15.6, 14.0, 13.2, 14.9),
        ),
        Measure(
            id="participation",
            definition="participation@1",
            title="People who wrote",
            group="chat",
            status="measured",
            value=287 / 1842,
            unit="share",
            better="higher",
            k=287,
            n=1842,
            low=0.14,
            high=0.173,
            confidence=0.95,
            method="wilson",
            verdict="better",
            headline=True,
            usual=usual(0.106, 0.154, 0.118, 0.131, 0.121, 0.139, 0.124, 0.142, 0.129, 0.138, 0.130),
        ),
        Measure(
            id="questions",
            definition="questions@1",
            title="Questions asked",
            group="chat",
            status="measured",
            value=236,
            unit="count",
            better="neither",
            verdict="up",
            usual=usual(110, 228, 140, 166, 150, 190, 158, 201, 170, 182, 176),
        ),
        Measure(
            id="answered_share",
            definition="answered_share@1",
            title="Questions answered in chat",
            group="chat",
            status="measured",
            value=129 / 236,
            unit="share",
            better="higher",
            k=129,
            n=236,
            low=0.483,
            high=0.609,
            confidence=0.95,
            method="wilson",
            verdict="worse",
            headline=True,
            usual=usual(0.56, 0.821, 0.72, 0.66, 0.74, 0.69, 0.77, 0.64, 0.70, 0.68, 0.682),
        ),
        Measure(
            id="first_response_time",
            definition="first_response_time@1",
            title="Median wait for an answer",
            group="chat",
            status="measured",
            value=290,
            unit="seconds",
            better="lower",
            n=236,
            low=220,
            high=430,
            confidence=0.95,
            method="kaplan-meier",
            verdict="worse",
            usual=usual(74, 214, 110, 150, 128, 160, 122, 171, 140, 152, 166),
            warnings=(say("unanswered questions count as still waiting"),),
        ),
        Measure(
            id="conversion_rate",
            definition="conversion_rate@1",
            title="Conversion",
            group="sales",
            status="measured",
            value=114 / 1842,
            unit="share",
            better="higher",
            k=114,
            n=1842,
            low=0.052,
            high=0.074,
            confidence=0.95,
            method="wilson",
            verdict="better",
            headline=True,
            usual=usual(0.029, 0.061, 0.038, 0.045, 0.041, 0.050, 0.043, 0.048, 0.040, 0.046, 0.045),
        ),
        Measure(
            id="orders",
            definition="orders@1",
            title="Orders",
            group="sales",
            status="measured",
            value=121,
            unit="count",
            better="higher",
            verdict="usual",
            usual=usual(43, 123, 60, 80, 66, 92, 71, 99, 76, 88, 84),
        ),
        Measure(
            id="revenue",
            definition="revenue@1",
            title="Revenue placed",
            group="sales",
            status="measured",
            value=907800,
            unit="EUR",
            better="higher",
            verdict="better",
            headline=True,
            warnings=(say("before returns"),),
            usual=usual(236800, 797500, 400000, 500000, 430000, 620000, 470000, 640000, 450000, 560000, 590000),
        ),
        Measure(
            id="aov",
            definition="aov@1",
            title="Revenue per order",
            group="sales",
            status="measured",
            value=7502,
            unit="EUR",
            better="higher",
            n=121,
            low=6940,
            high=8060,
            confidence=0.95,
            method="bootstrap",
            verdict="better",
            usual=usual(5490, 6460, 5800, 6010, 5900, 6150, 5950, 6200, 5880, 6100, 6050),
        ),
        Measure(
            id="nps",
            definition="nps@1",
            title="NPS",
            group="experience",
            status="measured",
            value=40.6,
            unit="nps",
            better="higher",
            n=64,
            low=21,
            high=57,
            confidence=0.95,
            method="adjusted-wald",
            verdict="too_little_history",
            verdict_why=say_n("{n} earlier session; 5 are needed", "{n} earlier sessions; 5 are needed", 4),
            usual=UsualRange(
                low=30, high=45, centre=36, sessions=4, kind="trial", names=HISTORY[:4], values=(33, 38, 35, 36)
            ),
        ),
        Measure(
            id="ces",
            definition="ces@1",
            title="Ease of ordering",
            group="experience",
            status="insufficient",
            why=say_n("{n} answer; it takes 10", "{n} answers; it takes 10", 9),
            unit="score",
            better="higher",
            n=9,
            verdict="too_little_data",
        ),
        Measure(
            id="best_sellers",
            definition="best_sellers@1",
            title="Best sellers",
            group="sales",
            status="measured",
            value=60,
            unit="count",
            better="neither",
            verdict="too_little_history",
            ranked=(Ranked(rank=1, id="KIT", name="Autumn Glow Kit", value=60, low=45.8, high=77.2),),
        ),
    )


def timeline(minutes: int = 90) -> Timeline:
    """Ninety minutes that rise, dip, rise and fall, with a hole in the viewer curve."""
    viewers = [
        round(118 + 440 * (1 - math.exp(-m / 14)) + 60 * math.sin(m / 9) - max(0, m - 70) * 11) for m in range(minutes)
    ]
    expected = [round(3 + v / 26, 1) for v in viewers]
    writing = [round(e * (0.8 + 0.35 * ((m * 7) % 5) / 4)) for m, e in enumerate(expected)]
    for start, end, factor in ((18, 22, 2.4), (36, 38, 2.0), (52, 60, 1.9), (61, 66, 1.7)):
        for m in range(start, end):
            writing[m] = round(expected[m] * factor)
    orders = [
        max(0, round(1.2 + 9 * math.exp(-((m - 54) ** 2) / 12) + (2 if m in {20, 21} else 0) - (m % 3)))
        for m in range(minutes)
    ]
    curve: list[int | None] = list(viewers)
    curve[44:47] = [None] * 3
    return Timeline(
        step_s=60,
        viewers=tuple(curve),
        people_writing=tuple(writing),
        expected_writing=tuple(expected),
        orders=tuple(orders),
    )


def moments() -> tuple[Moment, ...]:
    """Three peaks and two drops in show order."""
    shared = {"score": 5.0, "p": 0.0004, "q": 0.004, "signals": {"chat": 5.1}}
    return (
        Moment.model_validate(
            shared
            | {
                "id": 1,
                "rank": 2,
                "kind": "peak",
                "start_s": 1090,
                "end_s": 1320,
                "peak_s": 1210,
                "cause_s": 1082,
                "lift": 2.4,
                "lift_low": 1.8,
                "lift_high": 3.1,
                "label": "Half-face test, live",
                "cue": "b",
                "product": "SERUM",
                "people": 48,
                "orders": 9,
                "quotes": [Quote(id="m1", text="¡Se nota muchísimo, media cara parece otra!", at_s=1140, people=48)],
            }
        ),
        Moment.model_validate(
            shared
            | {
                "id": 2,
                "rank": 1,
                "kind": "drop",
                "start_s": 1570,
                "end_s": 1670,
                "peak_s": 1600,
                "cause_s": 1560,
                "lift": 0.6,
                "lift_low": 0.5,
                "lift_high": 0.8,
                "label": "Sound lost",
                "cue": "c",
                "people": 41,
                "viewers_before": 488,
                "viewers_after": 414,
                "orders": 1,
                "quotes": [Quote(id="m2", text="No se oye nada", at_s=1600, people=41)],
            }
        ),
        Moment.model_validate(
            shared
            | {
                "id": 3,
                "rank": 3,
                "kind": "peak",
                "start_s": 2160,
                "end_s": 2280,
                "peak_s": 2200,
                "cause_s": 2165,
                "lift": 2.0,
                "lift_low": 1.3,
                "lift_high": 2.9,
                "label": "App notification lands",
                "cue": "gift",
                "people": 22,
                "viewers_before": 449,
                "viewers_after": 543,
                "orders": 0,
            }
        ),
        Moment.model_validate(
            shared
            | {
                "id": 4,
                "rank": 1,
                "kind": "peak",
                "start_s": 3120,
                "end_s": 3600,
                "peak_s": 3240,
                "cause_s": 3115,
                "lift": 1.9,
                "lift_low": 1.5,
                "lift_high": 2.4,
                "label": "Kit revealed at €69",
                "cue": "e",
                "product": "KIT",
                "people": 61,
                "orders": 59,
                "extra_orders": Estimate(value=50, low=38, high=61),
                "quotes": [Quote(id="m4", text=MARKUP, at_s=3200, people=61)],
            }
        ),
        Moment.model_validate(
            shared
            | {
                "id": 5,
                "rank": 2,
                "kind": "drop",
                "start_s": 3660,
                "end_s": 3960,
                "peak_s": 3700,
                "cause_s": 3650,
                "lift": 0.7,
                "lift_low": 0.6,
                "lift_high": 0.8,
                "label": "Kit sold out, still on screen",
                "cue": "e",
                "product": "KIT",
                "people": 37,
                "viewers_before": 592,
                "viewers_after": 504,
                "orders": 0,
            }
        ),
    )


def cues() -> tuple[Cue, ...]:
    """The run of show, with two incidents."""
    plan = (
        ("w", 0, "Welcome"),
        ("a", 360, "A Rose Clay Mask"),
        ("b", 840, "B Vitamin C Serum"),
        ("c", 1380, "C Barrier Cream"),
        ("d", 1800, "D Tinted Balm"),
        ("gift", 2160, "Gift draw"),
        ("e", 3100, "E Autumn Glow Kit"),
        ("f", 4000, "F Night Oil"),
        ("g", 4500, "G Hand Cream Trio"),
        ("z", 5100, "Close"),
    )
    shown = tuple(Cue(id=i, start_s=s, kind="product", title=t) for i, s, t in plan)
    return (
        *shown,
        Cue(id="x1", start_s=1570, end_s=1670, kind="incident", title="no sound", planned=False),
        Cue(id="x2", start_s=3660, end_s=3830, kind="incident", title="sold out, on screen", planned=False),
    )


def products() -> tuple[ProductResult, ...]:
    """Products by units; two share a place."""
    rows = (
        ("KIT", "Autumn Glow Kit", 60, 45.8, 77.2, 414000, 600, 1, False),
        ("SERUM", "Vitamin C Serum", 40, 28.6, 54.5, 168000, 540, 2, True),
        ("BALM", "Tinted Balm", 31, 21.1, 44.0, 55800, 360, 3, True),
        ("MASK", "Rose Clay Mask", 24, 15.4, 35.7, 69600, 480, 4, False),
        ("CREAM", f"Barrier Cream {PIPES}", 21, 13.0, 32.1, 75600, None, 5, False),
    )
    return tuple(
        ProductResult(
            id=i,
            name=n,
            units=u,
            units_low=lo,
            units_high=hi,
            revenue_minor=r,
            orders=u - 2,
            refunded_units=1,
            shown_s=s,
            rank=k,
            tied=t,
        )
        for i, n, u, lo, hi, r, s, k, t in rows
    )
