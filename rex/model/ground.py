"""What a record rests on besides its own exports and settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.noun import Noun

if TYPE_CHECKING:
    from collections.abc import Mapping


class Ground(Noun):
    """The files a record was made from beside its own exports, each as the first 12 hex digits of their SHA-256.

    `earlier` holds the exports of each earlier session of the workspace by the session's id: they tell who bought
    before. `records` holds the `values` of each earlier record that this one is judged by, None where it was judged by
    none on purpose. `answers` is what people had answered, `benchmarks` the client's own benchmarks, `limits` the usual
    ranges that rex.yaml starts anew. Empty where there was none.
    """

    earlier: dict[str, str] = {}
    records: dict[str, str] | None = None
    answers: str = ""
    benchmarks: str = ""
    limits: str = ""

    def still_holds(self, now: Ground) -> bool:
        """Tell whether nothing came or changed since; earlier exports and records that are gone change nothing.

        Their people were counted while they were there, and counting again without them would lose what is known.
        """
        came = any(self.earlier.get(session) != digest for session, digest in now.earlier.items())
        return not came and not self.judged_anew(now.records or {}) and self.rest == now.rest

    def judged_anew(self, records: Mapping[str, str]) -> bool:
        """Tell whether an earlier record came or has other values than when this one was judged by it."""
        known = self.records
        return known is not None and any(known.get(session) != values for session, values in records.items())

    @property
    def rest(self) -> dict[str, object]:
        """Give what rests on no earlier session."""
        return self.model_dump(exclude={"earlier", "records"})
