"""JSON for programs: one document on stdout, sentences said in the chosen language, keys in a fixed order."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from rex.model.message import Message

if TYPE_CHECKING:
    from rex.model.finding import Checks
    from rex.text.speaker import Speaker


def to_json(value: object, speaker: Speaker) -> str:
    """Write a document: messages become sentences, everything else stays as it is."""
    return json.dumps(_plain(value, speaker), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _plain(value: Any, speaker: Speaker) -> Any:
    if isinstance(value, Message):
        return speaker.say(value)
    if isinstance(value, BaseModel):
        names = (
            (name, info.serialization_alias or info.alias or name) for name, info in type(value).model_fields.items()
        )
        return {alias: _plain(getattr(value, name), speaker) for name, alias in names}
    if isinstance(value, dict):
        return {str(key): _plain(item, speaker) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item, speaker) for item in value]
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value


def check_document(checks: Checks) -> dict[str, object]:
    """Give the document of `rex check --json`: findings, the ids that passed, and those that could not look."""
    return {
        "findings": list(checks.findings),
        "passed": [passed.check for passed in checks.passed],
        "not_applicable": [{"check": item.check, "why": item.why} for item in checks.not_applicable],
    }
