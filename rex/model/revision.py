"""What a person changed about their own conclusion when a check spoke of it."""

from __future__ import annotations

from typing import Literal

from pydantic import AwareDatetime

from rex.model.noun import Noun

Did = Literal["reworded", "hedged", "evidence", "withdrawn"]


class Revision(Noun):
    """One change of one conclusion, and the check that brought it up; the sealed answer stays as it was.

    `was` and `now` are its words before and after, `now` is "" where it was withdrawn. `evidence` are the addresses
    that were added.
    """

    claim: str
    check: str
    did: Did
    was: str
    now: str = ""
    evidence: tuple[str, ...] = ()
    at: AwareDatetime | None = None
