"""The document of `rex chat --json`: one entry a kept message, and what is told of them all. No text of one person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rex.voice.meaning import meaning
from rex.workflow.hearing_told import fit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rex.workflow.hearing import Hearing, Reading
    from rex.workflow.hearing_told import Told


def chat_document(hearing: Hearing | None, told: Told | None) -> dict[str, Any]:
    """Put the document together; without a chat its lists are empty."""
    if hearing is None or told is None:
        return {"messages": [], "themes": [], "unanswered": []}
    voice = told.voice
    topics: dict[str, list[str]] = {}
    return {
        "messages": [_message(one, topics) for one in hearing],
        "themes": [
            {**theme.model_dump(mode="json"), "row_ids": list(told.theme_rows.get(theme.key, ()))}
            for theme in voice.themes
        ],
        "unanswered": [
            {
                "text": one.text if fit(one.text) else "",
                "people": one.people,
                "row_ids": list(one.row_ids),
                "products": list(one.products),
                "key": one.key,
            }
            for one in told.open_ones
        ],
        **_rest(voice.model_dump(mode="json")),
    }


def _message(one: Reading, topics: dict[str, list[str]]) -> dict[str, Any]:
    line = one.line
    if line.text not in topics:
        topics[line.text] = sorted(meaning(line.text).concepts)
    return {
        "row_id": line.row,
        "t": line.t_s,
        "lang": one.lang,
        "sentiment": one.sentiment.label,
        "question": bool(one.asks.label),
        "intent": one.intent.label,
        "reason": one.intent.reason,
        "answered_by": None if one.answered is None else one.answered.row,
        "answer_after_s": None if one.answered is None else one.answered.after_s,
        "topics": topics[line.text],
        "products": list(one.products),
        "counted": one.counted,
        "noise": None if one.noise is None else one.noise.kind,
    }


def _rest(voice: Mapping[str, Any]) -> dict[str, Any]:
    """Give what else is told, by the record's own names."""
    kept = ("people", "asked", "answered", "askers", "barriers", "moods", "noise", "look", "intents", "languages")
    return {name: voice[name] for name in kept}
