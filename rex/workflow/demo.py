"""The sample workspace, reviewed session by session so that the newest one has a history."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rex.model.message import quantity, say
from rex.render.jsonfile import to_json
from rex.store.atomic import write_text
from rex.workflow.desk import lay_out
from rex.workflow.review import review_without_asking
from rex.workflow.runtime import silent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.store.workspace import Folder
    from rex.text.speaker import Speaker
    from rex.workflow.runtime import Runtime


def review_sample(folders: Sequence[Folder], runtime: Runtime, speaker: Speaker) -> None:
    """Review earlier sessions quietly, oldest first; each judges itself by those before it."""
    quiet = replace(runtime, tell=silent)
    for folder in folders:
        concluded = review_without_asking(lay_out(folder), [], quiet, speaker)
        write_text(folder.record, to_json(concluded.record))
    runtime.tell("reviewed", say("{n} earlier sessions", n=quantity(len(folders), "count")))
