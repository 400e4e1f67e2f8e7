"""What a person's answers become in the record: the respondent, their forecasts, their claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rex.model.answer import Answer, Claim, Forecast, Respondent
from rex.questionnaire.causes import cause
from rex.questionnaire.facts import Told
from rex.questionnaire.order import turned
from rex.questionnaire.seal import intact
from rex.questionnaire.showtime import seconds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from rex.model.draft import Draft
    from rex.model.question import Question, QuestionSet

SEEN = "seen"
NOTHING_SEEN = "none"
UNKNOWN = "unknown"
OPPOSITE = {"worked": "did_not", "did_not": "worked"}


def respondent(draft: Draft, question_set: QuestionSet, *, session_end: datetime | None = None) -> Respondent:
    """Give the person's answers as the record keeps them.

    A seal that does not fit its answers counts as none. `hours_after_end` is from the end of the show to
    the first answer; None where one of them is unknown.
    """
    sealed, seen = intact(draft), informed(draft, question_set)
    hours = None
    if session_end is not None and draft.started is not None:
        hours = round((draft.started - session_end).total_seconds() / 3600, 2)
    return Respondent(
        id=draft.respondent,
        role=draft.role,
        set=draft.set,
        depth=draft.depth,
        language=draft.language,
        seal=draft.seal if sealed else None,
        blind=sealed and not seen,
        informed=seen,
        hours_after_end=hours,
        answers=tuple(
            Answer(
                question=name,
                phase=question.phase,
                state=draft.state(name),
                value=draft.given(name),
                unsealed=question.phase == "blind" and not under_seal(draft, name),
            )
            for name, question in _answered(draft, question_set)
        ),
    )


def informed(draft: Draft, question_set: QuestionSet) -> tuple[str, ...]:
    """Give the figures that were seen before answering; ("unknown",) where the person did not say."""
    name = f"{question_set.set}.{SEEN}"
    if question_set.question(name) is None:
        return ()
    # What is said of it after the seal is hindsight: it cannot make sealed answers blind.
    known = draft.has(name) and (draft.seal is None or name in draft.seal.questions)
    value = draft.sealed(name)[1] if known else None
    if not isinstance(value, list):
        return (UNKNOWN,)
    return tuple(item for item in value if item != NOTHING_SEEN)


def under_seal(draft: Draft, question: str) -> bool:
    """Tell whether an answer is the one that was sealed."""
    changed = any(change.question == question for change in draft.changed_after_seal)
    return not changed and draft.seal is not None and question in draft.seal.questions and intact(draft)


def forecasts(draft: Draft, question_set: QuestionSet, *, goal_kpi: str = "") -> tuple[Forecast, ...]:
    """Give what the person expected, as it was sealed.

    A forecast is `informed` where figures of its KPI had been seen, where that is not known, or where it was not
    under the seal. The goal's chance needs the KPI of the goal; without one it is left out.
    """
    found: dict[str, Forecast] = {}
    for one in _forecasts(draft, question_set, goal_kpi):
        if one.id not in found or one.said == "range":  # who gave a step and a range said more with the range
            found[one.id] = one
    return tuple(found.values())


def _forecasts(draft: Draft, question_set: QuestionSet, goal_kpi: str) -> Iterator[Forecast]:
    for name, question in _answered(draft, question_set):
        state, value = draft.sealed(name)
        if state != "given" or question.makes not in ("forecast", "probability"):
            continue
        choice = None if isinstance(value, dict) else question.choice(str(value))
        if choice is None and question.type not in ("forecast", "percent"):
            continue
        goal = question.makes == "probability"
        kpi = goal_kpi if goal else name.removeprefix(f"{question.id}.")
        if not kpi:
            continue
        known: dict[str, Any] = {
            "respondent": draft.respondent,
            "role": draft.role,
            "kpi": kpi,
            "informed": _knew(draft, question_set, kpi) or not _was_sealed(draft, name),
            "changed": _was_sealed(draft, name) and not under_seal(draft, name),
        }
        if goal:
            chance = choice.worth if choice is not None else _share(value)
            yield Forecast(id=f"{draft.respondent}.goal", said="probability", probability=chance, **known)
        elif isinstance(value, dict):
            known |= {"low": value.get("low"), "high": value.get("high"), "said": "range"}
            yield Forecast.model_validate({"id": f"{draft.respondent}.{kpi}"} | known)
        elif choice is not None:
            yield Forecast.model_validate({"id": f"{draft.respondent}.{kpi}", "said": choice.id} | known)


def _share(value: object) -> float | None:
    """Turn a percentage into a probability."""
    return value / 100 if isinstance(value, int | float) else None


def _was_sealed(draft: Draft, name: str) -> bool:
    return draft.seal is not None and name in draft.seal.questions and intact(draft)


def _knew(draft: Draft, question_set: QuestionSet, kpi: str) -> bool:
    """Tell whether the person had seen figures that give this KPI away; one that no choice names, with any figure."""
    seen = informed(draft, question_set)
    question = question_set.question(f"{question_set.set}.{SEEN}")
    if question is None or not seen:
        return False
    named = {name for choice in question.choices for name in choice.informs}
    told = [choice for choice in question.choices if choice.id in seen and choice.informs]
    return UNKNOWN in seen or any(kpi in choice.informs or kpi not in named for choice in told)


def claims(draft: Draft, question_set: QuestionSet) -> tuple[Claim, ...]:
    """Give the conclusions in the person's answers; an empty or skipped text makes none.

    Ids are `<respondent>.<question>`. Evidence is the address that a reveal question was about, and what the person
    tied to it. The evidence against the main claim is added to it where it is the person's own, else it is a claim of
    the other side.
    """
    made: dict[str, Claim] = {}
    for name, question in _answered(draft, question_set):
        value = draft.given(name)
        cells = _cells(value)
        if question.makes == "claim" and cells.get("text"):
            claim = _claim(draft, name, question, cells)
            made |= {claim.id: claim} if claim is not None else {}
        elif question.makes == "evidence" and isinstance(value, list):
            own = made.get(name.removeprefix(f"{question.id}.claim:"))
            made |= {} if own is None else {own.id: _tied(own, evidence=_addresses(question, value))}
        elif question.makes == "against":
            own = made.get(str(cells.get("about", "")).removeprefix("claim:"))
            if own is not None:
                said = (f"answer:{draft.respondent}.{name}",) if cells.get("text") else ()
                made[own.id] = _tied(own, against=(*_addresses(question, [cells.get("choice")]), *said))
            elif cells.get("polarity") and cells.get("text"):
                turned_over = cells | {"polarity": OPPOSITE[str(cells["polarity"])], "about": None}
                claim = _claim(draft, name, question, turned_over)
                made |= {claim.id: claim} if claim is not None else {}
    return tuple(made.values())


def _addresses(question: Question, chosen: Sequence[object]) -> tuple[str, ...]:
    """Give the addresses among what was chosen: all but the set's own choices, such as "none of these"."""
    return tuple(str(item) for item in chosen if item is not None and question.choice(str(item)) is None)


def _tied(claim: Claim, *, evidence: tuple[str, ...] = (), against: tuple[str, ...] = ()) -> Claim:
    """Add what speaks for a conclusion and against it, each address once."""
    return claim.model_copy(
        update={
            "evidence": tuple(dict.fromkeys((*claim.evidence, *evidence))),
            "against": tuple(dict.fromkeys((*claim.against, *against))),
        }
    )


def _claim(draft: Draft, name: str, question: Question, cells: dict[str, Any]) -> Claim | None:
    polarity = question.polarity or cells.get("polarity")
    if polarity is None:
        return None
    text, about = str(cells["text"]), cells.get("about")
    named = cause(text, draft.language)
    topic = str(cells.get("topic") or question.topic or str(about or "").partition("metric:")[2])
    return Claim.model_validate(
        {
            "id": f"{draft.respondent}.{name}",
            "polarity": polarity,
            "text": text,
            "how": text if about and named is None else named or "",
            "topic": topic,
            "direction": cells.get("direction"),
            "states_cause": named is not None,
            "respondent": draft.respondent,
            "role": draft.role,
            "phase": question.phase if question.phase != "blind" or under_seal(draft, name) else "reveal",
            "at_s": seconds(str(cells["at"])) if cells.get("at") else None,
            "evidence": (str(about),) if about else (),
        }
    )


def main_claim(draft: Draft, question_set: QuestionSet, session: str) -> Told | None:
    """Choose the person's own conclusion that is put to the test after the reveal; None where they wrote none.

    Where both sides have one, a seeded coin takes it, so that good and bad are doubted equally often.
    """
    own = _from_memory(draft, question_set)
    if not own:
        return None
    sides = sorted(own, key=lambda claim: claim.polarity)
    return _as_told(sides[-1] if turned(session, draft.respondent, "main claim") else sides[0])


def other_claims(draft: Draft, question_set: QuestionSet, session: str) -> tuple[Told, ...]:
    """Give the person's own conclusions beside the main one, in the order of the questions."""
    main = main_claim(draft, question_set, session)
    told = (_as_told(claim) for claim in _from_memory(draft, question_set))
    return tuple(one for one in told if main is None or one.id != main.id)


def _from_memory(draft: Draft, question_set: QuestionSet) -> list[Claim]:
    """Give the conclusions to questions that came before the numbers."""
    names = {f"{draft.respondent}.{n}" for n, question in _answered(draft, question_set) if question.phase == "blind"}
    return [claim for claim in claims(draft, question_set) if claim.id in names]


def _as_told(claim: Claim) -> Told:
    return Told(f"claim:{claim.id}", claim.text, polarity=claim.polarity, at_s=claim.at_s, topic=claim.topic)


def _answered(draft: Draft, question_set: QuestionSet) -> list[tuple[str, Question]]:
    """Give the answered questions in the set's own order, whatever the order of asking was."""
    rank = {question.id: n for n, question in enumerate(question_set.questions)}
    found = [(name, question) for name in draft.answers if (question := question_set.question(name)) is not None]
    return sorted(found, key=lambda pair: rank[pair[1].id])


def _cells(value: object) -> dict[str, Any]:
    return dict(value) if isinstance(value, dict) else {"text": value}
