"""A mapping as the file that a person keeps: `mappings/<name>.yaml`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.importers.mapping import Mapping

_HEAD = """\
# How REX reads this export: every file that has the columns under `header` is read like this.
# Three rows as they are read: rex map FILE --show
"""


def to_yaml(mapping: Mapping, header: Sequence[str]) -> str:
    """Write a mapping; what has its usual value is left out. `header` are the columns as the file calls them."""
    values: dict[str, object] = {
        "title": mapping.title,
        "table": mapping.table,
        "status": None if mapping.status == "verified" else mapping.status,
        "header": list(header),
        "columns": {mapping.names[field]: field for field in mapping.columns.values()},
        "time": mapping.unit or mapping.time,
        "timezone": None if mapping.timezone is None else mapping.timezone.key,
        "dates": mapping.dates,
        "decimal": mapping.decimal,
        "amounts": None if mapping.amounts == "major" else mapping.amounts,
        "currency": mapping.currency,
        "where": mapping.where or None,
    }
    return _HEAD + "".join(_line(key, value) for key, value in values.items() if value is not None)


def _line(key: str, value: object) -> str:
    """Write one key; a list stays on its line, a mapping has one for each column."""
    flow = None if isinstance(value, list) else False
    return yaml.safe_dump({key: value}, sort_keys=False, allow_unicode=True, width=10_000, default_flow_style=flow)
