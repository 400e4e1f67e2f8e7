"""Any noun as the text of a JSON file: the model's key order, one document, the same bytes every time."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rex.model.noun import Noun


def to_json(noun: Noun) -> str:
    """Write a noun as JSON: keys in the model's order, UTF-8 letters as they are, no NaN, a newline at the end."""
    data = noun.model_dump(mode="json", by_alias=True)
    return json.dumps(data, ensure_ascii=False, allow_nan=False, indent=1) + "\n"
