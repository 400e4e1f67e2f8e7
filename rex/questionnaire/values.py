"""What counts as an answer to a question: each kind's own reading, strict and with a sentence for what is wrong."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

from rex.model.message import Message, say
from rex.model.question import ACTION_FIELDS
from rex.questionnaire.asked import Asked
from rex.questionnaire.expression import parse
from rex.questionnaire.facts import Told
from rex.questionnaire.showtime import clock, seconds, told_at
from rex.text.clean import clean

if TYPE_CHECKING:
    from collections.abc import Callable

    from rex.model.answer import AnswerValue
    from rex.model.question import Question

Cells: TypeAlias = "dict[str, str | int | float | None]"

TYPED = 100_000  # letters a paste may have before it is cut; the question's own limit then refuses it
LARGEST = 1e15
"""Beyond it no number of a show lies; a slip of the keys does."""
GROUPS = re.compile(r"\s*[-+]?[1-9]\d{0,2}([.,])\d{3}(\1\d{3})*\s*%?\s*\Z")
"""A number that is twelve in one country and twelve thousand in another."""
PERCENT = re.compile(r"\s*([-+]?\d+(?:[.,]\d+)?)\s*%?\s*\Z")


class BadValueError(ValueError):
    """A value that is no answer to its question; `message` says what would be one."""

    def __init__(self, message: Message) -> None:
        """Keep the message: whoever shows it knows the language."""
        super().__init__(message.text)
        self.message = message


def accept(asked: Asked, value: Any) -> AnswerValue:
    """Read a value as an answer, in the form that the file keeps; raises BadValueError.

    Where the question speaks of something the numbers brought up, the answer carries its address, time
    and direction, so that the file stands on its own.
    """
    read: AnswerValue = READERS.get(asked.question.type, _words)(asked, value)
    _demand(asked, read)
    if not isinstance(asked.subject, Told) or isinstance(read, list):
        return read  # several choices are kept as they are: the question's own id tells what they are about
    part = "choice" if asked.question.choices else "text"
    cells: Cells = dict(read) if isinstance(read, dict) else {part: str(read)}
    return cells | _about(asked.subject)


def malformed(question: Question, value: Any) -> Message | None:
    """Say what is wrong with a value that a person wrote into the answers file by hand; None where it can be counted.

    Only what is computed with is looked at: numbers, ranges, days and actions. Words and choices stand as they are.
    """
    reader = _COMPUTED.get(question.type)
    if reader is None or value is None:
        return None
    if question.type == "forecast" and isinstance(value, dict):  # what a reveal question is about stands beside them
        value = {part: value[part] for part in ("low", "mid", "high") if part in value}
    bare = Asked(id=question.id, question=question, label="", short="")
    try:
        reader(bare, value)
    except BadValueError as error:
        return error.message
    return None


def _demand(asked: Asked, read: AnswerValue) -> None:
    """Hold an answer against what its question demands, with the set's own words where it fails."""
    plain = {"value": read} if not isinstance(read, dict) else {"value": read.get("text", ""), **read}
    for demand in asked.question.demands:
        if not parse(demand.holds).holds(plain):  # type: ignore[arg-type]  # an answer's parts are values
            raise BadValueError(Message(text=demand.message.said(asked.lang)))


def _about(subject: Told) -> Cells:
    cells: Cells = {"about": subject.id}
    if subject.at_s is not None:
        cells["at"] = clock(subject.at_s)
    parts = {"polarity": subject.polarity, "direction": subject.direction, "topic": subject.topic or None}
    return cells | {key: part for key, part in parts.items() if part is not None}


def _words(asked: Asked, value: Any) -> str:
    if isinstance(value, dict) and isinstance(value.get("text"), str):
        value = value["text"]
    if not isinstance(value, str):
        raise BadValueError(say("Words are expected here."))
    text = clean(value, TYPED)
    longest = asked.question.limits.longest
    if len(text) > longest:
        raise BadValueError(say("At most {n} letters fit here.", n=longest))
    return text


def _choice(asked: Asked, value: Any) -> str:
    option = asked.option(value)
    if option is None:
        known = ", ".join(option.id for option in asked.options)
        raise BadValueError(say("One of these is expected: {known}.", known=known))
    if option.reason:
        raise BadValueError(say("“{choice}” cannot be taken: {reason}", choice=option.label, reason=option.reason))
    return str(value)


def _listed(asked: Asked, value: Any) -> str:
    """Take a name that is listed, by its id, or another one as it is written."""
    return str(value) if asked.option(value) is not None else _words(asked, value)


def _rank(asked: Asked, value: Any) -> list[str]:
    """Take choices in an order, the first the most; those that are not named stay unranked."""
    ids = [_choice(asked, item) for item in value] if isinstance(value, list) else []
    twice = next((item for item in ids if ids.count(item) > 1), None)
    if not ids or twice is not None:
        raise BadValueError(say("A list of choices is expected here, the first one first, each once."))
    return ids


def _step(asked: Asked, value: Any) -> int:
    return int(_choice(asked, value))


def _choices(asked: Asked, value: Any) -> list[str]:
    chosen = [value] if isinstance(value, str) else value
    if not isinstance(chosen, list):
        raise BadValueError(say("A list of choices is expected here."))
    ids = [_choice(asked, item) for item in chosen]
    kept = [option.id for option in asked.options if option.id in ids]
    alone = next((option for option in asked.options if option.alone and option.id in kept), None)
    if alone is not None and len(kept) > 1:
        raise BadValueError(say("“{choice}” stands alone: take it or the others.", choice=alone.label))
    most = asked.question.limits.most
    if most is not None and len(kept) > most:
        raise BadValueError(say("At most {n} can be chosen.", n=most))
    return kept


def _number(asked: Asked, value: Any) -> int | float:
    if isinstance(value, str) and GROUPS.match(value):
        whole = re.sub(r"[^\d+-]", "", value)
        raise BadValueError(say("Please write thousands without a sign between them, such as {number}.", number=whole))
    if isinstance(value, str) and (found := PERCENT.match(value)):
        value = float(found[1].replace(",", "."))
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= LARGEST:
        raise BadValueError(say("A number is expected here."))
    limits = asked.question.limits
    percent = asked.question.type == "percent"
    low = 0 if percent and limits.low is None else limits.low
    high = 100 if percent and limits.high is None else limits.high
    if (low is not None and value < low) or (high is not None and value > high):
        raise BadValueError(say("A number from {low} to {high} is expected here.", low=_bound(low), high=_bound(high)))
    return int(value) if float(value).is_integer() else value


def _bound(value: float | None) -> str:
    return "…" if value is None else f"{value:g}"


def _whole(asked: Asked, value: Any) -> int:
    number = _number(asked, value)
    if not isinstance(number, int):
        raise BadValueError(say("A whole number is expected here."))
    return number


def _range(asked: Asked, value: Any) -> Cells:
    """Read a range that is meant to hold the result 8 times in 10, with the likeliest value in it where one is told."""
    cells = value if isinstance(value, dict) else {}
    read: Cells = {part: _number(asked, cells[part]) for part in ("low", "mid", "high") if cells.get(part) is not None}
    low, high = read.get("low"), read.get("high")
    told = [number for number in read.values() if isinstance(number, int | float)]
    if low is None or high is None or told != sorted(told) or low == high:
        raise BadValueError(say("A lowest and a highest value are expected here, the likeliest between them."))
    return read


def _date(_: Asked, value: Any) -> str:
    return day(value)


def _time(asked: Asked, value: Any) -> str:
    at = value if isinstance(value, int) and not isinstance(value, bool) else seconds(str(value), asked.duration_s)
    if at is None or at < 0:
        raise BadValueError(say("A time inside the show is expected here, such as 00:20 or 20 min."))
    return clock(at)


def _moment(asked: Asked, value: Any) -> Cells:
    if isinstance(value, dict):
        at, text = value.get("at"), _words(asked, value)
        return {"text": text} if at in (None, "") else {"text": text, "at": _time(asked, at)}
    at_s, rest = told_at(_words(asked, value), asked.duration_s)
    return {"text": rest} if at_s is None else {"text": rest, "at": clock(at_s)}


def _explained(asked: Asked, value: Any) -> Cells:
    cells = value if isinstance(value, dict) else {"choice": value}
    read: Cells = {"choice": _choice(asked, cells.get("choice"))}
    text = _words(asked, cells["text"]) if cells.get("text") else ""
    return read | {"text": text} if text else read


def _action(asked: Asked, value: Any) -> Cells:
    """Read an action; only what is to be done is needed: without an owner or a date it stays an idea."""
    cells = {"what": value} if isinstance(value, str) else value
    if not isinstance(cells, dict):
        raise BadValueError(say("An action is expected here: {fields}.", fields=", ".join(ACTION_FIELDS)))
    unknown = next((key for key in cells if key not in ACTION_FIELDS), None)
    if unknown is not None:
        raise BadValueError(
            say("“{key}” is no part of an action: {fields}.", key=unknown, fields=", ".join(ACTION_FIELDS))
        )
    read: Cells = {"what": _words(asked, cells.get("what"))}
    for key in ("owner", "kpi"):
        if cells.get(key):
            read[key] = _words(asked, cells[key])
    if cells.get("due"):
        read["due"] = day(cells["due"])
    if cells.get("direction"):
        read["direction"] = _direction(cells["direction"])
    if cells.get("smallest_effect") not in (None, ""):
        read["smallest_effect"] = _number(asked, cells["smallest_effect"])
    return read


def day(value: Any) -> str:
    """Read a day, as 2026-11-27; raises BadValueError."""
    try:
        return date.fromisoformat(str(value).strip()).isoformat()
    except ValueError as error:
        raise BadValueError(say("A day is expected here, such as 2026-11-27.")) from error


def _direction(value: Any) -> str:
    if value not in ("up", "down"):
        raise BadValueError(say("One of these is expected: {known}.", known="up, down"))
    return str(value)


_COMPUTED: dict[str, Callable[[Asked, Any], AnswerValue]] = {
    "number": _number,
    "int": _whole,
    "money": _number,
    "percent": _number,
    "forecast": _range,
    "date": _date,
    "action": _action,
}

READERS: dict[str, Callable[[Asked, Any], AnswerValue]] = {
    "select": _choice,
    "likert": _step,
    "forecast_steps": _choice,
    "multiselect": _choices,
    "rank": _rank,
    "nps": _step,
    "product": _listed,
    "person": _listed,
    "number": _number,
    "int": _whole,
    "money": _number,
    "forecast": _range,
    "date": _date,
    "percent": _number,
    "time_in_show": _time,
    "moment_text": _moment,
    "explained_choice": _explained,
    "action": _action,
}
