"""Short ways to make facts, measures and records for tests: rows in, numbers out."""

from __future__ import annotations

import itertools
import re
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from rex.engine.facts import FactsWriter, columns
from rex.engine.sql import Background, Facts, Window
from rex.metrics.base import Metric, Setting
from rex.metrics.compute import compute
from rex.model.heard import Heard
from rex.model.measure import Measure
from rex.model.message import Message, Quantity, say
from rex.model.moment import Moments
from rex.model.retrospective import BottomLine, Retrospective
from rex.model.session import Session
from rex.model.tables import TABLES, ChatRow, Row, SalesRow, SurveyRow, ViewersRow
from rex.plugins.find import find

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

START = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
START_MS = round(START.timestamp() * 1000)
HOUR_MS = 3_600_000
_TABLE: dict[type, str] = {Heard: "heard", **{shape: name for name, shape in TABLES.items()}}
_number = itertools.count(1)
AnyRow = Row | Heard
"""A row of a canonical table, or what the readers of the chat say of one message."""


def window(minutes: float = 60, after_hours: float = 0, start_ms: int = START_MS) -> Window:
    """Make the window of a show."""
    length = round(minutes * 60_000)
    return Window(start_ms, start_ms + length, length, start_ms + length + round(after_hours * HOUR_MS))


def message(at_s: float, author: str | None = "ana", **more: Any) -> ChatRow:
    """Make a viewer's message, so many seconds from the start."""
    at = round(at_s * 1000)
    return ChatRow(author=author, text="hello", offset_ms=at, t_ms=START_MS + at, **more)


def heard(at_s: float, person: int = 1, *, asks: int | None = None, after_s: float | None = None, **more: Any) -> Heard:
    """Make what is heard of one viewer's message; `asks` is its question's number, `after_s` when its answer came."""
    at = round(at_s * 1000)
    given: dict[str, Any] = {
        "row_id": f"h{at}-{person}",
        "person": person,
        "offset_ms": at,
        "counted": True,
        "lang": "en",
        "intent": "price" if asks else "other",
        "question_no": asks,
        "answered_by": None if after_s is None else "team",
        "answered_ms": None if after_s is None else at + round(after_s * 1000),
    }
    return Heard(**{**given, **more})


def order(
    name: str, total: int | None, *, at_s: float = 600, refunded: int | None = 0, lines: int = 1, **more: Any
) -> list[SalesRow]:
    """Make an order: its total on the first line alone, one piece a line; the customer is the order's own name."""
    at = round(at_s * 1000)
    shared = {"customer": f"c-{name}", "currency": "EUR", "status": "paid", "sku": "KIT", **more}
    rows = [SalesRow(order_id=name, line_no=n, t_ms=START_MS + at, offset_ms=at, **shared) for n in range(1, lines + 1)]
    rows[0].order_total_minor, rows[0].order_refunded_minor = total, refunded
    return rows


def unique(people: int, at_s: float = 3599) -> ViewersRow:
    """Make the platform's cumulative count of unique viewers."""
    return watching(at_s, people, "unique_viewers")


def watching(at_s: float, people: int, metric: str = "concurrent") -> ViewersRow:
    """Make a sample of the viewer curve."""
    at = round(at_s * 1000)
    return ViewersRow(metric=metric, value=people, offset_ms=at, t_ms=START_MS + at)


def answers(question: str, numbers: Iterable[int | None], low: int | None, high: int | None) -> list[SurveyRow]:
    """Make one answer a person to a question on a scale."""
    return [
        SurveyRow(respondent=f"p{n}", question_id=question, answer_num=number, scale_min=low, scale_max=high)
        for n, number in enumerate(numbers)
    ]


def flat(*parts: AnyRow | Iterable[AnyRow]) -> list[AnyRow]:
    """Join rows and lists of rows."""
    return [row for part in parts for row in ([part] if isinstance(part, (Row, Heard)) else part)]


def facts_on_disk(
    tmp_path: Path, rows: Iterable[Row], frame: Window | None = None, background: Background | None = None
) -> Facts:
    """Write rows as Parquet and open them, the whole way that exports go: `with facts_on_disk(...) as facts`."""
    folder = tmp_path / f"facts-{next(_number)}"
    with FactsWriter(folder) as writer:
        for row in rows:
            writer.write(_TABLE[type(row)], row)
    return Facts(folder, frame or window(), background)


class FactsInMemory(Facts):
    """Rows in one engine that all tests share, rolled back afterwards: no files, so hundreds of tests stay quick."""

    def __init__(
        self,
        rows: Iterable[AnyRow],
        frame: Window,
        background: Background | None = None,
        earlier: Iterable[Iterable[Row]] = (),
    ) -> None:
        self._engine, self.passes = _engine(), 0
        self._rows, self._frame = list(rows), frame
        self._behind, self._earlier = background or Background(), [list(show) for show in earlier]

    def __enter__(self) -> Self:
        self._engine.execute("BEGIN")
        behind = [self._behind.margin_milli, self._behind.utc_offset_ms]
        frame = [getattr(self._frame, name) for name in Window.__slots__ if name != "marks"]
        self._insert("session", [[*frame, *behind]])
        self._insert("costs", [list(cost) for cost in self._behind.costs.items()])
        for number, show in enumerate(self._earlier, start=1):
            for table, rows in itertools.groupby(sorted(show, key=_table_of), key=_table_of):
                names = _columns(table)
                self._insert(f"earlier_{table}", [[*(getattr(row, name) for name in names), number] for row in rows])
        self.mark([(self._frame.rule, mark) for mark in self._frame.marks], used=True)
        for table, rows in itertools.groupby(sorted(self._rows, key=_table_of), key=_table_of):
            names = _columns(table)
            self._insert(table, [[getattr(row, name) for name in names] for row in rows])
            if table == "sales":
                for name, select in _worked_out():
                    self._engine.execute(f"INSERT INTO {name} {select}")
        return self

    def _insert(self, table: str, rows: list[list[Any]]) -> None:
        for first in range(0, len(rows), 500):
            some = rows[first : first + 500]
            places = ", ".join([f"({', '.join('?' * len(some[0]))})"] * len(some))
            self._engine.execute(f"INSERT INTO {table} VALUES {places}", [cell for row in some for cell in row])

    def __exit__(self, *_: object) -> None:
        self._engine.execute("ROLLBACK")


@cache
def _engine() -> Any:
    """Open facts without a row, with every table and view, and keep their engine for all tests."""
    engine = Facts(Path("nowhere"), window()).__enter__()._engine
    engine.execute("SET threads = 1")
    engine.execute("DELETE FROM session")
    return engine


@cache
def _worked_out() -> list[tuple[str, str]]:
    """Give the tables that REX fills when it opens facts, in their order, and what it fills them with."""
    orders = (files("rex.engine") / "views/10_orders.sql").read_text(encoding="utf-8")
    found = re.findall(r"^CREATE TABLE (\w+) AS\n(.+?);$", orders, re.MULTILINE | re.DOTALL)
    assert found
    return found


@cache
def _columns(table: str) -> tuple[str, ...]:
    return Heard._fields if table == "heard" else tuple(columns(table))


def _table_of(row: AnyRow) -> str:
    return _TABLE[type(row)]


@cache
def metrics() -> Mapping[str, Metric]:
    """Find the shipped KPIs."""
    return find("rex.metrics", Metric).plugins


def measured(
    *parts: AnyRow | Iterable[AnyRow],
    frame: Window | None = None,
    currency: str | None = "EUR",
    background: Background | None = None,
    earlier: Iterable[Iterable[Row]] = (),
) -> dict[str, Measure]:
    """Compute every KPI from rows, by id; a broken KPI fails the test."""
    frame = frame or window()
    with FactsInMemory(flat(*parts), frame, background, earlier) as facts:
        made, failed = compute(metrics().values(), facts, Setting(frame.duration_ms / 1000, currency))
    assert not failed, failed
    return {measure.id: measure for measure in made}


def said(text: Message | None) -> str:
    """Read a message in English, raw values in the places."""
    assert text is not None
    form = text.plural if text.plural is not None and text.n != 1 else text.text
    values = {name: _said_value(value) for name, value in text.values.items()}
    return form.format(**values)


def _said_value(value: object) -> str:
    if isinstance(value, Message):
        return said(value)
    return f"{value.value:g}" if isinstance(value, Quantity) else str(value)


def measure(kpi: str = "orders", value: float | None = 10, **more: Any) -> Measure:
    """Make a measured KPI as a record holds it."""
    given: dict[str, Any] = {
        "id": kpi,
        "definition": f"{kpi}@1",
        "title": kpi,
        "status": "insufficient" if value is None else "measured",
        "value": value,
        "unit": "count",
        "better": "higher",
        "why": say("Too few.") if value is None else None,
    }
    return Measure.model_validate({**given, **more})


def share(kpi: str, k: int, n: int, **more: Any) -> Measure:
    """Make a share with its count."""
    sums = {"buyers": k, "viewers": n}
    return measure(kpi, k / n, **{"unit": "share", "scale": "logit", "k": k, "n": n, "sums": sums, **more})


def record(*measures: Measure, day: int = 0, session: Mapping[str, Any] | None = None, **more: Any) -> Retrospective:
    """Make a record of a session so many days after the first one."""
    start = START + timedelta(days=day)
    name = f"{start:%Y-%m-%d}-show"
    about: dict[str, Any] = {
        "id": name,
        "title": f"Show {day}",
        "client": "Maison Verbena",
        "start": start,
        "end": start + timedelta(hours=1),
        "timezone": "Europe/Madrid",
        "currency": "EUR",
    }
    given: dict[str, Any] = {
        "rex": "0.1.0",
        "id": name,
        "written": start + timedelta(days=1),
        "edition": "settled",
        "session": Session.model_validate({**about, **(session or {})}),
        "duration_s": 3600,
        "inputs": "0" * 8,
        "bottom_line": BottomLine(headline=say("A show."), result=say("Done."), sure=say("Fairly.")),
        "measures": measures,
        "moments": Moments(said=say("Nothing stood out.")),
    }
    return Retrospective.model_validate({**given, **more})
