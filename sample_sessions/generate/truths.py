"""Write down what was planted, from the same plans that made the files. Only tests read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sample_sessions.generate.team import ANSWERABLE

if TYPE_CHECKING:
    from sample_sessions.generate.evening import Evening
    from sample_sessions.generate.plan import Moment


def session_truth(evening: Evening) -> dict[str, Any]:
    """Give one session's planted facts and what the dice made of them."""
    plan = evening.plan
    live = [order for order in evening.orders if 0 <= order.second < plan.length]
    viewers = [message for message in evening.messages if message.author.role == "viewer" and message.kind == "text"]
    asked = [message for message in viewers if message.question and message.topic in ANSWERABLE]
    truth: dict[str, Any] = {
        "session": plan.id,
        "planted": {
            "unique_viewers": plan.viewers,
            "conversion_rate": plan.conversion,
            "participation": plan.participation,
            "chance_of_an_answer": plan.answered,
            "median_wait_s": plan.answer_wait,
        },
        "happened": {
            "orders_in_show_any_status": len(live),
            "orders_in_show_not_cancelled": sum(order.status != "voided" for order in live),
            "viewer_messages": len(viewers),
            "questions_to_the_team": len(asked),
            "answered_in_chat": sum(message.answered_at is not None for message in asked),
            "people_who_wrote": len({message.author.channel for message in viewers if not message.deleted}),
        },
        "moments": [_moment(moment) for moment in plan.moments],
    }
    for key in ("quiet", "damage", "beyond_reach"):
        if key in plan.raw:
            truth[key] = plan.raw[key]
    return truth


def _moment(moment: Moment) -> dict[str, Any]:
    size = {
        "messages": moment.messages,
        "orders": moment.orders,
        "joins": moment.joins,
        "share_leaving": moment.exits,
        "orders_halted": moment.halts_orders,
    }
    return {
        "id": moment.id,
        "kind": moment.kind,
        "start_s": moment.at,
        "end_s": moment.until,
        "cause": moment.cause,
        "cue": moment.cue,
        "seen_in": list(moment.seen_in),
        "size": {key: value for key, value in size.items() if value},
    }


def all_truths(seed: int, brand: dict[str, Any], evenings: list[Evening]) -> dict[str, Any]:
    """Give the whole document: sessions, actions, what REX cannot know."""
    return {
        "seed": seed,
        "sessions": [session_truth(evening) for evening in evenings],
        "actions": brand["action_truths"],
        "beyond_reach": brand["beyond_reach"],
    }
