"""Which earlier sessions a new one is compared with: no sales day with ordinary shows, and like slots first.

Weekday and hour decide who has time to watch, and a season or a promotion who comes to buy. A range drawn from shows of
another kind would call the kind a change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.message import Message, quantity, say, say_n
from rex.stats.control import TRIAL_FROM
from rex.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rex.model.retrospective import Retrospective
    from rex.model.session import Session

SAME_HOUR_S = 5400
"""Shows that begin at most an hour and a half apart by the clock are in one slot."""
SPECIAL = frozenset({
    "season", "temporada", "saison", "christmas", "navidad", "noel", "natal", "holiday", "holidays",
    "promotion", "promocion", "promo", "sale", "sales", "sales day", "rebajas", "soldes", "liquidacion", "clearance",
    "black friday", "cyber monday", "singles day", "prime day", "boxing day", "valentine", "san valentin",
    "mothers day", "dia de la madre", "fete des meres", "launch", "lanzamiento", "lancement",
})  # fmt: skip
"""Tags, folded and with blanks for dashes, that say of themselves that a session was none of the ordinary ones."""
_DAY_S = 86_400


def special_tags(session: Session) -> frozenset[str]:
    """Give the tags of a season, a promotion or a launch; a year at their end belongs to the name of the day alone."""
    tags = (fold(tag).replace("-", " ").replace("_", " ").strip(" 0123456789") for tag in session.tags)
    return frozenset(tag for tag in tags if tag in SPECIAL)


def same_slot(one: Session, other: Session) -> bool:
    """Tell whether two sessions began on one weekday at about one hour of their own clocks."""
    if one.start is None or other.start is None:
        return True
    apart = abs(_second_of_week(one) - _second_of_week(other))
    return min(apart, 7 * _DAY_S - apart) <= SAME_HOUR_S


def slots(sessions: Iterable[Session]) -> dict[str, str]:
    """Give each session the slot it is in, named by the first session of it; oldest first.

    One session is in one slot: it joins the first one whose leader began on its weekday at about its hour. A record
    and a trend that read the same history then draw the same ranges.
    """
    leaders: list[Session] = []
    found: dict[str, str] = {}
    for session in sessions:
        leader = next((one for one in leaders if same_slot(one, session)), None)
        if leader is None:
            leaders.append(leader := session)
        found[session.id] = leader.id
    return found


def _second_of_week(session: Session) -> int:
    start = session.start
    if start is None:
        return 0
    return start.weekday() * _DAY_S + start.hour * 3600 + start.minute * 60 + start.second


def comparable(session: Session, earlier: Sequence[Retrospective]) -> list[Retrospective]:
    """Leave out sessions of a season or a promotion that this one is not in; a special one keeps to its like.

    Where there are too few of its like for a range, it is compared with the ordinary ones: that it lies outside their
    range is then its own doing, and is said.
    """
    own = special_tags(session)
    alike = [record for record in earlier if special_tags(record.session) == own]
    if own and len(alike) < TRIAL_FROM:
        return [record for record in earlier if not special_tags(record.session)]
    return alike


def told(session: Session, earlier: Sequence[Retrospective]) -> tuple[Message, ...]:
    """Say on which earlier sessions the usual ranges rest, where that is not simply all of them."""
    kept = comparable(session, earlier)
    slot_of = slots([*(record.session for record in earlier), session])
    slot = sum(slot_of[record.session.id] == slot_of[session.id] for record in kept)
    own = special_tags(session)
    notes: list[Message] = []
    there = {record.session.id for record in kept}
    left = [record for record in earlier if record.session.id not in there]
    if own and all(not special_tags(record.session) for record in kept):
        text = "This session is tagged {tags}, and too few earlier ones are: it is compared with ordinary sessions."
        notes.append(say(text, tags=", ".join(sorted(own))))
    elif left:
        tags = sorted({tag for record in left for tag in special_tags(record.session)} - own)
        notes.append(
            say_n(
                "{n} earlier session of another kind is in no usual range ({tags}).",
                "{n} earlier sessions of another kind are in no usual range ({tags}).",
                len(left),
                tags=", ".join(tags) if tags else say("ordinary ones"),
            )
        )
    if len(kept) >= TRIAL_FROM and slot < len(kept):
        n, of = quantity(slot, "count"), quantity(len(kept), "count")
        if slot >= TRIAL_FROM:
            text = "Where they can, usual ranges rest on the {n} of {of} earlier sessions of this weekday and hour."
            notes.append(say(text, n=n, of=of))
        else:
            text = "{n} of {of} earlier sessions had this weekday and hour, too few for a range: all are compared."
            notes.append(say(text, n=n, of=of))
    return tuple(notes)
