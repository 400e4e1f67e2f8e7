"""What a part of the show is, by the words people use for it in English, Spanish, French and Portuguese."""

from __future__ import annotations

import re

from rex.importers.sheet import plain

_KINDS = {
    "incident": "incident incidencia technical probleme problema panne outage",
    "giveaway": r"giveaway raffle sorteo sorteio concurso concours tirage jeu\b prize_draw",
    "qna": r"q_?n?_?a\b questions?\b preguntas? perguntas? faq dudas duvidas reponses",
    "offer": """offer oferta offre promo discount descuento desconto remise flash deal coupon cupon cupom bundle codigo
        code""",
    "demo": r"demo tutorial \btuto prueba essai try_?on test\b routine rutina rotina masterclass taller atelier",
    "break": "break pausa pause descanso intervalo entracte interlude",
    "outro": r"""outro closing wrap cierre despedida encerramento goodbye cloture conclusion au_revoir final\b fin\b
        fim\b end\b""",
    "intro": r"""intro opening welcome bienven boas_vindas apertura abertura saludo accueil ouverture start\b warm_?up
        hello bonjour hola ola\b""",
    "product": r"""product produit produto presentacion apresentacao presentation showcase look\b colec collec launch
        lanzam lancement lancamento""",
}
"""The beginnings of words that tell each kind; the first kind that fits wins."""
_FITS = tuple(
    (kind, re.compile(rf"\b(?:{'|'.join(words.split()).replace('_', ' ')})")) for kind, words in _KINDS.items()
)


def kind_of(kind: str, title: str) -> str:
    """Give the canonical kind of a part: by its own word for it, else by its title; `other` where neither tells."""
    for text in (kind, title):
        words = plain(text).replace("_", " ")
        for name, pattern in _FITS:
            if words and (words == name or pattern.search(words)):
                return name
    return "other"
