"""Which column of a run of show is what, by names in English, Spanish, French and Portuguese."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from rex.importers.cue_chain import clock_of, length_ms
from rex.importers.elapsed import tidy
from rex.importers.sheet import plain
from rex.importers.survey_questions import is_personal
from rex.importers.times import parse_offset_ms, parse_wall

if TYPE_CHECKING:
    from rex.importers.sheet import Sheet

_STARTS = (
    "start", "start_time", "time_start", "starts", "planned_start", "planned_time", "scheduled_start", "from", "time",
    "at", "timecode", "offset", "cue_time", "on_air", "inicio", "hora_inicio", "hora_de_inicio", "inicio_previsto",
    "hora_prevista", "hora", "comienzo", "desde", "tiempo", "minuto", "minute", "debut", "heure_debut",
    "heure_de_debut", "debut_prevu", "heure_prevue", "heure", "de", "horario", "comeco", "tempo",
)  # fmt: skip
_ACTUAL_STARTS = (
    "actual_start", "actual_start_time", "actual_time", "actual", "real_start", "real", "hora_real", "inicio_real",
    "heure_reelle", "debut_reel", "reel", "hora_efetiva", "inicio_efetivo",
)  # fmt: skip
_ENDS = (
    "end", "end_time", "time_end", "ends", "until", "to", "planned_end", "scheduled_end", "fin", "hora_fin",
    "hora_de_fin", "fin_previsto", "final", "hasta", "termina", "heure_fin", "heure_de_fin", "fin_prevue", "jusqu_a",
    "fim", "hora_fim", "hora_de_fim", "termino", "ate",
)  # fmt: skip
_DURATIONS = re.compile(
    r"(?:planned_|estimated_|est_)?(?:duration|length|run_time|runtime|dur|duracion|duree|duracao)"
    r"(?:_(?:prevista|prevue|estimada|estimee))?(?:_(?:min|mins|minutes|minutos|s|sec|secs|seconds|segundos|secondes"
    r"|mm_ss|h_mm|hh_mm|hh_mm_ss|h_mm_ss|m_ss))?|mins|minutes|minutos|trt"
)
_DATES = ("date", "day", "fecha", "dia", "jour", "data")
_KINDS = ("kind", "type", "tipo", "segment_type", "block_type", "tipo_de_bloque", "type_de_sequence", "tipo_de_bloco")
_OWN_TITLES = (
    "segment", "segment_title", "segment_name", "item", "block", "section", "activity", "segmento", "bloque",
    "seccion", "actividad", "escaleta", "sequence", "rubrique", "activite", "bloco", "secao", "atividade", "quadro",
    "cue", "rundown", "minutado", "conducteur", "chapter", "capitulo", "chapitre",
)  # fmt: skip
"""Names that hardly any other table has."""
_TITLES = (
    "title", "titulo", "titre", *_OWN_TITLES, "what", "topic", "content", "que", "contenido", "tema", "contenu", "quoi",
    "theme", "o_que", "conteudo", "assunto", "description", "descripcion", "descricao",
)  # fmt: skip
_VAGUE = frozenset(
    {
        "what", "content", "que", "contenido", "contenu", "quoi", "o_que", "conteudo", "description", "descripcion",
        "descricao",
    }
)  # fmt: skip
"""Names that many a table of messages has as well."""
_CODES = (
    "sku", "skus", "sku_list", "skus_list", "lista_sku", "lista_de_sku", "lista_skus", "liste_sku", "product_id",
    "product_ids", "referencia", "referencias", "reference", "references", "ref", "refs", "ean", "codigo_producto",
)  # fmt: skip
_PRODUCTS = (
    "products", "product", "productos", "producto", "articulos", "articulo", "produits", "produit", "articles",
    "article", "produtos", "produto", "artigo", "artigos",
)  # fmt: skip
_TELLING = re.compile(
    r"(?:^|_)(?:hosts?|presenters?|talent|presentadora?s?|conduce|anfitriona?|animateur|animatrice|presentat\w{3,5}"
    r"|apresentadora?|offers?|promo\w{0,8}|deal|ofertas?|offres?|on_screen|camera|camara|props?)(?:_|$)"
)
_OTHER_TABLES = re.compile(
    r"viewer|espectador|spectateur|message|mensaje|mensagem|author|autora?(?:_|$)|auteur|(?:^|_)users?(?:_|$)|usuario"
    r"|username|order_|_order|orders|pedido|commande|encomenda|revenue|gmv|gross|e_?mail|correo|courriel|customer"
    r"|client|buyer|comprador|ingredient|join|leave|(?:^|_)views|vistas|vues|likes|attend|respond|submit|completion|livestream"
)
_QUANTITIES = re.compile(r"qty|quantity|cantidad|quantite|quantidade|sales|ventas|ventes|vendas|ingresos")
_OF_A_PLAN = re.compile(r"stock|target|goal|objeti|objectif|meta|plan|previst|prevu")
_CLOCK = re.compile(r"\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,6})?\s*(?:[ap]\.?\s?m\.?|h)?", re.IGNORECASE)
_SPELLED = re.compile(r"\d{1,4}\s*(?:min\w{0,5}|m|'|’|s|sec\w{0,4}|seg\w{0,5})\.?", re.IGNORECASE)
_MOST_DAYS = 2
MOST_COLUMNS = 400
"""A row of more names than this is no header of a run of show."""


class Layout(NamedTuple):
    """Which column is what; None where the table has none. Every other column may be kept as it is."""

    start: int | None
    actual: int | None
    end: int | None
    duration: int | None
    date: int | None
    kind: int | None
    title: int
    products: int | None

    def own(self) -> list[int]:
        """Give the places of the columns that are read."""
        return [at for at in self if at is not None]


def layout_of(sheet: Sheet) -> Layout | None:
    """Find the columns of a run of show; None where the table is none."""
    sample = [row for row in sheet.head.rows[sheet.header_at + 1 :] if any(cell.strip() for cell in row)]
    title = _title(sheet, sample)
    if title is None or len(sheet.names) > MOST_COLUMNS or any(map(_is_of_another, sheet.folded)):
        return None
    start, actual, duration = sheet.at(*_STARTS), sheet.at(*_ACTUAL_STARTS), _duration(sheet)
    if start is None:
        start, actual = actual, None
    if start is not None and actual is None and not _column(sample, start):
        start = None
    if start is not None and duration is None and _are_lengths(_column(sample, start)):
        start, duration = None, start
    products = products_at(sheet)
    found = Layout(
        start=start,
        actual=actual,
        end=sheet.at(*_ENDS),
        duration=duration,
        date=sheet.at(*_DATES),
        kind=sheet.at(*_KINDS),
        title=title,
        products=None if products == title else products,
    )
    return found if _is_one(sheet, found, sample) else None


def products_at(sheet: Sheet) -> int | None:
    """Find the column of a part's products: their codes before their names, since sales tell them by code."""
    codes = sheet.at(*_CODES)
    return sheet.at(*_PRODUCTS) if codes is None else codes


def names_products(name: str) -> bool:
    """Tell whether a field of this name holds a part's products."""
    return plain(name) in {*_CODES, *_PRODUCTS}


def may_be_kept(sheet: Sheet, at: int) -> bool:
    """Tell whether an unmapped column is not about somebody's address, phone or the like."""
    return not is_personal(sheet.labels[at])


def _is_one(sheet: Sheet, found: Layout, sample: list[list[str]]) -> bool:
    """Tell whether the columns together are those of a run of show."""
    title = sheet.folded[found.title]
    telling = any(map(_TELLING.search, sheet.folded))
    if found.start is None:
        own = title in _OWN_TITLES or found.products is not None or telling
        return found.duration is not None and own and _mostly_lengths(_column(sample, found.duration))
    lasts = found.end is not None or found.duration is not None or found.actual is not None
    others = lasts or found.products is not None or telling
    if not others and (title in _VAGUE or found.kind is None):
        return False
    return _are_times_of_a_show(_column(sample, found.start), [] if found.date is None else _column(sample, found.date))


def _title(sheet: Sheet, sample: list[list[str]]) -> int | None:
    """Find the column that says what happens: one with words in it, the kind or the product where there is no other."""
    named = [sheet.folded.index(name) for name in (*_TITLES, *_KINDS, *_PRODUCTS) if name in sheet.folded]
    wordy = (at for at in named if any(any(map(str.isalpha, cell)) for cell in _column(sample, at)))
    return next(wordy, None)


def _duration(sheet: Sheet) -> int | None:
    return next((at for at, name in enumerate(sheet.folded) if _DURATIONS.fullmatch(name)), None)


def _is_of_another(name: str) -> bool:
    if _QUANTITIES.search(name) and not _OF_A_PLAN.search(name):
        return True
    return _OTHER_TABLES.search(name) is not None


def _column(sample: list[list[str]], at: int) -> list[str]:
    return [row[at].strip() for row in sample if at < len(row) and row[at].strip()]


def _are_lengths(cells: list[str]) -> bool:
    """Tell a column of lengths such as `5 min` from one of minutes since the start, which never fall."""
    if not cells or not all(map(_SPELLED.fullmatch, cells)):
        return False
    numbers = [int(found[0]) for cell in cells if (found := re.match(r"\d+", cell))]
    return numbers != sorted(set(numbers))


def _mostly_lengths(cells: list[str]) -> bool:
    return sum(length_ms(cell, typed=True) is not None for cell in cells) * 2 > len(cells)


def _are_times_of_a_show(cells: list[str], dates: list[str]) -> bool:
    """Tell times from other cells, and one show from a calendar of them."""
    read = [cell for cell in cells if _is_time(tidy(cell))]
    days = {wall.date() for cell in (*cells, *dates) if (wall := parse_wall(cell)) is not None}
    return bool(read) and len(read) * 2 >= len(cells) and len(days) <= _MOST_DAYS


def _is_time(cell: str) -> bool:
    plain = clock_of(cell, typed=True)
    return bool(_CLOCK.fullmatch(plain)) or parse_offset_ms(plain) is not None or parse_wall(plain) is not None
