"""A JSON text of any length, of which only the part that is being read is in memory."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST = 16 * 1024**2
"""No single value has more letters than this; a longer one is damaged."""
_CHUNK = 1 << 20
_LONGEST_NUMBER = 400
_CLOSING = frozenset('}]"')
_BEHIND = frozenset(",]} \t\r\n")
_BLANK = re.compile(r"[\s\ufeff]*")
_IN_STRING = re.compile(r'["\\]')
_OUTSIDE = re.compile(r'["\[\]{}]')
_decode = json.JSONDecoder(strict=False).raw_decode


class DamagedError(ValueError):
    """What stands here is no JSON, or it is cut off."""


class JsonText:
    """Reads values one after the other, or passes over them."""

    def __init__(self, read: Callable[[int], str], line: int) -> None:
        self._read, self._ended = read, False
        self._buffer, self._at = "", 0
        self._line, self._counted = line, 0
        self._kept: list[str] | None = None

    @property
    def line(self) -> int:
        """Give the number of the line that is being read."""
        if self._at > self._counted:
            self._line += self._buffer.count("\n", self._counted, self._at)
            self._counted = self._at
        return self._line

    def peek(self) -> str:
        """Give the next letter that is not white space; "" at the end."""
        while True:
            match = _BLANK.match(self._buffer, self._at)
            self._at = self._at if match is None else match.end()
            if self._at < len(self._buffer):
                return self._buffer[self._at]
            if not self._more():
                return ""

    def pass_one(self) -> None:
        """Pass over the letter that was peeked at."""
        self._at += 1

    def key(self) -> str:
        """Read the name of a member and its colon."""
        found = self.value() if self.peek() == '"' else None
        if not isinstance(found, str) or self.peek() != ":":
            raise DamagedError
        self.pass_one()
        return found

    def value(self) -> Any:
        """Read one value."""
        if not self.peek():
            raise DamagedError
        while True:
            try:
                found, end = _decode(self._buffer, self._at)
            except RecursionError as error:
                raise DamagedError from error
            except ValueError as error:
                if self._ended or len(self._buffer) - self._at > LONGEST:
                    raise DamagedError from error
            else:
                if self._is_whole(end):
                    self._at = end
                    return found
                if self._ended or end < len(self._buffer) - _LONGEST_NUMBER:
                    raise DamagedError
            self._more()

    def _is_whole(self, end: int) -> bool:
        """Tell whether a value ends at a place: a number may go on in the part that has not been read."""
        return self._buffer[end - 1] in _CLOSING or self._buffer[end : end + 1] in _BEHIND

    def pass_value(self, *, keep: bool) -> str:
        """Pass over one value without making anything of it; give it as it is written to `keep`."""
        if self.peek() not in {"{", "[", '"'}:
            return json.dumps(self.value())
        if keep:
            self._forget()
            self._kept = []
        self._to_the_end_of_the_value()
        kept, self._kept = [*(self._kept or ()), self._buffer[: self._at] if keep else ""], None
        return "".join(kept)

    def _to_the_end_of_the_value(self) -> None:
        depth, inside = 0, False
        while True:
            sign = self._next(_IN_STRING if inside else _OUTSIDE)
            if sign == "\\":
                self._next_letter()
            elif sign == '"':
                inside = not inside
            else:
                depth += 1 if sign in "[{" else -1
            if depth == 0 and not inside:
                return

    def _next(self, pattern: re.Pattern[str]) -> str:
        while (match := pattern.search(self._buffer, self._at)) is None:
            self._at = len(self._buffer)
            if not self._more():
                raise DamagedError
        self._at = match.end()
        return match[0]

    def _next_letter(self) -> None:
        if self._at >= len(self._buffer):
            self._more()
        self._at = min(self._at + 1, len(self._buffer))

    def left(self) -> str:
        """Take what is left, as far as a single piece may go."""
        kept, self._kept = self._kept or [], None
        while len(self._buffer) - self._at <= LONGEST and self._more():
            pass
        found, self._at = self._buffer[self._at :], len(self._buffer)
        return "".join([*kept, found])

    def _more(self) -> bool:
        """Read on, at least as much as there already is, and forget what has been passed."""
        if self._kept is not None:
            self._kept.append(self._buffer[: self._at])
        self._forget()
        chunk = self._read(max(_CHUNK, len(self._buffer)))
        self._buffer += chunk.replace("\x00", "")
        self._ended = not chunk
        return not self._ended

    def _forget(self) -> None:
        self._line = self.line
        self._buffer = self._buffer[self._at :]
        self._at = self._counted = 0
