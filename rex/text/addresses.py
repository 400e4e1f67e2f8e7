"""Street addresses as people type them in chat, in Spanish, French, English and Portuguese."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rex.text import street_words as words
from rex.text.address_parts import CAPITAL, HOUSE_MARK, NUMBER, WORD, end_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    Found = tuple[int, int, str]


def one_of(plain: frozenset[str]) -> str:
    """Turn words into alternatives, the longer ones first."""
    return "|".join(sorted(plain, key=lambda word: (-len(word), word)))


_PARTICLES = r"de las|de los|de la|del|de|das|dos|da|do|la|las|los|el"
_PARTICLE = rf"(?:(?:{_PARTICLES}) )?"
_SQUARES = rf"(?:(?:{one_of(words.SQUARES)})\.?|(?-i:R|Lg)\.)"  # these need a capitalised name
_ESTATES = rf"(?:(?:{one_of(words.ESTATES)})\b\.?|cl\.)"  # these also do with "de la", "los"
_NAME = rf"(?P<name>(?:\d{{1,2}} de )?{WORD}(?: {WORD}){{0,4}}?)"
_SPANISH_PORTUGUESE = re.compile(rf"(?i)(?<!\w)(?:c/ ?|(?:{one_of(words.CALLES)})\b\.? ?){_PARTICLE}{_NAME}{NUMBER}")
_CAPITALISED = re.compile(rf"(?i)(?<!\w){_SQUARES} {_PARTICLE}(?P<name>{CAPITAL}(?: {WORD}){{0,4}}?){NUMBER}")
_OF_AN_ESTATE = re.compile(rf"(?i)(?<!\w){_ESTATES} (?:{_PARTICLES}) {_NAME}{NUMBER}")
_GRAN_VIA = re.compile(rf"(?i)(?<!\w)gran v[ií]a(?: {_PARTICLE}(?P<name>{WORD}(?: {WORD}){{0,2}}?))?{NUMBER}")
_COLOMBIAN = re.compile(
    rf"(?i)(?<!\w)(?:{one_of(words.CARRERAS)})\.? ?\d{{1,3}} ?[a-z]?"
    r"(?: ?bis)?(?: (?:sur|norte|este|oeste))?"
    rf" ?(?:(?:{HOUSE_MARK}|no) ?\d{{1,3}} ?[a-z]?(?: ?bis)? ?- ?\d{{1,3}}|{HOUSE_MARK} ?\d{{1,5}})(?!\w)"
)

_RUES = one_of(words.RUES) + r"|boul\."
_AVENUES = rf"(?:{one_of(words.AVENUES)})\b\.?|lieu[ -]dit"
_PLACES = one_of(words.PLACES)
_OF = r"(?P<of>(?:de la |de l['’]|des |du |de |d['’]|aux? |la |le |les |l['’])?)"
_FRENCH = re.compile(
    r"(?i)(?<![\w.,:/])\d{1,4} ?(?:(?:bis|ter|quater|[abc])\b)?,? ?"
    rf"(?:(?P<sure>{_RUES})|(?P<weak>{_AVENUES})|{_PLACES}) {_OF}"
    rf"(?P<name>{WORD}(?:[ -]{CAPITAL}){{0,3}})"
)
_FRENCH_STREET_FIRST = re.compile(
    rf"(?i)(?<!\w)(?:(?P<sure>{_RUES}|{_AVENUES})|{_PLACES}) {_OF}(?P<name>{WORD}(?:[ -]{WORD}){{0,3}}?){NUMBER}"
)

_FLAT = r"(?P<flat>(?:flat|apartment|apt|unit|suite) ?\d{1,4}[a-z]?,? )?"
_ENGLISH = re.compile(
    rf"(?i)(?<![\w.,:/$€£#-]){_FLAT}\d{{1,5}}[a-d]?,? (?:the |(?:[nsew]|[ns][ew])\.? )?"
    rf"(?P<name>{WORD}(?: {WORD}){{0,3}}?) (?P<kind>{one_of(words.ROADS)})\b\.?"
)
_NUMBERED_ROAD = re.compile(
    r"(?i)(?<![\w.,:/$€£#-])\d{1,5} (?:(?:[nsew]|[ns][ew])\.? )?"
    rf"(?P<kind>(?:county|state|us|farm) (?:{one_of(words.NUMBERED_ROADS)})|highway|hwy|route) \d{{1,4}}(?!\w)"
)
_BOX = re.compile(
    r"(?i)(?<!\w)(?:p\.? ?o\.? ?box|caixa postal|apartado(?: de correos| postal)?|apdo\.?|casilla)"
    rf" ?(?:{HOUSE_MARK} ?)?\d{{1,6}}(?!\w)"
)
_BLOCKS = re.compile(  # Brasília and new quarters have no streets: "quadra 3 conjunto B casa 14"
    rf"(?i)(?<!\w)(?:(?:{one_of(words.BLOCKS)})\b\.? [\dA-Z]{{1,3}}(?!\w),? ?){{3,5}}"
    r"(?<! )(?<!,)"
)

_PLAIN = ((words.CARRERAS, _COLOMBIAN), (words.BOXES, _BOX), (words.BLOCKS, _BLOCKS))
_NO_LETTERS = re.compile(r"[\W\d_]+")
_SOMEWHERE = re.compile(
    r"(?i:\b(?:live at|living at|live on|address|(?:ship|send|deliver|post|mail|come|it|moved|going) (?:it )?(?:to|at)"
    r"|my (?:place|house|home|flat)|we are at|i ?['’]?m (?:at|in)"
    r"|j['’]?hab\w{0,4}|habite|je suis|adresse|livr\w{1,4}|envoy\w{1,3}|vivo|direcci[oó]n|endere[çc]o|morada|domicilio"
    r"|moro|recojo)\b)"
)
_AN_END = re.compile(
    r"(?i) ?(?:\Z|[^\w\s'’/-]|(?:à|in|near|x{1,4}|thx|thanks|thank|ty|ta|pls|plz|please|hun|babe|and|but|so|is|can|does"
    r"|merci|svp)\b)"
)
_NO_NAME = frozenset(
    word
    for words in (
        "a y e o em ao con por para en hace hay son desde hasta solo sin muy que me te se um uma com sem cheia na no",
        "on the in of off for to per this that my your our with from and or at is are down up over by new more",
        "minutes bucks dollars euros people et vers où ou en est avec pour sur dans live direct lol il",
    )
    for word in words.split()
)
_THANKS = frozenset({"gracias", "somos", "estamos", "vamos", "besos", "guapas", "chicas", "chicos", "dias", "porfis"})
_COUNTED = re.compile(r" ([a-záéíóúâãçê]{3,20}s)\b")
_REACH = 32


def find_addresses(text: str) -> Iterator[Found]:
    """Yield street addresses with a house number, with floor, postcode and town where they follow.

    Words that also mean something else ("place", "way", "largo") need a capitalised name or, in English and French,
    a sign that someone says where they are ("I live at", a floor, a postcode).
    """
    said = words.WORDS.intersection(_NO_LETTERS.split(text.casefold()))
    slashed = "/" in text and "c/" in text.lower()
    if not said and not slashed:
        return
    for known, pattern in _PLAIN:
        if not known.isdisjoint(said):
            for found in pattern.finditer(text):
                yield found.start(), end_of(text, found), "address"
    if slashed or not words.SPANISH.isdisjoint(said):
        yield from _spanish(text)
    if not words.FRENCH.isdisjoint(said):
        yield from _french(text)
    if not words.ROADS.isdisjoint(said):
        yield from _english(text)


def _spanish(text: str) -> Iterator[Found]:
    for pattern in (_SPANISH_PORTUGUESE, _CAPITALISED, _OF_AN_ESTATE, _GRAN_VIA):
        for found in pattern.finditer(text):
            end = end_of(text, found)
            if not _odd_name(found["name"] or "") and not _is_a_count(text, found, end):
                yield found.start(), end, "address"


def _french(text: str) -> Iterator[Found]:
    for found in _FRENCH.finditer(text):
        name, end = found["name"], end_of(text, found)
        sure = found["sure"] or name[:1].isupper() or (found["weak"] and found["of"])
        if (sure or end > found.end() or _told_where(text, found)) and name.casefold() not in _NO_NAME:
            yield found.start(), end, "address"
    for found in _FRENCH_STREET_FIRST.finditer(text):
        name, end = found["name"], end_of(text, found)
        if _odd_name(name) or _is_a_count(text, found, end):
            continue
        said = found["sure"] and (found["of"] or name[:1].isupper()) and _AN_END.match(text, end)
        if said or end > found.end() or name[:1].isupper() or _told_where(text, found):
            yield found.start(), end, "address"


def _english(text: str) -> Iterator[Found]:
    for found in _ENGLISH.finditer(text):
        if _odd_name(found["name"]):
            continue
        end = end_of(text, found)
        capitals = all(word[0].isupper() for word in found["name"].split()) and found["kind"][0].isupper()
        told = found["flat"] or _told_where(text, found)
        if capitals or end > found.end() or (told and _AN_END.match(text, end)):
            yield found.start(), end, "address"
    for found in _NUMBERED_ROAD.finditer(text):
        if found["kind"][0].isupper() or _told_where(text, found):
            yield found.start(), end_of(text, found), "address"


def _odd_name(name: str) -> bool:
    return any(word.casefold() in _NO_NAME for word in name.split())


def _is_a_count(text: str, found: re.Match[str], end: int) -> bool:
    """Say whether a small number counts what follows it ("calle abajo 3 tiendas") and the street has no proper name."""
    if end > found.end() or not (found["name"] or "").islower():
        return False
    after = _COUNTED.match(text, end)
    return after is not None and after[1] not in _THANKS


def _told_where(text: str, found: re.Match[str]) -> bool:
    start = found.start()
    return _SOMEWHERE.search(text, max(0, start - _REACH), start) is not None
