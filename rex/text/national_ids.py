"""National ids of persons and small firms: proved by their check digit, or named by the word people put before them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from rex.text import check_digits as check
from rex.text.things import is_of_a_thing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class _Id(NamedTuple):
    """One kind of id: how it is written, and what proves it."""

    pattern: re.Pattern[str]
    proves: Callable[[str], bool]
    is_sure: bool = True
    """Whether nearly nothing else looks so; the others are left alone where the text says "order" before them."""


_NIR = (
    r"[12][ .-]?[0-9]{2}[ .-]?(?:0[1-9]|[1-9][0-9])[ .-]?(?:[0-9]{2}|2[ABab])"  # sex, year, month, place
    r"[ .-]?[0-9]{3}[ .-]?[0-9]{3}[ .-]?[0-9]{2}"  # commune, order, key
)
_BEFORE = r"(?<![\w.,/+-])"
_ALONE = tuple(
    _Id(re.compile(_BEFORE + pattern + r"(?!\w|-\w)"), proves, is_sure)
    for pattern, proves, is_sure in (
        (r"(?:[0-9]{8}|[0-9]{2}\.[0-9]{3}\.[0-9]{3})-?[A-Za-z]", check.dni, True),
        (r"[XYZxyz][ -]?[0-9]{7}[ -]?[A-Za-z]", check.dni, True),
        (_NIR, check.nir, True),
        (r"[0-9]{3}[. ]?[0-9]{3}[. ]?[0-9]{3}[- ]?[0-9]{2}", check.cpf, True),
        (r"[0-9]{2}\.[0-9]{3}\.[0-9]{3}/[0-9]{4}-[0-9]{2}", check.cnpj, True),
        (r"(?!000|666|9)[0-9]{3}-(?!00)[0-9]{2}-(?!0000)[0-9]{4}", bool, True),  # the American SSN has no check digit
        (r"[0-9]{2}\.[0-9]{2}\.[0-9]{2}[ -][0-9]{3}[.-][0-9]{2}", check.belgian, True),
        (r"756[. ]?[0-9]{4}[. ]?[0-9]{4}[. ]?[0-9]{2}", check.ahv, True),
        (r"[0-9]{8} ?[0-9] ?[A-Za-z]{2}[0-9]", check.citizen_card, True),
        (r"[0-9]{1,2}\.[0-9]{3}\.[0-9]{3}-[0-9kK]", check.rut, True),
        (r"[0-9]{7,8}-[0-9kK]", check.rut, False),
        (r"(?:2[0-7]|3[034])[-./ ][0-9]{8}[-./ ][0-9]", check.cuit, False),
        (r"(?i:[A-Z][AEIOUX][A-Z]{2}[0-9]{6}[HMX][A-Z]{5}[0-9A-Z][0-9])", check.has_a_day, True),  # CURP
        (r"(?i:[A-ZÑ&]{4}-?[0-9]{6}-?(?=[0-9]{0,2}[A-Z])[A-Z0-9]{3})", check.has_a_day, False),  # RFC of a person
    )
)

_THREES = r"[0-9]{1,3}(?:[. ]?[0-9]{3}){2,3}"
_NAMED: tuple[tuple[str, str, Callable[[str], bool]], ...] = (
    ("dni d.n.i documento nif", r"[0-9]{1,2}[. ]?[0-9]{3}[. ]?[0-9]{3}", bool),
    ("dni nif nie documento", r"[0-9XYZ][ -]?[0-9]{7}[ -]?[A-Z]|[0-9]{2}\.[0-9]{3}\.[0-9]{3}[ -]?[A-Z]", check.dni),
    ("cedula cédula ced cc c.c c.i nuip", _THREES, bool),
    ("nit", r"[0-9]{3}[. ]?[0-9]{3}[. ]?[0-9]{3}(?: ?- ?[0-9])?", bool),
    ("rut run", r"[0-9]{1,2}[. ]?[0-9]{3}[. ]?[0-9]{3}[ -]?[0-9K]", check.rut),
    ("cuit cuil", r"[0-9]{2}[-./ ]?[0-9]{2}\.?[0-9]{3}\.?[0-9]{3}[-./ ]?[0-9]", check.cuit),
    ("cnpj", r"[0-9]{14}", check.cnpj),
    ("rg", r"[0-9]{1,2}\.?[0-9]{3}\.?[0-9]{3}-?[0-9X]", bool),
    ("ssn itin social security", r"(?!000|666)[0-9]{3}[ .-]?[0-9]{2}[ .-]?[0-9]{4}", bool),
    ("sin nas insurance", r"[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{3}", check.sin),
    ("ni nino insurance", r"[A-Z]{2} ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D]", bool),
    ("pps ppsn", r"[0-9]{7} ?[A-W][A-IW]?", check.pps),
    ("niss national registre rijksregister rijksregisternummer", r"[0-9]{11}", check.belgian),
    ("nif contribuinte", r"[0-9]{3}[. ]?[0-9]{3}[. ]?[0-9]{3}", check.nif_pt),
    ("cif nif", r"[ABCDEFGHJNPQRSUVW][ -]?[0-9]{7}[ -]?[0-9A-J]", check.cif),
    ("rfc", r"[A-ZÑ&]{3,4}[- ]?[0-9]{6}[- ]?[A-Z0-9]{3}", check.has_a_day),
    ("passport pasaporte passeport passaporte", r"[A-Z]{0,3} ?[0-9]{6,9}[A-Z]?", bool),
)
_SHAPES: dict[str, list[tuple[re.Pattern[str], Callable[[str], bool]]]] = {}
for _words, _shape, _proves in _NAMED:
    _pattern = re.compile(rf"(?i)(?:{_shape})(?!\w|[.,/-]\w)")
    for _word in _words.split():
        _SHAPES.setdefault(_word, []).append((_pattern, _proves))
_NAME = re.compile(
    rf"(?i)(?<![\w.])({'|'.join(re.escape(word) for word in sorted(_SHAPES, key=len, reverse=True))})(?!\w)"
    r"([^\w\n]{0,3})"
    r"(?:(?:is|es|est|c['’]est|c|é|e|n|n[ºo°]|nr|nro|num|n[uú]mero|num[eé]ro|number|na|no|pra|para|de|da|do|la|el|a|mi|minha"
    r"|mon|my|nota|factura|fatura|facture|boleta|ciudadan[ií]a|identidad|cidad[aã]o|nacional)[^\w\n]{1,3}){0,4}"
)
_NAMED_AFTER = re.compile(
    rf"{_BEFORE}({_THREES})(?=[ ,.]{{1,3}}(?:(?:este|ese|esse|ce|that) )?(?:es|é|e|is)? ?(?i:mi|o meu|meu|my)"
    r" (?i:dni|c[eé]dula|documento|rg)\b)"
)


def find_ids(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield national ids of Spain, France, Belgium, Switzerland, Portugal, the British Isles and the Americas.

    One that has a check digit is taken only if it fits; one without (a Colombian cedula, an Argentine DNI) needs the
    word for it beside it.
    """
    for known in _ALONE:
        for found in known.pattern.finditer(text):
            if known.proves(found[0]) and (known.is_sure or not is_of_a_thing(text, found.start())):
                yield found.start(), found.end(), "id"
    named = False
    for name in _NAME.finditer(text):
        named = True
        yield from _after(text, name)
    if named:
        for found in _NAMED_AFTER.finditer(text):
            yield found.start(1), found.end(1), "id"


def find_british(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield National Insurance numbers, the only ids here with as few as six digits."""
    for name in _NAME.finditer(text):
        if name[1].lower() in {"ni", "nino", "insurance"}:
            yield from _after(text, name)


def _after(text: str, name: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the id that stands behind its name, at once or after words such as "number is"."""
    for pattern, proves in _SHAPES.get(name[1].lower(), ()):
        for start in {name.end(), name.end(2)}:
            found = pattern.match(text, start)
            if found is not None and proves(found[0]):
                yield start, found.end(), "id"
