"""The invented show itself: curves, moments, run of show, products, and viewers' hostile words."""

from __future__ import annotations

import math

from rex.model.moment import Estimate, Moment, Quote, Timeline
from rex.model.retrospective import ProductResult
from rex.model.session import Cue

MARKUP = "[/b]<script>alert(1)</script> **bold** [link](https://example.com) @everyone"
PIPES = "| a | b |"


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
