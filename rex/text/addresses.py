"""Street addresses as people type them in chat, in Spanish, French, English and Portuguese."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def _any(words: str) -> str:
    """Turn words into alternatives; they are patterns, so a dot for an abbreviation is escaped."""
    return f"(?:{'|'.join(words.split())})"


_WORD = r"[^\W\d_][\w'’-]{0,24}\.?"
_CAPITAL = r"(?-i:[A-ZÁÉÍÓÚÀÂÊÔÃÕÇÈÎÑ])[\w'’]{0,24}\.?"

# What may follow the house number: a floor or door, a postcode with its town.
_DOOR = _any(
    r"piso puerta pta\.? bajos? esc(?:alera)?\.? apto\.? appart(?:ement)? appt?\.? apt\.? b[âa]t(?:iment)?\.?"
    r" bloco bloque bl\.? flat unit suite casa ap\.?"
)
_FLOOR = rf"(?:(?:,| -)? ?{_DOOR} ?[\dA-Za-z]{{1,4}}\b|,? ?\d{{1,2}} ?[ºª°]\.?(?: ?(?:izq|dcha|der|[A-Z])\b\.?)?)"
_POSTCODE = r"(?:\d{5}-\d{3}|\d{4}-\d{3}|\d{5}|(?-i:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}))(?!\w)"
_TOWN = rf"(?:,? ?{_POSTCODE}(?: (?-i:[A-ZÁÉÍÓÚÂÃÇÈ])[\w'’-]{{1,24}}){{0,3}})"
_TAIL = rf"{_FLOOR}{{0,3}}{_TOWN}?"

# A house number is no count: "calle ... 30 grados" is weather.
_UNITS = _any(
    r"euros? eur grados graus degr[ée]s personas pessoas minut\w{1,3} min h hs horas? d[ií]as? metros km a[ñn]os"
    r" ve[zc](?:es)? vezes fois p[ou]nt[oa]s points x"
)
_HOUSE = r"(?:,? ?(?:n\.?[º°o]\.?|n[úu]m\.?|n[úu]mero|#)?,? ?)(?<!\d)\d{1,5}(?:-?[A-Za-z])?(?![\w.,:/]?\d)(?!\w)"
_NUMBER = rf"{_HOUSE}(?! ?(?:[€$£%]|{_UNITS}\b))"

_PARTICLE = r"(?:(?:de las|de los|de la|del|de|das|dos|da|do|la|las|los|el) )?"
_STREETS = _any(
    r"calle av(?:da|enida)? rua carrer urbanizaci[oó]n urbaniza[cç][aã]o travessa alameda estrada carretera traves[ií]a"
)
_SQUARES = _any(
    r"plaza pza\.? pla[çc]a pra[çc]a paseo camino ronda v[ií]a cuesta glorieta largo rodovia (?-i:R)\."
)  # also everyday words: they need a capitalised name
_SPANISH_PORTUGUESE = re.compile(
    rf"(?i)(?<!\w)(?:c/ ?|{_STREETS}\b\.? ?){_PARTICLE}"
    rf"(?P<name>(?:\d{{1,2}} de )?{_WORD}(?: {_WORD}){{0,4}}?){_NUMBER}{_TAIL}"
)
_CAPITALISED = re.compile(
    rf"(?i)(?<!\w){_SQUARES} {_PARTICLE}(?P<name>{_CAPITAL}(?: {_WORD}){{0,4}}?){_NUMBER}{_TAIL}"
    rf"|(?<!\w)gran v[ií]a{_NUMBER}{_TAIL}"
)
_CARRERAS = _any(r"calle carrera cra\.? cl\.? kra?\.? diagonal transversal avenida av\.?")
_COLOMBIAN = re.compile(
    rf"(?i)(?<!\w){_CARRERAS} ?\d{{1,3}} ?[a-z]?"
    rf"(?: ?bis)? ?(?:#|n[º°o]\.?) ?\d{{1,3}}[a-z]? ?- ?\d{{1,3}}\b{_TAIL}"
)
_RUES = _any(r"rue bd boulevard boul\.? impasse quai")
_AVENUES = _any(r"avenue ave?\.? all[ée]e chemin route faubourg sentier")
_PLACES = _any(r"place square cours villa passage cit[ée] r[ée]sidence lotissement hameau")
_FRENCH = re.compile(
    r"(?i)(?<![\w.,:/])\d{1,4} ?(?:(?:bis|ter|quater|[abc])\b)?,? ?"
    rf"(?:(?P<sure>{_RUES})"
    rf"|(?P<weak>{_AVENUES})"
    rf"|{_PLACES}) "
    r"(?P<of>(?:de la |de l['’]|des |du |de |d['’]|aux? |la |le |les |l['’])?)"
    rf"(?P<name>{_WORD}(?:[ -](?-i:[A-ZÁÉÈÀÂÊÎÔ])[\w'’]{{0,24}}){{0,3}}){_TAIL}"
)
_ROADS = _any(
    "street road avenue lane boulevard blvd rd ave st drive dr court ct way place close crescent terrace square gardens"
    " ln hwy highway parkway pkwy"
)
_ENGLISH = re.compile(
    rf"(?i)(?<![\w.,:/$€£#-])\d{{1,5}}[a-d]? (?P<name>{_WORD}(?: {_WORD}){{0,3}}?) "
    rf"(?P<kind>{_ROADS})\b\.?{_TAIL}"
)
_SOMEWHERE = re.compile(
    r"(?i:\b(?:live at|living at|live on|address|(?:ship|send|deliver|post|mail|come|it) (?:it )?(?:to|at)"
    r"|my (?:place|house|home|flat)|we are at|i'?m at"
    r"|habite|adresse|livr\w{1,4}|envoy\w{1,3}|vivo|direcci[oó]n|endere[çc]o|moro|recojo)\b)"
)
_AN_END = re.compile(r" ?(?:$|[,.;!?)\n]|\0)")
_NO_NAME = frozenset(
    word
    for words in (
        "a y e o em ao con por para en hace hay son desde hasta solo sin muy que me te se um uma com sem cheia na no",
        "on the in of off for to per this that my your our with from and or at is are down up over by new more",
        "minutes bucks dollars euros people et vers où ou en est avec pour sur",
    )
    for word in words.split()
)
_REACH = 32


def find_addresses(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield street addresses with a house number, with floor, postcode and town where they follow.

    Words that also mean something else ("place", "way", "largo") need a capitalised name or, in English and French,
    a sign that someone says where they are ("I live at").
    """
    for pattern in (_COLOMBIAN, _SPANISH_PORTUGUESE, _CAPITALISED):
        for found in pattern.finditer(text):
            if pattern is _COLOMBIAN or not _odd_name(found["name"] or ""):
                yield found.start(), found.end(), "address"
    for found in _FRENCH.finditer(text):
        name, cue = found["name"], _told_where(text, found.start())
        capital = name[:1].isupper()
        sure = found["sure"] or capital or cue or (found["weak"] and found["of"])
        if sure and name.casefold() not in _NO_NAME:
            yield found.start(), found.end(), "address"
    for found in _ENGLISH.finditer(text):
        if _odd_name(found["name"] or ""):
            continue
        capitals = all(word[0].isupper() for word in found["name"].split())
        told = _told_where(text, found.start()) and _AN_END.match(text, found.end())
        if told or (capitals and found["kind"][0].isupper()):
            yield found.start(), found.end(), "address"


def _odd_name(name: str) -> bool:
    return any(word.casefold() in _NO_NAME for word in name.split())


def _told_where(text: str, start: int) -> bool:
    return _SOMEWHERE.search(text, max(0, start - _REACH), start) is not None
