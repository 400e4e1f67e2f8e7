"""REX speaks to no machine: with every socket forbidden it does all its work."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

from tests.e2e.driving import rex
from tests.fixtures.workspace import make

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def no_sockets(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: Any, **__: Any) -> NoReturn:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refused)
    monkeypatch.setattr(socket, "create_connection", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)


@pytest.mark.usefixtures("no_sockets")
def test_a_review_and_everything_that_reads_it_open_no_socket(tmp_path: Path) -> None:
    make(tmp_path, 2)
    rex("review", "--all", cwd=tmp_path).ended(0)
    for words in (
        ("inspect", "last"),
        ("kpis", "last"),
        ("moments", "last"),
        ("check", "last"),
        ("render", "last", "--format", "html,md,json,text"),
        ("diff", "last-1", "last"),
        ("report", "--month", "2026-11"),
        ("doctor",),
        ("actions",),
    ):
        rex(*words, cwd=tmp_path).ended(0)


@pytest.mark.usefixtures("no_sockets")
def test_the_guard_of_these_tests_works() -> None:
    with pytest.raises(AssertionError):
        socket.create_connection(("example.com", 80))
