"""What later exports changed about a session that was already told: nothing is rewritten in silence."""

from __future__ import annotations

from datetime import datetime

from rex.model.noun import Noun


class Restated(Noun):
    """One KPI's value before and after, in its unit; None where there was none."""

    kpi: str
    title: str
    unit: str
    before: float | None
    after: float | None


class Restatement(Noun):
    """One time at which a record was made again from other exports.

    `inputs` are the first digits of what the exports were before; `rex` the version that had made it, since another
    version may count otherwise. `verdicts` counts the KPIs whose verdict changed.
    """

    written: datetime
    inputs: str
    rex: str
    changes: tuple[Restated, ...] = ()
    verdicts: int = 0
