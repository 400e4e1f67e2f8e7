"""Two records made by hand: a full session of an invented shop, and one of which almost nothing is known."""

from __future__ import annotations

from datetime import UTC, datetime

from answered import action, checks, claims, forecasts, respondents, settled
from beside import calibration, nameless, views
from measured import measures
from shown import MARKUP, PIPES, cues, moments, products, timeline
from voices import heard

from rex.model.attribution import Alternative, Attribution
from rex.model.measure import Measure
from rex.model.message import quantity, say
from rex.model.moment import Moments, Quote
from rex.model.retrospective import BottomLine, Retrospective
from rex.model.session import Goal, Session
from rex.model.source import Coverage, Issue, Source, Unrecognised

START = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
END = datetime(2026, 11, 20, 19, 30, tzinfo=UTC)


def sources() -> tuple[Source, ...]:
    """Three files; rows read = kept + set aside in each."""
    return (
        Source(
            file="chat.csv",
            sha256="9e79bb5a3562" + "0" * 52,
            importer="player_chat",
            why="header",
            tables={"chat": 1698},
            rows_read=1759,
            rows_kept=1698,
            rows_set_aside=61,
            reasons={"duplicate": 38, "system": 23},
        ),
        Source(
            file="orders.csv",
            sha256="0eb8b631122e" + "1" * 52,
            importer="shopify_orders",
            why="header",
            status="unverified",
            tables={"sales": 176},
            rows_read=181,
            rows_kept=176,
            rows_set_aside=5,
            reasons={"duplicate": 3, "other": 2},
        ),
        Source(
            file="viewers.csv",
            sha256="c4d422177fdf" + "2" * 52,
            importer="mapping",
            why="mapping",
            tables={"viewers": 125},
            rows_read=125,
            rows_kept=125,
            rows_set_aside=0,
        ),
    )


def full() -> Retrospective:
    """Everything a session can leave behind, hostile words included."""
    return Retrospective(
        rex="0.1.0",
        id="rex-20261120-7c1e",
        written=datetime(2026, 11, 23, 8, 12, tzinfo=UTC),
        edition="provisional",
        settles_on=datetime(2026, 12, 5, tzinfo=UTC),
        session=session(),
        duration_s=5400,
        inputs="sha256:" + "ab" * 32,
        sources=sources(),
        unrecognised=(Unrecognised(file="moodboard.pdf", why=say("It is not a table.")),),
        issues=(
            Issue(
                file="orders.csv",
                line=14,
                column="Total",
                problem=say("“12,5O” is not a number."),
                did=say("The row was set aside."),
            ),
        ),
        coverage=(
            Coverage(table="chat", rows=1698, before=52, after=19, present=(True,) * 90),
            Coverage(
                table="viewers", rows=125, present=(True,) * 44 + (False,) * 3 + (True,) * 43, gaps=((2640, 2820),)
            ),
            Coverage(table="sales", rows=176, after=26, present=(True, False) * 45),
            Coverage(table="survey", rows=64),
        ),
        bottom_line=BottomLine(
            headline=say("The goal was reached; the kit sold out."),
            sentence="The kit made the evening. It also ran out.",
            result=say(
                "{share} of viewers bought ({k} of {n}): over the goal of {goal}.",
                share=quantity(114 / 1842, "share"),
                k=114,
                n=1842,
                goal=quantity(0.05, "share"),
            ),
            keep=say(
                "The live half-face test at {at}: {n} people wrote where {usual} were expected.",
                at=quantity(1090, "offset"),
                n=48,
                usual=20,
            ),
            change=say("Stock and answers: {k} of {n} questions had no answer in chat.", k=107, n=236),
            sure=say(
                "Sure that the goal was reached: even the low end, {low}, is above it."
                " Not sure that the session as such converted better.",
                low=quantity(0.052, "share"),
            ),
        ),
        orders_by_rule=(
            Alternative(
                attribution=Attribution(after_hours=24), orders=115, revenue_minor=765_600, currency="EUR", used=True
            ),
            Alternative(attribution=Attribution(), orders=98, revenue_minor=655_000, currency="EUR"),
            Alternative(attribution=Attribution(rule="tag", match=("live-20",), after_hours=24), orders=76),
        ),
        trust=(
            say("Returns are open until 5 December; revenue is provisional."),
            say("Chat and orders differ by 2 s; nothing was shifted."),
        ),
        forecasts=forecasts(),
        calibration=calibration(),
        settled=settled(),
        measures=measures(),
        expected_by_luck=0.9,
        cues=cues(),
        timeline=timeline(),
        moments=Moments(
            moments=moments(),
            tested=88,
            expected_false=0.3,
            said=say("Three peaks and two drops stood out of the session's own noise."),
        ),
        claims=claims(),
        products=products(),
        quotes=(
            Quote(id="q1", text="On voit la différence en direct, je prends", at_s=1150, people=48),
            Quote(id="q2", text=MARKUP, at_s=3200, people=61),
            Quote(
                id="q3", text=f"{PIPES} <img src=x onerror=alert(1)> # heading www.example.com", at_s=3700, people=37
            ),
        ),
        voice=heard(),
        respondents=respondents(),
        views=views(),
        nameless=nameless(),
        checks=checks(),
        actions=(
            action(
                "A-017",
                "Reserve stock for 30 minutes of the hero set and prepare a waitlist card",
                "Lucía",
                "revenue",
                500,
                origin="moment:5",
            ),
            action(
                "A-018",
                "French-speaking moderator on the roster, by name",
                "Maria",
                "answered_share",
                5,
                origin="metric:answered_share",
                note="ask Hugo first",
            ),
        ),
        next_session=(
            say("Seal a forecast of conversion and of questions answered."),
            say("Risk: the moderator is ill; name a second one."),
        ),
        not_concluded=(
            say("Is the welcome too long? People are still arriving; three sessions at four minutes would tell."),
        ),
        method=(
            say("Intervals are 95%. Usual ranges: mean and 2.66 times the mean moving range."),
            say("Two people answered; the blind part was sealed before the numbers."),
        ),
    )


def session() -> Session:
    """The invented session's own facts."""
    return Session(
        id="2026-11-20-autumn-glow",
        title="Autumn Glow",
        client="Maison Verbena",
        start=START,
        end=END,
        timezone="Europe/Madrid",
        platform="own-site player and app",
        hosts=("Inès",),
        currency="EUR",
        language="es",
        goals=(
            Goal(kpi="conversion_rate", value=0.05, says="agreed on 6 November"),
            Goal(kpi="answered_share", value=0.7),
            Goal(kpi="revenue", value=8000),
            Goal(kpi="ces", value=5),
        ),
        attribution=Attribution(after_hours=24),
        costs={"studio": 900.0},
    )


def bare() -> Retrospective:
    """A session with a handful of orders, no chat, no survey, no history, nobody's answers."""
    return Retrospective(
        rex="0.1.0",
        id="rex-20261120-0000",
        written=datetime(2026, 11, 23, 8, 12, tzinfo=UTC),
        edition="settled",
        session=Session(id="first", title="First <b>show</b>", client="Small Shop"),
        duration_s=1800,
        anchor="unknown",
        inputs="sha256:" + "cd" * 32,
        bottom_line=BottomLine(
            headline=say("Too little is known to say how it went."),
            result=say("No goal was set and no viewer was counted."),
            sure=say("Not sure of anything yet."),
        ),
        measures=(
            Measure(
                id="conversion_rate",
                definition="conversion_rate@1",
                title="Conversion",
                group="sales",
                status="not_applicable",
                why=say("no count of viewers in these files"),
                unit="share",
                better="higher",
                headline=True,
                verdict="too_little_data",
            ),
        ),
        moments=Moments(said=say("No moment could be looked for: there is no chat and no viewer curve.")),
    )
