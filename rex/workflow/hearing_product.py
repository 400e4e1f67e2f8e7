"""One product's page: when it was shown, what it sold and brought back, and what changed since it was shown before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rex.store.records import earlier_records

if TYPE_CHECKING:
    from rex.model.retrospective import ProductResult, Retrospective
    from rex.store.workspace import Folder


@dataclass(frozen=True)
class ProductPage:
    """A product in one session: `shown` are stretches in seconds from the start; None is not known.

    `before` is the newest earlier session that sold it or showed it, by title, with what it was there.
    """

    id: str
    name: str
    shown: tuple[tuple[float, float], ...]
    result: ProductResult | None
    before: tuple[str, ProductResult] | None


def product_page(folder: Folder, record: Retrospective, product: str) -> ProductPage:
    """Put a product's page together from this record and the client's earlier ones."""
    result = _of(record, product)
    name = product if result is None else result.name
    shown = tuple(
        (cue.start_s, cue.end_s if cue.end_s is not None else cue.start_s)
        for cue in record.cues
        if {product.casefold(), name.casefold()} & {one.casefold() for one in cue.products}
    )
    earlier, _ = earlier_records(folder, record.session.start) if record.session.start is not None else ([], [])
    before = next(
        ((one.session.title, found) for one in reversed(earlier) if (found := _of(one, product)) is not None), None
    )
    return ProductPage(product, name, shown, result, before)


def _of(record: Retrospective, product: str) -> ProductResult | None:
    return next((one for one in record.products if one.id == product), None)
