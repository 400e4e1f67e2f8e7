from __future__ import annotations

from importlib.metadata import EntryPoint
from typing import TYPE_CHECKING

import pytest

from rex.metrics.base import Metric
from rex.plugins import find as finding
from rex.plugins.find import find

if TYPE_CHECKING:
    from pathlib import Path

OWN = '''
from __future__ import annotations
from dataclasses import dataclass
from rex.metrics.base import Estimated, Setting, Sum, Sums, counted, metric

@dataclass
class Helper:
    n: int | None = None

@metric(
    id="{id}", title="{title}", group="other", unit="count", better="neither",
    needs=("chat",), definition=1, source="own",
)
class Own:
    """A count."""

    sums = {{"n": Sum("chat", "count(*)")}}

    def estimate(self, s: Sums, _: Setting) -> Estimated:
        return counted(Helper(s.n).n or 0)
'''


def test_what_ships_is_found_by_being_there_in_the_order_of_ids() -> None:
    room = find("rex.metrics", Metric)
    assert room.broken == ()
    assert list(room.plugins) == sorted(room.plugins)
    assert all(kpi == plugin.id for kpi, plugin in room.plugins.items())
    assert "conversion_rate" in room.plugins


def test_a_file_in_a_workspace_s_folder_is_a_plug_in(tmp_path: Path) -> None:
    (tmp_path / "hearts.py").write_text(OWN.format(id="hearts", title="Hearts"))
    found = find("rex.metrics", Metric, folders=[tmp_path]).plugins
    assert found["hearts"].title == "Hearts"
    assert "hearts" not in find("rex.metrics", Metric).plugins


def test_a_workspace_overrides_what_ships(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text(OWN.format(id="orders", title="Our orders"))
    assert find("rex.metrics", Metric, folders=[tmp_path]).plugins["orders"].title == "Our orders"


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("def (", "SyntaxError"),
        ("1 / 0", "ZeroDivisionError"),
        ("import no_such_package_anywhere", "ModuleNotFoundError"),
    ],
)
def test_a_broken_one_is_named_and_the_rest_goes_on(tmp_path: Path, code: str, kind: str) -> None:
    (tmp_path / "broken.py").write_text(code)
    (tmp_path / "hearts.py").write_text(OWN.format(id="hearts", title="Hearts"))
    room = find("rex.metrics", Metric, folders=[tmp_path])
    assert [item.name for item in room.broken] == ["broken.py"]
    assert room.broken[0].why.startswith(kind)
    assert {"hearts", "orders"} <= room.plugins.keys()


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert find("rex.metrics", Metric, folders=[tmp_path / "none"]).broken == ()


def test_an_installed_package_brings_plug_ins_by_its_entry_point(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "installed_hearts.py").write_text(OWN.format(id="hearts", title="Installed"))
    monkeypatch.syspath_prepend(tmp_path)
    points = {"rex.metrics": [EntryPoint("hearts", "installed_hearts", "rex.metrics")]}
    monkeypatch.setattr(finding, "entry_points", lambda group: points.get(group, []))
    assert find("rex.metrics", Metric).plugins["hearts"].title == "Installed"
