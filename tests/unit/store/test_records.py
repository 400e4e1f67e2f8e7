from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from rex.errors import FileError
from rex.render.jsonfile import to_json
from rex.store.records import all_records, earlier_records, load
from rex.store.workspace import Folder, sessions_of
from tests.builders import START, measure, record, share

if TYPE_CHECKING:
    from pathlib import Path

    from rex.model.retrospective import Retrospective


def save(workspace: Path, made: Retrospective) -> Folder:
    folder = workspace / "sessions" / made.session.id
    folder.mkdir(parents=True)
    (folder / "retrospective.json").write_text(to_json(made), encoding="utf-8")
    return Folder(folder, workspace)


def test_a_record_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    made = record(measure("orders", 3, sums={"squares": 10**30}), share("conversion_rate", 1, 3))
    folder = save(tmp_path, made)
    assert load(folder.record) == made
    assert to_json(load(folder.record)) == folder.record.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "damaged"),
        ('{"schema": "rex.retro', "damaged"),
        ("[]", "has the schema"),
        ('{"schema": "rex.retrospective/2"}', "has the schema"),
        ('{"schema": "rex.retrospective/1"}', "changed by hand"),
    ],
)
def test_a_record_that_cannot_be_used_says_how_to_get_it_back(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "a-show" / "retrospective.json"
    file.parent.mkdir()
    file.write_text(text)
    with pytest.raises(FileError, match=says) as caught:
        load(file)
    assert "a-show/retrospective.json" in caught.value.what
    assert str(tmp_path) not in caught.value.what + caught.value.todo
    assert caught.value.todo


def test_a_whole_record_that_names_no_schema_may_be_anything(tmp_path: Path) -> None:
    folder = save(tmp_path, record(measure("orders", 3)))
    value = json.loads(folder.record.read_bytes())
    del value["schema"]
    folder.record.write_text(json.dumps(value), encoding="utf-8")
    with pytest.raises(FileError, match='has the schema "None"'):
        load(folder.record)


def test_no_record_yet_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="no record") as caught:
        load(tmp_path / "retrospective.json")
    assert "rex review" in caught.value.todo


@pytest.mark.parametrize(("key", "value"), [("duration_s", "NaN"), ("duration_s", '"long"'), ("surprise", "1")])
def test_a_hand_in_the_record_is_seen(tmp_path: Path, key: str, value: str) -> None:
    folder = save(tmp_path, record())
    text = json.dumps(json.loads(folder.record.read_text()) | {key: "HERE"}).replace('"HERE"', value)
    folder.record.write_text(text)
    with pytest.raises(FileError, match="changed by hand"):
        load(folder.record)


def test_records_are_read_oldest_first_and_the_unusable_one_is_named(tmp_path: Path) -> None:
    for day in (14, 0, 7):
        save(tmp_path, record(day=day))
    broken = save(tmp_path, record(day=21))
    broken.record.write_text("{")
    (tmp_path / "sessions" / "empty").mkdir()
    found, unusable = all_records(tmp_path)
    assert [made.session.title for made in found] == ["Show 0", "Show 7", "Show 14"]
    assert [entry.session for entry in unusable] == [broken.id]


def test_only_sessions_that_began_before_are_earlier(tmp_path: Path) -> None:
    folders = [save(tmp_path, record(day=day)) for day in (0, 7, 14)]
    beside = record(day=7)
    save(tmp_path, beside.model_copy(update={"session": beside.session.model_copy(update={"id": "another-channel"})}))
    earlier, _ = earlier_records(folders[1], beside.session.start)
    assert [made.session.title for made in earlier] == ["Show 0"]
    assert earlier_records(Folder(tmp_path, None), START) == ([], [])
    assert earlier_records(folders[1], None) == ([], [])
    assert len(sessions_of(tmp_path)) == 4
