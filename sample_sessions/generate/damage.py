"""Break a session's files on purpose, as real folders are broken: each damage is named in the truths."""

from __future__ import annotations

from sample_sessions.generate.dice import Dice


def binary_junk(seed: int) -> bytes:
    """Give bytes that are no table, for a file called .csv."""
    dice = Dice(seed, "junk")
    return b"\x89PK\x00\x1a" + bytes(dice.whole(0, 255) for _ in range(700))


def cut_last_line(data: bytes) -> bytes:
    """Stop in the middle of the last JSON line, as a download that broke off."""
    lines = data.rstrip(b"\n").split(b"\n")
    last = lines[-1]
    return b"\n".join(lines[:-1]) + b"\n" + last[: len(last) * 3 // 5]


def break_orders(data: bytes) -> bytes:
    """Spoil three orders rows: an impossible date, a price in words, a row that stops early."""
    lines = data.decode("utf-8").split("\n")
    # the first row of an order: it has the total, in the twelfth cell
    places = [n for n, line in enumerate(lines) if n > 5 and line.count(",") == 78 and line.split(",")[11]]
    first, second, third = places[3], places[10], places[17]
    cells = lines[first].split(",")
    cells[15] = "2026-13-45 99:99:99"
    lines[first] = ",".join(cells)
    cells = lines[second].split(",")
    cells[18] = "doce euros"
    lines[second] = ",".join(cells)
    lines[third] = ",".join(lines[third].split(",")[:9])
    return "\n".join(lines).encode("utf-8")
