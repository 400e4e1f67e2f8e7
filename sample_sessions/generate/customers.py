"""Buyers: invented names and places, example.com mails, telephone numbers reserved for fiction."""

from __future__ import annotations

from dataclasses import dataclass

from sample_sessions.generate.dice import Dice
from sample_sessions.generate.names import names

COUNTRIES = {"ES": 0.72, "FR": 0.17, "PT": 0.05, "BE": 0.04, "DE": 0.02}
NEWCOMERS_KEPT = 24  # of each evening's newcomers, the first so many may come back on later Fridays
ACCENTS = str.maketrans("áéíóúüñçèêàôïëãß", "aeiouunceeaoieas")


@dataclass(frozen=True, slots=True)
class Customer:
    """One invented buyer; the same number is always the same person."""

    first: str
    last: str
    email: str
    phone: str
    country: str
    street: str
    town: str
    zip: str
    province: str
    province_name: str
    marketing: bool

    @property
    def name(self) -> str:
        """Give the full name."""
        return f"{self.first} {self.last}"


def customer(seed: int, session: int, number: int) -> Customer:
    """Make the `number`-th newcomer of a session."""
    dice = Dice(seed, "customer", session, number)
    country = dice.weighted(COUNTRIES)
    first, last = dice.pick(names()["first_names"][country]), dice.pick(names()["surnames"][country])
    street = dice.pick(names()["streets"][country])
    town, province, province_name = dice.pick(names()["towns"][country])
    mail = f"{first}.{last}{session}{number:03}".lower().translate(ACCENTS)
    return Customer(
        first=first,
        last=last,
        email=f"{mail}@example.com",
        phone=_phone(dice, country),
        country=country,
        street=f"{street} {dice.whole(1, 120)}",
        town=town,
        zip=f"'000{dice.whole(10, 99)}",
        province=province,
        province_name=province_name,
        marketing=dice.chance(0.55),
    )


def _phone(dice: Dice, country: str) -> str:
    if country == "FR":  # the French regulator keeps this range for fiction
        return f"+33 6 39 98 {dice.whole(0, 99):02} {dice.whole(0, 99):02}"
    if country == "ES" and dice.chance(0.7):
        return f"+34 600 000 {dice.whole(0, 999):03}"
    return ""


def returning(dice: Dice, session: int) -> tuple[int, int]:
    """Choose an earlier evening's newcomer, recent ones rather than old ones."""
    back = min(session - 1, 1 + int(dice.wait(2.2)))
    return session - back, dice.whole(0, NEWCOMERS_KEPT - 1)
