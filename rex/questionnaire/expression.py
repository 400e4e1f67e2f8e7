"""The small language of `when` and `default`: names, literals, comparisons, and / or / not. Nothing else.

    when: goal or csm.goal
    when: csm.mood in ['cold', 'cool'] and not (depth == 'quick')

Total: every expression ends, and a comparison of things that cannot be compared is false. There are no
calls, no attributes, no arithmetic; a dot belongs to the name of a question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

Value: TypeAlias = "str | int | float | bool | list[Value] | dict[str, Value] | None"
Part: TypeAlias = "Callable[[Mapping[str, Value]], Value]"

TOKEN = re.compile(
    r"""\s*(?:
        (?P<number>-?\d+(?:\.\d+)?)
      | (?P<text>'[^']*'|"[^"]*")
      | (?P<name>[a-z_][a-z0-9_]*(?:\.[a-z0-9_]+)*)
      | (?P<sign>==|!=|<=|>=|[<>()\[\],])
    )""",
    re.VERBOSE,
)
WORDS = {"true": True, "false": False, "none": None}
DEEPEST = 20  # nested brackets; a person writes two, and a bound keeps the parser total
LONGEST = 500  # characters; also bounds how deep the functions lie inside one another


class ExpressionError(ValueError):
    """The text is no expression; `column` counts from 1 within it."""

    def __init__(self, what: str, column: int) -> None:
        """Keep the place apart, so that the file's own column can be told."""
        super().__init__(what)
        self.what, self.column = what, column


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of an expression and the column it begins at."""

    kind: str
    text: str
    column: int


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed expression: its text, the names it uses with their columns, and its value for given facts."""

    text: str
    names: tuple[tuple[str, int], ...]
    value: Part

    def holds(self, facts: Mapping[str, Value]) -> bool:
        """Tell whether it is true: not none, not false, not zero, not empty."""
        return bool(self.value(facts))


@lru_cache(maxsize=1024)  # a set's own few; every step of an interview asks for them again
def parse(text: str) -> Expression:
    """Read an expression; raises ExpressionError with the column where it stops making sense."""
    if len(text) > LONGEST:
        raise ExpressionError(f"longer than {LONGEST} characters", LONGEST)
    reader = _Reader(list(_tokens(text)), len(text) + 1)
    value = reader.either(0)
    reader.end()
    return Expression(text, tuple(reader.names), value)


def _tokens(text: str) -> Iterator[Token]:
    at = 0
    while text[at:].strip():
        match = TOKEN.match(text, at)
        if match is None:
            bad = at + len(text[at:]) - len(text[at:].lstrip())
            raise ExpressionError(f'"{text[bad]}" has no meaning here', bad + 1)
        kind = match.lastgroup or ""
        yield Token(kind, match[kind], match.start(kind) + 1)
        at = match.end()


class _Reader:
    """A reader one token ahead; each method reads one level of the grammar and gives a function of the facts."""

    def __init__(self, tokens: list[Token], end: int) -> None:
        self.tokens, self.at, self.last = tokens, 0, end
        self.names: list[tuple[str, int]] = []

    def peek(self) -> Token:
        return self.tokens[self.at] if self.at < len(self.tokens) else Token("end", "the end", self.last)

    def take(self, *texts: str) -> Token | None:
        token = self.peek()
        if token.kind in {"name", "sign"} and token.text in texts:
            self.at += 1
            return token
        return None

    def need(self, text: str) -> None:
        if self.take(text) is None:
            raise ExpressionError(f'"{text}" is missing', self.peek().column)

    def end(self) -> None:
        if self.peek().kind != "end":
            raise ExpressionError(f'"{self.peek().text}" was not expected', self.peek().column)

    def either(self, depth: int) -> Part:
        left = self.both(depth)
        while self.take("or"):
            left = _or(left, self.both(depth))
        return left

    def both(self, depth: int) -> Part:
        left = self.negated(depth)
        while self.take("and"):
            left = _and(left, self.negated(depth))
        return left

    def negated(self, depth: int) -> Part:
        turns = 0
        while self.take("not"):
            turns += 1
        inner = self.compared(depth)
        if turns == 0:
            return inner
        return lambda facts: bool(inner(facts)) is (turns % 2 == 0)

    def compared(self, depth: int) -> Part:
        left = self.single(depth)
        sign = self.take("==", "!=", "<=", ">=", "<", ">", "in")
        if sign is None:
            return left
        right, compare = self.single(depth), COMPARE[sign.text]
        return lambda facts: compare(left(facts), right(facts))

    def single(self, depth: int) -> Part:
        if depth > DEEPEST:
            raise ExpressionError("too many brackets inside one another", self.peek().column)
        if self.take("("):
            inner = self.either(depth + 1)
            self.need(")")
            return inner
        if self.take("["):
            return self.listed(depth + 1)
        return self.literal()

    def listed(self, depth: int) -> Part:
        items: list[Part] = []
        while not self.take("]"):
            if items:
                self.need(",")
            items.append(self.single(depth))
        # Lists hold single values: a list of lists of lists would grow beyond any memory in a few lines.
        return lambda facts: [_single(item(facts)) for item in items]

    def literal(self) -> Part:
        token = self.peek()
        if token.kind in {"end", "sign"} or token.text in {"and", "or", "not", "in"}:
            raise ExpressionError(f"a name or a value is missing before {token.text}", token.column)
        self.at += 1
        if token.kind == "number":
            return _constant(float(token.text) if "." in token.text else int(token.text))
        if token.kind == "text":
            return _constant(token.text[1:-1])
        if token.text in WORDS:
            return _constant(WORDS[token.text])
        self.names.append((token.text, token.column))
        return lambda facts: facts.get(token.text)


def _single(value: Value) -> Value:
    return None if isinstance(value, list) else value


def _constant(value: Value) -> Part:
    return lambda _facts: value


def _or(left: Part, right: Part) -> Part:
    return lambda facts: left(facts) or right(facts)


def _and(left: Part, right: Part) -> Part:
    return lambda facts: left(facts) and right(facts)


def _ordered(left: Value, right: Value) -> int | None:
    """Give -1, 0 or 1 for two numbers or two texts, None for anything else."""
    if isinstance(left, int | float) and isinstance(right, int | float):
        return (left > right) - (left < right)
    if isinstance(left, str) and isinstance(right, str):
        return (left > right) - (left < right)
    return None


def _inside(left: Value, right: Value) -> bool:
    if isinstance(right, list):
        return left in right
    return isinstance(left, str) and isinstance(right, str) and left in right


COMPARE: dict[str, Callable[[Value, Value], bool]] = {
    "==": lambda left, right: left == right,
    "!=": lambda left, right: left != right,
    "<": lambda left, right: _ordered(left, right) == -1,
    ">": lambda left, right: _ordered(left, right) == 1,
    "<=": lambda left, right: _ordered(left, right) in (-1, 0),
    ">=": lambda left, right: _ordered(left, right) in (0, 1),
    "in": _inside,
}
