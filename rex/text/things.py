"""Words that say what a number is of: an order, a parcel, an article, so it names no person."""

from __future__ import annotations

import re

_THINGS = (
    r"pedido|orden|ord|order|commande|encomenda|compra|seguimiento|rastreio|tracking|suivi|colis|parcel|paquete|gu[ií]a"
    r"|folio|ref|r[ée]f|referencia|sku|ean|upc|gtin|isbn|imei|lote?|lot|batch|c[oó]digo|cod|code|cup[oó]n|coupon|voucher"
    r"|factura|facture|fatura|invoice|nota fiscal|po|id|ticket|art[ií]culo|article|item|model|modelo|serie|serial|iso|v"
    r"|usps|ups|fedex|dhl|dpd|colissimo|chronopost|barras|barcode|transacci[oó]n|transaction"
)
_NAMED = re.compile(
    rf"(?i:(?:\b(?:{_THINGS})|(?<!ph)(?<!tel)(?<!phone)[#№])"
    r"(?:\W{0,3}(?:n[ºo°.]?|num(?:ber|ero)?|n[úu]mero|fiscal|de barras|barre|is|es|est|é))?[^\w+(]{0,3})\Z"
)
_REACH = 28


def is_of_a_thing(text: str, start: int) -> bool:
    """Say whether the words before `start` call what stands there the number of an order, a parcel or an article."""
    return _NAMED.search(text[max(0, start - _REACH) : start]) is not None
