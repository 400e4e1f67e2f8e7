"""Answers whose giver is not to be told: without a name and from three on, or under their role's name.

What a person gave as `anonymous`, and the answers to questions that are anonymous for everybody, leave that
person's own answers before anything is made of them. So no name, role, time or forecast can stand beside them.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rex.config.placed import read
from rex.model.question import Words
from rex.model.view import Nameless, NamelessQuestion
from rex.questionnaire.disagreement import titled
from rex.text.clean import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from rex.model.answer import AnswerValue, Claim, Forecast, Respondent
    from rex.model.draft import Draft
    from rex.model.question import Question, QuestionSet

ENOUGH = 3
"""People who must have answered the same question before any of its answers is shown."""


@dataclass(frozen=True, slots=True)
class Slip:
    """One person's answers without a name, by question id."""

    set: str
    answers: Mapping[str, AnswerValue]


def read_slip(path: Path) -> Slip:
    """Read one file of nameless answers; keys other than `set` and `answers` are not looked at. Raises FileError."""
    placed = read(path)
    document = placed.value if isinstance(placed.value, dict) else {}
    answers = document.get("answers")
    given = {str(name): value for name, value in answers.items()} if isinstance(answers, dict) else {}
    return Slip(str(document.get("set") or next(iter(given), "").partition(".")[0]), given)


def slip_of(draft: Draft, question_set: QuestionSet) -> Slip | None:
    """Take the answers out of a named file that are not to have a name; None where there are none."""
    every = draft.anonymity == "anonymous"
    taken = {
        name: draft.given(name)
        for name in draft.answers
        if (question := question_set.question(name)) is not None and (every or question.anonymity == "anonymous")
    }
    given = {name: value for name, value in taken.items() if value not in (None, "")}
    return Slip(draft.set, given) if given else None


def without_slip(found: Respondent, question_set: QuestionSet) -> Respondent:
    """Give a respondent without the answers that may not stand under a name, or not leave the file."""
    kept = tuple(
        answer
        for answer in found.answers
        if (question := question_set.question(answer.question)) is None or not hidden(question)
    )
    return found.model_copy(update={"answers": kept})


def hidden(question: Question) -> bool:
    """Tell whether answers to a question never stand beside a person: anonymous ones, and personal data."""
    return question.pii or question.anonymity in ("role", "anonymous")


def nameless(slips: Iterable[Slip], sets: Mapping[str, QuestionSet], session: str) -> Nameless | None:
    """Put nameless answers together by question; None where there are none.

    A question is shown from `ENOUGH` people on, in an order drawn from what was written and nothing else; of the others
    only the number of answers is told.
    """
    given: dict[str, list[Words | str]] = defaultdict(list)
    titles: dict[str, Words] = {}
    for slip in slips:
        for question, name, said in _said(slip, sets.get(slip.set)):
            given[name].append(said)
            titles[name] = titled(question, name)
    shown = sorted(name for name, answers in given.items() if len(answers) >= ENOUGH)
    if not given:
        return None
    return Nameless(
        questions=tuple(
            NamelessQuestion(question=name, title=titles[name], answers=tuple(drawn(given[name], f"{session}\n{name}")))
            for name in shown
        ),
        waiting=sum(len(answers) for name, answers in given.items() if name not in shown),
    )


def drawn(answers: Sequence[Words | str], seed: str) -> list[Words | str]:
    """Put answers into an order that depends on what they are, all together, and not on how they came."""
    rows = [(_canonical(answer), answer) for answer in answers]
    together = hashlib.sha256("\n".join([seed, *sorted(row for row, _ in rows)]).encode()).hexdigest()
    return [answer for _, answer in sorted(rows, key=lambda row: (_digest(f"{together}\n{row[0]}"), row[0]))]


def _canonical(answer: Words | str) -> str:
    return json.dumps(answer if isinstance(answer, str) else answer.model_dump(), ensure_ascii=True, sort_keys=True)


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


def _said(slip: Slip, question_set: QuestionSet | None) -> Iterator[tuple[Question, str, Words | str]]:
    if question_set is None:
        return
    for name, value in slip.answers.items():
        question = question_set.question(name)
        if question is None or question.pii:
            continue
        said = in_words(question, value)
        if said:
            yield question, name, said


def in_words(question: Question, value: object) -> Words | str:
    """Give an answer as people read it: the words of its choice, its text, its number; "" where there is none."""
    if isinstance(value, dict):
        choice = question.choice(str(value.get("choice")))
        text = clean(str(value.get("text") or value.get("what") or ""))
        return choice.label if choice is not None and not text else text
    if isinstance(value, list):
        labels = [choice.label for item in value if (choice := question.choice(str(item))) is not None]
        if not labels:
            return ""
        return Words(
            en=", ".join(label.en for label in labels),
            es=", ".join(label.es for label in labels),
            fr=", ".join(label.fr for label in labels),
        )
    if value is None or isinstance(value, bool):
        return ""
    choice = question.choice(str(value))
    return choice.label if choice is not None else clean(f"{value:g}" if isinstance(value, float) else str(value))


def aliases(drafts: Sequence[Draft]) -> dict[str, str]:
    """Give the name that stands for each person who answered under their role alone: the role, numbered where needed.

    The numbers follow what was answered and not the files' names; nobody else's name is taken.
    """
    taken = {draft.respondent for draft in drafts if draft.anonymity == "named"}
    found: dict[str, str] = {}
    behind = sorted((draft for draft in drafts if draft.anonymity == "role"), key=lambda d: (d.role, _content(d)))
    for draft in behind:
        n, name = 1, draft.role
        while name in taken:
            n += 1
            name = f"{draft.role}-{n}"
        taken.add(name)
        found[draft.respondent] = name
    return found


def _content(draft: Draft) -> str:
    return hashlib.sha256(json.dumps(draft.answers, sort_keys=True, default=str).encode()).hexdigest()


def renamed_respondent(found: Respondent, name: str) -> Respondent:
    """Put another name on a person's answers, in the addresses inside them too."""
    answers = tuple(
        answer.model_copy(
            update={
                "question": _inside(answer.question, found.id, name),
                "value": _renamed(answer.value, found.id, name),
            }
        )
        for answer in found.answers
    )
    return found.model_copy(update={"id": name, "answers": answers})


def _inside(question: str, old: str, name: str) -> str:
    """Rename the address that an answer's id ends with, where its question is asked of each conclusion."""
    before, kind, after = question.partition(".claim:")
    if not kind:
        before, kind, after = question.partition(".answer:")
    return f"{before}.{_address(f'{kind[1:]}{after}', old, name)}" if kind else question


def _renamed(value: AnswerValue, old: str, name: str) -> AnswerValue:
    if isinstance(value, list):
        return [_address(item, old, name) for item in value]
    if isinstance(value, dict) and value.get("about") is not None:
        return value | {"about": _address(str(value["about"]), old, name)}
    return value


def renamed_forecast(found: Forecast, name: str) -> Forecast:
    """Put another name on a forecast."""
    own = f"{name}.{found.id.removeprefix(f'{found.respondent}.')}"
    return found.model_copy(update={"id": own, "respondent": name})


def renamed_claim(found: Claim, name: str) -> Claim:
    """Put another name on a claim and on the addresses that it points to."""
    old = found.respondent
    return found.model_copy(
        update={
            "id": f"{name}.{found.id.removeprefix(f'{old}.')}",
            "respondent": name,
            "evidence": tuple(_address(address, old, name) for address in found.evidence),
            "against": tuple(_address(address, old, name) for address in found.against),
        }
    )


def _address(address: str, old: str, name: str) -> str:
    for kind in ("answer", "claim"):
        if address == f"{kind}:{old}" or address.startswith(f"{kind}:{old}."):
            return f"{kind}:{name}{address.removeprefix(f'{kind}:{old}')}"
    return address
