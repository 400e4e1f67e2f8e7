"""What Maison Verbena sells: prices include VAT, in cents."""

from __future__ import annotations

from dataclasses import dataclass

SHADES = ("Nude", "Canela", "Terracota", "Cereza", "Ciruela")
FREE_DELIVERY_FROM = 4500
DELIVERY = 490
CODES = {"VERBENA10": 10, "GLOW15": 15, "BIENVENIDA10": 10}


@dataclass(frozen=True, slots=True)
class Product:
    """One thing on the shelf; `topic` is the phrase file that talks about it."""

    key: str
    sku: str
    name: str
    price: int
    topic: str
    compare_at: int = 0


PRODUCTS = {
    product.key: product
    for product in (
        Product("serum", "MV-SER-30", "Sérum Vitamina C 30 ml", 4200, "serum_demo"),
        Product("cream", "MV-CRE-50", "Crema Barrera 50 ml", 3600, "cream"),
        Product("mask", "MV-MAS-100", "Mascarilla Arcilla Rosa 100 ml", 2900, "mask"),
        Product("oil", "MV-ACE-30", "Aceite de Noche 30 ml", 4800, "oil"),
        Product("hands", "MV-MAN-3X30", "Trío Crema de Manos 3 x 30 ml", 2400, "hands"),
        Product("kit", "MV-KIT-SEA", "Kit de temporada (sérum, crema, aceite mini)", 6900, "kit", 8200),
        *(
            Product(f"balm{number}", f"MV-BAL-{number:02}", f"Bálsamo con Color - {shade}", 1800, "balm_shades")
            for number, shade in enumerate(SHADES, 1)
        ),
    )
}
SHADE_WEIGHTS = {"balm1": 0.8, "balm2": 1.0, "balm3": 1.6, "balm4": 1.1, "balm5": 0.9}


def skus(keys: tuple[str, ...]) -> list[str]:
    """Give the SKUs behind the plan's product keys; `balm` stands for its five shades."""
    found: list[str] = []
    for key in keys:
        names = list(SHADE_WEIGHTS) if key == "balm" else [key]
        found += [PRODUCTS[name].sku for name in names]
    return found
