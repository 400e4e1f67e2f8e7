"""The fields that a table's columns can be mapped to, and the names by which columns are known without a mapping."""

from __future__ import annotations

from typing import Final

FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "chat": ("time", "date", "text", "author", "role", "id", "kind", "reply_to", "amount", "currency"),
    "sales": (
        "time", "date", "order_id", "product", "sku", "variant", "qty", "price", "line_total", "line_discount",
        "total", "subtotal", "shipping", "tax", "discount", "refunded", "currency", "status", "customer", "channel",
        "code", "tags",
    ),
    "viewers": ("time", "date", "viewers", "average", "peak", "unique_viewers"),
    "reactions": ("time", "date", "kind", "count", "product_id"),
    "products": ("product_id", "sku", "name", "price", "currency", "stock_before", "stock_after"),
}  # fmt: skip
"""Each table that a mapping can fill, with its fields."""

NEEDED: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "chat": (("time",), ("text",)),
    "sales": (("time",), ("total", "price", "line_total")),
    "viewers": (("time",), ("viewers", "average", "peak", "unique_viewers")),
    "reactions": (("time",), ("count", "kind")),
    "products": (("name", "sku", "product_id"),),
}
"""Of each group of fields one has to be there; without it the rows would say nothing."""

_TIME = (
    "time", "timestamp", "datetime", "date_time", "created_at", "created", "sent_at", "placed_at", "ordered_at",
    "order_date", "order_time", "created_time", "paid_at", "created_date_utc", "hora", "fecha_hora", "fecha_y_hora",
    "fecha_de_pedido", "fecha_del_pedido", "fecha_pedido", "marca_de_tiempo", "heure", "date_heure", "date_et_heure",
    "horodatage", "date_commande", "date_de_commande", "tiempo", "temps", "offset", "time_utc",
)  # fmt: skip
_DATE = ("date", "fecha", "dia", "jour", "day")
_CURRENCY = ("currency", "moneda", "divisa", "devise", "currency_code")

NAMES: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "chat": {
        "time": _TIME,
        "date": _DATE,
        "text": (
            "text", "message", "comment", "msg", "chat", "body", "content", "mensaje", "comentario", "texto",
            "commentaire", "texte",
        ),
        "author": (
            "author", "user", "username", "user_name", "nickname", "nick", "name", "from", "sender", "viewer",
            "author_name", "autor", "autora", "usuario", "usuaria", "nombre", "espectador", "auteur", "utilisateur",
            "pseudo", "nom", "spectateur",
        ),
        "role": ("role", "rol", "badge", "badges"),
        "id": ("id", "message_id", "comment_id", "msg_id", "id_mensaje"),
    },
    "sales": {
        "time": _TIME,
        "date": _DATE,
        "order_id": (
            "order_id", "order", "order_number", "order_no", "order_name", "order_ref", "order_reference", "orderid",
            "reference", "pedido", "numero_de_pedido", "n_pedido", "num_pedido", "id_pedido", "id_de_pedido",
            "referencia", "commande", "numero_de_commande", "n_commande", "id_commande", "id_de_commande",
        ),
        "product": (
            "product", "product_name", "item", "item_name", "product_title", "producto", "nombre_del_producto",
            "articulo", "produit", "nom_du_produit", "article",
        ),
        "sku": ("sku", "product_sku", "seller_sku", "referencia_producto", "ref_produit", "product_id"),
        "variant": ("variant", "variation", "variante", "variacion", "size", "talla", "taille"),
        "qty": ("qty", "quantity", "units", "pieces", "cantidad", "unidades", "quantite", "unites"),
        "price": ("price", "unit_price", "item_price", "precio", "precio_unitario", "prix", "prix_unitaire"),
        "line_total": ("line_total", "item_total", "total_linea", "importe_linea", "total_ligne"),
        "total": (
            "total", "order_total", "grand_total", "total_price", "amount", "order_amount", "total_pedido",
            "importe", "importe_total", "total_commande", "montant", "montant_total",
        ),
        "shipping": ("shipping", "shipping_fee", "envio", "gastos_de_envio", "livraison", "frais_de_port"),
        "tax": ("tax", "taxes", "vat", "iva", "impuestos", "tva"),
        "discount": ("discount", "discount_amount", "descuento", "remise", "reduction"),
        "refunded": ("refunded", "refund", "refunded_amount", "reembolsado", "reembolso", "rembourse", "remboursement"),
        "currency": _CURRENCY,
        "status": ("status", "order_status", "estado", "estado_del_pedido", "statut", "etat"),
        "customer": (
            "customer_id", "customer_email", "email", "e_mail", "customer", "buyer", "buyer_username", "cliente",
            "client", "correo",
        ),
        "channel": ("channel", "source", "canal", "origen"),
        "code": ("discount_code", "coupon", "coupon_code", "promo_code", "cupon", "codigo", "code_promo"),
    },
}  # fmt: skip
"""What columns are called where nobody wrote a mapping, folded, in English, Spanish and French."""
