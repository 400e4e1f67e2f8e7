"""Put the record together: one document that every reader reads alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rex import __version__
from rex.compare.baseline import told
from rex.compare.benchmarks import gaps
from rex.compare.history import outside_by_luck
from rex.compare.identities import broken
from rex.model.answer import goal_in_words
from rex.model.attribution import which_orders
from rex.model.message import Message, quantity, say, say_n
from rex.model.retrospective import Retrospective
from rex.questionnaire.order import turned
from rex.stats.control import LOCK_FROM
from rex.workflow.bottom_line import bottom_line
from rex.workflow.calibrating import calibration
from rex.workflow.grounding import ground_of, values_digest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from rex.model.action import Action, Settled
    from rex.model.attribution import Alternative
    from rex.model.benchmark import Benchmark
    from rex.model.finding import Checks
    from rex.model.source import Coverage, Skew
    from rex.workflow.analysis import Analysis
    from rex.workflow.computing import Computed
    from rex.workflow.maturity import Maturity
    from rex.workflow.opinions import Opinions
    from rex.workflow.reading import Imported


BROKEN = "The plug-in {name} broke and is left out ({why})."


def _of_files(imported: Imported) -> dict[str, Any]:
    """Give what the record keeps of the files themselves."""
    return {
        "inputs": imported.inputs,
        "sources": imported.sources,
        "unrecognised": imported.unrecognised,
        "issues": imported.issues,
    }


def _of_chat(computed: Computed) -> dict[str, Any]:
    """Give what the record keeps of the viewers' words."""
    return {"quotes": computed.quotes, "voice": computed.voice}


def _of_people(opinions: Opinions) -> dict[str, Any]:
    """Give what people said, as the record keeps it."""
    return {
        "respondents": opinions.respondents,
        "forecasts": opinions.forecasts,
        "claims": opinions.claims,
        "revisions": opinions.revisions,
        "views": opinions.views,
        "nameless": opinions.nameless,
    }


def assemble(
    analysis: Analysis,
    opinions: Opinions,
    checks: Checks,
    settled: tuple[Settled, ...],
    actions: tuple[Action, ...],
    now: datetime,
    maturity: Maturity,
    *,
    benchmarks: Sequence[Benchmark] = (),
) -> Retrospective:
    """Make the record from everything that was computed and said; the clock is the given one."""
    session, computed, imported = analysis.session, analysis.computed, analysis.imported
    if session.start is None or session.end is None:
        raise ValueError("a session without start and end has no record")
    record = Retrospective(
        rex=__version__,
        id=f"rex-{session.start:%Y%m%d}-{imported.inputs[:4]}",
        written=now,
        edition=maturity.edition,
        settles_on=maturity.settles_on,
        session=session,
        duration_s=session.duration_s or 0,
        ground=ground_of(analysis.folder, session, alone=analysis.alone),
        **_of_files(imported),
        **_of_people(opinions),
        coverage=computed.coverage,
        bottom_line=bottom_line(
            analysis,
            opinions.sentence,
            opinions.claims,
            written=goal_in_words(opinions.respondents) is not None,
        ),
        orders_by_rule=analysis.computed.alternatives,
        trust=tuple(_trust(analysis, maturity)),
        calibration=calibration(opinions.forecasts, computed.measures, session, analysis.earlier),
        settled=settled,
        measures=computed.measures,
        crowds=computed.crowds,
        benchmarks=gaps(computed.measures, benchmarks),
        expected_by_luck=outside_by_luck(computed.measures),
        compared_with=told(session, analysis.earlier),
        cues=computed.cues,
        content=computed.content,
        cue_effects=computed.cue_effects,
        timeline=computed.timeline,
        moments=computed.moments,
        drops_first=turned(session.id, "report", "drops first"),
        products=computed.products,
        **_of_chat(computed),
        checks=checks,
        actions=actions,
        not_concluded=tuple(_not_concluded(analysis)),
        method=tuple(_method(analysis)),
    )
    return record.model_copy(update={"values": values_digest(record)})


def with_checks(record: Retrospective, checks: Checks, analysis: Analysis) -> Retrospective:
    """Put in what the checks say of a record; a check that broke is named with what else limits the record."""
    broken = [say(BROKEN, name=item.name, why=item.why) for item in analysis.troubles]
    new = tuple(one for one in broken if one not in record.trust)
    return record.model_copy(update={"checks": checks, "trust": (*record.trust, *new)})


def _trust(analysis: Analysis, maturity: Maturity) -> list[Message]:
    """Say what limits the numbers: maturity, clocks, history, files that could not be read."""
    found: list[Message] = [] if maturity.says is None else [maturity.says]
    computed = analysis.computed
    if analysis.imported.unrecognised:
        names = ", ".join(item.file for item in analysis.imported.unrecognised)
        found.append(say("Not read: {names}.", names=names))
    if computed.skew is not None and not computed.skew.fits:
        found.append(skew_said(computed.skew))
    found.extend(broken(computed.measures))
    found.extend(twice_said(computed.twice))
    found.extend(outside_said(computed.coverage))
    found.extend(_rule_without_orders(computed.alternatives))
    for coverage in computed.coverage:
        for start, end in coverage.gaps:
            text = "Nothing in {table} from {start} to {end}."
            found.append(
                say(
                    text,
                    table=TABLES.get(coverage.table, coverage.table),
                    start=quantity(start, "offset"),
                    end=quantity(end, "offset"),
                )
            )
    sessions = max((m.usual.sessions for m in computed.measures if m.usual is not None), default=0)
    if sessions == 0:
        n = len(analysis.earlier)
        found.append(
            say_n(
                "{n} earlier session: no usual range yet, it starts at 5.",
                "{n} earlier sessions: no usual range yet, it starts at 5.",
                n,
            )
        )
    elif sessions < LOCK_FROM:
        text = "Usual ranges are on trial: {n} earlier sessions, locked from 12 on."
        found.append(say(text, n=quantity(sessions, "count")))
    found.extend(
        say("The record of {session} could not be used: {why}", session=item.session, why=item.error.what)
        for item in analysis.unusable
    )
    found.extend(say(BROKEN, name=item.name, why=item.why) for item in analysis.troubles)
    return found


def twice_said(twice: Mapping[str, int]) -> list[Message]:
    """Say how many rows of which table stand in two files."""
    text = "{n} rows of {table} stand in two files and are counted once."
    return [say(text, n=quantity(n, "count"), table=TABLES.get(table, table)) for table, n in twice.items()]


def outside_said(coverage: Sequence[Coverage]) -> list[Message]:
    """Doubt the start where most of what happens during a show lies outside of it; orders may well lie outside."""
    text = "{outside} of {all} rows of {table} lie outside the show: are its start and end right?"
    return [
        say(
            text,
            outside=quantity(one.before + one.after, "count"),
            all=quantity(one.rows, "count"),
            table=TABLES[one.table],
        )
        for one in coverage
        if (one.table in {"chat", "viewers", "presence"} and 2 * (one.before + one.after) > one.rows)
        or (one.table == "sales" and one.before + one.after == one.rows)
    ]


def _rule_without_orders(alternatives: Sequence[Alternative]) -> list[Message]:
    """Doubt a rule that finds nothing where the same hours hold orders: a mark that is misspelt looks like no sales."""
    used = next((one for one in alternatives if one.used), None)
    if used is None or used.orders or used.attribution.rule == "window":
        return []
    window = max((one.orders for one in alternatives if one.attribution.rule == "window"), default=0)
    if not window:
        return []
    text = "No order counts under this rule ({which}), while {n} orders of that time do without it: is its mark right?"
    return [say(text, which=which_orders(used.attribution), n=quantity(window, "count"))]


def skew_said(skew: Skew) -> Message:
    """Say how orders and chat lie to each other in time."""
    ends = sorted((abs(skew.low), abs(skew.high)))
    minutes, low, high = (quantity(value, "minutes") for value in (abs(skew.minutes), *ends))
    if skew.fits and skew.low > 0:
        text = "Orders run {minutes} behind the chat ({low} to {high}): the two clocks fit."
    elif skew.fits:
        return say("Orders come with the chat, give or take {minutes}: the two clocks fit.", minutes=high)
    elif skew.minutes > 0:
        text = "Orders run {minutes} behind the chat ({low} to {high}): one of the two clocks may be wrong."
    else:
        text = "Orders run {minutes} ahead of the chat ({low} to {high}): one of the two clocks may be wrong."
    return say(text, minutes=minutes, low=low, high=high)


TABLES = {
    "chat": say("the chat"),
    "sales": say("the orders"),
    "viewers": say("the viewer curve"),
    "presence": say("the list of who came and left"),
    "reactions": say("the reactions"),
    "cues": say("the run of show"),
    "survey": say("the survey"),
}
"""The tables that a sentence may name, in the reader's words."""


def _not_concluded(analysis: Analysis) -> list[Message]:
    """List what could not be said, and what would make it possible."""
    return [
        say("{kpi}: {why}", kpi=say(measure.title), why=measure.why)
        for measure in analysis.computed.measures
        if measure.value is None and measure.why is not None
    ]


def _method(analysis: Analysis) -> list[Message]:
    session, moments = analysis.session, analysis.computed.moments
    return [
        say("Orders count when {which}; others are kept and never counted.", which=which_orders(session.attribution)),
        say(
            "Moments: a scan at several lengths against the chat's own noise; {tested} stretches looked at.",
            tested=quantity(moments.tested, "count"),
        ),
        say("People are pseudonyms made with a key that stays on this machine; quotes are redacted."),
    ]
