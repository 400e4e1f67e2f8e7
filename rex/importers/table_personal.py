"""Which unmapped columns of a table may be kept: nobody's personal ones, and in doubt none.

A column is kept whose cells are plainly numbers, times or truths, or whose name says that it sorts rows (a category,
a platform, a country). One whose name speaks of a person, an address or a payment is never kept, whatever it holds.
`rex export --raw` reads all columns again from the untouched file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rex.importers.elapsed import tidy
from rex.importers.sheet import plain
from rex.importers.survey_questions import is_personal
from rex.importers.table_names import forms, words
from rex.importers.times import parse_wall
from rex.text.redact import redact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_ABOUT_PEOPLE = re.compile(
    r"(?:^|_)(?:customer|buyer|client|cliente|clienta|comprador|compradora|acheteur|acheteuse|shopper|user|usuario|usuaria"
    r"|utilisateur|member|follower|viewer|author|autor|autora|auteur|sender|remitente|recipient|destinatario|destinataire"
    r"|contact|contacto|contato|person|persona|personne|pessoa|guest|invitado|invite|host|presenter|presentador|vendedor"
    r"|vendedora|vendeur|vendeuse|seller|agent|agente|staff|employee|empleado|first|last|full|given|family|nickname|nick"
    r"|apodo|alias|handle|account|cuenta|compte|conta|profile|perfil|profil|avatar|photo|foto|shipping|billing|envio"
    r"|facturacion|livraison|facturation|street|calle|rue|rua|avenue|avenida|city|ciudad|ville|cidade|town|localidad"
    r"|provincia|province|region|county|state|estado_civil|postcode|postal|zip|cp|cep|address1|address2|company|empresa"
    r"|societe|note|notes|notas|nota|observaciones|observacoes|remarques|comment|comments|comentario|comentarios"
    r"|instructions|card|tarjeta|carte|cartao|iban|bic|payer|payment_id|payment_reference|transaction|transaccion"
    r"|tracking|seguimiento|suivi|vat|vat_number|nif|cif|dni|nie|passport|documento|document|tax_id|ssn|cpf|curp|rfc|siret|gender|genero|sexo"
    r"|sexe|age|edad|idade|lat|latitude|latitud|lon|lng|longitude|longitud|location|ubicacion|device_id|session_id|cookie"
    r"|token|signature|ip|user_agent|fingerprint)(?:_|$)"
)
_SORTS = words(
    """platform plataforma plateforme category categoria categorie collection coleccion source origen origem
    type tipo kind status estado etat statut currency moneda devise moeda payment_method metodo_pago
    mode_paiement moyen_paiement metodo_pagamento shipping_method delivery_method metodo_envio mode_livraison
    country pais pays language idioma langue lang locale device dispositivo appareil event evento evenement
    brand marca marque segment segmento group grupo groupe department departamento season temporada saison test"""
)
_NUMBER = re.compile(r"[-+]?[€$£¥]?\s?\d[\d.,'’\u00a0\u202f ]*\s?(?:%|€|\$|£|[A-Z]{3})?")
_USUAL = re.compile(
    r"-?\d{1,7}|-?\d{1,5}[.,]\d{1,2}|\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?)?"
)
_TRUTHS = words("true false yes no si non oui sim nao 0 1 y n s x")
_MOST_DIGITS = 7
"""Eight digits may be a phone or an identity card."""
_MOST_KINDS = 40


class Keepable:
    """Hears every row of a table and tells which of its unmapped columns may be kept."""

    def __init__(self, labels: Sequence[str], unmapped: Iterable[int]) -> None:
        self._sorts: dict[int, set[str]] = {}
        self._plain: set[int] = set()
        self._heard: set[int] = set()
        for at in unmapped:
            if not names_a_person(labels[at]):
                self._plain.add(at)
                if not _SORTS.isdisjoint(forms(labels[at])):
                    self._sorts[at] = set()

    def hear(self, cells: Sequence[str]) -> None:
        """Hear one row."""
        for at in tuple(self._plain):
            if cells[at]:
                self._heard.add(at)
                if not is_plain(cells[at]):
                    self._plain.discard(at)
        for at, kinds in self._sorts.items():
            if len(kinds) <= _MOST_KINDS:
                kinds.add(cells[at])

    def kept(self) -> tuple[int, ...]:
        """Give the places of the columns that may be kept; one that is empty throughout is not worth it."""
        return tuple(sorted((self._plain & self._heard) | set(self._sorting())))

    def _sorting(self) -> Iterator[int]:
        for at, kinds in self._sorts.items():
            if kinds - {""} and len(kinds) <= _MOST_KINDS and all(redact(kind) == kind for kind in kinds):
                yield at


def names_a_person(label: str) -> bool:
    """Tell a column whose name speaks of a person, or of what belongs to one."""
    return is_personal(label) or any(
        _ABOUT_PEOPLE.search(form) is not None for form in (plain(label), *forms(label)) if form not in _SORTS
    )


def is_plain(cell: str) -> bool:
    """Tell a number of few digits, a time or a truth: nothing that could say who somebody is."""
    text = cell.strip()
    if _USUAL.fullmatch(text):
        return True
    if text.casefold() in _TRUTHS:
        return True
    if _NUMBER.fullmatch(text):
        return sum(char.isdigit() for char in text) <= _MOST_DIGITS
    return len(text) <= 40 and text[:1].isdigit() and parse_wall(tidy(text)) is not None
