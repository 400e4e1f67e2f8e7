"""Rules about the code itself, so that nobody has to remember them."""

from __future__ import annotations

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

import rex
from rex.metrics.base import Metric
from rex.plugins.find import find

PACKAGE = Path(rex.__file__).parent
ROOT = PACKAGE.parent
MODULES = sorted(PACKAGE.rglob("*.py"))
FIXED = [
    "orders",
    "units",
    "revenue",
    "refunds",
    "net_revenue",
    "aov",
    "conversion_rate",
    "revenue_per_viewer",
    "unique_viewers",
    "peak_concurrent",
    "average_concurrent",
    "watch_time",
    "messages",
    "unique_chatters",
    "participation",
    "chat_rate",
    "repeat_purchase_rate",
    "clv_historic",
    "clv_predictive",
    "nps",
    "csat",
    "csat_mean",
    "ces",
    "best_sellers",
    "questions",
    "answered_share",
    "first_response_time",
]
BROAD = {
    "cli/app.py": 1,  # the boundary: our fault ends in one line and a log
    "checks/run.py": 1,  # each of these calls a plug-in, which may break in any way
    "metrics/compute.py": 2,
    "plugins/find.py": 1,
    "workflow/reading.py": 3,
}
"""Where `except Exception` may stand, and how often."""
ENGINE_ONLY = (
    r"\bread_parquet\b|\bread_json\b|\bread_csv\b|\bepoch(?:_ms)?\b|\btime_bucket\b|\bdate_trunc\b|\bstrftime\b|\bstruct_pack\b"
    r"|\blist_\w+\(|\bunnest\b|\barg_max\b|\barg_min\b|\bmax_by\b|\bmin_by\b|\bquantile\w*\b|\bapprox_\w+|\bany_value\b"
    r"|\bqualify\b|\bfilter\s*\(|\bexclude\b|\breplace\s*\(\s*\w+\s+as\b|::|\bilike\b|//|\bpivot\b|\basof\b|\bsample\b"
    r"|\bstring_agg\b|\bregexp_\w+|\bgroup\s+by\s+all\b|\border\s+by\s+all\b|\$\d|\bif\s*\(|\bifnull\b|\bhugeint\b|\bpragma\b"
)
"""Words of one engine's SQL; ours runs on others too."""


def name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def below_cli() -> list[Path]:
    return [path for path in MODULES if not name(path).startswith("cli/")]


def test_the_ids_of_the_contract_are_those_of_the_kpis() -> None:
    room = find("rex.metrics", Metric)
    assert room.broken == ()
    assert set(FIXED) <= room.plugins.keys()
    assert [kpi for kpi in room.plugins if not re.fullmatch(r"[a-z][a-z0-9_]{2,39}", kpi)] == []


def test_every_kpi_s_file_has_its_id() -> None:
    for kpi in find("rex.metrics", Metric).plugins:
        assert (PACKAGE / "metrics" / f"{kpi}.py").is_file()


def test_every_kpi_is_mentioned_by_a_test() -> None:
    tests = [path.read_text(encoding="utf-8") for path in (ROOT / "tests" / "unit" / "metrics").rglob("test_*.py")]
    kpis = find("rex.metrics", Metric).plugins
    assert [kpi for kpi in kpis if not any(f'"{kpi}"' in text for text in tests)] == []


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def test_nobody_below_the_command_line_prints_or_looks_at_the_clock_or_rolls_dice() -> None:
    own = re.compile(
        r"print|input|(?:\w+\.)?(?:datetime|date)\.(?:now|utcnow|today)|time\.(?:time|time_ns|localtime)"
        r"|random\.(?!Random\b)\w+|secrets\.\w+|uuid\.uuid[14]|os\.urandom"
    )
    calls = ((path, node) for path in below_cli() for node in ast.walk(tree(path)) if isinstance(node, ast.Call))
    assert [f"{name(path)}:{call.lineno}" for path, call in calls if own.fullmatch(ast.unparse(call.func))] == []


def test_exceptions_are_caught_broadly_only_where_listed() -> None:
    found = Counter(
        name(path)
        for path in MODULES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler) and _is_broad(node) and not _raises_again(node)
    )
    assert found == BROAD


def _is_broad(handler: ast.ExceptHandler) -> bool:
    return handler.type is None or re.search(r"\b(?:Base)?Exception\b", ast.unparse(handler.type)) is not None


def _raises_again(handler: ast.ExceptHandler) -> bool:
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def test_files_stay_small() -> None:
    assert [name(path) for path in MODULES if len(path.read_text(encoding="utf-8").splitlines()) > 400] == []


def test_functions_fit_the_eye() -> None:
    functions = (
        (path, node)
        for path in MODULES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    assert [f"{name(path)} {f.name}: {lines}" for path, f in functions if (lines := _lines(f, path)) > 60] == []


def _lines(function: ast.FunctionDef | ast.AsyncFunctionDef, path: Path) -> int:
    """Count a function's lines; a command's options and its help page are declared, not read as code."""
    first = function.lineno
    if name(path).startswith("cli/commands/") and function.name == "command":
        first = function.body[1].lineno
    return (function.end_lineno or first) - first + 1


def sql_texts() -> dict[str, str]:
    views = {path.name: path.read_text(encoding="utf-8") for path in (PACKAGE / "engine" / "views").glob("*.sql")}
    for kpi, plugin in find("rex.metrics", Metric).plugins.items():
        views[kpi] = "\n".join(part.expression for part in plugin.sums.values())
        if plugin.listing is not None:
            views[kpi] += "\n" + plugin.listing.query
    return views


@pytest.mark.parametrize(("where", "text"), sorted(sql_texts().items()))
def test_shared_sql_is_no_engine_s_own(where: str, text: str) -> None:
    bare = re.sub(r"--.*", "", text)
    assert re.findall(ENGINE_ONLY, bare, re.IGNORECASE) == [], where


def test_the_denylist_sees_what_it_is_for() -> None:
    for own in (
        "a::int",
        "time_bucket(interval 1 minute, t)",
        "count(*) filter (where x)",
        "arg_max(a, b)",
        "qualify x",
    ):
        assert re.search(ENGINE_ONLY, own)
    for plain in (
        "sum(case when a between 1 and 2 then 1 end)",
        "lead(x) OVER (ORDER BY y)",
        "cast(x as decimal(19, 0))",
    ):
        assert not re.search(ENGINE_ONLY, plain)


def test_no_room_is_called_for_everything() -> None:
    vague = {"utils", "helpers", "common", "misc", "manager", "util", "helper"}
    assert [name(path) for path in MODULES if path.stem in vague] == []
