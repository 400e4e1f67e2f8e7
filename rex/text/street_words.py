"""The words addresses begin or end with, by how they are used; every address REX finds holds one of them.

In the form texts are compared in (casefolded, without dots), with and without the accents people leave out.
"""

from __future__ import annotations


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


CALLES = _words(
    """
    alameda av avd avda avenida bulevar bv blvd calle calz calzada carrer carretera estrada jiron jirón jr passeig
    pje praceta psje rua travesia travessa travesía urbanizacao urbanizaçao urbanizacão urbanização urbanizacion
    urbanización
    """
)
"""Spanish, Catalan and Portuguese: street, name, number."""
SQUARES = _words(
    """
    beco cami camí camino cerrada cl cll cuesta glorieta largo paseo partida pasaje placa plaça plaza plza poligono
    polígono praca praça privada prolongacion prolongación pza rodovia ronda urb via vía
    """
)
"""As above, but also everyday words."""
ESTATES = _words("cerrada pasaje privada prolongacion prolongación urb")
CARRERAS = _words("av avenida calle carrera cl cll cra diagonal k kr kra transversal")
"""Colombian: street and number, cross street and house."""
RUES = _words("bd boul boulevard impasse quai rue")
AVENUES = _words(
    """
    allee allée av ave avenue chaussee chaussée chemin clos faubourg montee montée route rte ruelle sentier
    venelle
    """
)
PLACES = _words("cite cité cours hameau lotissement passage place residence résidence square villa")
"""French, from the sure to the everyday words."""
ROADS = _words(
    """
    ave avenue blvd boulevard cir circle close court cres crescent ct dr drive gardens grove highway hill hwy lane ln
    loop mews parade park parkway pkwy pl place quay rd rise road row square st street terrace trail view walk way
    """
)
"""English: number, name, road."""
NUMBERED_ROADS = _words("highway hwy rd road route")
BOXES = _words("apartado apdo box casilla postal")
BLOCKS = _words("bloco casa conj conjunto lot lote lt manzana mz mza qd quadra")

FRENCH = RUES | AVENUES | PLACES | {"dit"}  # "lieu dit"
SPANISH = CALLES | SQUARES | {"gran", "lg", "r"}  # "gran vía", "Lg.", "R."; "c/" is seen by its slash
WORDS = SPANISH | CARRERAS | FRENCH | ROADS | NUMBERED_ROADS | BOXES | (BLOCKS - {"casa"})
