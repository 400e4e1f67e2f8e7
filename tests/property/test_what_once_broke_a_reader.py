"""Files that damage found, each as small as it can be: what once ended in a traceback, a hang, or an impossible row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.importers.base import Importer
from rex.plugins.find import find
from tests.fixtures.exports import made
from tests.fixtures.trial import Trial

if TYPE_CHECKING:
    from pathlib import Path

FILES = made()
ROOM = find("rex.importers", Importer)
COLUMNS = b"column," * 20_000
DIGITS = b"9" * 5_000
ACCENTS = "\u0301".encode() * 40_000


def changed(name: str, old: bytes, new: bytes) -> bytes:
    """Put something else into a file, once; the old must be in it."""
    assert old in FILES[name], name
    return FILES[name].replace(old, new, 1)


BROKE = {
    "an amount of forty digits": ("shopify_orders", changed("shopify_orders", b"54.80", b"9" * 40)),
    "a price of forty digits": ("table_mapped", changed("table_mapped sales", b"24,90", b"9" * 40)),
    "a total of forty digits": ("magento_orders", changed("magento_orders", b"54.8000", b"9" * 40)),
    "a payment of forty digits": ("stripe_payments", changed("stripe_payments", b"54.80", b"9" * 40)),
    "a sale of forty digits": ("whatnot_orders", changed("whatnot_orders", b"12.00", b"9" * 40)),
    "an order of forty digits": ("tiktok_shop_orders", changed("tiktok_shop_orders", b"53.70", b"9" * 40)),
    "a length of thirty digits": (
        "twitch_downloader",
        changed("twitch_downloader", b'"lengthMilliseconds": 60000', b'"lengthMilliseconds": 1' + b"0" * 30),
    ),
    "half a letter for a currency": (
        "woocommerce_orders",
        changed("woocommerce_orders", b'"currency": "EUR"', b'"currency": "\\ud83d"'),
    ),
    "a number of 5,000 digits in JSON that is cut off": (
        "bambuser_chat",
        changed("bambuser_chat", b'"id": "m"', b'"id": ' + DIGITS)[:-9],
    ),
    "half a letter in a message's id": ("chat_downloader", changed("chat_downloader", b'"m1"', b'"\\ud83d"')),
    "a minute of 5,000 digits": ("viewer_curve", changed("viewer_curve", b"\n2,", b"\n2" + DIGITS + b",")),
    "5,000 digits in a question": ("survey_typeform", changed("survey_typeform", b"likely is it", DIGITS)),
    "spaces without end in a time": (
        "facebook_live_comments",
        changed("facebook_live_comments", b"T18:00:05", b"T18:00" + b" " * 50_000 + b":05"),
    ),
    "4,000 columns that are called alike": (
        "survey_qualtrics",
        changed("survey_qualtrics", b"StartDate", b"Start D1" + b",1" * 4_000),
    ),
    "20,000 columns, codes": ("survey_qualtrics", changed("survey_qualtrics", b"Q1,", COLUMNS + b"Q1,")),
    "20,000 columns, questions": (
        "survey_typeform",
        changed("survey_typeform", b"Response Type", COLUMNS + b"Response Type"),
    ),
    "20,000 columns, any table": ("table_mapped", changed("table_mapped", b"time,", COLUMNS + b"time,")),
    "20,000 columns, an Ontime rundown": ("ontime_rundown", changed("ontime_rundown", b"Cue,", COLUMNS + b"Cue,")),
    "a number for badges": ("chat_downloader", changed("chat_downloader", b'[{"title": "Moderator"}]', b"7")),
    "40,000 accents on one letter": ("cue_pins", changed("cue_pins", b"note", b"note" + ACCENTS)),
}


@pytest.mark.parametrize("what", BROKE)
def test_it_ends_in_rows_and_reasons_now(what: str, tmp_path: Path) -> None:
    importer, content = BROKE[what]
    trial = Trial(tmp_path / "x", hangs_s=2)
    trial(ROOM.plugins[importer], content)
    assert trial.slowest_s < 1
