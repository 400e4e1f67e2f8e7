"""What leads to a person online: mail addresses, handles, and links that carry a token or a profile."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINK = re.compile(
    r"(?<![\w@])(?:https?://|www\.|(?:wa|t|paypal|m)\.me/|(?:instagram|facebook|tiktok|linktr|snapchat|revolut|bizum)\.(?:com|ee|me)/)"
    r"[^\s<>\"'\0]*",
    re.IGNORECASE,
)
_PROFILE = re.compile(
    r"(?:^|//|\.)(?:wa\.me|t\.me|m\.me|paypal\.me|revolut\.me|linktr\.ee|instagram\.com|facebook\.com|fb\.com|tiktok\.com"
    r"|snapchat\.com|linkedin\.com|onlyfans\.com|x\.com|twitter\.com|chat\.whatsapp\.com|discord\.gg)/\w?",
    re.IGNORECASE,
)
_USER = re.compile(r"^https?://[^/\s]*@", re.IGNORECASE)
_QUERY = re.compile(r"[?&#;]([\w.-]+)=([^&#;]*)")
_UUID = re.compile(r"/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![\w-])", re.IGNORECASE)
_TOKEN_PART = re.compile(r"/([\w-]{16,})(?=[/?#]|$)")
_PERSONAL_NAME = re.compile(
    r"(?:token|session|sess|sid|auth|key|sig|signature|code|otp|jwt|secret|pass|pwd|password|hash|invite|uid|user|userid|user_id|cid"
    r"|customer|client|cliente|member|email|mail|correo|phone|tel|name|order|order_id|pedido|commande|tracking|account)\Z",
    re.IGNORECASE,
)
_LONG_VALUE = 12  # a shorter value with digits is a size, a page, a video

_MAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]+@(?:[\w-]{1,63}\.){1,5}[^\W\d_]{2,24}(?![\w@])")
_TOP = (
    r"(?:com|org|net|info|es|fr|pt|br|uk|mx|ar|co|cl|be|ch|de|it|eu|io|me|us|ca)\b"
    r"(?:(?:\.| (?:dot|punto|point|ponto) )(?:br|uk|mx|ar|co)\b)?"
)
_SPELLED_MAIL = re.compile(
    r"(?<![\w.+%-])(?:[\w+%-]{1,40} (?:dot|punto|point|ponto|underscore|gui[oó]n bajo|barra baja) ){0,2}"
    r"[\w.+%-]{1,64} ?"
    r"(?:"
    r"(?:[(\[] ?(?:at|arroba|arobase|@)[)\]]|\b(?:arroba|arobase)\b) ?[\w-]{1,63}"
    r" ?(?:\.|[(\[{] ?(?:dot|punto|point|ponto|\.) ?[)\]}]|\b(?:dot|punto|point|ponto)\b) ?"
    r"|(?<= )@ [\w-]{1,63}\."
    r"|(?<= )at (?![\d_-]+ )[\w-]{1,63} (?:dot|punto|point|ponto) "
    r")" + _TOP,
    re.IGNORECASE,
)
_PROVIDERS = (
    r"(?:gmail|hotmail|yahoo|outlook|icloud|live|msn|gmx|orange|free|laposte|wanadoo|uol|bol|terra|sapo|proton|protonmail"
    r"|example)\b"
)
_UNFINISHED_MAIL = re.compile(  # people leave out what they think everybody knows
    rf"(?<![\w.+%-])[\w.+%-]{{1,64}}(?:@{_PROVIDERS}(?: ?[.,] ?{_TOP})?| ?@ ?{_PROVIDERS} ?[.,] ?{_TOP})", re.IGNORECASE
)
_NO_MAILBOX = re.compile(
    r"(?:us|me|it|we|you|look|looking|meet|found|find|sold|sale|shop|store|back|stay|live|order|buy) at ", re.IGNORECASE
)
_HANDLE = re.compile(  # WhatsApp names whom it does not know by the phone
    r"(?<![\w@.])@(?:(?:[^\W\d]|_)(?:[\w.]|-(?=\w)){1,29}|\+?[0-9]{1,4}(?: ?[0-9]){7,12}(?!\w))"
)


def find_links(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield links with a login, a token, a person's id or a profile; a link to a product or a video stays."""
    for found in _LINK.finditer(text):
        link = found[0].rstrip(".,;:!?)]}»")
        if _is_personal(link):
            yield found.start(), found.start() + len(link), "link"


def hide_links(text: str, blank: str) -> str:
    """Put `blank` in the place of every letter of a link: its digits are no phone and no address."""
    return _LINK.sub(lambda found: blank * len(found[0]), text)


def _is_personal(link: str) -> bool:
    if _USER.match(link) or _PROFILE.search(link) or _UUID.search(link):
        return True
    for name, value in _QUERY.findall(link):
        if _PERSONAL_NAME.match(name) or "%40" in value or "@" in value:
            return True
        if not name.lower().startswith("utm_") and len(value) >= _LONG_VALUE and _mixed(value):
            return True
    return any(_mixed(part) and "-" not in part for part in _TOKEN_PART.findall(link))


def _mixed(word: str) -> bool:
    """Say whether letters and digits alternate as in a drawn token, not as in "red-dress-2026"."""
    turns = sum(1 for one, two in pairwise(word) if one.isdigit() != two.isdigit())
    return turns >= 4


def find_mails(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield mail addresses, written with @ or spelled ("ana arroba example punto com")."""
    seen = 0
    if "@" in text:
        for found in _MAIL.finditer(text):
            start = found.start() + len(found[0]) - len(found[0].lstrip("."))
            yield start, found.end(), "mail"
            seen = found.end()
        for found in _UNFINISHED_MAIL.finditer(text):
            if not found[0][0].isdigit():
                yield found.start(), found.end(), "mail"
    for found in _SPELLED_MAIL.finditer(text):
        if (found.start() >= seen or "@" not in found[0]) and not _NO_MAILBOX.match(found[0]):
            yield found.start(), found.end(), "mail"


def find_handles(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield @handles; "tod@s", "3@10" and "@ 19:00" are none."""
    if "@" in text:
        for found in _HANDLE.finditer(text):
            yield found.start(), found.start() + len(found[0].rstrip(".")), "@"
