"""Weekday by hour: what the shows of a slot usually bring, and where too few of them were to say."""

from __future__ import annotations

from typing import Literal

from rex.model.measure import Better
from rex.model.message import Message
from rex.model.noun import Noun


class Slot(Noun):
    """Shows that began on one weekday (0 is Monday) at about one hour of their own clock; the sessions by id."""

    weekday: int
    clock: str
    sessions: tuple[str, ...]
    name: Message


class SlotCell(Noun):
    """One KPI in one slot, in the KPI's unit: from how many shows, their own middle, and that drawn towards all slots.

    `stands` is `above` or `below` only where the slots differ by more than luck and this one from the middle of all;
    `too_few` under three shows, which have no value here.
    """

    sessions: int
    own: float | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    stands: Literal["above", "below", "alike", "too_few"] = "too_few"


class SlotKpi(Noun):
    """One KPI over the slots, a cell each in their order. `p`: how often luck alone parts equal slots so far."""

    id: str
    title: str
    unit: str
    better: Better
    centre: float | None = None
    p: float | None = None
    cells: tuple[SlotCell, ...]


class SlotTable(Noun):
    """The slots in the order of the week, never of their values. `left_out` counts shows of a season or promotion."""

    least: int
    slots: tuple[Slot, ...]
    kpis: tuple[SlotKpi, ...]
    left_out: int = 0
    says: tuple[Message, ...]
