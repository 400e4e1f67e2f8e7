"""The JSON Schemas that ship are those of the model, and the documents fit them."""

from __future__ import annotations

import json
import os

import pytest

from rex.model.schema import DOCUMENTS, schema_text
from rex.resources import templates


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_a_shipped_schema_is_the_models(name: str) -> None:
    file = templates() / "schemas" / f"{name}.json"
    if os.environ.get("REX_UPDATE_GOLDENS"):
        file.write_text(schema_text(name), encoding="utf-8")
    assert file.read_text(encoding="utf-8") == schema_text(name)


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_a_schema_names_its_version_and_refuses_unknown_keys(name: str) -> None:
    schema = json.loads(schema_text(name))
    assert schema["properties"]["schema"]["const"] == name.replace("-", "/")
    assert schema["additionalProperties"] is False
