"""Personal data in viewers' words replaced by placeholders, before anyone quotes them.

Found: mail addresses (also spelled out), links that lead to a person, handles, bank accounts, payment cards,
national ids, phones, street addresses; in Spanish, French, English and Portuguese. Not found: names of people,
which is why authors are pseudonymised and a quote needs several people. Every pattern is linear in the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rex.text import addresses, documents, links, national_ids, phones, street_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Found = tuple[int, int, str]  # start, end, kind

# Nothing personal is found without one of these letters, digits, or a spelled mail: most chat ends here. The last four
# are letters that a search without capitals takes for i, s and k.
_SIGNS = re.compile("[@/\uff10-\uff19\uff20\u0660-\u0669\u0130\u0131\u017f\u212a]")
# Of the texts with digits those with seven can hold a number of a person, the others only an address with its street.
_STREETS = street_words.WORDS | {"ni", "nino", "insurance"}  # or with the name of a British number, of six digits
SPELLED = ("arob", "arrob", "at)", "at]", " dot ", " punto ", " point ", " ponto ", "www.")
"""One of these stands in every mail that is spelled out, and in a link without a slash."""
_NO_LETTERS = re.compile(r"[\W\d_]+")
_LETTERS_ALONE = {code: " " for code in range(128) if not chr(code).isalpha()}
_FEWEST_DIGITS = 7
# Digits and signs that only look different, letter for letter, so that places stay the same.
_PLAIN = str.maketrans(
    "\uff20\uff0e\uff0b\uff0d\u2010\u2011\u2012\u2013\u2014\u2212"
    + "".join(chr(start + n) for start in (0xFF10, 0x660) for n in range(10)),
    "@.+-" + "-" * 6 + "0123456789" * 2,
)
_EMOJI_MARKS = "\ufe0f\u20e3"
_KEYCAP = "\u20e3"  # makes a key of the digit before it, as emoji
_DIGIT = re.compile(r"[0-9]")
_SIX_DIGITS = re.compile(r"(?:[0-9][^0-9]*){6}")
_SEVEN_DIGITS = re.compile(r"(?:[0-9][^0-9]*){7}")
_BLANK = "\0"  # takes the place of what is found, so that no later search reads it again


def redact(text: str, country: str | None = None) -> str:
    """Replace personal data by `[mail] [link] [@] [iban] [card] [id] [phone] [address]`; the rest stays as it is.

    `country` (ISO 3166, "ES") says whose national phone numbers are tried first. Redacting twice changes nothing more.
    """
    if not _is_worth_a_look(text):
        return text
    redacted = _replaced(text, country)
    while redacted != text:  # what stood beside a piece may be read only once the piece is gone ("@ana@leo")
        text, redacted = redacted, _replaced(redacted, country)
    return redacted


def _replaced(text: str, country: str | None) -> str:
    parts: list[str] = []
    end = 0
    for start, stop, kind in personal_data(text, country):
        parts += (text[end:start], f"[{kind}]")
        end = stop
    return "".join((*parts, text[end:])) if parts else text


def _is_worth_a_look(text: str) -> bool:
    """Tell quickly whether anything could be found; no text that holds something may be called plain."""
    return _SIGNS.search(text) is not None or spells_something(text.lower()) or counts_something(text)


def counts_something(text: str) -> bool:
    """Tell whether the digits of a text may be a number that leads to a person, or belong to an address."""
    digits = len(_DIGIT.findall(text))
    if digits == 0 or digits >= _FEWEST_DIGITS:
        return digits > 0
    words = text.lower().translate(_LETTERS_ALONE).split() if text.isascii() else _NO_LETTERS.split(text.casefold())
    return not _STREETS.isdisjoint(words)


def spells_something(lower: str) -> bool:
    """Tell whether a text in lower case may hold a mail that is spelled out, or a link without a slash."""
    return any(part in lower for part in SPELLED)


def personal_data(text: str, country: str | None = None) -> list[Found]:
    """Give each piece of personal data as (start, end, kind), in the order of the text, none overlapping."""
    found: list[Found] = []

    def take(find: Callable[[str], Iterator[Found]], rest: str) -> str:
        pieces: list[str] = []
        last = 0
        for start, end, kind in _joined(find(rest)):
            found.append((start, end, kind))
            pieces += (rest[last:start], _BLANK * (end - start))
            last = end
        return "".join((*pieces, rest[last:])) if pieces else rest

    if _KEYCAP in text:
        plain, places = _without_keycaps(text)
        return [(places[start], places[end], kind) for start, end, kind in personal_data(plain, country)]
    text = text if text.isascii() else text.translate(_PLAIN)
    rest = links.hide_links(take(links.find_links, text), _BLANK) if "/" in text or "www." in text.lower() else text
    for find in (links.find_mails, links.find_handles):
        rest = take(find, rest)
    if _DIGIT.search(rest) or "s/n" in rest.lower():
        if _SEVEN_DIGITS.search(rest):  # a foreigner's id in Spain: X1234567L
            for find in (documents.find_accounts, documents.find_cards, national_ids.find_ids):
                rest = take(find, rest)
        elif _SIX_DIGITS.search(rest):
            rest = take(national_ids.find_british, rest)
        rest = take(addresses.find_addresses, rest)
        if _SEVEN_DIGITS.search(rest):
            take(lambda left: phones.find_phones(left, country), rest)
    return sorted(found)


def _without_keycaps(text: str) -> tuple[str, list[int]]:
    """Give the text with digits in emoji as plain digits, and for each letter left (and the end) its place before."""
    places = [place for place, char in enumerate(text) if char not in _EMOJI_MARKS]
    return "".join(text[place] for place in places), [*places, len(text)]


def _joined(found: Iterator[Found]) -> list[Found]:
    """Join what overlaps: two patterns may see parts of one address."""
    joined: list[Found] = []
    for start, end, kind in sorted(found):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]), kind)
        else:
            joined.append((start, end, kind))
    return joined
