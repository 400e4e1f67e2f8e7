"""Who answered what in a chat, where the messages themselves show it; what a host says aloud is not seen here."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from rex.text.folding import fold
from rex.voice.meaning import Meaning, concepts, meaning

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.voice.line import Line

How = Literal["reply", "mention", "team"]
"""reply: the platform says so; mention: near, fits in words and names someone (redacted to [@]); team: near, and fits.

A viewer who answers without a reply field or an @ is not seen: on labelled chats such guesses were mostly wrong.
"""

WINDOW_S = 300.0
"""Seconds after which words that fit are taken for chance."""
_WINDOW_LINES = 40  # the same where a line has no time
_QUICKEST_S = 2.0  # nobody reads a question and writes its answer sooner; a reply that the platform links is believed
_STEP_S = 6.0  # in a dense chat twenty lines may pass in the seconds that one takes in a quiet one
_OPEN = 16  # different open questions a message is held against; keeps a flood linear
_MENTION = "[@]"

# What an answer to a subject looks like, on folded text: money, measures, days, a percentage, a place to press.
_SIGNS = {
    "price": r"[€$£]|\d ?(?:euros?|pesos|pounds?|quid|reais|dollars?|soles|chf|rupees|rand)\b|\b\d{2,4}\b",
    "size": r"\d ?(?:cm|mm|kg|g|m|l|kilos?|litr\w*|pessoas|personas|personnes|people|an[os]s?|years?|meses|mois"
    r"|months?)\b|\d ?[x/-] ?\d|\b(?:xs|s|m|l|xl|xxl|\d{2})\b|\b(?:tall|small|size|taill|talla|veste|cabe)",
    "delivery": r"\b(?:dias|jours|days?|semanas?|semaines?|weeks?|gratis|free|offert\w*|worldwide|uteis|habiles)\b"
    r"|\d ?h\b",
    "promo": r"\d ?%|\b(?:por ?ciento|pour cent|por cento|percent|moitie|half|mitad|metade|code|codigo|code)\b",
    "payment": r"\b(?:sin intereses|sem juros|sans frais|plazos|paypal|bizum|pix|visa|fois|cuotas|vezes|transfer\w*"
    r"|cash|carte|cards?|tarjeta|cartao|parcel\w*)\b|\d ?x\b",
    "stock": r"\b(?:lunes|monday|lundi|segunda|back|vuelv\w*|volta\w*|retour|reassort|agotad\w*|epuis\w*|esgot\w*|sold"
    r"|quedan|restam|unidad\w*|left|semana|semaine|week)\b",
    "giveaway": r"\d ?h\b|\d:\d\d|\b(?:half|once|una vez|uma vez|escrib\w*|coment\w*|comment\w*|ecri\w*|type|final"
    r"|fin|end)\b",
    "purchase": r"\b(?:cli[cq]\w*|tap|toc\w*|boton|bouton|botao|button|press|abajo|bas|embaixo|bottom|link|lien|carrito"
    r"|sacol\w*|priv\w*|llam\w*|appel\w*|dm)\b",
    "tech": r"\b(?:micro\w*|mic|refres\w*|recarg\w*|actuali\w*|reload|volv\w*|mejor|better|mieux|melhor|replay|fone)\b",
    "product": r"\d ?(?:%|°|º|degr|grad|grau|hilos|fils|fios|thread)|\b(?:made|hech\w*|fait|feit\w*|lav\w*|wash\w*)\b",
}
_YES = re.compile(r"\b(?:si|oui|yes|sim|no|non|nao|claro|yep|yeah|tod[oa]s|tou[ts]e?s?|both|all)\b")
# Points for what speaks for an answer: a logistic fit on the train and validation shows of bench/data, rounded.
_START, _FAR, _BETWEEN, _RARE, _CONCEPT, _SUBJECT, _SIGN, _YES_NO = -0.9, -2.0, 0.6, 0.8, 1.3, 0.8, 1.3, 0.4
_NAMED = 0.0  # an @ names somebody, and no export tells whom: on the sample's truths it pointed at the wrong question
ENOUGH = -0.6
"""Points from which a message counts as the answer; tuned on the same shows."""
_FEW = 80  # lines a show the points come from; in fewer lines every word would seem common
_NOTHING = Meaning()
_UNKNOWN = "und"
_RAREST = 4.4  # a word seen once in so many lines


@dataclass(frozen=True, slots=True)
class Answered:
    """The first answer to a question: place and row of the message, seconds after (None where untimed), how and why."""

    index: int
    row: str
    after_s: float | None
    how: How
    reason: str = ""


@dataclass(slots=True)
class _Open:
    """A question that waits, with the places of all lines that ask it in the same words."""

    read: Meaning
    places: list[int] = field(default_factory=list)


def answers(
    lines: Sequence[Line], asked: Sequence[bool], languages: Sequence[str] | None = None
) -> list[Answered | None]:
    """Find for each asked line the message that first answers it; None for the unanswered and for lines not asked.

    Lines come in the order of the chat. A reply counts whoever writes it, but the asker; without a reply field a
    message must be near and fit. One message may answer several questions, and all that ask the same at that time.
    `languages` (one code a line) keep a message that only names somebody from answering in another language.
    ValueError unless there is one `asked` a line.
    """
    if len(lines) != len(asked) or (languages is not None and len(languages) != len(lines)):
        raise ValueError(f"{len(asked)} marks for {len(lines)} lines")
    found: list[Answered | None] = [None] * len(lines)
    places = {line.msg_id: place for place, line in enumerate(lines) if line.msg_id}
    reads = _reads(lines, asked)
    rarity = _rarity(reads)
    waiting: dict[Meaning, _Open] = {}
    for place, line in enumerate(lines):
        target = places.get(line.reply_to) if line.reply_to else None
        if target is not None:
            if target < place and asked[target] and _another(line, lines[target]):
                found[target] = found[target] or _answered(lines, target, place, "reply", "the platform links them")
        elif not asked[place] and _may_answer(line):
            _settle(lines, reads, rarity, waiting, place, found, languages)
        if asked[place] and line.role == "viewer":
            waiting.setdefault(reads[place], _Open(reads[place])).places.append(place)
            waiting[reads[place]] = waiting.pop(reads[place])  # the one asked last stands last
            if len(waiting) > _OPEN:
                del waiting[next(iter(waiting))]
    return found


def _reads(lines: Sequence[Line], asked: Sequence[bool]) -> list[Meaning]:
    """Read questions and what may answer them, each distinct text once; the rest of the chat is left unread."""
    read: dict[str, Meaning] = {}
    found = []
    for line, asks in zip(lines, asked, strict=True):
        if not (asks or _may_answer(line)):
            found.append(_NOTHING)
            continue
        if line.text not in read:
            read[line.text] = meaning(line.text)
        found.append(read[line.text])
    return found


def _rarity(reads: Sequence[Meaning]) -> dict[str, float]:
    seen = Counter(word for one in reads for word in one.words)
    lines = max(_FEW, sum(map(bool, reads)))
    return {word: min(_RAREST, math.log(lines / n)) for word, n in seen.items()}


def _may_answer(line: Line) -> bool:
    return line.role in ("host", "moderator") or (line.role == "viewer" and _MENTION in line.text)


def _another(line: Line, asker: Line) -> bool:
    return line.person is None or line.person != asker.person


def _settle(
    lines: Sequence[Line],
    reads: Sequence[Meaning],
    rarity: dict[str, float],
    waiting: dict[Meaning, _Open],
    place: int,
    found: list[Answered | None],
    languages: Sequence[str] | None,
) -> None:
    """Hold a message against each open question, the latest first, and note those it answers."""
    line = lines[place]
    folded = fold(line.text)
    how: How = "mention" if _MENTION in line.text else "team"
    for between, one in enumerate(reversed(list(waiting.values()))):
        near = [asked for asked in one.places if found[asked] is None and _in_time(lines, asked, place)]
        latest = next((asked for asked in reversed(near) if _another(line, lines[asked])), None)
        if latest is None:
            continue
        points, reason = _points(one.read, reads[place], folded, rarity)
        points += _FAR * math.log(_steps(lines, latest, place)) + _BETWEEN * math.log1p(between)
        named = how == "mention" and (languages is None or _may_be_one(languages[latest], languages[place]))
        if points + (_NAMED if named else 0.0) >= ENOUGH:
            for asked in near:
                if _another(line, lines[asked]):
                    found[asked] = _answered(lines, asked, place, how, reason)
            del waiting[one.read]


def _may_be_one(one: str, other: str) -> bool:
    return one == other or _UNKNOWN in (one, other)


def _points(question: Meaning, answer: Meaning, folded: str, rarity: dict[str, float]) -> tuple[float, str]:
    """Give the points of the words alone, and which they are."""
    families = concepts().families
    shared = sorted(question.words & answer.words)
    same = sorted(question.concepts & answer.concepts)
    subjects = {families[name] for name in question.concepts}
    signs = sorted(name for name in subjects if name in _SIGNS and _compiled(name).search(folded))
    points = _START + _RARE * sum(rarity[word] for word in shared) + _CONCEPT * bool(same) + _SIGN * bool(signs)
    points += _SUBJECT * bool(subjects & {families[name] for name in answer.concepts})
    points += _YES_NO * (_YES.search(folded) is not None)
    return points, ", ".join(dict.fromkeys([*shared, *same, *signs])) or "the message right after"


def _compiled(name: str) -> re.Pattern[str]:
    return re.compile(_SIGNS[name])  # kept by the module re


def _steps(lines: Sequence[Line], question: int, place: int) -> float:
    after = _after(lines, question, place)
    return float(place - question) if after is None else min(place - question, max(1.0, after / _STEP_S))


def _in_time(lines: Sequence[Line], question: int, place: int) -> bool:
    after = _after(lines, question, place)
    return place - question <= _WINDOW_LINES if after is None else _QUICKEST_S <= after <= WINDOW_S


def _after(lines: Sequence[Line], question: int, place: int) -> float | None:
    asked, told = lines[question].t_s, lines[place].t_s
    return None if asked is None or told is None else told - asked


def _answered(lines: Sequence[Line], question: int, place: int, how: How, reason: str) -> Answered:
    after = _after(lines, question, place)
    return Answered(place, lines[place].row, None if after is None else max(0.0, after), how, reason)
