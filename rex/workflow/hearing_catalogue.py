"""Which products a session's chat may speak of, and what was on screen when, as its files and run of show know them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.voice.products import OnScreen, Product

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rex.engine.sql import Facts
    from rex.model.session import Cue

_LISTED = "SELECT DISTINCT coalesce(sku, product_id), name, sku FROM products WHERE name <> '' ORDER BY 1, 2"
_SOLD = (
    "SELECT coalesce(sku, product), min(product), min(sku) FROM sales "
    "WHERE coalesce(sku, product) IS NOT NULL GROUP BY coalesce(sku, product) ORDER BY 1"
)
_VARIANTS = (
    "SELECT DISTINCT coalesce(sku, product), variant FROM sales "
    "WHERE variant IS NOT NULL AND coalesce(sku, product) IS NOT NULL ORDER BY 1, 2"
)


def catalogue_of(facts: Facts, cues: Sequence[Cue]) -> tuple[Product, ...]:
    """Collect products by the id that sales and the run of show share: the SKU, or the name where there is none."""
    named: dict[str, tuple[str, str | None]] = {}
    for product, name, sku in (*facts.rows(_LISTED), *facts.rows(_SOLD)):
        if product and str(product) not in named:
            named[str(product)] = str(name or product), None if sku is None else str(sku)
    known = _by_name(named.items())
    for cue in cues:
        for product in cue.products:
            if product not in named and product.casefold() not in known:
                named[product] = product, product
    colours: dict[str, list[str]] = {}
    for product, variant in facts.rows(_VARIANTS):
        colours.setdefault(str(product), []).append(str(variant))
    return tuple(
        Product(product, name, sku, colours=tuple(colours.get(product, ()))) for product, (name, sku) in named.items()
    )


def on_screen_of(cues: Sequence[Cue], catalogue: Sequence[Product]) -> tuple[OnScreen, ...]:
    """Give what the run of show says was shown when, by the catalogue's ids."""
    ids = {product.product_id for product in catalogue}
    names = _by_name((product.product_id, (product.name, product.sku)) for product in catalogue)
    return tuple(
        OnScreen(
            cue.start_s,
            cue.end_s if cue.end_s is not None else cue.start_s,
            tuple(product if product in ids else names.get(product.casefold(), product) for product in cue.products),
        )
        for cue in cues
        if cue.products
    )


def _by_name(named: Iterable[tuple[str, tuple[str, str | None]]]) -> dict[str, str]:
    return {name.casefold(): product for product, (name, _) in named}
