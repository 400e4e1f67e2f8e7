"""THE record: everything a report says stands here, and every reader reads this alone."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from rex.model.action import Action, Settled
from rex.model.answer import Claim, Forecast, Respondent
from rex.model.attribution import Alternative
from rex.model.benchmark import BenchmarkGap
from rex.model.calibration import Calibration
from rex.model.content import Content
from rex.model.crowd import Crowds
from rex.model.effect import CueEffects
from rex.model.finding import Checks
from rex.model.ground import Ground
from rex.model.measure import Measure
from rex.model.message import Message
from rex.model.moment import Moments, Quote, Timeline
from rex.model.noun import Noun
from rex.model.restatement import Restatement
from rex.model.revision import Revision
from rex.model.session import Cue, Session
from rex.model.source import Coverage, Issue, Source, Unrecognised
from rex.model.view import Nameless, View
from rex.model.voice import Voice

SCHEMA = "rex.retrospective/1"


class BottomLine(Noun):
    """The result against the goal, one thing to keep, one to change, and how sure.

    `sentence` is what a person wrote for the client, or None. `keep` and `change` are None where the
    record supports nothing: silence is better than filler.
    """

    headline: Message
    sentence: str | None = None
    result: Message
    keep: Message | None = None
    change: Message | None = None
    sure: Message


class ProductResult(Noun):
    """One product of the session: what it sold, how long it was shown. Money in minor units; None is not known."""

    id: str
    name: str
    units: int = 0
    units_low: float | None = None
    units_high: float | None = None
    revenue_minor: int = 0
    orders: int = 0
    refunded_units: int | None = None
    shown_s: float | None = None
    rank: int
    tied: bool = False


class Retrospective(Noun):
    """One session's honest retrospective. Byte-identical for the same inputs, version and clock.

    `values` is a digest of all that later sessions are judged by: they rest on it, and are made again when it changes.
    """

    schema_: Literal["rex.retrospective/1"] = Field(default="rex.retrospective/1", alias="schema")
    rex: str
    id: str
    written: datetime
    edition: Literal["provisional", "settled"]
    settles_on: datetime | None = None
    session: Session
    duration_s: float
    anchor: Literal["given", "inferred", "unknown"] = "given"
    inputs: str
    ground: Ground = Ground()
    values: str = ""
    sources: tuple[Source, ...] = ()
    unrecognised: tuple[Unrecognised, ...] = ()
    issues: tuple[Issue, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    bottom_line: BottomLine
    trust: tuple[Message, ...] = ()
    orders_by_rule: tuple[Alternative, ...] = ()
    forecasts: tuple[Forecast, ...] = ()
    calibration: Calibration | None = None
    settled: tuple[Settled, ...] = ()
    measures: tuple[Measure, ...] = ()
    crowds: Crowds | None = None
    benchmarks: tuple[BenchmarkGap, ...] = ()
    expected_by_luck: float = 0
    compared_with: tuple[Message, ...] = ()
    cues: tuple[Cue, ...] = ()
    content: tuple[Content, ...] = ()
    cue_effects: CueEffects | None = None
    timeline: Timeline = Timeline()
    moments: Moments
    drops_first: bool = False
    claims: tuple[Claim, ...] = ()
    products: tuple[ProductResult, ...] = ()
    quotes: tuple[Quote, ...] = ()
    voice: Voice | None = None
    respondents: tuple[Respondent, ...] = ()
    views: tuple[View, ...] = ()
    nameless: Nameless | None = None
    checks: Checks = Checks()
    revisions: tuple[Revision, ...] = ()
    actions: tuple[Action, ...] = ()
    next_session: tuple[Message, ...] = ()
    not_concluded: tuple[Message, ...] = ()
    method: tuple[Message, ...] = ()
    restatements: tuple[Restatement, ...] = ()

    @property
    def has_orders(self) -> bool:
        """Tell whether any file told of orders; without one nothing can come back, and no order is not zero orders."""
        if any(source.tables.get("sales") for source in self.sources) or self.products:
            return True
        orders = self.measure("orders")
        return orders is not None and orders.value is not None

    @property
    def waits_for_orders(self) -> bool:
        """Tell whether the window for returns has ended and the orders in the record are from before that."""
        open_still = self.edition == "provisional" and self.has_orders
        return open_still and self.settles_on is not None and self.written >= self.settles_on

    def measure(self, kpi: str) -> Measure | None:
        """Find a measure by the KPI's id."""
        return next((m for m in self.measures if m.id == kpi), None)
