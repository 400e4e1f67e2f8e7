"""Small ways to look at what was written."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from rex.text.speaker import Speaker

if TYPE_CHECKING:
    from rex.render.terminal.lines import Line

VOID = frozenset({"meta", "br", "img", "input", "link", "hr"})


def speaker(lang: str = "en") -> Speaker:
    """Give a speaker in the shop's own time zone."""
    return Speaker(lang, "Europe/Madrid")


def texts(lines: list[Line]) -> list[str]:
    """Give lines as a pipe gets them."""
    return ["".join(span.text for span in line) for line in lines]


class Reader(HTMLParser):
    """Reads a page strictly: every element closed in order, ids and words collected."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.styles: list[str] = []
        self.handlers: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.source: dict[str, str] = {}
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append((tag, found))
        self.ids += [found["id"] or ""] if "id" in found else []
        self.links += [found["href"] or ""] if "href" in found else []
        self.styles += [found["style"] or ""] if "style" in found else []
        self.handlers += [name for name in found if name.startswith("on")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open, f"</{tag}> closes nothing"
            assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in {"script", "style"}:
            self.source[self.open[-1]] = data
        elif data.strip():
            self.words.append(" ".join(data.split()))

    @property
    def policy(self) -> str:
        """Give the page's content security policy."""
        metas = (found for tag, found in self.tags if tag == "meta" and "http-equiv" in found)
        return next(found["content"] or "" for found in metas)


def digest(source: str) -> str:
    """Hash a style or script as a policy names it."""
    return "sha256-" + b64encode(sha256(source.encode()).digest()).decode()
