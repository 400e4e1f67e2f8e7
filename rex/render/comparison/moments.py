"""The moments of two sessions: which came again, which are new, and both on one axis."""

from __future__ import annotations

from collections import defaultdict
from itertools import zip_longest
from typing import TYPE_CHECKING

from rex.model.message import Message, quantity, say, say_n
from rex.render.comparison.pieces import Evenings, Lane, MomentPair
from rex.render.figures import Stretch, Tick

if TYPE_CHECKING:
    from rex.model.comparison import Comparison
    from rex.model.message import Value
    from rex.model.moment import Moment
    from rex.render.comparison.pieces import SideWords
    from rex.render.comparison.telling import Telling

STEPS_MIN = (5, 10, 15, 20, 30, 60, 120, 240)
MOST_TICKS = 8


def pairs(telling: Telling, comparison: Comparison) -> tuple[MomentPair, ...]:
    """Lay moments of one kind and one name side by side, in the order in which they came."""
    before, after = comparison.moments.get("before", ()), comparison.moments.get("after", ())
    old, new = _named(before), _named(after)
    found = []
    for key in dict.fromkeys([*old, *new]):
        for first, second in zip_longest(old.get(key, []), new.get(key, [])):
            at = min(m.start_s for m in (first, second) if m is not None)
            found.append((at, _pair(telling, first, second)))
    return tuple(pair for _, pair in sorted(found, key=lambda entry: entry[0]))


def _named(moments: tuple[Moment, ...]) -> dict[tuple[str, str], list[Moment]]:
    named: dict[tuple[str, str], list[Moment]] = defaultdict(list)
    for moment in moments:
        named[moment.kind, " ".join(moment.label.casefold().split())].append(moment)
    return named


def _pair(telling: Telling, first: Moment | None, second: Moment | None) -> MomentPair:
    known = second or first
    assert known is not None  # noqa: S101 - zip_longest gives at least one of the two
    words = ["" if m is None else _words(telling, m) for m in (first, second)]
    state = "again" if first and second else "new" if second else "gone"
    return MomentPair(telling.title(known.label), words[0], words[1], state)  # type: ignore[arg-type]  # one of the three


def _words(telling: Telling, moment: Moment) -> str:
    places: dict[str, Value] = {"n": quantity(moment.id, "count"), "at": quantity(moment.start_s, "offset")}
    if moment.kind == "drop" and moment.viewers_before is not None and moment.viewers_after is not None:
        text = say(
            "drop {n} at {at}: {before} to {after} people watching",
            **places,
            before=quantity(moment.viewers_before, "count"),
            after=quantity(moment.viewers_after, "count"),
        )
        return telling.tell(text)
    places |= {
        "lift": telling.rough(moment.lift),
        "low": telling.rough(moment.lift_low),
        "high": telling.rough(moment.lift_high),
    }
    if moment.kind == "peak":
        return telling.tell(say("peak {n} at {at}: {lift} times what was expected ({low} to {high})", **places))
    return telling.tell(say("drop {n} at {at}: {lift} times what was expected ({low} to {high})", **places))


def evenings(telling: Telling, comparison: Comparison, sides: tuple[SideWords, SideWords]) -> Evenings:
    """Draw both shows from their start on one axis, as long as the longer one."""
    found = (comparison.moments.get("before", ()), comparison.moments.get("after", ()))
    lengths = (comparison.before.duration_s, comparison.after.duration_s)
    lanes = tuple(
        Lane(
            telling.tell(say("{day} · {title}", day=side.short_day, title=side.title)),
            length,
            tuple(map(_stretch, own)),
        )
        for side, length, own in zip(sides, lengths, found, strict=True)
    )
    says = telling.tell(
        say(
            "Moments on one axis. {first}: {first_has}. {second}: {second_has}.",
            first=lanes[0].title,
            first_has=_counted(found[0]),
            second=lanes[1].title,
            second_has=_counted(found[1]),
        )
    )
    key = telling.tell(say("Minutes from the start. Circles: peaks. Squares and broken edges: drops."))
    return Evenings(says, key, (lanes[0], lanes[1]), _ticks(telling, max(lengths)))


def _counted(moments: tuple[Moment, ...]) -> Message:
    peaks = sum(moment.kind == "peak" for moment in moments)
    return say(
        "{peaks}, {drops}",
        peaks=say_n("{n} peak", "{n} peaks", peaks),
        drops=say_n("{n} drop", "{n} drops", len(moments) - peaks),
    )


def _stretch(moment: Moment) -> Stretch:
    return Stretch(moment.id, moment.kind, moment.start_s, moment.end_s, moment.label, "")


def _ticks(telling: Telling, longest_s: float) -> tuple[Tick, ...]:
    step = next((m for m in STEPS_MIN if longest_s / 60 / m < MOST_TICKS), STEPS_MIN[-1]) * 60
    return tuple(Tick(at, telling.speaker.f.offset(at, short=True)) for at in range(0, int(longest_s) + 1, step))
