"""How many people a session had, and which earlier session saw each last: counts that add up, and nobody's name.

Whoever is in this session was last seen in exactly one earlier session, or in none. So the different people of a row of
sessions are, session by session, those who were not last seen inside the row: exact, by adding. No pseudonym, no hash
and no sketch of one is kept, so nothing here tells of any person whether they were there, with the key or without.
"""

from __future__ import annotations

from typing import Literal

from rex.model.message import Message
from rex.model.noun import Noun

Came = Literal["viewers", "chatters", "buyers"]


class Crowd(Noun):
    """The people of one kind: how many, and how many of them each earlier session saw last.

    `unnamed` are counted by the session's KPI and known by no name, such as orders without a customer: whether they
    came before nobody can say. `last_seen` is None where there are too few people to tell more than their number.
    """

    came: Came
    people: int
    unnamed: int = 0
    last_seen: dict[str, int] | None = None


class Crowds(Noun):
    """All kinds that the exports name. `sessions` are the earlier ones that were looked into, newest first."""

    sessions: tuple[str, ...] = ()
    kinds: tuple[Crowd, ...] = ()

    def of(self, came: Came) -> Crowd | None:
        """Find one kind."""
        return next((crowd for crowd in self.kinds if crowd.came == came), None)


class PeriodPeople(Noun):
    """Different people of one kind over a period: between `low` and `high`, which are equal where nothing is in doubt.

    Both are None where it is unknown: some session counts people and does not name them, or was counted without an
    earlier one. `summed` counts a person once a session.
    """

    came: Came
    low: int | None = None
    high: int | None = None
    summed: int
    sessions: int
    unknown: Literal["", "nameless", "alone"] = ""
    says: Message
