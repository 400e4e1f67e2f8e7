"""The JSON Schemas of the documents that others read; they ship as files in `templates/schemas/`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from rex.model.comparison import Comparison, Comparisons, Period
from rex.model.retrospective import Retrospective
from rex.model.status import Status
from rex.model.trend import Trend

if TYPE_CHECKING:
    from rex.model.noun import Noun

DOCUMENTS: dict[str, type[Noun]] = {
    "rex.retrospective-1": Retrospective,
    "rex.comparison-1": Comparison,
    "rex.period-1": Period,
    "rex.comparisons-1": Comparisons,
    "rex.status-1": Status,
    "rex.trend-1": Trend,
}
"""Each document's name, as its schema file is called."""


def schema_text(name: str) -> str:
    """Write the JSON Schema of a document as the file that ships; raises KeyError for an unknown name."""
    schema = DOCUMENTS[name].model_json_schema(by_alias=True, mode="serialization")
    return (
        json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}, indent=1, ensure_ascii=False)
        + "\n"
    )
