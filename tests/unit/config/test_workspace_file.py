from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.config.workspace import DEFAULT_HEADLINES, read_workspace
from rex.errors import Exit, FileError

if TYPE_CHECKING:
    from pathlib import Path


def test_no_file_gives_the_defaults(tmp_path: Path) -> None:
    found = read_workspace(tmp_path / "rex.yaml")
    assert (found.language, found.headline, found.settles_after_days) == ("en", DEFAULT_HEADLINES, 14)


def test_a_workspace_is_read(tmp_path: Path) -> None:
    file = tmp_path / "rex.yaml"
    file.write_text(
        "client: Maison Verbena\nlanguage: fr\ntimezone: Europe/Paris\nheadline: [nps]\n"
        "gates: [{kpi: nps, at_least: 20, level: error}]\nsuppress: [{check: B01, reason: agreed in May}]\n"
        "brand: {name: Verbena, colours: ['#112233']}\nplugins: [own]\n"
    )
    found = read_workspace(file)
    assert (found.client, found.headline, found.gates[0].at_least, found.plugins) == (
        "Maison Verbena",
        ("nps",),
        20,
        ("own",),
    )


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("client: A\nlanguage: de\n", 2, '"language"'),
        ("client: A\ncurency: EUR\n", 2, 'Did you mean "currency"?'),
        ("headline: [a, b, c, d, e, f]\n", 1, '"headline"'),
        ("timezone: Madrid\n", 1, "no time zone"),
        ("suppress: [{check: B01}]\n", 1, "this is needed"),
        ("suppress: [{check: B01, reason: ''}]\n", 1, "reason"),
        ("settles_after_days: 1000\n", 1, "settles_after_days"),
        ("gates: [{kpi: nps, at_last: 5}]\n", 1, 'Did you mean "at_least"?'),
    ],
)
def test_a_mistake_names_its_line(tmp_path: Path, text: str, line: int, says: str) -> None:
    file = tmp_path / "rex.yaml"
    file.write_text(text)
    with pytest.raises(FileError) as caught:
        read_workspace(file)
    assert says in caught.value.what
    assert caught.value.place is not None
    assert caught.value.place.line == line
    assert caught.value.exit_code == Exit.FILES
