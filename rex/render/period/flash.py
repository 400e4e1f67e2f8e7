"""The flash edition of a period: one screen of plain text to paste into a chat, never longer than 900 signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.message import say
from rex.render.comparison.telling import Telling
from rex.render.flash import Line, fitted
from rex.render.period.view import reading_of
from rex.text.speaker import Speaker

if TYPE_CHECKING:
    from rex.model.comparison import Period
    from rex.render.period.pieces import MeasureRow


def period_flash(period: Period, lang: str) -> str:
    """Write bottom line, totals, headline measures, promises and open bets; made from the period as the client sees it.

    What is least needed goes first when there is no room.
    """
    telling = Telling(Speaker(lang, period.timezone))
    read = reading_of(period, telling.speaker, "client")
    head = say("{client} · {period} · {state}", client=read.client, period=read.title, state=read.state)
    lines = [Line(telling.tell(head)), *(Line(sentence) for sentence in read.bottom_line)]
    lines.append(Line(" · ".join(f"{fact.label} {fact.text}" for fact in read.totals[:-1]), 1))
    lines += [_measure(telling, row) for row in read.measures if row.headline and row.told]
    if read.extremes:
        lines.append(Line(read.extremes_say, 4))
    lines.append(Line(read.promised, 2))
    lines += [Line(f"{bet.code} {bet.title} ({bet.facts[0].text})", 5) for bet in read.bets]
    return fitted(lines)


def _measure(telling: Telling, row: MeasureRow) -> Line:
    value = f"{row.value} ({row.could_be})" if row.could_be else row.value
    text = say("{name}: {value}", name=row.title, value=f"{value}, {row.mark.word}")
    return Line(f"{row.mark.sign} {telling.tell(text)}", 3)
