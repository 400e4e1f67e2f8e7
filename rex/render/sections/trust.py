"""Section 2: how much weight the rest can bear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.attribution import which_orders
from rex.model.message import Message, quantity, say, say_n
from rex.render.blocks import Block, Bullets, Cell, Column, Prose, Row, Section, Table

if TYPE_CHECKING:
    from rex.model.source import Coverage
    from rex.render.reading import Reading

TABLES: dict[str, Message] = {
    "chat": say("Chat"),
    "sales": say("Orders"),
    "viewers": say("Audience"),
    "presence": say("Visits"),
    "reactions": say("Reactions"),
    "products": say("Products"),
    "cues": say("Run of show"),
    "survey": say("Survey"),
    "totals": say("Platform's own totals"),
    "tickets": say("Tickets"),
}
ALONG_THE_SHOW = {"chat", "viewers", "presence", "reactions"}
"""Data that is expected in every minute; an hour without orders is news, not a hole."""


def trust(reading: Reading) -> Section:
    """Say what the files cover, what they miss, how final it is and what the checks found."""
    record, tell = reading.record, reading.tell
    blocks: list[Block] = []
    if record.coverage:
        blocks.append(_coverage(reading))
    else:
        blocks.append(Prose(tell(say("How much of the show the files cover is not known.")), "empty"))
    if len(record.orders_by_rule) > 1:
        blocks.append(_orders_by_rule(reading))
    blocks.append(Bullets((*reading.all(record.trust), *_facts(reading))))
    return Section(
        2,
        tell(say("Can I trust it?")),
        tell(say("You decide: how much weight to give the rest")),
        tell(_headline(reading)),
        tuple(blocks),
    )


def _headline(reading: Reading) -> Message:
    record = reading.record
    if not record.sources:
        return say("No export was read, so nothing here is measured.")
    holes = [c for c in record.coverage if c.table in ALONG_THE_SHOW and c.gaps]
    opened = sum(f.response == "open" for f in record.checks.findings)
    if holes:
        return say_n(
            "The files leave {n} hole in the show.",
            "The files leave {n} holes in the show.",
            sum(len(c.gaps) for c in holes),
        )
    if opened:
        return say_n(
            "The files cover the show; {n} check is open.", "The files cover the show; {n} checks are open.", opened
        )
    return say("The files cover the show, and no check is open.")


def _coverage(reading: Reading) -> Table:
    tell = reading.tell
    columns = (
        Column(tell(say("Source"))),
        Column(tell(say("Rows")), "number"),
        Column(tell(say("Covers"))),
        Column(tell(say("Outside the show"))),
    )
    rows = tuple(_line(reading, c) for c in reading.record.coverage)
    return Table(tell(say("How much of the show the files cover")), columns, rows)


def _line(reading: Reading, c: Coverage) -> Row:
    known = TABLES.get(c.table)
    name = reading.tell(known) if known else c.table
    outside = say(
        "{before} before, {after} after", before=quantity(c.before, "count"), after=quantity(c.after, "count")
    )
    return Row(
        (
            Cell(name),
            Cell(reading.number(c.rows, "count")),
            Cell(_covers(reading, c)),
            Cell(reading.tell(outside) if c.before or c.after else reading.tell(say("none"))),
        )
    )


def _orders_by_rule(reading: Reading) -> Table:
    """Show what the rule in use counts beside what others would have counted: the choice moves every sales figure."""
    tell = reading.tell
    rows = tuple(
        Row(
            (
                Cell(tell(say("in use: {which}", which=which)) if one.used else tell(which)),
                Cell(reading.number(one.orders, "count")),
                Cell("–" if one.revenue_minor is None else reading.written(one.revenue_minor, one.currency or "")),
            )
        )
        for one in reading.record.orders_by_rule
        for which in [which_orders(one.attribution)]
    )
    columns = (
        Column(tell(say("Orders count"))),
        Column(tell(say("Orders")), "number"),
        Column(tell(say("Revenue")), "number"),
    )
    return Table(tell(say("What another rule would have counted")), columns, rows)


def _covers(reading: Reading, c: Coverage) -> str:
    if not c.present:
        return reading.tell(say("not tied to minutes"))
    minutes = say(
        "{some} of {all} minutes", some=quantity(sum(c.present), "count"), all=quantity(len(c.present), "count")
    )
    if c.table in ALONG_THE_SHOW and c.gaps:
        start, end = max(c.gaps, key=lambda gap: gap[1] - gap[0])
        return reading.tell(
            say(
                "{minutes}; longest hole {start} to {end}",
                minutes=minutes,
                start=quantity(start, "offset"),
                end=quantity(end, "offset"),
            )
        )
    return reading.tell(minutes)


def _facts(reading: Reading) -> tuple[str, ...]:
    record = reading.record
    checks = record.checks
    facts = []
    if checks.findings or checks.passed or checks.not_applicable:
        facts.append(
            say(
                "Checks of the reasoning: {spoke} spoke, {passed} passed, {unable} could not look.",
                spoke=quantity(len(checks.findings), "count"),
                passed=quantity(len(checks.passed), "count"),
                unable=quantity(len(checks.not_applicable), "count"),
            )
        )
    else:
        facts.append(say("No check of the reasoning was run."))
    if record.anchor == "inferred":
        facts.append(
            say("The start of the show was inferred from the files; times may be off by the same amount everywhere.")
        )
    if record.anchor == "unknown":
        facts.append(say("The start of the show is not known; times inside it cannot be compared between files."))
    if record.unrecognised:
        facts.append(
            say_n(
                "{n} file was not recognised and not used.",
                "{n} files were not recognised and not used.",
                len(record.unrecognised),
            )
        )
    if record.issues:
        facts.append(
            say_n(
                "{n} thing was wrong in the files; see section 16.",
                "{n} things were wrong in the files; see section 16.",
                len(record.issues),
            )
        )
    return reading.all(tuple(facts))
