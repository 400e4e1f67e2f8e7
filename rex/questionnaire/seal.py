"""The seal: proof that blind answers were given before a number was shown, and are the same today."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from rex.errors import UsageError
from rex.model.answer import Seal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from rex.model.draft import Draft
    from rex.model.question import QuestionSet


def seal(draft: Draft, question_set: QuestionSet, at: datetime) -> Draft:
    """Seal the blind answers given so far; raises UsageError where they are sealed already."""
    if draft.seal is not None:
        raise UsageError(f"The blind answers of {draft.respondent} are sealed already.")
    rank = {q.id: n for n, q in enumerate(question_set.questions)}
    found = [(name, question_set.question(name)) for name in draft.answers]
    blind = sorted((rank[q.id], name) for name, q in found if q is not None and q.phase == "blind")
    names = tuple(name for _, name in blind)
    return draft.model_copy(update={"seal": Seal(at=at, hash=digest(draft, names), questions=names)})


def digest(draft: Draft, questions: Iterable[str]) -> str:
    """Hash the sealed answers to these questions, in this order: SHA-256 over canonical JSON."""
    rows = [[name, *draft.sealed(name)] for name in questions]
    document = {"respondent": draft.respondent, "set": draft.set, "answers": rows}
    canonical = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()


def intact(draft: Draft) -> bool:
    """Tell whether there is a seal and the answers under it are those that were sealed."""
    return draft.seal is not None and digest(draft, draft.seal.questions) == draft.seal.hash


def fingerprint(made: Seal) -> str:
    """Give the part of the hash that people compare by eye: three groups of four."""
    return " ".join(made.hash[n : n + 4] for n in (0, 4, 8))
