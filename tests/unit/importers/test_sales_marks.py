from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.importers.clock import SourceClock
from rex.importers.export import ExportFile
from rex.importers.head import Head
from rex.importers.sales_marks import codes_of, customer_of, is_giveaway, tags_of, utm_in, utm_in_address
from rex.importers.sink import Nowhere, Sink

if TYPE_CHECKING:
    from pathlib import Path

    from rex.model.session import Session
    from rex.text.pseudonym import Pseudonymiser


@pytest.fixture
def sink(tmp_path: Path, show: Session, people: Pseudonymiser) -> Sink:
    export = ExportFile(tmp_path / "x", "x")
    return Sink(export, Head("text", "utf-8", "", 0, export), SourceClock(show), people, Nowhere())


def test_tags_are_the_shops_own_then_the_three_utm_values_in_their_order(sink: Sink) -> None:
    utm = {"utm_campaign": "autumn, glow", "utm_source": "live"}
    # A comma inside a value would make two tags of it.
    assert tags_of(sink, ["vip, autumn"], utm) == "vip, autumn, utm_source=live, utm_campaign=autumn glow"
    assert tags_of(sink, ["", " , "], {}) is None


def test_the_first_place_that_tells_a_utm_value_counts(sink: Sink) -> None:
    assert tags_of(sink, [], {"utm_source": "live"}, {"utm_source": "mail", "utm_medium": "social"}) == (
        "utm_source=live, utm_medium=social"
    )


@pytest.mark.parametrize("name", ["utm_source", "UTM Source", "utmSource", "_wc_order_attribution_utm_source"])
def test_utm_values_are_found_under_the_names_that_shops_use(name: str) -> None:
    assert utm_in([("gift for", "Ana"), (name, " live ")]) == {"utm_source": "live"}


def test_a_note_that_holds_the_landing_address_tells_them_too() -> None:
    notes = [
        ("landing", "https://shop.example.com/?utm_source=mail&utm_campaign=autumn%20glow"),
        ("utm_source", "live"),
    ]
    assert utm_in(notes) == {"utm_source": "live", "utm_campaign": "autumn glow"}


@pytest.mark.parametrize("address", ["", "/", "http://[broken", "?" + "a=1&" * 500, "utm_source=live", "?utm_a=" * 600])
def test_an_address_that_tells_nothing_gives_nothing(address: str) -> None:
    assert utm_in_address(address) == {}


def test_personal_data_in_tags_and_codes_is_taken_out(sink: Sink) -> None:
    assert tags_of(sink, ["for ana@example.com, vip"]) == "for [mail], vip"
    assert codes_of(sink, ["GLOW", "", "GLOW", "ana@example.com"]) == "GLOW, [mail]"
    assert codes_of(sink, [""]) is None


def test_a_customer_is_the_mail_else_the_phone_else_the_number(sink: Sink, people: Pseudonymiser) -> None:
    assert customer_of(sink, " Ana@example.com ", "1", "2") == people.of("ana@example.com")
    assert customer_of(sink, "", "+34 600 000 001", "2") == people.of("34600000001")
    assert customer_of(sink, "", "-", "2") == people.of("2")
    assert customer_of(sink, "", "", "") is None


def test_only_what_costs_nothing_and_says_so_was_given_away() -> None:
    assert is_giveaway(0, ["vip", "Sorteo"])
    assert not is_giveaway(0, ["vip"])
    assert not is_giveaway(100, ["giveaway"])
    assert not is_giveaway(None, ["giveaway"])
