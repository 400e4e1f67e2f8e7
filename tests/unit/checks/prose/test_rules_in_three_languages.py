"""The shipped rules: what fires, what only looks like it, what others said, what is denied; in three languages."""

from __future__ import annotations

import pytest

from rex.checks.prose.find import hits
from rex.checks.prose.rule import shipped

FIRES = {
    ("hindsight", "en"): [
        "We all knew the ceramic lamp would sit there.",
        "It was obvious from the start that the raffle would break.",
        "You didn't need a crystal ball for that.",
        "Nobody was surprised when the link died.",
        "The scarf block was doomed.",
        "What did we expect on a bank holiday?",
    ],
    ("hindsight", "es"): [
        "Se veía venir lo del probador.",
        "Estaba cantado que la lámpara se quedaba.",
        "No hacía falta ser adivina para saberlo.",
        "OS LO DIJE con las tazas.",
        "Tenía que pasar, con ese router.",
        "A nadie le sorprendió la caída.",
    ],
    ("hindsight", "fr"): [
        "On savait que la lampe resterait là.",
        "C’était couru d’avance.",
        "Je vous l'avais dit pour les tasses.",
        "Il fallait s'y attendre avec ce routeur.",
        "Sans surprise, le tirage a planté.",
        "Ça nous pendait au nez.",
    ],
    ("counterfactual", "en"): [
        "We should have shown the lid first.",
        "They could've answered in the tray.",
        "If we had opened with the teapot the evening is ours.",
        "Had we tested the form, the queue moves.",
        "Too bad we never showed the inside pocket.",
        "The mix-up was avoidable.",
    ],
    ("counterfactual", "es"): [
        "Tendríamos que haber enseñado la tapa.",
        "Se podría haber contestado en la bandeja.",
        "Si hubiésemos abierto con la tetera, otra noche.",
        "Haberlo probado el lunes.",
        "Lástima que nadie enseñara el bolsillo.",
        "Faltó ensayar el cambio de cámara.",
    ],
    ("counterfactual", "fr"): [
        "Il aurait fallu montrer le couvercle.",
        "On aurait pu répondre dans le plateau.",
        "Si on avait ouvert avec la théière, quelle soirée.",
        "Il suffisait de tester le formulaire.",
        "Dommage qu'on n'ait pas montré la poche.",
        "Une occasion manquée.",
    ],
    ("blame", "en"): [
        "The moderator forgot the shipping line.",
        "That was the editor's fault.",
        "Human error on the label.",
        "Our host wasn't paying attention at the handover.",
        "Somebody pressed the wrong button.",
    ],
    ("blame", "es"): [
        "La moderadora se olvidó del envío.",
        "Todo por culpa del realizador.",
        "Fallos humanos en la etiqueta.",
        "El técnico estaba con el móvil en el relevo.",
        "A Irene se le olvidó la batería.",
    ],
    ("blame", "fr"): [
        "La modératrice a oublié la livraison.",
        "C'est la faute du réalisateur.",
        "Erreurs humaines sur l'étiquette.",
        "Le technicien était sur son téléphone.",
        "Le stagiaire s'est trompé de bouton.",
    ],
    ("absolute", "en"): [
        "Everyone loved the teapot.",
        "Viewers never read the description.",
        "Not a single person asked about the lid.",
        "People only ever want the cheap one.",
    ],
    ("absolute", "es"): [
        "A todo el mundo le encantó la tetera.",
        "Las clientas nunca leen la descripción.",
        "Ni una sola persona preguntó por la tapa.",
        "La gente solo quiere lo barato.",
    ],
    ("absolute", "fr"): [
        "Tout le monde a adoré la théière.",
        "Les clientes ne lisent jamais la description.",
        "Pas une seule personne pour le couvercle.",
        "Les gens ne veulent que le moins cher.",
    ],
    ("cause", "en"): [
        "Orders fell because the tray was hidden.",
        "The long intro killed the chat.",
        "Due to the echo we lost forty people.",
        "What sold the teapot was the steam.",
    ],
    ("cause", "es"): [
        "Bajaron los pedidos porque la bandeja estaba tapada.",
        "La introducción larga mató el chat.",
        "Debido al eco se fueron cuarenta personas.",
        "Lo que vendió la tetera fue el vapor.",
    ],
    ("cause", "fr"): [
        "Les commandes ont baissé parce que le plateau était caché.",
        "L'intro trop longue a tué le chat.",
        "À cause de l'écho, quarante départs.",
        "La théière est partie grâce à la vapeur.",
    ],
}
INNOCENT = {
    ("hindsight", "en"): ["Rita knew how to fold it.", "Did we know that the tray was hidden?", "It was not obvious."],
    ("hindsight", "es"): [
        "Rita sabía hacerlo.",
        "¿Sabíamos que la bandeja estaba tapada?",
        "No era evidente que faltaba el sonido.",
    ],
    ("hindsight", "fr"): [
        "Rita savait le plier.",
        "Est-ce qu'on savait que le plateau était caché ?",
        "Ce n'était pas évident.",
    ],
    ("counterfactual", "en"): [
        "We should always test the form.",
        "The box should have six cups.",
        "You should have seen the chat.",
    ],
    ("counterfactual", "es"): [
        "Deberíamos probar el formulario.",
        "Debería haber seis tazas en la caja.",
        "No pudo haber salido mejor.",
    ],
    ("counterfactual", "fr"): [
        "On devrait tester le formulaire.",
        "La caisse doit avoir six tasses.",
        "Ça n'aurait pas pu mieux se passer.",
    ],
    ("blame", "en"): [
        "The router failed at 20:10.",
        "Rita didn't forget a single size.",
        "If the host forgets the code, the floor manager shows it.",
    ],
    ("blame", "es"): [
        "Falló el router a las 20:10.",
        "A Rita no se le olvidó ninguna talla.",
        "Si la presentadora se olvida, regiduría saca el cartel.",
    ],
    ("blame", "fr"): [
        "Le routeur a lâché à 20h10.",
        "Rita n'a oublié aucune taille.",
        "Si l'animatrice oublie le code, la régie montre la carte.",
    ],
    ("absolute", "en"): [
        "All 9 testers liked it.",
        "Viewers don't always scroll.",
        "Everyone on the team has the plan.",
    ],
    ("absolute", "es"): [
        "5 de 5 probadoras contestaron.",
        "La gente no siempre baja.",
        "Todo el equipo tiene el guion.",
    ],
    ("absolute", "fr"): [
        "Les 9 testeuses ont répondu, 9 sur 9.",
        "Le public ne descend pas toujours.",
        "En tout, 3 blocs.",
    ],
    ("cause", "en"): [
        "Maybe because of the echo, maybe the hour.",
        "Thanks to everyone who packed.",
        "It wasn't because of the price.",
    ],
    ("cause", "es"): [
        "Quizá por el eco, quizá por la hora.",
        "Gracias a todas las que empaquetasteis.",
        "No fue debido al precio.",
    ],
    ("cause", "fr"): [
        "Peut-être à cause de l'écho, peut-être l'heure.",
        "Merci à toutes.",
        "Ce n'est pas à cause du prix.",
    ],
}


def fires(family: str, lang: str | None, text: str) -> bool:
    return any(hit.rule.family == family for hit in hits(text, lang, shipped()))


def each(lines: dict[tuple[str, str], list[str]]) -> list[tuple[str, str, str]]:
    return [(family, lang, text) for (family, lang), texts in lines.items() for text in texts]


@pytest.mark.parametrize(("family", "lang", "text"), each(FIRES))
def test_what_is_asserted_fires(family: str, lang: str, text: str) -> None:
    assert fires(family, lang, text)
    assert fires(family, None, text)


@pytest.mark.parametrize(("family", "lang", "text"), each(INNOCENT))
def test_what_only_looks_like_it_does_not(family: str, lang: str, text: str) -> None:
    assert not fires(family, lang, text)


@pytest.mark.parametrize(("family", "lang", "text"), each(FIRES))
@pytest.mark.parametrize("quoted", ["« {} »", "“{}”", '"{}"', "> {}", "'{}'"])
def test_what_others_said_does_not(family: str, lang: str, text: str, quoted: str) -> None:
    assert not fires(family, lang, quoted.format(text.replace("’", "'").replace("'", "")))


@pytest.mark.parametrize(("family", "lang", "text"), each(FIRES))
def test_capitals_and_missing_accents_change_nothing(family: str, lang: str, text: str) -> None:
    from rex.checks.prose.pattern import plain

    assert fires(family, lang, plain(text))
    if "Irene" not in text:  # a name is told by its capital
        assert fires(family, lang, text.upper())


def test_another_language_s_rules_stay_away() -> None:
    assert not fires("cause", "es", "Orders fell because the tray was hidden.")
    assert hits("Orders fell because the tray was hidden.", "pt", shipped()) == []
