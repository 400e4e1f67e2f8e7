"""Periods made by hand: four evenings of an invented shop, a hostile one, one of which almost nothing is known."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from rex.model.answer import Claim
from rex.model.comparison import Period, PeriodMeasure, PeriodSession, Problem, Totals
from rex.model.measure import Measure
from rex.model.message import quantity, say, say_n
from tests.unit.render_compare.comparisons import MARKUP, PIPES, action, settled, usual

TITLES = ("Slow Evening", "Calm Skin", "Autumn Glow", "Night Garden")
ALL_USUAL = ("usual", "usual", "usual", "usual")
ONE_BETTER = ("usual", "usual", "better", "usual")


def session(day: int, title: str, **more: Any) -> PeriodSession:
    """Make one evening of November at 19:00 in Madrid."""
    shared: dict[str, Any] = {
        "session": f"2026-11-{day:02}",
        "title": title,
        "start": datetime(2026, 11, day, 18, 0, tzinfo=UTC),
        "timezone": "Europe/Madrid",
        "edition": "settled",
    }
    return PeriodSession(**(shared | more))


def measured(kpi: str, title: str, unit: str, value: float | None, **more: Any) -> Measure:
    """Make a total over the period."""
    shared: dict[str, Any] = {"better": "higher", "status": "measured", "definition": f"{kpi}@1"}
    return Measure(id=kpi, title=title, unit=unit, value=value, **(shared | more))


def over(total: Measure, points: tuple[float | None, ...], verdicts: tuple[str, ...], **more: Any) -> PeriodMeasure:
    """Make one KPI over the four evenings."""
    outside = sum(v in {"better", "worse", "up", "down"} for v in verdicts)
    says = say("Outside its usual range in {k} of {n} sessions.", k=outside, n=4)
    inside = say_n("Inside its usual range in the one session.", "Inside its usual range in all {n} sessions.", 4)
    shared: dict[str, Any] = {"says": says if outside else inside}
    return PeriodMeasure.model_validate({"total": total, "points": points, "verdicts": verdicts} | shared | more)


def measures() -> tuple[PeriodMeasure, ...]:
    """Five headline measures and three others: one each better, worse, different, as usual, untold."""
    none = ("too_little_history",) * 4
    return (
        over(
            measured(
                "conversion_rate",
                "Conversion",
                "share",
                368 / 6994,
                k=368,
                n=6994,
                low=0.048,
                high=0.058,
                headline=True,
                method="wilson",
                confidence=0.95,
            ),
            (75 / 1588, 75 / 1676, 114 / 1842, 104 / 1888),
            ONE_BETTER,
            usual=usual(0.029, 0.061),
        ),
        over(
            measured("revenue", "Revenue placed", "EUR", 2608200, headline=True),
            (472200, 493600, 907800, 734600),
            ONE_BETTER,
            usual=usual(236800, 797500),
        ),
        over(
            measured(
                "answered_share",
                "Questions answered in chat",
                "share",
                0.64,
                k=514,
                n=803,
                low=0.606,
                high=0.672,
                headline=True,
                method="wilson",
                confidence=0.95,
            ),
            (0.67, 0.682, 0.547, 0.71),
            ("usual", "usual", "worse", "usual"),
            usual=usual(0.56, 0.821),
        ),
        over(
            measured(
                "watch_time",
                "Average view duration",
                "minutes",
                14.3,
                n=6994,
                low=13.9,
                high=14.7,
                headline=True,
                method="t",
                confidence=0.95,
            ),
            (13.8, 14.1, 14.8, 14.3),
            ALL_USUAL,
            usual=usual(12.3, 15.9),
        ),
        over(
            measured(
                "nps", "NPS", "nps", 37, n=238, low=27, high=46, headline=True, method="adjusted-wald", confidence=0.95
            ),
            (None, 36.2, 40.6, 39),
            none,
            says=say("Not judged: a usual range needs 5 earlier sessions."),
        ),
        over(
            measured("questions", "Questions asked", "count", 803, better="neither"),
            (180, 176, 236, 211),
            ("usual", "usual", "up", "usual"),
            usual=usual(110, 228),
        ),
        over(
            measured(
                "unique_viewers",
                "Unique viewers",
                "count",
                None,
                status="not_applicable",
                why=say("Different people over several sessions are unknown."),
            ),
            (1588, 1676, 1842, 1888),
            ALL_USUAL,
            usual=usual(1273, 1900),
        ),
        over(measured("orders", "Orders", "count", 390), (79, 80, 121, 110), ALL_USUAL, usual=usual(43, 123)),
    )


def claim(number: int, polarity: str, text: str, **more: Any) -> Claim:
    """Make a lesson that rests on a measure and a moment."""
    shared: dict[str, Any] = {
        "id": f"c{number}",
        "polarity": polarity,
        "text": text,
        "how": "Said on air before the link was sent",
        "respondent": "Inès",
        "role": "host",
        "phase": "reveal",
        "evidence": ("metric:conversion_rate", "moment:3"),
    }
    return Claim.model_validate(shared | more)


WORKED = (
    claim(1, "worked", "Tell the app when the offer is shown"),
    claim(2, "worked", "Try a product live within a minute of the question", states_cause=True),
)
DID_NOT = (
    claim(3, "did_not", "One set at one price is enough", against=("metric:revenue",)),
    claim(4, "did_not", "An earlier start sells more", evidence=("metric:conversion_rate", "answer:ines.renewal")),
)


def period(**changed: Any) -> Period:
    """November of Maison Verbena; any field can be replaced."""
    shared: dict[str, Any] = {
        "client": "Maison Verbena",
        "first": date(2026, 11, 1),
        "last": date(2026, 11, 30),
        "name": "2026-11",
        "written": datetime(2026, 12, 1, 7, 0, tzinfo=UTC),
        "timezone": "Europe/Madrid",
        "currency": "EUR",
        "language": "en",
        "bottom_line": (
            say(
                "{k} of {n} headline numbers left their usual range; about {luck} would by luck alone.",
                k=quantity(3, "count"),
                n=quantity(16, "count"),
                luck="0.4",
            ),
            say(
                "Of {n} actions that were promised, {moved} moved their number as hoped.",
                n=quantity(4, "count"),
                moved=quantity(2, "count"),
            ),
        ),
        "totals": Totals(sessions=4, orders=390, units=702, revenue={"EUR": 2608200}),
        "sessions": (
            *(session(day, title) for day, title in zip((6, 13), TITLES[:2], strict=True)),
            session(20, TITLES[2], edition="provisional", headline="Four better than usual, two worse"),
            session(27, TITLES[3], edition="provisional"),
        ),
        "measures": measures(),
        "actions": settled(),
        "worked": WORKED,
        "did_not": DID_NOT,
        "data_notes": (
            say(
                "Still open to returns: {names}. Their sales can only fall; write this report again later.",
                names="Autumn Glow, Night Garden",
            ),
            say("People who came to several sessions count once a session."),
        ),
        "problems": (Problem(session="2026-11-24", why=say("Its record was written by a newer REX.")),),
    }
    return Period.model_validate(shared | changed)


def hostile_period() -> Period:
    """Everything that a person can name is hostile."""
    row = measured("mine", MARKUP, "EUR", 20000, headline=True)
    settled_one = settled()[0].model_copy(update={"action": action(1, MARKUP, PIPES), "says": say("{x}", x=MARKUP)})
    return period(
        client=MARKUP,
        name=PIPES,
        first=date(2026, 11, 2),
        sessions=tuple(session(day, MARKUP, headline=PIPES) for day in (6, 13, 20, 27)),
        measures=(over(row, (4000, 5000, 6000, 5000), ALL_USUAL, usual=usual(3000, 7000)), *measures()),
        actions=(settled_one,),
        worked=(claim(1, "worked", MARKUP, how=PIPES, role=MARKUP, evidence=(f"moment:{MARKUP}",)),),
        did_not=(claim(2, "did_not", PIPES),),
        data_notes=(say("{x}", x=MARKUP),),
        problems=(Problem(session=PIPES, why=say("{x}", x=MARKUP)),),
    )


def sparse_period() -> Period:
    """One session of a new client: nothing to judge by, nothing promised, nothing claimed."""
    alone = PeriodMeasure(
        total=measured("orders", "Orders", "count", 12),
        points=(12,),
        verdicts=("too_little_history",),
        says=say("Not judged: a usual range needs 5 earlier sessions."),
    )
    return period(
        bottom_line=(say("Too few sessions so far to call anything in this period unusual."),),
        totals=Totals(sessions=1, orders=12, units=12, revenue={}),
        sessions=(session(6, "First Light"),),
        measures=(alone,),
        actions=(),
        worked=(),
        did_not=(),
        data_notes=(),
        problems=(),
    )
