"""The kinds of two sessions' shares side by side, as the checks read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.checks.parts import Stratum
from rex.compare.mix import strata

if TYPE_CHECKING:
    from rex.model.retrospective import Retrospective


def strata_between(before: Retrospective, after: Retrospective) -> dict[str, tuple[Stratum, ...]]:
    """Give each share's kinds that both records tell apart, by KPI; nothing where a definition changed in between."""
    found: dict[str, tuple[Stratum, ...]] = {}
    for measure in after.measures:
        earlier = before.measure(measure.id)
        if earlier is None or earlier.definition != measure.definition:
            continue
        parts = tuple(
            Stratum(
                by=by,
                name=row.name,
                before=row.k_before / row.n_before,
                n_before=round(row.n_before),
                after=row.k_after / row.n_after,
                n_after=round(row.n_after),
            )
            for by in sorted(set(earlier.strata) & set(measure.strata))
            for row in strata(earlier.strata[by], measure.strata[by])
            if row.n_before >= 1 and row.n_after >= 1
        )
        if parts:
            found[measure.id] = parts
    return found
