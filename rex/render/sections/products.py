"""Section 9: what each product sold, and in how many minutes on screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.message import Message, say, say_n
from rex.render.blocks import Block, Cell, Column, Prose, Row, Section, Table
from rex.render.figures import Bar
from rex.render.sections.ranked import ranked_lists

if TYPE_CHECKING:
    from rex.model.retrospective import ProductResult
    from rex.render.reading import Reading


def products(reading: Reading) -> Section:
    """Rank the products by units, saying where luck may have made the order."""
    tell, found = reading.tell, reading.record.products
    title, decision = tell(say("Products")), tell(say("You decide: the next line-up and its order"))
    if not found:
        empty = Prose(tell(say("No orders with products in these files.")), "empty")
        return Section(9, title, decision, tell(say("What each product sold is not known.")), (empty,))
    blocks: list[Block] = [_table(reading)]
    if any(p.tied for p in found):
        blocks.append(Prose(tell(say("Tied: luck may have made the order among them.")), "note"))
    if any(p.units_low is not None for p in found):
        note = say("The intervals are for counts and treat buyers as independent; in a rush they are too narrow.")
        blocks.append(Prose(tell(note), "note"))
    if any(p.refunded_units is None for p in found):
        blocks.append(Prose(tell(say("Returned “–”: these files do not say which products came back.")), "note"))
    blocks += ranked_lists(reading)
    return Section(9, title, decision, tell(_headline(reading)), tuple(blocks))


def _headline(reading: Reading) -> Message:
    ranked = sorted(reading.record.products, key=lambda p: p.rank)
    first = ranked[0]
    if first.tied:
        tied = sum(p.tied for p in ranked)
        return say_n(
            "{n} product shares the first places.",
            "{n} products share the first places; luck may have made their order.",
            tied,
        )
    return say("{name} sold most: {units}.", name=first.name, units=say_n("{n} unit", "{n} units", first.units))


def _rate(p: ProductResult) -> float | None:
    return p.units / (p.shown_s / 60) if p.shown_s else None


def _table(reading: Reading) -> Table:
    tell = reading.tell
    found = reading.record.products
    shown = any(p.shown_s for p in found)
    columns = [Column(tell(say("Product")))]
    if shown:
        columns += [Column(tell(say("Units a minute on screen")), "wide"), Column(tell(say("Minutes")), "number")]
    columns += [
        Column(tell(say("Units")), "number"),
        Column(tell(say("Revenue")), "number"),
        Column(tell(say("Orders")), "number"),
        Column(tell(say("Returned")), "number"),
    ]
    rows = [_row(reading, p, shown=shown) for p in sorted(found, key=lambda p: p.rank)]
    if len(rows) > 1:
        rows.append(_total(reading, shown=shown))
    return Table(tell(say("Products by units sold, before returns")), tuple(columns), tuple(rows), style="prod")


def _money(reading: Reading, minor: int) -> str:
    currency = reading.record.session.currency
    return reading.speaker.f.money(minor, currency, whole=True) if currency else reading.number(minor, "count")


def _row(reading: Reading, p: ProductResult, *, shown: bool) -> Row:
    tag = reading.tell(say("tied")) if p.tied else ""
    cells = [Cell(p.name, tag=tag)]
    if shown:
        drawn = _bar(reading, p)
        cells.append(
            Cell("", _rate_words(reading, p), bar=drawn) if drawn else Cell(reading.tell(say("not on screen")))
        )
        cells.append(Cell(reading.rough(round(p.shown_s / 60, 1)) if p.shown_s else "–"))
    cells += [
        Cell(reading.number(p.units, "count")),
        Cell(_money(reading, p.revenue_minor)),
        Cell(reading.number(p.orders, "count")),
        Cell("–" if p.refunded_units is None else reading.number(p.refunded_units, "count")),
    ]
    return Row(tuple(cells))


def _total(reading: Reading, *, shown: bool) -> Row:
    found = reading.record.products
    cells = [Cell(reading.tell(say("All products")))]
    if shown:
        minutes = sum(p.shown_s or 0 for p in found) / 60
        cells += [Cell(""), Cell(reading.rough(round(minutes, 1)))]
    cells += [
        Cell(reading.number(sum(p.units for p in found), "count")),
        Cell(_money(reading, sum(p.revenue_minor for p in found))),
        Cell(""),
        Cell(_returned(reading)),
    ]
    return Row(tuple(cells), total=True)


def _returned(reading: Reading) -> str:
    """Add up what came back; a sum with an unknown part is unknown."""
    known = [p.refunded_units for p in reading.record.products if p.refunded_units is not None]
    return reading.number(sum(known), "count") if len(known) == len(reading.record.products) else "–"


def _rate_words(reading: Reading, p: ProductResult) -> str:
    rate = reading.speaker.f.number(_rate(p) or 0, 1)
    if p.units_low is None or p.units_high is None or not p.shown_s:
        return rate
    minutes = p.shown_s / 60
    low, high = (reading.speaker.f.number(units / minutes, 1) for units in (p.units_low, p.units_high))
    return reading.tell(say("{rate}; could be {low} to {high}", rate=rate, low=low, high=high))


def _bar(reading: Reading, p: ProductResult) -> Bar | None:
    """Draw units a minute with its interval; all products share one axis, whose ticks are the others."""
    rate = _rate(p)
    if rate is None or not p.shown_s:
        return None
    minutes = p.shown_s / 60
    found = [r for r in map(_rate, reading.record.products) if r is not None]
    whole = sum(q.units for q in reading.record.products if q.shown_s)
    average = whole / (sum(q.shown_s for q in reading.record.products if q.shown_s) / 60)
    says = say(
        "{name}: {rate} units a minute on screen; all products together {all}.",
        name=p.name,
        rate=reading.rough(round(rate, 1)),
        all=reading.rough(round(average, 1)),
    )
    return Bar(
        value=rate,
        low=p.units_low / minutes if p.units_low is not None else None,
        high=p.units_high / minutes if p.units_high is not None else None,
        band=None,
        ticks=(),
        goal=average,
        tone="plain",
        ends=None,
        says=reading.tell(says),
        axis=(0.0, max(_reach(q) for q in reading.record.products if q.shown_s) if found else 1.0),
    )


def _reach(p: ProductResult) -> float:
    minutes = (p.shown_s or 60) / 60
    return max(p.units, p.units_high or 0) / minutes
