"""What `rex chat` shows: the record's voice, or what the exports say now; and on a terminal alone, who asked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rex.cli import edge
from rex.cli.documents import to_json
from rex.cli.waiting import held
from rex.errors import NothingToMeasure, UsageError
from rex.render.terminal.voice import chat_lines, product_lines, who_lines
from rex.store.workspace import find_session
from rex.text.similar import nearest
from rex.workflow.hearing_document import chat_document
from rex.workflow.hearing_exports import hear_exports, of_product, who_asked, with_voice
from rex.workflow.hearing_product import product_page

if TYPE_CHECKING:
    from rex.cli.console import Console
    from rex.model.retrospective import Retrospective
    from rex.text.speaker import Speaker
    from rex.workflow.hearing_exports import Heard
    from rex.workflow.hearing_told import Told


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asks for."""

    session: str
    product: str | None
    who: bool
    json: bool
    now: str | None


def demand(shown: Console, *, who: bool, json: bool) -> None:
    """Raise UsageError where names would leave the terminal."""
    if who and (json or not shown.out.isatty()):
        raise UsageError(
            "--who shows people's names, and does so on a terminal alone: nothing may be written with them.",
            todo="Run it in a terminal, without --json and without a pipe.",
            kept="",
        )


def show(wanted: Wanted, record: Retrospective, shown: Console, speaker: Speaker) -> None:
    """Show the chat of a session; what only the exports can tell is heard from them anew."""
    folder = find_session(wanted.session, Path.cwd())
    runtime = edge.runtime(wanted.now, shown, speaker)
    with held(folder, shown, speaker):
        heard = hear_exports(folder, runtime)
        if heard is None and (wanted.product or wanted.who):
            raise NothingToMeasure(
                f"There is no chat among the exports of {folder.id}.",
                todo="Put the chat's export back into exports/ and run the same command again.",
            )
        told = None
        if heard is not None:
            hearing = heard.hearing
            if wanted.product is not None:
                product = _known(wanted.product, record, heard)
                hearing = of_product(hearing, product)
            record, told = with_voice(record, hearing, fewest=1)
        if wanted.json:
            shown.text(to_json(chat_document(None if heard is None else hearing, told), speaker))
            return
        names = {}
        if wanted.who and heard is not None and told is not None:
            rows = {row for one in told.open_ones for row in one.row_ids}
            names = who_asked(folder, runtime, heard, rows)
    lines, width, plain = speaker.lang, shown.width, shown.plain
    if wanted.product is not None:
        page = product_page(folder, record, product)
        shown.screen(product_lines(record, page, lang=lines, width=width, plain=plain))
    shown.screen(chat_lines(record, lang=lines, width=width, plain=plain))
    if wanted.who and told is not None:
        shown.screen(who_lines(record, _by_question(told, names), lang=lines, width=width, plain=plain))


def _by_question(told: Told, names: dict[str, str]) -> list[tuple[str, list[str]]]:
    """Give each open question with those who asked it, each once."""
    return [
        (one.text, list(dict.fromkeys(names[row] for row in one.row_ids if row in names))) for one in told.open_ones
    ]


def _known(text: str, record: Retrospective, heard: Heard) -> str:
    """Find a product by id or name; raises UsageError with the nearest names where there is none."""
    ids = {product.id: product.name for product in record.products}
    ids |= {named: named for products in heard.hearing.products for named in products if named not in ids}
    ids |= {shown: shown for cue in record.cues for shown in cue.products if shown not in ids}
    for product, name in ids.items():
        if text.casefold() in (product.casefold(), name.casefold()):
            return product
    near = ", ".join(nearest(text, [*ids, *ids.values()], 3))
    raise UsageError(f'No product "{text}" in this session.', todo=f"Near it: {near}." if near else "", kept="")
