"""Write the shoppers' survey as Google Forms exports it."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from sample_sessions.generate.dice import Dice

if TYPE_CHECKING:
    from sample_sessions.generate.plan import Plan

WORDS = Path(__file__).parent / "phrases" / "survey" / "survey.yaml"
ENCODINGS = {"utf-8": "utf-8", "cp1252": "cp1252"}


@dataclass(frozen=True, slots=True)
class Answer:
    """One respondent; None is a question left out."""

    csat: int | None
    nps: int | None
    ces: int | None
    reason: str
    bought: str
    held_back: str


def write_survey(seed: int, plan: Plan) -> bytes | None:
    """Give the CSV, or None for a session without a survey."""
    wish = plan.raw.get("survey")
    if not wish:
        return None
    words = yaml.safe_load(WORDS.read_text("utf-8"))
    dice = Dice(seed, plan.id, "survey")
    lang = wish["lang"]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(words["questions"][lang])
    decks = _decks(dice, words["reasons"], _impossible(plan, words["only"]))
    second = plan.length + 200
    for _ in range(wish["answers"]):
        second += dice.wait(1500 if dice.chance(0.7) else 9000)
        answer = _answer(dice, wish, words, decks, lang)
        writer.writerow(_row(plan, second, answer, wish))
    text = out.getvalue()
    return text.encode(ENCODINGS[wish.get("encoding", "utf-8")], errors="replace")


def _impossible(plan: Plan, only: dict[str, str]) -> list[re.Pattern[str]]:
    topics = {moment.topic for moment in plan.moments}
    shown = {key for segment in plan.segments for key in segment.products}
    known = plan.flags | topics | ({"balm_shades"} if "balm" in shown else set())
    return [re.compile(words, re.IGNORECASE) for what, words in only.items() if what not in known]


def _decks(dice: Dice, reasons: dict[str, Any], impossible: list[re.Pattern[str]]) -> dict[tuple[str, str], list[str]]:
    decks = {}
    for lang, kinds in reasons.items():
        for kind, lines in kinds.items():
            fitting = [line for line in lines if not any(words.search(line) for words in impossible)]
            decks[lang, kind] = dice.shuffled(fitting)
    return decks


def _answer(
    dice: Dice, wish: dict[str, Any], words: dict[str, Any], decks: dict[tuple[str, str], list[str]], lang: str
) -> Answer:
    promoters, detractors = wish["promoters"], wish["detractors"]
    draw = dice.unit()
    kind = "promoter" if draw < promoters else ("detractor" if draw < promoters + detractors else "passive")
    nps = {
        "promoter": dice.pick((9, 10, 10)),
        "passive": dice.pick((7, 8, 8)),
        "detractor": dice.pick((2, 4, 5, 6, 6)),
    }[kind]
    csat = {"promoter": dice.pick((5, 5, 4)), "passive": dice.pick((4, 4, 3)), "detractor": dice.pick((3, 2, 2, 1))}[
        kind
    ]
    ces = max(1, min(7, round(csat + 1.2 + dice.normal(0, 0.9))))
    spoken = lang if dice.chance(0.72) else dice.pick(("es", "fr", "en"))
    deck = decks[(spoken, kind)]
    reason = deck.pop() if deck and dice.chance(0.62) else ""
    choices = words["bought"][lang]
    bought = dice.weighted({0: 0.55, 1: 0.1, 2: 0.35}) if kind != "detractor" else dice.weighted({0: 0.25, 2: 0.75})
    held = dice.pick(words["held_back"][lang]) if bought == 2 else ""
    return Answer(
        csat=None if dice.chance(0.02) else csat,
        nps=nps,
        ces=ces if bought < 2 and dice.chance(wish.get("ces_share", 0.7)) else None,
        reason=reason,
        bought=choices[bought],
        held_back=held,
    )


def _row(plan: Plan, second: float, answer: Answer, wish: dict[str, Any]) -> list[str]:
    moment = plan.clock(int(second))
    style = wish.get("stamp", "us")
    stamp = (
        f"{moment.month}/{moment.day}/{moment.year} {moment.hour}:{moment:%M:%S}"
        if style == "us"
        else f"{moment:%d/%m/%Y} {moment.hour}:{moment:%M:%S}"
    )
    numbers = ["" if value is None else str(value) for value in (answer.csat, answer.ces, answer.nps)]
    return [stamp, *numbers, answer.reason, answer.bought, answer.held_back]
