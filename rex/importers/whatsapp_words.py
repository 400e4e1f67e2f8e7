"""What WhatsApp writes in a message's place: media left out, attached files, deleted and edited messages, polls."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_LEFT_OUT = re.compile(
    r"(?:[^\W\d_]{1,12} ){1,3}(?:omitted|omitid[oa]s?|omise?s?|absente?s?|retirée?s?|ocult(?:ad)?[oa]s?|omess[oaie]"
    r"|weggelassen|ausgeschlossen|ausgelassen)",
    re.IGNORECASE,
)
_ATTACHED = re.compile(
    r"\u200e?<(?:attached|adjunto|pièce jointe|anexado|anexo|Anhang|allegato) ?: ([^<>\n]{1,200})>", re.IGNORECASE
)
_ATTACHED_FIRST = re.compile(
    r"([^\n]{1,200}) \((?:file attached|archivo adjunto|fichier joint|arquivo anexado|Datei angehängt|file allegato)\)",
    re.IGNORECASE,
)
_EDITED = re.compile(
    r"(?: ?\u200e<[^<>\n]{5,60}>| ?<(?:This message was edited|Se editó este mensaje|Ce message a été modifié"
    r"|Mensagem editada|Diese Nachricht wurde bearbeitet)\.?>)$",
    re.IGNORECASE,
)
_DELETED: Final = frozenset({
    "this message was deleted", "you deleted this message", "se eliminó este mensaje", "eliminaste este mensaje",
    "este mensaje fue eliminado", "ce message a été supprimé", "vous avez supprimé ce message", "mensagem apagada",
    "essa mensagem foi apagada", "esta mensagem foi apagada", "você apagou esta mensagem", "você apagou essa mensagem",
    "diese nachricht wurde gelöscht", "du hast diese nachricht gelöscht", "questo messaggio è stato eliminato",
    "hai eliminato questo messaggio",
})  # fmt: skip
_POLL = re.compile(r"(?:POLL|ENCUESTA|SONDAGE|ENQUETE|UMFRAGE) ?:", re.IGNORECASE)
_MEDIA: Final = (
    ("sticker", re.compile(r"sticker|figurinha|STK-|\.webp", re.IGNORECASE)),
    ("gif", re.compile(r"\bgif\b", re.IGNORECASE)),
    ("video", re.compile(r"v[ií]d[eé]o|VID-|\.mp4|\.mov", re.IGNORECASE)),
    ("audio", re.compile(r"[aá]udio|PTT-|AUD-|\.opus|\.m4a|\.mp3", re.IGNORECASE)),
    ("photo", re.compile(r"ima?ge[mn]?\b|photo|foto|bild|IMG-|\.jpe?g|\.png", re.IGNORECASE)),
    ("contact", re.compile(r"conta[ck]t|\.vcf", re.IGNORECASE)),
    ("document", re.compile(r"docume|dokument|\.pdf|\.docx?|\.xlsx?", re.IGNORECASE)),
)
_LONGEST_NOTE = 60


class Content(NamedTuple):
    """What a message holds: its kind, the person's own words, which media came with it, whether it was deleted."""

    kind: str
    words: str
    media: str = ""
    deleted: bool = False


def content_of(text: str, *, marked: bool) -> Content | None:
    """Read a message's text; None for what WhatsApp itself tells of a group (it begins with a mark on iOS)."""
    words = _EDITED.sub("", text)
    note = words.strip("\u200e<> .")
    if len(note) <= _LONGEST_NOTE and note.casefold() in _DELETED:
        return Content("message", "", deleted=True)
    if (marked or words.startswith("<")) and len(note) <= _LONGEST_NOTE and _LEFT_OUT.fullmatch(note):
        return _with_media("", note)
    attached = _ATTACHED.search(words) or _ATTACHED_FIRST.match(words)
    if attached is not None:
        own = words[: attached.start()] + words[attached.end() :]
        return _with_media("" if own.isspace() else own, attached[1])
    if _POLL.match(words):
        return Content("poll", words)
    if marked and "https://" not in words:
        return None
    return Content("message", words)


def _with_media(words: str, named: str) -> Content:
    media = next((kind for kind, pattern in _MEDIA if pattern.search(named)), "media")
    return Content("sticker" if media == "sticker" else "message", words, media)
