from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.importers.export import ExportFile
from rex.importers.head import head_of
from rex.importers.twitch_vod_text import IMPORTER

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Reads

    from rex.text.pseudonym import Pseudonymiser

START = 1_795_197_600_000


@pytest.mark.parametrize(
    ("stamp", "offset_ms", "kind"),
    [
        ("2026-11-20 18:00:03 UTC", 3_000, "utc"),
        ("2026-11-20 18:00:03.250 UTC", 3_250, "utc"),
        ("0:00:30", 30_000, "offset"),
        ("12:05:09", 43_509_000, "offset"),
        ("26:05:09", 93_909_000, "offset"),
        ("00:00:30.108", 30_108, "offset"),
    ],
)
def test_each_dialect_of_time(reads: Reads, stamp: str, offset_ms: int, kind: str) -> None:
    outcome = reads(f"[{stamp}] Ana: hola: dos puntos\n")
    assert (outcome.source.importer, outcome.clock.kind) == ("twitch_vod_text", kind)
    (row,) = outcome.the("chat")
    assert (row.offset_ms, row.t_ms, row.text) == (offset_ms, START + offset_ms, "hola: dos puntos")


def test_a_byte_order_mark_and_windows_line_ends(reads: Reads, people: Pseudonymiser) -> None:
    outcome = reads("\ufeff[00:00:30.108] ana: hola\r\n\r\n[00:00:31.000] Bo: \r\n".encode())
    assert outcome.counts == (2, 2, 0)
    assert [(row.author, row.text) for row in outcome.the("chat")] == [
        (people.of("ana"), "hola"), (people.of("bo"), ""),
    ]  # fmt: skip


def test_what_somebody_does_has_no_colon(reads: Reads, people: Pseudonymiser) -> None:
    outcome = reads("".join(f"[0:00:0{n}] Ana: hola\n" for n in range(5)) + "[0:00:09] Bo waves at you\n")
    last = outcome.the("chat")[-1]
    assert (last.author, last.text) == (people.of("Bo"), "waves at you")


def test_a_line_without_a_time_goes_on_with_the_message_above(reads: Reads) -> None:
    outcome = reads("".join(f"[0:00:0{n}] Ana: hola\n" for n in range(9)) + "que tal\n\notra\n[0:00:10] Bo: si\n")
    assert outcome.counts == (10, 10, 0)
    assert outcome.the("chat")[8].text == "hola que tal otra"


def test_notices_and_bots(reads: Reads) -> None:
    outcome = reads(
        "[0:00:01] Nightbot: rules\n[0:00:02] Ana: Ana subscribed at Tier 1. hola\n"
        "[0:00:03] Bo: 40 raiders from Bo have joined!\n"
    )
    assert [(row.role, row.kind, row.text) for row in outcome.the("chat")] == [
        ("bot", "message", "rules"),
        ("viewer", "membership", "hola"),
        ("system", "raid", ""),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ana: hola\nBo: si\n",  # no times
        "[18:00:03]  ana: hola\n[18:00:04]  bo: si\n",  # Chatterino: two spaces
        "[2019-01-15 20:33:31] #maison ana: hola\n",  # justlog
        "[15/01/20, 18:00:03] Ana: hola\n",  # WhatsApp
        "[0:00:01] Ana Maria Perez said: hola\n[0:00:02] Bo de la Cruz said: si\n",  # names with spaces
        "[99]\n[0:00:01] Ana: hola\n",
        "",
    ],
)
def test_other_logs_are_not_claimed(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.txt"
    path.write_text(text)
    assert IMPORTER.recognise(head_of(ExportFile(path, "x.txt"))) is None


def test_an_impossible_time_costs_its_row(reads: Reads) -> None:
    outcome = reads("[2026-13-40 18:00:03 UTC] Ana: hola\n[2026-11-20 18:00:03 UTC] Bo: si\n")
    assert outcome.source.reasons == {"unreadable": 1}
    assert outcome.issues[0].line == 1
