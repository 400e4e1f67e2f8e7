"""Expressions as plain lists, for a reader in another language: the page of a form evaluates them in the browser.

A node is a list whose first item says what it is: `["is", value]` a literal, `["name", id]`, `["list", ...]`,
`["not", node]`, `["or"|"and"|"=="|"!="|"<"|">"|"<="|">="|"in", left, right]`. The grammar is that of
`rex.questionnaire.expression`, whose parser judges the text first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from rex.questionnaire.expression import TOKEN, WORDS, Token, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

Node: TypeAlias = "list[Any]"

COMPARING = ("==", "!=", "<=", ">=", "<", ">", "in")


def tree(text: str) -> Node:
    """Read an expression as plain lists; raises ExpressionError where `parse` does."""
    parse(text)
    return _Reader(list(_tokens(text))).joined("or")


def _tokens(text: str) -> Iterator[Token]:
    at = 0
    while text[at:].strip():
        match = TOKEN.match(text, at)
        assert match is not None  # noqa: S101 - parse has read the same text
        kind = match.lastgroup or ""
        yield Token(kind, match[kind], match.start(kind) + 1)
        at = match.end()


class _Reader:
    """Read what is known to be an expression: no mistake can come up any more."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens, self.at = tokens, 0

    def took(self, *texts: str) -> str:
        """Step over one of these words or signs; "" where another stands there."""
        token = self.tokens[self.at] if self.at < len(self.tokens) else Token("end", "", 0)
        if token.kind not in ("name", "sign") or token.text not in texts:
            return ""
        self.at += 1
        return token.text

    def joined(self, word: str) -> Node:
        """Read what `or` joins, and inside it what `and` joins."""
        left = self.joined("and") if word == "or" else self.negated()
        while self.took(word):
            left = [word, left, self.joined("and") if word == "or" else self.negated()]
        return left

    def negated(self) -> Node:
        turns = 0
        while self.took("not"):
            turns += 1
        node = self.compared()
        for _ in range(turns):
            node = ["not", node]
        return node

    def compared(self) -> Node:
        left = self.single()
        sign = self.took(*COMPARING)
        return [sign, left, self.single()] if sign else left

    def single(self) -> Node:
        if self.took("("):
            inner = self.joined("or")
            self.took(")")
            return inner
        if self.took("["):
            items: Node = []
            while not self.took("]"):
                self.took(",")
                items.append(self.single())
            return ["list", *items]
        token = self.tokens[self.at]
        self.at += 1
        if token.kind == "number":
            return ["is", float(token.text) if "." in token.text else int(token.text)]
        if token.kind == "text":
            return ["is", token.text[1:-1]]
        return ["is", WORDS[token.text]] if token.text in WORDS else ["name", token.text]
