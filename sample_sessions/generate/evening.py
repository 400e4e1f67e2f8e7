"""One session's whole evening from its plan: audience, orders, chat. What the writers of files need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sample_sessions.generate.again import ask_again
from sample_sessions.generate.audience import Visit, make_curve, make_visits
from sample_sessions.generate.bank import Decks
from sample_sessions.generate.chat import Room
from sample_sessions.generate.crowd import Crowd
from sample_sessions.generate.dice import Dice
from sample_sessions.generate.extras import new_members, paid_messages, spam
from sample_sessions.generate.orders import Order, make_orders
from sample_sessions.generate.people import community
from sample_sessions.generate.slots import make_slots
from sample_sessions.generate.team import announcements, answer_questions

if TYPE_CHECKING:
    from sample_sessions.generate.message import Message
    from sample_sessions.generate.plan import Plan

FULL_CHAT = 4000  # in a very full chat the same thing is said more often
COMMUNITY = (("es", 0.56), ("fr", 0.27), ("en", 0.17))


@dataclass(frozen=True, slots=True)
class Evening:
    """Everything that happened in one session."""

    plan: Plan
    visits: list[Visit]
    messages: list[Message]
    orders: list[Order]


def make_evening(seed: int, plan: Plan) -> Evening:
    """Simulate one session; sessions do not depend on one another."""
    visits = make_visits(seed, plan)
    orders = make_orders(seed, plan, make_curve(visits))
    live = [order.second for order in orders if 0 <= order.second < plan.length]
    return Evening(plan, visits, _chat(seed, plan, visits, live), orders)


def _chat(seed: int, plan: Plan, visits: list[Visit], order_seconds: list[float]) -> list[Message]:
    dice = Dice(seed, plan.id, "chat")
    crowd = Crowd(dice, plan, community(seed, COMMUNITY), visits)
    decks = Decks(dice, plan.flags, limit=2 if plan.messages < FULL_CHAT else 4)
    slots = make_slots(dice, plan, make_curve(visits), order_seconds)
    messages = Room(dice, plan, decks, crowd).write(slots)
    team = answer_questions(dice, plan, messages)
    repeats = ask_again(dice, messages, crowd, decks)
    team += answer_questions(dice, plan, repeats)
    extras = paid_messages(dice, plan, crowd, decks) + new_members(dice, plan, crowd) + spam(dice, plan)
    everything = messages + repeats + team + announcements(dice, plan) + extras
    return sorted(everything, key=lambda message: message.second)
