from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import Reads

    from rex.text.pseudonym import Pseudonymiser


def test_who_is_replied_to_is_a_pseudonym(reads: Reads, people: Pseudonymiser) -> None:
    first, second = reads(
        "time,author,message,reply_to\n2026-11-20 19:05:00,bo,hi there,Zeb Invented\n2026-11-20 19:06:00,ana,hello,\n"
    ).the("chat")
    assert (first.reply_to, second.reply_to) == (people.of("Zeb Invented"), None)
