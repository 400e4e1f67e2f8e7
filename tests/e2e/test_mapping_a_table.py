"""A table that nobody has seen: `rex map` once, by options or at a terminal, and nothing at all the second time."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.e2e.driving import rex
from tests.e2e.sitting import Sitting
from tests.fixtures.workspace import make

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

# Spanish headers that REX does not know, semicolons, decimal commas; the 5th of November fits mm/dd too.
ORDERS = (
    "Tique;Cuándo fue;Qué se llevó;Uds;Cobrado;Teléfono\n"
    "T-1;05/11/2026 19:05;Crema de día;2;1.234,50;600 000 001\n"
    "T-2;05/11/2026 19:15;Aceite;1;12,00;600 000 002\n"
    "T-3;05/11/2026 19:20;Sérum;1;7,95;600 000 003\n"
)
NEXT_WEEK = (
    "Tique;Cuándo fue;Qué se llevó;Uds;Cobrado;Teléfono\n"
    "T-9;12/11/2026 19:02;Crema de día;1;617,25;600 000 004\n"
    "T-10;12/11/2026 19:31;Aceite;3;36,00;600 000 005\n"
)
SAID = ("table=sales", "order_id=Tique", "product=Qué se llevó")


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A workspace with two sessions, and in each the shop's own list of orders; gives the older one's list."""
    older, newer = make(tmp_path, 2, exports=False)
    for session, day, content in ((older, "2026-11-05", ORDERS), (newer, "2026-11-12", NEXT_WEEK)):
        yaml = session / "session.yaml"
        said = [line for line in yaml.read_text(encoding="utf-8").splitlines() if not line.startswith(("start", "end"))]
        said += [f"start: {day}T19:00:00+01:00", f"end: {day}T19:40:00+01:00"]
        yaml.write_text("\n".join(said) + "\n", encoding="utf-8")
        (session / "exports").mkdir()
        (session / "exports" / "tiques.csv").write_bytes(content.encode("cp1252"))
    return older / "exports" / "tiques.csv"


def sold(session: Path, root: Path) -> list[tuple[str, int, int]]:
    """Give order, offset from the start in ms and total in cents of each line, as the facts have them."""
    out = rex("export", session, "--table", "sales", "--format", "jsonl", cwd=root).ended(0).out
    import json

    rows = [json.loads(line) for line in out.splitlines()]
    return [(row["order_id"], row["offset_ms"], row["order_total_minor"]) for row in rows]


def test_by_options_once_and_then_never_again(shop: Path, tmp_path: Path) -> None:
    older, newer = sorted((tmp_path / "sessions").iterdir())
    before = rex("inspect", newer, "--json", cwd=tmp_path).json
    assert [item["file"] for item in before["unrecognised"]] == ["tiques.csv"]

    asked = rex("map", shop, cwd=tmp_path).ended(3)
    assert "table  What does this table hold?" in asked.err
    assert not (tmp_path / "mappings").exists()

    made = rex("map", shop, *(word for pair in SAID for word in ("--set", pair)), cwd=tmp_path).ended(0)
    assert "Decimals stand behind a comma (3 of 3 amounts decide)." in made.out
    assert "as day/month/year they lie nearest to the session" in " ".join(made.out.split())
    assert "1,234.50 EUR" in made.out
    assert made.out.splitlines()[-1] == "mappings/tiques.yaml"

    # 19:05, 19:15 and 19:20 on a show that began at 19:00; next week's list needs no word.
    assert sold(older, tmp_path) == [("T-1", 300_000, 123_450), ("T-2", 900_000, 1_200), ("T-3", 1_200_000, 795)]
    assert sold(newer, tmp_path) == [("T-9", 120_000, 61_725), ("T-10", 1_860_000, 3_600)]
    after = rex("inspect", newer, "--json", cwd=tmp_path).json
    assert [(one["importer"], one["rows_kept"]) for one in after["sources"]] == [("tiques", 2)]
    assert after["unrecognised"] == []
    again = rex("map", newer / "exports" / "tiques.csv", cwd=tmp_path).ended(0)
    assert "mappings/tiques.yaml reads this already" in again.err
    assert "600 000" not in made.out + again.out, "a phone is in no field and is not shown"


def test_a_look_saves_nothing_and_json_says_all(shop: Path, tmp_path: Path) -> None:
    words = [word for pair in SAID for word in ("--set", pair)]
    shown = rex("map", shop, *words, "--show", "--json", cwd=tmp_path).ended(0).json
    assert not (tmp_path / "mappings").exists()
    assert (shown["mapping"], shown["table"], shown["rows_read"], shown["rows_kept"]) == (None, "sales", 3, 3)
    assert shown["shape"] == {
        "encoding": "Windows-1252",
        "delimiter": ";",
        "sheet": None,
        "header_line": 1,
        "decimal": {"sign": ",", "telling": 3, "of": 3},
        "dates": {"order": "dmy", "telling": 0, "of": 3, "by": "session"},
    }
    cells = {cell["field"]: cell["read"] for cell in shown["rows"][0]["cells"]}
    assert cells["total"] == {"value": 123_450, "unit": "EUR"}
    assert cells["time"] == "2026-11-05 19:05:00+01:00, 00:05:00 from the start"
    assert shown["not_mapped"] == ["Teléfono"]
    lacking = rex("map", shop, "--json", cwd=tmp_path).ended(3).json
    assert [one["id"] for one in lacking["missing"]] == ["table"]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("tiem=Cuándo fue", '"time"'),
        ("total=Cobradp", '"Cobrado"'),
        ("table=sale", '"sales"'),
        ("clock=ofset", '"offset"'),
        ("currency=Eurs", "Eurs"),
        ("timezone=Europe/Madird", "Europe/Madird"),
        ("total", "--set time=Fecha"),
        ("header_line=99", "99"),
        ("name=¿?", "plain letters"),
    ],
)
def test_a_misspelt_word_gets_the_nearest_right_one(said: str, told: str, shop: Path, tmp_path: Path) -> None:
    ended = rex("map", shop, "--set", said, cwd=tmp_path).ended(2)
    assert told in ended.err, ended.told
    assert not (tmp_path / "mappings").exists()


def test_a_mapping_by_which_nothing_can_be_read_is_not_saved(shop: Path, tmp_path: Path) -> None:
    words = ("--set", "table=sales", "--set", "time=Qué se llevó")
    ended = rex("map", shop, *words, cwd=tmp_path).ended(3)
    assert "No row can be read like this" in ended.err
    assert not (tmp_path / "mappings").exists()


def test_a_name_that_is_taken_is_written_over_only_when_told(shop: Path, tmp_path: Path) -> None:
    words = [word for pair in (*SAID, "name=shop") for word in ("--set", pair)]
    rex("map", shop, *words, cwd=tmp_path).ended(0)
    before = (tmp_path / "mappings/shop.yaml").read_text(encoding="utf-8")
    assert "there already" in rex("map", shop, *words, "--set", "title=Shop", cwd=tmp_path).ended(3).err
    assert (tmp_path / "mappings/shop.yaml").read_text(encoding="utf-8") == before
    rex("map", shop, *words, "--set", "title=The shop", "--replace", cwd=tmp_path).ended(0)
    assert "title: The shop" in (tmp_path / "mappings/shop.yaml").read_text(encoding="utf-8")


def test_a_plain_folder_keeps_its_own_mappings(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "tiques.csv").write_text(ORDERS, encoding="utf-8")
    asked = rex("map", "files/tiques.csv", *("--set", "table=sales"), cwd=tmp_path).ended(3)
    assert "dates  Which comes first" in asked.err, "no session says when: it has to be asked"
    assert "currency  In which currency" in asked.err
    more = ("--set", "table=sales", "--set", "dates=dmy", "--set", "currency=EUR")
    rex("map", "files/tiques.csv", *more, cwd=tmp_path).ended(0)
    assert (folder / "mappings/tiques.yaml").is_file()
    seen = rex("inspect", "files", "--json", cwd=tmp_path).json
    assert [one["importer"] for one in seen["sources"]] == ["tiques"]


@pytest.fixture
def sit(tmp_path: Path) -> Iterator[Callable[..., Sitting]]:
    opened: list[Sitting] = []

    def begin(*words: object) -> Sitting:
        opened.append(Sitting(*words, cwd=tmp_path, log=tmp_path / "opened.log"))
        return opened[-1]

    yield begin
    for one in opened:
        one.child.close(force=True)


terminal = [
    pytest.mark.skipif(os.name != "posix", reason="a pseudo-terminal is needed"),
    pytest.mark.flaky(reruns=2),  # a loaded machine may lag behind the keys; a real fault fails thrice
]


@pytest.mark.parametrize(
    "flags", [pytest.param((), marks=terminal), pytest.param(("--plain",), marks=terminal)], ids=["drawn", "plain"]
)
def test_at_a_terminal_only_what_is_open_is_asked(
    flags: tuple[str, ...], shop: Path, tmp_path: Path, sit: Callable[..., Sitting]
) -> None:
    enter = "\r"
    seat = sit("map", shop, *flags)
    seat.wait("What does this table hold?")
    seat.wait("stop, save nothing")
    seat.press("1" + (enter if flags else ""))  # amounts and times: orders are offered first
    seat.wait("Which column tells one order from the next?")
    seat.wait("Tique")
    seat.wait("T-1 · T-2")
    seat.press("1" + (enter if flags else ""))
    seat.wait("save as mappings/tiques.yaml")
    assert "1,234.50 EUR" in seat.told
    assert "Which column tells when?" not in seat.told
    seat.press(enter)
    assert seat.end() == 0, seat.told[-2000:]
    assert sold(shop.parent.parent, tmp_path)[0] == ("T-1", 300_000, 123_450)
    again = sit("map", shop, *flags)
    assert again.end() == 0
    assert "reads this already" in again.told
    assert "What does this table hold?" not in again.told


@pytest.mark.parametrize("key", [pytest.param("q", marks=terminal), pytest.param("\x03", marks=terminal)])
def test_stopping_at_a_terminal_saves_nothing(
    key: str, shop: Path, tmp_path: Path, sit: Callable[..., Sitting]
) -> None:
    seat = sit("map", shop)
    seat.wait("What does this table hold?")
    seat.wait("stop, save nothing")
    seat.press(key)
    assert seat.end() == 130
    assert "Nothing was written" in seat.told
    assert not (tmp_path / "mappings").exists()


def test_a_file_that_an_importer_knows_needs_no_mapping(tmp_path: Path) -> None:
    (tmp_path / "curve.csv").write_text("minute,viewers\n0,120\n1,130\n2,140\n", encoding="utf-8")
    known = rex("map", "curve.csv", cwd=tmp_path).ended(0)
    assert "REX reads this already: Viewer curve" in " ".join(known.err.split())
    assert "viewers.value" in known.out
    shown = rex("map", "curve.csv", "--json", cwd=tmp_path).ended(0).json
    assert (shown["importer"], shown["mapping"], shown["saved"], len(shown["rows"])) == ("viewer_curve", None, False, 3)
    assert not (tmp_path / "mappings").exists()
    words = ("--set", "table=viewers", "--set", "clock=minutes", "--set", "name=mine")
    assert rex("map", "curve.csv", *words, cwd=tmp_path).ended(0).out.splitlines()[-1] == "mappings/mine.yaml"
    assert rex("map", "curve.csv", "--json", cwd=tmp_path).ended(0).json["mapping"] == "mappings/mine.yaml"
