"""Phone numbers in chat: any grouping a person types, checked against the numbering plans of libphonenumber."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from rex.text.things import is_of_a_thing

if TYPE_CHECKING:
    from collections.abc import Iterator

_REGIONS = ("ES", "FR", "PT", "BR", "US", "GB", "MX")
_TRUNK_ZERO = frozenset({"FR", "GB", "DE", "BE", "CH"})
_AMBIGUOUS = frozenset({"US", "CA", "MX"})  # their plans do not tell mobiles from others, nor phones from orders
_NORTH_AMERICAN = frozenset({(3, 3, 4), (1, 3, 3, 4), (3, 7)})
_USUAL_GROUPS = {
    "US": _NORTH_AMERICAN,
    "CA": _NORTH_AMERICAN,
    "MX": frozenset({(3, 3, 4), (2, 4, 4), (2, 8)}),
    "BR": frozenset({(2, 5, 4), (2, 4, 4), (2, 1, 4, 4), (2, 9), (2, 8), (5, 4)}),
}
_FEWEST, _MOST = 8, 15  # digits; 15 is E.164's limit
_REACH = 28
_CANDIDATE = re.compile(
    r"(?<![\w.,#@€$£%+-])(?<![0-9][:/])(?<![Ss]/)(?<![€$£] )(?:\+|\()?[(+]?[0-9](?:[ .()-]{0,3}[0-9]){7,19}"
    r"(?![\w%€$£:/]|[.,][0-9])"
)
_GROUP = re.compile(r"[0-9]+")
_AFTER = re.compile(
    r"(?i: ?(?:ml|cl|g|gr|kg|cm|mm|mb|gb|eur|euros?|usd|likes?|views?|vues|vistas|seguidores|followers|gracias|points?"
    r"|puntos|pontos|vez|veces|vezes|fois|personas|people|pesos|soles|reais|visitas|unidades|mil)\b)"
)
_CALL = re.compile(
    r"(?i:\b(?:tel|telf|tlf|tf|tfno|tel[eé]fono|t[eé]l[eé]phone|telefone|telem[oó]vel|tlm|phone|ph|mobile|m[oó]vil|m[oó]bil"
    r"|celular|celu|cell?|gsm|natel|fono|fijo|fixe?|whats\w*|w[ua]?sap|guasap|watsap|zap|wp+|wsp|wts|sms|txt|text|call"
    r"|ring|ll[aá]m\w*|marca|escr[ií]b\w*|num[eé]ro|n[úu]mero|number|num|appel\w*|rappel\w*|joign\w*|lig\w{1,4}|contact\w*"
    r"|bizum|yape|plin|nequi|mb ?way|dispo)\b)"
)
# Mobiles and Parisian phones as each country writes them, also in the ranges kept for fiction that libphonenumber calls
# invalid: France, Britain, Ireland, Switzerland, Belgium, Chile, Peru, Colombia, Brazil and Argentina with their zero.
_SHAPES = re.compile(
    r"(?:0[1-79](?:[ ./-]?[0-9]{2}){4}|07[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{3}|08[35-9][ -]?[0-9]{3}[ -]?[0-9]{4}"
    r"|0[78][0-9][ .-]?[0-9]{3}[ .-]?[0-9]{2}[ .-]?[0-9]{2}|04[5-9][0-9][ .-]?[0-9]{2}[ .-]?[0-9]{2}[ .-]?[0-9]{2}"
    r"|0[1-9][ ./][0-9]{3}[ .][0-9]{2}[ .][0-9]{2}"
    r"|9[ -]?[0-9]{4}[ -]?[0-9]{4}|9[0-9]{2}[ -]?[0-9]{3}[ -]?[0-9]{3}|3[0-5][0-9][ -]?[0-9]{3}[ -]?[0-9]{4}"
    r"|\(?0[1-9][1-9]\)?[ -]?9[0-9]{4}[ -]?[0-9]{4}|\(?0[0-9]{2,4}\)?[ -]?15[ -]?[0-9]{3,4}[ -]?[0-9]{4})\Z"
)
# Mobiles with the country's code and no plus: nearly no order or barcode begins so and has just this length.
_ABROAD = re.compile(
    r"(?:34[67][0-9]{8}|33[67][0-9]{8}|3519[0-9]{8}|55[1-9]{2}9[0-9]{8}|573[0-5][0-9]{8}|569[0-9]{8}|519[0-9]{8}"
    r"|549[0-9]{10}|447[0-9]{9}|324[5-9][0-9]{7}|417[5-9][0-9]{7}|3538[35-9][0-9]{7})\Z"
)
_GROUPS_ABROAD = {
    "52": frozenset({(2, 2, 4, 4), (2, 3, 3, 4), (2, 1, 2, 4, 4), (2, 1, 3, 3, 4)}),
    "55": frozenset({(2, 2, 4, 4), (2, 2, 5, 4)}),
}
_MEXICAN_MOBILE = re.compile(r"\+521(?=[0-9]{10}\Z)")  # the 1 went out of use in 2019, people still write it
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+\Z")
_DATE = re.compile(
    r"(?:(?:19|20)[0-9]{2}([ .-])[01]?[0-9]\1[0-3]?[0-9]|[0-3]?[0-9]([ .-])[01]?[0-9]\2(?:19|20)[0-9]{2})(?![0-9])"
)


_SLASHED = re.compile(
    r"(?<![\w.,:/])(?:0[1-79](?:/[0-9]{2}){4}|[67][0-9]{2}/[0-9]{3}/[0-9]{3}|0[1-9]/[0-9]{3}(?:[ .]?[0-9]{2}){2}"
    r"|0[1-9][0-9]{1,2}/[0-9]{2,3}(?:[ .][0-9]{2}){2})(?![\w/])"
)


def find_phones(text: str, country: str | None = None) -> Iterator[tuple[int, int, str]]:
    """Yield phone numbers; `country` (ISO 3166) is tried first. Order numbers, sizes, prices and dates are left alone.

    A number in one block without a calling word nearby counts only if it is a mobile of one country, begins with 0 as
    national numbers do, or belongs to `country`: a bare block of digits is more often an order.
    """
    regions = _REGIONS if country is None else (country.upper(), *(one for one in _REGIONS if one != country.upper()))
    for found in _SLASHED.finditer(text):
        yield found.start(), found.end(), "phone"
    for found in _CANDIDATE.finditer(text):
        start = found.start()
        if is_of_a_thing(text, start) or _AFTER.match(text, found.end()):
            continue
        around = f"{text[max(0, start - _REACH) : start]} {text[found.end() : found.end() + _REACH]}"
        named = _CALL.search(around) is not None
        for first, last in _parts(found[0]):
            if _is_phone(found[0][first:last], regions, country, named):
                yield start + first, start + last, "phone"
                break


def _parts(run: str) -> Iterator[tuple[int, int]]:
    """Yield the run of groups whole, then without one or two groups at either end (a postcode, a quantity)."""
    groups = [(found.start(), found.end()) for found in _GROUP.finditer(run)]
    yield 0, len(run)
    for fewer in (1, 2):
        for left in range(fewer + 1):
            kept = groups[left : len(groups) - (fewer - left)]
            if kept:
                first = kept[0][0]
                yield (first - 1 if first and run[first - 1] in "+(" else first), kept[-1][1]


def _is_phone(written: str, regions: tuple[str, ...], country: str | None, named: bool) -> bool:
    digits = _GROUP.findall(written)
    plain = "".join(digits)
    if not _FEWEST <= len(plain) <= _MOST or _DATE.match(written) or _is_counting(digits):
        return False
    if _SHAPES.match(written):
        return True
    if "+" in written[:2] or written.startswith("00"):
        abroad = "+" + plain.removeprefix("00" if written.startswith("00") else "")
        return _numbered(_MEXICAN_MOBILE.sub("+52", abroad), None)[0]
    if not named and _is_a_list(digits):
        return False
    lengths = tuple(map(len, digits))
    return _begins_with_a_country(digits, plain, lengths, named) or any(
        _fits(written, lengths, region, named or region == country) for region in regions
    )


def _begins_with_a_country(digits: list[str], plain: str, lengths: tuple[int, ...], named: bool) -> bool:
    """Say whether a country's code stands before the number, without a plus: apart, or all in one block."""
    if len(digits) == 1:
        return bool(_ABROAD.match(plain)) or (named and len(plain) > 11 and _numbered("+" + plain, None)[1])
    return lengths in _GROUPS_ABROAD.get(digits[0], ()) or (len(digits[0]) <= 3 and bool(_ABROAD.match(plain)))


def _is_counting(groups: list[str]) -> bool:
    """Say whether somebody leant on a key or counted: 7777777777, 123456789, 01 02 03 04."""
    plain = "".join(groups)
    steps = {(int(two) - int(one)) % 10 for one, two in pairwise(plain)}
    if len(steps) == 1 and steps <= {0, 1, 9}:
        return True
    return len(groups) > 3 and len({int(two) - int(one) for one, two in pairwise(groups)}) == 1


def _is_a_list(groups: list[str]) -> bool:
    """Say whether groups of digits are rather sizes, colours or prices: each larger than the last, or all the same."""
    values = [int(group) for group in groups]
    rising = all(one < two for one, two in pairwise(values))
    return len(values) > 2 and (rising or len(set(values)) == 1)


def _fits(written: str, lengths: tuple[int, ...], region: str, trusted: bool) -> bool:
    """Ask one country's plan; where nearly any ten digits are valid, the written groups must be the country's own."""
    if region in _TRUNK_ZERO and not (written.lstrip("(").startswith("0") or trusted):
        return False  # libphonenumber forgives a missing 0, people there do not leave it out
    usual = _USUAL_GROUPS.get(region)
    if len(lengths) > 1 and usual is not None and lengths not in usual:
        return False
    _, valid, mobile = _numbered(written, region)
    if not valid or trusted:
        return valid
    if _THOUSANDS.match(written):
        return mobile
    if len(lengths) > 1:
        return min(lengths) > 1 or lengths in (usual or ())
    return (mobile or written.startswith("0")) and region not in _AMBIGUOUS


@lru_cache(maxsize=4096)
def _numbered(written: str, region: str | None) -> tuple[bool, bool, bool]:
    """Say whether a number is possible, valid, and a mobile one in a country's plan."""
    import phonenumbers

    try:
        number = phonenumbers.parse(written, region)
    except phonenumbers.NumberParseException:
        return False, False, False
    valid = phonenumbers.is_valid_number(number)
    mobile = valid and phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.MOBILE
    return phonenumbers.is_possible_number(number), valid, mobile
