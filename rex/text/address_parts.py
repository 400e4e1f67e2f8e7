"""What stands in an address beside the street's name: house number, floor and door, postcode and town.

Patterns without flags of their own; who uses them ignores case. Every repetition is bounded, so they are linear.
"""

from __future__ import annotations

import re


def any_of(words: str) -> str:
    """Turn words into alternatives; they are patterns, so a dot for an abbreviation is escaped."""
    return f"(?:{'|'.join(words.split())})"


_UPPER = "A-ZÁÉÍÓÚÀÂÊÎÔÃÕÇÈÜÑ"
WORD = r"[^\W\d_][\w'’-]{0,24}\.?"
CAPITAL = rf"(?-i:[{_UPPER}])[\w'’-]{{0,24}}\.?"

_UNITS = any_of(
    r"euros? eur grados graus degr[ée]s personas pessoas minut\w{1,3} min h hs horas? heures? d[ií]as? jours? metros km"
    r" a[ñn]os ve[zc](?:es)? vezes fois p[ou]nt[oa]s points x unidades uds? unid\w{0,4} estrellas mil veces"
)
HOUSE_MARK = r"(?:n\.?[º°o]\.?|nro\.?|n[úu]m\.?|n[úu]mero|num[ée]ro|#)"
# A house number is no count: "calle ... 30 grados" is weather.
NUMBER = (
    rf"(?:,? ?{HOUSE_MARK}?,? ?(?<!\d)\d{{1,5}}(?:-?[A-GI-Za-gi-z]| bis| ter)?(?![\w.,:/]?\d)(?!\w)"
    rf"(?! ?(?:[€$£%]|{_UNITS}\b))"
    r"|,? ?s/n(?!\w))"
)

# What may follow the house number.
_SIDE = any_of(
    r"izq\w{0,6} izda dch\w{0,4} dcha der\w{0,5} dta dto esq\w{0,6} centro frente fte frt fundos tras"
    r" (?-i:[A-H]) [a-h](?=[,.;!?]|\Z) \d{1,2}[ªºa]"
)
_STOREY = any_of(r"piso [ée]tage floor andar planta pta")
_ORDINAL = r"(?:\.?[ºª°]\.?|er|[èe]re|[èei][èe]?me|e|do|da|ro|ra|r|to|ta|mo|o|st|nd|rd|th)"
_SPELLED_ORDINAL = any_of(
    r"prime(?:ir)?[or]?[oa]? segund[oa] tercer[oa]? terceir[oa] cuart[oa] quint[oa] sext[oa] premier deuxi[èe]me"
    r" troisi[èe]me first second third fourth"
)
_DOOR = any_of(
    r"piso puerta pta portal esc(?:alera)? bloque bl[oq]? bloco torre tr int(?:erior)? depto? d(?:e?p)?to departamento"
    r" aparta(?:mento)? apart(?:amento)? apto apartment app?art(?:ement)? app?t? ap casa conj(?:unto)? lote? unit suite"
    r" ste flat of(?:icina)? b[âa]t(?:iment)? [ée]tage porte bo[îi]te bte mz manzana quadra sala planta local"
)
_DOOR_NUMBER = r"(?:\d{1,4}(?:-?[A-Za-z]{1,2})?|(?-i:[A-Z])\d{0,3}|[b-df-hj-np-xz]|a(?= ?(?:\Z|[,.;])))(?!\w)"
_BARE = any_of(
    r"bajos? entlo entresuelo [áa]tico ppal (?-i:PB) r/c rdc rez-de-chauss[ée]e r[ée]s-do-ch[ãa]o fundos sobrado"
    r" basement"
)
_FLOOR = "|".join(
    (
        rf"{_DOOR}\.? ?(?:{HOUSE_MARK} ?)?{_DOOR_NUMBER}",
        rf"\d{{1,2}}\.?[ºª°]\.?(?: ?{_SIDE}(?!\w)\.?)?",
        rf"\d{{1,2}}{_ORDINAL} ?(?:{_STOREY}|{_SIDE})(?!\w)\.?",
        rf"{_SPELLED_ORDINAL} (?:{_STOREY}|{_SIDE})(?!\w)\.?",
        rf"\d{{1,2}} ?{any_of('izq[.]? izda dcha? der esq dto dta')}(?!\w)\.?",
        r"(?-i:\d{1,2}[A-H](?!\w))",
        rf"{_BARE}(?:\.? (?-i:[A-H])(?!\w))?(?!\w)",
        r"#\d{1,4}[A-Za-z]?(?!\w)",
    )
)

_FIVE = r"\d{5}(?:-\d{3,4})?|\d{4}-\d{3}"
_BRITISH = r"[A-Z]{1,2}\d[A-Z\d]? \d(?!am|pm|st|nd|rd|th)[A-Z]{2}|(?-i:[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2})"
_CANADIAN = r"[A-Z]\d[A-Z] \d[A-Z]\d|(?-i:[A-Z]\d[A-Z]\d[A-Z]\d)"
_IRISH = r"[A-Z]\d[\dW] (?=[A-Z]*\d)[A-Z\d]{4}"
_POSTCODE = rf"(?:{_FIVE}|{_BRITISH}|{_IRISH}|{_CANADIAN})(?!\w)"
_POSTCODE_WORD = r"(?:(?:c\.?p\.?|cep|zip|code postal|c[óo]digo postal) ?:? ?)"
_NO_TOWN = any_of(r"gracias merci porfa\w* please thanks thx obrigad[oa] svp stp pls por pour for")
_CAPITALS = rf"(?-i:[{_UPPER}])[\w'’-]{{1,24}}"
_AFTER_IT = rf"(?:(?: {_CAPITALS}){{1,4}}| (?!{_NO_TOWN}\b)[^\W\d_]{{3,24}}(?= ?(?:\Z|[,.;!?\n])))"
_BEFORE_IT = rf"{_CAPITALS}(?: {_CAPITALS}| \d{{1,2}}(?=,)){{0,3}}(?:,? (?-i:[A-Z]{{2}})(?!\w))?"
_TOWN = "|".join(
    (
        rf"{_POSTCODE_WORD}?{_POSTCODE}{_AFTER_IT}?",
        rf"{_BEFORE_IT},? {_POSTCODE_WORD}?{_POSTCODE}",
        rf"\d{{4}}(?: {_CAPITALS}){{1,3}}",
    )
)
_QUARTER = (  # a quarter belongs to the address where the postcode follows; a named estate does so by itself
    rf"(?:col(?:onia)?|fracc|barrio)\.?(?: {WORD}){{1,4}}?(?=,? {_POSTCODE_WORD}?\d{{5}}(?!\w))"
    rf"|urb\.?(?: {WORD}){{1,3}}?(?= ?(?:\Z|[,;!?]))"
)
_BETWEEN = r"(?: ?[,;/-])? ?"
_TAIL = re.compile(rf"(?i)(?:{_BETWEEN}(?:{_FLOOR})){{0,6}}(?:{_BETWEEN}(?:{_QUARTER}))?(?:{_BETWEEN}(?:{_TOWN}))?")


def end_of(text: str, house: re.Match[str]) -> int:
    """Give where an address ends whose street and number were found: behind its floors, its postcode and its town."""
    tail = _TAIL.match(text, house.end())
    return house.end() if tail is None else tail.end()
