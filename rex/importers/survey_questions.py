"""Which question a column of a survey asks, by its wording in English, Spanish, French and Portuguese."""

from __future__ import annotations

import re
from typing import NamedTuple

from rex.importers.sheet import plain

SCALES = {
    "nps": "nps",
    "csat": "csat",
    "ces": "ces",
    "enjoyed": "likert",
    "effort": "likert",
    "fulfilment": "csat",
    "again": "likert",
}
"""Questions that are answered with a number, and their kind."""
_SINGLE = frozenset(
    {"purchase", "repeat", "answered", "watched", "heard", "consent", "left", "arrived", "delivery", "kept"}
)

# The first that fits wins: "had you bought before" is about earlier purchases, "why this score" is no score, and being
# satisfied with a delivery is no satisfaction with the show.
_WORDINGS = {
    "consent": "contact you|contactarl[eo]|contactarte|vous contacter|te contacter|contata|em contato|contacta lo",
    "barriers": r"""held you back|stopped you|prevent|kept you from|did not buy|didn t buy|\bfreno\b|impidi|barrera|
        no compr|retenu|empech|\bfreins?\b|pas achet|impediu|nao compr|fez hesitar""",
    "repeat": r"""(?:bought|purchased|ordered).*\b(?:before|previously)|first (?:time|purchase)|
        comprado antes|primera (?:vez|compra)|deja achete|premiere fois|premier achat|
        ja (?:tinha )?compr|primeira (?:vez|compra)""",
    "left": r"""(?:leave|left) (?:the |this |our )?(?:live|show|stream)|(?:salir|saliste|salio) del (?:directo|live)|
        (?:quitter|quitte) (?:le|ce|notre) live|sair (?:do|da) live""",
    "again": r"(?:watch|join|come to) another live|(?:vea|vuelva a ver|vendria a) otro directo|regard\w+ un autre live",
    "delivery": r"arrive as announced|llego su pedido como|arrivee? comme annonce",
    "arrived": r"order (?:from the live )?arrived|llegado (?:su|tu) pedido|commande (?:du live )?est elle arrivee",
    "kept": r"keep what you (?:ordered|bought)|quedado con lo que|garde ce que vous avez",
    "fulfilment": r"""satisf.*(?:delivery|shipping|\bentrega|\benvio|livraison)|
        (?:delivery|shipping|\bentrega|\benvio|livraison).*satisf""",
    "reason": r"reason|\bwhy\b|\brazon\b|\bmotivos?\b|\bpor que\b|\braisons?\b|\bpourquoi\b|\brazao\b|explain your",
    "answered": r"""question.*answered|answer.*your question|respondi.*pregunta|repondu.*question|pergunta.*respondid|
        respond(?:eram|ida).*pergunta""",
    "watched": "how long.*watch|cuanto tiempo|combien de temps|quanto tempo",
    "heard": r"""hear (?:of|about)|find out about|\bsupo de|entera\w+ de|\bconoci\w+|
        entendu parler|connu (?:ce|le|notre)|soube|conheceu""",
    "nps": r"\bnps\b|recommend|recomend|recomiend|recommand",
    "effort": r"\beffort|\besfuerzo|\besforco",
    "ces": r"\bces\b|\beas(?:y|ier|ily)\b|\bfacil|\bsencill|\bsimple d",
    "csat": r"\bcsat\b|satisf",
    "enjoyed": r"enjoy|disfrut|plaisir|\bgost(?:ei|ou)|\bgusto\b",
    "purchase": r"""did you (?:buy|purchase|order)|have you (?:bought|purchased)|\bpurchased?\b|\bcompro\b|compraste|
        ha comprado|hizo (?:alguna|una) compra|avez vous (?:achete|commande)|as tu achete|\bcomprou""",
    "keep": r"\bkeep\b|like(?:d)? (?:most|best)|mantener|conservar|que mas te gusto|garder|plu le plus|manter",
    "change": r"\bchange\b|improve|cambiar|mejorar|changer|ameliorer|melhorar|mudar",
}
_FITS = tuple((name, re.compile(re.sub(r"\n\s*", "", words))) for name, words in _WORDINGS.items())
_OVERALL = re.compile(r"overall|general|global|live|sesion|session|directo|en vivo|evento|event|ao vivo|show")
_ADDRESSES = re.compile(
    r"e_?mail|correo|courriel|(?:^|_)(?:phone|telefono|telephone|telemovel|telefone|celular|whatsapp|ip|ipaddr|ipaddress"
    r"|dni|nif|cpf|iban|birth|birthday|birthdate|nacimiento|naissance|nascimento|postal|postcode|zip|cep)(?:_|$)"
)
"""What asks for a person's data wherever it stands in a question."""
_LABELS = re.compile(
    r"(?:^|_)(?:name|firstname|lastname|nombre|nom|prenom|apellidos?|surname|nome|sobrenome|username|usuario|pseudo|tel"
    r"|movil|portable|instagram|tiktok|handle|address|direccion|adresse|endereco|street|calle|rue|city|town|ciudad|ville"
    r"|cidade|location|ubicacion|localisation|localizacao|latitude|longitude|user_id)(?:_|$)"
)
"""What names a person's data in a short header, and may be part of any long question ("Name one thing to keep")."""
_ASKS = re.compile(
    r"(?:your|su|tu|votre|ton|seu|sua|the first and last)(?:_\w{1,20}){0,3}?_(?:name|nombre|nom|prenom|apellidos?|nome"
    r"|address|direccion|adresse|endereco|city|ciudad|ville|cidade|instagram|tiktok|handle|username|usuario)(?:_|$)"
)
_CONTACT = re.compile(
    r"como_te_llamas|como_se_llama_usted|comment_(?:t_appelles|vous_appelez)|como_(?:te|se)_chama|what_s_your_name"
    r"|datos_de_contacto|contact_(?:details|information|info)|coordonnees|dados_de_contato|dados_de_contacto"
    r"|(?:direccion|domicilio)_de_(?:envio|entrega)|(?:shipping|delivery|postal|home)_address|adresse_de_livraison"
    r"|endereco_de_entrega|qual_e_o_seu_(?:nome|usuario|arroba|instagram)?$|seu_arroba"
    r"|how_(?:can|do|may|should)_we_(?:reach|contact)_you|(?:should|may|can)_we_call_you$|number_to_(?:call|reach)"
    r"|^who_are_you$|^quien_(?:eres|es_usted)$|^qui_(?:es_tu|etes_vous)$|^quem_e_(?:voce|s_tu)$"
    r"|a_que_numero_(?:te|le|podemos)|a_quel_numero|(?:em|para)_que_numero|comment_(?:vous|te)_joindre"
)
_LIVES = re.compile(
    r"where_(?:do_you_(?:currently_)?(?:live|reside)|are_you_(?:living|based))(?!_(?:stream|shop))|you_(?:live|reside)_(?:in|at)$"
    r"|(?:^|_)(?:donde|que_(?:ciudad|pueblo|barrio|calle|pais|provincia))_(?:vives?|vivis|viven|resides?)(?:_usted)?$"
    r"|(?:^ou|quelle_(?:ville|rue|region)|quel_(?:pays|quartier|departement))_(?:est_ce_que_)?(?:tu_|vous_)?"
    r"(?:habite[sz]?|vis|vivez|reside[sz]?)(?:_|$)|(?:tu_habites|vous_habitez)_(?:ou|dans_quelle)"
    r"|(?:^|_)(?:onde|que_(?:cidade|bairro|rua|pais|estado))_(?:e_que_)?(?:voce_|tu_)?(?:moras?|vives?|resides?)(?:_|$)"
    r"|(?:place|country|city|town)_of_residence|(?:lugar|ciudad|pais)_de_residencia|lieu_de_residence"
    r"|(?:local|cidade)_de_residencia|^(?:residence|residencia|domicilio|domicile|morada)$"
)
"""What asks where somebody lives; where somebody watches from is another question."""
"""What asks who somebody is, or where, in other words."""
_FIRST = re.compile(
    r"(?:(?:your|su|tu|votre|ton|seu|sua)_)?(?:full_)?(?:name|nombre|nom|prenom|nome|apellidos?|telefono|telephone|phone"
    r"|telefone|e_?mail|correo|courriel|direccion|address|adresse|endereco|instagram|usuario)(?:_|$)"
)
"""What a question begins with that wants a person's data, whatever reason it gives behind."""
_SHORT = 5
"""So many words make a label, more make a question."""
_NUMBERED = re.compile(r"^\W*(?:[qp]\s?)?\d{1,2}\s*[.):-]\s+", re.IGNORECASE)


class Question(NamedTuple):
    """One column: the id of its question (a slug where the wording is unknown), and what kind it is."""

    at: int
    id: str
    kind: str
    text: str


def is_personal(header: str) -> bool:
    """Tell a column that says who answered; such columns are never kept.

    A question that surveys usually ask may name a mail or a phone without asking for one.
    """
    name = plain(header)
    asks = _ASKS.search(name)
    if _CONTACT.search(name) or _LIVES.search(name) or (asks and asks.start() == 0):
        return True
    if _FIRST.match(name) and _ADDRESSES.search(name):
        return True
    if known_id(header) not in {None, "consent"}:
        return False
    if _ADDRESSES.search(name) or asks:
        return True
    return name.count("_") < _SHORT and _LABELS.search(name) is not None


def wording(header: str) -> str:
    """Fold a question's words for comparing, without its number: `3. ¿Qué tan fácil…?` is `que tan facil`."""
    return plain(_NUMBERED.sub("", header)).replace("_", " ")


_OWN_SET = "shopper"
_OWN_NAMES = {
    "held_back": "barriers", "exit_left": "left", "exit_again": "again", "after_arrived": "arrived",
    "after_announced": "delivery", "after_kept": "kept", "after_csat": "fulfilment",
}  # fmt: skip
_OWN_IDS = frozenset({name for name, _ in _FITS})
"""Names that the shipped shopper surveys' questions have in an XLSForm: `shopper_nps`, `shopper_after_kept`."""


def known_id(header: str) -> str | None:
    """Give the id of a question by its wording, or by the name it has in a form of REX; None where neither fits."""
    words = wording(header)
    own = words.partition(f"{_OWN_SET} ")[2].replace(" ", "_") if words.startswith(_OWN_SET) else ""
    if own in _OWN_NAMES or own in _OWN_IDS:
        return _OWN_NAMES.get(own, own)
    return next((name for name, pattern in _FITS if pattern.search(words)), None)


def questions_of(headers: list[tuple[int, str]], taken: set[str] | None = None) -> list[Question]:
    """Name every column's question once: of two columns with one id, the one about the show as a whole has it.

    `taken` are ids that other questions of the survey have already; the new ones are added.
    """
    taken = set() if taken is None else taken
    found = [(at, header, known_id(header)) for at, header in headers]
    owner: dict[str, int] = {}
    for at, header, name in found:
        if (
            name is not None
            and name not in taken
            and (name not in owner or (_is_overall(header) and not _is_overall(_at(headers, owner[name]))))
        ):
            owner[name] = at
    taken |= set(owner)
    questions = []
    numbers: dict[str, int] = {}
    for at, header, name in found:
        known = name if name is not None and owner.get(name) == at else None
        kind = SCALES.get(known or "", "single" if known in _SINGLE else "text")
        questions.append(Question(at, known or slug(header, taken, numbers), kind, header.strip()))
    return questions


def _is_overall(header: str) -> bool:
    return _OVERALL.search(wording(header)) is not None


def _at(headers: list[tuple[int, str]], place: int) -> str:
    return next(header for at, header in headers if at == place)


def slug(header: str, taken: set[str], numbers: dict[str, int] | None = None) -> str:
    """Make an id for a question that no wording knows; the same columns give the same ids.

    `numbers` remembers where to look on for a free one, since thousands of damaged columns can be called alike.
    """
    numbers = {} if numbers is None else numbers
    base = "_".join(wording(header).split())[:40].strip("_") or "question"
    number = numbers.get(base, 1)
    while (name := base if number == 1 else f"{base}_{number}") in taken:
        number += 1
    numbers[base] = number
    taken.add(name)
    return name
