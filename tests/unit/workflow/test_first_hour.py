"""What a person meets in the first hour with REX: statuses, clocks, lulls, names that are not there."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from rex.errors import UsageError
from rex.importers.order_status import names_status, status_of
from rex.importers.table_reading import expected
from rex.store.workspace import Folder
from rex.workflow.catalogue import page
from rex.workflow.coverage import _is_hole
from rex.workflow.imports import lost_clocks
from rex.workflow.mapping_choices import Choices, choices_of
from rex.workflow.mapping_export import proposed, tried
from rex.workflow.mapping_file_seen import FileSeen, see
from rex.workflow.runtime import Runtime

if TYPE_CHECKING:
    from pathlib import Path

RUNTIME = Runtime(datetime(2026, 11, 23, tzinfo=UTC), bytes)
SALES = (
    "Momento;Ref;Importe;Situacion;Nota\n"
    "2026-11-20 19:02:00;A1;12,50;Pagado;x\n"
    "2026-11-20 19:05:00;A2;20,00;Anulado;y\n"
    "2026-11-20 19:06:00;A3;8,00;Reembolsado;z\n"
)


def looked(folder: Path, text: str, settings: str = "client: A\ncurrency: EUR\n") -> FileSeen:
    (folder / "rex.yaml").write_text(settings)
    (folder / "v.csv").write_text(text)
    return see(folder / "v.csv", folder)


def sales() -> Choices:
    return Choices({"order_id": 1}, {"table": "sales"})


def test_a_column_of_known_words_is_the_status_and_its_cancelled_order_is_marked(tmp_path: Path) -> None:
    seen = looked(tmp_path, SALES)
    draft = proposed(seen, sales(), RUNTIME)
    assert draft.places["status"] == 3
    assert tried(seen, draft, sales(), RUNTIME).source.marked == {"cancelled": 1}


def test_two_columns_of_such_words_are_asked_and_none_is_not(tmp_path: Path) -> None:
    two = looked(tmp_path, SALES.replace(";x\n", ";paid\n").replace(";y\n", ";paid\n").replace(";z\n", ";paid\n"))
    assert [one.id for one in proposed(two, sales(), RUNTIME).open] == ["status"]
    none = looked(tmp_path, SALES.replace("Pagado", "uno").replace("Anulado", "dos").replace("Reembolsado", "tres"))
    assert proposed(none, sales(), RUNTIME).open == ()


@pytest.mark.parametrize(
    ("cell", "state"),
    [
        ("Cancelled", "cancelled"),
        ("annulé", "cancelled"),
        ("Cancelado", "cancelled"),
        ("anulado", "cancelled"),
        ("Remboursé", "refunded"),
        ("devolvido", "refunded"),
        ("Pago", "paid"),
        ("payé", "paid"),
        ("recusado", "failed"),
        ("NO PAGADO", "pending"),
        ("não pago", "pending"),
        ("non payée", "pending"),
        ("Not paid", "pending"),
    ],
)
def test_states_are_known_in_four_languages(cell: str, state: str) -> None:
    assert status_of(cell) == state
    assert names_status(cell)


def test_where_parcels_are_is_asked_and_not_taken_for_payments(tmp_path: Path) -> None:
    sent = looked(tmp_path, SALES.replace("Pagado", "Enviado").replace("Anulado", "Pendiente"))
    assert [one.id for one in proposed(sent, sales(), RUNTIME).open] == ["status"]


def test_a_sentence_with_such_a_word_is_no_status() -> None:
    assert not names_status("I paid for it yesterday and nothing came")


def test_what_is_missing_is_named_at_once(tmp_path: Path) -> None:
    seen = looked(tmp_path, "Cuando;Ref;Dinero\nx;A1;12,50\ny;A2;20,00\n", "client: A\n")
    choices = Choices({"total": 2, "order_id": 1}, {"table": "sales"})
    assert [one.id for one in proposed(seen, choices, RUNTIME).missing] == ["time", "currency"]


def test_a_wrong_decimal_sign_is_refused_with_the_right_ones() -> None:
    with pytest.raises(UsageError) as error:
        choices_of({"decimal": "x"}, ["a"], "sales")
    assert error.value.todo == 'There are: "," or ".".'


def test_a_clock_of_no_file_is_doubted_at_its_line_with_the_nearest_name(tmp_path: Path) -> None:
    (tmp_path / "rex.yaml").write_text("client: A\ntimezone: Europe/Madrid\n")
    path = tmp_path / "sessions" / "2026-11-20-a"
    path.mkdir(parents=True)
    (path / "session.yaml").write_text("title: A\nclocks:\n  caht.csv: {skew_s: 5}\n  b.csv: {skew_s: 1}\n")
    folder = Folder(path, tmp_path)
    (issue,) = lost_clocks(folder, folder.session(), ["chat.csv", "b.csv"])
    assert (issue.file, issue.line) == ("session.yaml", 3)
    assert issue.problem.values["near"] == "chat.csv"


def test_a_lull_of_a_sparse_chat_is_no_hole_and_a_silence_of_a_dense_one_is() -> None:
    # 20 messages in an hour: 20 * exp(-20 * 600 / 3600) = 0.71 lulls of ten minutes by chance
    assert not _is_hole(600, 120, 20, 3600)
    # 600 messages: 600 * exp(-600 * 300 / 3600) = 600 * exp(-50): none
    assert _is_hole(300, 120, 600, 3600)
    assert not _is_hole(100, 120, 600, 3600), "shorter than the table's own silence"


@pytest.mark.parametrize("name", ["map", "clocks"])
def test_what_people_look_up_has_a_page(tmp_path: Path, name: str) -> None:
    assert page(name, tmp_path) is not None


def test_what_a_cell_should_have_been_is_said_in_words() -> None:
    assert [expected(field).text for field in ("time", "total", "qty")] == ["a time", "an amount of money", "a number"]
