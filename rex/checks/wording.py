"""Whole sentences and names that several checks use; each check keeps its own words beside its own rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.message import Message, Quantity, quantity, say, say_n

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rex.checks.subject import Need
    from rex.model.answer import Claim
    from rex.model.measure import Measure

_ABSENT: dict[str, Message] = {
    "session": say("The session is not described."),
    "duration_s": say("It is not known how long the show was."),
    "respondents": say("Nobody has answered the questions."),
    "forecasts": say("Nobody gave a forecast."),
    "claims": say("No conclusion was written down."),
    "measures": say("No KPI was computed."),
    "kpi_tables": say("It is not known which data each KPI is computed from."),
    "moments": say("No moment stood out."),
    "coverage": say("It is not known how much of the show the exports cover."),
    "themes": say("Nothing was written by several people."),
    "sources": say("No export was read."),
    "issues": say("No export had anything wrong."),
    "orders_unmatched": say("Orders were not matched to the show."),
    "history": say("There is no earlier session."),
    "changes": say("There is no earlier session to compare with."),
    "timeline": say("It is not known how the show ran minute by minute."),
    "windows": say("No conclusion speaks of one stretch of the show."),
    "unique_viewers": say("It is not known how many different people watched."),
    "audience": say("It is not known who of the viewers answered."),
    "claim_sessions": say("No conclusion is tied to one of several sessions."),
    "period_sessions": say("This is one session and not a period."),
    "strata": say("No KPI can be split into parts in both sessions."),
    "basis": say("It is not known how this session was counted."),
    "previous": say("There is no earlier session to compare with."),
    "refundable_share": say("It is not known how much of the revenue can still come back."),
    "settles_on": say("It is not known when the numbers settle."),
    "cancellations_known": say("It is not known whether the orders tell of cancelled ones."),
    "concentration": say("The orders do not tell which buyer, order or product is the largest."),
    "context_changes": say("It is not known what else differs from the session before."),
    "seen_first": say("No forecast was given with another number in sight."),
    "targets": say("There are no goals of several sessions."),
    "ratings": say("Nobody placed anything on a scale."),
    "own_area": say("It is not known whose work each question is about."),
    "data_steps": say("No KPI stands beside what people placed on a scale."),
    "concluded": say("The report does not place anything on the scales that people used."),
    "senior": say("It is not known who decides."),
    "settled": say("There is no earlier action."),
    "actions": say("No action was decided yet."),
    "due": say("No action has fallen due yet."),
    "track_record": say("No range of an earlier forecast can be scored."),
    "answer_groups": say("The survey is not split by country or language."),
}

_TABLES: dict[str, Message] = {
    "chat": say("chat"),
    "sales": say("orders"),
    "viewers": say("viewer curve"),
    "presence": say("visits"),
    "reactions": say("reactions"),
    "products": say("products"),
    "cues": say("run of show"),
    "survey": say("survey answers"),
    "totals": say("the platform's own totals"),
    "tickets": say("help-desk tickets"),
}


def absent(need: Need) -> Message:
    """Say that there is none of a part that a check needs."""
    return _ABSENT[need]


def table_name(table: str) -> Message | str:
    """Name a canonical table in the reader's words; an unknown one by its id."""
    return _TABLES.get(table, table)


def claim_address(claim: Claim) -> str:
    """Give the address of a claim inside the record."""
    return f"claim:{claim.id}"


def claims_and_metrics(claims: Iterable[Claim], kpis: Iterable[str] = ()) -> tuple[str, ...]:
    """Give the addresses of claims and KPIs inside the record."""
    return (*(claim_address(claim) for claim in claims), *(f"metric:{kpi}" for kpi in kpis))


def together(first: Message, second: Message) -> Message:
    """Put one whole sentence after another."""
    return say("{first} {second}", first=first, second=second)


def and_more(first: Message, others: int) -> Message:
    """Add how many more conclusions have the same trait, if any."""
    if not others:
        return first
    return together(first, say_n("One more conclusion is like it.", "{n} more conclusions are like it.", others))


def depending(claims: int) -> Message:
    """Say how many conclusions depend on something."""
    if not claims:
        return say("No conclusion depends on it.")
    return say_n("One conclusion depends on it.", "{n} conclusions depend on it.", claims)


def count(number: int) -> Quantity:
    """Make a count a value of a sentence."""
    return quantity(number, "count")


def change_of(value: float, unit: str) -> Quantity:
    """Make a difference a value of a sentence: shares differ in points."""
    return quantity(value, "points" if unit == "share" else unit)


def range_of(measure: Measure) -> Message | None:
    """Say between what a measure could be; None where it has no interval."""
    if measure.low is None or measure.high is None:
        return None
    low, high = quantity(measure.low, measure.unit), quantity(measure.high, measure.unit)
    return say("It could be {low} to {high}.", low=low, high=high)
