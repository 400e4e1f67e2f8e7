"""A survey as an XLSForm: the sheets `survey`, `choices` and `settings` that ODK, Kobo and SurveyCTO read.

A question's id becomes its name with `_` for the dots, so that the answers come back under names that REX knows.
Layout and words of the format: XLSForm reference, xlsform.org.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from rex.errors import UsageError
from rex.model.question import STEPS_OF_NPS
from rex.questionnaire.form_tree import tree

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rex.model.question import Question, QuestionSet, Words
    from rex.questionnaire.form_tree import Node

Sheets: TypeAlias = "dict[str, list[list[str]]]"

LANGUAGES: Final = (("en", "English (en)"), ("es", "Español (es)"), ("fr", "Français (fr)"))
_PLAIN: Final[dict[str, str]] = {
    "note": "note",
    "text": "text",
    "long_text": "text",
    "number": "decimal",
    "int": "integer",
    "money": "decimal",
    "percent": "decimal",
    "date": "date",
    "time_in_show": "text",
    "moment_text": "text",
    "product": "text",
    "person": "text",
    "confirm": "text",
}
_FROM_LIST: Final = {"select": "select_one", "likert": "select_one", "multiselect": "select_multiple", "rank": "rank"}
_HEAD: Final = ("type", "name", "required", "relevant", "constraint", "parameters", "appearance", "calculation")
_PLACE = re.compile(r"\{([a-z]+)\}")


def name_of(question: str) -> str:
    """Write a question's id as a name of the form."""
    return question.replace(".", "_")


def sheets(question_set: QuestionSet, places: Mapping[str, str], default: str = "en") -> Sheets:
    """Lay a set out as the sheets of an XLSForm; `places` fill `{brand}` and `{session}` in its texts.

    Raises UsageError for a set with questions that only REX itself can ask: those that are repeated over a session's
    facts, or speak of its numbers.
    """
    asked = [question for question in question_set.questions if not question.deprecated]
    _distinct(asked)
    for question in asked:
        if question.repeat is not None or question.phase != "blind" or question.about is not None:
            raise UsageError(
                f'"{question.id}" speaks of a session\'s own facts, which no XLSForm can ask about.',
                todo="XLSForm is for surveys, such as: --set shopper",
                kept="",
            )
    columns = [f"{part}::{language}" for part in ("label", "hint") for _, language in LANGUAGES]
    survey = [[*_HEAD, *columns]]
    survey += [_row(question, question_set, places) for question in asked]
    choices = [["list_name", "name", *(f"label::{language}" for _, language in LANGUAGES)]]
    for question in asked:
        choices += _choices(question, places)
    language = dict(LANGUAGES)[default if default in dict(LANGUAGES) else "en"]
    settings = [
        ["form_title", "form_id", "version", "default_language"],
        [_said(question_set.title, places, default), f"rex_{question_set.set}", str(question_set.version), language],
    ]
    return {"survey": survey, "choices": choices, "settings": settings}


def _row(question: Question, question_set: QuestionSet, places: Mapping[str, str]) -> list[str]:
    texts = [_said(question.label, places, lang) for lang, _ in LANGUAGES]
    texts += ["" if question.help is None else _said(question.help, places, lang) for lang, _ in LANGUAGES]
    computed = "" if question.compute is None else _xpath(tree(question.compute), question_set)
    return [
        _type(question),
        name_of(question.id),
        "yes" if question.required else "",
        "" if question.when is None else _xpath(tree(question.when), question_set),
        _constraint(question, question_set),
        "randomize=true" if question.shuffle and question.type in _FROM_LIST else "",
        "multiline" if question.type == "long_text" else "likert" if question.type in ("likert", "nps") else "",
        computed,
        *([""] * len(texts) if question.type == "computed" else texts),
    ]


def _distinct(asked: Sequence[Question]) -> None:
    """Refuse two questions that would have one name in the form: their answers could not be told apart."""
    named: dict[str, str] = {}
    for question in asked:
        name = name_of(question.id)
        if name in named:
            what = f'"{named[name]}" and "{question.id}" would both be called {name} in the form.'
            raise UsageError(what, todo="Give one of them another id.", kept="")
        named[name] = question.id


def _type(question: Question) -> str:
    if question.type == "computed":
        return "calculate"
    if question.type == "nps":
        return f"select_one {name_of(question.id)}"
    if question.type in _FROM_LIST:
        return f"{_FROM_LIST[question.type]} {name_of(question.id)}"
    if question.type not in _PLAIN:
        raise UsageError(f'"{question.id}" is a {question.type}, which an XLSForm cannot ask.', todo="", kept="")
    return _PLAIN[question.type]


def _constraint(question: Question, question_set: QuestionSet) -> str:
    limits = question.limits
    parts = [f". {sign} {bound:g}" for sign, bound in ((">=", limits.low), ("<=", limits.high)) if bound is not None]
    if question.type == "percent":
        parts = parts or [". >= 0", ". <= 100"]
    alone = [choice.id for choice in question.choices if choice.alone]
    if question.type == "multiselect":
        parts += [f"not(selected(., '{one}') and count-selected(.) > 1)" for one in alone]
    parts += [_xpath(tree(demand.holds), question_set) for demand in question.demands]
    return " and ".join(parts)


def _choices(question: Question, places: Mapping[str, str]) -> list[list[str]]:
    if question.type == "nps":
        rows = []
        for step in range(STEPS_OF_NPS):
            end = question.choice(str(step))
            texts = [f"{step} {_said(end.label, places, lang)}" if end else str(step) for lang, _ in LANGUAGES]
            rows.append([name_of(question.id), str(step), *texts])
        return rows
    if question.type not in _FROM_LIST:
        return []
    return [
        [name_of(question.id), choice.id, *(_said(choice.label, places, lang) for lang, _ in LANGUAGES)]
        for choice in question.choices
    ]


def _said(words: Words, places: Mapping[str, str], lang: str) -> str:
    return _PLACE.sub(lambda found: places.get(found[1], found[0]), words.said(lang)).strip()


def _xpath(node: Node, question_set: QuestionSet) -> str:
    """Write an expression as XForms' XPath; a name that no question has is unknown there, so never true."""
    kind = node[0]
    if kind == "is":
        return _literal(node[1])
    if kind == "name":
        return _reference(node[1], question_set)
    if kind == "not":
        return f"not({_truth(node[1], question_set)})"
    if kind in ("and", "or"):
        return f"({_truth(node[1], question_set)} {kind} {_truth(node[2], question_set)})"
    if kind == "list":
        what = "A list in a condition stands behind “in” in an XLSForm, and holds single values."
        raise UsageError(what, todo="Write it as several comparisons joined by or.", kept="")
    if kind == "in":
        return _among(node[1], node[2], question_set)
    sign = "=" if kind == "==" else kind
    return f"({_xpath(node[1], question_set)} {sign} {_xpath(node[2], question_set)})"


def _truth(node: Node, question_set: QuestionSet) -> str:
    """Write a part that is asked for its truth: a bare name holds where it was answered."""
    text = _xpath(node, question_set)
    return f"{text} != ''" if node[0] == "name" else text


def _among(one: Node, many: Node, question_set: QuestionSet) -> str:
    if many[0] == "list":
        tests = [f"{_xpath(one, question_set)} = {_xpath(item, question_set)}" for item in many[1:]]
        return f"({' or '.join(tests) or 'false()'})"
    return f"selected({_xpath(many, question_set)}, {_xpath(one, question_set)})"


def _reference(name: str, question_set: QuestionSet) -> str:
    if name == "value":
        return "."
    known = question_set.question(name)
    return f"${{{name_of(name)}}}" if known is not None and not known.deprecated else "''"


def _literal(value: Any) -> str:
    if isinstance(value, bool):
        return "true()" if value else "false()"
    if value is None:
        return "''"
    return f"{value:g}" if isinstance(value, int | float) else "'" + str(value).replace("'", "’") + "'"
