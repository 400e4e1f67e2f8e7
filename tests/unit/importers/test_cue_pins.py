from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Outcome, Reads

MINUTE = 60_000


def pinned(outcome: Outcome) -> list[tuple[str, float, float | None]]:
    """Give each pin's product, start and end in minutes, in the order of their starts."""
    cues = sorted(outcome.the("cues"), key=lambda cue: cue.src_row)
    return [
        (json.loads(cue.products)[0], cue.offset_ms / MINUTE, cue.until_ms and cue.until_ms / MINUTE) for cue in cues
    ]


def test_a_pin_lasts_until_its_product_is_taken_away(reads: Reads) -> None:
    outcome = reads(
        "time,product,sku,action,note\n"
        "19:02:00,Serum,SER-1,pin,first\n"
        "19:04:00,Mask,MAS-1,pin,\n"
        "19:05:30,Serum,SER-1,unpin,\n"
        "19:10:00,Mask,MAS-1,unpin,\n"
        "19:12:00,Kit,KIT-1,pin,\n"
    )
    assert pinned(outcome) == [("SER-1", 2, 5.5), ("MAS-1", 4, 10), ("KIT-1", 12, None)]  # nobody took the kit away
    assert outcome.counts == (5, 5, 0)
    first = next(cue for cue in outcome.the("cues") if cue.src_row == 1)
    assert (first.title, first.kind, first.planned, json.loads(first.extra)) == (
        "Serum", "product", False, {"note": "first"},
    )  # fmt: skip


def test_a_second_pin_ends_the_first_and_an_unpin_without_product_ends_all(reads: Reads) -> None:
    outcome = reads(
        "hora;producto;acción\n19:00;Sérum;fijar\n19:03;Sérum;fijar\n19:05;Kit;fijar\n19:08;;desfijar\n19:09;Kit;quitar\n"
    )
    assert pinned(outcome) == [("Sérum", 0, 3), ("Sérum", 3, 8), ("Kit", 5, 8)]
    assert outcome.source.reasons == {"other": 1}  # the kit was not pinned any more


def test_both_times_may_stand_in_one_row(reads: Reads) -> None:
    outcome = reads(
        "product_id,pinned_at,unpinned_at\n"
        "1733433942955754780,2026-11-20T18:02:00Z,2026-11-20T18:05:00Z\n"
        "1733433942955754781,2026-11-20T18:06:00Z,\n"
    )
    assert pinned(outcome) == [("1733433942955754780", 2, 5), ("1733433942955754781", 6, None)]


def test_what_is_no_pin_is_set_aside(reads: Reads) -> None:
    rows = "".join(f"19:{minute:02},P-{minute},pin\n" for minute in range(450))
    rows = "".join(f"0:{minute:02}:00,P-{minute},pin\n" for minute in range(60)) * 10
    outcome = reads(f"time,product,action\n{rows}soon,P-1,pin\n0:59:00,P-1,wave\n0:59:30,,pin\n")
    assert outcome.source.reasons == {"unreadable": 1, "other": 1, "blank": 1}


@pytest.mark.parametrize(
    "content", ["time,product,action\n19:00,Serum,add_to_cart\n", "time,product,status\n19:00,A,on\n"]
)
def test_other_logs_are_none(reads: Reads, content: str) -> None:
    with pytest.raises(AssertionError, match=r"Unknown|assert"):
        assert reads(content).source.importer == "cue_pins"
