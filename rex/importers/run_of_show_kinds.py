"""What a part of the show is, by the words people use for it in English, Spanish and French."""

from __future__ import annotations

import re

from rex.importers.sheet import plain

_KINDS = (
    ("incident", r"incident|incidencia|technical|probleme|problema|panne|outage"),
    ("giveaway", r"giveaway|raffle|sorteo|concurso|concours|tirage|jeu\b|prize draw"),
    ("qna", r"q ?n? ?a\b|questions?\b|preguntas?|faq|dudas|reponses"),
    ("offer", r"offer|oferta|offre|promo|discount|descuento|remise|flash|deal|coupon|cupon|bundle|codigo|code"),
    ("demo", r"demo|tutorial|\btuto|prueba|essai|try ?on|test\b|routine|rutina|masterclass|taller|atelier"),
    ("break", r"break|pausa|pause|descanso|entracte|interlude"),
    ("outro", r"outro|closing|wrap|cierre|despedida|goodbye|cloture|conclusion|au revoir|final\b|fin\b|end\b"),
    ("intro", r"intro|opening|welcome|bienven|apertura|saludo|accueil|ouverture|start\b|warm ?up|hello|bonjour|hola"),
    ("product", r"product|produit|presentacion|presentation|showcase|look\b|colec|collec|launch|lanzam|lancement"),
)  # fmt: skip
_FITS = tuple((kind, re.compile(rf"\b(?:{words})")) for kind, words in _KINDS)


def kind_of(kind: str, title: str) -> str:
    """Give the canonical kind of a part: by its own word for it, else by its title; `other` where neither tells."""
    for text in (kind, title):
        words = plain(text).replace("_", " ")
        for name, pattern in _FITS:
            if words and (words == name or pattern.search(words)):
                return name
    return "other"
