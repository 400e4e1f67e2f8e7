"""What a record rests on besides its own exports and settings."""

from __future__ import annotations

from rex.model.noun import Noun


class Ground(Noun):
    """The files a record was made from beside its own exports, each as the first 12 hex digits of their SHA-256.

    `earlier` holds the exports of each earlier session of the workspace by the session's id: they tell who bought
    before. `answers` is what people had answered, `benchmarks` the client's own benchmarks, `limits` the usual ranges
    that rex.yaml starts anew. Empty where there was none.
    """

    earlier: dict[str, str] = {}
    answers: str = ""
    benchmarks: str = ""
    limits: str = ""

    def still_holds(self, now: Ground) -> bool:
        """Tell whether nothing has been added or changed since; earlier exports that were deleted change nothing.

        Their people were counted while they were there, and counting again without them would lose what is known.
        """
        came = any(self.earlier.get(session) != digest for session, digest in now.earlier.items())
        return not came and self.model_dump(exclude={"earlier"}) == now.model_dump(exclude={"earlier"})
