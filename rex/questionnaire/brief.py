"""An answer in one line, and as the text that a field begins with when it is asked again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rex.model.answer import AnswerValue
    from rex.questionnaire.asked import Asked


def brief(asked: Asked, value: AnswerValue) -> str:
    """Say an answer in one line, choices by their labels in the reader's language; "" for an empty text."""
    if isinstance(value, dict):
        if asked.question.type == "forecast":
            return " – ".join(str(value[key]) for key in ("low", "mid", "high") if value.get(key) is not None)
        parts = [_label(asked, value[key]) for key in ("choice", "what", "text") if value.get(key) not in (None, "")]
        if asked.question.type == "moment_text" and value.get("at"):
            parts.insert(0, str(value["at"]))
        if asked.question.type == "action":
            parts += [str(value[key]) for key in ("owner", "due") if value.get(key)]
        between = " " if asked.question.type == "moment_text" else ", "
        return _one_line(between.join(parts))
    if isinstance(value, list):
        between = " > " if asked.question.type == "rank" else ", "
        return _one_line(between.join(_label(asked, item) for item in value))
    if value is None:
        return ""
    step = f"{value} {_label(asked, value)}" if asked.option(value) else str(value)
    money = f"{value} {asked.currency}".strip()
    forms = {"percent": f"{value}%", "likert": step, "nps": step, "money": money}
    return _one_line(forms.get(asked.question.type) or _label(asked, value))


def typed(asked: Asked, value: AnswerValue) -> str:
    """Give the text that a text field would begin with to show this answer again."""
    if isinstance(value, dict):
        text = str(value.get("text") or value.get("what") or "")
        at = value.get("at") if asked.question.type == "moment_text" else None
        return f"{at} {text}".strip() if at else text
    return "" if value is None or isinstance(value, list) else str(value)


def _label(asked: Asked, item: object) -> str:
    option = asked.option(item)
    return str(item) if option is None else option.label


def _one_line(text: str) -> str:
    return " ".join(text.split())
