"""Where an order came from and who placed it, written the same way by every importer of sales.

`tags` lists, separated by ", ", the shop's own tags (and the show's title and id where the platform names the show),
then `utm_source=…`, `utm_medium=…`, `utm_campaign=…` from note attributes, metadata or the landing address. Nothing
else of the customer goes in. Every line of an order carries its channel, discount code and tags: they are no amounts,
and a rule that asks for a tag must find whole orders.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from rex.importers.sheet import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rex.importers.sink import Sink

UTM = ("utm_source", "utm_medium", "utm_campaign")
_UTM_NAMES = {
    spelling: name
    for name in UTM
    for spelling in (name, name.replace("_", ""), f"wc_order_attribution_{name}", f"{name}_metadata")
}
"""What shops call the three: `utm_source`, `UTM Source`, `utmSource`, WooCommerce's and Stripe's names, all folded."""
_LONGEST = 100
_MOST_QUERY = 4000
_GIVEN_AWAY = re.compile(
    r"\b(?:giveaways?|give-away|sorteos?|concours|jeu-concours|tirage|premios?|prizes?|ganadora?|gagnante?|winners?)\b",
    re.IGNORECASE,
)


def utm_in(notes: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Find the three utm values among named notes, in notes of their own or in an address; the first of each counts."""
    listed = list(notes)
    found = _by_name(listed)
    for _, value in listed:
        if "utm_" in value and "?" in value:
            found = {**utm_in_address(value), **found}
    return found


def utm_in_address(address: str) -> dict[str, str]:
    """Find the three utm values in an address's query; none where it is no address."""
    try:
        return _by_name(parse_qsl(urlsplit(address[:_MOST_QUERY]).query, max_num_fields=100))
    except ValueError:  # a damaged address, or one with more fields than any link has
        return {}


def _by_name(notes: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in notes:
        utm = _UTM_NAMES.get(plain(name)) if len(name) <= _LONGEST else None
        if utm is not None and value.strip():
            found.setdefault(utm, value.strip()[:_LONGEST])
    return found


def tags_of(sink: Sink, tags: Iterable[str], *utm: Mapping[str, str]) -> str | None:
    """Write the list of tags; of several places that tell a utm value the first counts. None where there is nothing."""
    written = [sink.words(tag) for part in tags if part for tag in part.split(",")]
    if any(utm):
        told = {name: next((place[name] for place in utm if name in place), "") for name in UTM}
        written += [f"{name}={sink.words(value.replace(',', ' '))}" for name, value in told.items() if value]
    return ", ".join(dict.fromkeys(tag for tag in written if tag)) or None


def codes_of(sink: Sink, codes: Iterable[str]) -> str | None:
    """Write an order's discount codes; None where it has none."""
    return ", ".join(dict.fromkeys(code for raw in codes if (code := sink.words(raw)))) or None


def customer_of(sink: Sink, mail: str, phone: str = "", number: str = "") -> str | None:
    """Give a customer's pseudonym: of the mail, else the phone's digits, else the shop's number; None without any.

    The order of the three is the same for all shops, so that a customer is one person in all of them.
    """
    identity = mail.strip() or re.sub(r"\D", "", phone) or number.strip()
    return sink.person(identity) if identity else None


def is_giveaway(total_minor: int | None, told: Iterable[str]) -> bool:
    """Tell an order that was given away: it costs nothing, and one of its texts says so."""
    return total_minor == 0 and any(_GIVEN_AWAY.search(text) for text in told)
