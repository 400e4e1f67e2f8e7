"""Write the workspace: the brand's settings, its actions, one folder a session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from sample_sessions.generate import damage
from sample_sessions.generate.audience import samples
from sample_sessions.generate.catalogue import skus
from sample_sessions.generate.curve import write_curve
from sample_sessions.generate.rundown import clock, write_rundown
from sample_sessions.generate.shopify import write_orders
from sample_sessions.generate.survey import write_survey
from sample_sessions.generate.youtube import packed, write_chat

if TYPE_CHECKING:
    from pathlib import Path

    from sample_sessions.generate.evening import Evening
    from sample_sessions.generate.plan import Plan

IGNORED = (".rex/", ".rex-key", "sessions/*/answers/anonymous/")


def session_files(seed: int, evening: Evening) -> dict[str, bytes]:
    """Give every file of a session folder by its path inside it."""
    plan = evening.plan
    names = plan.raw["files"]
    chat = write_chat(plan, evening.messages)
    orders = write_orders(seed, plan, evening.orders)
    files: dict[str, bytes] = {"session.yaml": to_yaml(_session(plan))}
    if "broken_files" in plan.flags:
        chat = damage.cut_last_line(chat)
        orders = damage.break_orders(orders)
        files["exports/espectadores_directo_1.csv"] = b""
        files["exports/carritos_noviembre.csv"] = damage.binary_junk(seed)
    files[f"exports/{names['chat']}"] = packed(chat) if names["chat"].endswith(".gz") else chat
    files[f"exports/{names['orders']}"] = orders
    files[f"exports/{names['viewers']}"] = write_curve(plan, samples(plan, evening.visits), names["viewers_style"])
    if "rundown" in names:
        files[f"exports/{names['rundown']}"] = write_rundown(plan, names["rundown_lang"])
    survey = write_survey(seed, plan)
    if survey is not None:
        files[f"exports/{names['survey']}"] = survey
    return files


def _session(plan: Plan) -> dict[str, Any]:
    session: dict[str, Any] = {
        "title": plan.title,
        "start": plan.start.isoformat(),
        "end": plan.end.isoformat(),
        "timezone": "Europe/Madrid",
        "platform": "youtube",
        "hosts": plan.raw["hosts"],
        "currency": "EUR",
        "goals": plan.raw["goals"],
    }
    if "rundown" not in plan.raw["files"]:
        session["cues"] = _cues(plan)
    session["tags"] = plan.raw["tags"]
    session["replay"] = f"https://example.com/replay/{plan.id}"
    return session


def _cues(plan: Plan) -> list[dict[str, Any]]:
    cues = []
    for segment in plan.segments:
        cue: dict[str, Any] = {"at": clock(segment.start), "until": clock(segment.end)}
        cue |= {"kind": segment.kind, "title": segment.title}
        if segment.products:
            cue["products"] = skus(segment.products)
        cues.append(cue)
    return cues


def brand_files(brand: dict[str, Any]) -> dict[str, bytes]:
    """Give the workspace's own files: settings, actions, what git leaves out."""
    files = {"rex.yaml": to_yaml(brand["workspace"])}
    for action in brand["actions"]:
        files[f"actions/{action['id']}.yaml"] = to_yaml(action)
    note = "# The sample ships its exports; a client's own workspace would leave out sessions/*/exports/ too.\n"
    files[".gitignore"] = (note + "\n".join(IGNORED) + "\n").encode()
    return files


def to_yaml(document: object) -> bytes:
    """Write plain YAML, keys in the order given."""
    text = yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=100)
    return text.encode("utf-8")


def write_all(folder: Path, files: dict[str, bytes]) -> None:
    """Write the files under a folder."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
