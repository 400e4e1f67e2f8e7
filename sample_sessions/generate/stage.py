"""What the talk is about at a second of the show, and how lively it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sample_sessions.generate.catalogue import PRODUCTS

if TYPE_CHECKING:
    from sample_sessions.generate.plan import Plan, Segment

EVERYWHERE = {
    "reactions_short": 1.7,
    "smalltalk": 1.0,
    "replies": 0.9,
    "jokes": 0.75,
    "off_topic": 0.8,
    "praise": 0.55,
    "skin_type": 0.5,
    "shipping": 0.4,
    "suggestion": 0.3,
    "complaint": 0.25,
    "late_arrival": 0.2,
    "payment": 0.1,
    "greeting": 0.1,
}
BY_KIND: dict[str, dict[str, float]] = {
    "intro": {"greeting": 5.0, "smalltalk": 2.2, "praise": 0.5, "late_arrival": 0.3},
    "product": {"product_question": 0.9, "price": 0.55, "ingredients": 0.45, "skin_type": 0.7, "stock": 0.25},
    "offer": {"price": 0.9, "promo_code": 0.8, "stock": 0.5, "payment": 0.35, "shipping": 0.5},
    "qna": {"product_question": 2.6, "skin_type": 1.6, "ingredients": 1.0, "shipping": 0.9, "replies": 0.7},
    "giveaway": {"giveaway": 6.0, "jokes": 0.5},
    "outro": {"goodbye": 6.0, "praise": 1.4, "suggestion": 0.6, "bought": 0.2},
}
ON_STAGE = 3.4  # how much of the talk the thing on the table draws
GOODBYES_S = 240.0  # people start to leave four minutes before the end
LIVELINESS = {"intro": 1.05, "offer": 1.2, "giveaway": 1.5, "outro": 1.2, "qna": 1.05}


def segment_at(plan: Plan, second: float) -> Segment:
    """Give the segment on stage; before the first and after the last, the nearest."""
    for segment in plan.segments:
        if second < segment.end:
            return segment
    return plan.segments[-1]


def topics_at(plan: Plan, second: float) -> dict[str, float]:
    """Weigh the topics people write about at this second."""
    segment = segment_at(plan, second)
    mix = dict(EVERYWHERE)
    for topic, weight in BY_KIND.get(segment.kind, {}).items():
        mix[topic] = mix.get(topic, 0.0) + weight
    for product in segment.products:
        topic = PRODUCTS["balm3" if product == "balm" else product].topic
        mix[topic] = mix.get(topic, 0.0) + ON_STAGE / len(segment.products) * segment.pull
    for topic, weight in segment.topics.items():
        mix[topic] = mix.get(topic, 0.0) + weight
    if second > plan.length - GOODBYES_S:
        mix["goodbye"] = mix.get("goodbye", 0.0) + 2.0
    for topic, factor in plan.mood.items():
        mix[topic] = mix.get(topic, 0.0) * factor
    return mix


def liveliness(plan: Plan, second: float) -> float:
    """Weigh how much a viewer writes at this second, before any moment's burst."""
    segment = segment_at(plan, second)
    return LIVELINESS.get(segment.kind, 1.0) * (0.75 + 0.25 * segment.pull)
