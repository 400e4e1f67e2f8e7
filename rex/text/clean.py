"""Viewers' words made harmless, once, at import: no control codes, nothing invisible, one line, one spelling.

What is removed: terminal sequences (colours, titles, links), C0 and C1 controls, direction overrides and
isolates, zero-width and filler characters, byte order marks, half surrogates, stacks of accents. A zero-width
joiner stays between two emoji, the tags of a region's flag stay in that flag. Every step is linear in the text.
"""

from __future__ import annotations

import re
import unicodedata

from rex.text.letters import cut

LONGEST = 2000
_STACK = 4  # accents on one letter; Vietnamese needs two, the rest climbs out of the line

# A sequence that never ends is cut at the next escape or C1 byte, so that no two searches cover the same text.
_TERMINAL = re.compile(
    r"(?:\x1b[\]PX^_]|[\x90\x98\x9d\x9e\x9f])[^\x07\x1b\x80-\x9f]*(?:\x07|\x1b\\|\x9c)?"  # titles, links, strings
    r"|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"  # colours and movements
    r"|\x1b[ -/]*[0-~]?"  # two-letter escapes
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]+")  # the rest of C0 and C1 counts as white space
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\u2800\u3164\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0001\U000e0100-\U000e01ef]+"
)
_PRINTABLE_YET_HIDDEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u2800\u3164\uffa0\U000e0100-\U000e01ef]"
    "|[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{5}"
)
_STACKED = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4})"
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
_EMOJI = "\u00a9\u00ae\u203c-\u2049\u2122-\u21ff\u2300-\u27bf\u2900-\u2bff\u3030-\u3299\ufe0f\U0001f000-\U0001faff"
_LOOSE_JOINER = re.compile(f"(?<![{_EMOJI}])\u200d|\u200d(?![{_EMOJI}])")
_TAG = re.compile("(\U0001f3f4[\U000e0020-\U000e007e]{1,8}\U000e007f)|[\U000e0020-\U000e007f]")


def clean(text: str, longest: int = LONGEST) -> str:
    """Give a viewer's text without anything that is not to be read, on one line, in NFC, at most `longest` characters.

    White space of any kind becomes one space. A text that was too long ends in "…", cut between two letters.
    Cleaning twice gives the same text. An empty text, or one of invisible characters alone, gives "".
    """
    if text.isprintable():  # C speed, and true of nearly every chat message: no control, no joiner, no odd space
        if not text.isascii():
            if _PRINTABLE_YET_HIDDEN.search(text):
                text = _scrub(text, longest)
            elif not unicodedata.is_normalized("NFC", text):
                text = unicodedata.normalize("NFC", text)
    else:
        text = _scrub(text, longest)
    if "  " in text or text[:1].isspace() or text[-1:].isspace():
        text = " ".join(text.split())
    return text if len(text) <= longest else cut(text, longest)


def _scrub(text: str, longest: int) -> str:
    """Take out, in this order, what could hide or join what the next step looks for."""
    if any("\ud800" <= char <= "\udfff" for char in text):
        # Two halves that belong together become their letter again; a half alone goes.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    text = _TERMINAL.sub("", text)
    text = _CONTROL.sub("", text)
    text = _INVISIBLE.sub("", text)
    text = _STACKED.sub(r"\1", text)
    text = " ".join(text.split())[: 4 * longest]  # NFC's ordering of accents is quadratic in the worst case
    text = _TAG.sub(lambda found: found[1] or "", text)
    text = _LOOSE_JOINER.sub("", text)
    return unicodedata.normalize("NFC", text)
