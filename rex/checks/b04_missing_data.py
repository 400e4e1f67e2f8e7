"""B04: conclusions that stand on data which are not there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rex.checks.base import Answer, Clear, Fires, beyond, check
from rex.checks.direction import kpis_of
from rex.checks.wording import claim_address, count, depending, table_name, together
from rex.model.message import Message, quantity, say

if TYPE_CHECKING:
    from rex.checks.subject import Subject
    from rex.model.source import Coverage

GAP = 0.05
"""Share of the show that may be missing from a stream. [heur]"""
UNMATCHED = 0.10
"""Share of the orders that may be left unmatched. [heur]"""
CONTINUOUS = ("chat", "viewers", "reactions", "presence")
"""Streams in which silence is a sign of missing data; a quarter of an hour without an order is not."""


@dataclass(frozen=True, slots=True)
class _Hole:
    table: str
    says: Message
    strength: float


@check(
    id="B04",
    title="Missing data",
    level="warn",
    needs=("coverage", "duration_s"),
    uses=("claims", "measures", "kpi_tables", "orders_unmatched"),
    source="S36 (availability: what data would you want?)",
)
def missing_data(subject: Subject) -> Answer:
    """Find holes in the data under the conclusions, good ones and bad ones alike.

    What was not exported cannot speak, and what is seen easily looks like all there was.

    It speaks when more than 5 % of the show is missing from the chat, the viewer curve, the visits or the reactions;
    when a conclusion cites a KPI whose data are not there at all; or when more than 10 % of the orders could not be
    matched. It blocks when a headline KPI is computed from what is missing. Quiet minutes in the orders are no hole,
    nor are lulls of a sparse chat that come by chance: 0.01 of them or more expected in a Poisson stream of as
    many rows.

    Too little: without a known length of the show, or without any export that covers it, the check does not apply.
    Source: S36 (availability); both thresholds are starting values.
    """
    holes = sorted((*_gaps(subject), *_absent(subject), *_unmatched(subject)), key=lambda h: (-h.strength, h.table))
    if not holes:
        return Clear(_passed(subject))
    tables = {hole.table for hole in holes}
    claims = [claim for claim in subject.claims if any(_touches(kpi, tables, subject) for kpi in kpis_of(claim))]
    headlines = [m.id for m in subject.measures if m.headline and _touches(m.id, tables, subject)]
    says = holes[0].says
    for hole in holes[1:]:
        says = together(says, hole.says)
    return Fires(
        says=together(says, depending(len(claims))),
        instead=say("Export it again for the whole show, or say beside each conclusion what it could not see."),
        evidence=(
            *(f"coverage:{table}" for table in dict.fromkeys(hole.table for hole in holes)),
            *(claim_address(claim) for claim in claims),
            *(f"metric:{kpi}" for kpi in headlines),
        ),
        strength=holes[0].strength,
        level="block" if headlines else "warn",
    )


def _gaps(subject: Subject) -> list[_Hole]:
    show = subject.duration_s or 0.0
    holes = []
    for stream in subject.coverage:
        lost = _lost(stream, show)
        if stream.table not in CONTINUOUS or not stream.rows or lost <= GAP * show:
            continue
        says = say(
            "Missing from the exports ({stream}): {lost} of {show}, {share}.",
            stream=table_name(stream.table),
            lost=quantity(lost / 60, "minutes"),
            show=quantity(show / 60, "minutes"),
            share=quantity(lost / show, "share"),
        )
        holes.append(_Hole(stream.table, says, beyond(lost / show, GAP)))
    return holes


def _lost(stream: Coverage, show: float) -> float:
    """Add up the seconds of the show that lie in gaps, each second once."""
    lost, reached = 0.0, 0.0
    for start, end in sorted(stream.gaps):
        begin, stop = max(start, reached), min(end, show)
        if stop > begin:
            lost, reached = lost + stop - begin, stop
    return lost


def _absent(subject: Subject) -> list[_Hole]:
    """Find tables that are not there at all although a conclusion cites a KPI that is computed from them."""
    there = {stream.table for stream in subject.coverage if stream.rows}
    cited = {kpi for claim in subject.claims for kpi in kpis_of(claim)}
    wanted = {table for kpi in cited for table in subject.kpi_tables.get(kpi, ())}
    return [
        _Hole(
            table,
            say("Not in the exports at all: {stream}.", stream=table_name(table)),
            beyond(1, GAP),
        )
        for table in sorted(wanted - there)
    ]


def _unmatched(subject: Subject) -> list[_Hole]:
    share = subject.orders_unmatched
    if share is None or share <= UNMATCHED:
        return []
    says = say("Orders that could not be matched: {share}.", share=quantity(share, "share"))
    return [_Hole("sales", says, beyond(share, UNMATCHED))]


def _touches(kpi: str, tables: set[str], subject: Subject) -> bool:
    return not tables.isdisjoint(subject.kpi_tables.get(kpi, ()))


def _passed(subject: Subject) -> Message:
    looked = say(
        "Kinds of data: {streams}, over {show}; no gap above {gap} in those that should never be silent.",
        streams=count(sum(1 for stream in subject.coverage if stream.rows)),
        show=quantity((subject.duration_s or 0) / 60, "minutes"),
        gap=quantity(GAP, "share"),
    )
    if subject.orders_unmatched is None:
        return looked
    unmatched = quantity(subject.orders_unmatched, "share")
    return together(looked, say("Orders that could not be matched: {share}.", share=unmatched))
