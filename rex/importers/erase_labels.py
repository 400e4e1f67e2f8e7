"""Which columns and keys say who somebody is, which hold an order's number, and which hold codes that only look alike.

A product, a tag or a count may be written like a name and is nobody: only what stands under these names is a person.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rex.importers.sheet import plain
from rex.importers.table_names import words

_HUMPS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_PERSON = words(
    """author autor autora auteur autrice commenter commentor sender remitente actor user usuario usuaria
    utilisateur utilisatrice username handle nick nickname apodo alias email mail correo courriel customer
    customers cliente clienta client buyer buyers comprador compradora acheteur acheteuse shopper viewer
    participant participants participante participantes attendee attendees asistente asistentes respondent
    respondents member members miembro from person people persona personne login phone telefono telephone
    recipient destinatario contact contacto contacts"""
)
_TAILS = words("""name nombre nom id ids mail email correo handle phone telefono first last username""")
_NAMES = words(
    """name nombre nom full_name nombre_completo nom_complet display_name screen_name real_name first_name
    last_name unique_id simple_text name_original_name nombre_y_apellidos"""
)
_WITH_TAIL = frozenset({"billing", "shipping", "delivery", "facturacion", "envio"})
_NO_PERSON = words(
    """count counts viewers total type status state currency group note notes nota notas tag tags message
    messages mensaje mensajes text texto comment comments comentario comentarios agent lineitem product
    producto products item items sku title badge badges color role level locale language lang country image
    images photo avatar url price amount discount code variant marketing event category vendor device time
    date at"""
)
_ASIDE = words("""reply replied parent mention mentions mentioned quoted quote target to""")
_ORDERS = words(
    """order order_id order_name order_number order_no orden pedido id_pedido numero_pedido numero_de_pedido
    n_pedido commande numero_commande numero_de_commande"""
)
_CODES = words(
    """tag tags sku status state source channel currency category categories type kind variant product products
    producto lineitem item items discount code codes viewers count counts quantity qty price total subtotal
    amount minute id ids number method country language lang platform role level badge badges event gateway
    vendor"""
)
_ROWS = words("""orders order data results items messages comments rows records edges node nodes""")


@lru_cache(maxsize=8192)
def _words(label: str) -> tuple[str, ...]:
    return tuple(plain(_HUMPS.sub("_", label)).split("_"))


@lru_cache(maxsize=8192)
def is_person(label: str) -> bool:
    """Tell a column or key that says by itself who somebody is: `Author`, `customer_email`, `senderName`."""
    parts = _words(label)
    if not _ASIDE.isdisjoint(parts):
        return False
    last = parts[-1]
    if not _WITH_TAIL.isdisjoint(parts):
        return last in _TAILS
    if _PERSON.isdisjoint(parts):
        return False
    return last in _PERSON or last in _TAILS or _NO_PERSON.isdisjoint(parts)


@lru_cache(maxsize=8192)
def is_name(label: str) -> bool:
    """Tell a column or key that is a name of what stands around it: a person's where that is one."""
    return "_".join(_words(label)) in _NAMES


@lru_cache(maxsize=8192)
def is_order(label: str) -> bool:
    """Tell a column or key that holds an order's number."""
    return "_".join(_words(label)) in _ORDERS


@lru_cache(maxsize=8192)
def is_code(label: str) -> bool:
    """Tell a column or key whose whole values are codes or counts, no words of people."""
    return not _CODES.isdisjoint(_words(label))


def part_of_name(label: str) -> str:
    """Tell a column of first names ("first") from one of last names ("last"); "" is neither."""
    parts = _words(label)
    if parts[-1] not in {"name", "nombre", "nom"}:
        return ""
    return next((word for word in ("first", "last") if word in parts), "")


def says_who(above: tuple[str, ...], label: str) -> bool:
    """Tell whether a key says who a JSON object is of; `above` are the keys around it, the row's own list first."""
    parts = _words(label)
    if not _ASIDE.isdisjoint(parts) or any(not _ASIDE.isdisjoint(_words(key)) for key in above):
        return False
    if is_person(label):
        return True
    if any(map(is_person, above)):
        return is_name(label) or parts[-1] in _TAILS
    return is_name(label) and (not above or above[-1] == "" or not _ROWS.isdisjoint(_words(above[-1])))
